"""The language of the page: Gradio chooses it by the browser, the server by the same wish."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po

from assistant.messages.catalogue import LANGUAGES
from ui.messages import FOLDER, messages

if TYPE_CHECKING:
    import gradio as gr

    from assistant.messages.catalogue import Messages


def language_of(request: gr.Request) -> str:
    """The language that the browser of a request wants its pages in; English where not ours."""
    wished = str(request.headers.get("accept-language", "")) if request.headers else ""
    wanted = wished.split(",")[0].split(";")[0].split("-")[0].strip().lower()
    return wanted if wanted in LANGUAGES else "en"


def says_to(request: gr.Request) -> Messages:
    """Says things in the language of the page."""
    return messages(language_of(request))


@cache
def translations() -> dict[str, dict[str, str]]:
    """What Gradio and the page's own scripts say, by language; English sentences are the keys."""
    every: dict[str, dict[str, str]] = {}
    for language in LANGUAGES[1:]:
        with (FOLDER / f"{language}.po").open("rb") as file:
            catalogue = read_po(file, locale=language)
        every[language] = {
            str(message.id): str(message.string)
            for message in catalogue
            if isinstance(message.id, str) and message.id and message.string
        }
    english = {key: key for key in every["fr"]}
    return {"en": english, **every}
