"""Scanned pages: told where nothing reads them, read by tesseract where it is installed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import UnreadableFile
from ingest.raw import RawDocument
from ingest.readers import pdf_ocr, read_raw

WORDS = "Samoa opened a helpline"


def scan_pdf(path: Path, with_text: bool = True) -> Path:
    """A page of text and one that is a picture of WORDS."""
    import matplotlib

    picture = Image.new("L", (1240, 1754), 255)
    font = ImageFont.truetype(f"{matplotlib.get_data_path()}/fonts/ttf/DejaVuSans.ttf", 48)
    ImageDraw.Draw(picture).text((120, 300), WORDS, fill=0, font=font)
    picture.save(path.with_suffix(".png"))
    canvas = Canvas(str(path), pagesize=A4)
    if with_text:
        canvas.drawString(70, 700, "The annex is on the next page.")
        canvas.showPage()
    canvas.drawImage(str(path.with_suffix(".png")), 0, 0, *A4)
    canvas.save()
    return path


def without_recognition(monkeypatch: pytest.MonkeyPatch, path: Path) -> RawDocument:
    monkeypatch.setenv("PATH", "")
    pdf_ocr.languages.cache_clear()
    try:
        return read_raw(path)
    finally:
        pdf_ocr.languages.cache_clear()


def test_a_page_without_text_layer_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = without_recognition(monkeypatch, scan_pdf(tmp_path / "a.pdf"))
    (warning,) = raw.warnings
    assert warning.startswith("page 2 has no text layer (scanned?): install the extra 'ocr'")
    assert raw.text == "The annex is on the next page."
    assert len(raw.page_starts) == 2


def test_a_file_of_pictures_alone_says_what_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = scan_pdf(tmp_path / "a.pdf", with_text=False)
    with pytest.raises(UnreadableFile, match="only images; install the extra 'ocr'"):
        without_recognition(monkeypatch, path)


def test_tesseract_reads_scanned_pages(tmp_path: Path) -> None:
    if not pdf_ocr.languages():
        pytest.skip("tesseract or the extra 'ocr' is not installed")
    raw = read_raw(scan_pdf(tmp_path / "a.pdf"))
    assert raw.text.split("\n")[-1] == WORDS
    (warning,) = raw.warnings
    assert warning.startswith("page 2 has no text layer; what text recognition read")
