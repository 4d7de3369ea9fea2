"""Who spoke on a topic: a list, each speaker once, with the sentence that shows it best."""

from __future__ import annotations

import re

from assistant.candidates import Candidate
from assistant.compose import Quoted
from assistant.kinds.draft import Asking, Draft
from assistant.matching import terms_of
from assistant.sufficiency import carried_on, on_topic, to_item
from ingest.model import Speaker, SpeakerKind

_READ = 30  # passages that are looked through, at the least
_STATES = re.compile(r"\b(?:delegations?|member\s+states?|states?|countr(?:y|ies))\b", re.I)


def who(asking: Asking) -> Draft:
    """Each speaker on the topic, in the order of the documents."""
    quoted = sorted(speakers_on(asking), key=lambda item: item.candidate.place)
    return Draft.of(quoted)


def speakers_on(asking: Asking) -> list[Quoted]:
    """The best sentence of everybody who spoke on the topic, the surest first."""
    query = asking.query
    evidence = asking.evidence(at_least=_READ)
    stance = terms_of(query.stance, asking.reading.rarity)
    carried = set() if stance else carried_on(evidence.own)
    best: dict[Speaker, Candidate] = {}
    for candidate in evidence.own:
        speaks = candidate.place in carried or (not stance and to_item(candidate, evidence.topic))
        if not speaks and not on_topic(query, candidate, stance):
            continue
        for speaker in candidate.sentence.speakers:
            if _STATES.search(query.question) and speaker.kind is not SpeakerKind.MEMBER_STATE:
                continue
            if speaker not in query.about and speaker not in query.others_than:
                best.setdefault(speaker, candidate)
    return [Quoted(candidate, speaker.name) for speaker, candidate in best.items()]
