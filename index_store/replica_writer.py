"""Writes the arrays of a replica, some documents at a time: none is ever in memory whole."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

import numpy as np
from npy_append_array import NpyAppendArray

from index_store.replica import ARRAYS

Arrays = dict[str, np.ndarray]
"""Arrays over some passages, by name; `lengths` and `spoken` count the terms and speakers of each
passage, `sizes` the passages of each document."""
_LISTED = ("tokens", "vectors", "signs", "ordinal", "unit", "start", "end", "row", "speaker_ids")
_COUNTED = {
    "lengths": "token_offsets",
    "spoken": "speaker_offsets",
    "sizes": "document_offsets",
}


class ReplicaWriter:
    """The arrays of a replica as files in a folder, appended to; `finish` completes them.

    >>> with ReplicaWriter(folder, dimension=384) as writer:              # doctest: +SKIP
    ...     writer.add(arrays_of_some_documents)
    ...     writer.finish()
    """

    def __init__(self, folder: Path, dimension: int) -> None:
        self._folder = folder
        self._files = {
            name: NpyAppendArray(str(folder / f"{name}.npy"), rewrite_header_on_append=False)
            for name in _LISTED
        }
        wide = {"vectors": dimension, "signs": -(-dimension // 64)}
        for name, file in self._files.items():  # there, too, where no passage follows
            shape = (0, wide[name]) if name in wide else (0,)
            file.append(np.zeros(shape, dtype=ARRAYS[name]))
        self._counts: dict[str, list[np.ndarray]] = {name: [] for name in _COUNTED}

    def add(self, part: Arrays) -> None:
        """Adds the passages of some documents behind those that are there."""
        for name, file in self._files.items():
            file.append(part[name])
        for name, counts in self._counts.items():
            counts.append(part[name].astype(np.int32))

    def finish(self, passage_df: np.ndarray) -> None:
        """Writes what is known only now; `passage_df`: in how many passages each term is."""
        arrays = {name: _offsets(self._counts[counted]) for counted, name in _COUNTED.items()}
        sizes = np.diff(arrays["document_offsets"])
        arrays["document"] = np.repeat(np.arange(len(sizes)), sizes)
        arrays["passage_df"] = passage_df
        for name, values in arrays.items():
            np.save(self._folder / f"{name}.npy", values.astype(ARRAYS[name], copy=False))

    def __enter__(self) -> ReplicaWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for file in self._files.values():
            file.close()


class TermCounts:
    """In how many passages each term is, over documents that come and go."""

    def __init__(self, known: np.ndarray | None = None) -> None:
        """`known`: what was counted before, by the ids of terms."""
        self._counts = np.zeros(0, np.int64) if known is None else known.astype(np.int64)

    def add(self, tokens: np.ndarray, lengths: np.ndarray, times: int = 1) -> None:
        """Counts passages of so many tokens each; `times=-1` takes them out again."""
        passages = np.repeat(np.arange(len(lengths), dtype=np.uint64), lengths)
        pairs = np.unique(passages << np.uint64(32) | tokens.astype(np.uint64))
        found = np.bincount((pairs & np.uint64(0xFFFFFFFF)).astype(np.int64))
        if len(found) > len(self._counts):
            self._counts = np.concatenate([self._counts, np.zeros(len(found), np.int64)])
        self._counts[: len(found)] += times * found

    def of(self, terms: int) -> np.ndarray:
        """The counts of the first `terms` terms."""
        return np.concatenate([self._counts, np.zeros(terms, np.int64)])[:terms]


def _offsets(lengths: list[np.ndarray]) -> np.ndarray:
    counted = np.concatenate([np.zeros(1, np.int32), *lengths])
    return np.cumsum(counted, dtype=np.int64)
