"""Whose words a question asks for, and whether two names mean the same speaker."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from evals.questions import Question
from evals.text import fold
from ingest.model import SpeakerKind

if TYPE_CHECKING:
    from index_store import Store
    from ingest.names.finder import NameFinder

_SMALL_WORDS = frozenset({"of", "the", "for", "and", "to"})


class Names:
    """Names of Member States and of the speakers of a store."""

    def __init__(self, store: Store) -> None:
        from ingest.names.finder import NameFinder

        speakers = store.speakers()
        self._finder: NameFinder = NameFinder(entry.speaker for entry in speakers)
        self._speaking = frozenset(entry.speaker.name for entry in speakers if entry.spoken)
        self.same = lru_cache(maxsize=4096)(self._same)

    def asked(self, question: Question) -> tuple[str, ...]:
        """The gold `who`; without it, the Member States named that speak in the store.

        A state that only is talked about ("the pandemic in Canada") speaks in no passage.
        """
        if question.who:
            return question.who
        named = (match.speaker for match in self._finder.find(question.question))
        return tuple(
            dict.fromkeys(
                speaker.name
                for speaker in named
                if speaker.kind is SpeakerKind.MEMBER_STATE and speaker.name in self._speaking
            )
        )

    def _same(self, wanted: str, said: str) -> bool:
        """Whether `said`, a speaker's name in a document, is the `wanted` one.

        They are compared by whom they resolve to; where that is nobody known, they match if all
        words of one name stand in the other ("SG17", "ITU-T SG17").
        """
        if fold(wanted) == fold(said):
            return True
        one, other = self._finder.resolve(wanted), self._finder.resolve(said)
        if one and other:
            return one.name == other.name
        if SpeakerKind.MEMBER_STATE in {speaker.kind for speaker in (one, other) if speaker}:
            return False
        words = _words(wanted), _words(said)
        return bool(words[0] and words[1]) and (words[0] <= words[1] or words[1] <= words[0])


def _words(name: str) -> frozenset[str]:
    return frozenset(word.strip("().,") for word in fold(name).split()) - _SMALL_WORDS
