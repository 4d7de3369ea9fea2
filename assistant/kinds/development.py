"""A development: meeting by meeting, in their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.candidates import Candidate
from assistant.compose import Quoted
from assistant.formal import telling
from assistant.kinds.draft import Asking, Draft, Silence
from assistant.matching import Term, stems_of
from assistant.question import Query
from assistant.select import MEETING, choose
from assistant.sufficiency import answers
from index_store.records import DocumentRecord

# What a question on a development is made of beside its topic.
_SCAFFOLD = frozenset(
    """
    change changed changes changing evolve evolved evolves evolution develop developed develops
    development developments progress progressed moved shifted shift grown time years meetings
    meeting position positions view views stance work course last recent between through across
    far come along talk discussion debate
    """.split()
)
_AT_LEAST = 40  # passages looked through, over all meetings
_EACH = 12  # meetings that are looked through one by one, the latest
_SAID, _NEAR = 0.4, 0.6  # share of the topic in a sentence, and with its neighbours and meaning
_SHARE = 0.6  # a meeting's best sentence scores at least that share of the best of all


@dataclass
class Occasion:
    """A meeting, or a day where documents name none, and the ids of its documents."""

    meeting: int | None
    day: str | None
    documents: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The line that its sentences stand under: "24th meeting (19 January 2026)"."""
        when = _written(self.day)
        if self.meeting is None:
            return when or "Undated"
        return f"{_ordinal(self.meeting)} meeting" + (f" ({when})" if when else "")


def development(asking: Asking) -> Draft:
    """What was said at each meeting, of the delegation asked about where there is one."""
    asking = asking.with_query(
        topic=" ".join(w for w in asking.query.topic.split() if not _scaffold(w, asking.query)),
        focus="",
    )
    query = asking.query
    speakers = query.asked or (None,)
    occasions = in_order(asking.reading.records(asking.filters), query.meetings)
    held = set(asking.reading.meetings())
    chosen: list[Quoted] = []
    spoke = False
    for speaker in speakers:
        evidence = asking.evidence(speaker, at_least=_AT_LEAST)
        spoke = spoke or bool(evidence.own)
        if not answers(query, evidence.own, evidence.others, evidence.topic, held):
            continue
        bar = _SHARE * max(c.score for c in evidence.own)
        for occasion in occasions:
            own = [c for c in evidence.own if c.passage.document in occasion.documents]
            if not own and len(occasions) <= _EACH:
                alone = asking.with_filters(documents=tuple(occasion.documents))
                own = alone.evidence(speaker).own
            own = [c for c in telling(own) if c.score >= bar and _bears(c, evidence.topic)]
            chosen += [Quoted(c, occasion.title) for c in choose(own, MEETING)]
    places = {title: n for n, title in enumerate(o.title for o in occasions)}
    chosen.sort(key=lambda q: (places[q.heading or ""], q.candidate.place))
    if not chosen:
        return Draft.of(
            [], Silence.NO_STATEMENT if spoke or not query.asked else Silence.NO_SPEAKER
        )
    return (
        Draft.of(chosen)
        if len(occasions) < 2
        else Draft(chosen, notices=_silent(occasions, chosen))
    )


def _scaffold(word: str, query: Query) -> bool:
    return word.lower() in _SCAFFOLD or (word.isdigit() and int(word) in query.meetings)


def _bears(candidate: Candidate, topic: Sequence[Term]) -> bool:
    if candidate.named == 0:
        return False
    if not topic or candidate.near >= _NEAR:
        return True
    # One rare word of many, such as a year, may stand anywhere.
    stems = stems_of(candidate.text)
    met = sum(term.in_stems(stems) for term in topic)
    return candidate.said >= _SAID and met >= min(2, (len(topic) + 1) // 2)


def _silent(occasions: Sequence[Occasion], chosen: Iterable[Quoted]) -> list[str]:
    """One line that names the meetings without a word on it, where they are few."""
    said = {item.heading for item in chosen}
    silent = [o.title for o in occasions if o.title not in said]
    if not silent or len(silent) > _EACH or len(occasions) > _EACH:
        return []
    return [f"Nothing on this is found at: {', '.join(silent)}."]


def in_order(records: Sequence[DocumentRecord], meetings: Sequence[int] = ()) -> list[Occasion]:
    """The meetings of the documents, oldest first; `meetings` names the first and the last.

    A single meeting named leaves all in.
    """
    found: dict[tuple[int | None, str | None], Occasion] = {}
    for record in records:
        apart = len(meetings) > 1 and record.meeting is not None
        if apart and not min(meetings) <= (record.meeting or 0) <= max(meetings):
            continue
        key = (record.meeting, None if record.meeting is not None else record.date)
        occasion = found.setdefault(key, Occasion(record.meeting, record.date))
        occasion.documents.append(record.id)
        # The meeting's own day is the latest of its documents': papers come before it.
        occasion.day = max(filter(None, (occasion.day, record.date)), default=None)
    every = list(found.values())
    if all(o.meeting is not None for o in every):
        return sorted(every, key=lambda o: o.meeting or 0)
    return sorted(every, key=lambda o: (o.day is None, o.day or "", o.meeting or 0))


def _ordinal(number: int) -> str:
    """A number as "1st", "22nd", "113th"."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _written(day: str | None) -> str:
    """An ISO date in words; what it lacks is left out."""
    if not day:
        return ""
    parts = [int(part) for part in day[:10].split("-")]
    if len(parts) == 1:
        return str(parts[0])
    month = date(2000, parts[1], 1).strftime("%B")
    return " ".join([*map(str, parts[2:]), month, str(parts[0])])
