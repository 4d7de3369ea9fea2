"""Ingests a folder into a shared catalogue, in a process of its own.

    python -m tests.index_store.shared_ingestion STORE DOCUMENTS DATABASE CHROMA LOG SECONDS

Each file takes SECONDS to read; its name goes into LOG when reading begins.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from pathlib import Path

from index_store import Store
from index_store.ingestion import ingest_paths
from ingest.model import Document
from tests.torture.operations import QuickEmbedder, read


def main(store: str, documents: str, database: str, chroma: str, log: str, seconds: str) -> None:
    def slowly(paths: Iterable[Path]) -> Iterable[tuple[Path, Document]]:
        for path in paths:
            with Path(log).open("a", encoding="utf-8") as file:
                file.write(f"{path.name}\n")
            time.sleep(float(seconds))
            yield from read([path])

    with Store(Path(store), QuickEmbedder(), chroma or None, database) as opened:
        report = ingest_paths(opened, [Path(documents)], read=slowly)
    assert not report.failed, report.failed
    print(len(report.added), len(report.unchanged))


if __name__ == "__main__":
    main(*sys.argv[1:])
