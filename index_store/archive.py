"""Backups: in one archive the catalogue, the uploaded files, and what lies beside the catalogue.

Copies of the catalogue are not kept in it.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import sqlite3
import tempfile
import uuid
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from filelock import FileLock, Timeout
from pydantic import BaseModel, ValidationError
from sqlalchemy import Column, Connection, delete, func, insert, select, update
from sqlalchemy.exc import DatabaseError

from index_store import beside, schema
from index_store.copying import copy_tables
from index_store.database import Database
from index_store.databases import CATALOGUE, open_database
from index_store.durable import make_folder, sync_folder
from index_store.errors import CatalogueUnreadable, StoreBusy, StoreError
from index_store.pending import DERIVED, EVERYTHING
from index_store.schema import VERSION
from index_store.sqlite_database import SqliteDatabase

_MANIFEST = "manifest.json"
_UPLOADS = "uploads"
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    ValueError,
    NotImplementedError,
)
"""What reading a zip archive raises where some of its bytes are not what they were."""

_PIECE = 1 << 20


class Manifest(BaseModel):
    """What an archive holds; sizes in bytes, checksums SHA-256 in hex."""

    program: str = "cop-assistant"
    layout: int = VERSION
    created: str
    folder: str
    documents: int
    passages: int
    files: dict[str, tuple[int, str]] = {}


def back_up(
    store: Path, file: Path, database: str | None = None, further: Sequence[str] = ()
) -> Manifest:
    """Writes the store in the folder `store` to the archive `file`, while it is in use.

    `database`: its address, where the catalogue is not in the folder. It is taken as it is at one
    moment. `further`: names of what lies beside the catalogue (see `beside`). An archive that was
    there before is replaced once the new one is complete; only who wrote it may read it. Raises
    StoreError where that cannot be done.
    """
    if file.exists() and not _is_archive(file, further):
        raise StoreError(f"{file} is no backup of this program: give another name")
    try:
        with tempfile.TemporaryDirectory(dir=file.absolute().parent, prefix=".backup-") as here:
            manifest = _copied(store, database, Path(here, CATALOGUE))
            whole = Path(here, "archive")
            with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                _put(archive, manifest, CATALOGUE, Path(here, CATALOGUE))
                for path in _uploads(store):
                    _put(archive, manifest, path.relative_to(store).as_posix(), path)
                for path in beside.copied(store, further, Path(here)):
                    _put(archive, manifest, path.name, path)
                archive.writestr(_MANIFEST, manifest.model_dump_json(indent=1))
            with whole.open("rb+") as written:
                os.fsync(written.fileno())
            whole.chmod(0o600)  # restricted documents, accounts
            whole.replace(file)
        sync_folder(file.absolute().parent)
    except OSError as error:
        reason = f"{file} cannot be written ({error.strerror}): nothing was changed"
        raise StoreError(reason) from error
    return manifest


def restore(
    file: Path,
    store: Path,
    force: bool = False,
    database: str | None = None,
    further: Sequence[str] = (),
) -> Manifest:
    """Puts the archive `file` in the place of what the folder `store` holds, at once or not at all.

    `database`: its address, where the catalogue is not to be in the folder; an archive made of
    either kind of catalogue may be restored to the other. `further`: as in `back_up`.

    Copies are built again when the store is opened. Raises StoreError where the archive is
    damaged, or where the store holds documents and `force` is not given.
    """
    try:
        make_folder(store)
        with (
            _unpacked(file, store, further) as (manifest, source),
            _lock(store),
            _destination(store, force, database) as target,
        ):
            _prepare(source, target, Path(manifest.folder), store)
            _move_uploads(source.parent, store)
            beside.put_back(source.parent, further, store)
            _put_in_place(source, target)
    except DatabaseError as error:
        raise StoreError(f"{store} was left as it was ({error})") from error
    except OSError as error:
        raise StoreError(f"{store} was left as it was ({error.strerror or error})") from error
    return manifest


# -- writing ----------------------------------------------------------------------------------


def _copied(store: Path, database: str | None, copy: Path) -> Manifest:
    """Copies the catalogue as it is at one moment."""
    with closing(open_database(store, database)) as source:
        if isinstance(source, SqliteDatabase):
            with closing(sqlite3.connect(copy)) as target:
                source.back_up(target)
        else:
            with (
                closing(SqliteDatabase(copy)) as made,
                source.snapshot() as moment,
                made.transaction() as into,
            ):
                copy_tables(moment, into)
        found = source.layout
    with closing(sqlite3.connect(copy)) as written:
        written.execute("PRAGMA journal_mode = DELETE")  # all of it in the one file
        return Manifest(
            layout=found,
            created=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            folder=str(store.absolute()),
            documents=_count(written, "documents"),
            passages=_count(written, "passages"),
        )


def _uploads(store: Path) -> Iterator[Path]:
    for path in sorted((store / _UPLOADS).rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(store).parts)
        if path.is_file() and not path.is_symlink() and not hidden:
            yield path


def _put(archive: zipfile.ZipFile, manifest: Manifest, name: str, path: Path) -> None:
    size, checksum = 0, hashlib.sha256()
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as target:
        while piece := source.read(_PIECE):
            target.write(piece)
            checksum.update(piece)
            size += len(piece)
    manifest.files[name] = (size, checksum.hexdigest())


# -- reading ----------------------------------------------------------------------------------


@contextmanager
def _unpacked(file: Path, store: Path, further: Sequence[str]) -> Iterator[tuple[Manifest, Path]]:
    """The archive's manifest, and its catalogue in a folder beside the store's own."""
    with tempfile.TemporaryDirectory(dir=store, prefix=".restore-") as here:
        try:
            with zipfile.ZipFile(file) as archive:
                manifest = _manifest(archive, further)
                for name, (size, checksum) in manifest.files.items():
                    _take(archive, name, size, checksum, Path(here, name))
        except _DAMAGED as error:
            reason = " ".join(str(error).split())[:120]
            raise StoreError(f"{file} is no whole backup of this program ({reason})") from error
        catalogue = Path(here, CATALOGUE)
        database = SqliteDatabase(catalogue)  # brings an earlier layout up to today's
        with closing(database):
            fault = next(database.faults(), "")
        if fault:
            raise StoreError(f"{file} holds a damaged catalogue ({fault}): use another backup")
        yield manifest, catalogue


def _manifest(archive: zipfile.ZipFile, further: Sequence[str]) -> Manifest:
    try:
        manifest = Manifest.model_validate_json(archive.read(_MANIFEST))
    except ValidationError as error:
        raise ValueError("its manifest cannot be read") from error
    if manifest.layout > VERSION:
        raise StoreError(
            f"the backup was written by a newer version of this program (layout {manifest.layout},"
            f" this one reads up to {VERSION}): update the program"
        )
    for name in manifest.files:
        parts = PurePosixPath(name).parts
        if name not in (CATALOGUE, *further) and (
            parts[0] != _UPLOADS or len(parts) < 2 or ".." in parts or "\\" in name
        ):
            raise ValueError(f"it holds {name}")
    if CATALOGUE not in manifest.files:
        raise ValueError("it holds no catalogue")
    return manifest


def _take(archive: zipfile.ZipFile, name: str, size: int, checksum: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    found, left = hashlib.sha256(), size
    with archive.open(name) as source, path.open("wb") as target:
        while piece := source.read(_PIECE):
            left -= len(piece)
            if left < 0:
                break
            found.update(piece)
            target.write(piece)
        target.flush()
        os.fsync(target.fileno())
    if left or found.hexdigest() != checksum:
        raise ValueError(f"{name} is damaged")


# -- putting in place -------------------------------------------------------------------------


@contextmanager
def _lock(store: Path) -> Iterator[None]:
    try:
        with FileLock(store / "writer.lock", timeout=0):
            yield
    except Timeout as error:
        raise StoreBusy(store) from error


@contextmanager
def _destination(store: Path, force: bool, address: str | None) -> Iterator[Database]:
    """The catalogue to write into, which nobody is writing to."""
    path = store / CATALOGUE
    try:
        target = open_database(store, address)
    except CatalogueUnreadable as error:
        if address is not None:
            raise
        if not force:
            raise StoreError(
                f"{path} cannot be read: with --force it is kept under another name, and the "
                "backup takes its place"
            ) from error
        aside = path.with_name(f"{CATALOGUE}.unreadable-{uuid.uuid4().hex[:8]}")
        path.replace(aside)
        for suffix in ("-wal", "-shm"):
            path.with_name(CATALOGUE + suffix).unlink(missing_ok=True)
        target = open_database(store)
    with closing(target):
        target.require_writing()
        found = target.first(select(func.count()).select_from(schema.documents))
        if found and found[0] and not force:
            raise StoreError(
                f"{target.place} holds {found[0]} documents: give --force to put the backup in "
                "their place"
            )
        yield target


def _prepare(source: Path, target: Database, old_folder: Path, store: Path) -> None:
    """Makes the catalogue of the archive a later state of the one whose place it takes.

    So all who have the store open notice, and no copy is taken for one of the restored state.
    """
    before = _facts(target)
    with closing(SqliteDatabase(source)) as restored:
        after = _facts(restored)
        revision = max(int(before.get("revision", 0)), int(after.get("revision", 0))) + 1
        facts = {
            "identity": before.get("identity") or uuid.uuid4().hex,
            "restored": uuid.uuid4().hex,
            "revision": str(revision),
        }
        copies = dict(_pairs(target, schema.copies.c.target, schema.copies.c.version))
        if isinstance(target, SqliteDatabase):
            copies = {copy: copies.get(copy, 0) for copy in DERIVED}
        with restored.transaction() as connection:
            for key, value in facts.items():
                entry = restored.insert(schema.meta).values(key=key, value=value)
                connection.execute(
                    entry.on_conflict_do_update(index_elements=["key"], set_={"value": value})
                )
            for table in (schema.seals, schema.pending, schema.copies):
                connection.execute(delete(table))
            for copy, version in copies.items():
                values = {"target": copy, "version": version + 1}
                connection.execute(insert(schema.copies), values)
                connection.execute(insert(schema.pending), {"target": copy, "document": EVERYTHING})
            _move_paths(connection, f"{old_folder / _UPLOADS}{os.sep}", store.absolute() / _UPLOADS)


def _put_in_place(source: Path, target: Database) -> None:
    """Replaces all that the catalogue holds in one transaction."""
    if isinstance(target, SqliteDatabase):
        with closing(sqlite3.connect(source)) as connection:
            target.replace(connection)
        return
    with (
        closing(SqliteDatabase(source)) as restored,
        restored.snapshot() as moment,
        target.transaction() as into,
    ):
        copy_tables(moment, into)


def _facts(database: Database) -> dict[str, str]:
    return dict(_pairs(database, schema.meta.c.key, schema.meta.c.value))


def _move_paths(connection: Connection, old: str, new: Path) -> None:
    """Uploaded files lie in the store's folder, wherever that is now."""
    of = schema.documents.c
    for key, path, record, header in connection.execute(
        select(of.key, of.path, of.record, of.header)
    ).all():
        if path.startswith(old):
            moved = str(new / path[len(old) :])
            connection.execute(
                update(schema.documents)
                .where(of.key == key)
                .values(
                    path=moved, record=_with_path(record, moved), header=_with_path(header, moved)
                )
            )


def _pairs(database: Database, key: Column[Any], value: Column[Any]) -> Iterator[tuple[Any, Any]]:
    return ((row[0], row[1]) for row in database.rows(select(key, value)))


def _with_path(text: str, path: str) -> str:
    return json.dumps(json.loads(text) | {"path": path}, ensure_ascii=False)


def _move_uploads(source: Path, store: Path) -> None:
    for path in _uploads(source):
        target = store / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
        sync_folder(target.parent)


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _is_archive(file: Path, further: Sequence[str]) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            _manifest(archive, further)
    except (*_DAMAGED, OSError):
        return False
    return True
