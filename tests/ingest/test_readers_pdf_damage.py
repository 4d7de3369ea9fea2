"""Damaged PDFs: nothing is lost without a word, nothing crashes, nothing hangs."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from damaging_pdf import damaged, lost_in_silence
from making_pdf import long_report, make_pdf
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
)
from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import UnreadableFile
from ingest.readers import read_raw


@pytest.mark.parametrize("form", ["packed", "ascii", "plain"])
def test_what_damage_takes_is_told(
    tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rl_config, "pageCompression", form != "plain")
    monkeypatch.setattr(rl_config, "useA85", form == "ascii")
    made = make_pdf(tmp_path / "good.pdf", long_report(1, 6))
    undamaged = read_raw(made.path)
    assert undamaged.warnings == ()
    whole = made.path.read_bytes()
    path = tmp_path / "bad.pdf"
    for seed in range(60):
        path.write_bytes(damaged(whole, seed))
        start = time.process_time()
        assert not lost_in_silence(path, undamaged), seed
        assert time.process_time() - start < 20, seed


def pages_pdf(path: Path, pages: int) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    for page in range(1, pages + 1):
        canvas.drawString(70, 700, f"Samoa spoke on page {page} of its helpline.")
        canvas.showPage()
    canvas.save()
    return path


def test_a_page_that_the_tree_names_and_the_file_lacks(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=pages_pdf(tmp_path / "a.pdf", 3))
    tree = writer.root_object["/Pages"].get_object()
    tree["/Kids"][1] = IndirectObject(9_999, 0, writer)  # type: ignore[index]
    writer.write(tmp_path / "b.pdf")
    raw = read_raw(tmp_path / "b.pdf")
    assert raw.warnings == ("page 2 could not be read (missing from the page tree)",)
    assert len(raw.page_starts) == 3
    assert "page 3" in raw.text


def test_a_cut_content_stream_names_its_page(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=pages_pdf(tmp_path / "a.pdf", 3))
    writer.compress_identical_objects()
    content = writer.pages[1]["/Contents"].get_object()
    packed = StreamObject()
    packed._data = content.get_data()
    packed = packed.flate_encode()
    packed._data = packed._data[: len(packed._data) // 2]
    writer.pages[1][NameObject("/Contents")] = writer._add_object(packed)
    writer.write(tmp_path / "b.pdf")
    raw = read_raw(tmp_path / "b.pdf")
    assert raw.warnings == ("page 2 could not be read in full (damaged content stream)",)
    assert "page 1" in raw.text
    assert "page 3" in raw.text


def test_letters_that_no_map_names_are_told(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=pages_pdf(tmp_path / "a.pdf", 1))
    inner = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/CIDFontType2"),
        }
    )
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type0"),
            NameObject("/BaseFont"): NameObject("/ABCDEF+Nameless"),
            NameObject("/Encoding"): NameObject("/Identity-H"),
            NameObject("/DescendantFonts"): ArrayObject([writer._add_object(inner)]),
        }
    )
    fonts = writer.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    for name in list(fonts):
        fonts[name] = writer._add_object(font)
    writer.write(tmp_path / "b.pdf")
    (warning,) = read_raw(tmp_path / "b.pdf").warnings
    assert warning.startswith("page 1 could not be read in full (its letters cannot be told")


def test_one_page_shown_many_times_is_refused(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=pages_pdf(tmp_path / "a.pdf", 1))
    tree = writer.root_object["/Pages"].get_object()
    kid = tree["/Kids"][0]  # type: ignore[index]
    tree[NameObject("/Kids")] = ArrayObject([kid] * 5_000)  # type: ignore[index]
    tree[NameObject("/Count")] = NumberObject(5_000)  # type: ignore[index]
    writer.write(tmp_path / "b.pdf")
    with pytest.raises(UnreadableFile, match="shows one page 5,000 times"):
        read_raw(tmp_path / "b.pdf")


def test_forms_that_paint_themselves_end(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=pages_pdf(tmp_path / "a.pdf", 1))
    form = StreamObject()
    form._data = b"/F Do " * 20
    form.update(
        {NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Form")}
    )
    reference = writer._add_object(form)
    inner = DictionaryObject({NameObject("/F"): reference})
    form[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): inner})
    page = writer.pages[0]
    page["/Resources"][NameObject("/XObject")] = inner  # type: ignore[index]
    content = StreamObject()
    content._data = page["/Contents"].get_object().get_data() + b"\n/F Do\n"
    page[NameObject("/Contents")] = writer._add_object(content)
    writer.write(tmp_path / "b.pdf")
    start = time.process_time()
    raw = read_raw(tmp_path / "b.pdf")
    assert time.process_time() - start < 20
    assert raw.warnings == ("page 1 could not be read in full (too many forms within forms)",)
    assert "Samoa spoke" in raw.text


@pytest.mark.parametrize("share", [0.2, 0.6, 0.9])
def test_of_a_file_that_was_cut_off_the_whole_is_asked_for(tmp_path: Path, share: float) -> None:
    whole = make_pdf(tmp_path / "whole.pdf", long_report(1, 6)).path.read_bytes()
    # Pages that come before their tree, as most programs write them: without it there are none.
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(UnreadableFile, match=r"end is missing; ask whoever sent it for the whole"):
        read_raw(cut)


def test_of_a_damaged_file_that_has_its_end_both_ways_out_are_told(tmp_path: Path) -> None:
    path = tmp_path / "torn.pdf"
    path.write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nstartxref\n999999\n%%EOF\n")
    with pytest.raises(UnreadableFile, match="PDF") as caught:
        read_raw(path)
    assert "end is missing" not in str(caught.value)
    assert "open it and save it again, or ask whoever sent it" in str(caught.value)
