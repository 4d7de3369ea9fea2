"""The conversations of an account, kept on the server: every browser of its user has them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from ui.access.accounts_database import AccountsDatabase, conversations, turns
from ui.access.viewer import Viewer

MOST = 60
"""Conversations of one account, the latest."""
ROOM = 64_000_000
"""Characters of all their turns together; the oldest conversations make room."""


@dataclass(frozen=True)
class Head:
    """A conversation without what was said: its name, when it was gone on with, its turns.

    `at` is in milliseconds since 1970; the ids of turns grow.
    """

    id: int
    name: str
    at: int
    turns: tuple[int, ...] = ()


@dataclass(frozen=True)
class Turn:
    """One question and its answer as the page keeps it, in JSON.

    `closed`: whether its user saw more when it was answered than they see now.
    """

    id: int
    content: str
    closed: bool = False


class Conversations:
    """What the accounts of a server have asked; may be used from every thread."""

    def __init__(self, store: Path, address: str | None = None) -> None:
        """`address`: of the PostgreSQL database that several machines share."""
        self._database = AccountsDatabase(store, address)

    def heads(self, user: str) -> list[Head]:
        """The conversations of an account, the latest first."""
        there: dict[int, list[int]] = defaultdict(list)
        own = select(turns.c.conversation, turns.c.id).where(turns.c.user == user)
        mine = select(conversations).where(conversations.c.user == user)
        with self._database.begin() as connection:
            for row in connection.execute(own.order_by(turns.c.id)):
                there[row.conversation].append(row.id)
            rows = connection.execute(mine.order_by(conversations.c.at.desc())).all()
        return [Head(row.id, row.name, row.at, tuple(there[row.id])) for row in rows]

    def turns(self, viewer: Viewer, conversation: int) -> list[Turn]:
        """The turns of a conversation in order."""
        query = select(turns).where(
            turns.c.user == viewer.name, turns.c.conversation == conversation
        )
        with self._database.begin() as connection:
            rows = connection.execute(query.order_by(turns.c.id)).all()
        return [
            Turn(row.id, row.content, not viewer.groups.issuperset(json.loads(row.groups)))
            for row in rows
        ]

    def keep(
        self, viewer: Viewer, head: Head, turn: Turn | None = None, gone: Collection[int] = ()
    ) -> None:
        """Keeps the head of a conversation, a turn that is new or changed, and drops those `gone`.

        Turns that another browser has added stay.
        """
        key = {"user": viewer.name, "id": head.id}
        of_conversation = (turns.c.user == viewer.name) & (turns.c.conversation == head.id)
        dropped = [*gone, *([turn.id] if turn else [])]
        with self._database.begin(alone=True) as connection:
            _put(connection, key, {"name": head.name, "at": head.at})
            connection.execute(delete(turns).where(of_conversation & turns.c.id.in_(dropped)))
            if turn is not None:
                values = {
                    "user": viewer.name,
                    "conversation": head.id,
                    "id": turn.id,
                    "groups": json.dumps(sorted(viewer.groups)),
                    "content": turn.content,
                }
                connection.execute(insert(turns).values(values))
            _make_room(connection, viewer.name)

    def remove(self, user: str, conversation: int) -> None:
        """Drops a conversation; one that is not there is none."""
        with self._database.begin() as connection:
            _drop(connection, user, conversation)

    def close(self) -> None:
        """Lets go of the database."""
        self._database.close()


def _put(connection: Connection, key: dict[str, Any], values: dict[str, Any]) -> None:
    of_key = (conversations.c.user == key["user"]) & (conversations.c.id == key["id"])
    if not connection.execute(update(conversations).where(of_key).values(values)).rowcount:
        connection.execute(insert(conversations).values({**key, **values}))


def _make_room(connection: Connection, user: str) -> None:
    sizes = (
        select(turns.c.conversation, func.sum(func.length(turns.c.content)).label("size"))
        .where(turns.c.user == user)
        .group_by(turns.c.conversation)
    )
    size = {row.conversation: row.size for row in connection.execute(sizes)}
    mine = select(conversations.c.id).where(conversations.c.user == user)
    latest = connection.execute(mine.order_by(conversations.c.at.desc())).scalars().all()
    total = 0
    for n, conversation in enumerate(latest):
        total += size.get(conversation, 0)
        if n >= MOST or (n and total > ROOM):
            _drop(connection, user, conversation)


def _drop(connection: Connection, user: str, conversation: int) -> None:
    of_user = conversations.c.user == user
    connection.execute(delete(conversations).where(of_user & (conversations.c.id == conversation)))
