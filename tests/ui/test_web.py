"""The web chat in a real browser: what a delegate sees and does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.ui.conftest import served
from tests.ui.page import BOX, Page, grave
from tests.ui.writing import ADDED

pytestmark = pytest.mark.browser


def test_the_start_says_what_to_do(chat: Page) -> None:
    page = chat.page
    assert page.title() == "COP Assistant"
    assert page.get_attribute(BOX, "placeholder") == "Ask what a delegation said…"
    page.get_by_text("What would you like to know?").wait_for()
    example = page.locator("#cop-chat .cop-examples button").first
    question = example.inner_text().strip()
    assert question.endswith(("?", "."))
    assert "meeting 41" in page.inner_text("#cop-chat .cop-loaded")
    example.click()
    page.locator("#cop-chat .cop-answer .cop-mark").first.wait_for()
    assert question in page.inner_text("#cop-chat")


def test_a_citation_opens_its_paragraph_with_the_words_marked(chat: Page) -> None:
    page = chat.page
    answer = chat.ask("What did Kenya say on age verification?")
    assert "age" in answer.inner_text()
    place = "CWG-COP-41/9, Report of the forty-first meeting of the Council Working Group…, §2.2"
    assert f"{place}, 3 March 2031" in answer.locator(".cop-cited").inner_text()
    page.get_by_role("tab", name="Documents").click()
    answer.locator("a.cop-mark").first.click()
    current = page.locator("mark.cop-current").first
    current.wait_for(state="visible")
    card = page.locator(".cop-card", has=page.locator("mark.cop-current")).first
    assert "Kenya asked the group to collect the experience of other countries." in (
        card.inner_text()
    )
    assert "Kenya" in card.locator(".cop-speakers").inner_text()
    assert card.locator(".cop-details").inner_text() == "CWG-COP-41/9 · §2.2 · 3 March 2031"
    before, after = card.locator(".cop-neighbour").all_inner_texts()
    assert "Every second call was about bullying" in before
    assert after.startswith("2.3") and "Brazil" in after
    assert card.locator("mark.cop-current").inner_text() in answer.inner_text()
    page.wait_for_function("document.activeElement.classList.contains('cop-card')")
    # The document as its file lays it out stands open at the same words.
    card.get_by_role("link", name="Download the original (.txt)").wait_for()
    frame = card.locator(".cop-page[open] iframe").content_frame
    frame.locator("mark.dark").first.wait_for()
    assert frame.locator("mark.dark").inner_text() in answer.inner_text()
    assert frame.get_by_text("Norway's information document").count() == 1
    page.keyboard.press("Escape")
    page.wait_for_function("document.activeElement.matches('a.cop-mark')")


def test_a_citation_of_a_pdf_opens_its_page_with_the_words_marked(chat: Page) -> None:
    page = chat.page
    chat.ask("What does Chile hand out to families on the islands?")
    answered: list[Any] = []
    page.on("response", lambda got: answered.append(got) if "/original" in got.url else None)
    marker = page.locator("#cop-chat a.cop-mark").first
    assert page.locator(".cop-page[open]").count() == 0
    marker.click()
    page.wait_for_function("document.querySelector('.cop-page[open] img').naturalWidth > 500")
    assert [(got.status, got.headers["content-type"]) for got in answered] == [(200, "image/webp")]
    assert "page=2" in answered[0].url and "dark=" in answered[0].url
    card = page.locator(".cop-card", has=page.locator(".cop-page[open]"))
    assert "p. 2" in card.locator(".cop-details").inner_text()
    original = card.get_by_role("link", name="Open the original").get_attribute("href")
    assert original == "/original?document=CWG-COP-41%2F8#page=2"
    got = page.evaluate("async url => (await (await fetch(url)).text()).slice(0, 4)", original)
    assert got == "%PDF"


def test_a_source_that_opens_does_not_take_the_question_box_away(chat: Page) -> None:
    chat.ask("What did Norway say about its helpline?")
    stays = chat.page.evaluate(
        """async box => {
            document.querySelector("a.cop-mark").click();
            document.querySelector(box).focus();
            await new Promise(done => setTimeout(done, 300));
            return document.activeElement === document.querySelector(box);
        }""",
        BOX,
    )
    assert stays


def test_citations_of_an_earlier_answer_open_its_sources(chat: Page) -> None:
    page = chat.page
    first = chat.ask("What did Norway say about its helpline?")
    chat.ask("What did Brazil propose?")
    assert "Norway" not in page.locator("#cop-sources").inner_text()
    first = page.locator("#cop-chat .cop-answer").first
    first.locator("a.cop-mark").first.click()
    page.locator("mark.cop-current").first.wait_for(state="visible")
    assert "4 300" in page.locator("#cop-sources").inner_text()


def test_a_follow_up_knows_the_question_before(chat: Page) -> None:
    chat.ask("What did Kenya say on age verification?")
    answer = chat.ask("And what did Norway say?")
    assert "Norway" in answer.inner_text()


def test_the_next_question_may_be_typed_and_sent_while_an_answer_grows(chat: Page) -> None:
    page = chat.page
    for question in ("What did Kenya say on age verification?", "And what did Norway say?"):
        page.fill(BOX, question)
        page.press(BOX, "Enter")
        page.wait_for_function("box => !document.querySelector(box).value", arg=BOX)
    page.fill(BOX, "What did Bra")
    page.wait_for_function(
        "document.querySelectorAll('#cop-chat .cop-answer').length == 2"
        " && document.querySelector('#cop-chat .cop-actions')"
    )
    answers = page.locator("#cop-chat .cop-answer")
    assert "Kenya" in answers.first.inner_text()
    assert "Norway" in answers.last.inner_text()
    page.get_by_role("button", name="Ask", exact=True).wait_for()
    assert page.input_value(BOX) == "What did Bra"


def test_no_answer_shows_the_nearest_passages(chat: Page) -> None:
    page = chat.page
    answer = chat.ask("What did Japan say about age verification?")
    assert answer.locator("a.cop-mark").count() == 0
    near = answer.locator("ol li a")
    assert near.count() >= 1
    near.first.click()
    page.locator(".cop-card").first.wait_for(state="visible")
    assert "age verification" in page.locator("#cop-sources").inner_text()


def test_filters_narrow_the_answer(chat: Page) -> None:
    chat.narrow_to("Norway")
    answer = chat.ask("What was said about bullying and fake images?")
    assert "Brazil" not in answer.inner_text()
    assert chat.page.locator("#cop-chat .cop-only").inner_text() == "Only looked at: Norway"


def test_without_documents_the_page_says_where_to_add_them(
    browser: Any,  # noqa: ANN401
    tmp_path: Path,
) -> None:
    added = tmp_path / "fiji.txt"
    added.write_text(ADDED, "utf-8")
    with served(tmp_path / "store") as url:
        context = browser.new_context()
        chat = Page(context.new_page(), url)
        page = chat.page
        page.get_by_text("There are no documents yet").first.wait_for()
        assert grave(page) == []
        page.get_by_role("tab", name="Documents").click()
        page.locator("#cop-upload input[type=file]").set_input_files(str(added))
        page.locator("#cop-messages").get_by_text("Added: fiji.txt").wait_for()
        page.get_by_text("What would you like to know?").wait_for()
        kept = tmp_path / "store" / "uploads" / "fiji.txt"
        assert kept.read_text("utf-8") == ADDED
        assert "210" in chat.ask("What did Fiji say about its campaign?").inner_text()
        context.close()


def test_a_date_that_is_none_is_told(chat: Page) -> None:
    page = chat.page
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("button", name="Narrow down").click()
    page.get_by_label("Dated from").fill("soon")
    box = page.get_by_label("Dated from").bounding_box()
    assert box["y"] + box["height"] <= 800 and page.evaluate("scrollY") == 0
    page.fill(BOX, "What did Norway say?")
    page.press(BOX, "Enter")
    page.get_by_text("is no date").wait_for()


def test_hostile_text_is_shown_as_text(chat: Page) -> None:
    page = chat.page
    answer = chat.ask("What did Iceland report on passwords?")
    answer.locator("a.cop-mark").first.click()
    page.locator("mark").first.wait_for(state="visible")
    sources = page.locator("#cop-sources")
    shown = sources.inner_text()
    assert "<script>document.title='taken'</script>" in shown or "![a picture](" in shown
    for place in (sources, page.locator("#cop-chat .cop-answer").last):
        assert place.locator("img, script").count() == 0
        assert place.locator("a[href^=javascript]").count() == 0
    assert page.title() == "COP Assistant"


def test_a_question_with_html_is_shown_as_text(chat: Page) -> None:
    page = chat.page
    chat.ask("What is <img src='http://evil.example/q.png'> <b>age verification</b>?")
    assert "<b>age verification</b>" in page.inner_text("#cop-chat .user-row")
    assert page.locator("#cop-chat .user-row b, #cop-chat .user-row img").count() == 0


def test_two_users_have_their_own_conversations(
    browser: Any,  # noqa: ANN401
    address: str,
) -> None:
    contexts = [browser.new_context(), browser.new_context()]
    first, second = (Page(context.new_page(), address) for context in contexts)
    first.ask("What did Norway say about its helpline?")
    second.ask("What did Kenya say on age verification?")
    assert "Kenya" not in first.page.inner_text("#cop-chat")
    assert "Norway" not in second.page.inner_text("#cop-chat")
    for context in contexts:
        context.close()


def test_a_new_conversation_starts_empty(chat: Page) -> None:
    page = chat.page
    chat.ask("What did Norway say about its helpline?")
    page.get_by_role("button", name="New conversation").click()
    page.get_by_text("What would you like to know?").wait_for()
    assert page.locator("section.cop-turn").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_everything_within_its_width(
    browser: Any,  # noqa: ANN401
    address: str,
    scheme: str,
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, color_scheme=scheme, has_touch=True
    )
    chat = Page(context.new_page(), address)
    answer = chat.ask("What did Kenya say on age verification?")
    assert chat.page.evaluate("document.documentElement.scrollWidth") <= 390
    head, talk = (chat.page.locator(part).bounding_box() for part in (".cop-header", "#cop-chat"))
    assert talk["width"] >= head["width"] - 2  # of its border
    answer.locator("a.cop-mark").first.tap()
    mark = chat.page.locator("mark.cop-current").first
    mark.wait_for(state="visible")
    chat.page.wait_for_function(
        "() => { const box = document.querySelector('mark.cop-current').getBoundingClientRect();"
        " return box.top >= 0 && box.bottom <= innerHeight; }"
    )
    chat.page.go_back()
    chat.page.wait_for_function(
        "() => { const cited = document.activeElement, box = cited.getBoundingClientRect();"
        " return cited.matches('a.cop-mark') && box.top >= 0 && box.bottom <= innerHeight; }"
    )
    context.close()
