"""Answerers: one file for each kind of answer, each a choice among the sentences that were read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answerers.compare import compare
from assistant.answerers.development import development
from assistant.answerers.draft import Answerer, Asking, Draft, Quoted, Silence
from assistant.answerers.fact import fact
from assistant.answerers.listing import listing
from assistant.answerers.outcome import outcome
from assistant.answerers.overview import overview
from assistant.answerers.position import position
from assistant.answerers.who import who
from assistant.messages.catalogue import Messages
from assistant.question.question import Kind, Question
from index_store.analysis import terms

ANSWERERS: dict[Kind, Answerer] = {
    Kind.POSITION: position,
    Kind.FACT: fact,
    Kind.WHO: who,
    Kind.COMPARE: compare,
    Kind.OUTCOME: outcome,
    Kind.OVERVIEW: overview,
    Kind.LIST: listing,
}
"""Who answers the questions of a kind; a part of one that is of no such kind is a fact."""
_PARSE = 0.5  # weight of the parse's odds against the reader's probability


def draft(asking: Asking) -> Draft:
    """The sentences that answer a question, as its kind has it, part by part where it has parts."""
    question = asking.question
    if question.parts:
        parts = [draft(replace(asking, question=part)) for part in question.parts]
        return _together(asking, parts)
    kind = question.kind
    if kind is Kind.DEVELOPMENT:
        told = development(asking)
        if told is not None:
            return told
        kind = Kind.POSITION  # within one meeting a development is told by whoever looks back
    return ANSWERERS.get(_kind(kind, question), fact)(asking)


def first_answered(asking: Asking) -> tuple[Asking, Draft]:
    """The question, or the first of the readings in its stead that is answered, with its draft."""
    found, told = surest_reading(asking)
    reading = asking.question.instead
    while not told.quoted and reading is not None:
        other, instead = surest_reading(replace(asking, question=reading))
        if _names_those_meant(other.question, instead, asking.question.unknown):
            return other, instead
        reading = reading.instead
    return found, told


def _names_those_meant(question: Question, draft: Draft, unknown: Sequence[str]) -> bool:
    """Whether an answer speaks of whom the question is about, where it is about somebody.

    `unknown`: names of the question as it was put that are no speaker's, and so only topic here.
    """
    meant = set(question.about)
    quoted = [item.sentence for item in draft.quoted]
    there = (s for each in quoted for s in (*each.speakers, *each.sentence.mentions))
    said = {term for each in quoted for term in terms(each.text)}
    named = all(said & set(terms(name)) for name in unknown)
    return bool(quoted) and named and (not meant or not meant.isdisjoint(there))


def surest_reading(asking: Asking) -> tuple[Asking, Draft]:
    """The reading of a question that its evidence bears out best, with its draft.

    A name may be who is asked or part of the topic ("Should the committee ...?"): how likely the
    parse has it and how sure its surest sentence is decide.
    """
    asked = asking.question
    nobody = asked.unknown and not asked.asked
    first = _nobody(asking) if nobody else draft(asking)
    best, found = _certainty(asked, first), (asking, first)
    for likely, reading in asked.otherwise:
        odds = likely**_PARSE
        if odds <= max(best, asking.threshold):
            continue  # not even a certain sentence would bear it out better
        typed = {"text": asked.text, "request": asked.request, "language": asked.language}
        other = replace(asking, question=reading.model_copy(update=typed))
        told = draft(other)
        certainty = odds * _certainty(reading, told)
        if certainty > max(best, asking.threshold):
            best, found = certainty, (other, told)
    return found


def _nobody(asking: Asking) -> Draft:
    """That nobody speaks of those who are asked."""
    return Draft(silence=Silence.NO_SPEAKER, spoke=asking.who_spoke())


def _certainty(question: Question, draft: Draft) -> float:
    """Probability of the surest sentence of a draft; of several asked, the least sure one's."""
    if not question.asked:
        return max((item.sentence.probability for item in draft.quoted), default=0.0)
    surest = dict.fromkeys(question.asked, 0.0)
    for item in draft.quoted:
        there = {speaker.name for speaker in item.sentence.speakers}
        for speaker in question.asked:
            if there.intersection(question.labelled([speaker])):
                surest[speaker] = max(surest[speaker], item.sentence.probability)
    return min(surest.values())


def _kind(kind: Kind, question: Question) -> Kind:
    """The kind of answer, which depends on how many are asked about."""
    asked, unknown = len(question.asked), len(question.unknown)
    if kind is Kind.COMPARE and asked + unknown and (not asked or asked + unknown < 2):
        kind = Kind.POSITION if asked else Kind.WHO
    return Kind.FACT if kind is Kind.POSITION and not asked else kind


def _together(asking: Asking, drafts: list[Draft]) -> Draft:
    """One draft of several, each sentence once; parts without an answer are told in a line."""
    if not any(each.quoted for each in drafts):
        return drafts[0]
    says = Messages(asking.question.language)
    quoted = _once([item for each in drafts for item in each.quoted], [])
    notices = [notice for each in drafts for notice in each.notices]
    for part, each in zip(asking.question.parts, drafts, strict=True):
        if not each.quoted and part.subject:
            notices.append(
                says.say(
                    "The documents do not say anything that answers a question on “{topic}”.",
                    topic=part.subject,
                )
            )
    more = _once([item for each in drafts for item in each.more], quoted)
    return Draft(quoted, more, notices=notices)


def _once(items: list[Quoted], taken: list[Quoted]) -> list[Quoted]:
    places = {item.sentence.place for item in taken}
    found = []
    for item in items:
        if item.sentence.place not in places:
            places.add(item.sentence.place)
            found.append(item)
    return found
