"""Reports in languages that nothing parses: who speaks is what the document itself shows.

Where a report tells what delegations said, its sentences begin with their names, and the same few
words stand behind them: "La Suisse a indiqué …", "Le Maroc a annoncé …". A word that stands behind
the names of several delegations in this place is taken for the beginning of what they said. All
else, pronouns and deeds told in other ways, is left to nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ingest.attribution.stand_ins import PlainSentence
from ingest.header.labels import words
from ingest.model import Speaker, SpeakerKind

_SEVERAL = 3  # delegations at least
_DELEGATIONS = (SpeakerKind.MEMBER_STATE, SpeakerKind.GROUP)


class Recurring:
    """The words that stand behind delegations at the beginning of a document's sentences."""

    def __init__(self, sentences: Iterable[PlainSentence]) -> None:
        behind: dict[str, set[Speaker]] = defaultdict(set)
        for sentence in sentences:
            for speakers, word in _openings(sentence):
                behind[word].update(speakers)
        self._words = {word for word, named in behind.items() if len(named) >= _SEVERAL}

    def speakers(self, sentence: PlainSentence) -> tuple[Speaker, ...]:
        """The delegations that a sentence begins with and reports; empty for none."""
        said = (speakers for speakers, word in _openings(sentence) if word in self._words)
        return next(said, ())


def _openings(sentence: PlainSentence) -> Iterator[tuple[tuple[Speaker, ...], str]]:
    """The delegations that begin a sentence, an article before them allowed, and the next word."""
    first = 1 if sentence.words and sentence.words[0].lower() in words("articles") else 0
    voice = sentence.voices.get(first)
    behind = sentence.words[first + 1 : first + 2]
    if voice is None or voice.adjective or not behind or not behind[0].isalpha():
        return
    tied = {*words("by"), *words("and"), *words("articles")}
    if behind[0].lower() not in tied and all(s.kind in _DELEGATIONS for s in voice.speakers):
        yield voice.speakers, behind[0].lower()
