"""What somebody may have meant who typed a name that there is not."""

from __future__ import annotations

from collections.abc import Iterable

NEAR = 60
"""Least similarity, in percent, of a name that is proposed in place of an unknown one."""
MOST = 3
"""Names that are proposed."""


def did_you_mean(wanted: str, names: Iterable[str], near: int = NEAR) -> str:
    """ "; did you mean …?", or nothing where no name is near; the nearest first.

    >>> did_you_mean("serach", ["search", "serve", "chat"], near=75)
    '; did you mean search?'
    """
    from rapidfuzz import fuzz, process, utils

    found = process.extract(
        wanted,
        list(names),
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=MOST,
        score_cutoff=near,
    )
    return f"; did you mean {' or '.join(name for name, *_ in found)}?" if found else ""
