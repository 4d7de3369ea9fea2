"""What the copies of the catalogue still have to take over, and who is at it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import Connection, Select, and_, delete, literal, or_, select, true, tuple_, update

from index_store.database import Database, parts
from index_store.schema import COPIES, copies, documents, pending, seals

DERIVED = ("vectors", "full_text")
EVERYTHING = ""  # in place of a document's id: the index has to be built anew
Work = dict[str, int]
"""Documents with how often their change had been noted when the work on them began."""


class Pending:
    """The table `pending`: for each copy the documents whose change it has not taken over.

    A change is noted in the transaction that makes it, so that no process that dies loses one.
    The same transaction breaks the seals of the copies that this process is going to write to.
    A copy that only one store folder has goes by another name in each; one on a server is
    everybody's, and each process claims what it is going to take over into it.
    """

    def __init__(self, database: Database, names: Mapping[str, str] = MappingProxyType({})) -> None:
        """`names`: what indexes are called in the table, where not as they are here."""
        self._database = database
        self._names = {target: names.get(target, target) for target in DERIVED}

    def name(self, target: str) -> str:
        """What an index is called in the tables."""
        return self._names[target]

    def of(self, target: str) -> list[str]:
        """Ids of the documents whose change the index `target` has not taken over."""
        rows = self._database.rows(
            select(pending.c.document)
            .where(pending.c.target == self.name(target))
            .order_by(pending.c.document)
        )
        return [row[0] for row in rows]

    def any(self, target: str) -> bool:
        """True where the index `target` has something to take over."""
        query = select(pending.c.document).where(pending.c.target == self.name(target)).limit(1)
        return self._database.first(query) is not None

    def has(self, target: str, document: str) -> bool:
        """True where the index `target` has to take over a change of this document."""
        query = select(pending.c.document).where(
            pending.c.target == self.name(target), pending.c.document.in_((document, EVERYTHING))
        )
        return self._database.first(query) is not None

    # -- copies ---------------------------------------------------------------------------

    def version(self, target: str) -> int:
        """Grows whenever the index `target` has taken over changes, in whichever process."""
        return self._version(target) or 0

    def known(self, target: str) -> bool:
        """True where changes are noted for the index `target`."""
        return self._version(target) is not None

    def make_known(self, target: str) -> None:
        """From now on changes are noted for the index `target`; first it has to be built."""
        if self.known(target):
            return
        with self._database.transaction() as connection:
            entry = self._database.insert(copies).values(target=self.name(target), version=0)
            entry = entry.on_conflict_do_nothing()
            added = connection.execute(entry.returning(copies.c.target)).first()
            if added and connection.execute(select(documents.c.key).limit(1)).first():
                self.mark_all(connection, target)

    def make_unknown(self, target: str) -> None:
        """From now on nothing is noted for the index `target`."""
        name = self.name(target)
        with self._database.transaction() as connection:
            for table in (copies, pending, seals):
                connection.execute(delete(table).where(table.c.target == name))

    def _version(self, target: str) -> int | None:
        if self._database.layout < COPIES:
            return 0  # read only: nobody of today takes anything over
        row = self._database.first(
            select(copies.c.version).where(copies.c.target == self.name(target))
        )
        return None if row is None else int(row[0])

    # -- noting ---------------------------------------------------------------------------

    def mark(self, connection: Connection, document: str) -> None:
        """Every copy has to take over a change of this document."""
        _put(self._database, connection, select(copies.c.target, literal(document)).where(true()))
        connection.execute(delete(seals).where(seals.c.target.in_(self._names.values())))

    def mark_all(self, connection: Connection, target: str) -> None:
        """The index `target` has to be built anew."""
        name = self.name(target)
        _put(self._database, connection, select(literal(name), literal(EVERYTHING)).where(true()))
        connection.execute(delete(seals).where(seals.c.target == name))

    # -- doing ----------------------------------------------------------------------------

    def claim(self, target: str, most: int | None) -> Work:
        """Up to `most` documents whose change this process takes over now; all with None.

        What another living process has claimed is left to it. Where the index has to be built
        anew one process claims all of it, once nobody else is at work.
        """
        name, me = self.name(target), self._database.owner
        others = and_(pending.c.owner.is_not(None), pending.c.owner != me)
        others = and_(others, self._database.living(pending.c.owner))
        of_target = pending.c.target == name
        with self._database.claiming() as connection:
            rebuild = connection.execute(
                select(pending.c.change).where(of_target, pending.c.document == EVERYTHING)
            ).first()
            if rebuild is not None:
                busy = connection.execute(
                    select(pending.c.document).where(of_target, others).limit(1)
                ).first()
                if busy is not None:
                    return {}
            query = select(pending.c.document, pending.c.change).where(
                of_target,
                or_(pending.c.owner.is_(None), ~others),
            )
            query = query.order_by(pending.c.document)
            query = query.limit(most if rebuild is None else None)
            rows = connection.execute(query.with_for_update(skip_locked=True)).all()
            work = {row.document: row.change for row in rows}
            for part in parts(list(work)):
                connection.execute(
                    update(pending).where(of_target, pending.c.document.in_(part)).values(owner=me)
                )
        return work

    def settle(self, connection: Connection, target: str, work: Work) -> None:
        """The index `target` has taken over these changes, for all to see.

        What was changed once more meanwhile stays to be done.
        """
        name = self.name(target)
        connection.execute(
            update(copies).where(copies.c.target == name).values(version=copies.c.version + 1)
        )
        for part in parts(list(work.items())):
            connection.execute(
                delete(pending).where(
                    pending.c.target == name,
                    tuple_(pending.c.document, pending.c.change).in_(part),
                )
            )
        self._let_go(connection, target)

    def give_up(self, target: str) -> None:
        """Leaves what this process has claimed to the next one."""
        with self._database.claiming() as connection:
            self._let_go(connection, target)

    def _let_go(self, connection: Connection, target: str) -> None:
        connection.execute(
            update(pending)
            .where(pending.c.target == self.name(target))
            .where(pending.c.owner == self._database.owner)
            .values(owner=None)
        )


def _put(database: Database, connection: Connection, query: Select[str, str]) -> None:
    """Notes what the query gives, as (target, document); noted before, it counts once more."""
    entry = database.insert(pending).from_select(["target", "document"], query)
    again = {"change": pending.c.change + 1}
    connection.execute(
        entry.on_conflict_do_update(index_elements=["target", "document"], set_=again)
    )
