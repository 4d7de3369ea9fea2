"""Misspelt names in a question: those a few typing errors away (optimal string alignment)."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ingest.model import SpeakerKind
from ingest.names.known_name import KnownName

_ERRORS = 2  # typing errors that a long name may have
_EXTRA_WORDS = frozenset(["of", "the", "and", "de", "la"])


class Misspelt:
    """Names that may be misspelt; built with all of them, then asked."""

    def __init__(self, ordinary: Callable[[str], bool]) -> None:
        """`ordinary` tells the words that are no misspelt names."""
        self._ordinary = ordinary
        # By number of words, first letter and length; the long ones of one word also whatever
        # their first letter ("Filippines").
        self._alike: dict[tuple[int, str, int], list[KnownName]] = {}
        self._around: dict[tuple[int, str, int], tuple[list[KnownName], list[str]]] = {}
        # Most words of a question have been in others before.
        self._near = lru_cache(maxsize=8192)(self._near_names)

    def add(self, entry: KnownName) -> None:
        """One more name."""
        words, length = entry.words, len(entry.name)
        self._alike.setdefault((len(words), words[0][0], length), []).append(entry)
        if len(words) == 1 and len(words[0]) >= 8:
            self._alike.setdefault((1, "", length), []).append(entry)

    def at(self, keys: list[str], taken: list[bool], i: int) -> KnownName | None:
        """The name that the words from place `i` on are likest to, None where to none."""
        best: tuple[tuple[int, bool, int], KnownName] | None = None
        for n in (4, 3, 2, 1):
            if i + n > len(keys) or any(taken[i : i + n]):
                continue
            wanted = " ".join(keys[i : i + n])
            if len(wanted) < 5 or not wanted[0].isalpha() or not wanted.isascii():
                continue
            if any(k in _EXTRA_WORDS for k in (keys[i], keys[i + n - 1])):
                continue
            if n == 1 and (len(wanted) < 5 or self._ordinary(wanted)):
                continue
            for entry in self._near(n, wanted):
                distance = self._distance(wanted, keys[i : i + n], entry)
                if distance is None:
                    continue
                # Of two names as near, a state's or body's before a person's, and the longer:
                # letters are left out more often than added.
                person = entry.speaker.kind is SpeakerKind.PERSON
                cost = (distance, person, -sum(map(len, entry.words)))
                if best is None or cost < best[0]:
                    best = (cost, entry)
            if best is not None:
                return best[1]
        return None

    def _near_names(self, n: int, wanted: str) -> tuple[KnownName, ...]:
        """Names of `n` words that a misspelt one may stand for, none far from it."""
        letters = (wanted[0], "") if n == 1 and len(wanted) >= 7 else (wanted[0],)
        found: list[KnownName] = []
        for letter in letters:
            entries, names = self._of_like_length(n, letter, len(wanted))
            near = process.extract(
                wanted, names, scorer=OSA.distance, score_cutoff=_ERRORS, limit=None
            )
            found += (entries[place] for place in sorted(place for *_, place in near))
        return tuple(found)

    def _of_like_length(
        self, n: int, letter: str, length: int
    ) -> tuple[list[KnownName], list[str]]:
        """Names that differ from a length by the errors allowed at the most, and their words."""
        key = n, letter, length
        if key not in self._around:
            lengths = range(length - _ERRORS, length + _ERRORS + 1)
            entries = [e for each in lengths for e in self._alike.get((n, letter, each), ())]
            self._around[key] = entries, [entry.name for entry in entries]
        return self._around[key]

    def _distance(self, wanted: str, keys: list[str], entry: KnownName) -> int | None:
        """Typing errors between the words and a name, None where too many for their length."""
        name = entry.name
        allowed = 1 if len(name) < 8 else _ERRORS
        if wanted[0] != name[0] and (allowed < 2 or len(entry.words) > 1):
            return None
        distance = int(OSA.distance(wanted, name, score_cutoff=allowed))
        if distance > allowed:
            return None
        for key, word in zip(keys, entry.words, strict=True):
            # In a name of several words each must be there: "youth africa" is not South Africa.
            limit = 0 if len(word) < 4 else 1 if len(entry.words) > 1 else allowed
            if int(OSA.distance(key, word, score_cutoff=limit)) > limit:
                return None
            # A word by itself it may still be, where the rest of the name stands: "Cost Rica".
            others_stand = key[0] == word[0] and set(entry.words) - {word} <= set(keys)
            ordinary = len(entry.words) > 1 and key != word and self._ordinary(key)
            if ordinary and not others_stand:
                return None
        return distance
