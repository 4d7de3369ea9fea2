"""What the labels of turns look like in one document, learned from the document itself.

Words at the start of blocks or lines are collected by their form: what stands behind them (a
colon, a dash, a stop, the end of the bold type, nothing), whether a number stands before them. A
form is a label's where the words in it are names, and come back.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from ingest.attribution.first_person import speaks_of_itself
from ingest.attribution.grades import (
    Grade,
    Grades,
    is_name_like,
    is_nickname,
    may_be_full_name,
)
from ingest.attribution.voices import begins_with_title, brackets, head, several
from ingest.raw import Block, BlockKind, RawDocument

# Bullets, quote marks and paragraph numbers before a label.
_TIME = r"(?:[\[(]?\d{1,2}[:.]\d\d(?:[:.]\d\d)?[\])]?\s+)?"
_BEFORE = re.compile(rf"[\s>•▪◦*_-]*(?P<number>\(?\d{{1,4}}[.)]\s+)?{_TIME}[*_]{{0,2}}")
_INSIDE = r"(?:[^()\[\]:]|\([^()]*\))"
_LABEL = re.compile(
    r"(?P<label>[^\W\d_][^:：\n()\[\]（）]{0,90}?"
    rf"(?:\s*[(（]{_INSIDE}{{0,120}}?[)）]|\s*\[{_INSIDE}{{0,40}}\]){{0,3}})"
    # What somebody is, behind the bracket: "Ms. Roe (Chad), rapporteur (translated):"
    rf"(?:(?<=[)）\]]),\s[^\W\d_][^:：\n()\[\]（）]{{1,60}}(?:\s\({_INSIDE}{{0,40}}\))?(?=\s?[:：]))?"
    # A full stop only behind a name in capitals: "Mr. ROE. Thank you."
    r"(?P<mark>\s?:[*_]{0,2}(?=\s|$|[>“\"]|[A-Z][a-z])|\s?：|(?<=[A-Z]{3})\.(?=\s[A-Z])|\s[-–—](?=\s))\s*"
)
_NEARLY_ALL = 0.8
_MOSTLY_FORMAL = 0.6
_SENTENCE_END = ".!?;,:…"


class Mark(Enum):
    """What stands behind a label."""

    COLON = auto()
    DASH = auto()
    STOP = auto()
    BOLD = auto()  # the end of the bold type
    LINE = auto()  # the end of its own line


_INLINE = (Mark.COLON, Mark.DASH, Mark.BOLD)  # marks with words behind them


@dataclass(frozen=True)
class Form:
    """What labels of one layout have in common."""

    mark: Mark
    numbered: bool = False
    bold: bool = False
    bars: bool = False


@dataclass(frozen=True)
class Label:
    """Words that may name who speaks: `text[start:words_start]`, and the words behind them."""

    start: int
    words_start: int
    words: str
    form: Form


def labels(raw: RawDocument, language: str = "en") -> list[Label]:
    """The labels of turns in reading order; empty where the document has none."""
    graded = Grades(raw.text, language)
    forms: dict[Form, list[Label]] = defaultdict(list)
    for label in _candidates(raw):
        forms[label.form].append(label)
    found: list[Label] = []
    for form, candidates in forms.items():
        often = Counter(c.words for c in candidates)
        candidates = [c for c in candidates if not _is_field(raw.text, c, often[c.words] == 1)]
        forms[form] = candidates
        if candidates:
            # What stands before the first is the front matter.
            first = candidates[0].start
            lines = sum(1 for b in raw.blocks if b.start >= first and b.end - b.start > 1)
            found.extend(_of_form(form, candidates, max(lines, 1), graded))
    if found:
        found.extend(_of_known(raw.text, found, forms))
    return sorted(found, key=lambda label: label.start)


def _of_known(
    text: str, found: Sequence[Label], forms: Mapping[Form, Sequence[Label]]
) -> Iterator[Label]:
    """Words of any form that only name whom labels name elsewhere in the document.

    "MT:" tells that "mt:", "MT - why?", "MT, Jana:" and "Martin Thomson [MT]" are labels, too. What
    begins with a capital behind a dash may be a title: "Norway - Report on harbours".
    """
    names = {head(label.words).casefold() for label in found if label.form.mark in _INLINE}
    taken = {label.start for label in found}
    for form, candidates in forms.items():
        for label in candidates if form.mark in _INLINE else ():
            parts = {head(part).casefold() for part in several(label.words)}
            initials = {inside.casefold() for inside in brackets(label.words)} & names
            known = parts <= names or (initials and may_be_full_name(head(label.words)))
            titled = (
                form.mark is Mark.DASH and text[label.words_start : label.words_start + 1].isupper()
            )
            if known and not titled and label.start not in taken:
                taken.add(label.start)
                yield label


def _of_form(form: Form, candidates: Sequence[Label], lines: int, graded: Grades) -> list[Label]:
    """The labels among the words of one form; empty where its words are none."""
    named = [c for c in candidates if graded(c.words) is not Grade.NONE]
    accepted = _are_labels(form, named, len(candidates), lines, graded)
    if form.mark is not Mark.COLON:
        return named if accepted else []
    often = Counter(head(c.words) for c in candidates)
    full = [word for word in often if may_be_full_name(word)]
    like = [c for c in candidates if c in named or is_name_like(head(c.words))]
    if len(candidates) > len(often) and len(like) >= _NEARLY_ALL * lines and (named or full):
        # Nearly every block begins so, and the same words come back.
        graded.accept(full)
        accepted = lines > 2
    doubtful = {word: n for word, n in often.items() if graded(word) is Grade.NONE}
    if accepted and len(named) >= _NEARLY_ALL * len(candidates):
        # Where nearly all words of a form are names, the doubtful full names are too.
        graded.accept(word for word in doubtful if may_be_full_name(word))
        doubtful = {word: n for word, n in doubtful.items() if not may_be_full_name(word)}
    formal = sum(graded(c.words) is Grade.FORMAL for c in named) >= _MOSTLY_FORMAL * len(named)
    if accepted and not formal:
        graded.accept(word for word, n in doubtful.items() if n > 1 and is_nickname(word))
    informal = not (accepted and formal)
    if informal and any(map(is_name_like, doubtful)) and (accepted or _come_back(doubtful)):
        graded.recognise(doubtful)
    named = [c for c in candidates if c in named or graded(head(c.words)) is not Grade.NONE]
    accepted = accepted or _are_labels(form, named, len(candidates), lines, graded)
    return named if accepted else []


def _come_back(doubtful: Mapping[str, int]) -> bool:
    """Whether words that may be labels stand there again and again."""
    return sum(n for word, n in doubtful.items() if n > 1 and is_name_like(word)) > 2


def _candidates(raw: RawDocument) -> Iterator[Label]:
    for index, block in enumerate(raw.blocks):
        whole = _whole_block(raw, index)
        if whole is not None:
            yield whole
        bold = _bold(raw.text, block)
        if bold is not None:
            yield bold
        elif block.kind is not BlockKind.TABLE_ROW:
            for start in _line_starts(raw.text, block):
                inline = _inline(raw.text, start, block)
                if inline is not None:
                    yield inline


def _line_starts(text: str, block: Block) -> Iterator[int]:
    start = block.start
    while 0 <= start < block.end:
        yield start
        start = text.find("\n", start, block.end) + 1 or -1


def _inline(text: str, start: int, block: Block) -> Label | None:
    """A label with a colon or a dash, which may also stand at the start of the next line."""
    before = _BEFORE.match(text, start, block.end)
    assert before is not None
    match = _LABEL.match(text, before.end(), start + 320)
    if match is None or "\n\n" in match["label"] or match.end("label") > block.end + 80:
        return None
    sign = match["mark"].strip()[:1]
    mark = Mark.COLON if sign in (":", "：") else Mark.STOP if sign == "." else Mark.DASH
    form = Form(mark, numbered=bool(before["number"]))
    return Label(start, match.end(), match["label"].strip(), form)


def _bold(text: str, block: Block) -> Label | None:
    """The bold words that a block begins with, its label where more words follow."""
    if block.emphasis is None or not text[block.emphasis : block.end].strip():
        return None
    before = _BEFORE.match(text, block.start, block.end)
    assert before is not None
    words = text[before.end() : block.emphasis]
    bare = words.strip(" .:：-–—*_\t\n")
    at = block.emphasis
    # The state in brackets and the colon may stand in plain type behind the name.
    behind = re.match(r"(?:\s*\([^()]{1,80}\))*\s?[:：.]?[*_]{0,2}\s*", text[at : block.end])
    assert behind is not None
    bare += text[at : at + behind.end()].rstrip(" .:：*_\t\n")
    if not bare or not bare[0].isalpha() or "\n" in bare:
        return None
    return Label(block.start, at + behind.end(), bare, Form(Mark.BOLD, bold=True))


def _whole_block(raw: RawDocument, index: int) -> Label | None:
    """A block that is nothing but a label, with text below it."""
    block = raw.blocks[index]
    words = raw.text[block.start : block.end].strip()
    if "\n" in words or not words or len(words.split()) > 14 or words[-1] in _SENTENCE_END:
        return None
    if block.kind is BlockKind.TABLE_ROW or index + 1 >= len(raw.blocks):
        return None
    below = raw.blocks[index + 1]
    before = _BEFORE.match(words)
    assert before is not None
    bare = words[before.end() :].strip("*_ ")
    if not bare[:1].isalpha():
        return None
    form = Form(Mark.LINE, bool(before["number"]), block.emphasis is not None, "|" in words)
    return Label(block.start, below.start, bare, form)


def _is_field(text: str, label: Label, once: bool) -> bool:
    """Whether a label only introduces names: "Chair: Ms Roe", "Scribes: Bo Lee, Di Oh"."""
    end = text.find("\n", label.words_start)
    rest = text[label.words_start : end if end >= 0 else len(text)].strip()
    inline = label.form.mark in (Mark.COLON, Mark.DASH)
    words = rest.split()
    if not inline or not 0 < len(words) <= 10 or rest[-1] in ".!?":
        return False
    names = [w for w in words if w[0].isupper()]
    only_names = len(names) >= 2 and all(len(w) < 4 for w in words if w not in names)
    return begins_with_title(rest) or (once and only_names)


def _opens_speech(text: str, label: Label) -> bool:
    """Whether the text below a label is in the first person."""
    return speaks_of_itself(text[label.words_start : label.words_start + 400])


def _are_labels(
    form: Form, named: Sequence[Label], all_in_form: int, lines: int, grades: Grades
) -> bool:
    """Whether the words of one form are labels of turns: names that come back or fill the text."""
    count = len(named)
    if count < 3:
        return False
    distinct = len({head(label.words).casefold() for label in named})
    returning = count - distinct
    formal = sum(grades(label.words) is Grade.FORMAL for label in named)
    share = count / lines
    if distinct < 2:
        return False
    if form.mark is Mark.LINE:
        known = sum(grades(label.words) in (Grade.FORMAL, Grade.KNOWN) for label in named)
        mostly = known >= 0.8 * count and count >= 0.5 * all_in_form
        if form.bars:
            # "Norway | Representative": the fields behind the bars come back.
            fields = {head(label.words).rpartition("|")[2].casefold() for label in named}
            returning = count - len(fields)
        speech = sum(_opens_speech(grades.text, label) for label in named) > count / 2
        return mostly and (returning >= count / 2 or (speech and not form.bars))
    if formal >= _MOSTLY_FORMAL * count and (
        form.mark is not Mark.COLON or count >= 0.5 * all_in_form
    ):
        return True
    if form.mark in (Mark.DASH, Mark.STOP):
        return False
    backed = sum(grades.is_backed(label.words) for label in named)
    if distinct > 2 and backed >= count / 2 and count >= 0.4 * all_in_form and share >= 0.05:
        return True
    returns = returning > 0 and share >= 0.5
    return share >= 0.1 and (share > 0.8 or returns or returning >= count / 2)
