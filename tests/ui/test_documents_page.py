"""The documents on the page: a table, one of them, and what may be changed by whom."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index_store import Embedder, Store
from tests.ui.conftest import served
from tests.ui.page import Page
from tests.ui.writing import ADDED

pytestmark = pytest.mark.browser

CELL = "#cop-table [role=gridcell]"
TOLD = "#cop-messages .cop-told"
TITLES = (
    "[...document.querySelectorAll('#cop-table [data-col=\"0\"]')].map(c => c.innerText.trim())"
)


@pytest.fixture
def documents(browser: Any, address: str) -> Iterator[Page]:  # noqa: ANN401
    """The tab of the documents, in the dark theme."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, color_scheme="dark", reduced_motion="reduce"
    )
    chat = Page(context.new_page(), address)
    chat.page.get_by_role("tab", name="Documents").click()
    chat.page.locator(CELL).first.wait_for()
    yield chat
    context.close()
    assert (chat.beyond, chat.dialogs, chat.errors) == ([], [], [])


def test_the_table_sorts_and_searches_and_a_click_shows_the_document(documents: Page) -> None:
    page = documents.page
    titles = page.evaluate(TITLES)
    assert len(titles) >= 4
    page.locator("#cop-table").get_by_text(f"{len(titles)} documents").wait_for()
    last, table = (
        page.locator(part).bounding_box() for part in ("#cop-table th[title=Date]", "#cop-table")
    )
    assert last["x"] + last["width"] <= table["x"] + table["width"]
    for name, order in (("Date", ""), ("Title", ""), ("Title", ".reverse()")):
        page.locator("#cop-table th").filter(has_text=name).click()
        page.locator(f"#cop-table th[aria-sort][title={name}]").wait_for()
        cells = TITLES.replace('"0"', '"3"') if name == "Date" else TITLES
        page.wait_for_function(f"{cells}.join() == {cells}.sort(){order}.join()")
    page.get_by_label("Search the documents").fill("uruguay")
    page.wait_for_function(f"{TITLES}.length == 1")
    page.locator(CELL).first.click()
    opened = page.locator(".cop-document")
    opened.wait_for()
    shown = opened.inner_text()
    assert "Contribution by Uruguay" in shown and "CWG-COP-41/4" in shown
    assert "Uruguay proposes that the group publish the teaching material" in shown
    assert "uruguay.md" in shown


def test_on_a_phone_the_table_scrolls_and_the_page_stays_in_its_width(documents: Page) -> None:
    page = documents.page
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("document.querySelector('#cop-side').offsetWidth <= 390")
    question = page.locator("#cop-question").bounding_box()
    assert question["x"] + question["width"] <= 390


def test_files_are_added_removed_and_put_back(
    documents: Page, tmp_path: Path, served_store: Path, embedder: Embedder
) -> None:
    page = documents.page
    with Store(served_store, embedder) as store:
        store.set_collection("drafts", None)
    added, other = tmp_path / "fiji.txt", tmp_path / "samoa.txt"
    broken = tmp_path / "broken.docx"
    added.write_text(ADDED, "utf-8")
    other.write_text(ADDED.replace("Fiji", "Samoa").replace("/3-E", "/32-E"), "utf-8")
    broken.write_bytes(b"this is no zip file")
    page.locator("#cop-upload input[type=file]").set_input_files([added, other, broken])
    page.locator(f"{TOLD}.cop-failed").wait_for()
    assert "broken.docx" in page.locator(f"{TOLD}.cop-failed").inner_text()
    page.locator(TOLD).filter(has_text="Added: fiji.txt, samoa.txt").wait_for()
    page.locator(CELL).filter(has_text="Information document by Fiji").click()
    page.get_by_role("button", name="Remove…").click()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("button", name="Remove…").click()
    page.get_by_role("button", name="Remove this document").click()
    page.locator(TOLD).filter(has_text="Removed: Information document by Fiji").wait_for()
    assert page.locator(CELL).filter(has_text="by Fiji").count() == 0
    # The error is there until it is dismissed.
    page.locator(f"{TOLD}.cop-failed").get_by_role("button", name="Dismiss").click()
    assert page.locator(f"{TOLD}.cop-failed").count() == 0
    page.get_by_role("button", name="Undo: put back “Information document by Fiji”").click()
    page.locator(CELL).filter(has_text="Information document by Fiji").wait_for()
    page.locator(CELL).filter(has_text="Information document by Fiji").click()
    page.get_by_role("button", name="Read again").click()
    told = page.locator(TOLD).filter(has_text="Read again: fiji.txt")
    told.wait_for()
    # It is told where the button is, which is far below the files that are added.
    top, button = told.bounding_box()["y"], page.get_by_role("button", name="Read again")
    assert 0 <= top < button.bounding_box()["y"] < 900
    # While one is read another can be removed; that it waits is told.
    with closing(sqlite3.connect(served_store / "catalogue.sqlite")) as held:
        held.isolation_level = None
        held.execute("BEGIN IMMEDIATE")  # so long nothing can be stored
        button.click()
        bar = page.locator("#cop-going [role=progressbar]")
        bar.wait_for()
        assert str(bar.get_attribute("aria-label")).startswith("Reading ")
        page.locator(CELL).filter(has_text="Information document by Samoa").click()
        page.locator(".cop-document").filter(has_text="Samoa").wait_for()
        page.get_by_role("button", name="Remove…").click()
        page.get_by_role("button", name="Remove this document").click()
        page.locator(TOLD).filter(has_text="Samoa: This waits until what is being read").wait_for()
        held.execute("ROLLBACK")
    page.locator(TOLD).filter(has_text="Removed: Information document by Samoa").wait_for()
    bar.wait_for(state="hidden")
    assert page.locator(f"{TOLD}.cop-waits").count() == 0
    page.locator(CELL).filter(has_text="Information document by Fiji").click()
    page.locator("#cop-collection input").click()
    page.get_by_role("option", name="drafts").click()
    page.locator(TOLD).filter(has_text="Now in “drafts”: Information document by Fiji").wait_for()
    page.locator(CELL).filter(has_text="drafts").first.wait_for()
    answer = documents.ask("What did Fiji say about its lighthouse campaign?")
    assert "210" in answer.inner_text()


def test_a_folder_is_added_with_what_of_it_can_be_read(documents: Page, tmp_path: Path) -> None:
    page = documents.page
    folder = tmp_path / "papers" / "inner"
    folder.mkdir(parents=True)
    (folder / "tonga.txt").write_text(ADDED.replace("Fiji", "Tonga").replace("/3-E", "/31-E"))
    (folder / "picture.png").write_bytes(b"no document")
    page.locator("#cop-changes input[webkitdirectory]").set_input_files(str(tmp_path / "papers"))
    page.locator(TOLD).filter(has_text="Added: tonga.txt").wait_for()
    page.locator(CELL).filter(has_text="CWG-COP-41/INF/31").first.wait_for()


def test_who_may_not_change_documents_sees_no_way_to(
    browser: Any,  # noqa: ANN401
    store: Path,
) -> None:
    with served(store, options=["--no-allow-uploads"]) as url:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        chat = Page(context.new_page(), url)
        page = chat.page
        page.get_by_role("tab", name="Documents").click()
        page.get_by_text("Documents are added by those who run this server.").wait_for()
        page.locator(CELL).first.click()
        page.locator(".cop-document").wait_for()
        for name in ("Add a folder", "Read again", "Remove…"):
            assert page.get_by_role("button", name=name).count() == 0
        assert page.locator("#cop-upload input").count() == 0
        file = {"name": "fiji.txt", "mimeType": "text/plain", "buffer": ADDED.encode()}
        sent = page.request.post(f"{url}/gradio_api/upload", multipart={"files": file})
        assert sent.status == 403
        context.close()
