"""Whether what a model wrote is a sentence: "27 500 in 2024" says nothing by itself."""

from __future__ import annotations

from ingest.attribution.parse import pipeline

_FINITE = frozenset(("VBD", "VBP", "VBZ", "MD"))  # Penn Treebank tags


def is_whole(text: str, language: str = "en") -> bool:
    """Whether an English text has a finite verb; in another language it is taken to be whole.

    >>> is_whole("Since 2005."), is_whole("NASK has run it since 2005.")
    (False, True)
    """
    return language != "en" or any(token.tag_ in _FINITE for token in pipeline()(text))
