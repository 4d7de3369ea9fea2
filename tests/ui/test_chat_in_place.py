"""What comes late moves nothing under the hands of who uses the chat, nor is the focus lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.ui.page import BOX, Page

pytestmark = pytest.mark.browser

HOLD_SUGGESTIONS = """() => {
    const suggest = cop.suggest;
    cop.suggest = json => {
        window.late = () => { suggest(json); cop.redraw(); };
        return cop.drawn();
    };
}"""
SUGGESTED = "document.querySelector('#cop-chat .cop-nexts')"
TOP = "part => part.getBoundingClientRect().top"
IN_SIGHT = """() => {
    const box = document.activeElement.getBoundingClientRect();
    const log = document.querySelector('#cop-chat [role=log]').getBoundingClientRect();
    return document.activeElement.matches('#cop-chat *')
        && box.top >= log.top && box.bottom <= log.bottom + 1;
}"""
PICTURE = "**/original/page*"


@pytest.fixture
def low(browser: Any, address: str) -> Iterator[Page]:  # noqa: ANN401
    """The chat in a low window, in which an answer is higher than its room."""
    context = browser.new_context(viewport={"width": 1280, "height": 640})
    page = Page(context.new_page(), address)
    page.page.evaluate(HOLD_SUGGESTIONS)
    yield page
    context.close()
    assert page.errors == []


def test_suggestions_that_come_late_move_no_button(low: Page) -> None:
    page = low.page
    page.set_viewport_size({"width": 1280, "height": 1000})  # here an answer is lower than its room
    low.ask("What did Norway say about its helpline?")
    page.wait_for_function("!!window.late")  # else they may come after the next question
    page.evaluate("delete window.late")
    low.ask("What did Kenya say on age verification?")
    page.wait_for_function("!!window.late")
    question = page.locator("#cop-chat .user-row").last
    log = page.locator("#cop-chat [role=log]")
    page.wait_for_timeout(300)
    assert abs(question.evaluate(TOP) - log.evaluate(TOP)) < 3
    button = page.get_by_role("button", name="Ask again")
    before = button.evaluate(TOP)
    page.evaluate("late()")
    page.wait_for_function(SUGGESTED)
    page.wait_for_timeout(300)
    assert abs(button.evaluate(TOP) - before) < 2


def test_who_tabs_through_the_answer_keeps_the_focus_in_sight(low: Page) -> None:
    page = low.page
    low.ask("What did Kenya say on age verification?")
    page.wait_for_function("!!window.late")
    for _ in range(3):
        page.keyboard.press("Shift+Tab")
    focused = page.evaluate("document.activeElement.innerText")
    assert page.evaluate(IN_SIGHT), focused
    page.evaluate("late()")  # the answer is drawn anew
    page.wait_for_function(SUGGESTED)
    page.wait_for_timeout(300)
    assert page.evaluate("document.activeElement.innerText") == focused
    assert page.evaluate(IN_SIGHT), focused


def test_who_scrolls_stays_there_when_the_answer_is_drawn_anew(low: Page) -> None:
    page = low.page
    low.ask("What did Norway say about its helpline?")
    low.ask("What did Kenya say on age verification?")
    log = page.locator("#cop-chat [role=log]")
    log.hover()
    page.mouse.wheel(0, -2000)
    page.wait_for_function("document.querySelector('#cop-chat [role=log]').scrollTop == 0")
    page.wait_for_timeout(300)
    page.evaluate("late()")
    page.wait_for_function(SUGGESTED)
    page.wait_for_timeout(300)
    assert log.evaluate("log => log.scrollTop") == 0


def test_who_asks_for_more_by_the_keyboard_reads_on_there(low: Page) -> None:
    page = low.page
    low.ask("What did Norway say about its helpline?")
    page.wait_for_function("!!window.late")
    page.evaluate("late()")
    suggested = page.locator("#cop-chat .cop-nexts button").first
    question = suggested.inner_text()
    suggested.press("Enter")
    page.wait_for_function("words => document.activeElement.innerText === words", arg=question)
    page.locator("#cop-chat .bot-row").last.locator(".cop-actions").wait_for()
    assert page.evaluate("document.activeElement.innerText") == question
    assert page.evaluate(IN_SIGHT)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.bot-row:last-of-type *')")


def test_filters_move_nothing_as_they_are_set(chat: Page) -> None:
    page = chat.page
    page.get_by_role("button", name="Narrow down").click()
    field = page.get_by_label("Document", exact=True).first
    field.wait_for()
    page.wait_for_timeout(300)
    box = page.locator("#cop-question")
    before = box.evaluate(TOP)
    field.click()
    title = page.get_by_role("option", name="Report of the forty-first meeting")
    title.wait_for()
    assert title.bounding_box()["width"] > 300
    title.click()
    page.locator("#cop-narrowed .cop-chip").wait_for()
    title.wait_for(state="detached")  # it covers nothing any longer
    field.click()
    page.get_by_role("option", name="Contribution by Uruguay").click()
    page.locator("#cop-narrowed .cop-chip").nth(1).wait_for()
    assert abs(box.evaluate(TOP) - before) < 2
    since = page.get_by_label("Dated from")
    since.fill("2031-03-01 What did Kenya say on age verification?")
    told = page.locator("#cop-no-date")
    told.get_by_text("“2031-03-01 What did …” is no date.").wait_for()
    assert since.get_attribute("aria-invalid") == "true"
    assert abs(box.evaluate(TOP) - before) < 2
    assert page.locator("#cop-narrowed .cop-chip").count() == 2  # it limits nothing
    answer = chat.ask("What did Kenya say on age verification?")
    assert answer.locator("a.cop-mark").count() >= 1
    since.fill("2031-02-3")
    told.locator("p").wait_for(state="detached")
    since.fill("2031-02-30")
    told.get_by_text("“2031-02-30” is no date.").wait_for()
    since.fill("2031")
    page.locator("#cop-narrowed .cop-chip").get_by_text("from 2031", exact=True).wait_for()
    assert since.get_attribute("aria-invalid") == "false"


CUT = """() => [...document.querySelectorAll('#cop-filters :is(.token > span, input)')]
    .filter(part => part.checkVisibility() && part.closest('.wrap-inner, .cop-date'))
    .filter(part => {
        const pen = document.createElement('canvas').getContext('2d');
        pen.font = getComputedStyle(part).font;
        const room = part.clientWidth - parseFloat(getComputedStyle(part).paddingInline) * 2;
        return pen.measureText(part.placeholder || part.textContent).width > room + 1;
    }).map(part => part.placeholder || part.textContent)"""


@pytest.mark.parametrize("width", [390, 1280])
def test_filters_have_room_close_when_chosen_and_fold_in_with_the_conversation(
    chat: Page, width: int
) -> None:
    page = chat.page
    page.set_viewport_size({"width": width, "height": 860})
    page.locator("#cop-chat .cop-examples button").first.wait_for()
    page.get_by_role("button", name="Narrow down").click()
    field = page.get_by_label("Kind of document", exact=True).first
    field.click()
    kinds = page.locator("#cop-filters [role=option]")
    kinds.filter(has_text="contribution").first.click()
    page.locator("#cop-narrowed .cop-chip").wait_for()
    kinds.first.wait_for(state="detached")
    assert page.evaluate("document.activeElement.ariaLabel") == "Kind of document"
    assert page.evaluate(CUT) == []
    page.keyboard.press("ArrowDown")
    kinds.first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("#cop-narrowed .cop-chip").nth(1).wait_for()
    kinds.first.wait_for(state="detached")
    field.click()
    kinds.first.wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="New conversation").click()
    page.locator("#cop-narrowed .cop-chip").first.wait_for(state="detached")
    field.wait_for(state="hidden")
    page.get_by_role("button", name="Narrow down").click()
    field.wait_for()
    assert page.locator("#cop-filters .token").count() == 0


def test_a_page_that_opens_says_so_and_is_in_sight(chat: Page) -> None:
    page = chat.page
    chat.ask("What does Chile hand out to families on the islands?")
    held: list[Any] = []
    page.route(PICTURE, lambda route: held.append(route))
    page.locator("#cop-chat a.cop-mark").first.click()
    opened = page.locator(".cop-page[open]")
    opened.get_by_text("This is being drawn…").wait_for()
    room = page.locator("#cop-side .tabitem:visible").bounding_box()
    page.wait_for_timeout(800)  # it scrolls smoothly
    place = opened.locator("img").bounding_box()
    mark = page.locator("mark.cop-current").bounding_box()
    assert room["y"] <= mark["y"] and place["y"] + 150 < room["y"] + room["height"]
    held[0].continue_()
    page.wait_for_function("document.querySelector('.cop-page[open] img').naturalWidth > 500")
    opened.locator(".cop-pending").wait_for(state="detached")
    sign = "part => getComputedStyle(part, '::before').content"
    button = page.locator(".cop-page summary").first
    told_open = button.evaluate(sign)
    button.click()
    page.locator(".cop-page[open]").wait_for(state="detached")
    assert button.evaluate(sign) != told_open
    page.wait_for_timeout(300)
    button.click()
    opened.wait_for()
    page.wait_for_timeout(300)
    seen = button.bounding_box()
    assert room["y"] - 1 <= seen["y"] < room["y"] + room["height"]


def test_names_of_conversations_are_cut_at_a_line_and_each_has_its_time(chat: Page) -> None:
    page = chat.page
    chat.ask("What did Kenya say on age verification, " + "and then on what came of it, " * 5 + "?")
    listing = chat.show_conversations()
    name = listing.locator(".cop-open span")
    lines = "name => name.clientHeight / parseFloat(getComputedStyle(name).lineHeight)"
    assert name.evaluate(lines) == pytest.approx(2, abs=0.05)
    assert ":" in listing.locator("li time").inner_text()
    page.evaluate(
        "() => { const kept = copKept.read(copKept.list()[0].id);"
        " kept.at = new Date(2031, 2, 4).getTime(); copKept.keep(kept); cop.redraw(); }"
    )
    listing.locator("li time").get_by_text("Mar 4, 2031").wait_for()
    page.locator(BOX).wait_for()
