"""Collections of documents, and who may read them: everybody, or groups of users.

A document is in one collection. Where nobody says which, it goes where the document was that it
takes the place of, else where the rule for its folder says, else into `GENERAL`.
"""

from __future__ import annotations

import json
from collections.abc import Collection as Names
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, delete, func, select, update

from index_store.database import Database
from index_store.errors import StoreError
from index_store.schema import (
    COLLECTIONS,
    GENERAL,
    collection_folders,
    collections,
    documents,
)

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

    def read_by_more_than(self, other: Collection) -> bool:
        """Whether all who may read the other may read this one, and some who may not."""
        if self.groups is None or other.groups is None:
            return self.groups is None and other.groups is not None
        return other.groups < self.groups


Readers = Mapping[str, frozenset[str] | None]
"""Collections, each with the groups that may read it; None: everybody."""


def open_to(readers: Readers, groups: Names[str]) -> frozenset[str]:
    """Names of the collections that somebody in these groups may read.

    >>> sorted(open_to({"general": None, "drafts": frozenset({"staff"})}, {"chairs"}))
    ['general']
    """
    return frozenset(
        name for name, of in readers.items() if of is None or not of.isdisjoint(groups)
    )


class Collections:
    """The tables `collections` and `collection_folders` of the catalogue."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def readers(self) -> Readers:
        """All collections by name, each with who may read it."""
        if self._database.layout < COLLECTIONS:  # earlier, and it cannot be written to
            return {GENERAL: None}
        rows = self._database.rows(select(collections.c.name, collections.c.readers))
        return {name: _groups(readers) for name, readers in rows}

    def all(self) -> list[Collection]:
        """All collections by name, `GENERAL` first."""
        if self._database.layout < COLLECTIONS:  # earlier, and it cannot be written to
            return [Collection(GENERAL)]
        folders: dict[str, list[str]] = {}
        of = collection_folders.c
        for folder, name in self._database.rows(
            select(of.folder, of.collection).order_by(of.folder)
        ):
            folders.setdefault(name, []).append(folder)
        held = select(func.count()).where(documents.c.collection == collections.c.name)
        rows = self._database.rows(
            select(collections.c.name, collections.c.readers, held.scalar_subquery()).order_by(
                collections.c.name != GENERAL, collections.c.name
            )
        )
        return [
            Collection(
                name,
                _groups(readers),
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

    def of(self, document: str) -> str | None:
        """The collection of a document, None where there is no such document."""
        query = select(documents.c.collection).where(documents.c.id == document)
        row = self._database.first(query)
        return row[0] if row else None

    def of_new(self, path: str, named: str | None) -> str:
        """Where a document of this path goes; `named`: where somebody says, if they do.

        Raises UnknownCollection.
        """
        return self.of_path(path) if named is None else self.get(named).name

    def of_path(self, path: str) -> str:
        """Where a new document of this path goes."""
        here = Path(path)
        folders = {
            folder: collection.name for collection in self.all() for folder in collection.folders
        }
        inside = [folder for folder in folders if here.is_relative_to(folder)]
        return folders[max(inside, key=len)] if inside else GENERAL

    # -- changing, inside a transaction -----------------------------------------------------

    def put(self, connection: Connection, name: str, groups: Iterable[str] | None) -> None:
        """Makes a collection, or changes who may read it; None: everybody."""
        readers = None if groups is None else json.dumps(sorted(map(checked_name, groups)))
        entry = self._database.insert(collections).values(
            name=checked_name(name), readers=readers, revision=0
        )
        connection.execute(
            entry.on_conflict_do_update(index_elements=["name"], set_={"readers": readers})
        )

    def erase(self, connection: Connection, name: str) -> None:
        """Takes an empty collection out; raises StoreError where it holds documents."""
        collection = self.get(name)
        if name == GENERAL:
            raise StoreError(f"the collection {GENERAL!r} stays: documents are there by default")
        if collection.documents:
            raise StoreError(
                f"the collection {name!r} holds {collection.documents} documents: move them with "
                "`cop-assistant collection move`, or remove them, first"
            )
        of = collection_folders.c
        connection.execute(delete(collection_folders).where(of.collection == name))
        connection.execute(delete(collections).where(collections.c.name == name))

    def set_folder(self, connection: Connection, folder: str, name: str | None) -> None:
        """Makes a rule: documents of this folder go into a collection; None takes it back."""
        if name is None:
            connection.execute(
                delete(collection_folders).where(collection_folders.c.folder == folder)
            )
            return
        name = self.get(name).name
        entry = self._database.insert(collection_folders).values(folder=folder, collection=name)
        connection.execute(
            entry.on_conflict_do_update(index_elements=["folder"], set_={"collection": name})
        )

    def changed(self, connection: Connection, names: Iterable[str], revision: int) -> None:
        """Remembers that documents of these collections changed with this revision."""
        connection.execute(
            update(collections).where(collections.c.name.in_(list(names))).values(revision=revision)
        )


def _groups(readers: str | None) -> frozenset[str] | None:
    return None if readers is None else frozenset(json.loads(readers))


def checked_name(name: str) -> str:
    """A name of a collection or group, without the space around it; raises StoreError.

    >>> checked_name(" Delegates only ")
    'Delegates only'
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST or not name.isprintable() or "," in name:
        raise StoreError(f"{name!r} is no name: 1 to {LONGEST} characters, no commas")
    return name
