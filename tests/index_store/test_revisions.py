"""Revisions of documents: which answers, which is superseded, and what corrects it."""

from __future__ import annotations

from pathlib import Path

import pytest

from index_store import Embedder, Filters, Store
from index_store.ingestion import ingest_paths
from index_store.records import DocumentRecord
from index_store.revisions import Edition, revisions
from tests.index_store.factories import KENYA, NORWAY, document

EVERY = Filters(all_versions=True)


def record(number: str | None, path: str = "", **known: object) -> DocumentRecord:
    path = path or f"/papers/{number}.txt"
    return DocumentRecord.model_validate(
        {"id": number or Path(path).stem, "path": path, "number": number, "title": "T", **known}
    )


def papers(*numbers: str) -> list[DocumentRecord]:
    return [record(number) for number in numbers]


@pytest.mark.parametrize(
    ("number", "root", "parts"),
    [
        ("CWG-COP-25/70(Rev.1)", "cwg/cop/25/70", (("rev", 1),)),
        ("A/AC.105/L.9/Rev.12", "a/ac/105/l/9", (("rev", 12),)),
        ("SG17-C123-R2", "sg17/c123", (("rev", 2),)),
        ("WP 7 Revision 3", "wp/7", (("rev", 3),)),
        ("WP 7 rev", "wp/7", (("rev", 1),)),
        ("C25/70(Rev.1)(Corr.2)", "c25/70", (("rev", 1), ("corr", 2))),
        ("FCCC/2031/5/Add.1/Rev.2", "fccc/2031/5", (("add", 1), ("rev", 2))),
        ("CWG-COP-25/70", "cwg/cop/25/70", ()),
        ("interview", "interview", ()),
        ("C25/R1", "c25", (("rev", 1),)),
    ],
)
def test_what_a_number_tells(number: str, root: str, parts: tuple[tuple[str, int], ...]) -> None:
    assert Edition.of(number) == Edition(root, parts)


def test_the_newest_revision_supersedes_all_before_it() -> None:
    found = revisions(papers("C31/7", "C31/7(Rev.1)", "C31/7(Rev.2)", "C31/8", "C31/71"))
    assert found.superseded == {"C31/7": "C31/7(Rev.2)", "C31/7(Rev.1)": "C31/7(Rev.2)"}


def test_an_addendum_is_a_document_beside_it() -> None:
    found = revisions(papers("C31/7", "C31/7(Add.1)", "C31/7(Add.1)(Rev.1)", "C31/7(Rev.1)"))
    assert found.superseded == {"C31/7": "C31/7(Rev.1)", "C31/7(Add.1)": "C31/7(Add.1)(Rev.1)"}
    assert found.corrected == {}


def test_a_corrigendum_of_a_superseded_revision_is_superseded() -> None:
    found = revisions(papers("C31/7(Rev.1)", "C31/7(Rev.1)(Corr.1)", "C31/7(Rev.2)"))
    assert found.superseded["C31/7(Rev.1)(Corr.1)"] == "C31/7(Rev.2)"
    assert found.corrected == {"C31/7(Rev.1)": ("C31/7(Rev.1)(Corr.1)",)}


@pytest.mark.parametrize(("date", "stands"), [("2031-05-01", True), ("2031-03-01", False)])
def test_a_corrigendum_after_the_revision_corrects_it_too(date: str, stands: bool) -> None:
    found = revisions(
        [
            record("C31/7", date="2031-02-01"),
            record("C31/7(Rev.1)", date="2031-04-01"),
            record("C31/7(Corr.1)", date=date),
        ]
    )
    assert ("C31/7(Corr.1)" in found.superseded) is not stands
    assert found.corrected["C31/7"] == ("C31/7(Corr.1)",)
    assert ("C31/7(Rev.1)" in found.corrected) is stands


def test_a_translation_is_superseded_by_the_revision_in_its_language() -> None:
    found = revisions(
        [
            record("C31/7", "/e/a.txt", id="a", language="en"),
            record("C31/7", "/f/b.txt", id="b", language="fr"),
            record("C31/7(Rev.1)", "/e/c.txt", id="c", language="en"),
            record("C31/7(Rev.1)", "/f/d.txt", id="d", language="fr"),
        ]
    )
    assert found.superseded == {"a": "c", "b": "d"}


def test_numbers_that_each_meeting_counts_anew_are_kept_apart() -> None:
    found = revisions(
        [
            record("WP 7", id="a", meeting_name="Fourth Session"),
            record("WP 7 Rev.1", id="b", meeting_name="Fifth Session"),
            record("WP 7 Rev.2", id="c", meeting_name="Fourth Session"),
        ]
    )
    assert found.superseded == {"a": "c"}


def test_without_a_number_the_file_names_of_a_folder_tell() -> None:
    found = revisions(
        [
            record(None, "/x/agenda.txt", id="a"),
            record(None, "/x/agenda-rev1.txt", id="b"),
            record(None, "/y/agenda-rev2.txt", id="c"),
            record(None, "/x/region-r2.txt", id="d"),
            record(None, "/x/region.txt", id="e"),
        ]
    )
    assert found.superseded == {"a": "b", "e": "d"}


@pytest.fixture
def revised(store: Store) -> Store:
    """A contribution with its revision, and the report of the factories beside them."""
    old = [("1.1", [KENYA], "Kenya proposes a fee of two shillings for every game.")]
    new = [("1.1", [KENYA], "Kenya proposes a fee of five shillings for every game.")]
    other = [("1.1", [NORWAY], "Norway pays the helpline from the fees of games.")]
    store.add_many(
        [
            (document("CWG-1/7", old, "/papers/7.txt"), None),
            (document("CWG-1/7(Rev.1)", new, "/papers/7r1.txt"), None),
            (document("CWG-1/8", other, "/papers/8.txt"), None),
        ]
    )
    return store


def found_in(store: Store, filters: Filters) -> list[set[str]]:
    """Documents that each way of finding finds."""
    mask, replica = store.replica().mask(store.limits(filters)), store.replica()
    by_arrays = {
        record.id
        for n, record in enumerate(replica.documents)
        if mask is None or mask[replica.document_offsets[n]]
    }
    ways = (store.lexical, store.dense, store.search)
    by_ways = [{h.passage.document for h in way("fee for games", 9, filters)} for way in ways]
    return [*by_ways, by_arrays]


def test_only_the_newest_is_found_by_any_way(revised: Store) -> None:
    for found in found_in(revised, Filters()):
        assert found == {"CWG-1/7(Rev.1)", "CWG-1/8"}
    for found in found_in(revised, EVERY):
        assert found == {"CWG-1/7", "CWG-1/7(Rev.1)", "CWG-1/8"}
    # Who asks for one document by its name gets it.
    for found in found_in(revised, Filters(documents=("CWG-1/7",))):
        assert found == {"CWG-1/7"}


def test_documents_say_what_supersedes_them(revised: Store) -> None:
    marks = {record.id: record.superseded_by for record in revised.documents()}
    assert marks == {"CWG-1/7": "CWG-1/7(Rev.1)", "CWG-1/7(Rev.1)": None, "CWG-1/8": None}
    assert revised.document("CWG-1/7").superseded_by == "CWG-1/7(Rev.1)"


def test_without_the_revision_the_original_answers_again(revised: Store) -> None:
    revised.remove("CWG-1/7(Rev.1)")
    assert revised.document("CWG-1/7").superseded_by is None
    for found in found_in(revised, Filters()):
        assert found == {"CWG-1/7", "CWG-1/8"}


def test_pruning_a_file_brings_the_version_before_it_back(
    tmp_path: Path, embedder: Embedder
) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    text = "Document CWG-COP-41/{}\nContribution by Kenya\n\n1\tKenya asks for {} teachers."
    for name, number, count in (("a", "5", "ten"), ("b", "5(Rev.1)", "two"), ("c", "6", "no")):
        (papers / f"{name}.txt").write_text(text.format(number, count), "utf-8")
    with Store(tmp_path / "store", embedder) as store:
        ingest_paths(store, [papers])
        assert store.document("CWG-COP-41/5").superseded_by == "CWG-COP-41/5(Rev.1)"
        (papers / "b.txt").unlink()
        ingest_paths(store, [papers], prune=True)
        assert store.document("CWG-COP-41/5").superseded_by is None
        assert "CWG-COP-41/5" in {h.passage.document for h in store.search("teachers", 5)}
