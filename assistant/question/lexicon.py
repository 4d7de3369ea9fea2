"""Which words there are: those of the store, of English, and those that questions ask with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from assistant.question.linear import shipped
from index_store.analysis import stem
from index_store.embedding import built_in_model
from ingest.model import Speaker, SpeakerKind

_ASKING = "word="


def is_word(lower: str, vocabulary: Mapping[str, Any]) -> bool:
    """Whether the store or the English language has a word, in any of its forms."""
    return stem(lower) in vocabulary or is_english(lower)


@cache
def asking_words() -> frozenset[str]:
    """Words that questions ask with, as the model of their kinds learned them."""
    return frozenset(
        name.removeprefix(_ASKING) for name in shipped("kinds").names if name.startswith(_ASKING)
    )


@cache
def english_words() -> dict[str, int]:
    """Words of the built-in model's vocabulary, by how early they stand there (frequent first)."""
    lines = (built_in_model() / "vocab.txt").read_text(encoding="utf-8").splitlines()
    plain = (line for line in lines if line.isascii() and line.isalpha() and len(line) > 2)
    known = {word: rank for rank, word in enumerate(plain)}
    for word in asking_words():
        if word.isascii() and word.isalpha():
            known.setdefault(word, 0)
    return known


def is_english(word: str) -> bool:
    """Whether a word in small letters is one of the vocabulary, in any of its forms."""
    return word in english_words() or stem(word) in _english_stems()


def is_common(written: str, speaker: Speaker | None = None) -> bool:
    """Whether a name is but common words: "a bigger committee", "the working group"."""
    listed = speaker is not None and speaker.kind is SpeakerKind.MEMBER_STATE
    return not listed and written.islower() and all(map(is_english, written.split()))


@cache
def _english_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in english_words())
