"""The accounts of a server and their sessions, in a database beside the store.

Of passwords only Argon2 hashes are kept, of sessions only checksums of their tokens: whoever reads
the file can sign in as nobody.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Boolean,
    Column,
    Engine,
    Float,
    ForeignKey,
    MetaData,
    Row,
    String,
    Table,
    Text,
    create_engine,
    delete,
    event,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from ui.access.viewer import Role, Viewer
from ui.errors import BadUsage

if TYPE_CHECKING:
    from argon2 import PasswordHasher

FILE = "access.sqlite"
LEAST = 10
"""Characters of a password."""
MOST = 200
"""Characters of a password or name; more costs the one who checks it."""
_SEEN_EVERY = 60.0  # seconds between two notes that a session is in use

_metadata = MetaData()
_users = Table(
    "users",
    _metadata,
    Column("name", String(MOST), primary_key=True),
    Column("password", Text, nullable=True),  # NULL: signs in elsewhere
    Column("role", String(20), nullable=False),
    Column("groups", Text, nullable=False),  # a JSON list
    Column("disabled", Boolean, nullable=False),
)
_sessions = Table(
    "sessions",
    _metadata,
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


@dataclass(frozen=True)
class User:
    """An account."""

    name: str
    role: Role = Role.READER
    groups: frozenset[str] = frozenset()
    disabled: bool = False
    has_password: bool = True

    @property
    def viewer(self) -> Viewer:
        """What they may do and see."""
        return Viewer(self.name, self.role, self.groups)


class UnknownUser(BadUsage):
    """Nobody has an account of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no user {name!r}: cop-assistant user list lists them")


class Accounts:
    """Accounts and sessions; may be used from every thread and several processes.

    >>> accounts = Accounts(Path("store"))                                # doctest: +SKIP
    >>> accounts.add("ana", "a long password", Role.EDITOR, ["staff"])    # doctest: +SKIP
    """

    def __init__(self, store: Path, idle_hours: float = 12, longest_hours: float = 168) -> None:
        """The accounts beside a store; nothing is written before there is one.

        A session ends `idle_hours` after it was last used, and `longest_hours` after it began.
        """
        self._path = store.absolute() / FILE
        self._idle = idle_hours * 3600
        self._longest = longest_hours * 3600
        self._opened: Engine | None = None

    def any(self) -> bool:
        """Whether there are accounts."""
        if not self._path.is_file():
            return False
        with self._engine().connect() as connection:
            return connection.execute(select(_users.c.name).limit(1)).first() is not None

    def all(self) -> list[User]:
        """All accounts by name."""
        if not self._path.is_file():
            return []
        with self._engine().connect() as connection:
            return [_user(row) for row in connection.execute(select(_users).order_by("name"))]

    def get(self, name: str) -> User:
        """One account; raises UnknownUser."""
        if self._path.is_file():
            with self._engine().connect() as connection:
                row = connection.execute(select(_users).where(_users.c.name == name)).first()
            if row is not None:
                return _user(row)
        raise UnknownUser(name)

    def add(
        self,
        name: str,
        password: str | None,
        role: Role = Role.READER,
        groups: Iterable[str] = (),
    ) -> User:
        """Makes an account; without a password it signs in elsewhere (OpenID Connect).

        Raises BadUsage where the name is taken or unfit, or the password too short.
        """
        name = checked_name(name)
        values = {
            "name": name,
            "password": None if password is None else _hasher().hash(checked(password)),
            "role": role.value,
            "groups": json.dumps(sorted(groups)),
            "disabled": False,
        }
        try:
            with self._engine().begin() as connection:
                connection.execute(insert(_users).values(values))
        except IntegrityError:
            raise BadUsage(f"there is a user {name!r} already") from None
        return self.get(name)

    def change(
        self,
        name: str,
        password: str | None = None,
        role: Role | None = None,
        groups: Iterable[str] | None = None,
        disabled: bool | None = None,
    ) -> User:
        """Changes what is given, and ends all sessions of the account; raises UnknownUser."""
        self.get(name)
        values: dict[str, object] = {}
        if password is not None:
            values["password"] = _hasher().hash(checked(password))
        if role is not None:
            values["role"] = role.value
        if groups is not None:
            values["groups"] = json.dumps(sorted(groups))
        if disabled is not None:
            values["disabled"] = disabled
        with self._engine().begin() as connection:
            connection.execute(update(_users).where(_users.c.name == name).values(values))
            connection.execute(delete(_sessions).where(_sessions.c.user == name))
        return self.get(name)

    def remove(self, name: str) -> None:
        """Takes an account out with its sessions; raises UnknownUser."""
        self.get(name)
        with self._engine().begin() as connection:
            connection.execute(delete(_users).where(_users.c.name == name))

    # -- signing in -----------------------------------------------------------------------

    def verified(self, name: str, password: str) -> User | None:
        """The account, where name and password are right and it is not disabled.

        Takes as long for a name that nobody has.
        """
        from argon2.exceptions import InvalidHashError, VerificationError

        with self._engine().connect() as connection:
            row = connection.execute(select(_users).where(_users.c.name == name)).first()
        nobodys = _nobodys_hash()  # made once, whoever comes first
        kept = row.password if row is not None and row.password else nobodys
        try:
            right: bool = bool(_hasher().verify(kept, password[:MOST]))
        except (VerificationError, InvalidHashError):
            right = False
        if row is None or not row.password or not right or row.disabled:
            return None
        if _hasher().check_needs_rehash(kept):
            with self._engine().begin() as connection:
                values = {"password": _hasher().hash(password)}
                connection.execute(update(_users).where(_users.c.name == name).values(values))
        return _user(row)

    def begin(self, user: User, days: float | None = None) -> str:
        """A new session; gives its token, which is kept nowhere here.

        `days`: for a program, which has no password; it ends after so many days.
        """
        token, now = secrets.token_urlsafe(32), time.time()
        longest = self._longest if days is None else days * 86400
        idle = self._idle if days is None else longest
        with self._engine().begin() as connection:
            connection.execute(
                delete(_sessions).where(
                    (_sessions.c.ends < now) | (_sessions.c.seen + _sessions.c.idle < now)
                )
            )
            connection.execute(
                insert(_sessions).values(
                    token=_key(token), user=user.name, seen=now, idle=idle, ends=now + longest
                )
            )
        return token

    def of(self, token: str) -> User | None:
        """Whose session this is; None where it has ended, or the account is disabled."""
        now = time.time()
        with self._engine().connect() as connection:
            row = connection.execute(
                select(_users, _sessions.c.seen)
                .join(_sessions, _sessions.c.user == _users.c.name)
                .where(
                    _sessions.c.token == _key(token),
                    _sessions.c.ends >= now,
                    _sessions.c.seen + _sessions.c.idle >= now,
                    _users.c.disabled.is_(False),
                )
            ).first()
        if row is None:
            return None
        if now - row.seen > _SEEN_EVERY:
            with self._engine().begin() as connection:
                of_token = _sessions.c.token == _key(token)
                connection.execute(update(_sessions).where(of_token).values(seen=now))
        return _user(row)

    def end(self, token: str) -> None:
        """Ends a session."""
        with self._engine().begin() as connection:
            connection.execute(delete(_sessions).where(_sessions.c.token == _key(token)))

    def end_all(self, name: str) -> None:
        """Ends all sessions of an account."""
        with self._engine().begin() as connection:
            connection.execute(delete(_sessions).where(_sessions.c.user == name))

    def close(self) -> None:
        """Lets go of the file."""
        if self._opened is not None:
            self._opened.dispose()
            self._opened = None

    def _engine(self) -> Engine:
        if self._opened is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            engine = create_engine(f"sqlite:///{self._path}", connect_args={"timeout": 30})
            event.listen(engine, "connect", _with_foreign_keys)
            new = not self._path.exists()
            _metadata.create_all(engine)
            if new:
                self._path.chmod(0o600)
            self._opened = engine
        return self._opened


def checked_name(name: str) -> str:
    """A user's name without the space around it; raises BadUsage.

    >>> checked_name(" ana@example.org ")
    'ana@example.org'
    """
    name = name.strip()
    if not 0 < len(name) <= MOST or not name.isprintable() or "," in name:
        raise BadUsage(f"{name!r} is no name of a user: 1 to {MOST} characters, no commas")
    return name


def checked(password: str) -> str:
    """A password that may be used; raises BadUsage, which does not repeat it."""
    if not LEAST <= len(password) <= MOST:
        raise BadUsage(f"a password has {LEAST} to {MOST} characters")
    return password


def _with_foreign_keys(connection: sqlite3.Connection, _: object) -> None:
    connection.execute("PRAGMA foreign_keys = ON")


def _user(row: Row[*tuple[Any, ...]]) -> User:
    groups = frozenset(json.loads(row.groups))
    return User(row.name, Role(row.role), groups, row.disabled, bool(row.password))


def _key(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _hasher() -> PasswordHasher:
    """Argon2id with the library's parameters, which follow RFC 9106."""
    from argon2 import PasswordHasher

    return PasswordHasher()


_NOBODYS: list[str] = []


def _nobodys_hash() -> str:
    """What is compared where nobody has the name, so that it takes as long."""
    if not _NOBODYS:
        _NOBODYS.append(_hasher().hash(secrets.token_urlsafe(16)))
    return _NOBODYS[0]
