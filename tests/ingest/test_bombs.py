"""Small files made to exhaust time or memory end in one line, or are read, within the limits."""

from __future__ import annotations

import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.errors import UnreadableFile
from ingest.limits import ReadingLimits
from ingest.parallel import read_many

LIMITS = ReadingLimits(seconds=1.0, memory=700_000_000, characters=2_000_000, patience=30.0)
_CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
    '.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument'
    '/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(path: Path, body: str) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _CONTENT_TYPES)
        package.writestr("_rels/.rels", _RELATIONS)
        document = f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
        package.writestr("word/document.xml", document)


def pdf(path: Path, objects: list[bytes]) -> None:
    """A PDF of these objects, numbered from 1, of which the first is the catalogue."""
    data, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    end = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    path.write_bytes(data + end % (len(objects) + 1, data.index(b"xref\n0")))


def stream(data: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (
        len(packed),
        entries,
        packed,
    )


def pages(kids: bytes, count: int, content: bytes) -> list[bytes]:
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>>>"
    )
    tree = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)
    return [b"<</Type/Catalog/Pages 2 0 R>>", tree, page, stream(content), font]


def docx_by_ratio(path: Path) -> None:
    docx(path, f"<w:p><w:r><w:t>{'word ' * 20_000_000}</w:t></w:r></w:p>")


def docx_by_count(path: Path) -> None:
    docx(path, "<w:p><w:r><w:t>word</w:t></w:r></w:p>" * 1_500_000)


def pdf_of_one_page_shared(path: Path) -> None:
    pdf(
        path, pages(b"3 0 R " * 100_000, 100_000, b"BT /F 12 Tf 50 700 Td (Some words here.) Tj ET")
    )


def pdf_of_a_long_string(path: Path) -> None:
    pdf(path, pages(b"3 0 R", 1, b"BT /F 12 Tf (" + b"words " * 8_000_000 + b") Tj ET"))


def pdf_of_many_strings(path: Path) -> None:
    pdf(path, pages(b"3 0 R", 1, b"BT /F 12 Tf " + b"(a) Tj " * 3_000_000 + b"ET"))


def one_long_line(path: Path) -> None:
    path.write_text("word " * 10_000_000)


def capitals(path: Path) -> None:
    path.write_text("WORD " * 1_000_000)


def colons(path: Path) -> None:
    path.write_text("Ann: " * 1_000_000)


def lines_of_colons(path: Path) -> None:
    path.write_text("Ann Roe (Chad): yes\n" * 250_000)


def deep_html(path: Path) -> None:
    path.write_text("<div>" * 300_000 + "words")


def deep_markdown(path: Path) -> None:
    path.write_text("> " * 100_000 + "words\n" + "[" * 100_000)


BOMBS: list[tuple[str, Callable[[Path], None]]] = [
    ("ratio.docx", docx_by_ratio),
    ("count.docx", docx_by_count),
    ("shared.pdf", pdf_of_one_page_shared),
    ("string.pdf", pdf_of_a_long_string),
    ("strings.pdf", pdf_of_many_strings),
    ("line.txt", one_long_line),
    ("capitals.txt", capitals),
    ("colons.txt", colons),
    ("turns.txt", lines_of_colons),
    ("deep.html", deep_html),
    ("deep.md", deep_markdown),
]


@pytest.mark.parametrize(("name", "make"), BOMBS, ids=[name for name, _ in BOMBS])
def test_a_bomb_ends_within_its_limits(
    tmp_path: Path, name: str, make: Callable[[Path], None]
) -> None:
    path = tmp_path / name
    make(path)
    began = time.monotonic()
    [(_, result)] = read_many([path], 1, LIMITS)
    spent = time.monotonic() - began
    # A PDF has three steps, each with the file's time; starting a worker takes some more.
    assert spent < 3 * LIMITS.clock_for(path) + 30
    if isinstance(result, UnreadableFile):
        assert "\n" not in result.reason
        assert "OCR" not in result.reason and "only images" not in result.reason
    else:
        assert len(result.text) <= LIMITS.characters
