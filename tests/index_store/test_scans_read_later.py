"""Pages that are pictures are read once text recognition is installed, and never lost again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

import ingest
from index_store import Store
from index_store.ingestion import IngestReport, ingest_paths
from ingest.errors import UnreadableFile
from ingest.model import Document
from ingest.readers import pdf_ocr
from tests.ingest.test_readers_pdf_scans import WORDS, scan_pdf


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A folder with a file of a page of text and one that is a picture, and a file of text."""
    folder = tmp_path / "papers"
    folder.mkdir()
    scan_pdf(folder / "scan.pdf")
    (folder / "notes.txt").write_text("1\tKenya described age verification.\n", "utf-8")
    return folder


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """What tesseract can do is asked anew."""
    pdf_ocr.languages.cache_clear()
    yield
    pdf_ocr.languages.cache_clear()


def read_here(paths: Sequence[Path]) -> Iterable[tuple[Path, Document | UnreadableFile]]:
    """Reads in this process, which alone knows what the test has hidden from it."""
    for path in paths:
        yield path, ingest.read(path)


def again(store: Store, papers: Path) -> IngestReport:
    return ingest_paths(store, [papers], read=read_here)


def test_files_with_pictures_are_read_again_with_each_language_that_is_new(
    store: Store, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed: tuple[str, ...] = ()
    monkeypatch.setattr(pdf_ocr, "languages", lambda: installed)
    monkeypatch.setattr(pdf_ocr, "_lines", lambda path, number, seconds: iter(()))
    scan = str(papers / "scan.pdf")
    expected = [((), True), ((), False), (("eng",), True), (("eng",), False)]
    expected += [(("eng", "fra"), True), (("fra",), False), ((), False)]
    for step, (installed, is_read) in enumerate(expected):
        report = again(store, papers)
        assert (scan in report.added + report.updated) is is_read, installed
        assert (str(papers / "notes.txt") in report.unchanged) is (step > 0)


def test_what_tesseract_reads_is_found_once_it_is_there_and_stays(
    store: Store, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not pdf_ocr.languages():
        pytest.skip("tesseract or the extra 'ocr' is not installed")
    with monkeypatch.context() as without:
        without.setenv("PATH", "")
        pdf_ocr.languages.cache_clear()
        assert any("no text layer (scanned?)" in w.warning for w in again(store, papers).warnings)
        assert WORDS not in store.text("scan")
        assert len(again(store, papers).unchanged) == 2
    pdf_ocr.languages.cache_clear()
    assert again(store, papers).updated == [str(papers / "scan.pdf")]
    assert WORDS in store.text("scan")
    assert len(again(store, papers).unchanged) == 2
    monkeypatch.setenv("PATH", "")  # tesseract is removed: what it read is kept
    pdf_ocr.languages.cache_clear()
    assert len(again(store, papers).unchanged) == 2
    assert WORDS in store.text("scan")
