"""Whether the best sentences found answer the question at all.

First what no evidence outweighs: a name or a meeting of the question is nowhere mentioned, the
value that is asked for stands in none of the sentences. Then a logistic model over the signs of
one sentence: it is enough if one sentence by itself is. Its weights come from
`python -m evals.learn_sufficiency` on the tuning half of the question sets in `evals/sets`; the
other half tells how it generalises.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import numpy as np

from assistant.candidates import SOFTENED, Candidate
from assistant.falls_short import another_kind, falls_short
from assistant.focus import breaking
from assistant.matching import TITLES, Term, coverage, stems_of
from assistant.premise import (
    asks_which,
    tells_it_of_another,
    turns_on_what_is_not_said,
    wants_a_person,
)
from assistant.question import Query, QuestionKind, Wanted
from assistant.setting import TURNS_AWAY
from assistant.taking_up import takes_up
from assistant.values import MONTH
from assistant.wording import STANCE, words
from ingest.header.meetings import find as find_meetings
from ingest.model import SpeakerKind

SIGNS = (
    "likeness",  # cosine of the question with the sentence
    "topic",  # share of it in sentence and neighbours, or how many of many terms are met
    "setting",  # share of the topic in what leads up to the sentence, whoever says it
    "asked setting",  # the same if somebody's words were asked for
    "named",  # share of the other speakers named in the question that the sentence bears on
    "focus",  # how well the verb that the question turns on is met
    "sort",  # the same of the kind of thing asked for: "which company", "the budget of"
    "joint",  # topic, value wanted, verb and kind of thing all at once
    "margin",  # said and likeness, less the best of others' sentences, if somebody was asked
    "asked",  # whether somebody's words were asked for
)
WEIGHTS = (3.28, 1.58, 1.56, 1.02, 1.37, 0.28, 1.2, 0.85, 1.5, 0.93)
BIAS = -5.75
_MANY, _MOST = 4, 1.25  # terms met that count 1; what they count at most
_SHOWN = 0.6  # how far a value shows at the least; a number of other things counts 0.4
_LOOSE = 0.4  # what is left where no place, name or definition shows
_ALL_OF_IT = 0.65  # of the topic, where a verb of ending or refusing is asked about
_FEW_TERMS = 4  # of a topic that all must be named of
_WHOLE_TOPIC = 0.99  # share of the topic in the heading of what is all about it
_NAMED_TOPIC = 0.6  # share of the topic in a sentence that names it
_POINTS_BACK = re.compile(r"\b(?:it|its|they|them|their|this|these|those|such)\b", re.I)
_BEGINNING = 0.6  # of a name's letters, that another form of it shares
_TYPED = frozenset(Wanted) - {Wanted.NAME, Wanted.PLACE, Wanted.DEFINITION}
_AHEAD = r"(?:next|following|upcoming|forthcoming)"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NEXT_MEETING = re.compile(rf"\b{_AHEAD}\s+(?:\w+\s+)?(?:meeting|session)\b", re.I)
_LIES_AHEAD = re.compile(
    rf"\b(?:{_AHEAD}|future|subsequent)\s+(?:[\w-]+\s+)?(?:meetings?|sessions?|gatherings?|one|time|"
    r"week|month|year|spring|summer|autumn|winter)\b|\bbefore\s+(?:the|each|every)\s+meeting",
    re.I,
)


def signs(query: Query, own: Sequence[Candidate], others: Sequence[Candidate]) -> np.ndarray:
    """The signs of evidence of each sentence that may answer, shape (n, len(SIGNS)).

    `own` are the sentences an answer may be made of, best first, `others` what else was found.
    Sentences without the value asked for have no row; n may be 0.
    """
    asked = float(bool(query.asked))
    margin = 0.0
    if query.asked and others and own:
        margin = min(0.0, max(map(_strength, own[:SOFTENED])) - max(map(_strength, others)))
    rows = [
        [
            c.likeness,
            max(c.near, min(_MOST, c.met / _MANY)),
            c.setting,
            asked * c.setting,
            c.named,
            c.focus,
            c.sort,
            _joint(query, c),
            margin,
            asked,
        ]
        for c in own[:SOFTENED]
        if may_answer(query, c)
    ]
    return np.array(rows).reshape(len(rows), len(SIGNS))


def _joint(query: Query, candidate: Candidate) -> float:
    shows = candidate.shows if query.wanted else 1.0
    if not _TYPED & set(query.wanted):
        # "Where do standards fall short?" wants no place: a loose sign counts only in part.
        shows = max(shows, _LOOSE)
    return candidate.near * shows * (0.3 + 0.7 * candidate.focus) * (0.3 + 0.7 * candidate.sort)


def _strength(candidate: Candidate) -> float:
    return candidate.said + candidate.likeness


def may_answer(query: Query, candidate: Candidate) -> bool:
    """Whether a sentence has what the answer cannot do without."""
    if _TYPED & set(query.wanted) and candidate.shows < _SHOWN:
        return False
    if turns_on_what_is_not_said(query, candidate) or falls_short(query, candidate):
        return False
    if asks_which(query) and another_kind(query, candidate):
        return False
    if query.focus and breaking(query.focus) and candidate.mean < _ALL_OF_IT:
        return False
    # What Ghana paid, or how many calls reach Jamaica, is no figure of somebody else.
    typed = bool(_TYPED & set(query.wanted))
    states = any(speaker.kind is SpeakerKind.MEMBER_STATE for speaker in query.about)
    if (query.deed or (typed and states)) and candidate.named == 0:
        return False
    if typed and states and candidate.named < 1 and _of_another_state(query, candidate):
        return False
    if typed and states and tells_it_of_another(query, candidate):
        return False
    # Nor is the number of one year that of another.
    if typed and not set(_YEAR.findall(query.topic)) <= candidate.stems:
        return False
    ahead = _NEXT_MEETING.search(query.words) and not query.meetings
    return not ahead or bool(_LIES_AHEAD.search(candidate.text))


def _of_another_state(query: Query, candidate: Candidate) -> bool:
    """Whether states speak in a sentence, none of them one that the question is about."""
    states = {s for s in candidate.sentence.speakers if s.kind is SpeakerKind.MEMBER_STATE}
    return bool(states) and not states & set(query.about)


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
    if not own or beside_the_point(query, own, others, topic, meetings):
        return False
    if wants_a_person(query) and not any(may_answer(query, c) for c in own):
        return False
    if takes_side(query, own):
        return True
    if not topic:
        if _NEXT_MEETING.search(query.words) and not any(may_answer(query, c) for c in own):
            return False
        return not query.about or max(c.named for c in own[:SOFTENED]) > 0
    found = signs(query, own, others)
    return bool((found @ np.array(WEIGHTS) + BIAS >= 0).any())


def beside_the_point(
    query: Query,
    own: Sequence[Candidate],
    others: Sequence[Candidate],
    topic: Sequence[Term],
    meetings: Collection[int],
) -> bool:
    """Whether a meeting or the names that the question is about are nowhere mentioned."""
    if query.meetings and not set(query.meetings) & set(meetings):
        named = {m.number for c in own[:SOFTENED] for m in find_meetings(c.text)}
        if not named & set(query.meetings):
            return True
    names = proper_names(query)
    missing = len(_unnamed(names, (*own, *others)))
    return missing > 0 and (len(topic) <= _FEW_TERMS or 2 * missing > len(names))


def _unnamed(names: Sequence[str], found: Sequence[Candidate]) -> list[str]:
    return [name for name in names if not any(_has(c, name) for c in found)]


def of_deeds(query: Query) -> bool:
    """Whether a question asks what states did or met with, not what they said: others may tell.

    >>> from ingest.model import Speaker, SpeakerKind
    >>> chad = Speaker(name="Chad", kind=SpeakerKind.MEMBER_STATE)
    >>> of_deeds(Query(question="Did Chad open a library?", asked=(chad,), topic="open library"))
    True
    >>> of_deeds(Query(question="Chad's view on it?", asked=(chad,), topic="it", act="view"))
    False
    """
    states = all(s.kind is SpeakerKind.MEMBER_STATE for s in query.asked)
    plain = not query.act and (query.language == "en" or bool(query.wanted))
    kinds = (QuestionKind.POSITION, QuestionKind.FACT)
    return bool(query.asked and query.topic) and states and plain and query.kind in kinds


def takes_side(query: Query, own: Sequence[Candidate]) -> bool:
    """Whether somebody does to another speaker what the question asks: "I support Chile"."""
    if not query.about or query.focus.lower() not in STANCE:
        return False
    return any(c.focus >= 1.0 and c.named >= 1.0 for c in own[:SOFTENED])


def proper_names(query: Query) -> list[str]:
    """Words of the topic that only name one thing: written like "StarApp", or "Nattlys".

    >>> proper_names(Query(question="", core="Who closed Nattlys?", topic="closed Nattlys"))
    ['Nattlys']
    """
    if query.language != "en":
        return [w for w in words(query.topic) if any(c.isupper() for c in w[1:]) and len(w) > 5]
    opening = next(iter(words(query.words)), "")
    return [
        word
        for word in words(query.topic)
        if len(word) > 3
        and word[0].isupper()
        and word != opening
        and not word.isupper()
        and word.lower() not in TITLES
        and not MONTH.fullmatch(word)
    ]


def _has(candidate: Candidate, name: str) -> bool:
    """Whether the name, or a word that begins like it ("Europe", "European"), stands around."""
    wanted = stems_of(name)
    people = (*candidate.passage.speakers, *candidate.passage.mentions)
    if any(name.lower() in speaker.name.lower() for speaker in people):
        return True
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
            and (_POINTS_BACK.search(candidate.text) or takes_up(candidate.text))
            and not TURNS_AWAY.match(candidate.text)
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
