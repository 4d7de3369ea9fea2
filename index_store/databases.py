"""Which database a store's catalogue is in."""

from __future__ import annotations

from pathlib import Path

from index_store.database import Database
from index_store.errors import StoreError

CATALOGUE = "catalogue.sqlite"
"""The file in the store's folder, where no other database is named."""


def open_database(folder: Path, address: str | None = None) -> Database:
    """The catalogue of the store in `folder`, made where there is none.

    `address`: of a PostgreSQL database ("postgresql://user@host/name"), else a SQLite file in the
    folder. Raises StoreError where it cannot be used.
    """
    if address is None:
        from index_store.sqlite_database import SqliteDatabase

        return SqliteDatabase(folder / CATALOGUE)
    try:
        from index_store.postgresql_database import PostgresqlDatabase
    except ModuleNotFoundError as error:
        raise StoreError(
            "a catalogue in PostgreSQL needs the package psycopg: install the extra postgresql, "
            "as with pip install 'cop-assistant[postgresql]'"
        ) from error
    return PostgresqlDatabase(address)
