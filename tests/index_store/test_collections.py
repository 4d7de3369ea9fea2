"""Who may read a document: what others find, count and measure of it is nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import DatabaseError

import ingest
from index_store import Embedder, Filters, Store, UnknownDocument
from index_store.collections import UnknownCollection
from index_store.errors import StoreError, StoreReadOnly
from index_store.ingestion import ingest_paths
from index_store.views import Views
from ingest.model import Document
from tests.index_store.factories import CHAIR, KENYA, document, transcript

SECRET = document(
    "DRAFT-7",
    [
        ("1", [KENYA], "Kenya offers to host the zanzibarite workshop, which nobody knows yet."),
        ("2", [CHAIR], "The Chair asks delegations to keep the zanzibarite plan confidential."),
    ],
    "/restricted/draft.txt",
    title="Draft on the zanzibarite workshop",
    meeting=9,
)


def fill(store: Store) -> Store:
    """Two open documents and one that only the group "delegates" may read."""
    store.set_collection("drafts", ["delegates"])
    store.add_many([(document(), None), (transcript(), None)], flush=False)
    store.add_many([(SECRET, None)], flush=False, collection="drafts")
    return store


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Store]:
    """For reading only."""
    with Store(tmp_path_factory.mktemp("both") / "store", embedder) as store:
        yield fill(store)


@pytest.fixture(scope="module")
def public(both: Store) -> Iterator[Store]:
    """The same as seen by somebody in no group."""
    views = Views(both)
    yield views.seen_by(())
    views.close()


@pytest.fixture
def changing(store: Store) -> Iterator[tuple[Store, Views]]:
    """One for a test of its own."""
    views = Views(fill(store))
    yield store, views
    views.close()


def test_everybody_in_the_group_sees_all(both: Store) -> None:
    assert Views(both).seen_by({"delegates"}) is both
    assert both.search("zanzibarite", 1)[0].passage.document == "DRAFT-7"


def test_others_find_nothing_of_it(public: Store) -> None:
    assert [record.id for record in public.documents()] == ["CWG-1/REP/1", "transcript-2"]
    hits = public.search("zanzibarite workshop plan confidential", 50)
    assert {hit.passage.document for hit in hits} == {"CWG-1/REP/1", "transcript-2"}
    assert not public.lexical("zanzibarite", 5)
    assert not public.search("workshop", 5, Filters(documents=("DRAFT-7",)))
    assert not public.search("workshop", 5, Filters(meetings=(9,)))


READERS: dict[str, Callable[[Store], object]] = {
    "document": lambda store: store.document("DRAFT-7"),
    "text": lambda store: store.text("DRAFT-7"),
    "passages": lambda store: store.passages("DRAFT-7"),
    "passage": lambda store: store.passage("DRAFT-7#0"),
    "neighbours": lambda store: store.neighbours("DRAFT-7#0", 1, 1),
    "catalogue.document": lambda store: store.catalogue.document("DRAFT-7"),
    "catalogue.page_starts": lambda store: store.catalogue.page_starts("DRAFT-7"),
    "catalogue.span": lambda store: store.catalogue.span("DRAFT-7", 0, 9),
}


@pytest.mark.parametrize("reader", READERS)
def test_it_is_told_like_one_that_never_was(public: Store, reader: str) -> None:
    with pytest.raises(UnknownDocument) as never:
        public.document("NEVER-7")
    with pytest.raises(UnknownDocument) as hidden:
        READERS[reader](public)
    assert str(hidden.value).replace("DRAFT-7#0", "DRAFT-7") == str(never.value).replace(
        "NEVER-7", "DRAFT-7"
    )


def test_a_view_is_a_store_in_which_it_never_was(
    public: Store, tmp_path: Path, embedder: Embedder
) -> None:
    """Scores, ranks, totals, speakers, vocabulary: all as in a store of the open documents."""
    queries = ["helpline for children", "Kenya age verification", "guidelines", "workshop plan"]
    with Store(tmp_path / "without", embedder) as without:
        without.add_many([(document(), None), (transcript(), None)])
        for query in queries:
            for name in ("lexical", "search"):
                here = getattr(public, name)(query, 20)
                there = getattr(without, name)(query, 20)
                assert [h.passage for h in here] == [h.passage for h in there], (name, query)
                scores = [hit.score for hit in there]
                # Chroma computes in 32 bits what is compared here in 16.
                assert [hit.score for hit in here] == pytest.approx(scores, abs=1e-3)
        assert public.speakers() == without.speakers()
        assert public.catalogue.count() == without.catalogue.count()
        seen, whole = public.replica(), without.replica()
        assert seen.vocabulary == whole.vocabulary
        assert seen.passage_df.tolist() == whole.passage_df.tolist()
        assert seen.usual_length == whole.usual_length
        assert public.catalogue.files().keys() == without.catalogue.files().keys()


def test_looking_for_it_takes_the_steps_of_looking_for_what_never_was(public: Store) -> None:
    """So that no time tells them apart."""
    steps: list[str] = []

    def note(_c: object, _k: object, statement: str, parameters: object, *_: object) -> None:
        steps.append(f"{statement} {parameters}")

    def taken(document: str, speaker: str) -> list[str]:
        steps.clear()
        for look in (public.document, public.text, public.passages, public.catalogue.page_starts):
            with pytest.raises(UnknownDocument):
                look(document)
        for filters in (Filters(documents=(document,)), Filters(speakers=(speaker,))):
            assert not public.search("workshop", 5, filters)
        return [step.replace(document, "…").replace(speaker, "…") for step in steps]

    event.listen(Engine, "before_cursor_execute", note)
    try:
        taken("NEVER-8", "Nauru")  # what is looked up once for all
        assert taken("DRAFT-7", "Bhutan") == taken("NEVER-7", "Nauru")
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert steps


def test_rows_of_hidden_passages_lead_nowhere(both: Store, public: Store) -> None:
    rows = [stored.row for stored in both.catalogue.stored_passages("DRAFT-7")]
    assert both.catalogue.by_rows(rows)
    assert not public.catalogue.by_rows(rows)
    assert both.catalogue.speaking(rows)
    assert not public.catalogue.speaking(rows)


def test_every_table_with_documents_is_hidden(both: Store) -> None:
    """Whichever query is written one day: the tables themselves hold nothing of it."""
    database = both.database.showing(frozenset({"general"}))
    tables = {
        row[0]
        for row in both.database.rows(
            text("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        )
    }
    unread = {"vectors", "seals"}  # keys are checksums of text; files of the whole store
    for table in sorted(tables - unread):
        for row in database.rows(text(f"SELECT * FROM {table}")):
            assert "zanzibarite" not in str(tuple(row)) and "drafts" not in str(tuple(row)), table
    database.close()


def test_a_hidden_change_moves_nothing(changing: tuple[Store, Views]) -> None:
    """No work is done anew, so that no answer takes longer than usual."""
    store, views = changing
    public = views.seen_by(())
    replica, full_text = public.replica(), public.full_text
    store.remove("DRAFT-7", flush=False)
    store.add_many([(SECRET, None)], flush=False, collection="drafts")
    assert public.replica() is replica
    assert public.full_text is full_text
    store.add(document("OPEN-3", path="/open.txt"))
    assert public.full_text is full_text, "what is new is added"
    assert full_text.count() == public.catalogue.count() == len(public.replica())


def test_a_hidden_revision_supersedes_nothing(changing: tuple[Store, Views]) -> None:
    store, views = changing
    newer = document("CWG-1/REP/1(Rev.1)", path="/restricted/rev.txt")
    store.add_many([(newer, None)], flush=False, collection="drafts")
    assert store.document("CWG-1/REP/1").superseded_by == "CWG-1/REP/1(Rev.1)"
    assert views.seen_by(()).document("CWG-1/REP/1").superseded_by is None


def test_rights_count_at_once(changing: tuple[Store, Views]) -> None:
    store, views = changing
    assert not views.seen_by(()).lexical("zanzibarite", 1)
    store.set_collection("drafts", None)
    assert views.seen_by(()).document("DRAFT-7")
    store.set_collection("drafts", ["chairs"])
    view = views.seen_by({"delegates"})
    assert not view.lexical("zanzibarite", 1)
    store.move(["DRAFT-7"], "general")
    assert view.lexical("zanzibarite", 1) and view.document("DRAFT-7").collection == "general"
    store.move(["DRAFT-7"], "drafts")
    assert not view.lexical("zanzibarite", 1) and len(view.documents()) == 2


def test_nobody_writes_through_a_view(public: Store) -> None:
    for change in (
        lambda: public.add(document("X", path="/x.txt")),
        lambda: public.remove("CWG-1/REP/1"),
        lambda: public.move(["CWG-1/REP/1"], "drafts"),
        lambda: public.set_collection("drafts", None),
    ):
        with pytest.raises(StoreReadOnly):
            change()
    with pytest.raises(DatabaseError):
        public.database.rows(text("DELETE FROM documents"))


def one_by_one(paths: Sequence[Path]) -> Iterator[tuple[Path, Document]]:
    """Reads files in this process."""
    return ((path, ingest.read(path)) for path in paths)


def test_where_documents_go(store: Store, tmp_path: Path) -> None:
    drafts, other = tmp_path / "drafts", tmp_path / "other"
    for folder in (drafts / "deep", other):
        folder.mkdir(parents=True)
        (folder / "note.txt").write_text(f"Norway spoke about helplines in {folder.name}.\n")
    store.set_collection("drafts", ["delegates"])

    def places() -> dict[str, str]:
        return {Path(r.path).parent.name: r.collection for r in store.documents()}

    def take_in(*folders: Path, collection: str | None = None) -> None:
        report = ingest_paths(store, folders, read=one_by_one, collection=collection)
        assert not report.failed

    take_in(drafts, other)
    assert places() == {"deep": "general", "other": "general"}
    store.set_folder(drafts, "drafts")
    assert places() == {"deep": "drafts", "other": "general"}
    take_in(other, collection="drafts")
    assert places() == {"deep": "drafts", "other": "drafts"}, "unchanged files too"
    (other / "note.txt").write_text("Norway spoke about helplines once more.\n")
    take_in(other)
    assert places()["other"] == "drafts", "a file that changes stays where it was"
    (drafts / "deep" / "second.txt").write_text("Kenya spoke about schools.\n")
    take_in(drafts)
    assert {r.collection for r in store.documents()} == {"drafts"}


def test_mistakes_are_told(changing: tuple[Store, Views], tmp_path: Path) -> None:
    store, _ = changing
    (tmp_path / "note.txt").write_text("Norway spoke.\n")
    with pytest.raises(UnknownCollection, match="collection add"):
        ingest_paths(store, [tmp_path], collection="draft")
    with pytest.raises(StoreError, match="holds 1 documents"):
        store.remove_collection("drafts")
    with pytest.raises(StoreError, match="stays"):
        store.remove_collection("general")
    with pytest.raises(StoreError, match="is no name"):
        store.set_collection(" ", None)
    store.move(["DRAFT-7"], "general")
    store.remove_collection("drafts")
    assert [c.name for c in store.collections.all()] == ["general"]


def test_an_id_tells_nobody_of_a_document_they_may_not_read(
    changing: tuple[Store, Views],
) -> None:
    """Of two with one number, that which more may read has the id."""
    store, views = changing
    known = [passage.text for passage in store.passages("DRAFT-7")]
    store.add(document("DRAFT-7", path="/open/published.txt"))
    assert store.document("DRAFT-7").collection == "general"
    assert [passage.text for passage in store.passages("DRAFT-7-2")] == known
    assert store.search("zanzibarite", 1)[0].passage.document == "DRAFT-7-2"
    assert {r.id for r in views.seen_by(()).documents()} == {
        *("CWG-1/REP/1", "DRAFT-7", "transcript-2")
    }
    store.add(SECRET.model_copy(update={"path": Path("/restricted/third.txt")}))
    assert store.document("DRAFT-7-3").collection == "general", "both are open: the later gives way"


EARLIER = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE documents (key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,"
    " path TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, size INTEGER, modified INTEGER,"
    " date INTEGER, revision INTEGER NOT NULL, record TEXT NOT NULL, header TEXT NOT NULL,"
    " text TEXT NOT NULL)",
    "CREATE TABLE passages (row INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL"
    " REFERENCES documents(key) ON DELETE CASCADE, ordinal INTEGER NOT NULL, unit INTEGER NOT NULL,"
    " vector BLOB NOT NULL, body TEXT NOT NULL, UNIQUE (document, ordinal))",
    "CREATE TABLE speakers (passage INTEGER NOT NULL REFERENCES passages(row) ON DELETE CASCADE,"
    " name_key TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, mention INTEGER NOT NULL,"
    " PRIMARY KEY (passage, mention, name_key)) WITHOUT ROWID",
    "CREATE INDEX speakers_by_name ON speakers (name_key, mention)",
    "CREATE TABLE vectors (hash BLOB PRIMARY KEY, vector BLOB NOT NULL)",
    "CREATE TABLE pending (target TEXT NOT NULL, document TEXT NOT NULL,"
    " PRIMARY KEY (target, document)) WITHOUT ROWID",
    "CREATE TABLE seals (target TEXT PRIMARY KEY, files TEXT NOT NULL) WITHOUT ROWID",
)


def test_a_store_of_an_earlier_layout_is_open(tmp_path: Path, embedder: Embedder) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    connection = sqlite3.connect(folder / "catalogue.sqlite")
    for line in EARLIER:
        connection.execute(line)
    connection.execute("PRAGMA user_version = 2")
    connection.execute("INSERT INTO meta VALUES ('revision', '41')")
    connection.commit()
    connection.close()
    with Store(folder, embedder) as store:
        store.add_many([(document(), None)], flush=False)
        assert store.document("CWG-1/REP/1").collection == "general"
        assert store.catalogue.revision > 41
        assert Views(store).seen_by(()) is store
