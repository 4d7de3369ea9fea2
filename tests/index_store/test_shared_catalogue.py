"""One catalogue in PostgreSQL and one Chroma server for several stores: real servers."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import create_engine, inspect, select

from index_store import Filters, Store, StoreError, schema
from index_store import store as store_module
from index_store.archive import back_up, restore
from index_store.checking import check
from index_store.claims import Claims
from index_store.database import bring_up, migrate
from index_store.errors import DatabaseAway
from tests.index_store.factories import KENYA, NORWAY, document, transcript
from tests.servers import ChromaServer, PostgresqlServer
from tests.torture.operations import QuickEmbedder, write_documents

ROOT = Path(__file__).resolve().parents[2]
FILTERS = (Filters(), Filters(speakers=("Norway",)), Filters(documents=("transcript-2",)))


@pytest.fixture
def database(postgresql_server: PostgresqlServer) -> str:
    """Address of a new database."""
    return postgresql_server.database()


@pytest.fixture
def shared(tmp_path: Path, database: str, chroma_server: ChromaServer) -> Iterator[Store]:
    """A store with the report and the transcript, in PostgreSQL and on the Chroma server."""
    with Store(tmp_path / "one", QuickEmbedder(), chroma_server.address, database) as store:
        store.add_many([(document(), None), (transcript(), None)])
        yield store


def beside(shared: Store, folder: Path) -> Store:
    """The same catalogue and server, with the copies of another machine."""
    return Store(folder, QuickEmbedder(), shared._vectors.server, shared.database.address)


def found(store: Store) -> list[object]:
    """What a store holds and finds, but for the rows of its passages."""
    seen: list[object] = [store.documents(), store.speakers(), store.catalogue.files()]
    for record in store.documents():
        seen.append(store.catalogue.document(record.id))
    for filters in FILTERS:
        for query in ("Norway and the helpline", "guidelines in Swahili"):
            for hits in (store.lexical(query, 9, filters), store.dense(query, 9, filters)):
                seen.append([(hit.passage.id, round(hit.score, 2)) for hit in hits])
    return seen


def test_it_holds_and_finds_the_same_as_a_store_of_one_machine(
    shared: Store, tmp_path: Path
) -> None:
    with Store(tmp_path / "alone", QuickEmbedder()) as alone:
        alone.add_many([(document(), None), (transcript(), None)])
        assert found(shared) == found(alone)
        one, other = shared.replica(), alone.replica()
        assert one.vocabulary == other.vocabulary
        assert np.array_equal(one.tokens, other.tokens)
        assert np.array_equal(one.vectors, other.vectors)
    assert check(shared).ok
    assert not (tmp_path / "one" / "catalogue.sqlite").exists()


def test_each_store_follows_what_the_others_write(shared: Store, tmp_path: Path) -> None:
    with beside(shared, tmp_path / "two") as other:
        assert found(other) == found(shared)
        lighthouses = [("1.1", [KENYA], "Kenya spoke of lighthouses.")]
        other.add(document("later", lighthouses, "/papers/later.txt"))
        other.remove("transcript-2")
        for store in (shared, other):
            assert [hit.passage.document for hit in store.lexical("lighthouses", 5)] == ["later"]
            assert not store.lexical("Swahili", 5)
            assert {hit.passage.document for hit in store.dense("x", 50)} == {
                "CWG-1/REP/1",
                "later",
            }
            assert len(store.replica()) == 7
        assert found(other) == found(shared)
        # A change after another, without a question between them.
        shared.add(document("later", [("1.1", [NORWAY], "Harbours.")], "/papers/later.txt"))
        shared.add(document("later", [("1.1", [NORWAY], "Windmills.")], "/papers/later.txt"))
        assert other.lexical("windmills", 1)
        assert not other.lexical("harbours", 1)
        assert check(other).ok
        assert check(shared).ok


def started(
    shared: Store, folder: Path, documents: Path, log: Path, seconds: float
) -> subprocess.Popen[str]:
    address, chroma = shared.database.address, shared._vectors.server
    words = [str(folder), str(documents), address, chroma, str(log), str(seconds)]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.index_store.shared_ingestion", *map(str, words)],
        cwd=ROOT,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )


def read_so_far(log: Path) -> Counter[str]:
    return Counter(log.read_text("utf-8").split()) if log.exists() else Counter()


def test_two_processes_read_each_file_once(shared: Store, tmp_path: Path) -> None:
    write_documents(tmp_path / "papers", papers=8)
    log = tmp_path / "log"
    both = [
        started(shared, tmp_path / name, tmp_path / "papers", log, 0.5) for name in ("two", "three")
    ]
    told = [process.communicate(timeout=120)[0].split() for process in both]
    assert [process.returncode for process in both] == [0, 0]
    added = [int(counts[0]) for counts in told]
    assert sum(added) == 8
    assert all(int(counts[0]) + int(counts[1]) == 8 for counts in told)
    assert set(read_so_far(log).values()) == {1}
    assert len(read_so_far(log)) == 8
    assert len(shared.documents()) == 10
    assert len(shared.dense("helplines", 2000)) == 809
    assert len(shared.lexical("helplines", 2000)) == 802
    assert check(shared).ok
    assert not shared.database.rows(select(schema.pending))


def test_what_a_killed_process_was_reading_is_taken_over(shared: Store, tmp_path: Path) -> None:
    write_documents(tmp_path / "papers", papers=6)
    log = tmp_path / "log"
    killed = started(shared, tmp_path / "two", tmp_path / "papers", log, 3)
    while not read_so_far(log):
        time.sleep(0.05)
    other = started(shared, tmp_path / "three", tmp_path / "papers", log, 0.1)
    while len(read_so_far(log)) < 3:
        time.sleep(0.05)
    killed.kill()
    killed.communicate()
    other.communicate(timeout=120)
    assert other.returncode == 0
    assert len(shared.documents()) == 8
    assert len(shared.dense("helplines", 2000)) == 609
    assert check(shared).ok
    # What the dead one had begun, and not stored yet, was begun once more.
    assert set(read_so_far(log).values()) == {1, 2}


def test_a_claimed_file_is_free_when_its_process_is_gone(shared: Store, tmp_path: Path) -> None:
    mine, path = Claims(shared.database), Path("/papers/a.txt")
    with beside(shared, tmp_path / "two") as other:
        assert Claims(other.database).take(path)
        assert not mine.take(path)
        Claims(other.database).free([path])
        assert mine.take(path)
        mine.free([path])
        assert Claims(other.database).take(path)
    until = time.monotonic() + 10  # the server notices a moment later that a client has gone
    while not mine.take(path):
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_database_that_goes_away_is_one_line_and_is_taken_up_again(
    shared: Store, postgresql_server: PostgresqlServer
) -> None:
    assert shared.lexical("helpline", 1)
    postgresql_server.kill()
    try:
        for attempt in (lambda: shared.documents(), lambda: shared.add(document())):
            with pytest.raises(DatabaseAway) as error:
                attempt()
            assert "\n" not in str(error.value)
            assert "what is stored is safe" in str(error.value)
            assert "127.0.0.1" in str(error.value)
            assert "what is stored is safe" in error.value.for_users
            assert "127.0.0.1" not in error.value.for_users
    finally:
        postgresql_server.start()
    assert len(shared.documents()) == 2
    shared.add(document("later", [("1.1", [KENYA], "Lighthouses.")], "/papers/later.txt"))
    assert shared.lexical("lighthouses", 1)
    assert check(shared).ok


def test_a_chroma_server_that_goes_away_changes_no_answer(
    shared: Store, chroma_server: ChromaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "_RETRY", 0.0)
    before = found(shared)
    chroma_server.kill()
    try:
        assert found(shared) == before
        with pytest.raises(StoreError) as error:
            shared.add(document("later", [("1.1", [KENYA], "Lighthouses.")], "/papers/later.txt"))
        assert "\n" not in str(error.value)
        assert shared.lexical("lighthouses", 1)
    finally:
        chroma_server.start()
    assert len(shared.dense("anything", 50)) == 10
    shared.flush()
    assert check(shared).ok
    shared.remove("later")
    assert found(shared) == before


def test_a_collection_that_was_lost_is_built_again(shared: Store, tmp_path: Path) -> None:
    before = found(shared)
    shared._vectors.client.delete_collection(shared._vectors.name)
    with beside(shared, tmp_path / "two") as other:
        assert found(other) == before
        assert check(other).ok


def test_a_backup_moves_a_store_between_one_machine_and_several(
    shared: Store, tmp_path: Path, postgresql_server: PostgresqlServer
) -> None:
    back_up(shared.folder, tmp_path / "a.zip", shared.database.address)
    restore(tmp_path / "a.zip", tmp_path / "alone")
    with Store(tmp_path / "alone", QuickEmbedder()) as alone:
        assert found(alone) == found(shared)
        assert check(alone).ok
        alone.add(document("later", [("1.1", [KENYA], "Lighthouses.")], "/papers/later.txt"))
        back_up(alone.folder, tmp_path / "b.zip")
        address = postgresql_server.database()
        restore(tmp_path / "b.zip", tmp_path / "again", database=address)
        with Store(tmp_path / "again", QuickEmbedder(), database=address) as again:
            assert found(again) == found(alone)
            again.add(document("more", [("1.1", [KENYA], "Windmills.")], "/papers/more.txt"))
            assert check(again).ok
    # Where documents are, they are replaced by force alone; who has them open follows.
    with pytest.raises(StoreError, match="give --force"):
        restore(tmp_path / "b.zip", shared.folder, database=shared.database.address)
    restore(tmp_path / "b.zip", shared.folder, True, shared.database.address)
    assert shared.lexical("lighthouses", 1)
    assert len(shared.dense("anything", 50)) == 10
    assert check(shared).ok


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_steps_lead_to_the_same_tables_as_a_new_catalogue_has(
    kind: str, tmp_path: Path, database: str
) -> None:
    def described(address: str, make: bool) -> dict[str, object]:
        engine = create_engine(address)
        with engine.begin() as connection:
            bring_up(connection) if make else migrate(connection)
            tables = inspect(connection)
            seen = {
                name: [
                    [(c["name"], str(c["type"]), c["nullable"]) for c in tables.get_columns(name)],
                    tables.get_pk_constraint(name)["constrained_columns"],
                    sorted(str(index["column_names"]) for index in tables.get_indexes(name)),
                    sorted(str(u["column_names"]) for u in tables.get_unique_constraints(name)),
                ]
                for name in tables.get_table_names()
            }
        engine.dispose()
        return seen

    if kind == "sqlite":
        addresses = [f"sqlite:///{tmp_path / name}" for name in ("made", "led")]
    else:
        driver = database.replace("postgresql:", "postgresql+psycopg:")
        addresses = [driver, driver]
    made = described(addresses[0], True)
    if kind == "postgresql":
        engine = create_engine(addresses[0])
        with engine.begin() as connection:
            schema.metadata.drop_all(connection)
            schema.layout.drop(connection)
        engine.dispose()
    assert described(addresses[1], False) == made
    assert set(made) == {*schema.metadata.tables, "alembic_version"}


@pytest.mark.parametrize("address", ["mysql://a/b", "nonsense", "postgresql://cop@127.0.0.1:1/x"])
def test_an_address_that_leads_nowhere_is_one_line(address: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError) as error:
        Store(tmp_path / "store", QuickEmbedder(), database=address)
    assert "\n" not in str(error.value)
    assert "COP_DATABASE" in str(error.value) or "postgresql://" in str(error.value)


def test_a_password_is_never_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as error:
        Store(tmp_path, QuickEmbedder(), database="postgresql://cop:secret@127.0.0.1:1/x")
    assert "secret" not in str(error.value)
