"""Stretches of a file found again in its canonical text, which may differ in layout and markup."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right

_LINK = re.compile(r"\]\([^)\s]*\)")
_PIECE = 24  # letters and digits that tell a place
_SHORTEST = 6


class SpanMapping:
    """Places of stretches of `source` in `target`; letters and digits alone are compared.

    >>> SpanMapping("# A **bold** word.", "A bold word.").find(4, 17)
    (2, 12)
    """

    def __init__(self, source: str, target: str) -> None:
        self._source, self._target = source, target
        self._from, self._from_places = _letters(source)
        self._to, self._to_places = _letters(target)

    def find(self, start: int, end: int) -> tuple[int, int] | None:
        """[start, end) in the target, None where the stretch is not found there."""
        begin = bisect_left(self._from_places, start)
        where = begin / max(1, len(self._from))
        letters = self._from[begin : bisect_left(self._from_places, end)]
        found = self._nearest(letters, where)
        if found is None:
            letters = _letters(_LINK.sub("] ", self._source[start:end]))[0]
            found = self._nearest(letters, where) or self._by_ends(letters, where)
        if found is None:
            return None
        first, last = self._to_places[found[0]], self._to_places[found[1] - 1] + 1
        return first, self._with_stop(last)

    def _nearest(self, letters: str, where: float) -> tuple[int, int] | None:
        """The occurrence whose share of the text before it is nearest to `where`."""
        if len(letters) < _SHORTEST and self._to.count(letters) > 3:
            return None
        places = []
        place = self._to.find(letters) if letters else -1
        while place >= 0:
            places.append(place)
            place = self._to.find(letters, place + 1)
        if not places:
            return None
        best = min(places, key=lambda place: abs(place / len(self._to) - where))
        return best, best + len(letters)

    def _by_ends(self, letters: str, where: float) -> tuple[int, int] | None:
        """From its first letters to its last, where they stand about as far apart."""
        first = self._nearest(letters[:_PIECE], where)
        last = self._nearest(letters[-_PIECE:], where)
        if first and last and 0 < last[1] - first[0] < 1.5 * len(letters) + 60:
            return first[0], last[1]
        return None

    def _with_stop(self, end: int) -> int:
        """The stretch with the marks that close its sentence."""
        while end < len(self._target) and self._target[end] in ".!?;:)]\"'”’»":
            end += 1
        return end


def _letters(text: str) -> tuple[str, list[int]]:
    """Letters and digits, folded, and the place of each in the text."""
    kept: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if character.isalnum():
            for part in unicodedata.normalize("NFKD", character).casefold():
                if part.isalnum():
                    kept.append(part)
                    places.append(place)
    return "".join(kept), places


def overlap(spans: list[tuple[int, int]], start: int, end: int) -> tuple[float, float]:
    """Largest share of [start, end) that a span covers, and of a span that it covers."""
    of_sentence = of_span = 0.0
    for one, other in spans[: bisect_right(spans, (end, end))]:
        common = min(other, end) - max(one, start)
        if common > 0:
            of_sentence = max(of_sentence, common / (end - start))
            of_span = max(of_span, common / (other - one))
    return of_sentence, of_span
