"""What a sentence does in a meeting: settles something, wants something, or neither.

A model learned from labelled sentences (`python -m evals.learn_questions --only acts`) weighs the
words, their meaning and who speaks: a chair and a meeting settle what a delegation proposes.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from assistant.question.linear import shipped, word_features
from index_store.embedding import Embedder
from ingest.model import Speaker, SpeakerKind

_NOBODY = "none"
_VOICES = {
    SpeakerKind.CHAIR: "chair",
    SpeakerKind.UNNAMED: "unnamed",
    SpeakerKind.SECRETARIAT: "secretariat",
    SpeakerKind.PARTNER: "partner",
    SpeakerKind.SECTOR_MEMBER: "partner",
}
_MEMBER = "member"
_FIRST = 3  # words that a sentence begins with


class Act(StrEnum):
    """What a sentence does."""

    DECISION = "decision"
    """It says what was settled, assigned or left open, or how a proposal was received."""
    PROPOSAL = "proposal"
    """Somebody wants or offers something."""
    OTHER = "other"


def voice(speakers: Sequence[Speaker]) -> str:
    """The sort of whoever says a sentence, as the labelled sentences have it.

    >>> voice([Speaker(name="Chad", kind=SpeakerKind.MEMBER_STATE)]), voice([])
    ('member', 'none')
    """
    return _VOICES.get(speakers[0].kind, _MEMBER) if speakers else _NOBODY


def features(text: str, spoken_by: str) -> list[str]:
    """Present or absent, by name: the words, pairs of them and the voice."""
    words = ["".join(c for c in word if c.isalnum()) for word in text.casefold().split()]
    words = [word for word in words if word]
    found = word_features(words, _FIRST)
    found |= {f"voice={spoken_by}", f"long={min(len(words), 30) // 6}"}
    found.update(f"voice={spoken_by}|word={word}" for word in words)
    return sorted(found)


def acts(texts: Sequence[str], voices: Sequence[str]) -> list[dict[Act, float]]:
    """The probability of each act, one mapping a sentence; `voices` as `voice` has them."""
    if not texts:
        return []
    model = shipped("acts")
    return [
        {Act(label): p for label, p in model.probabilities(features(text, who), vector).items()}
        for text, who, vector in zip(texts, voices, _embedder().embed(list(texts)), strict=True)
    ]


@cache
def _embedder() -> Embedder:
    """The built-in model, which the weights were learned with."""
    return Embedder()
