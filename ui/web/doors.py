"""The doors of the served page: every request that is let through, and what it may bring.

Gradio brings some eighty endpoints. The page needs those listed here; to everything else the
server answers as if it were not there. `docs/security.md` has the list as a table, made from
this one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import parse_qsl

from ui.web import limits

_NAME = r"[A-Za-z0-9_\-]{1,64}"
_DOCUMENT = r"(?!\.)[^\x00-\x1f]{1,300}"
_SPAN = r"\d{1,9}-\d{1,9}"
_MARKS = rf"{_SPAN}(?:\.{_SPAN}){{0,{limits.QUOTATIONS - 1}}}"
_FILE = r"[A-Za-z0-9_@\-][A-Za-z0-9_@.\-]{0,127}"


class Body(StrEnum):
    """What a request brings along."""

    NONE = "none"
    JOIN = "JSON: one function of the page"
    FILES = "multipart: files"
    CALL = "JSON: a request of a program"
    NOTE = "JSON: answers to take away or to keep, or what is said of one"


@dataclass(frozen=True)
class Door:
    """One method and one form of path.

    `path` reads as in the table, `{…}` standing for `parts`, patterns of one segment each.
    `query` has the parameters that are let through; all others are left out. `page`: the name of
    the part or parameter that names an open page, which must be the sender's own. `opened`: only
    for who has opened the page.
    """

    methods: tuple[str, ...]
    path: str
    accepts: str
    parts: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    body: Body = Body.NONE
    page: str | None = None
    opened: bool = False
    html: bool = False
    """Whether it gives a page, whose scripts run and to which other sites may link."""
    framed: bool = False
    """Whether a frame of the page may show what it gives."""

    @property
    def private(self) -> bool:
        """Whether only who has opened the page may send it: what may change anything."""
        changes = self.body in (Body.JOIN, Body.FILES, Body.NOTE)
        return changes or self.page is not None or self.opened

    @property
    def most(self) -> int:
        """The most that a body may hold; of uploads the setting says it."""
        if self.body is Body.NOTE:
            return limits.NOTE_BYTES
        return 0 if self.body in (Body.NONE, Body.FILES) else limits.JOIN_BYTES

    def match(self, path: str) -> dict[str, str] | None:
        """The parts of a path of this form, None of another."""
        pattern = re.escape(self.path)
        for name, part in self.parts.items():
            pattern = pattern.replace(re.escape(f"{{{name}}}"), f"(?P<{name}>{part})")
        found = re.fullmatch(pattern, path, re.ASCII)
        return found.groupdict() if found else None

    def kept_query(self, query: bytes) -> dict[str, str] | None:
        """The parameters that are let through; None where one of them is malformed."""
        try:
            given = parse_qsl(query.decode("ascii"), keep_blank_values=True, max_num_fields=20)
        except ValueError:
            return None
        kept = {}
        for name, value in given:
            if name not in self.query:
                continue
            if name in kept or not re.fullmatch(self.query[name], value, re.ASCII):
                return None
            kept[name] = value
        return kept


DOORS = (
    Door(("GET", "HEAD"), "/", "nothing; gives the page", html=True),
    Door(
        ("GET", "HEAD"),
        "/assets/{file}",
        "the name of a file of Gradio's page",
        {"file": _FILE},
    ),
    Door(
        ("GET", "HEAD"),
        "/static/{file}",
        "the name of a script, style, picture or font of Gradio's",
        {"file": rf"(?:{_FILE}/){{0,3}}{_FILE}"},
    ),
    Door(("GET", "HEAD"), "/theme.css", "`v`: 64 hex digits", query={"v": r"[0-9a-f]{64}"}),
    Door(("GET", "HEAD"), "/favicon.ico", "nothing"),
    Door(
        ("GET", "HEAD"),
        "/original",
        "`document`: the id of one; gives the file that it was read from",
        query={"document": _DOCUMENT},
        opened=True,
    ),
    Door(
        ("GET", "HEAD"),
        "/original/page",
        "`document`, `page`: which page of which PDF; `marks`, `dark`: spans of its text; gives a "
        "picture",
        query={
            "document": _DOCUMENT,
            "page": r"[1-9]\d{0,5}",
            "marks": _MARKS,
            "dark": _SPAN,
        },
        opened=True,
    ),
    Door(
        ("GET", "HEAD"),
        "/original/layout",
        "`document`: the id of one without pages; `marks`, `dark`: spans of its text; gives a page "
        "of its own, without scripts, for a frame of this one",
        query={"document": _DOCUMENT, "marks": _MARKS, "dark": _SPAN},
        opened=True,
        framed=True,
    ),
    Door(
        ("POST",),
        "/note",
        "answers that the page keeps, and a format; gives a file",
        body=Body.NOTE,
    ),
    Door(("POST",), "/feedback", "a verdict on an answer, with a comment", body=Body.NOTE),
    Door(("GET",), "/conversations", "nothing; gives the sender's conversations", opened=True),
    Door(
        ("GET",),
        "/conversation",
        "`conversation`: the number of one; gives its turns",
        query={"conversation": r"\d{1,16}"},
        opened=True,
    ),
    Door(("POST",), "/conversation/kept", "what became of one: its name, a turn", body=Body.NOTE),
    Door(
        ("GET",),
        "/gradio_api/heartbeat/{session_hash}",
        "the sender's open page; the connection stays open",
        {"session_hash": _NAME},
        page="session_hash",
    ),
    Door(
        ("GET",),
        "/gradio_api/queue/data",
        "`session_hash`: the sender's open page; gives its answers as they come",
        query={"session_hash": _NAME},
        page="session_hash",
    ),
    Door(
        ("POST",),
        "/gradio_api/queue/join",
        "one function of the page with what its fields may hold, from the sender's open page",
        body=Body.JOIN,
    ),
    Door(
        ("POST",),
        "/gradio_api/upload",
        "files with a name and an ending that can be read; `upload_id`: a name for the upload",
        query={"upload_id": _NAME},
        body=Body.FILES,
    ),
    Door(
        ("GET",),
        "/gradio_api/upload_progress",
        "`upload_id`: waits for the end of that upload",
        query={"upload_id": _NAME},
    ),
    *(
        Door(("POST",), f"/api/v1/{name}", "a question or query with its filters", body=Body.CALL)
        for name in ("ask", "ask/stream", "search", "export")
    ),
    Door(("GET",), "/api/v1/documents", "nothing"),
    Door(("GET",), "/api/v1/document", "`document`: its name", query={"document": _DOCUMENT}),
    *(
        Door(
            ("GET",),
            f"/api/v1/{name}",
            "`document`, `paragraph`: names; `at`: an offset",
            query={"document": _DOCUMENT, "paragraph": _DOCUMENT, "at": r"[0-9]{1,12}"},
        )
        for name in ("passages", "text")
    ),
    Door(("POST",), "/mcp", "a request of the Model Context Protocol", body=Body.CALL),
    Door(("GET",), "/api/v1/docs", "nothing; gives the page about the API", html=True),
    Door(("GET",), "/api/v1/openapi.json", "nothing"),
    Door(
        ("GET", "HEAD"),
        "/api/v1/docs/assets/{file}",
        "the name of a script or style of that page",
        {"file": _FILE},
    ),
)


def door_of(path: str) -> tuple[Door, dict[str, str]] | None:
    """The door that a path leads to, with the parts of the path.

    >>> door_of("/gradio_api/heartbeat/abc")[1], door_of("/gradio_api/info")
    ({'session_hash': 'abc'}, None)
    """
    for door in DOORS:
        parts = door.match(path)
        if parts is not None:
            return door, parts
    return None
