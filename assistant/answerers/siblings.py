"""Items of a list and rows of a table: where one answers a question for all, the others do too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.answerers.choosing import in_reading_order

if TYPE_CHECKING:
    from assistant.answerers.evidence import Evidence, ScoredSentence

MOST = 14  # items that one list brings


def with_siblings(chosen: Sequence[ScoredSentence], evidence: Evidence) -> list[ScoredSentence]:
    """The sentences with the items of the lists that they lead to, in reading order.

    A sentence that only opens a list ("The group agreed to:") answers by its items.
    """
    found = {scored.place: scored for scored in chosen}
    openings = {(s.passage.document, s.sentence.start) for s in chosen}
    for scored in evidence.sentences:
        if any((scored.passage.document, start) in openings for start, _ in scored.sentence.lead):
            found.setdefault(scored.place, scored)
    return in_reading_order(list(found.values()))[: max(MOST, len(chosen))]


def items_beside(surest: ScoredSentence, evidence: Evidence) -> list[ScoredSentence]:
    """All items of the list, or rows of the table, that a sentence stands in; it alone elsewhere.

    Items of one list share the words that lead to them.
    """
    if not surest.sentence.lead:
        return [surest]
    document, lead = surest.passage.document, surest.sentence.lead[-1]
    same = [
        scored
        for scored in evidence.sentences
        if scored.passage.document == document and lead in scored.sentence.lead
    ]
    return in_reading_order(same)
