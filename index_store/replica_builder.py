"""Builds the replica of a revision, reusing what the one before has of unchanged documents."""

from __future__ import annotations

import json
import logging
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
from sqlalchemy import Connection, select

from index_store.analysis import terms
from index_store.database import Database
from index_store.errors import CopyFailed
from index_store.names import speaker_key
from index_store.records import DocumentRecord
from index_store.replica import Replica, ReplicaHeader
from index_store.replica_writer import Arrays, ReplicaWriter, TermCounts
from index_store.schema import documents, meta, passages, vectors
from index_store.seals import SEAL, Seal
from index_store.signs import signs
from index_store.vector_cache import STORED

_log = logging.getLogger(__name__)
_FORM = "w"  # what folders begin with: another form of the arrays, another letter
_ABANDONED = 3600.0  # seconds after which a half-built replica belongs to no living process
_AT_ONCE = 4096  # passages of the replica before that are copied together: 3 MB of vectors
_UNCHANGED = ("vectors", "signs", "ordinal", "unit", "start", "end", "row")


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
        header = ReplicaHeader(store=store, revision=revision, model=model)
        if database.read_only is None:
            with suppress(OSError):
                return _saved(folder, builder, header)
        try:
            return _saved(spare() / "replica", builder, header)
        except OSError as error:
            raise CopyFailed(database.place, "replica", str(error.strerror)) from error


class _Builder:
    """Writes the arrays of all documents, in the order in which they were added."""

    def __init__(self, connection: Connection, dimension: int, old: Replica | None) -> None:
        self._connection = connection
        self._dimension = dimension
        self._old = old
        self._vocabulary: dict[str, int] = {}
        self._speakers: dict[str, int] = {}
        self._counts = TermCounts()

    def build(self, folder: Path, header: ReplicaHeader) -> None:
        """Writes all files of the replica but its seal; raises OSError."""
        query = select(documents.c.key, documents.c.record).order_by(documents.c.key)
        rows = self._connection.execute(query).all()
        header.document_keys = [key for key, _ in rows]
        header.documents = [DocumentRecord.model_validate_json(record) for _, record in rows]
        with ReplicaWriter(folder, self._dimension) as writer:
            self._write(header.document_keys, writer)
            writer.finish(self._counts.of(len(self._vocabulary)))
        header.speakers = list(self._speakers)
        (folder / "vocabulary.txt").write_text("\n".join(self._vocabulary), encoding="utf-8")
        (folder / "header.json").write_text(header.model_dump_json(), encoding="utf-8")

    def _write(self, keys: list[int], writer: ReplicaWriter) -> None:
        """Reads what is new; what the replica before has is copied, neighbours together."""
        old, new = self._old, set(keys)
        known = old.header.document_keys if old else []
        places = {key: n for n, key in enumerate(known)}
        kept = _Kept(old, [n for n, key in enumerate(known) if key in new]) if old else None
        self._vocabulary, self._speakers, self._counts = {}, {}, TermCounts()
        if kept is not None:
            self._vocabulary, self._speakers = kept.vocabulary, kept.speakers
            self._counts = TermCounts(kept.passage_df)
        at = 0
        while at < len(keys):
            place = places.get(keys[at])
            if kept is None or place is None:
                part = self._read(keys[at])
                self._counts.add(part["tokens"], part["lengths"])
                writer.add(part)
                at += 1
                continue
            begin = at
            while at < len(keys) and places.get(keys[at]) == place + at - begin:
                at += 1
            for part in kept.copied(place, place + at - begin):
                writer.add(part)

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
            "signs": signs(exact),
            "ordinal": np.array([row[1] for row in found], dtype=np.int32),
            "unit": np.array([row[2] for row in found], dtype=np.int32),
            "start": np.array([start for start, _ in spans], dtype=np.int32),
            "end": np.array([end for _, end in spans], dtype=np.int32),
            "row": np.array([row[0] for row in found], dtype=np.int64),
            "speaker_ids": np.array(speakers, dtype=np.int32),
            "spoken": np.array(spoken, dtype=np.int64),
            "sizes": np.array([len(found)]),
        }


class _Kept:
    """Documents of the replica before that are still there.

    Terms and speakers of which nothing is left have gone with the others: what nobody may read
    any more is not known by its words either.
    """

    def __init__(self, old: Replica, places: list[int]) -> None:
        """`places`: of the documents that are kept, growing."""
        self._old = old
        counts = TermCounts(old.passage_df)
        heard = np.zeros(len(old.speakers), dtype=bool)
        for place in sorted(set(range(len(old.documents))) - set(places)):
            counts.add(old.tokens[old.token_span(place)], old.document_lengths(place), times=-1)
        for place in places:
            heard[old.speaker_ids[old.speaker_span(place)]] = True
        df = counts.of(len(old.vocabulary))
        self._terms, self._voices = _renumbered(df > 0), _renumbered(heard)
        self.passage_df = df[df > 0]
        self.vocabulary = _left(old.vocabulary, self._terms)
        self.speakers = _left({key: n for n, key in enumerate(old.speakers)}, self._voices)

    def copied(self, first: int, last: int) -> Iterator[Arrays]:
        """The arrays of documents `first` to `last` - 1, some thousand passages at a time."""
        bounds = self._old.document_offsets
        while first < last:
            fits = int(np.searchsorted(bounds, bounds[first] + _AT_ONCE, side="right")) - 1
            behind = min(last, max(fits, first + 1))
            yield self._part(first, behind)
            self._old.release()
            first = behind

    def _part(self, first: int, last: int) -> Arrays:
        old = self._old
        begin, behind = old.document_offsets[first], old.document_offsets[last]
        return {
            "tokens": self._terms[old.tokens[old.token_span(first, last)]],
            "lengths": np.diff(old.token_offsets[begin : behind + 1]),
            "speaker_ids": self._voices[old.speaker_ids[old.speaker_span(first, last)]],
            "spoken": np.diff(old.speaker_offsets[begin : behind + 1]),
            "sizes": np.diff(old.document_offsets[first : last + 1]),
            **{name: getattr(old, name)[begin:behind] for name in _UNCHANGED},
        }


def _renumbered(kept: np.ndarray) -> np.ndarray:
    return np.where(kept, np.cumsum(kept) - 1, -1)


def _left(ids: dict[str, int], renumbered: np.ndarray) -> dict[str, int]:
    return {name: int(renumbered[n]) for name, n in ids.items() if renumbered[n] >= 0}


def _saved(folder: Path, builder: _Builder, header: ReplicaHeader) -> Replica:
    """Written beside, then put in place at once: a replica is whole or not there."""
    folder.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(dir=folder, prefix="new-"))
    try:
        builder.build(temporary, header)
        (temporary / SEAL).write_text(Seal.of(temporary).to_json(), encoding="utf-8")
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    final = folder / f"{_FORM}{header.revision:09d}"
    for other in folder.iterdir():
        if other.name.startswith("new-"):
            gone = time.time() - other.stat().st_mtime > _ABANDONED
        else:
            gone = not other.name.startswith(_FORM) or other.name < final.name
        if gone:
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
