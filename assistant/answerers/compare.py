"""A comparison: one topic, delegation by delegation; who is silent is said."""

from __future__ import annotations

from assistant.answerers.choosing import Budget, leading
from assistant.answerers.draft import Asking, Draft, Quoted, Silence
from assistant.messages.catalogue import Messages

BUDGET = Budget(sentences=2, share=0.5)  # of each


def compare(asking: Asking) -> Draft:
    """What each of those asked about says on the topic."""
    asked, unknown = asking.question.asked, asking.question.unknown
    lead: list[Quoted] = []
    rest: list[Quoted] = []
    silent: list[str] = list(unknown)
    for speaker in asked:
        evidence = asking.of_one(speaker).evidence((speaker,))
        first, more = leading(evidence.above(asking.threshold), BUDGET)
        lead += [Quoted(scored, speaker.name) for scored in first]
        rest += [Quoted(scored, speaker.name) for scored in more]
        if not first:
            silent.append(speaker.name)
    if not lead:
        return Draft(silence=Silence.NO_STATEMENT, spoke=asking.who_spoke())
    says, topic = Messages(asking.question.language), asking.question.subject
    return Draft(
        lead,
        rest,
        notices=[
            says.say("The documents report no statement by {who} on this.", who=says.any_of([name]))
            for name in silent
        ],
        opening=says.say("On “{topic}”:", topic=topic) if topic else "",
    )
