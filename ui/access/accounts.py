"""The accounts of a server, their sessions, and attempts to sign in.

Of passwords only Argon2 hashes are kept, of sessions only checksums of their tokens: whoever reads
the file can sign in as nobody.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from ui.access.accounts_database import MOST, AccountsDatabase, attempts, sessions, users
from ui.access.viewer import Role, Viewer
from ui.errors import BadUsage

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LEAST = 10
"""Characters of a password."""
OF_NAME, OF_ADDRESS, WITHIN = 5, 60, 900.0
"""Attempts of a name and of an address that may fail, within so many seconds."""
_MINUTE = 60.0
_SEEN_EVERY = 60.0  # seconds between two notes that a session is in use


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

    def __init__(
        self,
        store: Path,
        idle_hours: float = 12,
        longest_hours: float = 168,
        address: str | None = None,
    ) -> None:
        """The accounts of a store; nothing is written before there is one.

        `address`: of the PostgreSQL database that several machines share; else they are in a file
        beside the store. A session ends `idle_hours` after it was last used, and `longest_hours`
        after it began.
        """
        self._database = AccountsDatabase(store, address)
        self._idle = idle_hours * 3600
        self._longest = longest_hours * 3600

    def any(self) -> bool:
        """Whether there are accounts."""
        if not self._database.there:
            return False
        with self._database.begin() as connection:
            return connection.execute(select(users.c.name).limit(1)).first() is not None

    def all(self) -> list[User]:
        """All accounts by name."""
        if not self._database.there:
            return []
        with self._database.begin() as connection:
            return [_user(row) for row in connection.execute(select(users).order_by("name"))]

    def get(self, name: str) -> User:
        """One account; raises UnknownUser."""
        if self._database.there:
            with self._database.begin() as connection:
                row = connection.execute(select(users).where(users.c.name == name)).first()
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
            with self._database.begin() as connection:
                connection.execute(insert(users).values(values))
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
        with self._database.begin() as connection:
            connection.execute(update(users).where(users.c.name == name).values(values))
            connection.execute(delete(sessions).where(sessions.c.user == name))
        return self.get(name)

    def remove(self, name: str) -> None:
        """Takes an account out with its sessions; raises UnknownUser."""
        self.get(name)
        with self._database.begin() as connection:
            connection.execute(delete(users).where(users.c.name == name))

    # -- signing in -----------------------------------------------------------------------

    def verified(self, name: str, password: str) -> User | None:
        """The account, where name and password are right and it is not disabled.

        Takes as long for a name that nobody has.
        """
        from argon2.exceptions import InvalidHashError, VerificationError

        with self._database.begin() as connection:
            row = connection.execute(select(users).where(users.c.name == name)).first()
        nobodys = _nobodys_hash()  # made once, whoever comes first
        kept = row.password if row is not None and row.password else nobodys
        try:
            right: bool = bool(_hasher().verify(kept, password[:MOST]))
        except (VerificationError, InvalidHashError):
            right = False
        if row is None or not row.password or not right or row.disabled:
            return None
        if _hasher().check_needs_rehash(kept):
            with self._database.begin() as connection:
                values = {"password": _hasher().hash(password)}
                connection.execute(update(users).where(users.c.name == name).values(values))
        return _user(row)

    def begin(self, user: User, days: float | None = None) -> str:
        """A new session; gives its token, which is kept nowhere here.

        `days`: for a program, which has no password; it ends after so many days.
        """
        token, now = secrets.token_urlsafe(32), time.time()
        longest = self._longest if days is None else days * 86400
        idle = self._idle if days is None else longest
        with self._database.begin() as connection:
            connection.execute(
                delete(sessions).where(
                    (sessions.c.ends < now) | (sessions.c.seen + sessions.c.idle < now)
                )
            )
            connection.execute(
                insert(sessions).values(
                    token=_key(token), user=user.name, seen=now, idle=idle, ends=now + longest
                )
            )
        return token

    def of(self, token: str) -> User | None:
        """Whose session this is; None where it has ended, or the account is disabled."""
        now = time.time()
        with self._database.begin() as connection:
            row = connection.execute(
                select(users, sessions.c.seen)
                .join(sessions, sessions.c.user == users.c.name)
                .where(
                    sessions.c.token == _key(token),
                    sessions.c.ends >= now,
                    sessions.c.seen + sessions.c.idle >= now,
                    users.c.disabled.is_(False),
                )
            ).first()
        if row is None:
            return None
        if now - row.seen > _SEEN_EVERY:
            with self._database.begin() as connection:
                of_token = sessions.c.token == _key(token)
                connection.execute(update(sessions).where(of_token).values(seen=now))
        return _user(row)

    def end(self, token: str) -> None:
        """Ends a session."""
        with self._database.begin() as connection:
            connection.execute(delete(sessions).where(sessions.c.token == _key(token)))

    def end_all(self, name: str) -> None:
        """Ends all sessions of an account."""
        with self._database.begin() as connection:
            connection.execute(delete(sessions).where(sessions.c.user == name))

    # -- attempts -------------------------------------------------------------------------

    def attempt(self, name: str, address: str) -> bool:
        """Counts an attempt to sign in, before it is looked at; False where there were too many.

        Those are not counted: waiting is enough.
        """
        most = {_key(f"name {name}"): OF_NAME, _key(f"address {address}"): OF_ADDRESS}
        return self._counted(most, WITHIN)

    def asks(self, name: str, most: int) -> bool:
        """Counts a question of a user, on whichever machine; False where it would be more than
        `most` within a minute, and is not counted.
        """
        return self._counted({_key(f"question {name}"): most}, _MINUTE)

    def _counted(self, most: dict[str, int], within: float) -> bool:
        """Notes one more of each of these; False, and none noted, where there are `most` already.

        `within`: seconds, at most `WITHIN`.
        """
        now = time.time()
        with self._database.begin(alone=True) as connection:
            connection.execute(delete(attempts).where(attempts.c.at < now - WITHIN))
            for key, limit in most.items():
                of_key = (attempts.c.key == key, attempts.c.at >= now - within)
                if connection.execute(select(func.count()).where(*of_key)).scalar_one() >= limit:
                    return False
            connection.execute(insert(attempts), [{"key": key, "at": now} for key in most])
        return True

    def succeeded(self, name: str, address: str) -> None:
        """Forgets the attempts of a name, and one of the address, that were none on a password."""
        of_name, of_address = _key(f"name {name}"), _key(f"address {address}")
        with self._database.begin(alone=True) as connection:
            connection.execute(delete(attempts).where(attempts.c.key == of_name))
            last = select(func.max(attempts.c.number)).where(attempts.c.key == of_address)
            connection.execute(delete(attempts).where(attempts.c.number == last.scalar_subquery()))

    def close(self) -> None:
        """Lets go of the database."""
        self._database.close()


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
