"""Phrases that questions are made whole with."""

from __future__ import annotations

from collections.abc import Sequence


def listed(names: Sequence[str]) -> str:
    """Names as a sentence has them: "Chad, Mali and Niger"."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def about(words: str) -> str:
    """Words of a topic behind a verb of saying."""
    return f" about {words}" if words else ""


def bare(text: str) -> str:
    """A question without its mark."""
    return text.rstrip(" ?.!؟？")
