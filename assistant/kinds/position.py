"""What somebody said: the position of a delegation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.candidates import Candidate
from assistant.compose import Quoted
from assistant.formal import telling
from assistant.kinds.draft import Asking, Draft, Silence
from assistant.kinds.picking import pick
from assistant.reading import Reading
from assistant.select import FACT, POSITION, SUMMARY
from assistant.sufficiency import answers


def position(asking: Asking) -> Draft:
    """What the speaker asked about said, nobody else."""
    query = asking.query
    budget = FACT if query.wanted else POSITION if query.topic else SUMMARY
    silence = Silence.NO_SPEAKER
    for speaker in query.asked:
        if asking.filters.speakers and speaker.name not in asking.filters.speakers:
            continue
        evidence = asking.evidence(speaker)
        if evidence.own:
            silence = Silence.NO_STATEMENT
        meetings = asking.reading.meetings()
        if not answers(query, evidence.own, evidence.others, evidence.topic, meetings):
            continue
        chosen = pick(asking, replace(evidence, own=telling(evidence.own)), budget)
        heading = speaker.name if in_transcript(asking.reading, chosen) else None
        return Draft.of([Quoted(candidate, heading) for candidate in chosen])
    return Draft(silence=silence)


def in_transcript(reading: Reading, chosen: Sequence[Candidate]) -> bool:
    """Whether any sentence stands in a transcript, where the words do not tell who speaks."""
    return any(reading.source(c.passage.document).transcript for c in chosen)


def speakers_heading(reading: Reading, candidate: Candidate) -> str | None:
    """In a transcript, who says the quoted words."""
    if not in_transcript(reading, [candidate]):
        return None
    return ", ".join(speaker.name for speaker in candidate.sentence.speakers) or None
