"""The header block of a document: the lines at its top, before its text begins.

In a word processor's file the block is a table; extracted, its cells come as rows, as lines, or
glued into one ("Document C20/57-E3 March 2020Original: EnglishReport by the Chairman…"). Here
they become lines again, one piece of information each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ingest.header import dates
from ingest.header import numbers as document_numbers
from ingest.header.labels import group, labelled, pattern, starts, words
from ingest.header.languages import is_small
from ingest.header.ordinals import FIGURE
from ingest.raw import Block, BlockKind, RawDocument

_MAX_LINES = 45
_MAX_CHARS = 5000
_PROSE_WORDS = 25
_FULL_LINE = 60  # characters: a shorter line ends where its author ended it
_WRAPPED = 4  # lines; a title is seldom wrapped over so many

# Words that open the text itself, alone on their line or numbered.
_NUMBERED_OPENING = r"(?:(?:\d+|[IVX]+)\s*[.)]?\s*)?"
_HEADINGS = "(?:" + "|".join(word.capitalize() for word in group("opening")) + ")"
# The same words run together with what follows: "ProtectionSummaryThis report".
_TEXT_BEGINS = re.compile(rf"{_HEADINGS}(?=[A-Z]|\s+[A-Z]\w{{1,3}}\s)")
# A label inside a line: "… For information SOURCE Australia TITLE …".
_LABEL = re.compile(r"(?<![a-z])(?:SOURCE|TITLE)\b|\b(?:Source|Title)\s*:")
# What only stands inside a line where the cells of a header were run together.
_GLUED = re.compile(
    r"[a-z\d]Document\s*:?\s*C|\d{4}Original\b|\bEnglish[A-Z][a-z]|-[EFSRAC]\d{1,2}\s[A-Z]|"
    r"\S[ ]+Document[ ]*:?[ ]*C?WG"
)
# Ends of lines that extraction lost: before a title in capitals behind the name of its source,
# before place and date, before the first heading of the text.
_LINE_END = re.compile(
    r"(?m)(?<=[a-z)])[ ]+(?=[A-Z]{3,}(?:[ ]+[^a-z\s]+)+$)|"
    r"(?<=[A-Za-z)])(?<!\b[iI]n)(?<!\b[aA]t)(?<![ ][A-Z][a-z][a-z])[ ]+"
    r"(?=(?:[A-Z]\w{1,2}[ ])?[A-Z][a-zé]+,[ ]\d{1,2}(?:-\d{1,2})?[ ][A-Z][a-z]+[ ]\d{4}$)"
    rf"|(?<=[A-Z\d.]{{2}})[ ]+(?={_HEADINGS}$)|(?<=\S)[ ]+(?=\d{{1,2}}\.?[ ]+{_HEADINGS}$)"
)
# The place before a date: "Geneva, 9-19 June 2020", "New York, 3 May 2024".
PLACE = re.compile(r"(?:[A-Z]\w{1,2} )?[A-Z][\w-]+,?\s*$")
_NUMBERED = re.compile(
    rf"^(?!{FIGURE})\d{{1,2}}(?:\.\d{{1,2}})*\s*[.)]?\s*(?-i:[^\W\d_a-z])", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<![^\W\d_])[^\W\d_]{3,}[.!?。؟]['”\"»)]*(?:\s|$)")
# Hours of a sitting: "09:30-11:30 Wednesday, Session I".
_HOURS = re.compile(r"(?<!\d)\d{1,2}[:.h]\d{2}\s*[-–]\s*\d{1,2}[:.h]\d{2}(?!\d)")
_MARKDOWN = re.compile(r"^\s*(?:#{1,6}\s+|>\s+|\*{1,3}(?=\S)|_{1,2}(?=[^\W_]))|\*{1,3}\s*$|\s#+$")
_CELLS = re.compile(r"\t|\s*(?<!\S)\|(?!\S)\s*|\s{4,}")


@cache
def _original() -> re.Pattern[str]:
    """What tells the language of the original: "Original: French/English", "English only"."""
    # Without word borders: cells run together ("EnglishContribution by Ghana").
    name = "(?:" + "|".join(sorted(words("languages"), key=len, reverse=True)) + ")"
    names = rf"{name}(?:\s*(?:[/,]|[^\W\d_]{{1,3}}\s)\s*{name})*"
    label = "|".join(group("labels/language"))
    return re.compile(
        rf"(?:{label})\s*[:：]?\s*(?:in\s+)?{names}(?:\s+only)?|{name}\s+only", re.IGNORECASE
    )


@cache
def _opens_text() -> re.Pattern[str]:
    return pattern("opening", before=_NUMBERED_OPENING, after=r"\s*[:：]?$")


@dataclass(frozen=True)
class Line:
    """One line of the header block; `level` of a heading (1 is the outermost), else None."""

    text: str
    level: int | None = None


def header_lines(raw: RawDocument) -> list[Line]:
    """The lines of a document's header block, in order; empty where the text begins at once."""
    lines: list[Line] = []
    for block in raw.blocks:
        if block.start > _MAX_CHARS or len(lines) >= _MAX_LINES:
            break
        printed = raw.text[block.start : block.end]
        pieces = _unglue(printed[:_MAX_CHARS])
        rows = pieces.split("\n")
        for at, piece in enumerate(rows):
            before, greeted = _before_salutation(piece)
            if greeted or _is_prose(rows[at:]):
                if greeted and before:
                    lines.append(Line(_clean(before), _level(block, piece)))
                elif not greeted and lines and _addresses(lines[-1].text):
                    lines.pop()
                return _rejoin(lines)
            if _HOURS.search(piece) and not dates.find(piece):
                continue  # an agenda's line, and no piece of the header
            level = _level(block, piece)
            numbered = _NUMBERED.match(piece.strip()) and not dates.find(piece)
            for cell in [piece] if numbered or level else _CELLS.split(piece):
                text = _clean(cell)
                if not text or re.fullmatch(r"[-–—=_*|:\s]+", text):
                    continue
                if _opens_text().match(text) or numbered:
                    return _rejoin(lines)
                if len(text.split()) > 2 * _PROSE_WORDS and not _markers(text):
                    return _rejoin(lines)
                lines.append(Line(text, level))
    return _rejoin(lines)


def opens_with_salutation(raw: RawDocument) -> bool:
    """Whether the text behind the header addresses somebody: "Mr. President, Excellencies"."""
    above = ""
    for block in raw.blocks:
        if block.start > _MAX_CHARS:
            return False
        for row in raw.text[block.start : block.end].split("\n"):
            if _before_salutation(row)[1]:
                return True
            if _is_prose([row]):
                return _addresses(above.strip())
            above = row
    return False


def _addresses(line: str) -> bool:
    """Whether the last line above the text calls somebody: "H.E. Ana Roe, Chair of the Board,"."""
    return line[-1:] in tuple(",;:،؛") and pattern("honorifics").match(line) is not None


def _before_salutation(row: str) -> tuple[str, bool]:
    """What of a line stands before words that address somebody, and whether there are any.

    They begin the line, or stand behind a date ("New York, 24 May 2024 Mr. President, it is").
    """
    starts = [0, *(found.end for found in dates.find(row[:200])[:1])]
    for start in starts:
        match = _salutation().match(row, start)
        if match:
            return row[:start].strip(), True
    listed = row.rstrip()[-1:] in tuple(",;:") and not pattern("honorifics").match(row)
    return "", bool(listed and pattern("salutation", before=r"(?:^|(?<=[,;]\s))").search(row))


@cache
def _salutation() -> re.Pattern[str]:
    return pattern("salutation", before=r"[\W\d]*", after=r".{0,160}?(?:[,;:!،]|//|$)")


def is_original(text: str) -> bool:
    """Whether a line tells the language of the original: "Original: English"."""
    return _original().fullmatch(text.strip(" /()|.,")) is not None


def _level(block: Block, piece: str) -> int | None:
    """Outline level of a heading, as the format or Markdown says; None for other lines."""
    marked = re.match(r"\s*(#{1,6})\s", piece)
    if marked:
        return len(marked[1])
    return (block.level or 1) if block.kind is BlockKind.HEADING else None


def _clean(cell: str) -> str:
    """A cell without the marks of Markdown, footnotes and doubled spaces."""
    text = _MARKDOWN.sub("", _MARKDOWN.sub("", cell)).replace("**", "")
    text = re.sub(r"\[\d{1,2}\]|[¹²³⁴⁵⁶⁷⁸⁹]", "", text)
    return " ".join(text.split()).strip("|").strip()


def _markers(text: str) -> int:
    """How many pieces of a header stand in a line: number, date, original, labels."""
    return (
        bool(document_numbers.find(text))
        + bool(dates.find(text))
        + bool(_original().search(text))
        + bool(_LABEL.search(text))
    )


def _is_prose(rows: list[str]) -> bool:
    """Whether running text begins here: one long line of sentences, or several wrapped ones."""
    first = rows[0]
    words = len(first.split())
    if words >= _PROSE_WORDS:
        shouted = sum(sign.isupper() for sign in first) > len(first) // 2
        # The title of a statement may be a sentence long: "Discours de S.E. …, Président de …".
        titled = starts("kinds/statement", first) and not _SENTENCE_END.search(first.strip()[:-1])
        header = labelled(first) or shouted or titled or _markers(first) > 1
        return not header and bool(_SENTENCE_END.search(first))
    wrapped = rows[:_WRAPPED]
    return (
        len(wrapped) == _WRAPPED
        and all(len(row.split()) >= 6 and _markers(row) < 2 for row in wrapped)
        and sum(row.lstrip()[:1].islower() for row in wrapped) >= _WRAPPED // 2
    )


def _unglue(printed: str) -> str:
    """Line breaks between the pieces of a header that extraction ran together."""
    lines = printed.split("\n")
    if len(lines) > 1 and _GLUED.search(printed):
        lines = re.sub(rf"(?<=[^\n]{{{_FULL_LINE}}})\n(?=\S)", " ", printed).split("\n")
    cut = (_cut(line) if len(line) > 60 and _markers(line) >= 2 else line for line in lines)
    return _LINE_END.sub("\n", "\n".join(cut))


def _cut(line: str) -> str:
    """One glued line with a break around its number, date, original and labels."""
    cuts: set[int] = set()
    for number in document_numbers.find(line)[:1]:
        label = pattern("labels/number", after=r"\s*:?\s*$").search(line[: number.start])
        cuts |= {label.start() if label else number.start, number.end}
    for printed in dates.find(line):
        before = line[: printed.start]
        word = before.split()[-1:]
        if before.rstrip()[-1:] in tuple(",–—-") or (word and is_small(word[0])):
            start = PLACE.search(before)
            if start:
                cuts.add(start.start())
        else:
            label = re.search(r"\bDate\s*:?\s*$", before, re.IGNORECASE)
            cuts.add(label.start() if label else printed.start)
        cuts.add(printed.end)
    for pattern_ in (
        _original(),
        re.compile(r"\bFor information\b(?! (?:of|to|on))"),
    ):
        for match in pattern_.finditer(line):
            cuts |= {match.start(), match.end()}
    for pattern_ in (_LABEL, re.compile(r"(?<=[a-z]{2})(?=[A-Z]{4,})")):  # "ProtectionOUTCOME OF"
        cuts |= {match.start() for match in pattern_.finditer(line)}
    begins = _TEXT_BEGINS.search(line)
    if begins:
        cuts = {cut for cut in cuts if cut <= begins.start()} | {begins.start(), begins.end()}
    edges = [0, *sorted(cuts), len(line)]
    pieces = (line[a:b].strip() for a, b in pairwise(edges))
    return "\n".join(piece for piece in pieces if piece.strip(" /,.-–"))


def _rejoin(lines: list[Line]) -> list[Line]:
    """Wrapped lines in one again: what goes on in small letters belongs to the line above."""
    joined: list[Line] = []
    for line in lines[:_MAX_LINES]:
        above = joined[-1].text if joined else ""
        # "Statement by / H.E. …": a line that ends in a small word goes on too.
        last = above.split()[-1] if above else ""
        goes_on = line.text[0].islower() or (last.isalpha() and last.islower() and is_small(last))
        goes_on = goes_on and not re.match(r"https?:|www\.", line.text)
        complete = above.endswith((":", ".", "/")) or is_original(above) or not above
        if goes_on and not complete and not document_numbers.find(above):
            joined[-1] = Line(f"{above} {line.text}", joined[-1].level)
        else:
            joined.append(line)
    return joined
