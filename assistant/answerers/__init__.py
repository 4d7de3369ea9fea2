"""Answerers: one file for each kind of answer, each a choice among the sentences that were read."""

from __future__ import annotations

from dataclasses import replace

from assistant.answerers.compare import compare
from assistant.answerers.development import development
from assistant.answerers.draft import Answerer, Asking, Draft, Quoted
from assistant.answerers.fact import fact
from assistant.answerers.listing import listing
from assistant.answerers.outcome import outcome
from assistant.answerers.overview import overview
from assistant.answerers.position import position
from assistant.answerers.who import who
from assistant.messages.catalogue import Messages
from assistant.question.question import Kind

ANSWERERS: dict[Kind, Answerer] = {
    Kind.POSITION: position,
    Kind.FACT: fact,
    Kind.WHO: who,
    Kind.COMPARE: compare,
    Kind.DEVELOPMENT: development,
    Kind.OUTCOME: outcome,
    Kind.OVERVIEW: overview,
    Kind.LIST: listing,
}
"""Who answers the questions of a kind; a part of one that is of no such kind is a fact."""


def draft(asking: Asking) -> Draft:
    """The sentences that answer a question, as its kind has it, part by part where it has parts."""
    parts = asking.question.parts
    if not parts:
        return ANSWERERS.get(asking.question.kind, fact)(asking)
    return _together(asking, [draft(replace(asking, question=part)) for part in parts])


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
