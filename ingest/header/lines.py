"""The header block of a document: the lines at its top, before its text begins.

In a word processor's file the block is a table; extracted, its cells come as rows, as lines, or
glued into one ("Document C20/57-E3 March 2020Original: EnglishReport by the Chairman…"). Here
they become lines again, one piece of information each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from ingest.header import dates
from ingest.header import numbers as document_numbers
from ingest.raw import Block, BlockKind, RawDocument

_MAX_LINES = 60
_MAX_CHARS = 5000
_PROSE_WORDS = 25
_FULL_LINE = 60  # characters: a shorter line ends where its author ended it
_WRAPPED = 4  # lines; a title is seldom wrapped over so many

LANGUAGE_NAMES = (
    "english|french|spanish|russian|arabic|chinese|anglais|français|espagnol|russe|arabe|chinois|"
    "inglés|francés|español|ruso|árabe|chino|английский|французский|испанский|русский|арабский|"
    "китайский|bilingual|multilingual"
)
_LANGUAGES = rf"(?:{LANGUAGE_NAMES})(?:\s*(?:/|,|and|et|y)\s*(?:{LANGUAGE_NAMES}))*(?:\s+only)?"
_ORIGINAL = rf"(?:original|оригинал)\s*:?\s*(?:in\s+)?{_LANGUAGES}|(?:{LANGUAGE_NAMES})\s+only"

# Words that open the text itself, alone on their line or numbered.
_OPENING = (
    r"summary|executive summary|abstract|purpose|action required|introduction|background|"
    r"contents|table of contents|references?|overview|keywords|context|"
    r"résumé|suite à donner|objet du document|contexte|sommaire|"
    r"resumen|acción solicitada|introducción|antecedentes|índice|"
    r"резюме|введение|необходимые действия|базовая информация|摘要|引言|背景|ملخص|مقدمة"
)
_OPENS_TEXT = re.compile(rf"^(?:(?:\d+|[IVX]+)\s*[.)]?\s*)?(?:{_OPENING})\s*:?$", re.IGNORECASE)
# The same words run together with what follows: "ProtectionSummaryThis report".
_TEXT_BEGINS = re.compile(
    r"(?:Summary|Abstract|Purpose|Introduction|Action required)(?=[A-Z]|\s+(?:This|The|In|To)\b)"
)
# What only stands inside a line where the cells of a header were run together.
_GLUED = re.compile(
    r"[a-z\d]Document\s*:?\s*C|\d{4}Original\b|\bEnglish[A-Z][a-z]|-[EFSRAC]\d{1,2}\s[A-Z]|"
    r"\S[ ]+Document[ ]*:?[ ]*C?WG"
)
# Ends of lines that extraction lost: before a title in capitals behind the name of its source,
# before place and date, before the first heading of the text.
_LINE_END = re.compile(
    r"(?m)(?<=[a-z)])[ ]+(?=[A-Z]{3,}(?:[ ]+[^a-z\s]+)+$)"
    r"|(?<=\S)[ ]+(?=\d{1,2}\.?[ ]+(?:Introduction|Background|Purpose)$)"
    r"|(?<=[A-Za-z)])(?<!\b[iI]n)(?<!\b[aA]t)[ ]+"
    r"(?=[A-Z][a-zé]+,[ ]\d{1,2}(?:-\d{1,2})?[ ][A-Z][a-z]+[ ]\d{4}$)"
    r"|(?<=[A-Z]{2})[ ]+(?=(?:Summary|Abstract|Introduction|Background|Purpose)$)"
)
_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\s*[.)]?\s*[^\W\d_a-z]")
_SENTENCE_END = re.compile(r"(?<![^\W\d_])[^\W\d_]{3,}[.!?。؟]['”\"»)]*(?:\s|$)")
_MARKDOWN = re.compile(r"^\s*(?:#{1,6}\s+|>\s+|\*{1,3}(?=\S)|_{1,2}(?=[^\W_]))|\*{1,3}\s*$|\s#+$")
_CELLS = re.compile(r"\t|\s+\|\s+|^\|\s*|\s*\|$|\s{4,}")


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
            if _is_prose(rows[at:]):
                return _rejoin(lines)
            level = _level(block, piece)
            numbered = _NUMBERED.match(piece.strip()) and not dates.find(piece)
            for cell in [piece] if numbered else _CELLS.split(piece):
                text = _clean(cell)
                if not text or re.fullmatch(r"[-–—=_*|:\s]+", text):
                    continue
                if _OPENS_TEXT.match(text) or numbered:
                    return _rejoin(lines)
                if len(text.split()) > 2 * _PROSE_WORDS and not _markers(text):
                    return _rejoin(lines)
                lines.append(Line(text, level))
    return _rejoin(lines)


def is_original(text: str) -> bool:
    """Whether a line tells the language of the original: "Original: English"."""
    return bool(re.fullmatch(rf"(?:{_ORIGINAL})\W*", text.strip(), re.IGNORECASE))


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
        + bool(re.search(_ORIGINAL, text, re.IGNORECASE))
        + bool(re.search(r"\b(?:SOURCE|TITLE)\b|\b(?:Source|Title)\s*:", text))
    )


def _is_prose(rows: list[str]) -> bool:
    """Whether running text begins here: one long line of sentences, or several wrapped ones."""
    first = rows[0]
    words = len(first.split())
    if words >= _PROSE_WORDS:
        labelled = re.match(r"\s*(?:SOURCE|TITLE)\b|\s*(?:Source|Title)\s*:", first)
        return not labelled and _markers(first) < 2 and bool(_SENTENCE_END.search(first))
    wrapped = rows[:_WRAPPED]
    return (
        len(wrapped) == _WRAPPED
        and all(len(row.split()) >= 7 and _markers(row) < 2 for row in wrapped)
        and any(row.lstrip()[:1].islower() for row in wrapped)
        and bool(_SENTENCE_END.search(" ".join(rows)))
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
        label = re.search(r"(?:Document|Документ|Documento)\s*:?\s*$", line[: number.start], re.I)
        cuts |= {label.start() if label else number.start, number.end}
    for printed in dates.find(line):
        before = line[: printed.start]
        if re.search(r"(?:[,–—-]|\bon|\bfrom|\bof|\bdu|\ble|\bdel?|\bel)\s*$", before):
            start = re.search(r"[A-Z][\w-]+,\s*$", before)  # "Geneva, 9-19 June 2020"
            if start:
                cuts.add(start.start())
        else:
            label = re.search(r"\bDate\s*:?\s*$", before, re.IGNORECASE)
            cuts.add(label.start() if label else printed.start)
        cuts.add(printed.end)
    for pattern in (
        rf"(?i:{_ORIGINAL})",
        r"\bFor information\b(?! (?:of|to|on))",
    ):
        for match in re.finditer(pattern, line):
            cuts |= {match.start(), match.end()}
    for pattern in (
        r"(?<![a-z])(?:SOURCE|TITLE)\b",
        r"\b(?:Source|Title)\s*:",
        r"(?<=[a-z]{2})(?=[A-Z]{4,})",  # "ProtectionOUTCOME OF"
    ):
        cuts |= {match.start() for match in re.finditer(pattern, line)}
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
        goes_on = line.text[0].islower() and not re.match(r"https?:|www\.", line.text)
        complete = above.endswith((":", ".", "/")) or is_original(above) or not above
        if goes_on and not complete and not document_numbers.find(above):
            joined[-1] = Line(f"{above} {line.text}", joined[-1].level)
        else:
            joined.append(line)
    return joined
