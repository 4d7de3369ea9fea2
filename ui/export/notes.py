"""The notes of a briefing: one for each quoted stretch, numbered by its first mention."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from assistant.answer import Answer, Citation
from ui.export.briefing import Briefing
from ui.markdown import parser

CITATION = "citation"
"""Type of the tokens that mark a source; their content is the number of the note."""
# What is escaped in the words of a document marks no source.
_MARKS = re.compile(r"(?<!\\)(?:\[\d{1,4}\])+")
_NUMBER = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True)
class NumberedAnswer:
    """An answer whose marks "[n]" are the numbers of notes.

    `text`: its Markdown; sentences in a row with the same sources have their marks once, behind
    the last. `numbers`: the notes it has, from 1.
    """

    answer: Answer
    text: str
    numbers: frozenset[int]

    @property
    def tokens(self) -> list[Token]:
        """What a Markdown parser makes of it, each mark a token of type `CITATION`."""
        # Escaped characters stay tokens of their own: joined to the text they would be marks.
        tokens = parser().disable("text_join").parse(self.text)
        for token in tokens:
            if token.children:
                token.children = list(_with_marks(token.children, self.numbers))
        return tokens


def numbered(briefing: Briefing) -> tuple[list[NumberedAnswer], list[Citation]]:
    """The answers of a briefing and its notes, the first of which is number 1."""
    notes: dict[tuple[str, int, int], int] = {}
    quoted: list[Citation] = []
    answers = []
    for entry in briefing.entries:
        cited = {citation.n: citation for citation in entry.answer.citations}
        text = _with_all(_once(entry.answer.answer, cited), cited)
        own: dict[int, int] = {}
        for n in _mentioned(text, cited):
            citation = cited[n]
            place = (citation.document, citation.start, citation.end)
            if place not in notes:
                quoted.append(citation)
            own[n] = notes.setdefault(place, len(quoted))
        text = _renumbered(text, own)
        answers.append(NumberedAnswer(entry.answer, text, frozenset(own.values())))
    return answers, quoted


def _once(text: str, cited: Collection[int]) -> str:
    """Markdown without marks that the next sentence of the paragraph has, too.

    >>> _once("One. [1] Two. [1] Three. [2]", {1, 2})
    'One. Two. [1] Three. [2]'
    """
    return "\n".join(_once_inside(part, cited) for part in text.split("\n"))


def _once_inside(part: str, cited: Collection[int]) -> str:
    marks = [found for found in _MARKS.finditer(part) if list(_mentioned(found[0], cited))]
    for mark, following in reversed([*itertools.pairwise(marks)]):
        if mark[0] == following[0]:
            part = part[: mark.start()].rstrip(" ") + part[mark.end() :]
    return part


def _with_all(text: str, cited: Collection[int]) -> str:
    """Markdown with a mark for each citation: those it lacks stand at its end."""
    there = set(_mentioned(text, cited))
    lacking = "".join(f"[{n}]" for n in cited if n not in there)
    return f"{text}\n\n{lacking}" if lacking else text


def _mentioned(text: str, cited: Collection[int]) -> Iterator[int]:
    """The citations that a text marks, in its order."""
    for marks in _MARKS.finditer(text):
        yield from (int(n) for n in _NUMBER.findall(marks[0]) if int(n) in cited)


def _renumbered(text: str, numbers: dict[int, int]) -> str:
    """Markdown with the numbers of notes; brackets that mark nothing are escaped."""

    def note(mark: re.Match[str]) -> str:
        n = int(mark[1])
        return f"[{numbers[n]}]" if n in numbers else rf"\[{n}\]"

    return _MARKS.sub(lambda marks: _NUMBER.sub(note, marks[0]), text)


def _with_marks(tokens: Sequence[Token], numbers: Collection[int]) -> Iterator[Token]:
    for token in tokens:
        if token.type == "text_special":
            yield Token("text", "", 0, content=token.content)
            continue
        if token.type != "text":
            yield token
            continue
        last = 0
        for mark in _NUMBER.finditer(token.content):
            if int(mark[1]) in numbers:
                before = token.content[last : mark.start()].rstrip(" ")  # a raised number joins
                yield Token("text", "", 0, content=before)
                yield Token(CITATION, "", 0, content=mark[1])
                last = mark.end()
        yield Token("text", "", 0, content=token.content[last:])
