"""Documents and questions of any number, written by a program, for measurements of speed.

The text has the form of the real thing (a header, numbered paragraphs, delegations who say
things) and the statistics that cost time depends on: sentences of usual length and words as rare
and as frequent as Zipf's law has them (Zipf: Human Behavior and the Principle of Least Effort,
1949). It has no meaning, so it says nothing about the quality of answers.
"""

from __future__ import annotations

import hashlib
import random
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from ingest.model import Document, DocumentKind, Passage, Sentence, Speaker, SpeakerKind

PER_DOCUMENT = 100
"""Passages of a document, as of a long meeting report."""

_STATES = (
    "Argentina Australia Brazil Canada Chile Egypt Estonia Finland France Ghana Iceland India "
    "Indonesia Jamaica Japan Kenya Malaysia Mexico Morocco Nigeria Norway Pakistan Peru Poland "
    "Portugal Senegal Singapore Spain Sweden Thailand Tunisia Uganda Uruguay Zambia"
).split()
_VERBS = "reported noted emphasized proposed explained recalled described requested".split()


@dataclass(frozen=True)
class GeneratedSet:
    """Files and questions on what stands in them."""

    files: tuple[Path, ...]
    questions: tuple[str, ...]


def write(folder: Path, passages: int, questions: int = 50, seed: int = 24) -> GeneratedSet:
    """Write documents of `passages` numbered paragraphs in all, about 80 words each.

    The same numbers give the same files. Each question takes a state and some words of one
    paragraph: "What did Norway say on …?"
    """
    if passages < 1 or questions < 1:
        raise ValueError("passages and questions must be greater than 0")
    folder.mkdir(parents=True, exist_ok=True)
    words = _Words(random.Random(seed))
    files: list[Path] = []
    asked: list[str] = []
    every = max(1, passages // questions)
    for number, start in enumerate(range(0, passages, PER_DOCUMENT), start=1):
        count = min(PER_DOCUMENT, passages - start)
        lines = list(_header(number))
        for place in range(count):
            if place % 10 == 0:
                lines.append(f"{place // 10 + 1}\t{words.phrase(4).capitalize()}")
            state, text = words.paragraph()
            lines.append(f"{place // 10 + 1}.{place % 10 + 1}\t{text}")
            if (start + place) % every == 0 and len(asked) < questions:
                asked.append(f"What did {state} say on {' '.join(words.topic(text))}?")
        path = folder / f"report-{number:05}.txt"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        files.append(path)
    return GeneratedSet(tuple(files), tuple(asked))


def read(paths: Iterable[Path]) -> Iterator[tuple[Path, Document]]:
    """Documents of such files by the form they are written in, in place of `ingest.read_many`.

    No model looks at the text, so that a million passages are read in minutes: a paragraph is a
    passage, and the delegation that it begins with says all of it.
    """
    for path in paths:
        text = path.read_text(encoding="utf-8")
        yield (
            path,
            Document(
                id=path.stem,
                title=path.stem,
                kind=DocumentKind.REPORT,
                number=path.stem,
                text=text,
                path=path,
                sha256=hashlib.sha256(text.encode()).hexdigest(),
                passages=tuple(_passages(path.stem, text)),
            ),
        )


def _passages(document: str, text: str) -> Iterator[Passage]:
    start, section, ordinal = 0, "", 0
    for line in text.splitlines(keepends=True):
        number, _, words = line.rstrip("\n").partition("\t")
        first, start = start + len(number) + 1, start + len(line)
        if "." not in number:
            section = words
        elif words:
            said = (Speaker(name=words.partition(" ")[0], kind=SpeakerKind.MEMBER_STATE),)
            end = first + len(words)
            yield Passage(
                document=document,
                ordinal=ordinal,
                unit=ordinal,
                paragraph=number,
                section=(section,),
                start=first,
                end=end,
                text=words,
                speakers=said,
                sentences=tuple(_sentences(first, words, said)),
            )
            ordinal += 1


def _sentences(start: int, words: str, said: tuple[Speaker, ...]) -> Iterator[Sentence]:
    for sentence in words.split(". "):
        end = start + len(sentence) + (not sentence.endswith("."))
        yield Sentence(start=start, end=end, speakers=said)
        start = end + 1


def _header(number: int) -> Iterator[str]:
    yield "Council Working Group on Child Online Protection"
    yield f"Generated meeting {number}"
    yield f"Document CWG-COP-{number}/REP"
    yield "Generated to measure speed; not an official record."


@lru_cache
def _vocabulary() -> list[str]:
    """English words, the more frequent first: the vocabulary of the default embedding model."""
    from index_store.embedding import built_in_model

    lines = (built_in_model() / "vocab.txt").read_text(encoding="utf-8").splitlines()
    return [word for word in lines if word.isascii() and word.isalpha() and len(word) > 1]


class _Words:
    """Words drawn after Zipf's law."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._known = _vocabulary()
        self._weights = list(accumulate(1 / rank for rank in range(2, len(self._known) + 2)))

    def draw(self, count: int) -> list[str]:
        total = self._weights[-1]
        return [
            self._known[bisect_left(self._weights, self._chance.random() * total)]
            for _ in range(count)
        ]

    def phrase(self, count: int) -> str:
        return " ".join(self.draw(count))

    def paragraph(self) -> tuple[str, str]:
        """A delegation and what it says, in three to five sentences."""
        state, chance = self._chance.choice(_STATES), self._chance
        first = f"{state} {chance.choice(_VERBS)} that {self.phrase(chance.randint(12, 24))}."
        rest = [
            f"{self.phrase(chance.randint(10, 26)).capitalize()}."
            for _ in range(chance.randint(2, 4))
        ]
        return state, " ".join([first, *rest])

    def topic(self, text: str) -> list[str]:
        """Three of the longer words of a text."""
        longer = [word.strip(".").lower() for word in text.split()[3:] if len(word) > 5]
        return self._chance.sample(longer, min(3, len(longer)))
