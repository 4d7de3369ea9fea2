"""A tab on the web chat, as a user has one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

BOX = "#cop-question textarea"
PATIENCE = 60_000
"""Milliseconds until a page that does not answer is a failure."""
COMPLETE = """n => document.querySelectorAll('#cop-chat .cop-asked').length > n
    && document.querySelector('#cop-chat .cop-actions')"""


class Page:
    """A tab on the chat; every request beyond this machine is refused and noted."""

    def __init__(self, page: Any, address: str) -> None:  # noqa: ANN401
        self.page = page
        self.beyond: list[str] = []
        self.dialogs: list[str] = []
        self.errors: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.route("**/*", self._route)
        page.on("dialog", self._dialog)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(address)
        page.wait_for_selector(BOX)

    def _route(self, route: Any) -> None:  # noqa: ANN401
        url = urlsplit(route.request.url)
        if url.scheme in ("data", "blob") or url.hostname in ("127.0.0.1", "localhost"):
            route.continue_()
        else:
            self.beyond.append(route.request.url)
            route.abort()

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
        self.page.locator("#cop-sidebar .toggle-button").click()
        listing = self.page.locator("#cop-listing")
        listing.wait_for()
        return listing
