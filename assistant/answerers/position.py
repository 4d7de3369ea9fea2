"""A position: what somebody said, in their own words alone."""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.answerers.choosing import Budget, leading, unbroken
from assistant.answerers.draft import Asking, Draft, Quoted, Silence
from assistant.answerers.evidence import Evidence, ScoredSentence
from assistant.answerers.speaking_on import NARROWLY, SPEAKS, speaks_on
from assistant.question.deeds import first as deed
from ingest.model import Speaker

BUDGET = Budget(sentences=6, share=0.4, beside=0.08)


def position(asking: Asking) -> Draft:
    """What the speakers asked about said; of several each under its name."""
    asked = asking.question.asked
    lead: list[Quoted] = []
    rest: list[Quoted] = []
    spoke, surest = False, -math.inf
    for speaker in asked:
        one = asking.of_one(speaker)
        evidence = one.evidence((speaker,))
        spoke = spoke or bool(evidence.sentences)
        told = speaks_on(one, speaker, evidence)
        surest = max(surest, told)
        if told < SPEAKS:
            continue
        meant = _answering(asking, evidence)
        first, more = leading(meant, BUDGET)
        places = {scored.place for scored in meant}
        more += [s for s in evidence.above(asking.threshold) if s.place not in places]
        first, more = unbroken(first, more, evidence.above(asking.threshold / 3))
        several = len(asked) > 1
        lead += _headed(asking, first, speaker, several)
        rest += _headed(asking, more, speaker, several)
    if lead:
        return Draft(lead, rest)
    doubtful = Silence.NO_STATEMENT if surest >= NARROWLY else Silence.OTHER_TOPICS
    return Draft(silence=doubtful if spoke else Silence.NO_SPEAKER, spoke=asking.who_spoke())


def _answering(asking: Asking, evidence: Evidence) -> list[ScoredSentence]:
    """What answers; where it is only asked what was said, whatever was."""
    question = asking.question
    anything = not (question.topic or question.about or deed(question.full, question.language))
    answering = asking.answering(evidence.sentences)
    return asking.fitting(evidence.sentences) if anything and not answering else answering


def _headed(
    asking: Asking, sentences: Sequence[ScoredSentence], speaker: Speaker, always: bool
) -> list[Quoted]:
    """Sentences under their speaker's name, `always` or where one of them is of a transcript."""
    spoken = any(asking.store.source(s.passage.document).transcript for s in sentences)
    headed = [Quoted(s, asking.heading(speaker, s)) for s in sentences]
    needed = always or spoken or any(item.heading != speaker.name for item in headed)
    return headed if needed else [Quoted(s) for s in sentences]
