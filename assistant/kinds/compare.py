"""A comparison: a table of delegations and points, every cell quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.answer import Table
from assistant.candidates import Candidate
from assistant.compose import Quoted
from assistant.decisions import proposes
from assistant.kinds.draft import Asking, Draft, Silence
from assistant.kinds.fact import fact
from assistant.kinds.position import position
from assistant.kinds.who import speakers_on
from assistant.question import Query, QuestionKind
from assistant.question.thesaurus import find
from assistant.select import CELL, EACH, choose
from assistant.sufficiency import answers
from assistant.wording import content_words
from ingest.model import Speaker

# Columns where the question names no points of its own.
REPORTS, WORRIES, WANTS = "Reports", "Concerns", "Proposals and requests"
_WORRIES = re.compile(
    r"\b(?:concern(?:s|ed)?|worr(?:y|ies|ied)|challenges?|adverse|caution\w*|"
    r"warn(?:s|ed|ing)?|regret\w*|doubt\w*|fear\w*|question(?:s|ed)|oppos\w+|object(?:s|ed)|difficult\w*|"
    r"lack(?:s|ed)?|insufficient|hesitat\w*|problem(?:s|atic)?)\b",
    re.I,
)
_WANTS = re.compile(
    r"\b(?:request(?:s|ed)?|ask(?:s|ed)?|invit(?:es|ed)|should|must|need(?:s|ed)?\s+to|want(?:s|ed)?|"
    r"underlin(?:es|ed)\s+the\s+(?:need|value|importance)|stress(?:es|ed)\s+the\s+(?:need|importance)|"
    r"emphasi[sz](?:es|ed)\s+the\s+(?:need|importance))\b",
    re.I,
)
_AFTER = re.compile(
    r"\b(?:on|about|regarding|concerning|with\s+regard\s+to)\s+(?P<points>.+)$", re.I
)
_AGAIN = re.compile(r"^(?:(?:on|about|regarding|concerning)\s+)?(?:the\s+)?", re.I)
_MANNER = re.compile(
    r",?\s*\b(?:side\s+by\s+side|(?:in|as)\s+a\s+table|point\s+by\s+point)\b", re.I
)
_NESTED = re.compile(r"\b(?:on|about|of|for|between|in|by|with|to|from|at)\b", re.I)
_BEARS = 0.5  # share of the best sentence's words on a point that another in its cell has
_EVERYBODY = re.compile(
    r"\b(?:positions?|views?|opinions?|statements?|approaches|delegations?|countries|member\s+states?|"
    r"speakers?)\b",
    re.I,
)
_ROWS = 6  # delegations compared where the question names none
_MOST = 4  # points that a question may name


def compare(asking: Asking) -> Draft:
    """What each delegation says on each point; a dash where it says nothing."""
    if len(asking.query.asked) < 2:
        return position(asking) if asking.query.asked else fact(asking)
    points = points_named(asking.query.core or asking.query.question)
    cells = _by_point(asking, points) if points else _by_act(asking)
    if not cells:
        return Draft.of([], Silence.NO_STATEMENT)
    # Points of the question's own stay though nobody speaks to them: that is an answer too.
    used = points or [p for p in (REPORTS, WORRIES, WANTS) if any(c.point == p for c in cells)]
    rows = [speaker.name for speaker in asking.query.asked]
    order = {(row, point): n for n, (row, point) in enumerate((r, p) for r in rows for p in used)}
    cells.sort(key=lambda q: (order[q.heading or "", q.point or ""], q.candidate.place))
    said = {cell.heading for cell in cells}
    silent = [row for row in rows if row not in said]
    notices = [f"The documents report nothing by {name} on this." for name in silent]
    return Draft(cells, table=Table(rows=rows, points=used), notices=notices)


def positions_compared(query: Query) -> bool:
    """Whether everybody's positions are to be compared: "Compare the positions on fares."."""
    everybody = _EVERYBODY.search(query.words)
    return query.compares and not query.asked and bool(query.topic and everybody)


def among_all(asking: Asking) -> Draft:
    """A comparison of those who spoke on the topic, the surest `_ROWS` of them."""
    found = sorted(speakers_on(asking), key=lambda item: -item.candidate.score)
    # A person and the body spoken for are one row.
    by_place = {item.candidate.place: item for item in reversed(found)}
    first = [item.candidate.sentence.speakers[0] for item in found if item in by_place.values()]
    asked = tuple(dict.fromkeys(first))[:_ROWS]
    if len(asked) < 2:
        return fact(asking)
    draft = compare(asking.with_query(asked=asked, kind=QuestionKind.COMPARE))
    if draft.table is None:
        return draft
    rows = [name for name in draft.table.rows if any(q.heading == name for q in draft.quoted)]
    return Draft(draft.quoted, table=draft.table.model_copy(update={"rows": rows}))


def points_named(question: str) -> list[str]:
    """The points that a question lists: "… on age checks and on helplines".

    Two names for one thing ("hotlines and helplines") are one point, and a list of one is none.

    >>> points_named("Compare Chad and Mali on bus fares, libraries and the cost of bread.")
    ['bus fares', 'libraries', 'cost of bread']
    >>> points_named("Compare Chad and Mali on bus fares.")
    []
    """
    match = _AFTER.search(question)
    if match is None:
        return []
    text = _MANNER.sub("", match["points"]).strip(" ?.!,")
    pieces = [
        _AGAIN.sub("", p.strip(), count=1) for p in re.split(r",\s*(?:and\s+)?|\s+and\s+", text)
    ]
    pieces = [piece for piece in pieces if piece]
    # "the statement on AI and child rights" is one thing, "the cost of bread" at the end is too.
    if any(_NESTED.search(piece) for piece in pieces[:-1]) or len(pieces) > _MOST:
        return []
    if any(not content_words(piece) or len(piece.split()) > 5 for piece in pieces):
        return []
    distinct: list[str] = []
    for piece in pieces:
        if not any(_same_thing(piece, other) for other in distinct):
            distinct.append(piece)
    return distinct if len(distinct) > 1 else []


def _same_thing(one: str, other: str) -> bool:
    meant = {e.text.lower() for e in find(one)} | {
        e.lower() for f in find(one) for e in f.equivalents
    }
    return any(
        e.text.lower() in meant or meant & {x.lower() for x in e.equivalents} for e in find(other)
    )


def _by_point(asking: Asking, points: list[str]) -> list[Quoted]:
    """Each point looked for by itself."""
    cells: list[Quoted] = []
    for speaker in asking.query.asked:
        taken: set[tuple[str, int, int]] = set()
        for point in points:
            alone = asking.with_query(
                core=f"What did {speaker.name} say about {point}?",
                topic=" ".join(content_words(point)),
                asked=(speaker,),
                about=(),
                focus="",
                sort="",
            )
            said = choose(_bearing(alone, speaker), CELL)
            # A sentence on two points stands once, unless the second would be silent without it.
            for candidate in [c for c in said if c.place not in taken] or said[:1]:
                taken.add(candidate.place)
                cells.append(Quoted(candidate, speaker.name, point))
    return cells


def _by_act(asking: Asking) -> list[Quoted]:
    """What each reports, what worries it and what it wants."""
    cells: list[Quoted] = []
    bearing = {speaker.name: _bearing(asking, speaker, True) for speaker in asking.query.asked}
    for name, found in bearing.items():
        cells += [
            Quoted(candidate, name, act_of(candidate.text)) for candidate in choose(found, EACH)
        ]
    return [*cells, *_left_empty(cells, bearing)]


def _left_empty(
    cells: Sequence[Quoted], bearing: Mapping[str, Sequence[Candidate]]
) -> Iterator[Quoted]:
    """A sentence for each cell that is empty only because the others of its row were better."""
    filled = {(cell.heading, cell.point) for cell in cells}
    for name, found in bearing.items():
        for act in dict.fromkeys(cell.point for cell in cells):
            fitting = [c for c in found if act_of(c.text) == act]
            if fitting and (name, act) not in filled:
                yield Quoted(max(fitting, key=lambda c: c.score), name, act)


def act_of(text: str) -> str:
    """The column a sentence belongs to, by its words.

    >>> act_of("Chad proposed a list."), act_of("Chad is concerned about the cost.")
    ('Proposals and requests', 'Concerns')
    """
    if proposes(text) or _WANTS.search(text):
        return WANTS
    return WORRIES if _WORRIES.search(text) else REPORTS


def _bearing(asking: Asking, speaker: Speaker, near: bool = False) -> list[Candidate]:
    """What a speaker says on the topic itself, or `near` to it: what a cell has room for."""
    if asking.filters.speakers and speaker.name not in asking.filters.speakers:
        return []
    evidence = asking.evidence(speaker)
    meetings = asking.reading.meetings()
    if not answers(asking.query, evidence.own, evidence.others, evidence.topic, meetings):
        return []
    best = max(c.said for c in evidence.own)
    return [c for c in evidence.own if max(c.said, c.near * near) >= _BEARS * best]
