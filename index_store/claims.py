"""Which files this process reads, where several ingest the same folders at once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import delete, or_

from index_store.database import Database, parts
from index_store.schema import pending

FILES = "files"
"""What the table `pending` calls them."""


class Claims:
    """Files by their paths: claimed before they are read, free again once they are stored.

    A file whose reader died is free for the next one. Storing a document frees its file in the
    same transaction (see `Catalogue.write`).
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, path: Path) -> bool:
        """Claims a file; False where another living process is reading it."""
        with self._database.claiming() as connection:
            owner = self._database.owner
            entry = self._database.insert(pending).values(
                target=FILES, document=str(path), owner=owner
            )
            gone = or_(pending.c.owner.is_(None), ~self._database.living(pending.c.owner))
            taken = connection.execute(
                entry.on_conflict_do_update(
                    index_elements=["target", "document"],
                    set_={"owner": owner},
                    where=or_(gone, pending.c.owner == owner),
                ).returning(pending.c.document)
            )
            return taken.first() is not None

    def free(self, paths: Iterable[Path]) -> None:
        """Frees files that this process has claimed."""
        with self._database.claiming() as connection:
            for part in parts([str(path) for path in paths]):
                connection.execute(
                    delete(pending).where(
                        pending.c.target == FILES,
                        pending.c.document.in_(part),
                        pending.c.owner == self._database.owner,
                    )
                )
