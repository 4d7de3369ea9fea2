"""Where accounts and their conversations are kept: in a file beside the store, or in the database
of its catalogue.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Engine,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    text,
)
from sqlalchemy.exc import DBAPIError, IntegrityError

from ui.errors import Failure

MOST = 200
"""Characters of a password or name; more costs the one who checks it."""
FILE = "access.sqlite"
_ALONE = 0x434F5041  # PostgreSQL's advisory lock of who makes tables or counts attempts

metadata = MetaData()
users = Table(
    "users",
    metadata,
    Column("name", String(MOST), primary_key=True),
    Column("password", Text, nullable=True),  # NULL: signs in elsewhere
    Column("role", String(20), nullable=False),
    Column("groups", Text, nullable=False),  # a JSON list
    Column("disabled", Boolean, nullable=False),
)
sessions = Table(
    "sessions",
    metadata,
    Column("token", String(64), primary_key=True),
    Column(
        "user",
        String(MOST),
        ForeignKey("users.name", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("seen", Float, nullable=False),  # when it was last used, and
    Column("idle", Float, nullable=False),  # for how many seconds it may not be
    Column("ends", Float, nullable=False),
)
attempts = Table(
    "attempts",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("key", String(64), nullable=False, index=True),  # checksum of what is counted, of whom
    Column("at", Float, nullable=False),
)
conversations = Table(
    "conversations",
    metadata,
    Column("user", String(MOST), ForeignKey("users.name", ondelete="CASCADE"), primary_key=True),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("at", BigInteger, nullable=False),  # milliseconds since 1970
)
turns = Table(
    "conversation_turns",
    metadata,
    Column("user", String(MOST), primary_key=True),
    Column("conversation", BigInteger, primary_key=True, autoincrement=False),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("groups", Text, nullable=False),  # a JSON list: in which its user was then
    Column("content", Text, nullable=False),  # JSON
    ForeignKeyConstraint(
        ["user", "conversation"], ["conversations.user", "conversations.id"], ondelete="CASCADE"
    ),
)


class AccountsDatabase:
    """The tables of accounts; may be used from every thread and several processes."""

    def __init__(self, store: Path, address: str | None = None) -> None:
        """`address`: of a PostgreSQL database, else they are in a file of the store's folder."""
        self._path = store.absolute() / FILE
        self._address = address
        self._opened: Engine | None = None
        self._opening = threading.Lock()

    @property
    def there(self) -> bool:
        """False where nobody has made an account; looking makes no file."""
        return self._address is not None or self._path.is_file()

    @contextmanager
    def begin(self, alone: bool = False) -> Iterator[Connection]:
        """A transaction, with `alone` one after another; raises Failure where none can be had."""
        try:
            with self._engine().begin() as connection:
                if alone:
                    self._lock(connection)
                yield connection
        except IntegrityError:
            raise
        except DBAPIError as error:
            reason = " ".join(str(error.orig).split())[:160]
            line = "accounts can neither be read nor changed now"
            raise Failure(f"{line} ({reason})", f"{line}; try again in a little while") from error

    def close(self) -> None:
        """Lets go of it."""
        if self._opened is not None:
            self._opened.dispose()
            self._opened = None

    def _lock(self, connection: Connection) -> None:
        if self._address is not None:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_ALONE})"))
        else:  # a transaction that writes first has the file for itself
            connection.execute(attempts.delete().where(attempts.c.number < 0))

    def _engine(self) -> Engine:
        with self._opening:
            if self._opened is None:
                self._opened = self._made()
            return self._opened

    def _made(self) -> Engine:
        if self._address is not None:
            from index_store.postgresql_database import address_of

            engine = create_engine(
                address_of(self._address),
                pool_pre_ping=True,  # a server that was away is taken up again
                connect_args={"connect_timeout": 5},
            )
            with engine.begin() as connection:
                self._lock(connection)  # two machines that start together
                metadata.create_all(connection)
            return engine
        self._path.parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(f"sqlite:///{self._path}", connect_args={"timeout": 30})
        event.listen(engine, "connect", _with_foreign_keys)
        new = not self._path.exists()
        metadata.create_all(engine)
        if new:
            self._path.chmod(0o600)
        return engine


def _with_foreign_keys(connection: sqlite3.Connection, _: object) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
