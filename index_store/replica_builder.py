"""Builds the replica of a revision, reusing what the one before has of unchanged documents."""

from __future__ import annotations

import json
import logging
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
from sqlalchemy import Connection, select

from index_store.analysis import terms
from index_store.database import Database
from index_store.errors import CopyFailed
from index_store.names import speaker_key
from index_store.records import DocumentRecord
from index_store.replica import ARRAYS, Replica, ReplicaHeader
from index_store.schema import documents, meta, passages, vectors
from index_store.seals import SEAL, Seal
from index_store.signs import signs
from index_store.vector_cache import STORED

Arrays = dict[str, np.ndarray]

_log = logging.getLogger(__name__)
_FORM, _EARLIER = "v", "r"  # what folders begin with: another form of the arrays, another letter
_ABANDONED = 3600.0  # seconds after which a half-built replica belongs to no living process


def up_to_date(folder: Path, database: Database, spare: Callable[[], Path]) -> Replica:
    """The replica of the catalogue as it is now, kept in `folder`; built where there is none.

    Where `folder` cannot be written to it is kept in the one that `spare` gives. Raises
    StoreError where neither has room.
    """
    with database.snapshot() as connection:
        facts = {row.key: row.value for row in connection.execute(select(meta))}
        revision, model = int(facts.get("revision", 0)), facts.get("model", "")
        store = facts.get("identity", "") + facts.get("restored", "")
        old = _newest(folder, store)
        if old is not None and old.revision == revision and old.header.model == model:
            return old
        if old is not None and old.header.model != model:
            old = None
        builder = _Builder(connection, int(facts.get("dimension", 0)), old)
        arrays, vocabulary, header = builder.build(store, revision, model)
    if database.read_only is None:
        with suppress(OSError):
            return _save(folder, arrays, vocabulary, header)
    try:
        return _save(spare() / "replica", arrays, vocabulary, header)
    except OSError as error:
        raise CopyFailed(database.place, "replica", str(error.strerror)) from error


class _Builder:
    """Collects the arrays of all documents, in the order in which they were added."""

    def __init__(self, connection: Connection, dimension: int, old: Replica | None) -> None:
        self._connection = connection
        self._dimension = dimension
        self._old = old
        self._vocabulary = dict(old.vocabulary) if old else {}
        self._speakers = {key: n for n, key in enumerate(old.speakers)} if old else {}
        self._places = {key: n for n, key in enumerate(old.header.document_keys)} if old else {}

    def build(
        self, store: str, revision: int, model: str
    ) -> tuple[Arrays, list[str], ReplicaHeader]:
        query = select(documents.c.key, documents.c.record).order_by(documents.c.key)
        rows = self._connection.execute(query).all()
        parts: list[Arrays] = []
        for key, _ in rows:
            place = self._places.get(key)
            parts.append(self._read(key) if place is None else self._reuse(place))
        arrays = self._joined(parts)
        header = ReplicaHeader(
            store=store,
            revision=revision,
            model=model,
            document_keys=[key for key, _ in rows],
            documents=[DocumentRecord.model_validate_json(record) for _, record in rows],
            speakers=list(self._speakers),
        )
        return arrays, list(self._vocabulary), header

    def _read(self, key: int) -> Arrays:
        """The arrays of one document, from the catalogue."""
        of = passages.c
        query = select(of.row, of.ordinal, of.unit, vectors.c.vector, of.body)
        query = query.join(vectors, vectors.c.hash == of.vector)
        query = query.where(of.document == key).order_by(of.ordinal)
        found = self._connection.execute(query).all()
        tokens: list[int] = []
        lengths: list[int] = []
        speakers: list[int] = []
        spoken: list[int] = []
        spans: list[tuple[int, int]] = []
        for *_, body in found:
            passage = json.loads(body)
            before = [lead["text"] for lead in passage.get("lead", ())]
            words = terms("\n".join([*before, passage["text"]]))
            tokens.extend(self._vocabulary.setdefault(w, len(self._vocabulary)) for w in words)
            lengths.append(len(words))
            spans.append((passage["start"], passage["end"]))
            keys = dict.fromkeys(speaker_key(speaker["name"]) for speaker in passage["speakers"])
            speakers.extend(self._speakers.setdefault(k, len(self._speakers)) for k in keys)
            spoken.append(len(keys))
        flat = np.frombuffer(b"".join(vector for *_, vector, _ in found), dtype=STORED)
        exact = flat.reshape(len(found), self._dimension)
        return {
            "tokens": np.array(tokens, dtype=np.uint32),
            "lengths": np.array(lengths, dtype=np.int64),
            "vectors": exact,
            "signs": signs(exact).T,
            "ordinal": np.array([row[1] for row in found], dtype=np.int32),
            "unit": np.array([row[2] for row in found], dtype=np.int32),
            "start": np.array([start for start, _ in spans], dtype=np.int32),
            "end": np.array([end for _, end in spans], dtype=np.int32),
            "row": np.array([row[0] for row in found], dtype=np.int64),
            "speaker_ids": np.array(speakers, dtype=np.int32),
            "spoken": np.array(spoken, dtype=np.int64),
        }

    def _reuse(self, place: int) -> Arrays:
        """The arrays of one document, from the replica before; ids of terms stay the same."""
        old = self._old
        assert old is not None
        first, last = old.document_offsets[place], old.document_offsets[place + 1]
        tokens = slice(old.token_offsets[first], old.token_offsets[last])
        speakers = slice(old.speaker_offsets[first], old.speaker_offsets[last])
        return {
            "tokens": old.tokens[tokens],
            "lengths": np.diff(old.token_offsets[first : last + 1]),
            "vectors": old.vectors[first:last],
            "signs": old.signs[:, first:last].T,
            "ordinal": old.ordinal[first:last],
            "unit": old.unit[first:last],
            "start": old.start[first:last],
            "end": old.end[first:last],
            "row": old.row[first:last],
            "speaker_ids": old.speaker_ids[speakers],
            "spoken": np.diff(old.speaker_offsets[first : last + 1]),
        }

    def _joined(self, parts: list[Arrays]) -> Arrays:
        def joined(name: str, empty: tuple[int, ...] = (0,)) -> np.ndarray:
            return np.concatenate([part[name] for part in parts]) if parts else np.zeros(empty)

        sizes = np.array([len(part["row"]) for part in parts], dtype=np.int64)
        arrays = {
            name: joined(name) for name in ("tokens", "ordinal", "unit", "start", "end", "row")
        }
        arrays["speaker_ids"] = joined("speaker_ids")
        arrays["vectors"] = joined("vectors", (0, self._dimension))
        arrays["signs"] = np.ascontiguousarray(joined("signs", (0, 0)).T)
        arrays["token_offsets"] = _offsets(joined("lengths"))
        arrays["speaker_offsets"] = _offsets(joined("spoken"))
        arrays["document_offsets"] = _offsets(sizes)
        arrays["document"] = np.repeat(np.arange(len(parts)), sizes)
        return arrays | _inverted(arrays, len(self._vocabulary))


def _offsets(lengths: np.ndarray) -> np.ndarray:
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)


def _inverted(arrays: Arrays, terms_known: int) -> Arrays:
    """Postings: for each term the passages that have it and how often, and its document df."""
    lengths = np.diff(arrays["token_offsets"])
    passages = np.repeat(np.arange(len(lengths), dtype=np.uint64), lengths)
    pairs = (arrays["tokens"].astype(np.uint64) << np.uint64(32)) | passages
    pairs, counts = np.unique(pairs, return_counts=True)
    of_term = (pairs >> np.uint64(32)).astype(np.int64)
    in_passage = (pairs & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    in_document = arrays["document"][in_passage].astype(np.int64)
    # Sorted by term, then by passage and so by document: a document's first pair counts.
    first = np.ones(len(pairs), dtype=bool)
    first[1:] = (of_term[1:] != of_term[:-1]) | (in_document[1:] != in_document[:-1])
    return {
        "posting_offsets": _offsets(np.bincount(of_term, minlength=terms_known)),
        "posting_passages": in_passage,
        "posting_counts": np.minimum(counts, np.iinfo(np.uint16).max),
        "document_df": np.bincount(of_term[first], minlength=terms_known),
    }


def _save(folder: Path, arrays: Arrays, vocabulary: list[str], header: ReplicaHeader) -> Replica:
    """Written beside, then put in place at once: a replica is whole or not there."""
    folder.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(dir=folder, prefix="new-"))
    try:
        _write(temporary, arrays, vocabulary, header)
    except OSError:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    final = folder / f"{_FORM}{header.revision:09d}"
    for other in folder.glob(f"{_EARLIER}*"):
        shutil.rmtree(other, ignore_errors=True)
    for other in folder.glob(f"{_FORM}*"):
        if other.name < final.name:
            shutil.rmtree(other, ignore_errors=True)
    for other in folder.glob("new-*"):
        if time.time() - other.stat().st_mtime > _ABANDONED:
            shutil.rmtree(other, ignore_errors=True)
    try:
        temporary.rename(final)
    except OSError:
        # Another process has put the same revision there, or a damaged one is in the way.
        if _opened(final, header.store) is None:
            _log.warning("the replica in %s is built again from the catalogue (damaged)", folder)
            shutil.rmtree(final, ignore_errors=True)
            temporary.rename(final)
        else:
            shutil.rmtree(temporary, ignore_errors=True)
    return Replica(final)


def _write(folder: Path, arrays: Arrays, vocabulary: list[str], header: ReplicaHeader) -> None:
    for name, kind in ARRAYS.items():
        np.save(folder / f"{name}.npy", arrays[name].astype(kind, copy=False))
    (folder / "vocabulary.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    (folder / "header.json").write_text(header.model_dump_json(), encoding="utf-8")
    (folder / SEAL).write_text(Seal.of(folder).to_json(), encoding="utf-8")


def damaged(folder: Path) -> list[str]:
    """Files of the replicas in `folder` that are not as they were written; every one is read."""
    return [
        f"{candidate.name}/{name}"
        for candidate in sorted(folder.glob(f"{_FORM}*"))
        for name in _broken(candidate)
    ]


def _broken(folder: Path) -> list[str]:
    try:
        seal = Seal.from_json((folder / SEAL).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return [SEAL]
    broken = seal.broken(folder, thorough=True)
    # Of several files that do not fit, the seal itself may be the one that is another's.
    return [SEAL, *broken] if len(broken) > 1 else broken


def _newest(folder: Path, store: str) -> Replica | None:
    for candidate in sorted(folder.glob(f"{_FORM}*"), reverse=True):
        replica = _opened(candidate, store)
        if replica is not None:
            return replica
    return None


def _opened(folder: Path, store: str) -> Replica | None:
    """The replica in a folder; None where it is damaged or that of another store."""
    try:
        replica = Replica(folder)
    except (OSError, ValueError):
        return None
    return replica if replica.header.store == store else None
