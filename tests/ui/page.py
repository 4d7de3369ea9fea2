"""A tab on the web chat, as a user has one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

BOX = "#cop-question textarea"
PATIENCE = 60_000
"""Milliseconds until a page that does not answer is a failure."""
COMPLETE = """n => document.querySelectorAll('#cop-chat .cop-asked').length > n
    && document.querySelector('#cop-chat .cop-actions')"""

LENGTHEN = """turns => {
    const kept = copKept.read(copKept.list()[0].id);
    const text = JSON.stringify(kept.turns[0]);
    kept.turns = [...Array(turns).keys()].map(n => JSON.parse(
        text.replaceAll(kept.turns[0].id, kept.turns[0].id + n)));
    copKept.keep(kept, kept.turns);
    copKept.keep = () => {}; // suggestions that come now are of the conversation as it was
}"""


AT_ONCE = """() => {
    const style = document.createElement('style');
    style.textContent = '*, ::before, ::after { transition: none !important }';
    document.head.append(style);
}"""


def grave(page: Any, where: str | None = None) -> list[str]:  # noqa: ANN401
    """What axe-core finds, in light and in dark, that keeps somebody from using the page.

    `where`: the part of the page that is looked at. Of the dark theme only the colours are.
    """
    from axe_playwright_python.sync_playwright import Axe

    page.evaluate(AT_ONCE)
    found = Axe().run(page, where).response["violations"]
    page.evaluate("document.body.classList.toggle('dark')")
    contrast = {"runOnly": ["color-contrast"]}
    found += Axe().run(page, where, contrast).response["violations"]
    page.evaluate("document.body.classList.toggle('dark')")
    return [
        f"{one['id']}: {node['html'][:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
    ]


class Page:
    """A tab on the chat; every request beyond this machine is noted.

    They are only watched: where requests are held up for being asked about, each takes longer and
    nothing is cached. The browser of the tests finds no other machine.
    """

    def __init__(self, page: Any, address: str) -> None:  # noqa: ANN401
        self.page = page
        self.beyond: list[str] = []
        self.dialogs: list[str] = []
        self.errors: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("request", self._request)
        page.on("dialog", self._dialog)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(address)
        page.wait_for_selector(BOX)

    def _request(self, request: Any) -> None:  # noqa: ANN401
        url = urlsplit(request.url)
        if url.scheme not in ("data", "blob") and url.hostname not in ("127.0.0.1", "localhost"):
            self.beyond.append(request.url)

    def _dialog(self, dialog: Any) -> None:  # noqa: ANN401
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _console(self, message: Any) -> None:  # noqa: ANN401
        if message.type == "error":
            self.errors.append(message.text)

    def reload(self) -> None:
        """Load the page anew, at whatever it is; what breaks off in the one that is left is none.

        Gradio ends its connections as the page is left, and tells of each that was still open.
        """
        before = len(self.errors)
        self.page.once("framenavigated", lambda _: self.errors.__delitem__(slice(before, None)))
        self.page.reload()
        self.page.wait_for_selector(BOX)

    def lengthen(self, turns: int) -> None:
        """Make so many of the one question that the latest conversation has, and load it anew."""
        self.page.evaluate(LENGTHEN, turns)
        self.reload()
        self.page.wait_for_selector("#cop-chat .cop-actions")

    def ask(self, question: str) -> Any:  # noqa: ANN401
        """Ask and wait for the complete answer; its element."""
        before = self.page.locator("#cop-chat .cop-asked").count()
        self.page.fill(BOX, question)
        self.page.press(BOX, "Enter")
        self.page.wait_for_function(COMPLETE, arg=before)
        return self.page.locator("#cop-chat .cop-answer").last

    def narrow_to(self, option: str, filter: str = "Delegation or speaker") -> None:
        """Open the filters and set one of them."""
        self.page.get_by_role("button", name="Narrow down").click()
        self.page.get_by_label(filter, exact=True).first.click()
        self.page.get_by_role("option", name=option).click()
        self.page.keyboard.press("Escape")
        self.page.locator("#cop-narrowed .cop-chip").wait_for()

    def show_conversations(self) -> Any:  # noqa: ANN401
        """Open the list of conversations; its element."""
        self.page.get_by_role("button", name="Conversations", exact=True).first.click()
        listing = self.page.locator("#cop-listing")
        listing.wait_for()
        return listing
