"""Who spoke on a topic: a list, each speaker once, with the sentence that shows it best."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.acts import SpeechAct, act_asked, does, joins_in
from assistant.candidates import Candidate
from assistant.compose import Quoted
from assistant.kinds.draft import Asking, Draft
from assistant.kinds.evidence import Evidence
from assistant.kinds.position import in_transcript
from assistant.question import Query
from assistant.reading import Reading
from assistant.sufficiency import carried_on, on_topic, to_item
from ingest.model import Speaker, SpeakerKind

_READ = 30  # passages that are looked through, at the least
_SOON = 4  # turns after which somebody still joins in, the chair's between them counted
_STATES = re.compile(r"\b(?:delegations?|member\s+states?|states?|countr(?:y|ies))\b", re.I)


def who(asking: Asking) -> Draft:
    """Each speaker on the topic, in the order of the documents."""
    quoted = sorted(speakers_on(asking), key=lambda item: item.candidate.place)
    return Draft.of(quoted)


def speakers_on(asking: Asking) -> list[Quoted]:
    """The best sentence of everybody who spoke on the topic, the surest first."""
    query = asking.query
    evidence = asking.evidence(at_least=_READ)
    act = act_asked(query.words)
    own = [c for c in evidence.own if act is None or does(act, c.text)]
    if act is not None and act.loose and not own:
        # "Who raised concerns?" often only means "Who spoke on it?".
        act, own = None, evidence.own
    speaking = _speaking(query, evidence, own, act)
    if act is not None and act.joined:
        speaking += _joining(asking.reading, own, speaking)
    best: dict[Speaker, Candidate] = {}
    for candidate in speaking:
        for speaker in candidate.sentence.speakers:
            if _STATES.search(query.question) and speaker.kind is not SpeakerKind.MEMBER_STATE:
                continue
            if speaker not in query.about and speaker not in query.others_than:
                best.setdefault(speaker, candidate)
    return [Quoted(candidate, speaker.name) for speaker, candidate in best.items()]


def _speaking(
    query: Query, evidence: Evidence, own: Sequence[Candidate], act: SpeechAct | None
) -> list[Candidate]:
    """The sentences on the topic, best first."""
    carried = carried_on(evidence.own)
    return [
        c
        for c in own
        if c.place in carried or (act is None and to_item(c, evidence.topic)) or on_topic(query, c)
    ]


def _joining(
    reading: Reading, own: Sequence[Candidate], speaking: Sequence[Candidate]
) -> list[Candidate]:
    """Who does the same in a debate right after one of them: "We share Chile's concern"."""
    found: list[Candidate] = []
    for candidate in sorted(own, key=lambda c: c.place):
        chair = any(s.kind is SpeakerKind.CHAIR for s in candidate.sentence.speakers)
        if chair or not in_transcript(reading, [candidate]):
            continue
        document, unit = candidate.unit
        before = [*speaking, *found]
        if joins_in(candidate.text) and any(
            other.unit[0] == document and 0 < unit - other.unit[1] <= _SOON for other in before
        ):
            found.append(candidate)
    return found
