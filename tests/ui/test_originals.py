"""The originals of documents: opened, and their pages as pictures with the quotes marked."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from assistant.answer import Answer, Citation
from assistant.locator import Locator
from index_store import Embedder, Store
from index_store.ingestion import ingest_paths
from index_store.records import DocumentRecord
from ingest import read as document
from tests.ui.writing import LANTERNS, write_pdf
from ui.messages import messages
from ui.web.document_layouts import DocumentLayouts
from ui.web.drawing_worker import DrawingWorker, NotDrawn
from ui.web.originals import originals
from ui.web.page_picture import HEIGHT, Quotation, picture, stretches
from ui.web.page_pictures import PagePictures
from ui.web.sources import panel

MARKED = ("Kisumu", "Moundou", "Chad bakes")
SIDE = 600  # points of a square page
PAPER = "Document CWG-COP-41/5{}\nContribution by Kenya\nTeachers\n\n1\tKenya asks for {} teachers."


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("originals")
    (folder / "old.txt").write_text(PAPER.format("", "ten"), "utf-8")
    (folder / "new.txt").write_text(PAPER.format("(Rev.1)", "twelve"), "utf-8")
    write_pdf(folder / "lanterns.pdf")
    with Store(folder / "store", embedder) as store:
        assert not ingest_paths(store, [folder / n for n in ("old.txt", "new.txt")]).failed
        assert not ingest_paths(store, [folder / "lanterns.pdf"]).failed
        yield store


@pytest.fixture(scope="module")
def client(store: Store) -> TestClient:
    application = FastAPI()
    application.include_router(originals(lambda _: store))
    return TestClient(application)


def citation(store: Store, document: str, words: str) -> Citation:
    record, start = store.document(document), store.text(document).index(words)
    passage = next(p for p in store.passages(document) if p.start <= start < p.end)
    cited = Citation(
        n=1,
        document=document,
        path=Path(record.path),
        title=record.title,
        paragraph=passage.paragraph,
        page=passage.page,
        start=start,
        end=start + len(words),
        quote=words,
    )
    return Locator(store).located(cited)


def sources(store: Store, cited: Citation) -> str:
    answer = Answer(question="?", answered=True, answer="", citations=[cited])
    return panel(answer, 1, store, messages("en"))


def test_words_are_found_across_line_ends_hyphens_and_ligatures() -> None:
    page = "Running head\r\nThe ofﬁce opens a help-\r\nline — at night. The office closes."
    ((start, end),) = stretches(page, Quotation("The office opens a helpline – at night.", 0, True))
    assert page[start:end] == "The ofﬁce opens a help-\r\nline — at night"


def test_of_words_that_come_twice_those_at_the_place_are_marked() -> None:
    page = "The Chair agreed. " + "Something else was said. " * 20 + "The Chair agreed."
    ((start, _),) = stretches(page, Quotation("The Chair agreed.", 0.95, True))
    assert start > 100


def test_a_quote_with_a_footer_in_the_middle_is_marked_in_parts() -> None:
    page = "Norway opened a night line 3/20 which answers until six in the morning."
    quote = "Norway opened a night line which answers until six in the morning."
    parts = [page[s:e] for s, e in stretches(page, Quotation(quote, 0, True))]
    assert "".join(parts).replace(" ", "") == quote.rstrip(".").replace(" ", "")
    assert stretches(page, Quotation("Words that stand on no page of it at all.", 0, True)) == []


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_the_quoted_words_are_marked_and_no_others(tmp_path: Path, turned: int) -> None:
    path = tmp_path / "page.pdf"
    canvas = Canvas(str(path), pagesize=(SIDE, SIDE))
    canvas.setPageRotation(turned)
    canvas.drawString(100, 500, "Norway opened a night line.")
    canvas.drawString(100, 200, "Ghana asked what it costs.")
    canvas.save()
    made = picture(path, 1, [Quotation("Ghana asked what it costs.", 0, True)])
    image = Image.open(io.BytesIO(made)).convert("RGB").rotate(turned, expand=True)
    assert max(image.size) <= HEIGHT
    scale = image.height / SIDE

    def yellow(height: float) -> float:
        box = (round(100 * scale), round(image.height - (height + 8) * scale))
        part = image.crop((*box, box[0] + round(120 * scale), box[1] + round(8 * scale)))
        pixels = list(part.get_flattened_data())
        return sum(r > 200 and b < 140 for r, _, b in pixels) / len(pixels)

    assert yellow(200) > 0.5
    assert yellow(500) == 0


TABLE = """\
# Contribution by Chad

Document CWG-COP-41/6-E

| Town &lt;script&gt; | Ovens |
| --- | --- |
| Kisumu | 7 |
| Moundou | 9 |

- **Chad** bakes.
"""


def test_a_document_is_laid_out_as_its_file_says_with_exact_marks(tmp_path: Path) -> None:
    (tmp_path / "chad.md").write_text(TABLE, "utf-8")
    read = document(tmp_path / "chad.md")
    record = DocumentRecord(id="x", path="chad.md", title=read.title, sha256=read.sha256)
    spans = [(read.text.index(words), read.text.index(words) + len(words)) for words in MARKED]
    layouts = DocumentLayouts(DrawingWorker())
    page = layouts.page(tmp_path / "chad.md", record, read.text, spans, spans[1])
    assert '<h2 dir="auto">Contribution by Chad</h2>' in page
    assert '<th dir="auto" scope="col">Town &lt;script&gt;</th>' in page and "<script" not in page
    assert '<td dir="auto"><mark>Kisumu</mark></td><td dir="auto">7</td>' in page
    assert '<mark class="dark" id="quote">Moundou</mark>' in page
    assert "<mark>Chad</mark></strong><mark> bakes</mark>" in page
    with pytest.raises(NotDrawn, match="read it again"):
        layouts.page(tmp_path / "chad.md", record, f"{read.text} ", spans, None)


def test_what_is_no_pdf_has_no_picture(tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"%PDF-1.7 and nothing more")
    with pytest.raises(NotDrawn, match="cannot be drawn"):
        PagePictures(DrawingWorker()).picture(path, "0", 1, [])


def test_a_pdf_opens_and_other_files_are_downloaded(client: TestClient) -> None:
    pdf = client.get("/original", params={"document": "CWG-COP-41/8"})
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.headers["content-disposition"].startswith("inline")
    assert pdf.content.startswith(b"%PDF")
    text = client.get("/original", params={"document": "CWG-COP-41/5"})
    assert text.headers["content-disposition"] == 'attachment; filename="old.txt"'


def test_pages_that_are_there_are_drawn(client: TestClient) -> None:
    asked = {"document": "CWG-COP-41/8", "page": 2, "marks": "0-40.50-90", "dark": "50-90"}
    made = client.get("/original/page", params=asked)
    assert made.headers["content-type"] == "image/webp"
    assert Image.open(io.BytesIO(made.content)).format == "WEBP"
    for wrong in ({"page": 3}, {"document": "CWG-COP-41/5"}, {"document": "CWG-COP-41/77"}):
        assert client.get("/original/page", params=asked | wrong).status_code == 404


def test_a_file_that_has_changed_since_is_not_shown(client: TestClient, store: Store) -> None:
    path = Path(store.document("CWG-COP-41/5(Rev.1)").path)
    before = path.read_bytes()
    path.write_text("Something else.", "utf-8")
    try:
        answered = client.get("/original", params={"document": "CWG-COP-41/5(Rev.1)"})
        assert (answered.status_code, "changed" in answered.text) == (404, True)
    finally:
        path.write_bytes(before)


def test_a_source_says_what_supersedes_it_and_where_that_opens(store: Store) -> None:
    html = sources(store, citation(store, "CWG-COP-41/5", "ten teachers"))
    newest = "/original?document=CWG-COP-41%2F5%28Rev.1%29"
    assert (
        f'href="{newest}" target="_blank" rel="noopener">superseded by CWG-COP-41/5(Rev.1)' in html
    )
    assert "superseded" not in sources(store, citation(store, "CWG-COP-41/5(Rev.1)", "twelve"))


def test_a_source_in_a_pdf_has_its_page_and_opens_there(store: Store) -> None:
    cited = citation(store, "CWG-COP-41/8", LANTERNS)
    html = sources(store, cited)
    assert cited.page == 2
    assert f"page=2&amp;marks={cited.start}-{cited.end}" in html
    assert 'href="/original?document=CWG-COP-41%2F8#page=2"' in html
    assert "CWG-COP-41/8 · §2 · p. 2 · 4 March 2031" in html
