"""Headings that are a word and a number counting up: "Decision 1/GA.2", "Article 5"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

# What the numbers of one series share stands behind them: "/GA.2".
_COUNTED = re.compile(r"(?P<label>[^\W\d_]{3,}) (?P<number>\d{1,3})(?P<code>(?:[/.-][\w.]+)*)\.?")


def series(lines: Sequence[str]) -> set[int]:
    """Indexes of the lines that are such a heading, each a line of its own.

    One alone is none: the next number must stand further down, behind other lines.

    >>> sorted(series(["Decision 1/GA.2", "Fees are due.", "Decision 2/GA.2", "It ends."]))
    [0, 2]
    >>> series(["Table 1", "Table 2", "Article 5", "It ends."])
    set()
    """
    found: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for index, line in enumerate(lines):
        match = _COUNTED.fullmatch(line)
        if match is not None and match["label"][0].isupper():
            run = found[match["label"].casefold(), match["code"]]
            number = int(match["number"])
            if run and (number != run[-1][0] + 1 or index == run[-1][1] + 1):
                continue
            run.append((number, index))
    return {index for run in found.values() if len(run) > 1 for _, index in run}
