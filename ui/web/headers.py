"""The headers of every response: what a browser may do with the page, and what others may not."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

Headers = list[tuple[bytes, bytes]]

SCRIPTS = (
    "language.js",
    "words.js",
    "views.js",
    "focus.js",
    "kept.js",
    "dates.js",
    "filters.js",
    "conversations.js",
    "takeaway.js",
    "tour.js",
    "chat.js",
    "sources.js",
    "documents.js",
)
_ALWAYS = {
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
# Gradio's page makes functions from text (its templates and events) and sets styles in elements.
_PAGE = (
    "default-src 'none'; script-src 'self'{scripts}; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-src 'self';"
    " base-uri 'self'; form-action 'none'; frame-ancestors 'none'"
)
_EVAL = " 'unsafe-eval'"
_OTHER = b"default-src 'none'; frame-ancestors 'none'; sandbox"
# The viewer of a browser is a plug-in in a page of its own making, which a sandbox would forbid.
_PDF = (
    b"default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; img-src 'self' data: blob:;"
    b" frame-ancestors 'none'"
)
# A document as it is laid out: its style and nothing else, in a frame of this page alone.
_FRAMED = (
    b"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
    b" frame-ancestors 'self'; sandbox"
)
_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.S)
_FILLED_IN = re.compile(r"\{\{.*?\}\}", re.S)
_HIDDEN = (b"access-control-", b"server", b"x-powered-by")


def secured(
    headers: Iterable[tuple[bytes, bytes]],
    policy: bytes | None = None,
    framed: bool = False,
    form: bool = False,
) -> Headers:
    """The headers of a response with those that protect; `policy`: what a page's scripts may do.

    `framed`: whether a frame of the page may show it. `form`: whether it is a page with a form,
    which a browser only sends with its origin where pages of the same origin may know where it
    comes from. No other origin is ever allowed in, whatever Gradio says.
    """
    kept = [
        (name, value)
        for name, value in headers
        if name.lower() not in _ALWAYS and not name.lower().startswith(_HIDDEN)
    ]
    always = {**_ALWAYS, b"x-frame-options": b"SAMEORIGIN"} if framed else _ALWAYS
    if form:
        always = {**always, b"referrer-policy": b"same-origin"}
    if framed:
        policy = _FRAMED
    elif policy is None:
        policy = _PDF if (b"content-type", b"application/pdf") in kept else _OTHER
    return [*kept, *always.items(), (b"content-security-policy", policy)]


def page_policy(html: str) -> bytes:
    """The policy of the page: of the scripts in it only those run that are known.

    A script that came into the page by any other way has no hash in the policy. Gradio puts
    chat.js into the page when it runs.
    """
    known = [first_script(), chat_script(), *filter(_known, _scripts(html))]
    return _PAGE.format(scripts=_EVAL + _hashes(known)).encode()


def plain_policy(html: str) -> bytes:
    """The policy of a page into which nobody writes anything: all its scripts run."""
    return _PAGE.format(scripts=_hashes(_scripts(html))).encode()


def sign_in_policy() -> bytes:
    """The policy of the pages of signing in: their style, their form, and no script at all."""
    return (
        b"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self';"
        b" frame-ancestors 'none'"
    )


def _hashes(scripts: Iterable[str]) -> str:
    return "".join(
        f" 'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for text in scripts
    )


def _scripts(html: str) -> Iterator[str]:
    for found in _SCRIPT.finditer(html):
        if "src=" not in found["attributes"]:
            yield found["text"]


def _known(text: str) -> bool:
    """Whether a script is one of Gradio's page with JSON filled in."""
    for form in _forms():
        match = form.fullmatch(text)
        if match is not None and all(_is_json(value) for value in match.groups()):
            return True
    return False


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def with_first_script(html: str) -> str:
    """The page with what has to run before any of it is drawn; Gradio brings all else later."""
    return html.replace("<head>", f"<head><script>{first_script()}</script>", 1)


@cache
def first_script() -> str:
    """The script that puts light or dark in force as it was chosen."""
    return (Path(__file__).parent / "theme.js").read_text("utf-8")


@cache
def chat_script() -> str:
    """The scripts of the page, one behind the other; they know where Gradio's languages are."""
    here = Path(__file__).parent
    locale = f"window.copGradioLocale = {json.dumps(_locale_module())};"
    return "\n".join([locale, *((here / name).read_text("utf-8") for name in SCRIPTS)])


def _locale_module() -> str:
    """Path of the module of Gradio's page whose `changeLocale` its own settings call."""
    import gradio

    frontend = Path(gradio.__file__).parent / "templates" / "frontend"
    exported = re.compile(rb"export\{[^}]*\bas changeLocale\b")
    modules = sorted(
        frontend.glob("assets/*.js"), key=lambda file: not file.name.startswith("core-")
    )
    found = next(file for file in modules if exported.search(file.read_bytes()))
    return found.relative_to(frontend).as_posix()


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """The scripts in Gradio's template, with room for what is filled in."""
    import gradio

    template = Path(gradio.__file__).parent / "templates" / "frontend" / "index.html"
    return tuple(
        re.compile("(.*?)".join(map(re.escape, _FILLED_IN.split(text))), re.S)
        for text in _scripts(template.read_text("utf-8"))
    )
