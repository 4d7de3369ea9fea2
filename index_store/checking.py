"""Is the store whole? Looks at all of it, names what is wrong, and mends what can be mended."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

from pydantic import BaseModel, ValidationError
from sqlalchemy.exc import DatabaseError

from index_store.errors import StoreError
from index_store.store import Store

_MOST = 20  # faults of one part that are listed

COPIES = {"vectors": "vectors", "full text": "full_text", "replica": "replica"}
"""Parts that are copies of the catalogue, and what the store calls them."""


class PartReport(BaseModel):
    """A part of the store, and in one line each what is wrong with it."""

    part: str
    faults: list[str] = []


class CheckReport(BaseModel):
    """All parts of the store."""

    parts: list[PartReport]

    @property
    def ok(self) -> bool:
        """True where nothing is wrong."""
        return not any(part.faults for part in self.parts)


def check(store: Store) -> CheckReport:
    """Reads everything: catalogue, vectors, full text, replica and uploaded files.

    Raises StoreBusy where another process is writing.
    """
    with nullcontext() if store.read_only else store.writing(wait=False):
        parts = [_part("catalogue", _catalogue_faults(store))]
        parts += [_part(name, _copy_faults(store, copy)) for name, copy in COPIES.items()]
        parts.append(_part("uploads", _upload_faults(store)))
    return CheckReport(parts=parts)


def repair(store: Store, report: CheckReport) -> None:
    """Mends what `check` has found, as far as it can be: copies are built again, missing vectors
    embedded again, files whose stored text is not sound are read again by the next ingestion.
    """
    faulty = {part.part for part in report.parts if part.faults}
    with store.writing(wait=False):
        if "catalogue" in faulty:
            _repair_catalogue(store)
        for name in COPIES:
            if name in faulty:
                store.rebuild(COPIES[name])


def _part(name: str, faults: Iterator[str]) -> PartReport:
    found: list[str] = []
    try:
        for fault in faults:
            if len(found) == _MOST:
                found.append("and more")
                break
            found.append(fault)
    except (DatabaseError, StoreError, ValidationError, ValueError) as error:
        found.append(" ".join(str(error).split())[:200])
    return PartReport(part=name, faults=found)


# -- the catalogue ----------------------------------------------------------------------------


def _catalogue_faults(store: Store) -> Iterator[str]:
    yield from store.database.faults()
    for document in store.catalogue.ids():
        fault = _document_fault(store, document)
        if fault:
            yield f"{document}: {fault}"
    missing = len(store.catalogue.without_vector())
    if missing:
        yield f"{missing} passages have no vector"


def _document_fault(store: Store, document: str) -> str:
    """What is wrong with a document: its passages have to say what its text says there."""
    try:
        whole = store.catalogue.document(document)
        record = store.document(document)
    except ValueError as error:  # of JSON or of a model
        return f"cannot be read ({' '.join(str(error).split())[:120]})"
    if record.passages != len(whole.passages):
        return f"has {len(whole.passages)} passages instead of {record.passages}"
    for passage in whole.passages:
        if whole.text[passage.start : passage.end] != passage.text:
            return f"passage {passage.ordinal} does not say what the text says there"
        if any(not 0 <= s.start <= s.end <= len(whole.text) for s in passage.sentences):
            return f"a sentence of passage {passage.ordinal} lies outside of the text"
    return ""


def _repair_catalogue(store: Store) -> None:
    store.embed_missing()
    store.database.reindex()
    with store.catalogue.transaction() as connection:
        for document in store.catalogue.ids():
            if _document_fault(store, document):
                store.catalogue.forget_file(connection, document)


# -- copies and files -------------------------------------------------------------------------


def _copy_faults(store: Store, copy: str) -> Iterator[str]:
    fault = store.fault(copy)
    if fault:
        yield fault


def _upload_faults(store: Store) -> Iterator[str]:
    folder = store.folder.absolute() / "uploads"
    for path, (document, sha256, _) in store.catalogue.files().items():
        if Path(path).is_relative_to(folder):
            try:
                content = Path(path).read_bytes()
            except OSError as error:
                yield f"{document}: its file {Path(path).name} cannot be read ({error.strerror})"
                continue
            if hashlib.sha256(content).hexdigest() != sha256:
                yield f"{document}: its file {Path(path).name} has changed since it was read"
