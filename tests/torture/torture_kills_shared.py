"""Processes that fill one catalogue are killed twenty times: nothing is lost, nothing doubled."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import select

from index_store import Store, schema
from index_store.checking import check
from tests.servers import ChromaServer, PostgresqlServer
from tests.torture.operations import ITEMS, PAPERS, QuickEmbedder, write_documents

ROOT = Path(__file__).resolve().parents[2]
KILLS = 20


def test_twenty_kills_of_ingesting_processes(
    tmp_path: Path, postgresql_server: PostgresqlServer, chroma_server: ChromaServer
) -> None:
    random.seed(7)
    database, papers = postgresql_server.database(), tmp_path / "papers"
    command = [sys.executable, "-m", "tests.index_store.shared_ingestion"]
    rest = [str(papers), database, chroma_server.address, str(tmp_path / "log"), "0.05"]

    def started(store: str) -> subprocess.Popen[bytes]:
        environment = os.environ | {"OMP_NUM_THREADS": "1"}
        return subprocess.Popen(
            [*command, str(tmp_path / store), *rest],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
        )

    for kill in range(KILLS):
        write_documents(papers, f"helplines{kill // 4}")  # each fourth time all files change
        both = [started("one"), started("two")]
        time.sleep(random.uniform(0.8, 4.0))
        both[kill % 2].kill()
        if kill % 3 == 0:
            both[1 - kill % 2].kill()
        codes = [process.wait() for process in both]
        assert set(codes) <= {0, -9}
    last = started("one")
    assert last.wait() == 0
    with Store(tmp_path / "one", QuickEmbedder(), chroma_server.address, database) as store:
        assert len(store.documents()) == PAPERS
        assert store.catalogue.count() == PAPERS * ITEMS
        assert len(store.dense("item", 5000)) == PAPERS * ITEMS
        assert len(store.lexical("item", 5000)) == PAPERS * ITEMS
        assert check(store).ok
        of = schema.pending.c.target
        left = store.database.rows(select(of).where(of.in_(("vectors", "files"))))
        assert not left
