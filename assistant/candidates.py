"""Sentences that may be quoted, with what speaks for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.focus import breaking, tells_doer
from assistant.matching import Term, coverage, stems_of
from assistant.nearness import MOST, Nearness
from assistant.question import Wanted
from assistant.taking_up import takes_up
from assistant.values import numbered, shows
from assistant.wording import QUESTION_WORDS, words
from ingest.in_full import under_heads
from ingest.model import Passage, Sentence, Speaker

# "Thank you, Chair.", "Good morning, everybody.": nothing that answers.
_COURTESY = re.compile(
    r"\W*(?:thank\s+you|thanks|many\s+thanks|merci|gracias|good\s+(?:morning|afternoon|evening))\b"
    r"(?!.*\b(?:for|to)\b)",
    re.I,
)
_END_OF = re.compile(r"\b(?:the|an|year)[\s-]end\b|\bend\s+of\b", re.I)
_COURTEOUS = 7  # words of such a sentence at the most
_LIKENED = 24  # sentences whose likeness is measured
SOFTENED = 8  # sentences whose words are compared by meaning
_BESIDE = 0.8  # what a term counts in the sentence before or after
_TAKEN_UP = 0.85  # what the topic of a statement counts for one that takes it up


@dataclass(frozen=True)
class Candidate:
    """One sentence of a retrieved passage.

    `text` are its words with what leads to them: the heads of a row, the sentence before a list.
    `said` is the share of the topic's weight in the sentence itself, `around` in its paragraph
    or turn, `act` the share of the question's act words, `likeness` the cosine with the
    question, `rank` its passage's standing among the retrieved (1 the best), `shows` how far it
    has what the question wants (a date, a number of the things counted). All lie between 0 and 1.
    `stems` are those of the sentence and of what stands around it. `named` is the share of the
    speakers named in the question that the sentence is by, speaks of or stands beside.

    Filled in for the best only: `near` is the share of the topic in the sentence and its
    neighbours where words near in meaning count in part, `mean` how well its terms are met, each
    counting the same; `focus` and `sort` how well the verb is that the question turns on and the
    kind of thing it asks for, `deed` how well that verb is in the sentence itself.
    """

    passage: Passage
    sentence: Sentence
    text: str
    said: float = 0.0
    around: float = 0.0
    act: float = 0.0
    likeness: float = 0.0
    rank: float = 0.0
    shows: float = 1.0
    first: bool = False
    score: float = 0.0
    stems: frozenset[str] = frozenset()
    named: float = 1.0
    near: float = 0.0
    focus: float = 0.0
    deed: float = 1.0
    sort: float = 0.0
    mean: float = 0.0
    met: float = 0.0
    setting: float = 0.0

    @property
    def own(self) -> str:
        """The words of the sentence alone."""
        first = self.passage.start
        return self.passage.text[self.sentence.start - first : self.sentence.end - first]

    @property
    def place(self) -> tuple[str, int, int]:
        """Document, paragraph or turn, and offset: the order in which to read."""
        return (self.passage.document, self.passage.unit, self.sentence.start)

    def said_by(self, speaker: Speaker | None) -> bool:
        """Whether the sentence reports what `speaker` said."""
        return speaker in self.sentence.speakers

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
            own = passage.text[sentence.start - passage.start : sentence.end - passage.start]
            text = led(passage, sentence, own)
            if not is_sentence(text):
                continue
            key = (passage.document, sentence.start)
            if key not in found or found[key].rank < rank:
                found[key] = Candidate(passage, sentence, text, rank=rank, first=n == 0)
    return list(found.values())


def led(passage: Passage, sentence: Sentence, own: str) -> str:
    """A sentence with what leads to it; a row's cells each before the head of its column."""
    leads = [lead.text for lead in passage.lead_of(sentence)]
    if not leads:
        return own
    pairs = under_heads(leads, own)
    if pairs is None:
        return "\n".join([*leads, own])
    return ", ".join(f"{cell} {head}" for head, cell in pairs)


def is_sentence(text: str) -> bool:
    """Whether a stretch says something by itself: three words at the least, one of them long.

    >>> is_sentence("The list is out."), is_sentence("Thank you very much, Chair.")
    (True, False)
    """
    if _COURTESY.match(text) and len(text.split()) <= _COURTEOUS:
        return False
    return len(text.split()) >= 3 and bool(re.search(r"[^\W\d_]{4}", text))


def judge(
    candidates: Sequence[Candidate],
    topic: Sequence[Term],
    act: Sequence[Term],
    wanted: Sequence[Wanted],
    around: Callable[[Candidate], str],
    likeness: Callable[[list[str]], np.ndarray],
    counted: str | None = None,
    about: Sequence[Speaker] = (),
) -> list[Candidate]:
    """The candidates with their evidence filled in.

    `around(candidate)` is the text the sentence stands in; `likeness(texts)` gives cosines with
    the question, shape (n,). `counted` is what a question for a number counts ("experts").
    """
    if not candidates:
        return []
    contexts = {c.unit: c for c in candidates}
    context_stems = {unit: stems_of(around(c)) for unit, c in contexts.items()}
    judged = []
    for candidate in candidates:
        stems = stems_of(candidate.text)
        everything = stems | context_stems[candidate.unit]
        judged.append(
            replace(
                candidate,
                said=coverage(topic, stems),
                around=coverage(topic, everything),
                stems=everything,
                act=coverage(act, stems),
                shows=shows(candidate.text, wanted, counted),
                named=_named(candidate, about, everything),
            )
        )
    return _likened(judged, likeness)


def _named(candidate: Candidate, about: Sequence[Speaker], stems: frozenset[str]) -> float:
    if not about:
        return 1.0
    sentence, passage = candidate.sentence, candidate.passage
    there = {*sentence.speakers, *sentence.mentions}
    beside = {*passage.speakers, *passage.mentions}
    found = 0.0
    for speaker in about:
        by_name = stems_of(speaker.name)
        if speaker in there:
            found += 1.0
        elif speaker in beside or (by_name and by_name <= stems):
            found += 0.7
    return found / len(about)


def soften(
    judged: Sequence[Candidate],
    topic: Sequence[Term],
    focus: Sequence[Term],
    sort: Sequence[Term],
    nearness: Nearness,
    counted: str | None = None,
    doer: bool = False,
    setting: Callable[[Candidate], float] | None = None,
) -> list[Candidate]:
    """Fills in what is only known of the first `SOFTENED` candidates.

    `doer` tells that the question asks who did what the verb `focus` says; `setting(candidate)`
    is the share of the topic in what leads up to it.
    """
    best = list(judged[:SOFTENED])
    terms = list(dict.fromkeys([*topic, *focus, *sort]))
    bags = [_content(c.text) for c in best]
    texts = [stems_of(c.text) for c in best]
    missing = [[not term.in_stems(stems) for term in terms] for stems in texts]
    # All new words go through the model in one batch.
    asked = [t.text for n, t in enumerate(terms) if any(row[n] for row in missing)]
    if asked:
        nearness.prepare([*asked, *(word for bag in bags for word in bag)])
    total = sum(term.weight for term in topic) or 1.0
    concrete = [term for term in topic if not term.abstract] or topic
    softened = []
    for candidate, bag, stems in zip(best, bags, texts, strict=True):
        neighbours = stems_of(_neighbours(candidate))
        grades = {
            term: 1.0
            if term.in_stems(stems)
            else max(_BESIDE if term.in_stems(neighbours) else 0.0, nearness.grade(term.text, bag))
            for term in terms
        }
        alone = [
            _bears(
                term,
                candidate.text,
                frozenset(),
                1.0 if term.in_stems(stems) else nearness.grade(term.text, bag),
            )
            for term in focus
        ]
        for term in focus:
            grades[term] = _bears(term, candidate.text, neighbours, grades[term])
        near = sum(term.weight * grades[term] for term in topic) / total
        set_in = setting(candidate) if setting else candidate.around
        if takes_up(candidate.text):
            near = max(near, _TAKEN_UP * set_in)
        seen = candidate.shows
        if doer and focus and not any(tells_doer(candidate.text, term.text) for term in focus):
            seen = 0.0
        if counted and 0 < seen < 1:
            # "Nine authorities" where regulators are counted.
            after = _content(" ".join(numbered(candidate.text)))
            seen += (1 - seen) * nearness.grade(counted.lower(), after)
        softened.append(
            replace(
                candidate,
                shows=seen,
                near=near,
                met=sum(grades[term] for term in concrete),
                setting=set_in,
                focus=max((grades[term] for term in focus), default=1.0),
                deed=max(alone, default=1.0),
                sort=max((grades[term] for term in sort), default=1.0),
                mean=sum(grades[term] for term in concrete) / (len(concrete) or 1),
            )
        )
    return softened + list(judged[SOFTENED:])


def _bears(verb: Term, text: str, beside: frozenset[str], grade: float) -> float:
    """How well a verb is met: not by an adverb of its stem, not by a word of opposite meaning."""
    if grade >= 1.0 and not verb.text.lower().endswith("ly"):
        plain = stems_of(" ".join(w for w in words(text) if not w.lower().endswith("ly")))
        if not verb.in_stems(plain):
            grade = 0.0
    group = breaking(verb.text)
    if group and grade < 1.0:
        # "By the end of May" ends nothing.
        plain = stems_of(_END_OF.sub(" ", text))
        return MOST if group & plain else _BESIDE if group & beside else 0.0
    return grade


def _content(text: str) -> list[str]:
    return list(
        dict.fromkeys(
            word
            for word in (w.lower() for w in words(text))
            if len(word) > 2 and word.isalpha() and word not in QUESTION_WORDS
        )
    )


def _neighbours(candidate: Candidate) -> str:
    """The sentences before and after, and the headings above."""
    passage, sentence = candidate.passage, candidate.sentence
    at = [s.start for s in passage.sentences].index(sentence.start)
    near = [s for n, s in enumerate(passage.sentences) if n != at and abs(n - at) <= 1]
    parts = [passage.text[s.start - passage.start : s.end - passage.start] for s in near]
    return "\n".join([*passage.section, *parts])


def _likened(
    judged: list[Candidate], likeness: Callable[[list[str]], np.ndarray]
) -> list[Candidate]:
    """Adds the likeness where it can matter: embedding every sentence would take too long."""
    order = sorted(
        range(len(judged)),
        key=lambda i: -(judged[i].said + 0.5 * judged[i].around + judged[i].rank),
    )
    near = order[:_LIKENED]
    cosines = likeness([judged[i].text for i in near])
    for i, cosine in zip(near, cosines, strict=True):
        judged[i] = replace(judged[i], likeness=float(np.clip(cosine, 0.0, 1.0)))
    return judged
