from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

import ingest
from index_store import Store
from index_store.ingestion import ingest_paths
from ingest.errors import UnreadableFile
from ingest.model import Document
from tests.index_store.factories import document

HELPLINE = (
    "1\tOpening\n1.1\tThe Chair welcomed the delegations.\n"
    "2\tContributions\n2.1\tNorway presented its night helpline for children.\n"
)
GAMES = "1\tGames\n1.1\tKenya described age verification for online games.\n"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A folder with two documents, one deeper down, and things that are none."""
    folder = tmp_path / "papers"
    (folder / "more" / ".hidden").mkdir(parents=True)
    (folder / "helpline.txt").write_text(HELPLINE, encoding="utf-8")
    (folder / "more" / "games.md").write_text(GAMES, encoding="utf-8")
    (folder / "more" / ".hidden" / "games.txt").write_text(GAMES, encoding="utf-8")
    (folder / ".draft.txt").write_text(GAMES, encoding="utf-8")
    (folder / "~$helpline.docx").write_bytes(b"Office's lock file")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")
    return folder


def test_a_folder_is_walked(store: Store, papers: Path) -> None:
    calls: list[tuple[float, int, str]] = []
    report = ingest_paths(store, [papers], progress=lambda *call: calls.append(call))
    assert report.added == [str(papers / "helpline.txt"), str(papers / "more" / "games.md")]
    assert (report.updated, report.unchanged, report.removed, report.failed) == ([], [], [], [])
    assert report.passages == store.catalogue.count() > 0
    assert calls[0] == (0, 2, "")
    assert calls[-1] == (2, 2, "games.md")
    done = [call[0] for call in calls]
    assert done == sorted(done) and {0.5, 1} <= {*done}  # a file that is read is half done
    assert store.search("helpline at night", 1)[0].passage.paragraph == "2.1"


def test_progress_moves_while_a_long_file_is_embedded(store: Store) -> None:
    long = document(parts=[(f"{n}", [], f"Paragraph {n}.") for n in range(600)])
    shares: list[float] = []
    assert len(store.vectors_for([long], progress=shares.append)) == 600
    assert len(shares) == 3
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_the_second_run_changes_nothing_and_loads_no_model(store: Store, papers: Path) -> None:
    ingest_paths(store, [papers])
    revision = store.catalogue.revision
    with Store(store.folder) as again:
        report = ingest_paths(again, [papers], read=_no_reading)
        assert not again.embedder.loaded
    assert len(report.unchanged) == 2
    assert (report.added, report.updated, report.passages) == ([], [], 0)
    assert store.catalogue.revision == revision


def _no_reading(paths: Sequence[Path]) -> Iterable[tuple[Path, Document | UnreadableFile]]:
    assert not paths
    return []


def test_a_touched_file_is_unchanged_and_an_edited_one_replaced(store: Store, papers: Path) -> None:
    ingest_paths(store, [papers])
    os.utime(papers / "helpline.txt", (1, 1))
    (papers / "more" / "games.md").write_text(GAMES + "1.2\tPeru agreed.\n", encoding="utf-8")
    report = ingest_paths(store, [papers])
    assert report.unchanged == [str(papers / "helpline.txt")]
    assert report.updated == [str(papers / "more" / "games.md")]
    assert store.lexical("Peru", 1)[0].passage.paragraph == "1.2"
    assert len(store.documents()) == 2


def test_prune_removes_what_is_gone_from_the_given_folders_only(store: Store, papers: Path) -> None:
    elsewhere = papers.parent / "elsewhere.txt"
    elsewhere.write_text(GAMES, encoding="utf-8")
    ingest_paths(store, [papers, elsewhere])
    (papers / "helpline.txt").unlink()
    elsewhere.unlink()
    assert ingest_paths(store, [papers]).removed == []
    report = ingest_paths(store, [papers], prune=True)
    assert report.removed == [str(papers / "helpline.txt")]
    assert sorted(Path(r.path).name for r in store.documents()) == ["elsewhere.txt", "games.md"]
    assert not store.lexical("helpline", 5)


def test_what_cannot_be_read_is_reported_and_the_rest_ingested(store: Store, papers: Path) -> None:
    (papers / "empty.txt").write_bytes(b"")
    (papers / "broken.docx").write_bytes(b"no zip")
    empty_folder = papers.parent / "nothing"
    empty_folder.mkdir()
    missing = papers.parent / "missing.pdf"
    photo = papers / "photo.jpg"
    report = ingest_paths(store, [papers, empty_folder, missing, photo])
    assert len(report.added) == 2
    failed = {failure.path: failure.error for failure in report.failed}
    assert set(failed) == {
        str(path)
        for path in (papers / "empty.txt", papers / "broken.docx", empty_folder, missing, photo)
    }
    assert all(error and "\n" not in error for error in failed.values())
    assert store.search("helpline", 1)


def test_a_file_that_breaks_keeps_its_old_version(store: Store, papers: Path) -> None:
    ingest_paths(store, [papers])
    (papers / "helpline.txt").write_bytes(b"")
    report = ingest_paths(store, [papers])
    assert [failure.path for failure in report.failed] == [str(papers / "helpline.txt")]
    assert store.lexical("helpline", 1)


def test_the_same_content_at_two_paths_is_two_documents(store: Store, papers: Path) -> None:
    (papers / "copy").mkdir()
    (papers / "copy" / "helpline.txt").write_text(HELPLINE, encoding="utf-8")
    ingest_paths(store, [papers])
    ids = sorted(record.id for record in store.documents())
    assert ids == ["games", "helpline", "helpline-2"]


def test_what_several_documents_say_is_embedded_once(
    store: Store, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedded: list[str] = []
    embed = store.embedder.embed
    monkeypatch.setattr(
        store.embedder, "embed", lambda texts: (embedded.extend(texts), embed(texts))[1]
    )
    monkeypatch.setattr("index_store.ingestion._PASSAGES_AT_ONCE", 1)
    monkeypatch.setattr("index_store.ingestion._PASSAGES_BETWEEN_FLUSHES", 2)
    for n in range(6):
        (papers / f"copy-{n}.txt").write_text(HELPLINE, encoding="utf-8")
    report = ingest_paths(store, [papers])
    assert len(report.added) == 8
    assert report.passages == store.catalogue.count() == store.vectors.count()
    assert len(embedded) == len(set(embedded)) < report.passages
    assert {hit.passage.document for hit in store.lexical("helpline", 20)} >= {"copy-0", "copy-5"}


def test_relative_and_absolute_paths_are_the_same_file(
    store: Store, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest_paths(store, [papers / "helpline.txt"])
    monkeypatch.chdir(papers)
    report = ingest_paths(store, ["helpline.txt", "./more/../helpline.txt"])
    assert report.unchanged == [str(papers / "helpline.txt")]
    assert len(store.documents()) == 1


def test_an_empty_folder_is_not_taken_for_removed_documents(store: Store, papers: Path) -> None:
    ingest_paths(store, [papers])
    away = papers.rename(papers.with_name("away"))
    papers.mkdir()  # as an unmounted share looks
    report = ingest_paths(store, [papers], prune=True)
    assert report.removed == [] and len(store.documents()) == 2
    assert [failure.path for failure in report.failed] == [str(papers)]
    assert "--prune-empty" in report.failed[0].error
    report = ingest_paths(store, [papers], prune_empty=True)
    assert len(report.removed) == 2 and store.documents() == []
    assert (away / "helpline.txt").exists()


def test_a_link_out_of_the_folder_is_named_and_not_followed(store: Store, papers: Path) -> None:
    (papers.parent / "private.txt").write_text(GAMES, encoding="utf-8")
    (papers / "inside.txt").symlink_to(papers / "helpline.txt")
    (papers / "outside.txt").symlink_to(papers.parent / "private.txt")
    report = ingest_paths(store, [papers])
    assert str(papers / "inside.txt") in report.added and len(report.added) == 3
    assert [failure.path for failure in report.failed] == [str(papers / "outside.txt")]
    assert "leads out of the folder" in report.failed[0].error


def test_a_name_that_is_no_text_costs_only_its_file(store: Store, papers: Path) -> None:
    odd = os.fsencode(papers) + b"/caf\xe9.txt"
    try:
        Path(os.fsdecode(odd)).write_text(GAMES, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    report = ingest_paths(store, [papers])
    assert len(report.added) == 2
    assert [failure.error for failure in report.failed] == ["its name is no UTF-8 text: rename it"]
    assert "caf" in report.model_dump_json()


UNPRIVILEGED = """
import json, os, sys
from pathlib import Path
import ingest.readers
from index_store.found_files import find_files
os.setuid(65534)
found = find_files([sys.argv[1]])
print(json.dumps({"failed": [[f.path, f.error] for f in found.failed],
                  "misses": found.misses(Path(sys.argv[2]))}))
"""


def test_a_folder_that_cannot_be_opened_is_named_and_nothing_in_it_pruned(tmp_path: Path) -> None:
    if os.getuid() != 0:
        pytest.skip("needs to become another user")
    papers = tmp_path / "papers"
    (papers / "locked").mkdir(parents=True)
    (papers / "helpline.txt").write_text(HELPLINE, encoding="utf-8")
    (papers / "locked").chmod(0o700)
    for folder in (papers, *papers.parents[:-2]):
        folder.chmod(folder.stat().st_mode | 0o055)
    done = subprocess.run(
        [sys.executable, "-c", UNPRIVILEGED, str(papers), str(papers / "locked" / "games.md")],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    told = json.loads(done.stdout)
    assert [path for path, _ in told["failed"]] == [str(papers / "locked")]
    assert "cannot be opened" in told["failed"][0][1]
    assert told["misses"] is False


def test_what_of_a_file_could_not_be_read_is_told(store: Store, papers: Path) -> None:
    def read(paths: Sequence[Path]) -> Iterable[tuple[Path, Document | UnreadableFile]]:
        for path in paths:
            yield path, ingest.read(path).model_copy(update={"warnings": ("page 2 is damaged",)})

    report = ingest_paths(store, [papers / "helpline.txt"], read=read)
    warned = [(warning.path, warning.warning) for warning in report.warnings]
    assert warned == [(str(papers / "helpline.txt"), "page 2 is damaged")]
    assert store.documents()[0].warnings == ("page 2 is damaged",)
    assert store.document("helpline").warnings == ("page 2 is damaged",)
