"""The catalogue in a PostgreSQL database that several machines share."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from psycopg import InterfaceError, OperationalError
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Engine,
    column,
    create_engine,
    event,
    select,
    text,
)
from sqlalchemy import func as sql
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from index_store.database import PARTLY, Database, bring_up, layout, showing
from index_store.errors import (
    CatalogueUnreadable,
    DatabaseAway,
    StoreBusy,
    StoreError,
    StoreReadOnly,
)
from index_store.schema import VERSION, meta

_WAIT = 30  # seconds that a writer waits for another
_CONNECT = 5  # seconds until a server that does not answer is given up
_LOCKS = 0x434F50  # the class of advisory locks that tell which processes live: "COP"
_STANDBY = "it is a standby"
_KEPT = 8  # connections that stay open


class PostgresqlDatabase(Database):
    """A database of its own on a PostgreSQL server: many readers, one writer at a time.

    Writers hold the row of the revision, so revisions grow in the order of commits. A process
    that works on something holds an advisory lock, which the server drops when it dies.
    """

    shared = True

    def __init__(self, url: str, seen: frozenset[str] | None = None) -> None:
        """Opens the database at `url`, and makes its tables where it has none.

        `seen`: only documents of these collections are, and nothing can be written.
        Raises StoreError where no server answers there, or the database is not to be used.
        """
        super().__init__(seen)
        self.address = url
        address = address_of(url)
        self.place = f"{address.host or 'localhost'}:{address.port or 5432}/{address.database}"
        options = f"-c lock_timeout={_WAIT}s -c tcp_keepalives_idle=30 -c tcp_keepalives_interval=5"
        self._current = create_engine(
            address,
            isolation_level="AUTOCOMMIT",
            pool_pre_ping=True,  # a server that was away is taken up again
            pool_size=_KEPT,
            max_overflow=-1,
            connect_args={"connect_timeout": _CONNECT, "options": options},
        )
        if seen is not None:
            event.listen(self._current, "connect", partial(_show, seen))
        self._life: Connection | None = None
        self._owner = 0
        self._guard = threading.Lock()
        with self._told():
            self._open()

    def require_writing(self) -> None:
        """Raises StoreReadOnly where nothing can be written, also not by trying once more."""
        if self._seen is not None:
            raise StoreReadOnly(self.place, PARTLY)
        if self.read_only is not None:
            with self._told():
                self._open()
        if self.read_only is not None:
            raise StoreReadOnly(self.place, self.read_only)

    def showing(self, collections: frozenset[str]) -> PostgresqlDatabase:
        """The same database with nothing in it but documents of these collections."""
        assert self.address is not None
        return PostgresqlDatabase(self.address, collections)

    @property
    def owner(self) -> int:
        """Number of this process, under which it works on what is pending."""
        with self._guard, self._told():
            if self._life is None or not self._alive():
                self._owner = random.getrandbits(31)
                self._life = self._current.connect()
                self._life.execute(select(sql.pg_advisory_lock(_LOCKS, self._owner)))
            return self._owner

    def living(self, owner: ColumnElement[int]) -> ColumnElement[bool]:
        """The server knows who holds an advisory lock."""
        held = text(
            "SELECT CAST(objid AS bigint) AS objid FROM pg_locks WHERE locktype = 'advisory'"
            f" AND classid = {_LOCKS} AND database = (SELECT oid FROM pg_database"
            " WHERE datname = current_database())"
        ).columns(column("objid", BigInteger))
        return owner.in_(held)

    def faults(self) -> Iterator[str]:
        """Nothing: PostgreSQL's own tools look at its files (pg_amcheck)."""
        yield from ()

    def reindex(self) -> None:
        """Nothing: PostgreSQL's own tools do it."""

    def close(self) -> None:
        """Closes all connections."""
        with self._guard:
            life, self._life = self._life, None
            if life is not None:
                life.invalidate()
                life.close()
        self._current.dispose()

    # -- inside ---------------------------------------------------------------------------

    def _engine(self) -> Engine:
        return self._current

    @contextmanager
    def _begun(self) -> Iterator[Connection]:
        with self._beside() as connection:
            connection.execute(
                select(meta.c.value).where(meta.c.key == "revision").with_for_update()
            )
            yield connection

    @contextmanager
    def _beside(self) -> Iterator[Connection]:
        with self._current.connect() as connection:
            yield connection.execution_options(isolation_level="READ COMMITTED")

    @contextmanager
    def _moment(self) -> Iterator[Connection]:
        with self._current.connect() as connection:
            yield connection.execution_options(isolation_level="REPEATABLE READ")

    def _alive(self) -> bool:
        """Whether the connection that holds this process's lock still does."""
        try:
            assert self._life is not None
            self._life.execute(select(1))
            return True
        except DBAPIError:
            self._life = None
            return False

    def _open(self) -> None:
        with self._current.connect() as connection:
            standby = connection.execute(select(sql.pg_is_in_recovery())).scalar_one()
            self.read_only = _STANDBY if standby else None
            found = layout(connection)
        if found < VERSION and not standby:
            with self._current.connect() as connection:
                connection = connection.execution_options(isolation_level="READ COMMITTED")
                # Two processes may open a new database at the same time.
                connection.execute(select(sql.pg_advisory_xact_lock(_LOCKS, 0)))
                bring_up(connection)  # nothing where another process has done it meanwhile
                connection.commit()
            found = VERSION
        self.layout = found
        if found > VERSION:
            raise StoreError(
                f"the catalogue at {self.place} was written by a newer version of this program "
                f"(layout {found}, this one reads up to {VERSION}): update the program"
            )
        if found < VERSION:
            raise StoreReadOnly(self.place, f"{_STANDBY} of an earlier layout")

    def _explained(self, error: BaseException) -> StoreError | None:
        state = getattr(error, "sqlstate", None)
        reason = " ".join(str(error).split())
        if state in ("55P03", "40P01"):  # lock not available, deadlock
            return StoreBusy(self.place)
        if state in ("53100", "25006"):  # disk full, read only
            return StoreReadOnly(self.place, reason[:120])
        if state in ("42P01", "42703", "XX001", "XX002"):  # tables or data that should be there
            return CatalogueUnreadable(self.place, reason[:120])
        lost = state is None and isinstance(error, (OperationalError, InterfaceError))
        if lost or (state or "")[:2] in ("08", "57", "53", "28", "3D"):
            return DatabaseAway(self.place, reason)
        return None


def _show(seen: frozenset[str], connection: Any, _record: object) -> None:  # noqa: ANN401
    with connection.cursor() as cursor:
        main = cursor.execute("SELECT current_schema()").fetchone()[0]
        for statement in showing(seen, f'"{main}"', "pg_temp"):
            cursor.execute(statement)
    connection.commit()


def address_of(url: str) -> URL:
    """The address with its driver; raises StoreError where it is none of a PostgreSQL database."""
    try:
        address = make_url(url)
    except ArgumentError:
        address = None
    if address is None or address.drivername not in ("postgresql", "postgres"):
        raise StoreError(
            "the database's address is not understood: give postgresql://USER@HOST:PORT/DATABASE, "
            "or leave it out to keep the catalogue in the store's folder"
        )
    return address.set(drivername="postgresql+psycopg")
