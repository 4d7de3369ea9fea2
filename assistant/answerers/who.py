"""Who said a thing: everybody with an answering sentence, each with the one or two surest."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from assistant.answerers.choosing import in_reading_order
from assistant.answerers.doing import does, tells
from assistant.answerers.draft import Asking, Draft, Quoted, Silence
from assistant.answerers.evidence import (
    Evidence,
    ScoredSentence,
    speaking_in,
    worth_reading,
)
from assistant.answerers.speaking_on import odds
from assistant.question.deed import Act, Deed
from assistant.question.plain import plain
from assistant.question.question import Kind
from index_store.analysis import terms
from index_store.records import Hit
from ingest.model import Speaker, SpeakerKind

WIDER = 48  # passages that are read
_SIDING = Deed(act=Act.SUPPORT)
_SOON = 4  # turns after which somebody still takes up what was said, the chair's counted
_SHARE = 0.25  # what a passage's share of the evidence counts, as log odds
EACH = 1  # sentences of each speaker that lead; the next go with what is there on demand
FURTHER = 2
_PLAIN = 0.5  # of the threshold, from which a sentence answers that tells the deed itself
_WITHOUT_SAY = (SpeakerKind.CHAIR, SpeakerKind.UNNAMED)


def who(asking: Asking) -> Draft:
    """Each speaker with an answering sentence, in the order of the documents."""
    hits = worth_reading(asking.retrieved((), max(asking.k, WIDER)))
    if asking.question.spoke and asking.question.matter:
        answering = _of_each(asking, hits)
    else:
        found = asking.judged(hits)
        plainly = _told_plainly(asking, found)
        answering = _in_other_words(asking, found.above(asking.threshold) + plainly)
    if asking.question.deed is None:
        answering += _taking_up(asking, hits, answering)
    if asking.question.spoke:
        answering += _under_its_subject(asking, hits, answering)
    by_speaker = speakers_of(asking, answering)
    if not by_speaker:
        return _unattributed(asking, asking.judged(hits).above(asking.threshold))
    lead = [(s, scored) for s, said in by_speaker.items() for scored in said[:EACH]]
    more = [(s, scored) for s, said in by_speaker.items() for scored in said[EACH:][:FURTHER]]
    return Draft(_lines(lead), _lines(more))


def _under_its_subject(
    asking: Asking, found_in: Sequence[Hit], answering: list[ScoredSentence]
) -> list[ScoredSentence]:
    """The surest sentence of each further delegation that spoke when the chair had opened it.

    Its words need not repeat the subject: "We would translate it at our own cost."
    """
    found = {speaker for scored in answering for speaker in scored.speakers}
    documents = dict.fromkeys(hit.passage.document for hit in found_in)
    hits = [
        Hit(passage, 0.0)
        for document in documents
        for passage in asking.store.passages(document)
        if _opens_it(asking, asking.store.subject(passage))
    ]
    further: list[ScoredSentence] = []
    for scored in asking.judged(hits).sentences if hits else ():
        new = [s for s in scored.speakers if s.kind not in _WITHOUT_SAY and s not in found]
        if new:
            found.update(new)
            further.append(scored)
    return further


def _opens_it(asking: Asking, subject: str | None) -> bool:
    """Whether what opened a subject names all that the question is about."""
    about = set(terms(asking.question.subject))
    return bool(subject and about) and about <= set(terms(subject or ""))


def _of_each(asking: Asking, hits: Sequence[Hit]) -> list[ScoredSentence]:
    """What those who speak in passages say on the topic, each asked by itself, the surest first.

    The reader knows what somebody says on a thing better than who speaks of it. Who speaks in
    passages that bear little on the topic is believed less.
    """
    matter = asking.question.matter
    found: list[ScoredSentence] = []
    for speaker, own in speaking_in(hits).items():
        one = asking.put_to(speaker, matter)
        said = one.judged(own, (speaker,)).sentences
        if said and odds(one, said) + _SHARE * (own[0].score - hits[0].score) >= 0:
            found += [said[0], *(s for s in said[1:] if s.probability >= asking.threshold)]
    return sorted(found, key=lambda scored: -scored.probability)


def _taking_up(
    asking: Asking, hits: Sequence[Hit], answering: Sequence[ScoredSentence]
) -> list[ScoredSentence]:
    """Who sides in a debate with one of those found right after them: "We share Chad's concern"."""
    found: list[ScoredSentence] = []
    there = {speaker for scored in answering for speaker in scored.speakers}
    for scored in Evidence.unread(hits).sentences:
        source = asking.store.source(scored.passage.document)
        named = set(scored.sentence.mentions) & there
        before = [o for o in answering if named & set(o.speakers) and _is_soon_after(scored, o)]
        if source.transcript and before and not there & set(scored.speakers):
            speaking = scored.speakers
            if any(tells(s, scored, _SIDING, source.language, True) for s in speaking):
                found.append(replace(scored, probability=before[0].probability))
    return found


def _is_soon_after(scored: ScoredSentence, other: ScoredSentence) -> bool:
    same = scored.passage.document == other.passage.document
    return same and 0 < scored.passage.unit - other.passage.unit <= _SOON


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


def _told_plainly(asking: Asking, evidence: Evidence) -> list[ScoredSentence]:
    """Less sure sentences that tell the deed itself, on some of the matter: "We back the list"."""
    deed, matter = asking.question.deed, set(terms(asking.question.matter))
    found: list[ScoredSentence] = []
    if deed is None:
        return found
    for scored in evidence.above(asking.threshold * _PLAIN):
        source = asking.store.source(scored.passage.document)
        of_it = scored.probability < asking.threshold and matter & set(terms(scored.text))
        if of_it and any(
            tells(speaker, scored, deed, source.language, source.transcript)
            for speaker in scored.speakers
        ):
            found.append(scored)
    return found


def _is_meant(asking: Asking, speaker: Speaker, scored: ScoredSentence) -> bool:
    """Whether a speaker is of the kind that is asked for and does in a sentence what is asked."""
    question = asking.question
    if question.voices and not _has_voice(speaker, scored, question.voices):
        return False
    if question.deed is None:
        return True
    source = asking.store.source(scored.passage.document)
    return does(speaker, scored, question.deed, source.language, source.transcript)


def _has_voice(speaker: Speaker, scored: ScoredSentence, voices: Container[SpeakerKind]) -> bool:
    """Whether a speaker is of one of these kinds: a person is what they speak for."""
    spoken_for = [s.kind for s in scored.speakers if s.kind is not SpeakerKind.PERSON]
    if speaker.kind is SpeakerKind.PERSON and spoken_for:
        return speaker.kind in voices and any(kind in voices for kind in spoken_for)
    return speaker.kind in voices


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
    """Sentences that none of those meant says answer too: "Chad and Mali were late."

    Who did a deed is told by none that names nobody: "The fee was opposed." What a meeting or
    another body says names those who are meant, and tells the deed of them: "It thanked Japan,
    which had a plan."
    """
    deed, voices = asking.question.deed, asking.question.voices

    def tells_of(scored: ScoredSentence) -> bool:
        if not scored.speakers:
            return deed is None or bool(scored.sentence.mentions)
        if not voices or any(speaker.kind in voices for speaker in scored.speakers):
            return False
        return any(_is_meant(asking, speaker, scored) for speaker in scored.sentence.mentions)

    chosen = in_reading_order([s for s in answering if tells_of(s)][:FURTHER])
    if not chosen:
        return Draft(silence=Silence.NO_STATEMENT)
    return Draft([asking.headed(scored) for scored in chosen])


def _lines(items: list[tuple[Speaker, ScoredSentence]]) -> list[Quoted]:
    """One line a sentence; who says the same one, a person and a state, stand in it together."""
    names: dict[tuple[str, int, int], list[str]] = {}
    sentences: dict[tuple[str, int, int], ScoredSentence] = {}
    for speaker, scored in items:
        names.setdefault(scored.place, []).append(speaker.name)
        sentences[scored.place] = scored
    order = in_reading_order(list(sentences.values()))
    return [Quoted(scored, ", ".join(names[scored.place])) for scored in order]
