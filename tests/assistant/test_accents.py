"""Questions and documents that write accents in two ways."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest

from assistant import Assistant
from assistant.answer import AnswerSentence, Citation
from assistant.verification.quotation import problem
from index_store import Embedder, Filters, Store
from index_store.ingestion import ingest_paths
from ui.finding import find_document, find_speaker

PAPER = """Document CWG-COP-41/3
Contribution by Türkiye
Büchereien

1\tTürkiye keeps a Bücherei for parents in every province.
"""


def apart(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("accents")
    (folder / "büchereien.txt").write_text(apart(PAPER), "utf-8")
    with Store(folder / "store", embedder) as store:
        assert not ingest_paths(store, [folder / "büchereien.txt"]).failed
        yield store


@pytest.mark.parametrize("written", [str, apart])
def test_what_is_written_one_way_is_found_the_other(store: Store, written: type[str]) -> None:
    (hit, *_) = store.lexical(written("eine Bücherei"), 5)
    assert "every province" in hit.passage.text
    answer = Assistant(store).ask(written("What did Türkiye say on the Bücherei?"))
    assert answer.answered
    # What is quoted stays as the document has it.
    assert apart(answer.citations[0].quote) == answer.citations[0].quote
    assert find_speaker(store, written("türkiye")).present
    assert find_document(store, written("büchereien.txt")).number == "CWG-COP-41/3"
    assert store.lexical("province", 5, Filters(speakers=(written("TÜRKİYE"),)))


def test_a_quotation_is_verified_whichever_way_it_is_written(store: Store) -> None:
    (passage,) = [p for p in store.passages("CWG-COP-41/3") if "province" in p.text]
    citation = Citation(
        n=1, document=passage.document, path=store.folder, title="", start=passage.start,
        end=passage.end, quote=passage.text,
    )  # fmt: skip
    said = "Türkiye keeps a Bücherei for parents"
    for text in (said, apart(said)):
        sentence = AnswerSentence(text=text, citations=[1])
        assert problem(sentence, [citation], lambda d, a, b: store.text(d)[a:b]) is None
