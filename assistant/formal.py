"""Lines of a document that say what it is or what it lists, and nothing on any topic.

A header, or an item of the list of contributions, answers no question on a position or decision.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.candidates import Candidate

_ITEM = re.compile(
    r"^[\s•·●▪◦–—*-]*(?:joint\s+)?(?:contribution|information\s+(?:document|paper)|document|paper|"
    r"submission|liaison\s+statement|presentation|input)s?\s+(?:by|from|of)\s.{2,160}?\s[–—-]\s",
    re.I,
)
_ENDS = re.compile(r"[.:;!?,…][\s”\"'’)\]]*$")
_LONGEST = 16  # words of a line of a header


def formal(candidate: Candidate) -> bool:
    """Whether a line belongs to the header of its document or to its list of documents."""
    if _ITEM.match(candidate.text):
        return True
    passage = candidate.passage
    return (
        passage.paragraph is None
        and not passage.section
        and not _ENDS.search(candidate.text.strip())
        and len(candidate.text.split()) <= _LONGEST
    )


def telling(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without formal lines; all of them where they are nothing else."""
    return [c for c in candidates if not formal(c)] or list(candidates)
