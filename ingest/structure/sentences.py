"""Sentences of official prose, lists and transcripts, by their exact offsets.

A stop ends a sentence unless it belongs to an abbreviation ("Mr. Smith", "Doc. 3",
"Res. 179 (Rev. Bucharest, 2022)"), to initials ("Amara C. Okoli") or to the number at the
start of an item ("4. Contributions"). Blank lines and new bullets end one always.

Own rules over pysbd's lists: they are some thirty times as fast on transcripts as pysbd 0.3.4, and
do not cut "Doc. 3", "Hon. Member" or "art. 5", which official documents write all the time.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pysbd.lang.english import English

from ingest.names import titles
from ingest.wordlists import word_set

# Never the end of a sentence, as titles are not.
_BEFORE_MORE = word_set("v vs fig ph ste ft cf ca г т.е см п")
# The end only where a new sentence plainly begins: "… , etc. The Chair …"; so are "U.S.", "a.m.".
_PERHAPS = word_set("etc al inc ltd co corp bros jr dept est intl assn")
_STARTERS = frozenset(
    word.casefold() for word in English.AbbreviationReplacer.SENTENCE_STARTERS
) | word_set("an this these its on at as by from to with and but no so our les le la il el los")
_SHORT = 5  # letters of an abbreviation before a number: "Doc. 3", "No. 5", "paras. 3"

# A possible end: stops or marks, then what closes a quotation or bracket, then white space; or a
# full stop of East Asian scripts, which needs no space; or a line of its own behind.
_END = re.compile(
    r"(?<![.!?…؟۔।])(?P<stop>[.!?…؟۔।]++)(?P<close>[\"'”’»)\]]*+)(?P<note>\[\d{1,3}\])?(?P<gap>\s+)"
    r"|[。！？](?:[”’」』）]*)(?P<cjk>\s*)"
    r"|(?P<break>\n[ \t\u00a0]*\n\s*|\n[ \t\u00a0]*(?=(?:[•‣◦▪■●–—*·o-][ \t\u00a0]"
    r"|\(?(?:[a-zA-Z]|[ivx]{1,4}|\d{1,2})\)[ \t\u00a0])))"
)
_ENUMERATOR = re.compile(r"[§(\[\s]*(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[IVXLivxl]{1,5})$")
_OPENERS = "\"'“‘«([¿¡–—-•‹„ \t\u00a0"
_ROMAN = re.compile(r"[IVXLC]{2,6}|[VX]")
_NUMBERED = re.compile(r"\b(?P<noun>[^\W\d_]{4,})\s[IVX]$")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_NAME_IN_FIGURES = re.compile(r"\d+[A-Z][a-z]")  # a name, no number: "5Rights"
_NEXT_WORD = re.compile(r"[^\W_]+")
# "…of the media.The Chair": the space is lost.
_GLUED = re.compile(
    r"(?<=[^\W\d_A-Z]{3})[.!?](?=(?:The|This|These|It|In|He|She|They|We|However|Following)\s)"
)


def split(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Spans of the sentences of `text[start:end]`, in order, without white space around them.

    Every character that is no white space lies in exactly one span; offsets count characters of
    the whole `text`.

    >>> text = "Mr. Smith cited Res. 179 (Rev. Bucharest, 2022). It was noted."
    >>> [text[a:b] for a, b in split(text)]
    ['Mr. Smith cited Res. 179 (Rev. Bucharest, 2022).', 'It was noted.']
    """
    end = len(text) if end is None else end
    stretch = text[start:end]
    cuts = [0]
    for match in _END.finditer(stretch):
        # A stop inside a sentence keeps the beginning of the sentence where it was.
        if match["break"] is not None or match["cjk"] is not None:
            cuts.append(match.end())
        elif _ends_sentence(stretch, match, cuts[-1]) or _ends_numeral(text, start, match):
            cuts.append(match.start("gap"))
    cuts.extend(match.end() for match in _GLUED.finditer(stretch))
    cuts = [*sorted(set(cuts)), len(stretch)]
    spans: list[tuple[int, int]] = []
    for left, right in pairwise(cuts):
        piece = stretch[left:right]
        said = piece.strip()
        if spans and not any(map(str.isalnum, said)):
            # Stray marks ("…", a closing quotation mark) belong to what they follow.
            spans[-1] = (spans[-1][0], start + left + len(piece.rstrip())) if said else spans[-1]
        elif said:
            first = left + len(piece) - len(piece.lstrip())
            spans.append((start + first, start + first + len(said)))
    return spans


def _ends_numeral(text: str, start: int, match: re.Match[str]) -> bool:
    """Is the stop behind a Roman number, "Annex I. Togo asked", and no initial, "Amara I. Okoli"?

    `match` is in `text[start:]`. The word before tells: elsewhere it has other numbers behind it,
    or the number has a word that is no name.
    """
    if match["stop"] != ".":
        return False
    at = start + match.start()
    numbered = _NUMBERED.search(text, max(0, at - 40), at)
    if numbered is None:
        return False
    others = rf"\b{numbered['noun']}(?:es|s)?\s+(?:[IVX]{{2,4}}\b|\d{{1,2}}\b|[IVX]\s[a-z(])"
    return re.search(others, text) is not None


def _ends_sentence(text: str, match: re.Match[str], beginning: int) -> bool:
    """Is this stop the end of the sentence that begins at `beginning`?"""
    after = text[match.end() : match.end() + 60]
    opened = len(after) - len(after.lstrip(_OPENERS))
    first = after[opened : opened + 1]
    if not first:
        return True
    if "\n" in match["gap"] and re.match(r"[ \t]*\n", match["gap"].lstrip(" \t")[1:]):
        return True
    if first.islower():
        return False
    stop = match["stop"]
    if stop != "." or match["close"]:
        return not (stop == "." and first.isdigit() and match["close"] == "" and opened == 0)
    return _full_stop_ends(text[max(beginning, match.start() - 40) : match.start()], after[opened:])


def _is_number(after: str, following: str) -> bool:
    """Is what follows a stop a number, in figures or Roman ("3", "12bis", "IV", not "5Rights")?"""
    figures = after[:1].isdigit() and not _NAME_IN_FIGURES.match(after)
    return figures or _ROMAN.fullmatch(following) is not None


def _full_stop_ends(before: str, after: str) -> bool:
    """Does a single stop between `before` and `after` (no lower case) end the sentence?"""
    if _ENUMERATOR.fullmatch(before.strip(" \t\n•–—-")):
        return False
    word_before = titles.LAST_WORD.search(before)
    if word_before is None:
        return True
    printed = word_before.group().strip("'’-–—.").replace("’", "'").rpartition("'")[2]
    word = printed.casefold()
    next_word = _NEXT_WORD.match(after)
    following = next_word.group() if next_word else ""
    if word in _BEFORE_MORE or titles.is_abbreviated(printed):
        return False
    if _is_number(after, following):
        return len(word) > _SHORT or not word.isalpha()
    if word in _PERHAPS or _DOTTED.fullmatch(word):
        return following.casefold() in _STARTERS
    if _INITIALS.fullmatch(word_before.group()):
        # "Amara C. Okoli", "J. F. Kennedy", "U.S. Congress".
        return following.casefold() in _STARTERS and following.casefold() != "i"
    return True
