"""A comparison: one topic, delegation by delegation; who is silent is said."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

from assistant.answerers.choosing import Budget, in_reading_order, leading
from assistant.answerers.draft import Asking, Draft, Quoted, Silence
from assistant.answerers.evidence import ScoredSentence, speaking_in
from assistant.messages.catalogue import Messages
from ingest.model import Speaker, SpeakerKind

BUDGET = Budget(sentences=3, share=0.5, beside=0.3)  # of each
SHARE = 0.4  # of the surest sentence's certainty, from which others lead where all are compared
WIDER = 36  # passages that everybody's positions are looked for in
_WITHOUT_POSITION = (SpeakerKind.CHAIR, SpeakerKind.SECRETARIAT, SpeakerKind.UNNAMED)


def compare(asking: Asking) -> Draft:
    """What each of those asked about says on the topic, or every delegation where none is named."""
    asked, unknown = asking.question.asked, asking.question.unknown
    if not asked:
        return _of_all(asking)
    lead: list[Quoted] = []
    rest: list[Quoted] = []
    silent: list[str] = list(unknown)
    for speaker in asked:
        evidence = asking.of_one(speaker).evidence((speaker,))
        first, more = leading(evidence.above(asking.threshold), BUDGET)
        lead += [Quoted(scored, asking.heading(speaker, scored)) for scored in first]
        rest += [Quoted(scored, asking.heading(speaker, scored)) for scored in more]
        if not first:
            silent.append(speaker.name)
    if not lead:
        return Draft(silence=Silence.NO_STATEMENT, spoke=asking.who_spoke())
    says = Messages(asking.question.language)
    return Draft(
        lead,
        rest,
        notices=[
            says.say("The documents report no statement by {who} on this.", who=says.any_of([name]))
            for name in silent
        ],
        opening=_opening(asking),
    )


def _of_all(asking: Asking) -> Draft:
    """What each delegation says in the passages found, each asked by itself, in reading order."""
    found = asking.evidence(k=max(asking.k, WIDER))
    among_all = {scored.place: scored.probability for scored in found.sentences}
    said: list[tuple[ScoredSentence, Speaker]] = []
    for speaker, own in speaking_in(found.hits, _WITHOUT_POSITION).items():
        one = asking.put_to(speaker, asking.question.topic)
        # Who speaks of something else has a best sentence, too: it must answer among all as well.
        said += [
            (replace(s, probability=sqrt(s.probability * among_all.get(s.place, 0.0))), speaker)
            for s in one.judged(own, (speaker,)).above(asking.threshold)
        ]
    bar = SHARE * max((scored.probability for scored, _ in said), default=0.0)
    chosen: list[tuple[ScoredSentence, Quoted]] = []
    rest: list[Quoted] = []
    met: set[Speaker] = set()
    for scored, speaker in sorted(said, key=lambda item: -item[0].probability):
        if scored.probability < bar:
            continue
        quoted = Quoted(scored, speaker.name)
        if speaker in met:
            rest.append(quoted)
        else:
            chosen.append((scored, quoted))
        met.add(speaker)
    if not chosen:
        return Draft(silence=Silence.NO_STATEMENT)
    order = [scored.place for scored in in_reading_order([scored for scored, _ in chosen])]
    chosen.sort(key=lambda item: order.index(item[0].place))
    return Draft([quoted for _, quoted in chosen], rest, opening=_opening(asking))


def _opening(asking: Asking) -> str:
    topic = asking.question.subject
    says = Messages(asking.question.language)
    return says.say("On “{topic}”:", topic=topic) if topic else ""
