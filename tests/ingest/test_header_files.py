"""The same headers through real files and readers, and those of the samples."""

from __future__ import annotations

import importlib
import importlib.util
import sys
import textwrap
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import docx
import pytest
from header_cases import CASES
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from test_header import told

from ingest.header.parsing import parse
from ingest.readers import read_raw

# Cells that extraction ran together do not occur in a PDF, nor are these fonts built in.
NOT_IN_PDF = ("glued", "Russian", "Chinese", "Arabic", "captioned")


def write_wrapped(text: str, path: Path) -> None:
    path.write_text(
        "\n".join("\n".join(textwrap.wrap(line, 78)) for line in text.split("\n")), "utf-8"
    )


def write_html(text: str, path: Path) -> None:
    rows = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line.strip())
    path.write_text(f"<html><body>{rows}</body></html>", "utf-8")


def write_docx(text: str, path: Path) -> None:
    """A line with a tab becomes a row of a table, as in the group's template."""
    document = docx.Document()
    for line in filter(str.strip, text.split("\n")):
        if "\t" in line and not line[0].isdigit():
            row = document.add_table(1, 2).rows[0]
            row.cells[0].text, _, row.cells[1].text = line.partition("\t")
        else:
            document.add_paragraph(line)
    document.save(str(path))


def write_pdf(text: str, path: Path) -> None:
    canvas, y = Canvas(str(path), pagesize=A4), 800
    for line in text.expandtabs(4).split("\n"):
        for printed in textwrap.wrap(line, 90) or [""]:
            canvas.drawString(60, y, printed)
            y -= 16
    canvas.save()


WRITERS: dict[str, tuple[str, Callable[[str, Path], None]]] = {
    "wrapped text": (".txt", write_wrapped),
    "markdown": (".md", lambda text, path: path.write_text(text, "utf-8") and None),
    "web page": (".html", write_html),
    "word": (".docx", write_docx),
    "pdf": (".pdf", write_pdf),
}


FILES = [
    pytest.param(case, form, id=f"{form}-{case[0]}")
    for form in WRITERS
    for case in CASES
    if form != "pdf" or not any(word in case[0] for word in NOT_IN_PDF)
]


@pytest.mark.parametrize(("case", "form"), FILES)
def test_header_of_a_file(case: tuple[str, str, dict[str, Any]], form: str, tmp_path: Path) -> None:
    _, text, wanted = case
    suffix, write = WRITERS[form]
    path = tmp_path / f"header-case{suffix}"
    write(text, path)
    header = told(parse(read_raw(path), path))
    assert {key: header[key] for key in wanted} == wanted


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (
            "cwg-cop-24-digest.docx",
            {"kind": "report", "meeting": 24, "date": "2026-01-19", "number": None},
        ),
        (
            "sample-contribution-night-helpline.pdf",
            {
                "kind": "contribution",
                "number": "CWG-COP-99/3",
                "date": "2030-05-06",
                "source": "Norway",
                "title": "A helpline that answers at night: a sample contribution",
            },
        ),
        (
            "sample-information-document.md",
            {
                "kind": "information document",
                "number": "CWG-COP-99/INF/2",
                "source": "Lantern Foundation",
                "title": "What forty young people changed in a helpline",
            },
        ),
        (
            "sample-liaison-statement.html",
            {
                "kind": "liaison statement",
                "number": "CWG-COP-99/INF/5",
                "source": "ITU-T SG17",
                "title": "Liaison statement on tokens that prove an age",
            },
        ),
        ("sample-session-captions.txt", {"kind": "transcript", "meeting": 99}),
    ],
)
def test_header_of_a_sample(samples: Path, name: str, wanted: dict[str, Any]) -> None:
    path = samples / name
    raw = read_raw(path)
    header = told(parse(raw, path))
    assert {key: header[key] for key in wanted} == wanted
    assert "not an official record" in raw.text or "no official record" in raw.text


def test_samples_are_what_their_texts_say(samples: Path, tmp_path: Path) -> None:
    texts = samples.parent / "docs" / "samples"
    spec = importlib.util.spec_from_file_location("make_samples", texts / "make_samples.py")
    assert spec and spec.loader
    making = importlib.util.module_from_spec(spec)
    sys.modules["make_samples"] = making
    spec.loader.exec_module(making)
    for write, text, name in (
        (making.write_docx, "digest.md", "cwg-cop-24-digest.docx"),
        (making.write_pdf, "contribution.md", "sample-contribution-night-helpline.pdf"),
    ):
        write(texts / text, tmp_path / name)
        assert read_raw(tmp_path / name).text == read_raw(samples / name).text
