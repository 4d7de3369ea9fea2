"""Whether the best sentences found answer the question at all.

First what no evidence outweighs: the word that the answer must bear on is nowhere near, a name or
a meeting of the question is nowhere mentioned. Then a logistic model over a few signs of
evidence. Its weights come from `python -m evals.learn_sufficiency` on the tuning half of the
question sets in `evals/sets`; the other half tells how it generalises.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence

import numpy as np

from assistant.candidates import SOFTENED, Candidate
from assistant.matching import Term, coverage, stems_of
from assistant.question import Query, Wanted
from assistant.wording import STANCE, words
from ingest.meetings import find as find_meetings

SIGNS = (
    "likeness",  # cosine of the question with the best sentence
    "near",  # share of the topic in a sentence and its neighbours, by words or their meaning
    "around",  # share of the topic in the best sentence's paragraph
    "margin",  # said and likeness, less the best of others' sentences, if somebody was asked
    "asked",  # whether somebody's words were asked for
    "shows",  # whether the best sentence has the number, date or name wanted
    "named",  # share of the other speakers named in the question that the sentence bears on
    "focus",  # how well the verb that the question turns on is met in the best sentences
    "sort",  # the same of the kind of thing asked for: "which company", "the budget of"
    "mean",  # how well the terms of the topic are met, each counting the same
)
WEIGHTS = (1.61, 0.95, 1.60, 1.00, 0.95, 0.74, 1.29, 1.75, 1.13, 0.73)
BIAS = -6.96
_SOME_NUMBER = 0.45  # how far a number shows that counts other things
_WHOLE_TOPIC = 0.99  # share of the topic in the heading of what is all about it
_NAMED_TOPIC = 0.6  # share of the topic in a sentence that names it
_POINTS_BACK = re.compile(r"\b(?:it|its|they|them|their|this|these|those|such)\b", re.I)
_TURNS = re.compile(
    r"^\W*(?:as\s+for|as\s+to|separately|turning\s+to|on\s+the|regarding|concerning|with\s+regard)\b",
    re.I,
)
_BEGINNING = 0.6  # of a name's letters, that another form of it shares
_TYPED = {Wanted.MONEY, Wanted.ADDRESS, Wanted.PHONE, Wanted.DURATION}


def signs(
    query: Query,
    own: Sequence[Candidate],
    others: Sequence[Candidate],
    topic: Sequence[Term],
) -> np.ndarray:
    """The signs of evidence as numbers, in the order of `SIGNS`.

    `own` are the sentences an answer may be made of, best first, `others` what else was found.
    """
    top = own[:SOFTENED]
    margin = 0.0
    if query.asked and others:
        margin = min(0.0, max(map(_strength, top)) - max(map(_strength, others)))
    return np.array(
        [
            max(c.likeness for c in top),
            max(c.near for c in top),
            max(c.around for c in top),
            margin,
            float(bool(query.asked)),
            max(c.shows for c in top) if query.wanted else 1.0,
            max(c.named for c in top),
            max(c.focus for c in top),
            max(c.sort for c in top),
            max(c.mean for c in top),
        ]
    )


def _strength(candidate: Candidate) -> float:
    return candidate.said + candidate.likeness


def answers(
    query: Query,
    own: Sequence[Candidate],
    others: Sequence[Candidate],
    topic: Sequence[Term],
    meetings: Collection[int] = (),
) -> bool:
    """Whether the evidence is enough to answer.

    `meetings` are those the store has documents of. A question without a topic needs any
    sentence, that bears on the speakers it names.
    """
    if not own or beside_the_point(query, own, others, meetings):
        return False
    if takes_side(query, own):
        return True
    if not topic:
        return not query.about or max(c.named for c in own[:SOFTENED]) > 0
    value = float(np.dot(WEIGHTS, signs(query, own, others, topic))) + BIAS
    return 1 / (1 + math.exp(-value)) >= 0.5


def beside_the_point(
    query: Query,
    own: Sequence[Candidate],
    others: Sequence[Candidate],
    meetings: Collection[int],
) -> bool:
    """Whether something that the answer cannot do without is missing from the best sentences."""
    top = own[:SOFTENED]
    if query.counted and max(c.shows for c in top) <= _SOME_NUMBER:
        return True
    if _TYPED & set(query.wanted) and not any(c.shows for c in top):
        return True
    if query.meetings and not set(query.meetings) & set(meetings):
        named = {m.number for c in top for m in find_meetings(c.text)}
        if not named & set(query.meetings):
            return True
    return any(not any(_has(c, name) for c in (*own, *others)) for name in proper_names(query))


def takes_side(query: Query, own: Sequence[Candidate]) -> bool:
    """Whether somebody does to another speaker what the question asks: "I support Chile"."""
    if not query.about or query.focus.lower() not in STANCE:
        return False
    return any(c.focus >= 1.0 and c.named >= 1.0 for c in own[:SOFTENED])


def proper_names(query: Query) -> list[str]:
    """Words of the topic that only name one thing: written like "FantomApp", or "Nattlys".

    >>> proper_names(Query(question="", core="Who closed Nattlys?", topic="closed Nattlys"))
    ['Nattlys']
    """
    if query.language != "en":
        return [w for w in words(query.topic) if any(c.isupper() for c in w[1:]) and len(w) > 5]
    opening = next(iter(words(query.words)), "")
    return [
        word
        for word in words(query.topic)
        if len(word) > 3 and word[0].isupper() and word != opening and not word.isupper()
    ]


def _has(candidate: Candidate, name: str) -> bool:
    """Whether the name, or a word that begins like it ("Europe", "European"), stands around."""
    wanted = stems_of(name)
    return wanted <= candidate.stems or any(
        _shared(stem, other) >= max(4.0, _BEGINNING * len(stem))
        for stem in wanted
        for other in candidate.stems
    )


def _shared(one: str, other: str) -> int:
    """How many letters two words share from the first on."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def carried_on(candidates: Sequence[Candidate]) -> set[tuple[str, int, int]]:
    """Places of sentences that speak of the topic by a pronoun, right after one that names it.

    "Several asked about the draft. Norway wanted to read it first. Chad asked who wrote it."
    """
    found: set[tuple[str, int, int]] = set()
    running: tuple[str, int] | None = None
    for candidate in sorted(candidates, key=lambda c: c.place):
        if candidate.said >= _NAMED_TOPIC:
            running = candidate.unit
        elif (
            running == candidate.unit
            and _POINTS_BACK.search(candidate.text)
            and not _TURNS.match(candidate.text)
        ):
            found.add(candidate.place)
        else:
            running = None
    return found


def to_item(candidate: Candidate, topic: Sequence[Term]) -> bool:
    """Whether a sentence is said on the item of a debate that names the whole topic."""
    passage = candidate.passage
    if not topic or passage.paragraph is not None or not passage.section:
        return False
    return coverage(topic, stems_of(passage.section[-1])) >= _WHOLE_TOPIC


def on_topic(query: Query, candidate: Candidate, stance: Sequence[Term] = ()) -> bool:
    """Whether one sentence by itself speaks on the topic, as a list of speakers needs.

    `stance` is the act that was asked for, such as "supported": the sentence must have it.
    """
    if stance and not any(term.in_stems(stems_of(candidate.text)) for term in stance):
        return False
    if candidate.named == 0 or not query.topic:
        return candidate.named > 0
    bar = 0.5 if stance or len(query.topic.split()) < 3 else 0.6
    return candidate.said >= bar or (candidate.said >= 0.3 and candidate.likeness >= 0.55)
