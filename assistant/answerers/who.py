"""Who said a thing: everybody with an answering sentence, each with the one or two surest."""

from __future__ import annotations

from assistant.answerers.choosing import in_reading_order
from assistant.answerers.draft import Asking, Draft, Quoted, Silence
from assistant.answerers.evidence import ScoredSentence
from ingest.model import Speaker

WIDER = 48  # passages that are read
EACH = 1  # sentences of each speaker that lead; the next go with what is there on demand
FURTHER = 2


def who(asking: Asking) -> Draft:
    """Each speaker with an answering sentence, in the order of the documents."""
    answering = asking.evidence(k=max(asking.k, WIDER)).above(asking.threshold)
    by_speaker = speakers_of(asking, answering)
    if not by_speaker:
        return _unattributed(answering)
    lead = [(s, scored) for s, said in by_speaker.items() for scored in said[:EACH]]
    more = [(s, scored) for s, said in by_speaker.items() for scored in said[EACH:][:FURTHER]]
    return Draft(_lines(lead), _lines(more))


def speakers_of(
    asking: Asking, answering: list[ScoredSentence]
) -> dict[Speaker, list[ScoredSentence]]:
    """The answering sentences by who says them, but of those left out ("Who else?")."""
    left_out = {speaker.name for speaker in asking.question.without}
    found: dict[Speaker, list[ScoredSentence]] = {}
    for scored in answering:
        for speaker in scored.speakers:
            if speaker.name not in left_out:
                found.setdefault(speaker, []).append(scored)
    return found


def _unattributed(answering: list[ScoredSentence]) -> Draft:
    """Sentences that nobody says answer too: "Chad and Mali were late." """
    chosen = in_reading_order(answering[:FURTHER])
    if not chosen:
        return Draft(silence=Silence.NO_STATEMENT)
    return Draft([Quoted(scored) for scored in chosen])


def _lines(items: list[tuple[Speaker, ScoredSentence]]) -> list[Quoted]:
    """One line a sentence; who says the same one, a person and a state, stand in it together."""
    names: dict[tuple[str, int, int], list[str]] = {}
    sentences: dict[tuple[str, int, int], ScoredSentence] = {}
    for speaker, scored in items:
        names.setdefault(scored.place, []).append(speaker.name)
        sentences[scored.place] = scored
    order = in_reading_order(list(sentences.values()))
    return [Quoted(scored, ", ".join(names[scored.place])) for scored in order]
