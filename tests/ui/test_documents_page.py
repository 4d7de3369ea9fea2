"""The documents on the page: a table, one of them, and what may be changed by whom."""

from __future__ import annotations

import re
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

DATES = TITLES.replace('"0"', '"2"')
FRENCH = """\
Document CWG-COP-41/12-F
2 février 2030
Contribution du Tchad
Original : français

1\tLe Tchad a présenté au groupe une campagne de sensibilisation des parents dans les écoles.
2\tLe Tchad propose que le groupe publie un guide pour les familles.
"""
HIDDEN_PARTS = """() => {
    const held = '#cop-held :is(.search-input, #cop-folder, #cop-upload button, .cop-original a, '
        + '#cop-document-tools button, #cop-confirm button)';
    const parts = [...document.querySelectorAll(`#cop-told button, ${held}`)];
    return parts.filter(part => part.checkVisibility()).filter(part => {
        part.scrollIntoView({ block: 'nearest' });
        const { x, y, width, height } = part.getBoundingClientRect();
        return !part.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    }).map(part => part.outerHTML);
}"""
"""What can be clicked and is covered by something else, wherever it is scrolled to."""


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
        page.locator(part).bounding_box()
        for part in ("#cop-table th[title=Language]", "#cop-table")
    )
    assert last["x"] + last["width"] <= table["x"] + table["width"]
    for name, order in (("Date", ""), ("Title", ""), ("Title", ".reverse()")):
        page.locator("#cop-table th").filter(has_text=name).click()
        page.locator(f"#cop-table th[aria-sort][title={name}]").wait_for()
        cells = DATES if name == "Date" else TITLES
        page.wait_for_function(f"{cells}.join() == {cells}.sort(){order}.join()")
    page.get_by_label("Search the documents").fill("uruguay")
    page.wait_for_function(f"{TITLES}.length == 1")
    assert page.locator("#cop-table .label").inner_text() == f"1 of {len(titles)} shown"
    page.locator(CELL).first.click()
    opened = page.locator(".cop-document")
    opened.wait_for()
    shown = opened.inner_text()
    assert "Contribution by Uruguay" in shown and "CWG-COP-41/4" in shown
    assert "Uruguay proposes that the group publish the teaching material" in shown
    assert "uruguay.md" in shown and "English" in shown
    page.get_by_label("Search the documents").fill("")
    page.wait_for_function(f"{TITLES}.length == {len(titles)}")
    page.get_by_role("button", name="Fullscreen").click()
    page.locator("#cop-table.fullscreen").wait_for()
    page.locator(CELL).filter(has_text="CWG-COP-41/9").click()
    opened.filter(has_text="CWG-COP-41/9").wait_for()
    page.locator("#cop-table:not(.fullscreen)").wait_for()
    page.wait_for_function("document.activeElement.matches('.cop-document')")
    page.wait_for_function("document.activeElement.getBoundingClientRect().top < 700")
    assert page.locator("#cop-table .label").inner_text() == f"{len(titles)} documents"


def test_documents_of_a_language_are_found_and_those_without_a_date_are_not_the_oldest(
    documents: Page, tmp_path: Path
) -> None:
    page = documents.page
    added = [tmp_path / "tchad.txt", *(tmp_path / f"island{n}.txt" for n in range(10))]
    added[0].write_text(FRENCH, "utf-8")
    for number, file in enumerate(added[1:], 60):  # among many the table sorts in another way
        text = ADDED.replace("Fiji", file.stem.capitalize()).replace("/3-E\n", f"/{number}-E\n")
        dated = text.replace("-E\n", f"-E\n{number - 50} May 20{number}\n", 1)
        file.write_text(dated if number % 2 else text, "utf-8")
    page.locator("#cop-upload input[type=file]").set_input_files(added)
    page.locator(TOLD).filter(has_text="11 files added").wait_for()
    page.locator("#cop-table th[title=Date]").click()
    page.locator("#cop-table th[aria-sort=ascending][title=Date]").wait_for()
    page.wait_for_function(f"{DATES}[0] === '2030-02-02'")
    dates = page.evaluate(DATES)
    assert dates == sorted(date for date in dates if date != "—") + ["—"] * dates.count("—")
    assert dates.count("—") >= 5
    page.locator("#cop-table th[title=Language]").click()
    page.locator("#cop-table th[aria-sort=ascending][title=Language]").wait_for()
    page.wait_for_function(f"{TITLES}.at(-1) === 'Contribution du Tchad'")
    search = page.get_by_label("Search the documents")
    search.fill("French")
    page.wait_for_function(f"{TITLES}.join() === 'Contribution du Tchad'")
    page.locator(CELL).first.click()
    page.locator(".cop-document").filter(has_text="guide pour les familles").wait_for()
    page.select_option("select[name=language]", "fr")
    search.fill("français")
    page.wait_for_function(f"{TITLES}.join() === 'Contribution du Tchad'")


def test_a_document_is_opened_at_its_beginning(documents: Page, tmp_path: Path) -> None:
    page = documents.page
    long = [tmp_path / "nauru.txt", tmp_path / "palau.txt"]
    for number, file in enumerate(long, 35):
        name = file.stem.capitalize()
        text = ADDED.replace("Fiji", name).replace("/3-E", f"/{number}-E")
        more = (f"{name} hands out {n} lanterns in harbour {n}.\n\n" for n in range(2, 60))
        file.write_text(f"{text}\n{''.join(more)}", "utf-8")
    page.locator("#cop-upload input[type=file]").set_input_files(long)
    page.locator(TOLD).filter(has_text="2 files added").wait_for()
    for file in long:
        name = file.stem.capitalize()
        page.locator(CELL).filter(has_text=f"by {name}").click()
        page.locator(".cop-document").filter(has_text=f"{name} hands out 2").wait_for()
        page.wait_for_function("document.activeElement.matches('.cop-document')")
        scrolled = "document.querySelector('.cop-passages').scrollTop"
        assert page.evaluate(scrolled) == 0
        page.evaluate(f"{scrolled} = 500")
        assert page.evaluate(scrolled) == 500


def test_what_is_told_covers_nothing_and_the_newest_is_seen(
    documents: Page, tmp_path: Path
) -> None:
    page = documents.page
    added = [tmp_path / name for name in ("tuvalu.txt", "kiribati.txt", "broken.docx", "torn.docx")]
    for number, file in enumerate(added[:2], 41):
        text = ADDED.replace("Fiji", file.stem.capitalize()).replace("/3-E", f"/{number}-E")
        file.write_text(text, "utf-8")
    for file in added[2:]:
        file.write_bytes(b"this is no zip file")

    def newest(text: str) -> None:
        page.locator(f"{TOLD}:first-child").filter(has_text=text).wait_for()
        box = page.locator(TOLD).first.bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= 900
        assert page.evaluate(HIDDEN_PARTS) == []

    page.locator("#cop-upload input[type=file]").set_input_files(added)
    newest("2 files added, 2 not read")
    page.locator(CELL).filter(has_text="by Tuvalu").click()
    page.locator(".cop-document").filter(has_text="Tuvalu").wait_for()
    page.get_by_role("button", name="Read again").click()
    newest("Read again: tuvalu.txt")
    # What only told of success has given way; what went wrong stays.
    assert page.locator(TOLD).count() == 3
    page.get_by_role("button", name="Remove…").click()
    page.get_by_role("button", name="Remove this document").click()
    newest("Removed: Information document by Tuvalu")
    undo = page.locator("#cop-undo").bounding_box()
    assert undo["y"] >= 0 and undo["y"] + undo["height"] <= 900
    page.locator("#cop-upload input[type=file]").set_input_files(added[2])
    newest("broken.docx")
    assert page.locator(TOLD).count() == 2  # the same is told once
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator(CELL).filter(has_text="by Kiribati").click()
    page.locator(".cop-document").filter(has_text="Kiribati").wait_for()
    page.get_by_role("button", name="Read again").click()
    newest("Read again: kiribati.txt")


def test_the_first_click_opens_the_files_of_the_machine(documents: Page, tmp_path: Path) -> None:
    page = documents.page
    with page.expect_file_chooser():
        page.get_by_role("button", name="Add a folder").click()
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"this is no zip file")
    page.locator("#cop-upload input[type=file]").set_input_files(broken)
    page.locator(f"{TOLD}.cop-failed").wait_for()
    for button in ("#cop-folder", "#cop-upload button", "#cop-folder"):
        with page.expect_file_chooser():
            page.locator(button).first.click()


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
    (folder.parent / "tonga.txt").write_text(
        ADDED.replace("Fiji", "Vanuatu").replace("/3-E", "/39-E")
    )
    page.locator("#cop-changes input[webkitdirectory]").set_input_files(str(tmp_path / "papers"))
    page.locator(TOLD).filter(has_text="2 files added").wait_for()
    told = page.locator("#cop-messages").inner_text()
    named = re.search(r"Added: (.*)\n", told)
    assert named and "tonga.txt" in named[1] and "inner/tonga.txt" in named[1]
    assert "(kept as “tonga (2).txt”)" in named[1]
    assert "picture.png" in page.locator(TOLD).filter(has_text="Passed over").inner_text()
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
