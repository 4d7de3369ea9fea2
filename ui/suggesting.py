"""What somebody may have meant who typed a name that there is not."""

from __future__ import annotations

from collections.abc import Iterable

NEAR = 60
"""Least similarity, in percent, of a name that is proposed in place of an unknown one."""
MOST = 3
"""Names that are proposed."""


def did_you_mean(wanted: str, names: Iterable[str], near: int = NEAR) -> str:
    """ "; did you mean …?", or nothing where no name is near; the nearest first.

    A name may be part of what is meant: "digest" of "CWG-COP-24-DIGEST".
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
    return _proposed(name for name, *_ in found)


def did_you_mistype(wanted: str, words: Iterable[str]) -> str:
    """The same for commands and options, which are typed whole: letters changed or in disorder.

    >>> did_you_mistype("serach", ["search", "serve", "chat", "user"])
    '; did you mean search?'
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(
        wanted,
        list(words),
        scorer=OSA.normalized_similarity,
        processor=str.casefold,
        limit=MOST,
        score_cutoff=NEAR / 100,
    )
    return _proposed(name for name, *_ in found)


def _proposed(names: Iterable[str]) -> str:
    found = " or ".join(names)
    return f"; did you mean {found}?" if found else ""
