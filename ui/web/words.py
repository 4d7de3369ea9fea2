"""The language of the page: as chosen on it (`language.js`), else as the browser wants it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from html import escape
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING

from babel import Locale
from babel.messages.pofile import read_po

from assistant.messages.catalogue import LANGUAGES
from ui.messages import FOLDER, messages

if TYPE_CHECKING:
    import gradio as gr

    from assistant.messages.catalogue import Messages


CHOSEN = "cop-language"
"""The cookie in which the page keeps the language that was chosen on it."""


def chosen_language(cookies: str) -> str | None:
    """The language that was chosen on the page, by the cookies of a request; None if none was.

    >>> chosen_language("a=b; cop-language=fr")
    'fr'
    """
    try:
        chosen = SimpleCookie(cookies).get(CHOSEN)
    except CookieError:
        return None
    return chosen.value if chosen is not None and chosen.value in LANGUAGES else None


def language_of(request: gr.Request) -> str:
    """The language that a request wants its page in; English where not ours.

    The gate has put what was chosen on the page in the place of what the browser wants.
    """
    return language_wanted(request.headers or {})


def language_wanted(headers: Mapping[str, str]) -> str:
    """The language that was chosen on the page, else that of the browser; English where not ours.

    >>> language_wanted({"accept-language": "fr-CH, de;q=0.5"})
    'fr'
    """
    wished = str(headers.get("accept-language", ""))
    wanted = wished.split(",")[0].split(";")[0].split("-")[0].strip().lower()
    fitting = wanted if wanted in LANGUAGES else "en"
    return chosen_language(str(headers.get("cookie", ""))) or fitting


def says_to(request: gr.Request) -> Messages:
    """Says things in the language of the page."""
    return messages(language_of(request))


def worded(what: str, key: str, **parts: object) -> str:
    """Attributes of HTML by which the page words a part of it anew in another language.

    `what`: its text ("word") or an attribute ("title", "label", "alt"); see `words.js`.

    >>> worded("title", "Change {name}", name="Chad")
    "data-title='Change {name}' data-parts='{&quot;name&quot;: &quot;Chad&quot;}'"
    """
    said = f"data-{what}='{escape(key)}'"
    return f"{said} data-parts='{escape(json.dumps(parts))}'" if parts else said


def language_list() -> str:
    """HTML of the list that the language is chosen from: each by its own name."""
    names = ((code, Locale(code).get_display_name(code) or code) for code in LANGUAGES)
    options = (
        f"<option value='{code}' lang='{code}'>{name[:1].upper()}{name[1:]}</option>"
        for code, name in names
    )
    return (
        "<label class='cop-choice'><span data-word='Language'>Language</span>"
        f"<select name='language'>{''.join(options)}</select></label>"
    )


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
