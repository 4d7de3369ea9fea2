"""Who said a thing: everybody with an answering sentence, each with the one or two surest."""

from __future__ import annotations

from assistant.answerers.choosing import in_reading_order
from assistant.answerers.doing import does
from assistant.answerers.draft import Asking, Draft, Quoted, Silence
from assistant.answerers.evidence import ScoredSentence
from assistant.question.plain import plain
from assistant.question.question import Kind
from ingest.model import Speaker

WIDER = 48  # passages that are read
EACH = 1  # sentences of each speaker that lead; the next go with what is there on demand
FURTHER = 2


def who(asking: Asking) -> Draft:
    """Each speaker with an answering sentence, in the order of the documents."""
    answering = asking.evidence(k=max(asking.k, WIDER)).above(asking.threshold)
    answering = _in_other_words(asking, answering)
    by_speaker = speakers_of(asking, answering)
    if not by_speaker:
        return _unattributed(asking, answering)
    lead = [(s, scored) for s, said in by_speaker.items() for scored in said[:EACH]]
    more = [(s, scored) for s, said in by_speaker.items() for scored in said[EACH:][:FURTHER]]
    return Draft(_lines(lead), _lines(more))


def speakers_of(
    asking: Asking, answering: list[ScoredSentence]
) -> dict[Speaker, list[ScoredSentence]]:
    """The answering sentences by who does in them what is asked, in reading order.

    Those left out ("Who else?") are not among them.
    """
    left_out = {speaker.name for speaker in asking.question.without}
    found: dict[Speaker, list[ScoredSentence]] = {}
    for scored in answering:
        for speaker in scored.speakers:
            if speaker.name not in left_out and _is_meant(asking, speaker, scored):
                found.setdefault(speaker, []).append(scored)
    return found


def _is_meant(asking: Asking, speaker: Speaker, scored: ScoredSentence) -> bool:
    """Whether a speaker is of the kind that is asked for and does in a sentence what is asked."""
    question = asking.question
    if question.voices and speaker.kind not in question.voices:
        return False
    if question.deed is None:
        return True
    source = asking.store.source(scored.passage.document)
    return does(speaker, scored, question.deed, source.language, source.transcript)


def _in_other_words(asking: Asking, answering: list[ScoredSentence]) -> list[ScoredSentence]:
    """With what answers the same put otherwise: who opposed it and who did not support it.

    The reader takes sentences for an answer that do the contrary, and misses some that do not;
    the deed tells them apart.
    """
    deed, found = asking.question.deed, {scored.place: scored for scored in answering}
    for act in deed.contraries() if deed is not None and deed.strict else ():
        if put := plain(Kind.WHO, [], asking.question.matter, act):
            evidence = asking.with_question(full=put).evidence(k=max(asking.k, WIDER))
            found |= {s.place: s for s in evidence.above(asking.threshold) if s.place not in found}
    return list(found.values())


def _unattributed(asking: Asking, answering: list[ScoredSentence]) -> Draft:
    """Sentences that nobody says answer too: "Chad and Mali were late." """
    told = [] if asking.question.deed else [s for s in answering if not s.speakers]
    chosen = in_reading_order(told[:FURTHER])
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
