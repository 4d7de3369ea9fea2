"""How strings of an answer are compared with strings of a gold answer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_CITATION = re.compile(r"\s*\[\d+(?:\s*[,–-]\s*\d+)*\](?!\()")


def fold(text: str) -> str:
    """NFKC, case folded, white space of any kind as one space.

    NFKC makes a plain space of a no-break space, and a hyphen of a no-break hyphen. Dashes of
    different length stay different.

    >>> fold("27\\u00a0500\\n Reports")
    '27 500 reports'
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(folded.split())


def plain(markdown: str) -> str:
    """The words of an answer in Markdown as they are shown, without citation numbers.

    >>> plain("> **Malaysia** noted [1] that it is in force [2, 3].")
    'Malaysia noted that it is in force.'
    """
    pieces = [
        " ".join(_words(token.children or [])) if token.type == "inline" else token.content
        for token in _markdown().parse(markdown)
    ]
    return _CITATION.sub("", "\n".join(piece for piece in pieces if piece))


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    """Text between line breaks."""
    line = ""
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            yield line
            line = ""
        else:
            line += token.content
    yield line


@lru_cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table")


def first_words(text: str, count: int) -> str:
    """The first `count` words, separated by single spaces.

    >>> first_words("a  b\\nc", 2)
    'a b'
    """
    return " ".join(text.split()[:count])
