"""Collections of documents, and who may read them: everybody, or groups of users.

A document is in one collection. Where nobody says which, it goes where the document was that it
takes the place of, else where the rule for its folder says, else into `GENERAL`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection as Names
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from index_store.database import Database
from index_store.errors import StoreError
from index_store.layout import COLLECTIONS, GENERAL, found

LONGEST = 60
"""Characters of the name of a collection or group."""


class UnknownCollection(StoreError):
    """No collection has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"there is no collection {name!r}: `cop-assistant collection list` lists them, "
            f"`cop-assistant collection add` makes one"
        )


@dataclass(frozen=True)
class Collection:
    """Documents that the same people may read; `groups` is None where everybody may."""

    name: str
    groups: frozenset[str] | None = None
    documents: int = 0
    folders: tuple[str, ...] = ()

    def open_to(self, groups: Names[str]) -> bool:
        """Whether somebody in these groups may read it."""
        return self.groups is None or not self.groups.isdisjoint(groups)


class Collections:
    """The tables `collections` and `collection_folders` of the catalogue."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Collection]:
        """All collections by name, `GENERAL` first."""
        connection = self._database.connection
        if found(connection) < COLLECTIONS:  # of an earlier version, which cannot be written to
            return [Collection(GENERAL)]
        folders: dict[str, list[str]] = {}
        for folder, name in connection.execute(
            "SELECT folder, collection FROM collection_folders ORDER BY folder"
        ):
            folders.setdefault(name, []).append(folder)
        rows = connection.execute(
            "SELECT name, readers, (SELECT count(*) FROM documents WHERE collection = name)"
            " FROM collections ORDER BY name <> ?, name",
            (GENERAL,),
        )
        return [
            Collection(
                name,
                None if readers is None else frozenset(json.loads(readers)),
                count,
                tuple(folders.get(name, ())),
            )
            for name, readers, count in rows
        ]

    def get(self, name: str) -> Collection:
        """One collection; raises UnknownCollection."""
        for collection in self.all():
            if collection.name == name:
                return collection
        raise UnknownCollection(name)

    def open_to(self, groups: Names[str]) -> frozenset[str]:
        """Names of the collections that somebody in these groups may read."""
        return frozenset(c.name for c in self.all() if c.open_to(groups))

    def of(self, document: str) -> str | None:
        """The collection of a document, None where there is no such document."""
        row = self._database.connection.execute(
            "SELECT collection FROM documents WHERE id = ?", (document,)
        ).fetchone()
        return row[0] if row else None

    def of_path(self, path: str) -> str:
        """Where a new document of this path goes."""
        here = Path(path)
        folders = {
            folder: collection.name for collection in self.all() for folder in collection.folders
        }
        inside = [folder for folder in folders if here.is_relative_to(folder)]
        return folders[max(inside, key=len)] if inside else GENERAL

    # -- changing, inside a transaction -----------------------------------------------------

    def put(self, connection: sqlite3.Connection, name: str, groups: Iterable[str] | None) -> None:
        """Makes a collection, or changes who may read it; None: everybody."""
        readers = None if groups is None else json.dumps(sorted(map(checked_name, groups)))
        connection.execute(
            "INSERT INTO collections (name, readers, revision) VALUES (?, ?, 0)"
            " ON CONFLICT (name) DO UPDATE SET readers = excluded.readers",
            (checked_name(name), readers),
        )

    def erase(self, connection: sqlite3.Connection, name: str) -> None:
        """Takes an empty collection out; raises StoreError where it holds documents."""
        collection = self.get(name)
        if name == GENERAL:
            raise StoreError(f"the collection {GENERAL!r} stays: documents are there by default")
        if collection.documents:
            raise StoreError(
                f"the collection {name!r} holds {collection.documents} documents: move them with "
                "`cop-assistant collection move`, or remove them, first"
            )
        connection.execute("DELETE FROM collection_folders WHERE collection = ?", (name,))
        connection.execute("DELETE FROM collections WHERE name = ?", (name,))

    def set_folder(self, connection: sqlite3.Connection, folder: str, name: str | None) -> None:
        """Makes a rule: documents of this folder go into a collection; None takes it back."""
        if name is None:
            connection.execute("DELETE FROM collection_folders WHERE folder = ?", (folder,))
            return
        connection.execute(
            "INSERT INTO collection_folders (folder, collection) VALUES (?, ?)"
            " ON CONFLICT (folder) DO UPDATE SET collection = excluded.collection",
            (folder, self.get(name).name),
        )

    def changed(self, connection: sqlite3.Connection, names: Iterable[str], revision: int) -> None:
        """Remembers that documents of these collections changed with this revision."""
        connection.executemany(
            "UPDATE collections SET revision = ? WHERE name = ?",
            ((revision, name) for name in names),
        )


def checked_name(name: str) -> str:
    """A name of a collection or group, without the space around it; raises StoreError.

    >>> checked_name(" Delegates only ")
    'Delegates only'
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST or not name.isprintable() or "," in name:
        raise StoreError(f"{name!r} is no name: 1 to {LONGEST} characters, no commas")
    return name
