"""Sentences that may be quoted, with what speaks for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.matching import Term, coverage, stems_of
from assistant.question import Wanted
from ingest.model import Passage, Sentence

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
)
_SHOWS = {
    Wanted.DATE: re.compile(rf"\b(?:(?:19|20)\d\d|(?:{_MONTHS})\b)", re.I),
    Wanted.NUMBER: re.compile(
        r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|twenty|thirty|"
        r"forty|fifty|hundred|thousand|million|billion|half|quarter)\b",
        re.I,
    ),
    Wanted.NAME: re.compile(r"(?<=[\w,] )[A-Z][\w’'-]+"),
    Wanted.PLACE: re.compile(r"\b(?:in|at|on|via|website)\s+\w", re.I),
}


@dataclass(frozen=True)
class Candidate:
    """One sentence of a retrieved passage.

    `said` is the share of the topic's weight in the sentence itself, `around` in its paragraph
    or turn, `act` the share of the question's act words, `likeness` the cosine with the
    question, `rank` its passage's standing among the retrieved (1 the best), `shows` whether it
    has what the question wants (a date, a number). All lie between 0 and 1.
    """

    passage: Passage
    sentence: Sentence
    text: str
    said: float = 0.0
    around: float = 0.0
    act: float = 0.0
    likeness: float = 0.0
    rank: float = 0.0
    shows: bool = True
    first: bool = False
    score: float = 0.0

    @property
    def place(self) -> tuple[str, int, int]:
        """Document, paragraph or turn, and offset: the order in which to read."""
        return (self.passage.document, self.passage.unit, self.sentence.start)

    @property
    def unit(self) -> tuple[str, int]:
        """The paragraph or turn it stands in."""
        return (self.passage.document, self.passage.unit)


def gather(
    ranked: Sequence[tuple[Passage, float]], accept: Callable[[Sentence], bool]
) -> list[Candidate]:
    """The sentences of ranked passages that `accept` lets pass; each once, its best rank kept.

    `ranked` holds passages with a standing between 0 and 1.
    """
    found: dict[tuple[str, int], Candidate] = {}
    for passage, rank in ranked:
        for n, sentence in enumerate(passage.sentences):
            if not accept(sentence):
                continue
            text = passage.text[sentence.start - passage.start : sentence.end - passage.start]
            if not is_sentence(text):
                continue
            key = (passage.document, sentence.start)
            if key not in found or found[key].rank < rank:
                found[key] = Candidate(passage, sentence, text, rank=rank, first=n == 0)
    return list(found.values())


def is_sentence(text: str) -> bool:
    """Whether a stretch says something by itself: three words at the least, one of them long."""
    return len(text.split()) >= 3 and bool(re.search(r"[^\W\d_]{4}", text))


def judge(
    candidates: Sequence[Candidate],
    topic: Sequence[Term],
    act: Sequence[Term],
    wanted: Sequence[Wanted],
    around: Callable[[Candidate], str],
    likeness: Callable[[list[str]], np.ndarray],
) -> list[Candidate]:
    """The candidates with their evidence filled in.

    `around(candidate)` is the text the sentence stands in; `likeness(texts)` gives cosines with
    the question, shape (n,).
    """
    if not candidates:
        return []
    contexts = {c.unit: c for c in candidates}
    context_stems = {unit: stems_of(around(c)) for unit, c in contexts.items()}
    cosines = likeness([c.text for c in candidates])
    judged = []
    for candidate, cosine in zip(candidates, cosines, strict=True):
        stems = stems_of(candidate.text)
        judged.append(
            replace(
                candidate,
                said=coverage(topic, stems),
                around=coverage(topic, stems | context_stems[candidate.unit]),
                act=coverage(act, stems),
                likeness=float(np.clip(cosine, 0.0, 1.0)),
                shows=all(_SHOWS[w].search(candidate.text) for w in wanted),
            )
        )
    return judged
