"""What may answer: the sentences that the reader finds at least half likely enough to be quoted."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from assistant.question.question import OF_THOSE_ASKED
from ingest.model import Passage

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.answerers.draft import Asking
    from assistant.answerers.evidence import ScoredSentence

NARROW = 0.5
"""Share of the threshold from which a sentence may answer: the language model is given it."""
IN_DOUBT = 0.66
"""The share from which the model is asked though nothing is quoted."""


def candidates(asking: Asking, speakers: Collection[str] = ()) -> list[ScoredSentence]:
    """What was read for a question and may answer it, the surest first, each sentence once.

    `speakers`: names whose own words alone are wanted; none for everybody's.
    """
    bar = NARROW * asking.threshold
    surest: dict[tuple[str, int, int], ScoredSentence] = {}
    for evidence in asking.read:
        for scored in evidence.sentences:
            said = not speakers or any(s.name in speakers for s in scored.speakers)
            known = surest.get(scored.place)
            if said and scored.probability >= bar:
                surest[scored.place] = (
                    scored if known is None or known.probability < scored.probability else known
                )
    return sorted(surest.values(), key=lambda s: (-s.probability, s.rank, s.place))


def passages_of(sentences: list[ScoredSentence]) -> list[Passage]:
    """The whole passages of sentences, in their order, each once."""
    return list({s.passage.id: s.passage for s in sentences}.values())


def own_words(asking: Asking, quoted: Answer) -> set[str]:
    """Whose words alone may be written from; empty for everybody's.

    An outcome is told by the Chair, whoever the question names: what is `quoted` shows it.
    """
    names = set(asking.question.labelled(asking.question.asked))
    strict = asking.question.kind in OF_THOSE_ASKED or not quoted.citations
    if names and not strict and not all(names & set(c.speakers) for c in quoted.citations):
        names = set()
    return names or set(asking.filters.speakers)
