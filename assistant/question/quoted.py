"""Words that a question puts in quotation marks: they stand for themselves."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"«\s*([^«»]+?)\s*»|“\s*([^“”„]+?)\s*[”“]|„\s*([^“”„]+?)\s*[”“]|\"([^\"]+)\"")


def quoted(question: str) -> list[str]:
    """What stands in quotation marks, in order.

    >>> quoted("Malaisie : quelle position sur « age verification » ?")
    ['age verification']
    """
    return [next(filter(None, match.groups())) for match in _QUOTED.finditer(question)]
