"""What a delegate does with the chat beyond a first question, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from index_store import Embedder
from tests.assistant.lying_server import LyingServer, Reply
from tests.ui.conftest import served
from tests.ui.page import BOX, Page, grave
from ui.markdown import to_html

pytestmark = pytest.mark.browser

BROKEN = """() => [...document.querySelectorAll('.cop-headed dt, .cop-headed dd')].filter(cell => {
    // A word is broken where the letters of one stand on two lines.
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
        for (const word of node.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
            const range = document.createRange();
            range.setStart(node, word.index); range.setEnd(node, word.index + word[0].length);
            if (range.getClientRects().length > 1) return true;
        }
    return false;
}).map(cell => cell.innerText)"""
SMALL = """() => [...document.querySelectorAll(
    'button:not([tabindex="-1"]), a[href], input')].filter(part => {
    const box = part.getBoundingClientRect();
    const seen = box.width && box.height && part.checkVisibility({ visibilityProperty: true });
    return seen && (box.width < 24 || box.height < 24) && !part.closest('p, dd, li');
}).map(part => part.outerHTML.slice(0, 120))"""

ROW_TOP = "closest('.user-row').getBoundingClientRect().top"
SHOW_EARLIER = f"""label => {{
    const button = document.querySelector("#cop-chat [value=earlier]");
    button.closest("[role=log]").scrollTop = 0;
    const top = button.{ROW_TOP};
    button.focus({{ preventScroll: true }});
    if (button.textContent === label) button.click();
    return top;
}}"""
STAYS = f"""([question, top]) => document.activeElement.value === "earlier"
    && Math.abs(document.querySelector(`.${{question}}`).{ROW_TOP} - top) < 4"""
PDF_QUESTION = "What does Chile hand out to families on the islands?"
COMPARISON = """\
On “responsibilities of intermediaries”:

**Kenya**: Kenya asked the group to collect the experience of other countries. [1]

**Democratic Republic of the Congo**: It proposed misunderstanding-proof notices.
"""


def test_filters_are_chips_and_a_refusal_names_them_and_asks_without(chat: Page) -> None:
    page = chat.page
    chat.narrow_to("Contribution by Uruguay", "Document")
    refused = chat.ask("What did Kenya say on age verification?")
    assert refused.locator("a.cop-mark").count() == 0
    page.get_by_text("These filters were in force: CWG-COP-41/4.").wait_for()
    page.get_by_role("button", name="Ask without filters").click()
    page.locator("#cop-chat .cop-answer a.cop-mark").first.wait_for()
    assert "Kenya" in page.locator("#cop-chat .cop-answer").last.inner_text()
    page.get_by_role("button", name="Without the filter CWG-COP-41/4").click()
    page.locator("#cop-narrowed .cop-chip").wait_for(state="detached")
    page.get_by_label("Delegation or speaker").first.click()
    page.get_by_role("option", name="Kenya").click()
    page.locator("#cop-narrowed .cop-chip").get_by_text("Kenya", exact=True).wait_for()
    page.get_by_role("button", name="New conversation").click()
    page.locator("#cop-narrowed .cop-chip").wait_for(state="detached")


def test_a_conversation_outlives_a_reload_and_is_renamed_deleted_and_brought_back(
    chat: Page,
) -> None:
    page = chat.page
    first = "What did Norway say about its helpline?"
    chat.ask(first)
    chat.reload()
    page.locator("#cop-chat .cop-answer a.cop-mark").first.wait_for()
    assert first in page.inner_text("#cop-chat")
    assert "4 300" in page.inner_text("#cop-sources")
    assert "Norway" in chat.ask("And what did it say about bullying?").inner_text()
    page.get_by_role("button", name="New conversation").click()
    page.wait_for_function(f"document.activeElement.matches('{BOX}')")
    chat.ask("What did Brazil propose?")
    listing = chat.show_conversations()
    listing.get_by_role("heading", name="Conversations").wait_for()
    listing.get_by_role("button", name=f"Rename: {first}").click()
    name = listing.get_by_label("Name of the conversation")
    name.fill("Night helpline")
    name.press("Enter")
    page.wait_for_function("document.activeElement.innerText == 'Night helpline'")
    listing.get_by_role("button", name="Night helpline", exact=True).click()
    page.locator("#cop-chat").get_by_text(first).wait_for()
    listing.get_by_role("button", name="Delete: Night helpline").press("Enter")
    page.get_by_text("What would you like to know?").wait_for()
    assert listing.get_by_text("Night helpline").count() == 0
    page.wait_for_function("document.activeElement.innerText == 'What did Brazil propose?'")
    listing.get_by_role("button", name="Undo").click()
    listing.get_by_role("button", name="Night helpline", exact=True).wait_for()
    page.locator("#cop-chat").get_by_text(first).wait_for()


def test_the_last_question_is_changed_asked_again_and_removed(chat: Page) -> None:
    page = chat.page
    chat.ask("What did Brazil propose?")
    chat.ask("What did Kenya say on age verification?")
    page.get_by_role("button", name="Change the question").click()
    page.wait_for_function("box => document.querySelector(box).value.includes('Kenya')", arg=BOX)
    page.fill(BOX, "What did Norway say about its helpline?")
    page.press(BOX, "Enter")
    page.locator("#cop-chat .cop-answer").get_by_text("4 300").wait_for()
    asked = page.locator("#cop-chat .cop-asked")
    assert asked.all_inner_texts() == [
        "What did Brazil propose?",
        "What did Norway say about its helpline?",
    ]
    back = page.locator("#cop-undone").get_by_role("button", name="Undo")
    back.wait_for()
    assert "replaced" in page.inner_text("#cop-undone")
    back.click()
    asked.last.get_by_text("What did Kenya say on age verification?").wait_for()
    assert asked.count() == 2
    page.get_by_role("button", name="Ask again").press("Enter")
    page.wait_for_function(f"document.activeElement.matches('{BOX}')")
    page.locator("#cop-chat .cop-actions").wait_for()
    assert asked.count() == 2
    page.get_by_role("button", name="Remove").press("Enter")
    page.wait_for_function("document.querySelectorAll('#cop-chat .cop-asked').length == 1")
    assert "Brazil" in page.inner_text("#cop-sources")
    page.wait_for_function(f"document.activeElement.matches('{BOX}')")
    back.click()
    page.wait_for_function("document.querySelectorAll('#cop-chat .cop-asked').length == 2")
    assert "age verification" in page.inner_text("#cop-sources")


def test_of_a_long_conversation_the_last_part_is_drawn_and_more_on_request(chat: Page) -> None:
    page = chat.page
    chat.ask("What did Norway say about its helpline?")
    chat.lengthen(35)
    asked = page.locator("#cop-chat .cop-asked")
    assert asked.count() == 15
    first = asked.first.get_attribute("class").split()[1]
    top = page.evaluate(SHOW_EARLIER, "Show earlier questions (20)")
    page.get_by_role("button", name="Show earlier questions (10)").wait_for()
    assert asked.count() == 25
    # What was read stays where it was, and so does whoever uses the keyboard.
    page.wait_for_function(STAYS, arg=[first, top])
    assert "Kenya" in chat.ask("What did Kenya say on age verification?").inner_text()
    chat.reload()
    page.locator("#cop-chat .cop-asked").get_by_text("Kenya").wait_for()


def test_what_is_suggested_under_an_answer_is_answered(chat: Page) -> None:
    chat.ask("What did Kenya say on age verification?")
    suggested = chat.page.locator("#cop-chat .cop-nexts button").first
    suggested.wait_for()
    question = suggested.inner_text()
    suggested.click()
    chat.page.locator("#cop-chat .cop-asked").get_by_text(question, exact=True).wait_for()
    chat.page.locator("#cop-chat .cop-actions").wait_for()
    assert chat.page.locator("#cop-chat .cop-answer").last.locator("a.cop-mark").count() >= 1


def test_what_was_understood_is_shown_and_each_part_can_go(chat: Page) -> None:
    page = chat.page
    chat.ask("What did Kenya say on age verification?")
    chat.ask("And what did Brazil say?")
    chips = page.locator("#cop-chat .cop-understood").last
    assert chips.locator(".cop-change").all_inner_texts() == ["Brazil", "age verification"]
    chips.locator(".cop-change").first.click()
    selected = "box => document.querySelector(box).value.slice(...['selectionStart', \
'selectionEnd'].map(end => document.querySelector(box)[end]))"
    page.wait_for_function(f"box => ({selected})(box) === 'Brazil'", arg=BOX)
    chips.get_by_role("button", name="Ask without age verification").click()
    page.locator("#cop-chat .cop-asked").get_by_text("What did Brazil say?", exact=True).wait_for()


def test_a_stopped_or_failing_model_leaves_a_chat_that_takes_the_next_question(
    browser: Any,  # noqa: ANN401
    tmp_path: Path,
    written: Path,
    embedder: Embedder,
) -> None:
    from index_store import Store
    from index_store.ingestion import ingest_paths

    with Store(tmp_path / "store", embedder) as store:
        ingest_paths(store, [written])
    broken = {
        "too many requests": Reply(status=429),
        "broke off in the middle": Reply(text="Kenya presented", cut=True),
        "did not finish in 6 seconds": Reply(text="Kenya presented", stall=60),
    }
    with LyingServer() as model:
        model.reply = Reply(text="", stall=120)
        settings = {
            "COP_LLM_BASE_URL": model.url,
            "COP_LLM_MODEL": "slow",
            "COP_LLM_TIMEOUT": "6",
            "COP_LLM_QUESTIONS": "false",
        }
        with served(tmp_path / "store", settings) as url:
            context = browser.new_context()
            chat = Page(context.new_page(), url)
            page = chat.page
            page.fill(BOX, "What did Kenya say on age verification?")
            page.press(BOX, "Enter")
            page.locator("#cop-chat .cop-pending").wait_for()
            page.get_by_role("button", name="Stop").click()
            page.get_by_text("Stopped.").wait_for(timeout=20_000)
            for why, model.reply in broken.items():
                answer = chat.ask("What did Kenya say on age verification?")
                assert "law on age verification" in answer.inner_text()
                assert page.get_by_text(why).count() == 1
            model.close()
            answer = chat.ask("What did Kenya say on age verification?")
            assert page.get_by_text("cannot be reached").count() == 1
            refused = chat.ask("What did Japan say about age verification?")
            assert "Japan" in refused.inner_text()
            assert "they quote Kenya" in refused.inner_text()
            context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_comparison_breaks_no_word(
    browser: Any,  # noqa: ANN401
    address: str,
    width: int,
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 860}, reduced_motion="reduce")
    chat = Page(context.new_page(), address)
    page = chat.page
    answer = chat.ask("Compare what Kenya, Norway and Brazil said.")
    said = answer.locator("dl > div")
    assert said.locator("dt").all_inner_texts() == ["Kenya", "Norway", "Brazil"]
    html = to_html(COMPARISON, {1}, lambda n: f"<a class='cop-mark' href='#cop-1-{n}'>[{n}]</a>")
    answer.evaluate("(answer, html) => { answer.innerHTML = html; }", html)
    assert said.count() == 2
    assert page.evaluate(BROKEN) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    tops = [said.first.locator(part).bounding_box()["y"] for part in ("dt", "dd")]
    assert (tops[0] == tops[1]) == (width > 900)
    assert page.evaluate(SMALL) == []
    chat.narrow_to("Norway")
    chat.show_conversations()
    assert grave(page) == []
    context.close()
    assert chat.errors == []


def test_no_view_holds_anybody_off(
    browser: Any,  # noqa: ANN401
    address: str,
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 860}, reduced_motion="reduce")
    chat = Page(context.new_page(), address)
    page = chat.page
    page.locator("#cop-chat .cop-examples button").first.wait_for()
    assert grave(page) == []
    page.get_by_role("button", name="Show me around (one minute)").click()
    assert grave(page) == []
    page.get_by_role("button", name="Skip").click()
    for question in ("What did Kenya say on age verification?", PDF_QUESTION):
        chat.ask(question).locator("a.cop-mark").first.click()
        page.locator(".cop-page[open]").first.wait_for()
        assert grave(page) == []
        for framed in page.locator(".cop-page[open] iframe").all():
            layout = context.new_page()
            # Where it is framed nothing may run, axe-core neither.
            layout.set_content(page.request.get(str(framed.get_attribute("src"))).text())
            assert grave(layout) == []
            layout.close()
    chat.ask("What did Japan say about age verification?")
    page.get_by_role("button", name="Wrong speaker").last.click()
    page.get_by_role("textbox", name="What was wrong?").wait_for()
    assert grave(page, "#cop-main") == []
    page.get_by_role("tab", name="Documents").click()
    page.locator("#cop-table [role=gridcell]").first.wait_for()
    assert grave(page, "#cop-side") == []
    page.locator("#cop-table [role=gridcell]").first.click()
    page.locator(".cop-document").wait_for()
    assert grave(page, "#cop-side") == []
    page.get_by_role("tab", name="Delegations").click()
    page.locator('#cop-map [tabindex="0"]').press("Enter")
    page.locator("#cop-map-said .cop-card").first.wait_for()
    assert grave(page, "#cop-side") == []
    page.get_by_role("tab", name="Feedback").click()
    page.locator("#cop-feedback p").first.wait_for()
    assert grave(page, "#cop-side") == []
    context.close()


@pytest.mark.parametrize(
    ("locale", "placeholder", "welcome", "direction"),
    [
        ("fr-CH", "Demandez ce qu'a dit une délégation…", "Que souhaitez-vous savoir ?", "ltr"),
        ("es-MX", "Pregunte qué dijo una delegación…", "¿Qué desea saber?", "ltr"),
        ("ar", "اسأل عما قاله أحد الوفود…", "ماذا تود أن تعرف؟", "rtl"),
    ],
)
def test_the_page_speaks_the_language_of_the_browser(
    browser: Any,  # noqa: ANN401
    address: str,
    locale: str,
    placeholder: str,
    welcome: str,
    direction: str,
) -> None:
    context = browser.new_context(locale=locale, viewport={"width": 390, "height": 844})
    chat = Page(context.new_page(), address)
    page = chat.page
    page.get_by_text(welcome).wait_for()
    assert page.get_attribute(BOX, "placeholder") == placeholder
    assert page.get_attribute("html", "dir") == direction
    assert page.get_attribute("html", "lang") == locale.split("-")[0]
    assert page.input_value("select[name=language]") == locale.split("-")[0]
    words = page.inner_text("body")
    for english in ("would you like", "Narrow down", "Things to try", "appear here", "New conv"):
        assert english not in words
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
    assert chat.errors == []


def test_the_language_is_chosen_on_the_page_which_stays_as_it_is(chat: Page) -> None:
    page = chat.page
    chat.ask("What did Norway say about its helpline?")
    page.fill(BOX, "And what")
    page.select_option("select[name=language]", "fr")
    page.get_by_role("tab", name="Délégations").wait_for()
    page.get_by_role("button", name="Demander", exact=True).wait_for()
    assert page.locator(".cop-header").bounding_box()["height"] < 80  # one line
    assert page.get_attribute("html", "lang") == "fr"
    assert page.input_value(BOX) == "And what"
    assert "4 300" in page.inner_text("#cop-chat")
    assert page.locator("#cop-chat .cop-label").inner_text() == "Compris"
    page.locator("#cop-chat .cop-change[title='Modifier Norway']").wait_for()
    assert page.locator(".cop-page summary").first.inner_text() == "Dans le document"
    page.get_by_role("button", name="Nouvelle conversation").click()
    page.get_by_text("Que souhaitez-vous savoir ?").wait_for()


SEEN_FIRST = """() => {
    window.grounds = [];
    const look = () => {
        if (document.body) grounds.push(getComputedStyle(document.body).backgroundColor);
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
}"""
DARK, LIGHT = "rgb(10, 15, 30)", "rgb(248, 250, 252)"
GROUND = "ground => getComputedStyle(document.body).backgroundColor === ground"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_or_dark_is_chosen_on_the_page_and_kept(
    browser: Any,  # noqa: ANN401
    address: str,
    scheme: str,
) -> None:
    own, other = (LIGHT, DARK) if scheme == "light" else (DARK, LIGHT)
    chosen = "dark" if scheme == "light" else "light"
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 860})
    chat = Page(context.new_page(), address)
    page = chat.page
    page.wait_for_function(GROUND, arg=own)
    switch = page.get_by_label("Appearance")
    assert switch.input_value() == ""
    page.locator("select[name=language]").focus()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.name") == "theme"
    page.keyboard.press(chosen[0])  # as in any list: what begins with this letter
    page.wait_for_function(GROUND, arg=other)
    page.emulate_media(color_scheme=chosen)
    page.emulate_media(color_scheme=scheme)  # the computer no longer says
    page.wait_for_function(GROUND, arg=other)
    context.add_init_script(f"({SEEN_FIRST})()")
    chat.reload()
    page.wait_for_function(
        "value => document.querySelector('[name=theme]').value === value", arg=chosen
    )
    assert set(page.evaluate("grounds")) == {other}  # at no time another
    page.select_option("select[name=language]", "fr")
    page.get_by_label("Apparence").wait_for()
    page.select_option("select[name=theme]", "")
    page.wait_for_function(GROUND, arg=own)
    page.emulate_media(color_scheme=chosen)
    page.wait_for_function(GROUND, arg=other)
    context.close()
    assert chat.errors == []


def test_the_tour_goes_through_the_page_and_can_be_skipped(chat: Page) -> None:
    page = chat.page
    start = page.get_by_role("button", name="Show me around (one minute)")
    start.click()
    tour = page.get_by_role("dialog", name="Tour")
    tour.wait_for()
    tour.get_by_role("button", name="Next").click()
    assert "2 / 5" in tour.inner_text()
    tour.get_by_role("button", name="Skip").click()
    tour.wait_for(state="hidden")
    start.click()
    for _ in range(4):
        tour.get_by_role("button", name="Next").click()
    tour.get_by_role("button", name="Done").click()
    tour.wait_for(state="hidden")
