"""Passages: pieces of one paragraph or turn, cut where sentences end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.model import Sentence

MAX_WORDS = 120
# A longer sentence is cut at a clause; where it has no clauses it stays whole up to this.
MAX_SENTENCE_WORDS = 200

_WORD = re.compile(r"\S+")
_CLAUSE_END = re.compile(r"(?<=[;:])\s|(?<=[—–])\s|(?<=,)\s|\n")
_STRONG = re.compile(r"[;:—–\n]\s*$")


def words_in(text: str) -> int:
    """Number of words of a text, split at white space."""
    return len(text.split())


def groups(
    text: str, sentences: Sequence[Sentence], block_starts: Sequence[int] = ()
) -> list[list[Sentence]]:
    """The sentences of one unit as pieces of at most 120 words, as even as they come.

    Among the ways to cut into the fewest pieces the one with the smallest differences wins, and
    cuts where a block starts are preferred. No sentence is lost or cut, but those that alone
    are too long (see `shorter`).

    >>> text = "One two. Three."
    >>> len(groups(text, [Sentence(start=0, end=8), Sentence(start=9, end=15)]))
    1
    """
    pieces = [part for sentence in sentences for part in shorter(text, sentence)]
    # With what stands between it and the next, such as a number: that is in the passage too.
    ends = [*(piece.start for piece in pieces[1:]), *(piece.end for piece in pieces[-1:])]
    sizes = [words_in(text[p.start : end]) for p, end in zip(pieces, ends, strict=True)]
    if sum(sizes) <= MAX_WORDS:
        return [pieces] if pieces else []
    starts = set(block_starts)
    opens_block = [piece.start in starts for piece in pieces]
    cuts = _cuts(sizes, opens_block)
    return [pieces[left:right] for left, right in pairwise(cuts)]


def _cuts(sizes: Sequence[int], opens_block: Sequence[bool]) -> list[int]:
    """Where to cut: fewest pieces first, then the least sum of squared sizes.

    Cutting inside a block costs as much as an imbalance of some thirty words.
    """
    count = len(sizes)
    best: list[tuple[int, float]] = [(0, 0.0)] + [(count + 1, 0.0)] * count
    previous = [0] * (count + 1)
    for end in range(1, count + 1):
        total = 0
        for start in range(end - 1, -1, -1):
            total += sizes[start]
            if total > MAX_WORDS and start < end - 1:
                break
            cost = float(total * total) + (0 if opens_block[start] or start == 0 else 900)
            option = (best[start][0] + 1, best[start][1] + cost)
            if option < best[end]:
                best[end], previous[end] = option, start
    cuts = [count]
    while cuts[-1]:
        cuts.append(previous[cuts[-1]])
    return cuts[::-1]


def shorter(text: str, sentence: Sentence) -> Iterator[Sentence]:
    """The sentence, in parts where it alone is longer than a passage may be."""
    size = words_in(text[sentence.start : sentence.end])
    if size <= MAX_WORDS:
        yield sentence
        return
    cut = _middle(text, sentence, size)
    if cut is None:
        yield sentence
        return
    left = text[sentence.start : cut].rstrip()
    right = text[cut : sentence.end].lstrip()
    yield from shorter(text, sentence.model_copy(update={"end": sentence.start + len(left)}))
    yield from shorter(text, sentence.model_copy(update={"start": sentence.end - len(right)}))


def _middle(text: str, sentence: Sentence, size: int) -> int | None:
    """Where to cut a long sentence: near its middle, at a strong clause if there is one."""
    words = [match.start() for match in _WORD.finditer(text, sentence.start, sentence.end)]
    middle = words[len(words) // 2]
    length = sentence.end - sentence.start

    def cost(place: int) -> float:
        strong = _STRONG.search(text[max(sentence.start, place - 3) : place]) is not None
        return abs(place - middle) - (0.15 * length if strong else 0.0)

    clauses = [
        match.end()
        for match in _CLAUSE_END.finditer(text, sentence.start, sentence.end)
        if abs(match.end() - middle) < 0.35 * length
    ]
    if clauses:
        return min(clauses, key=cost)
    return middle if size > MAX_SENTENCE_WORDS else None
