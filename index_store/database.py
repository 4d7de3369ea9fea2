"""The catalogue's database, whichever it is: reading, transactions, moments, owners of work.

What `transaction` has committed is on the disk: it survives a killed process and a power cut.
"""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Engine, Row, Table, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.base import Executable

from index_store import schema
from index_store.errors import StoreError
from index_store.schema import VERSION

Insert = sqlite.Insert | postgresql.Insert
Item = TypeVar("Item")
_AT_ONCE = 400  # items in one statement, of at most two values: SQLite takes 999 at the least


PARTLY = "seen by somebody who may read a part of it"
"""Why such a database cannot be written to."""
# Put in the place of the tables where not every collection may be seen: no query, whoever writes
# it, has a row of other documents. Names of the temporary schema come before the others.
_SEEN = "SELECT key FROM {main}.documents WHERE collection IN (SELECT name FROM {temp}.seen)"
_SHOWING = (
    "CREATE TEMP VIEW collections AS"
    " SELECT * FROM {main}.collections WHERE name IN (SELECT name FROM {temp}.seen)",
    "CREATE TEMP VIEW collection_folders AS"
    " SELECT * FROM {main}.collection_folders WHERE collection IN (SELECT name FROM {temp}.seen)",
    "CREATE TEMP VIEW documents AS"
    " SELECT * FROM {main}.documents WHERE collection IN (SELECT name FROM {temp}.seen)",
    f"CREATE TEMP VIEW passages AS SELECT * FROM {{main}}.passages WHERE document IN ({_SEEN})",
    "CREATE TEMP VIEW speakers AS SELECT * FROM {main}.speakers AS s WHERE EXISTS ("
    f"SELECT 1 FROM {{main}}.passages AS p WHERE p.row = s.passage AND p.document IN ({_SEEN}))",
    # What changes elsewhere changes no revision here.
    "CREATE TEMP VIEW meta AS SELECT key, value FROM {main}.meta WHERE key <> 'revision' UNION ALL"
    " SELECT 'revision', CAST(coalesce(max(revision), 0) AS TEXT) FROM {temp}.collections",
    "CREATE TEMP VIEW pending AS SELECT * FROM {main}.pending WHERE 1 = 0",
)


def showing(names: frozenset[str], main: str, temp: str) -> Iterator[str]:
    """Statements after which a connection sees nothing but documents of these collections.

    `main`, `temp`: what the database calls the schemas of tables and of what a connection adds.
    """
    yield "CREATE TEMP TABLE seen (name TEXT PRIMARY KEY)"
    for name in sorted(names):
        quoted = name.replace("'", "''")
        yield f"INSERT INTO {temp}.seen (name) VALUES ('{quoted}')"
    for statement in _SHOWING:
        yield statement.format(main=main, temp=temp)


class Database(ABC):
    """Many readers, one transaction that writes at a time; statements of SQLAlchemy.

    >>> database = SqliteDatabase(Path("catalogue.sqlite"))               # doctest: +SKIP
    >>> database.first(select(meta.c.value).where(meta.c.key == "model"))  # doctest: +SKIP
    """

    read_only: str | None = None
    """Why nothing can be written, None where it can."""
    layout: int = VERSION
    shared: bool = False
    """True where other machines may use the same database."""
    place: str
    """Where it is, as messages say it."""
    address: str | None = None
    """What to open it by; None where it is a file of the store's folder."""

    def __init__(self, seen: frozenset[str] | None = None) -> None:
        """`seen`: only documents of these collections are, and nothing can be written."""
        self._local = threading.local()
        self._seen = seen

    @property
    def whole(self) -> bool:
        """Whether all that is in it is seen."""
        return self._seen is None

    @abstractmethod
    def showing(self, collections: frozenset[str]) -> Database:
        """The same database with nothing in it but documents of these collections."""

    # -- reading and writing --------------------------------------------------------------

    def rows(self, statement: Executable) -> Sequence[Row[*tuple[Any, ...]]]:
        """All rows of a query; inside a transaction of this thread with what it has written."""
        with self._told():
            inside: Connection | None = getattr(self._local, "transaction", None)
            if inside is not None:
                return inside.execute(statement).fetchall()
            with self._engine().connect() as connection:
                return connection.execute(statement).fetchall()

    def first(self, statement: Executable) -> Row[*tuple[Any, ...]] | None:
        """The first row of a query, None where there is none."""
        rows = self.rows(statement)
        return rows[0] if rows else None

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All of the statements inside happen, or none; raises StoreError where none can.

        One at a time, whichever process and machine: who comes second waits.
        """
        self.require_writing()
        with self._told(), self._begun() as connection:
            self._local.transaction = connection
            try:
                with _committed(connection):
                    yield connection
            finally:
                self._local.transaction = None

    @contextmanager
    def claiming(self) -> Iterator[Connection]:
        """The same beside who is writing, for rows that are locked one by one."""
        self.require_writing()
        with self._told(), self._beside() as connection, _committed(connection):
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Reads the catalogue as it is at one moment, whoever writes meanwhile."""
        with self._told(), self._moment() as connection:
            yield connection

    def insert(self, table: Table) -> Insert:
        """An insertion that can say what happens where the row is there already."""
        dialect = self._engine().dialect.name
        return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)

    @abstractmethod
    def require_writing(self) -> None:
        """Raises StoreReadOnly where nothing can be written, also not by trying once more."""

    # -- who works on what ----------------------------------------------------------------

    @property
    @abstractmethod
    def owner(self) -> int:
        """Number of this process, under which it works on what is pending."""

    @abstractmethod
    def living(self, owner: ColumnElement[int]) -> ColumnElement[bool]:
        """Whether the process of a column's number is still there."""

    # -- whole or not ---------------------------------------------------------------------

    @abstractmethod
    def faults(self) -> Iterator[str]:
        """What is wrong with the database itself, in a line each."""

    @abstractmethod
    def reindex(self) -> None:
        """Builds its own indexes again."""

    @abstractmethod
    def close(self) -> None:
        """Closes all connections."""

    # -- inside ---------------------------------------------------------------------------

    @abstractmethod
    def _engine(self) -> Engine:
        """Gives connections that read what is committed."""

    @abstractmethod
    def _begun(self) -> AbstractContextManager[Connection]:
        """A connection with a transaction that nobody else can have at the same time."""

    @abstractmethod
    def _beside(self) -> AbstractContextManager[Connection]:
        """A connection with a transaction that may run beside another."""

    @abstractmethod
    def _moment(self) -> AbstractContextManager[Connection]:
        """A connection that sees one moment."""

    @abstractmethod
    def _explained(self, error: BaseException) -> StoreError | None:
        """What an error of the database means; None where it is a fault of the program."""

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Errors of the database as the one line they mean."""
        try:
            yield
        except DBAPIError as error:
            raise self._explained(error.orig or error) or error from error


def parts(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Items in as many at a time as a statement takes."""
    return (items[first : first + _AT_ONCE] for first in range(0, len(items), _AT_ONCE))


def bring_up(connection: Connection) -> None:
    """Makes a new catalogue, or takes the steps that one lacks; call inside a transaction.

    Fields that were added to the JSON of records, headers and passages need no step: they have
    defaults.
    """
    found = layout(connection)
    if found == 0:
        _make(connection)
    elif found < VERSION:
        migrate(connection)


def layout(connection: Connection) -> int:
    """The layout of a catalogue, 0 where it has no tables yet."""
    known = _alembic_layout(connection)
    if known or connection.dialect.name != "sqlite":
        return known
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _make(connection: Connection) -> None:
    """All tables as they are today, without the way that led to them."""
    schema.metadata.create_all(connection)
    schema.layout.create(connection)
    connection.execute(insert(schema.layout).values(version_num=str(VERSION)))
    # Its row is what a writer holds while it writes.
    connection.execute(insert(schema.meta).values(key="revision", value="0"))
    connection.execute(insert(schema.collections).values(name=schema.GENERAL, revision=0))
    if connection.dialect.name == "sqlite":  # the copies beside the file; see `Pending`
        both = [{"target": "vectors", "version": 0}, {"target": "full_text", "version": 0}]
        connection.execute(insert(schema.copies), both)


@contextmanager
def _committed(connection: Connection) -> Iterator[None]:
    """What happens inside stays where all of it succeeds, and none of it where not."""
    try:
        yield
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def migrate(connection: Connection) -> None:
    """Takes the steps that lead from the layout there is to today's."""
    from alembic import command
    from alembic.config import Config

    from index_store import migrations

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.set_main_option("path_separator", "os")
    found = layout(connection)
    if found and not _alembic_layout(connection):
        command.stamp(config, str(found))  # written before the steps were Alembic's
    command.upgrade(config, "head")


def _alembic_layout(connection: Connection) -> int:
    if not connection.dialect.has_table(connection, schema.layout.name):
        return 0
    return int(connection.execute(select(schema.layout.c.version_num)).scalar() or 0)
