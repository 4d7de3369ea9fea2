from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index_store import Embedder, Filters, Store, UnknownDocument, WrongModel
from index_store import store as store_module
from index_store.checking import check
from ingest.model import DocumentKind
from tests.index_store.factories import IVORY_COAST, KENYA, NORWAY, REPORT, document, transcript


def test_an_empty_store_answers_with_nothing(store: Store) -> None:
    assert store.documents() == []
    assert store.search("helpline", 5) == []
    assert store.speakers() == []


def test_what_goes_in_comes_out(filled: Store) -> None:
    original = document()
    assert filled.passages(original.id) == list(original.passages)
    assert filled.text(original.id) == original.text
    assert filled.passage(f"{original.id}#2") == original.passages[2]
    assert filled.catalogue.document(original.id) == original


def test_documents_have_the_keys_of_the_command_line(filled: Store) -> None:
    report, meeting = filled.documents()
    told = report.model_dump(mode="json", exclude={"sha256", "language"}, exclude_defaults=True)
    assert told == {
        "id": "CWG-1/REP/1",
        "path": "/papers/report.txt",
        "number": "CWG-1/REP/1",
        "title": "Report of the meeting",
        "kind": "report",
        "meeting": 1,
        "date": "2031-03-04",
        "source": "Chair",
        "speakers": ["Chair", "Côte d'Ivoire", "Kenya", "Norway"],
        "pages": 1,
        "passages": 6,
    }
    assert (meeting.number, meeting.source, meeting.pages) == (None, None, None)


def test_one_question_is_answered_of_one_revision(filled: Store) -> None:
    later = document("later", [("1.1", [KENYA], "Lighthouses.")], "/papers/later.txt")
    with ThreadPoolExecutor(1) as other, filled.catalogue.one_revision():
        before = filled.documents()
        other.submit(filled.add, later).result()
        assert filled.documents() == before
    assert [record.id for record in filled.documents() if record not in before] == ["later"]


def test_search_finds_by_words_and_by_meaning(filled: Store) -> None:
    assert filled.lexical("helplines that children call at night", 3)[0].passage.paragraph == "2.1"
    assert filled.dense("synthetic pictures made by machines", 3)[0].passage.paragraph == "3.1"
    assert filled.search("What was said about checking how old players are?", 3)[
        0
    ].passage.paragraph == ("2.2")


def test_neighbours_stay_inside_the_document(filled: Store) -> None:
    found = filled.neighbours("transcript-2#0", 2, 1)
    assert [passage.id for passage in found] == ["transcript-2#0", "transcript-2#1"]


@pytest.mark.parametrize(
    ("filters", "documents", "paragraphs"),
    [
        (Filters(speakers=("norway",)), None, {"2.1", "3.1", None}),
        (Filters(speakers=("COTE D’IVOIRE",)), None, {"2.3"}),
        (Filters(speakers=("Kenya", "Norway"), meetings=(1,)), None, {"2.1", "2.2", "3.1"}),
        (Filters(meetings=(2,)), {"transcript-2"}, None),
        (Filters(kinds=(DocumentKind.REPORT,)), {"CWG-1/REP/1"}, None),
        (Filters(documents=("transcript-2",)), {"transcript-2"}, None),
        (Filters(since="2032"), {"transcript-2"}, None),
        (Filters(until="2031"), {"CWG-1/REP/1"}, None),
        (Filters(since="2031-03-05", until="2032-05-05"), set(), None),
        (Filters(since="2031-03-04", until="2032-05-06"), {"CWG-1/REP/1", "transcript-2"}, None),
    ],
)
def test_filters_hold_in_every_search(
    filled: Store, filters: Filters, documents: set[str] | None, paragraphs: set[str] | None
) -> None:
    words = "guidelines helpline age verification training artificial intelligence agenda meeting"
    for search in (filled.lexical, filled.dense, filled.search):
        hits = search(words, 20, filters)
        if documents is not None:
            assert {hit.passage.document for hit in hits} == documents
        if paragraphs is not None:
            assert {hit.passage.paragraph for hit in hits} == paragraphs


@pytest.mark.parametrize(
    "query",
    [
        '"unclosed',
        "title:(a AND",
        "helpline OR NOT ]",
        "text:^2~",
        "* ? \\ /",
        "'",
        "",
        "\0",
        "🙂",
        "\ud83d",
    ],
)
def test_no_query_is_an_error(filled: Store, query: str) -> None:
    filled.lexical(query, 5)
    filled.search(query, 5)


def test_the_same_path_replaces(filled: Store) -> None:
    changed = document(parts=[("2.1", [KENYA], "Kenya opened a helpline for teachers.")])
    stored = filled.add(changed)
    assert stored.id == "CWG-1/REP/1"
    assert len(filled.documents()) == 2
    assert [p.text for p in filled.passages(stored.id)] == ["Kenya opened a helpline for teachers."]
    assert {hit.passage.document for hit in filled.dense("age verification", 20)} == {
        "CWG-1/REP/1",
        "transcript-2",
    }
    assert not filled.lexical("cyberbullying", 5)
    assert filled.vectors.count() == filled.full_text.count() == filled.catalogue.count() == 4


def test_another_path_gets_another_id(filled: Store) -> None:
    copy = filled.add(document(path="/papers/copy.txt"))
    assert copy.id == "CWG-1/REP/1-2"
    assert all(passage.document == copy.id for passage in filled.passages(copy.id))
    again = filled.add(document(path="/papers/copy.txt"))
    assert again.id == copy.id


def test_removal_leaves_nothing_to_find(filled: Store) -> None:
    filled.remove("transcript-2")
    assert [record.id for record in filled.documents()] == ["CWG-1/REP/1"]
    assert not filled.lexical("Swahili", 5)
    assert filled.vectors.count() == filled.full_text.count() == len(REPORT)
    with pytest.raises(UnknownDocument, match="transcript-2 is not in the store"):
        filled.remove("transcript-2")


def test_speakers_are_counted(filled: Store) -> None:
    counts = {c.speaker: (c.spoken, c.mentioned) for c in filled.speakers()}
    assert counts[NORWAY] == (3, 0)
    assert counts[IVORY_COAST] == (1, 0)


def test_nothing_is_embedded_twice(tmp_path: Path) -> None:
    class Counting(Embedder):
        embedded = 0

        def embed(self, texts: Sequence[str]) -> np.ndarray:
            self.embedded += len(texts)
            return super().embed(texts)

    counting = Counting()
    with Store(tmp_path, counting) as store:
        store.add(document())
        assert counting.embedded == len(REPORT)
        store.add(document(path="/papers/copy.txt"))
        store.remove("CWG-1/REP/1")
        store.add(document())
        assert counting.embedded == len(REPORT)


def test_another_model_is_refused_with_the_way_out(filled: Store, tmp_path: Path) -> None:
    folder = filled.folder
    filled.close()
    with pytest.raises(WrongModel) as error:
        Store(folder, Embedder("some/other-model"))
    line = str(error.value)
    assert "\n" not in line
    assert "all-MiniLM-L6-v2" in line
    assert "some/other-model" in line
    assert f"cop-assistant --store {folder} ingest --re-embed" in line


def test_without_an_embedder_the_store_uses_its_own_model(filled: Store) -> None:
    with Store(filled.folder) as again:
        assert again.embedder.name == "all-MiniLM-L6-v2"
        assert len(again.documents()) == 2


def test_changing_the_model_keeps_the_documents(filled: Store) -> None:
    calls: list[tuple[int, int, str]] = []
    filled.re_embed(_Renamed(), lambda *call: calls.append(call))
    assert calls[-1][:2] == (9, 9)
    assert filled.catalogue.meta("model") == "renamed"
    assert filled.dense("synthetic pictures made by machines", 1)[0].passage.paragraph == "3.1"
    assert filled.vectors.count() == 9


class _Renamed(Embedder):
    """The built-in model under another name."""

    def __init__(self) -> None:
        super().__init__()
        self.name = "renamed"

    @property
    def location(self) -> str:
        return Embedder().location


def test_two_documents_of_one_batch_get_different_ids(store: Store) -> None:
    first, second = store.add_many([(document(), None), (document(path="/b.txt"), None)])
    assert (first.id, second.id) == ("CWG-1/REP/1", "CWG-1/REP/1-2")
    assert store.full_text.count() == 2 * len(REPORT)


def test_a_document_without_passages_is_kept(store: Store) -> None:
    stored = store.add(document(parts=[]))
    assert store.passages(stored.id) == []
    assert store.search("anything", 3) == []
    store.add(transcript())
    assert store.search("guidelines", 3)


def test_a_large_store_does_without_chroma(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its vectors are compared in the arrays; a store that has become small has a graph again."""
    found = filled.dense("a phone line for the young", 5)
    assert (filled.folder / "chroma").is_dir()
    monkeypatch.setattr(store_module, "_GRAPH", 5)
    monkeypatch.setattr(store_module, "_SMALL", 3)
    filled.add(document())
    assert not (filled.folder / "chroma").exists()
    again = filled.dense("a phone line for the young", 5)
    assert [hit.passage for hit in again] == [hit.passage for hit in found]
    assert check(filled).ok
    filled.remove("transcript-2")  # six passages: still large
    filled.add(document(parts=REPORT[:4]))
    filled.dense("anything", 1)
    assert not (filled.folder / "chroma").exists()
    filled.add(document(parts=REPORT[:3]))
    assert filled.dense("children at night", 1)[0].passage.paragraph == "2.1"
    assert (filled.folder / "chroma").is_dir()
    assert check(filled).ok
