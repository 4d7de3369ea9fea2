"""The map: delegations by topics or meetings, each cell with how much was said."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from index_store import Store
from index_store.embedded import Progress
from index_store.filters import Filters
from index_store.names import speaker_key
from ui.map.statements import Statement, statements

_NO_FILTERS = Filters()
NO_MEETING = "no meeting"
"""The column of documents that name none."""
OTHER = "Other topics"
"""The column of what one delegation alone speaks of."""


class By(StrEnum):
    """What the columns of a map are."""

    TOPICS = "topics"
    MEETINGS = "meetings"


@dataclass(frozen=True)
class Cell:
    """One delegation in one column: its sentences, in the order of the documents."""

    delegation: str
    column: str
    statements: tuple[Statement, ...]

    @property
    def words(self) -> int:
        """How much was said."""
        return sum(statement.words for statement in self.statements)


@dataclass(frozen=True)
class DelegationMap:
    """Delegations and columns, those with most words first; meetings in their order.

    Last come `OTHER` topics and `NO_MEETING`.

    `cells` are by delegation and column; silence has no cell.
    """

    by: By
    delegations: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[str, Mapping[str, Cell]]

    def words(self, delegation: str, column: str | None = None) -> int:
        """How many words a delegation said, in one column or in all."""
        row = self.cells.get(delegation, {})
        if column is None:
            return sum(cell.words for cell in row.values())
        return row[column].words if column in row else 0

    def cell(self, delegation: str, column: str) -> Cell | None:
        """The sentences of a delegation in a column, None where it said nothing."""
        return self.cells.get(delegation, {}).get(column)

    def rows(self) -> list[tuple[str, list[int]]]:
        """Each delegation with its words in each column."""
        return [(who, [self.words(who, c) for c in self.columns]) for who in self.delegations]

    def sorted(self, column: str | None = None, by_name: bool = False) -> DelegationMap:
        """The same, delegations by their words in a column (in all: None), or by name."""
        order = sorted(self.delegations, key=speaker_key)
        if not by_name:
            order.sort(key=lambda who: -self.words(who, column))
        return replace(self, delegations=tuple(order))

    def matching(self, text: str) -> DelegationMap:
        """Only the delegations whose name holds a text, however it is typed."""
        wanted = speaker_key(text)
        found = tuple(who for who in self.delegations if wanted in speaker_key(who))
        return replace(self, delegations=found)

    def first(self, count: int) -> DelegationMap:
        """Only the first delegations."""
        return replace(self, delegations=self.delegations[:count])


def delegation_map(
    store: Store, by: By, filters: Filters = _NO_FILTERS, progress: Progress | None = None
) -> DelegationMap:
    """The map of what the store shows; `progress(done, total, id)` counts documents.

    >>> delegation_map(store, By.MEETINGS).words("Norway", "24")          # doctest: +SKIP
    311
    """
    said = list(statements(store, filters, progress))
    if by is By.TOPICS:
        from ui.map.topics import topics_of

        topics = topics_of(store, said)
        placed = [(topics[s.document, s.unit], s) for s in said]
    else:
        placed = [(_meeting(s), s) for s in said]
    gathered: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    total: Counter[str] = Counter()
    spoken: Counter[str] = Counter()
    for column, statement in placed:
        for who in statement.delegations:
            gathered[who][column].append(statement)
            total[column] += statement.words
            spoken[who] += statement.words
    cells = {
        who: {column: Cell(who, column, tuple(found)) for column, found in row.items()}
        for who, row in gathered.items()
    }
    if by is By.MEETINGS:
        columns = sorted(total, key=_meeting_order)
    else:
        columns = sorted(total, key=lambda column: (column == OTHER, -total[column], column))
    order = sorted(spoken, key=lambda who: (-spoken[who], speaker_key(who)))
    return DelegationMap(by=by, delegations=tuple(order), columns=tuple(columns), cells=cells)


def _meeting(statement: Statement) -> str:
    return NO_MEETING if statement.meeting is None else str(statement.meeting)


def _meeting_order(column: str) -> tuple[int, int, str]:
    """Numbers first, in their order, then names, last those without."""
    if column == NO_MEETING:
        return 2, 0, ""
    return (0, int(column), "") if column.isdecimal() else (1, 0, column)
