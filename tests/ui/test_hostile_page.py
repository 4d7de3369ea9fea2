"""The page that hostile documents are shown on, in a real browser and as HTML."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from assistant.answer import Answer, AnswerSentence, Citation
from assistant.markdown import markdown
from tests.assistant.hostile_documents import CLAIM, DOCUMENTS, write_all
from tests.ui.client import Client
from tests.ui.conftest import Run, served
from tests.ui.page import Page
from ui.web.conversation import answer_html
from ui.web.originals import LAYOUT

ALLOWED = {
    *("div", "p", "a", "ul", "ol", "li", "dl", "dt", "dd", "span", "strong", "em", "br", "hr"),
    *("h1", "h2", "h3"),
}
LAID_OUT = {
    *("html", "head", "meta", "title", "style", "body"),
    *("h2", "h3", "h4", "h5", "h6", "p", "ul", "li", "table", "tr", "th", "td", "aside"),
    *("strong", "mark"),
}
PLAIN = {"lang", "dir", "charset", "scope", "role", "class", "id"}
"""Attributes of a document laid out: none that loads, leads anywhere, looks or runs."""
FOREIGN = "script, object, embed, form, base, meta, link"
QUESTIONS = tuple(dict.fromkeys(hostile.question for hostile in DOCUMENTS))


def answer(quote: str) -> Answer:
    """An answer that quotes a text whole."""
    sentences = [AnswerSentence(text=" ".join(quote.split()), citations=[1], heading=quote[:40])]
    citation = Citation(
        n=1, document=quote[:30], path=Path(quote[:20].replace("\x00", "")), title=quote[:80],
        start=0, end=len(quote), speakers=[quote[:30]], quote=quote,
    )  # fmt: skip
    return Answer(
        question=quote[:90],
        answered=True,
        answer=markdown(sentences),
        sentences=sentences,
        citations=[citation],
        notices=[quote[:200]],
    )


@pytest.mark.parametrize("hostile", DOCUMENTS, ids=lambda hostile: hostile.name)
def test_whatever_is_quoted_stays_text(hostile: Any) -> None:  # noqa: ANN401
    text = hostile.content if isinstance(hostile.content, str) else hostile.name
    page = BeautifulSoup(answer_html(answer(text), 1), "html.parser")
    for element in page.find_all(True):
        assert element.name in ALLOWED, element
        assert not [name for name in element.attrs if name.startswith("on") or name == "style"]
        assert str(element.get("href", "#cop-")).startswith("#cop-")
    # The one source has one mark at the end, however many the document claims.
    marks = page.select("a.cop-mark")
    assert [mark.get_text() for mark in marks] == ["[1]"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, cop: Run) -> Iterator[str]:
    folder = write_all(tmp_path_factory.mktemp("hostile"))
    done = cop("ingest", folder, "--store", folder / "store")
    assert done.returncode == 0, done.stderr
    with served(folder / "store") as url:
        yield url


def assert_laid_out_as_text(headers: Any, html: str) -> None:  # noqa: ANN401
    """That a page made of a document has words of it alone: no element, attribute or style."""
    policy = [part.strip() for part in headers["content-security-policy"].split(";")]
    assert policy[0] == "default-src 'none'" and "sandbox" in policy
    assert {"form-action 'none'", "base-uri 'none'", "frame-ancestors 'self'"} <= {*policy}
    assert headers["content-type"].startswith("text/html")
    page = BeautifulSoup(html, "html.parser")
    for element in page.find_all(True):
        assert element.name in LAID_OUT, element
        assert set(element.attrs) <= PLAIN, element
        assert element.get("id", "quote") == "quote"
        assert element.get("class", ["dark"]) == ["dark"]
    assert [meta.attrs for meta in page.find_all("meta")] == [{"charset": "utf-8"}]
    (style,) = page.find_all("style")
    assert "url(" not in style.text and "@import" not in style.text
    assert page.head.find_all("style") == [style]


def test_a_hostile_document_is_laid_out_as_text(address: str) -> None:
    with Client(address) as client:
        documents = client.http.get("/api/v1/documents").raise_for_status().json()
        assert len(documents) > 20
        words = ""
        for document in documents:
            laid_out = client.http.get(LAYOUT, params={"document": document["id"]})
            if document["path"].endswith(".pdf"):
                assert laid_out.status_code == 404
                continue
            assert laid_out.status_code == 200, laid_out.text
            assert_laid_out_as_text(laid_out.headers, laid_out.text)
            words += BeautifulSoup(laid_out.text, "html.parser").get_text()
    assert "<script>document.title='taken'</script>" in words
    assert "<iframe src='http://evil.example'></iframe>" in words


@pytest.mark.browser
def test_nothing_of_a_document_becomes_part_of_the_page(browser: Any, address: str) -> None:  # noqa: ANN401
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    chat = Page(context.new_page(), address)
    page = chat.page
    for question in QUESTIONS:
        answered = chat.ask(question)
        assert CLAIM not in answered.inner_text()
        mark = answered.locator("a.cop-mark").first
        mark.click()
        page.locator("mark.cop-current").first.wait_for(state="visible")
    page.get_by_role("tab", name="Documents").click()
    page.get_by_label("Search the documents").fill("CWG-COP-41/INF/45")
    page.wait_for_function(
        "document.querySelectorAll('#cop-table [role=gridcell][data-col=\"0\"]').length == 1"
    )
    page.locator("#cop-table [role=gridcell]").first.click()
    page.locator(".cop-document").wait_for()
    for place in ("#cop-chat", "#cop-sources", "#cop-table", "#cop-shown"):
        area = page.locator(place)
        assert area.locator(FOREIGN).count() == 0
        if place != "#cop-sources":
            assert area.locator("iframe").count() == 0
        assert area.locator("[onerror], [onload], [onclick]").count() == 0
        assert area.locator("a[href^='javascript'], a[href*='evil.example']").count() == 0
        assert area.locator("img[src*='evil.example'], img[src='x']").count() == 0
    # The only frames are the page's own: each with a document of this server, and no right at all.
    frames = page.locator("#cop-sources iframe").evaluate_all(
        "all => all.map(f => Object.fromEntries([...f.attributes].map(a => [a.name, a.value])))"
    )
    assert frames
    for frame in frames:
        named = {"title", "data-title", "data-parts"}  # by which the page words it anew
        assert set(frame) <= {"sandbox", "loading", "data-src", "src", *named}
        assert frame["sandbox"] == ""
        for source in (frame["data-src"], frame.get("src", frame["data-src"])):
            asked = urlsplit(urljoin(address, source))
            assert f"{asked.scheme}://{asked.netloc}" == address.rstrip("/")
            assert asked.path == LAYOUT
            fetched = context.request.get(urljoin(address, source))
            assert fetched.status == 200
            assert_laid_out_as_text(fetched.headers, fetched.text())
    assert any("src" in frame for frame in frames)
    opened = [frame for frame in page.frames if frame != page.main_frame]
    assert opened
    for inside in opened:
        assert inside.url == "about:blank" or urlsplit(inside.url).path == LAYOUT
        assert not inside.child_frames
    assert page.title() == "COP Assistant"
    context.close()
    assert chat.beyond == []
    assert chat.dialogs == []


@pytest.mark.browser
def test_arabic_runs_from_the_right_and_its_quotes_from_the_left(
    browser: Any,  # noqa: ANN401
    address: str,
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    chat = Page(context.new_page(), address)
    answered = chat.ask("ماذا قالت النرويج عن خط المساعدة؟")
    paragraphs = answered.locator("p")
    opening, quote = paragraphs.nth(0), paragraphs.nth(1)
    assert "النرويج" in opening.inner_text()
    assert "4 300 calls" in quote.inner_text()
    edges = """p => { const range = document.createRange(); range.selectNodeContents(p);
        const text = range.getClientRects()[0], box = p.getBoundingClientRect();
        return text ? [text.left - box.left, box.right - text.right] : null; }"""

    def measured(paragraph: Any) -> list[float]:  # noqa: ANN401
        # The page draws an answer anew when next questions come below it.
        while (found := paragraph.evaluate(edges)) is None:
            chat.page.wait_for_timeout(50)
        return list(found)

    left, right = measured(opening)
    assert right < 2 < left
    assert measured(quote)[0] < 2
    context.close()
