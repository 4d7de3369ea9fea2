"""Whether the best sentences found answer the question at all."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.candidates import Candidate
from assistant.question import Query


def answers(query: Query, scored: Sequence[Candidate]) -> bool:
    """Whether the evidence is enough to answer; `scored` is best first."""
    if not scored:
        return False
    if not query.topic:
        return True
    around = max(c.around for c in scored[:8])
    likeness = max(c.likeness for c in scored[:8])
    return around >= 0.55 or (around >= 0.35 and likeness >= 0.6)
