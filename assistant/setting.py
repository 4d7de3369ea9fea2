"""What leads up to a sentence: the words before it that say what it is about.

"Several asked about the draft. Norway wanted to read it first." names the draft one sentence
earlier; in a debate the question that a turn answers stands in the turns before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.candidates import Candidate
from assistant.matching import Term, coverage, stems_of
from ingest.model import Passage

TURNS_BEFORE = 4  # turns of a debate that are looked back at
# What the topic counts where it stands in the turn itself or so many turns before.
_FADING = ((0, 1.0), (2, 0.9), (TURNS_BEFORE, 0.8))
TURNS_AWAY = re.compile(
    r"^\W*(?:as\s+for|as\s+to|separately|turning\s+to|on\s+the|regarding|concerning|with\s+regard)\b",
    re.I,
)


def setting(
    candidate: Candidate,
    topic: Sequence[Term],
    unit: Sequence[Passage],
    before: Sequence[Sequence[Passage]] = (),
) -> float:
    """Share of the topic, 0 to 1, in a sentence with its headings and what leads up to it.

    `unit` is its paragraph or turn, `before` the turns ahead of it, nearest first; of a paragraph
    nothing counts that stands before a sentence which turns to another subject.
    """
    parts = [*candidate.passage.section, candidate.text]
    if not TURNS_AWAY.match(candidate.text):
        for text in reversed(_ahead(candidate, unit)):
            parts.append(text)
            if TURNS_AWAY.match(text):
                break
    best = 0.0
    for turns, share in _FADING:
        if turns and not before:
            break
        texts = [p.text for turn in before[:turns] for p in turn]
        best = max(best, share * coverage(topic, stems_of("\n".join([*parts, *texts]))))
    return best


def _ahead(candidate: Candidate, unit: Sequence[Passage]) -> list[str]:
    return [
        p.text[s.start - p.start : s.end - p.start]
        for p in unit
        for s in p.sentences
        if s.start < candidate.sentence.start
    ]
