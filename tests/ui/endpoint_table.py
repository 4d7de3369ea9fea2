"""The tables of docs/security.md: what the served page lets through, what of Gradio's it does not.

python -m tests.ui.endpoint_table     # writes them into docs/security.md
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from tests.conftest import ROOT
from ui.web.doors import DOORS, door_of
from ui.web.forms import Forms

if TYPE_CHECKING:
    from gradio import Blocks

DOCUMENT = ROOT / "docs" / "security.md"
BEGIN = "<!-- made by python -m tests.ui.endpoint_table -->\n"
END = "<!-- end of what is made -->\n"


def blocks() -> Blocks:
    """The page over an empty store; nothing of it is run."""
    from types import SimpleNamespace

    from ui.web.app import build

    desk = SimpleNamespace(store=SimpleNamespace(documents=list), examples=list)
    return build(cast("Any", desk))


def everything() -> Any:  # noqa: ANN401
    """All that stands behind the gate; nothing of it is run."""
    from ui.web.app import whole_application

    return whole_application(blocks(), cast("Any", None))


def routes(application: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """Methods and paths of everything that a FastAPI application answers to, mounts included."""

    def walk(routes: Any, prefix: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401
        for route in routes:
            path = prefix + str(getattr(route, "path", ""))
            inner = getattr(route, "routes", None)
            if inner:
                yield from walk(inner, path.rstrip("/"))
            elif getattr(route, "methods", None):
                yield "/".join(sorted(route.methods)), path
            elif hasattr(route, "original_router"):
                yield from walk(route.original_router.routes, prefix)
            else:
                yield "any", path or "/"

    yield from walk(application.routes, "")


def tables() -> str:
    """Both tables and the functions of the page, in Markdown."""
    page = blocks()
    lines = ["| request | accepts |", "|---|---|"]
    for door in DOORS:
        methods = " and ".join(door.methods)
        lines.append(f"| `{methods} {door.path}` | {door.accepts} |")
    lines += ["", "| function of the page | takes |", "|---|---|"]
    lines += [f"| `{name}` | {fields} |" for name, fields in Forms(page).described()]
    closed = dict.fromkeys(path for _, path in routes(everything()) if not _open(path))
    lines += ["", f"Closed, of what Gradio and FastAPI bring ({len(closed)} paths):", ""]
    lines.append(", ".join(f"`{path}`" for path in sorted(closed)) + ".")
    return "\n".join(lines) + "\n"


def example(path: str) -> str:
    """A path of a route with something in place of its parameters.

    >>> example("/gradio_api/stream/{event_id}/close")
    '/gradio_api/stream/x/close'
    """
    return re.sub(r"\{[^}]*\}", "x", path)


def _open(path: str) -> bool:
    return door_of(example(path)) is not None


def main() -> None:
    """Write the tables."""
    text = DOCUMENT.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(before + BEGIN + tables() + END + after, "utf-8")


if __name__ == "__main__":
    main()
