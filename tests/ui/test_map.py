"""The map of delegations, as people use it: in the chat, and on the command line."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ui.conftest import Run
from tests.ui.page import Page

SAID = "night helpline for teenagers"


def test_the_command_shows_it_and_writes_it(
    cop: Run, filled: Path, ask_json: Callable[..., Any], tmp_path: Path
) -> None:
    table, image = tmp_path / "map.csv", tmp_path / "map.png"
    shown = ask_json("map", "--by", "meetings", "--csv", table, "--png", image)
    assert shown["columns"][0] == "41"
    rows = list(csv.reader(table.read_text("utf-8-sig").splitlines()))
    assert rows[0] == ["delegation", *shown["columns"], "all"]
    assert {row[0] for row in rows[1:]} == {row["delegation"] for row in shown["rows"]}
    assert {"Norway", "Kenya", "Brazil"} <= {row[0] for row in rows}
    assert image.read_bytes().startswith(b"\x89PNG")
    done = cop("map", "--store", filled, "--speaker", "Norway", "--csv", tmp_path / "no" / "x.csv")
    assert done.returncode == 1 and done.stderr.startswith("error: ")
    assert "cannot be written" in done.stderr


@pytest.mark.browser
def test_a_delegate_finds_out_who_spoke_on_what(browser: Any, address: str) -> None:  # noqa: ANN401
    page = browser.new_page(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    chat = Page(page, address)
    page.get_by_role("tab", name="Delegations").click()
    page.locator("#cop-map-table").wait_for()
    assert "All words" in page.locator("#cop-map-table").inner_text()
    # What is saved is found without going through all that is shown.
    page.locator("#cop-map [data-cell]").first.wait_for()
    above = page.get_by_role("button", name="Save as .png").bounding_box()
    assert 0 < above["y"] + above["height"] <= page.locator("#cop-map").bounding_box()["y"] < 900
    norway = page.locator('#cop-map [aria-label^="Norway, "]:not([aria-label$="nothing"])')
    norway.first.click()
    said = page.locator("#cop-map-said")
    said.get_by_text(SAID).wait_for()
    assert "Norway" in said.locator("h2").inner_text()

    page.get_by_role("radio", name="meetings").check()
    page.locator('#cop-map [aria-label^="Norway, 41"]').wait_for()
    page.get_by_label("Find a delegation").fill("keny")
    page.get_by_label("Find a delegation").press("Enter")
    page.locator('#cop-map [aria-label^="Norway, 41"]').wait_for(state="detached")
    assert page.locator("#cop-map-table tbody tr").filter(has_text="Kenya").count() >= 1

    # The keyboard alone: arrow keys move, Enter opens.
    page.locator('#cop-map [tabindex="0"]').focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    said.get_by_text("age verification").first.wait_for()
    assert page.evaluate("document.activeElement.getAttribute('data-place')") == "0,0"

    for name, start in (
        ("Save as .csv", b"\xef\xbb\xbfdelegation,41"),
        ("Save as .png", b"\x89PNG"),
    ):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        assert Path(download.value.path()).read_bytes().startswith(start)
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.querySelector('#cop-side').getBoundingClientRect().width") <= 390
    assert not chat.beyond and not errors
    page.close()


@pytest.mark.browser
def test_the_map_speaks_the_language_of_the_page(browser: Any, address: str) -> None:  # noqa: ANN401
    page = browser.new_page(locale="fr-FR")
    chat = Page(page, address)
    page.get_by_role("tab", name="Délégations").click()
    page.locator('#cop-map [aria-label^="Norway, "][aria-label$=" mots"]').first.wait_for()
    page.get_by_role("radio", name="réunions").check()
    page.locator('#cop-map [aria-label^="Norway, 41"]').click()
    page.locator("#cop-map-said").get_by_text(SAID).wait_for()
    assert not chat.errors and not chat.beyond
    page.close()
