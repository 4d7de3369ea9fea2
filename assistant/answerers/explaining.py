"""The explanation of an answer, from the evidence that was read and the draft made of it."""

from __future__ import annotations

from assistant.answerers.draft import Asking, Draft, Quoted
from assistant.answerers.evidence import ScoredSentence
from assistant.explanation import Explanation, Fate, ReadPassage, ReadSentence
from index_store.records import Hit


def explain(asking: Asking, draft: Draft) -> Explanation:
    """Every passage once, with what became of each of its sentences."""
    lead, more = _places(draft.quoted), _places(draft.more)
    judged: dict[tuple[str, int, int], ReadSentence] = {}
    for evidence in asking.read:
        for scored in evidence.others:
            judged.setdefault(scored.place, _read(scored, Fate.OTHERS))
        for scored in evidence.sentences:
            sure = scored.probability >= asking.threshold
            fate = Fate.SPARE if sure else Fate.UNSURE
            fate = Fate.MORE if scored.place in more else fate
            judged[scored.place] = _read(scored, Fate.LEADS if scored.place in lead else fate)
    hits = {hit.passage.id: hit for evidence in asking.read for hit in evidence.hits}
    return Explanation(
        question=asking.question,
        threshold=asking.threshold,
        passages=[_passage(hit, judged) for hit in hits.values()],
        silence=draft.silence,
    )


def _places(quoted: list[Quoted]) -> set[tuple[str, int, int]]:
    return {item.sentence.place for item in quoted}


def _read(scored: ScoredSentence, fate: Fate) -> ReadSentence:
    return ReadSentence(
        text=scored.text,
        start=scored.sentence.start,
        end=scored.sentence.end,
        speakers=[speaker.name for speaker in scored.speakers],
        probability=round(scored.probability, 4),
        fate=fate,
    )


def _passage(hit: Hit, judged: dict[tuple[str, int, int], ReadSentence]) -> ReadPassage:
    passage = hit.passage
    places = [(passage.document, passage.unit, each.start) for each in passage.sentences]
    return ReadPassage(
        document=passage.document,
        paragraph=passage.paragraph,
        page=passage.page,
        score=round(hit.score, 4),
        sentences=[judged[place] for place in places if place in judged],
    )
