"""Sentences of official prose, lists and transcripts, by their exact offsets.

A stop ends a sentence unless it belongs to an abbreviation ("Mr. Smith", "Doc. 3",
"Res. 179 (Rev. Bucharest, 2022)"), to initials ("Amara C. Okoli") or to the number at the
start of an item ("4. Contributions"). Blank lines and new bullets end one always.

Own rules: beside pysbd 0.3.4 they are some thirty times as fast on transcripts, and do not cut
"Doc. 3", "Hon. Member" or "art. 5", which official documents write all the time.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.wordlists import word_set

# Never the end of a sentence.
_TITLES = word_set(
    "mr mrs ms mx dr prof hon rt sr sra srta dra mme mlle mm messrs st ste ft mt amb gen col lt "
    "capt sgt gov sen rep pres dir rev mgr eng ing h.e s.e m e.g i.e cf viz vs v resp ca c "
    "approx incl esp г г-н г-жа т.е т.к см р.п ej p.ej vgr z.b d.h u.a bzw"
)
# No end before a number: "No. 5", "Art. 12", "pp. 3".
_BEFORE_NUMBERS = word_set(
    "no nos nr núm nº n doc docs res rec recs dec add corr art arts sec sect fig figs tab vol vols "
    "ch chap p pp para paras par q ref refs annex app item op cit ibid jan feb mar apr jun jul aug "
    "sept sep oct nov dec п ст"
)
# The end only where a new sentence plainly begins: "… , etc. The Chair …".
_PERHAPS = word_set(
    "etc al inc ltd co corp bros jr sr u.s u.k u.n e.u d.c b.c a.m p.m ph.d m.a b.a m.sc b.sc "
    "eu dept est min max govt intl assn"
)
_STARTERS = word_set(
    "a an the this that these those it its he she they we i you his her their our my your in on at "
    "as by for from to with when where while if since after before during although however "
    "moreover furthermore finally also and but or so yes no there here what who which how why both "
    "all some many several other another such following under over through between among thank "
    "once given based key le la les il elle ils elles un une des dans en el los las él ella"
)

# A possible end: stops or marks, then what closes a quotation or bracket, then white space; or a
# full stop of East Asian scripts, which needs no space; or a line of its own behind.
_END = re.compile(
    r"(?<![.!?…؟۔।])(?P<stop>[.!?…؟۔।]++)(?P<close>[\"'”’»)\]]*+)(?P<note>\[\d{1,3}\])?(?P<gap>\s+)"
    r"|[。！？](?:[”’」』）]*)(?P<cjk>\s*)"
    r"|(?P<break>\n[ \t\u00a0]*\n\s*|\n[ \t\u00a0]*(?=(?:[•‣◦▪■●–—*·o-][ \t\u00a0]"
    r"|\(?(?:[a-zA-Z]|[ivx]{1,4}|\d{1,2})\)[ \t\u00a0])))"
)
# The word before the stop, with the stops inside it ("U.S").
_WORD_BEFORE = re.compile(r"[^\s\"“”«»‘’'(\[/]+$")
_ENUMERATOR = re.compile(r"[§(\[\s]*(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[IVXLivxl]{1,5})$")
_OPENERS = "\"'“‘«([¿¡–—-•‹„ \t\u00a0"
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
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
        elif _ends_sentence(stretch, match, cuts[-1]):
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


def _full_stop_ends(before: str, after: str) -> bool:
    """Does a single stop between `before` and `after` (no lower case) end the sentence?"""
    if _ENUMERATOR.fullmatch(before.strip(" \t\n•–—-")):
        return False
    word_before = _WORD_BEFORE.search(before)
    if word_before is None:
        return True
    word = word_before.group().strip("'’-–—.").casefold()
    next_word = _NEXT_WORD.match(after)
    following = next_word.group() if next_word else ""
    if word in _TITLES:
        return False
    if word in _BEFORE_NUMBERS:
        return not (
            after[:1].isdigit() or re.fullmatch(r"[IVXLC]{2,6}|[VX]", following) is not None
        )
    if word in _PERHAPS:
        return following.casefold() in _STARTERS
    if _INITIALS.fullmatch(word_before.group()):
        # "Amara C. Okoli", "J. F. Kennedy", "U.S. Congress".
        return following.casefold() in _STARTERS and following.casefold() != "i"
    return True
