"""A text cut where quotations begin and end."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ui.web.conversation import anchor


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph; `marks` are the numbers of the citations that quote it.

    `ids` are the anchors of the citations whose quote begins here.
    """

    text: str
    marks: tuple[int, ...] = ()
    ids: tuple[str, ...] = ()


def pieces(
    text: str, start: int, end: int, spans: Sequence[tuple[int, int, int]], turn: int
) -> Iterator[Piece]:
    """`text[start:end]` cut where a quote begins or ends; `spans` are (n, start, end).

    >>> [(p.text, p.marks) for p in pieces("abcdef", 0, 6, [(1, 1, 3), (2, 2, 4)], 1)]
    [('a', ()), ('b', (1,)), ('c', (1, 2)), ('d', (2,)), ('ef', ())]
    """
    clipped = [(n, max(start, s), min(end, e)) for n, s, e in spans]
    cuts = sorted({start, end, *(s for _, s, _ in clipped), *(e for _, _, e in clipped)})
    for left, right in itertools.pairwise(cuts):
        yield Piece(
            text[left:right],
            tuple(n for n, s, e in clipped if s <= left and right <= e),
            tuple(anchor(turn, n) for n, s, e in clipped if s == left and e > s),
        )
