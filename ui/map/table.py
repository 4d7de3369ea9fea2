"""The map as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io

from ui.map.delegations import DelegationMap

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_table(shown: DelegationMap) -> str:
    """One row a delegation, one column a topic or meeting, words in the cells; then all words."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(["delegation", *map(_plain, shown.columns), "all"])
    for who, counts in shown.rows():
        writer.writerow([_plain(who), *counts, sum(counts)])
    return buffer.getvalue()


def _plain(name: str) -> str:
    """A name of a document that no spreadsheet takes for a formula.

    >>> _plain("=cmd()")
    "'=cmd()"
    """
    return f"'{name}" if name.startswith(_FORMULA) else name
