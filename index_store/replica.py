"""The whole store as arrays on disk, for scoring many passages at once.

Holds for all passages, document after document and in each in reading order, their terms, vectors
and what filters ask for. It is a copy of one revision of the catalogue, mapped into memory
(opening reads next to nothing), and built again when the catalogue has moved on, reusing what it
has of unchanged documents.
"""

from __future__ import annotations

from functools import cached_property
from mmap import MADV_DONTNEED, mmap
from pathlib import Path

import numpy as np
from pydantic import BaseModel

from index_store.filters import Filters, date_number
from index_store.records import DocumentRecord
from index_store.seals import SEAL, Seal
from index_store.warm_vectors import KEPT, WarmVectors

ARRAYS = {
    "tokens": np.uint32,
    "token_offsets": np.int64,
    "vectors": np.float16,
    "signs": np.uint64,
    "document": np.int32,
    "ordinal": np.int32,
    "unit": np.int32,
    "start": np.int32,
    "end": np.int32,
    "row": np.int64,
    "document_offsets": np.int64,
    "speaker_ids": np.int32,
    "speaker_offsets": np.int64,
    "passage_df": np.uint32,
}
_LARGE = ("tokens", "vectors")
"""Given back after a question: not the signs, all of which the next one looks at again."""


class ReplicaHeader(BaseModel):
    """What a replica is a copy of."""

    store: str = ""
    revision: int
    model: str
    document_keys: list[int] = []
    documents: list[DocumentRecord] = []
    speakers: list[str] = []


class Replica:
    """Arrays over all `n` passages; a passage's place in them is its *position*, 0 to n-1.

    tokens, token_offsets: terms (ids in `vocabulary`) of passage i in reading order are
        `tokens[token_offsets[i]:token_offsets[i + 1]]`; stop words are left out.
    vectors: float16, shape (n, dimension), each of length 1; signs: theirs (see `signs`).
    document: index into `documents`; passages of document d are the positions
        `document_offsets[d]` to `document_offsets[d + 1] - 1`.
    ordinal, unit, start, end: as in `Passage`. row: the passage's row in the catalogue, growing.
    speaker_ids, speaker_offsets: who speaks (indices into `speakers`, their keys), as tokens.
    passage_df: number of passages that each term is in.

    >>> replica = store.replica()                                         # doctest: +SKIP
    >>> int(replica.passage_df[replica.vocabulary["helplin"]])            # doctest: +SKIP
    3
    """

    tokens: np.ndarray
    token_offsets: np.ndarray
    vectors: np.ndarray
    signs: np.ndarray
    document: np.ndarray
    ordinal: np.ndarray
    unit: np.ndarray
    start: np.ndarray
    end: np.ndarray
    row: np.ndarray
    document_offsets: np.ndarray
    speaker_ids: np.ndarray
    speaker_offsets: np.ndarray
    passage_df: np.ndarray

    def __init__(self, folder: Path) -> None:
        """Opens the replica in `folder`; raises OSError or ValueError where it is damaged."""
        self.folder = folder
        broken = Seal.from_json((folder / SEAL).read_text(encoding="utf-8")).broken(folder)
        if broken:
            raise ValueError(f"damaged: {', '.join(broken)}")
        header = (folder / "header.json").read_text(encoding="utf-8")
        self.header = ReplicaHeader.model_validate_json(header)
        self._maps: list[mmap] = []
        for name in ARRAYS:
            path = folder / f"{name}.npy"
            array = np.load(path, mmap_mode="r")
            # A plain view of the map: indexing a memmap object costs more each time.
            setattr(self, name, array.view(np.ndarray))
            if name in _LARGE:
                self._maps.append(array._mmap)

    def __len__(self) -> int:
        """Number of passages."""
        return len(self.row)

    @property
    def revision(self) -> int:
        """The revision of the catalogue that this is a copy of."""
        return self.header.revision

    @property
    def documents(self) -> list[DocumentRecord]:
        """The documents, in the order of the arrays."""
        return self.header.documents

    @property
    def speakers(self) -> list[str]:
        """Keys of the speakers (see `index_store.names.speaker_key`)."""
        return self.header.speakers

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """Ids of the terms; read when first asked for."""
        text = (self.folder / "vocabulary.txt").read_text(encoding="utf-8")
        return {term: n for n, term in enumerate(text.split("\n"))} if text else {}

    @cached_property
    def document_vectors(self) -> WarmVectors:
        """`document_vectors(d)`: the vectors of document d, float32, shape (n, dimension)."""
        bounds = self.document_offsets
        return WarmVectors(lambda d: self.vectors[bounds[d] : bounds[d + 1]])

    @cached_property
    def lengths(self) -> np.ndarray:
        """Number of terms of each passage."""
        return np.diff(self.token_offsets)

    @cached_property
    def usual_length(self) -> float:
        """Mean number of terms of a passage, at least 1."""
        return max(1.0, len(self.tokens) / max(1, len(self)))

    def token_span(self, first: int, last: int | None = None) -> slice:
        """Where in `tokens` the terms of document `first` are, of those up to `last` - 1."""
        bounds = self.document_offsets[[first, first + 1 if last is None else last]]
        return slice(*self.token_offsets[bounds])

    def speaker_span(self, first: int, last: int | None = None) -> slice:
        """The same in `speaker_ids`."""
        bounds = self.document_offsets[[first, first + 1 if last is None else last]]
        return slice(*self.speaker_offsets[bounds])

    def document_lengths(self, document: int) -> np.ndarray:
        """Number of terms of each passage of a document."""
        first, last = self.document_offsets[document : document + 2]
        return np.diff(self.token_offsets[first : last + 1])

    def release(self) -> None:
        """Gives back the memory of what was read of a large store's arrays.

        The system keeps the pages of the files as long as it has room for them; here they would
        count as this process's, until every passage ever looked at is in its memory.
        """
        if len(self) > KEPT:
            for each in self._maps:
                each.madvise(MADV_DONTNEED)

    def positions(self, rows: np.ndarray) -> np.ndarray:
        """Positions of passages by their rows in the catalogue, -1 where there is none."""
        wanted = np.asarray(rows, dtype=np.int64)
        if not len(self):
            return np.full(len(wanted), -1)
        order = self._row_order
        place = np.searchsorted(self.row, wanted, sorter=order)
        place = order[np.minimum(place, len(self) - 1)]
        return np.where(self.row[place] == wanted, place, -1)

    def passage_id(self, position: int) -> str:
        """Id of the passage at a position."""
        return f"{self.documents[self.document[position]].id}#{self.ordinal[position]}"

    def mask(self, filters: Filters) -> np.ndarray | None:
        """Which positions pass the filters, None where all do."""
        if filters.empty:
            return None
        first, last = filters.first_day or 0, filters.last_day or 99999999
        dated = filters.since is not None or filters.until is not None
        named, excluded = frozenset(filters.documents), frozenset(filters.excluded)
        wanted = np.zeros(len(self.documents), dtype=bool)
        for n, record in enumerate(self.documents):
            day = date_number(record.date) if dated else None
            wanted[n] = (
                (not named or record.id in named)
                and record.id not in excluded
                and (not filters.meetings or record.meeting in filters.meetings)
                and (not filters.kinds or record.kind in filters.kinds)
                and (not dated or (day is not None and first <= day <= last))
            )
        passing: np.ndarray = wanted[self.document]
        if filters.speakers:
            keys = set(filters.speaker_keys)
            ids = [n for n, key in enumerate(self.speakers) if key in keys]
            speaks = np.zeros(len(self), dtype=bool)
            said = np.flatnonzero(np.isin(self.speaker_ids, ids))
            speaks[np.searchsorted(self.speaker_offsets, said, side="right") - 1] = True
            passing &= speaks
        return passing

    @cached_property
    def _row_order(self) -> np.ndarray:
        return np.argsort(self.row, kind="stable")
