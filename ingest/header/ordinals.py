"""Ordinals as documents print them: "24th", "XXI", "Twenty Second", "24.ª", "vingt-quatrième".

The words come from num2words; declined endings and any hyphen or space between the parts of a
compound are allowed for.
"""

from __future__ import annotations

import re
from functools import cache

from ingest.header.labels import group

_LANGUAGES = ("en", "fr", "es", "ru")
_HIGHEST = 99
_CHINESE_DIGITS = {sign: n for n, sign in enumerate("零一二三四五六七八九")}
# What figures carry in the languages of the UN; glued to the noun in extracted text.
_SUFFIX = "(?:" + "|".join(group("ordinal suffixes")) + ")"
_END = r"(?!(?!meet|sess|reun)\w)"  # but for a noun that extraction glued to it
FIGURE = rf"\d{{1,4}}\s?(?:[-‐‑.]\s?)?{_SUFFIX}\.?{_END}"
ROMAN = rf"(?-i:\b[IVXLC]{{1,7}}){_SUFFIX}?\b"
_ACCENTS = str.maketrans("áàâéèêëíìîïóòôúùûüñçё", "aaaeeeeiiiiooouuuunce")


def plain(text: str) -> str:
    """A text in small letters without accents, character by character.

    >>> plain("Vigésima")
    'vigesima'
    """
    small = text.lower()
    if len(small) != len(text):
        small = "".join(_small(character) for character in text)
    return small.translate(_ACCENTS)


def _small(character: str) -> str:
    small = character.lower()
    return small if len(small) == 1 else character


@cache
def _words() -> dict[str, int]:
    """Patterns of ordinal words, without accents: {"twenty[\\W_]*fourth": 24}."""
    from num2words import num2words

    found: dict[str, int] = {"seconde": 2}
    for language in _LANGUAGES:
        for n in range(1, _HIGHEST + 1):
            word = plain(num2words(n, to="ordinal", lang=language))
            found.setdefault(_pattern(word, language), n)
        for n in range(11, 20) if language == "es" else ():
            unit = plain(num2words(n - 10, to="ordinal", lang="es"))
            found.setdefault(_pattern(f"decimo {unit}", "es"), n)
    return found


def _pattern(word: str, language: str) -> str:
    """An ordinal word as a pattern, in the genders and cases that the language has."""
    *first, last = re.split(r"[\W_]+", word)
    joint = r"[\s‐‑–-]*"
    if language == "es":
        first = [re.sub("o$", "[oa]", part) for part in first]
        last = re.sub("(?:er)?o$", "(?:er?[oa]?|[oa])", last) if last[-3:] == "ero" else last
        last = re.sub("o$", "[oa]", last) if last[-1] == "o" else last
    elif language == "fr":
        last = re.sub("premier$", "premi[e]re?|premier", last)
    elif language == "ru":
        last = last[:-2] + r"\w{1,3}"
    return joint.join([*first, f"(?:{last})" if "|" in last else last])


@cache
def words() -> str:
    """A pattern of any ordinal word, for texts that are `plain`."""
    ordered = sorted(_words(), key=len, reverse=True)
    return rf"(?<![^\W\d_])(?:{'|'.join(ordered)}){_END}"


def value(printed: str) -> int | None:
    """The number of a printed ordinal or figure, None for what is neither.

    >>> value("Twenty Second"), value("21st"), value("二十四")
    (22, 21, 24)
    """
    digits = re.search(r"\d{1,4}", printed)
    if digits:
        return int(digits.group())
    if printed and all(sign in _CHINESE_DIGITS or sign == "十" for sign in printed):
        tens, ten, units = printed.rpartition("十")
        if not ten:
            return _CHINESE_DIGITS[printed] if len(printed) == 1 else None
        return 10 * (_CHINESE_DIGITS[tens] if tens else 1) + (
            _CHINESE_DIGITS[units] if units else 0
        )
    text = plain(printed).strip()
    return next((n for word, n in _compiled() if word.fullmatch(text)), None)


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], int], ...]:
    return tuple((re.compile(word), n) for word, n in _words().items())
