"""Writing from right to left: from the order in which it is seen to the order in which it is read.

A PDF has the letters of a line from left to right, often as the shapes that they take inside a
word (presentation forms). See Unicode Standard Annex 9 for the order, chapter 9.2 for the shapes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.readers.pdf_writing import Run

_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_ANY = re.compile(f"[{_RIGHT_TO_LEFT}]")
_LAM, _ALEFS = "\u0644", frozenset("\u0622\u0623\u0625\u0627")
_SHAPES = re.compile("[\ufb1d-\ufdff\ufe70-\ufefc]+")
_BRACKETS = str.maketrans("()[]{}«»<>", ")(][}{»«><")
_SEPARATORS = frozenset(".,:/-٫٬")
# Fonts share shapes between languages, and then name Persian or Urdu letters in Arabic words.
_ARABIC = str.maketrans("\u06a9\u06be\u06cc", "\u0643\u0647\u064a")
_NOT_ARABIC = re.compile("[\u067e\u0686\u0698\u06af\u0679\u0688\u0691\u06d2]")


def is_right_to_left(text: str) -> bool:
    """Is any letter of a text one of a script written from right to left?"""
    return _ANY.search(text) is not None


def in_reading_order(seen: Sequence[str]) -> str:
    """The glyphs of a line, given as they are seen from left to right, in reading order.

    >>> in_reading_order(["2", "4", " ", "ם", "ו", "י"])
    'יום 24'
    """
    kinds = [_kind(glyph) for glyph in seen]
    backwards = 2 * sum(kind == "R" for kind in kinds) >= sum(kind in "LR" for kind in kinds)
    spans = _left_to_right(seen, kinds) if backwards else _right_to_left(kinds)
    order = list(range(len(seen)))
    if backwards:
        order.reverse()
        spans = [(len(seen) - end, len(seen) - start) for start, end in spans]
    for start, end in spans:
        order[start:end] = order[start:end][::-1]
    return _marks_behind("".join(seen[index] for index in order))


def with_ligatures_settled(runs: Sequence[Run]) -> None:
    """Puts the letters of each ligature into the order in which they are read.

    pdfium turns round the letters that a font names for one glyph, but not those of a shape that
    Unicode has. Which of both a page has shows in the one ligature that all fonts have: lam comes
    before alef.
    """
    ligatures = [
        (run.glyphs, index, letters)
        for run in runs
        for index, glyph in enumerate(run.glyphs)
        if is_right_to_left(glyph) and len(letters := _without_marks(glyph)) > 1
    ]
    order = sum(
        (letters[0] == _LAM) - (letters[-1] == _LAM)
        for _, _, letters in ligatures
        if _ALEFS.intersection(letters)
    )
    if order < 0:
        for glyphs, index, letters in ligatures:
            glyphs[index] = letters[::-1] + glyphs[index][len(letters) :]


def _without_marks(glyph: str) -> str:
    """The letters of a glyph up to its first vowel sign."""
    return next((glyph[:at] for at, c in enumerate(glyph) if not c.isalpha()), glyph)


def with_plain_letters(text: str) -> str:
    """`text` with plain letters in the place of shapes, as they are typed.

    >>> with_plain_letters("\ufedf\ufe92\ufee8\ufe8e\ufee5") == "\u0644\u0628\u0646\u0627\u0646"
    True
    """
    return _SHAPES.sub(_plain, text)


def _plain(shapes: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", shapes.group()).replace(" ", "")


def is_persian(text: str) -> bool:
    """Has a text letters that Persian or Urdu has and Arabic has not?"""
    return _NOT_ARABIC.search(text) is not None


def with_arabic_letters(text: str) -> str:
    """Arabic `text` with its own letters, where a font named those of Persian or Urdu."""
    return text.translate(_ARABIC)


def brackets_turned(text: str) -> str:
    """`text` with opening brackets for closing ones."""
    return text.translate(_BRACKETS)


def bracket_order(text: str) -> int:
    """More than 0 where the brackets of a text open before they close, less than 0 otherwise."""
    brackets = [character for character in text if character in "()[]"]
    if not brackets:
        return 0
    return (1 if brackets[0] in "([" else -1) + (1 if brackets[-1] in ")]" else -1)


def _kind(glyph: str) -> str:
    """L: written to the right, R: to the left, D: a digit, N: neither."""
    for character in glyph:
        if character.isdigit():
            return "D"
        if _ANY.match(character):
            return "R"
        if character.isalpha():
            return "L"
    return "N"


def _left_to_right(seen: Sequence[str], kinds: Sequence[str]) -> list[tuple[int, int]]:
    """The stretches that run to the right inside a line that runs to the left."""
    spans: list[tuple[int, int]] = []
    index = 0
    while index < len(kinds):
        if kinds[index] not in "LD":
            index += 1
            continue
        end, latin = index + 1, kinds[index] == "L"
        for at in range(index + 1, len(kinds)):
            kind = kinds[at]
            if kind == "R":
                break
            if kind == "N":
                continue
            between = [seen[place] for place in range(end, at)]
            joined = all(glyph in _SEPARATORS for glyph in between) and len(between) < 2
            if not (joined or (latin and kind == "L")):
                break
            end, latin = at + 1, latin or kind == "L"
        spans.append((index, end))
        index = end
    return spans


def _right_to_left(kinds: Sequence[str]) -> list[tuple[int, int]]:
    """The stretches that run to the left inside a line that runs to the right."""
    spans: list[tuple[int, int]] = []
    start = end = -1
    for index, kind in enumerate(kinds):
        if kind == "R":
            start, end = (index if start < 0 else start), index + 1
        elif kind != "N" and start >= 0:
            spans.append((start, end))
            start = -1
    if start >= 0:
        spans.append((start, end))
    return spans


def _marks_behind(text: str) -> str:
    """Vowel signs belong behind the letter that carries them, never at the start of a word."""
    return re.sub("(^|[ ])([\u064b-\u0652]+)([^ ])", r"\1\3\2", text)
