"""Rows of tables and list items as they are read, with what leads to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

_ITEM = re.compile(r"\(?(?:\d+|[a-z]|[ivx]+)[.)]|[^\w\s]")


def in_full(leads: Sequence[str], text: str) -> str:
    """A row with the head of each column before its cell, an item behind the words leading to it.

    >>> in_full(["Town\\tShops"], "Zinder\\t311")
    'Town: Zinder; Shops: 311'
    >>> in_full(["Providers shall:"], "(a)\\treport")
    'Providers shall: (a) report'
    """
    pairs = under_heads(leads, text)
    if pairs is not None:
        return "; ".join(f"{head}: {cell}" if head else cell for head, cell in pairs)
    return " ".join(" ".join([*leads, text]).split())


def under_heads(leads: Sequence[str], text: str) -> list[tuple[str, str]] | None:
    """The filled cells of a row, each as (head of its column, cell); None where it is no such row.

    Cells that stand in a row above, as they are merged, are the `leads` behind the heads.
    """
    heads = [_cells(lead) for lead in takewhile(_is_head, leads)]
    if not heads:
        return None
    above = list(leads[len(heads) :])
    row = _cells(text)
    names = heads[-1]
    if len(row) < len(names) and above:
        merged = above[-(len(names) - len(row)) :]
        row, above = [*merged, *row], above[: len(above) - len(merged)]
    if len(row) > len(names):
        return None
    return [("", part) for part in above] + [
        (name, cell) for name, cell in zip(names, row, strict=False) if cell
    ]


def _is_head(lead: str) -> bool:
    """Is this the head row of a table, not a list item with a tab behind its number?"""
    first, tab, rest = lead.strip().partition("\t")
    return bool(tab) and not rest.endswith(":") and not _ITEM.fullmatch(first)


def _cells(row: str) -> list[str]:
    return [" ".join(cell.split()) for cell in row.split("\t")]
