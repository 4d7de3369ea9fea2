"""The page takes its answers away, and tells what its users say of them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import httpx
import pytest

from assistant.answer import Answer, Citation
from index_store import Store
from index_store.filters import Filters
from tests.ui.client import Client
from tests.ui.page import Page
from ui.feedback import kept_feedback
from ui.web import limits
from ui.web.takeaway import FEEDBACK, NOTE, entry_json

IN_SIGHT = """selector => {
    const box = document.querySelector(selector).getBoundingClientRect();
    const log = document.querySelector("#cop-chat [role=log]").getBoundingClientRect();
    return box.top >= log.top && box.bottom <= log.bottom + 1;
}"""
JSON = {"content-type": "application/json"}


@pytest.fixture(scope="module")
def entry(served_store: Path) -> dict[str, object]:
    """An answer that quotes the store of the served page, as the page keeps it."""
    with Store(served_store) as store:
        record = store.document("CWG-COP-41/9")
        first = next(p for p in store.passages(record.id) if p.speakers)
    cited = Citation(
        n=1,
        document=record.id,
        path=Path(record.path),
        title=record.title,
        paragraph=first.paragraph,
        start=first.start,
        end=first.end,
        speakers=[speaker.name for speaker in first.speakers],
        quote=first.text,
    )
    answer = Answer(
        question="What was said?", answered=True, answer="It was said. [1]", citations=[cited]
    )
    return entry_json(answer, Filters(meetings=(41,)))


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[Client]:
    with Client(address) as opened:
        yield opened


def test_the_page_keeps_no_folder_of_the_server(entry: dict[str, object]) -> None:
    assert '"path": "report.' in json.dumps(entry)


def test_answers_come_back_as_a_word_file(client: Client, entry: dict[str, object]) -> None:
    answered = client.http.post(NOTE, json={"entries": [entry, entry], "format": "docx"})

    assert answered.status_code == 200, answered.text
    assert "wordprocessingml" in answered.headers["content-type"]
    text = [p.text for p in docx.Document(io.BytesIO(answered.content)).paragraphs]
    assert text.count("What was said?") == 2
    assert "Filters: Meeting 41" in text


def test_the_clipboard_gets_rich_text_and_plain_text(
    client: Client, entry: dict[str, object]
) -> None:
    both = client.http.post(NOTE, json={"entries": [entry], "format": "clipboard"}).json()

    # A link would lead from where it is pasted to the page that it came from.
    assert "<sup>[1]</sup>" in both["html"] and "href" not in both["html"]
    assert both["text"].startswith("What was said?\n\nIt was said. [1]\n\n")
    assert "\n\nSources\n\n[1] " in both["text"]


def test_a_quotation_that_does_not_stand_in_the_documents_becomes_no_note(
    client: Client, entry: dict[str, object]
) -> None:
    forged = json.loads(json.dumps(entry).replace('"quote": "', '"quote": "not '))
    answered = client.http.post(NOTE, json={"entries": [forged], "format": "md"})

    assert answered.status_code == 409
    assert "has changed since it was quoted" in answered.json()["detail"]
    nothing = json.loads(json.dumps(entry))
    nothing["answer"]["citations"][0] |= {"start": 0, "end": 0, "quote": ""}
    answered = client.http.post(NOTE, json={"entries": [nothing], "format": "md"})
    assert answered.status_code == 409
    elsewhere = json.loads(json.dumps(entry).replace("CWG-COP-41/9", "CWG-COP-1/1"))
    answered = client.http.post(NOTE, json={"entries": [elsewhere], "format": "md"})
    assert answered.json()["detail"] == "CWG-COP-1/1 is not among the documents any more"


def test_feedback_is_kept_beside_the_store(
    client: Client, entry: dict[str, object], served_store: Path
) -> None:
    said = {"entry": entry, "verdict": "wrong speaker", "comment": "No.", "history": ["Who?"]}
    answered = client.http.post(FEEDBACK, json=said)

    assert answered.status_code == 204, answered.text
    _, kept = kept_feedback(served_store)[-1]
    assert (kept.verdict.value, kept.comment, kept.history) == ("wrong speaker", "No.", ("Who?",))
    assert kept.quoted[0].document == "CWG-COP-41/9"


@pytest.mark.parametrize("path", [NOTE, FEEDBACK])
@pytest.mark.parametrize("body", [b"", b"[]", b'{"entries": [], "format": "docx"}', b"\xff"])
def test_a_malformed_request_is_told_in_one_line(client: Client, path: str, body: bytes) -> None:
    answered = client.http.post(path, content=body, headers=JSON)

    assert answered.status_code == 422
    assert "\n" not in answered.json()["detail"]


def test_only_who_has_opened_the_page_takes_away(address: str, entry: dict[str, object]) -> None:
    with httpx.Client(base_url=address, trust_env=False) as stranger:
        for path in (NOTE, FEEDBACK):
            assert stranger.post(path, json={"entries": [entry]}).status_code == 403


def test_a_conversation_has_an_end(client: Client) -> None:
    answered = client.http.post(NOTE, content=b" " * (limits.NOTE_BYTES + 1), headers=JSON)

    assert answered.status_code == 413


@pytest.fixture
def chat(browser: Any, address: str) -> Iterator[Page]:  # noqa: ANN401
    """The chat; no request may leave the machine, nothing may go wrong in the browser."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = Page(context.new_page(), address)
    yield page
    context.close()
    assert (page.beyond, page.errors) == ([], [])


@pytest.mark.browser
def test_an_answer_and_a_conversation_are_copied_and_saved(chat: Page, tmp_path: Path) -> None:
    page = chat.page
    chat.ask("What did Norway say about its helpline?")
    chat.ask("What did Kenya say on age verification?")
    last = page.locator("#cop-chat .cop-take").nth(1)
    last.get_by_role("button", name="Copy").click()
    page.get_by_text("Copied").wait_for()
    html, text = page.evaluate(
        """async () => {
            const [item] = await navigator.clipboard.read();
            const read = async (type) => (await item.getType(type)).text();
            return [await read("text/html"), await read("text/plain")];
        }"""
    )
    assert "<sup>" in html
    assert "helpline" not in html
    assert text.startswith("What did Kenya say on age verification?\n\n")
    assert "\n\nSources\n\n[1] Kenya: " in text

    whole = page.locator("#cop-chat .cop-take-all")
    with page.expect_download() as saved:
        whole.get_by_role("button", name="Save for Word").click()
    assert saved.value.suggested_filename == "What did Norway say about its helpline.docx"
    saved.value.save_as(tmp_path / "note.docx")
    headings = [
        paragraph.text
        for paragraph in docx.Document(str(tmp_path / "note.docx")).paragraphs
        if paragraph.style is not None and paragraph.style.name == "Heading 1"
    ]
    assert headings == [
        "What did Norway say about its helpline?",
        "What did Kenya say on age verification?",
        "Documents",
    ]


@pytest.mark.browser
def test_a_wrong_speaker_is_told_with_a_comment(chat: Page, served_store: Path) -> None:
    page = chat.page
    chat.ask("What did Norway say about its helpline?")
    page.get_by_role("button", name="Wrong speaker").click()
    page.get_by_role("textbox", name="What was wrong?").fill("It was Kenya.")
    assert page.get_by_role("button", name="✓").count() == 0  # nothing is sent yet
    page.get_by_role("button", name="Send").click()
    page.get_by_text("kept on this server, for those who look after it").wait_for()
    page.wait_for_function(IN_SIGHT, arg=".cop-said")
    _, kept = kept_feedback(served_store)[-1]
    assert (kept.verdict.value, kept.comment) == ("wrong speaker", "It was Kenya.")
    assert kept.question == "What did Norway say about its helpline?"
    chat.reload()
    page.get_by_role("button", name="✓ Wrong speaker").wait_for()
    # Who runs the server reads it on the page.
    page.get_by_role("tab", name="Feedback").click()
    told = page.locator(".cop-verdict").first
    told.get_by_text("It was Kenya.").wait_for()
    assert "wrong speaker" in told.inner_text() and "§2.1 · Norway" in told.inner_text()
    page.get_by_label("not helpful").click()
    page.get_by_text("Nobody has said anything yet.").wait_for()


@pytest.mark.browser
def test_feedback_is_chosen_in_the_language_of_the_page(
    chat: Page, client: Client, entry: dict[str, object]
) -> None:
    said = {"entry": entry, "verdict": "not helpful", "comment": "Demasiado breve."}
    assert client.http.post(FEEDBACK, json=said).status_code == 204
    said |= {"verdict": "helpful", "comment": "Muy claro."}
    assert client.http.post(FEEDBACK, json=said).status_code == 204
    page = chat.page
    page.get_by_role("tab", name="Feedback").click()
    page.get_by_text("Demasiado breve.").first.wait_for()
    page.get_by_role("tab", name="Sources").click()
    page.select_option("select[name=language]", "es")
    page.get_by_role("tab", name="Opiniones").click()
    page.get_by_label("orador equivocado").wait_for()
    assert page.get_by_label("todas las opiniones").is_checked()
    page.get_by_label("no útil").click()
    page.locator(".cop-verdict").get_by_text("Muy claro.").wait_for(state="detached")
    page.locator(".cop-verdict").first.get_by_text("Demasiado breve.").wait_for()
    assert page.get_by_label("no útil").is_checked()
    chat.reload()
    page.get_by_role("tab", name="Opiniones").click()
    page.get_by_label("no útil").wait_for()


@pytest.mark.browser
def test_a_slow_answer_does_not_bring_back_what_was_left_out(
    chat: Page, client: Client, entry: dict[str, object]
) -> None:
    for verdict, comment in (("not helpful", "It is short."), ("helpful", "It is clear.")):
        said = {"entry": entry, "verdict": verdict, "comment": comment}
        assert client.http.post(FEEDBACK, json=said).status_code == 204
    page, asked = chat.page, []
    page.route("**/queue/join*", lambda route: asked.append(route))
    page.get_by_role("tab", name="Feedback").click()
    page.get_by_label("not helpful").click()
    page.wait_for_timeout(500)  # either has been asked for by now, if it is to be
    for route in reversed(asked):  # the first is the slower one
        route.continue_()
        page.wait_for_timeout(500)
    page.unroute("**/queue/join*")
    page.locator(".cop-verdict").first.get_by_text("It is short.").wait_for()
    page.locator(".cop-verdict").get_by_text("It is clear.").first.wait_for(state="detached")
