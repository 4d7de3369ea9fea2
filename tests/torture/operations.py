"""What is done to a store while it is killed or its disk fills up, in a process of its own.

    python -m tests.torture.operations NAME STORE DOCUMENTS

prints "ready" when the work begins, ends with 1 and one line on stderr where it cannot be done.
"""

from __future__ import annotations

import hashlib
import logging
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from index_store import Embedder, Store, StoreError
from index_store.checking import check, repair
from index_store.ingestion import ingest_paths
from ingest.model import Document
from tests.index_store.factories import KENYA, NORWAY, Part, document

PAPERS, ITEMS = 12, 100  # documents, and the passages of each


class QuickEmbedder(Embedder):
    """Vectors of random numbers that the text decides: the same on every run, made at once."""

    def __init__(self, seed: int = 0) -> None:
        super().__init__()
        self.name = f"quick-{seed}"

    @property
    def dimension(self) -> int:
        return 384

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        return np.array([self.embed_query(text) for text in texts], np.float32).reshape(-1, 384)

    def embed_query(self, text: str) -> np.ndarray:
        key = hashlib.sha256(f"{self.name} {text}".encode()).digest()
        vector = np.zeros(384, np.float32)
        # Of few dimensions, as texts are too: in a cloud without any, graphs lose their way.
        vector[:8] = np.random.default_rng(list(key)).normal(size=8)
        return vector / np.linalg.norm(vector)


def write_documents(folder: Path, word: str = "helplines", papers: int = PAPERS) -> None:
    """One file a document, one line a passage."""
    folder.mkdir(parents=True, exist_ok=True)
    for paper in range(papers):
        lines = [f"Delegation {n} supported {word} as item {n} of {paper}." for n in range(ITEMS)]
        (folder / f"paper-{paper:02}.txt").write_text("\n".join(lines), "utf-8")


def read(paths: Sequence[Path]) -> Iterable[tuple[Path, Document]]:
    """The documents of such files."""
    for path in paths:
        parts: list[Part] = [
            (f"{n}.1", [NORWAY if n % 2 else KENYA], line)
            for n, line in enumerate(path.read_text("utf-8").splitlines())
        ]
        yield path, document(path.stem, parts, path)


def _ingest(store: Store, documents: Path) -> None:
    assert not ingest_paths(store, [documents], read=read).failed


def _prune(store: Store, documents: Path) -> None:
    assert not ingest_paths(store, [documents], prune=True, read=read).failed


def _remove(store: Store, documents: Path) -> None:
    for record in store.documents():
        if record.id.endswith(("1", "5", "9")):
            store.remove(record.id)


def _re_embed(store: Store, documents: Path) -> None:
    store.re_embed(QuickEmbedder(1))


def _repair(store: Store, documents: Path) -> None:
    repair(store, check(store))


def _look(store: Store, documents: Path) -> None:
    count = store.catalogue.count()
    assert len(store.dense("item", count + 10)) == count
    assert len(store.lexical("delegation supported item", count + 10)) == count


OPERATIONS: dict[str, Callable[[Store, Path], None]] = {
    "ingest": _ingest,
    "replace": _ingest,  # of files that have changed
    "prune": _prune,
    "remove": _remove,
    "re-embed": _re_embed,
    "repair": _repair,
}


LOOKING = {"look": _look}


def embedder_of(folder: Path) -> QuickEmbedder:
    """The model that the store in `folder` was last changed to."""
    with Store(folder) as store:  # which opens no index
        return QuickEmbedder(1 if store.catalogue.meta("model") == "quick-1" else 0)


def state(folder: Path) -> dict[str, object]:
    """All that a store holds and finds, in a form that does not depend on how it came about."""
    with Store(folder, embedder_of(folder)) as store:
        count = store.catalogue.count()
        records = store.documents()
        passages = [passage for record in records for passage in store.passages(record.id)]
        replica = store.replica()
        found = {
            "words": store.lexical("delegation supported item", count + 10),
            "meaning": store.dense("item", count + 10),
        }
        nearest = [store.dense(p.text, 1)[0].passage.id for p in passages[::97]]
        return {
            "model": store.embedder.name,
            "documents": records,
            "texts": [store.text(record.id) for record in records],
            "passages": passages,
            "replica": sorted(replica.passage_id(n) for n in range(len(replica))),
            "vectors": round(float(np.abs(replica.vectors.astype(np.float32)).sum())),
            "nearest": nearest,
            **{name: sorted(hit.passage.id for hit in hits) for name, hits in found.items()},
        }


def main(name: str, folder: Path, documents: Path) -> int:
    """Does one thing."""
    try:
        with Store(folder, embedder_of(folder)) as store:
            print("ready", flush=True)
            (OPERATIONS | LOOKING)[name](store, documents)
    except StoreError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    logging.disable()
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))
