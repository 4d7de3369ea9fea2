"""Reads the Markdown of answers; what a document brings in stays text.

HTML, links and images in the words of a document are shown as they are written and never
become part of the page: an image would be fetched from wherever a document says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from itertools import groupby, pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

_FORBIDDEN = (
    "autolink",
    "code",
    "html_block",
    "html_inline",
    "image",
    "lheading",
    "link",
    "linkify",
    "reference",
)
_MARKER = re.compile(r"\[(\d{1,4})\]")


def parser() -> MarkdownIt:
    """CommonMark and tables, without anything that a document could do harm with.

    >>> parser().render("<b>x</b> ![y](http://z)").strip()
    '<p>&lt;b&gt;x&lt;/b&gt; ![y](http://z)</p>'
    """
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(_FORBIDDEN)


def to_html(
    markdown: str,
    numbers: Collection[int],
    marker: Callable[[int], str],
    language: Callable[[int], str | None] = lambda _: None,
) -> str:
    r"""HTML of an answer; `marker(n)` gives the HTML of each "[n]" whose `n` is in `numbers`.

    What stands in brackets in the words of a document is escaped and marks no source. Sentences
    in a row with the same sources carry their numbers once, behind the last. `language(n)`: that
    of what the source quotes, where it is known (ISO 639-1). Cells of a table know their column.

    >>> to_html("Yes [1] [2].", {1}, lambda n: f"<a>{n}</a>").strip()
    '<p dir="auto">Yes <a>1</a> [2].</p>'
    >>> to_html(r"Proved \[1\].", {1}, lambda n: f"<a>{n}</a>").strip()
    '<p dir="auto">Proved [1].</p>'
    >>> to_html("One. [1] Two. [1]", {1}, lambda n: f"<a>{n}</a>").strip()
    '<p dir="auto">One.  Two. <a>1</a></p>'
    """
    # Escaped characters stay tokens of their own: joined to the text they would be marks.
    markdown_it = parser().disable("text_join")
    tokens = markdown_it.parse(markdown)
    for before, token in pairwise(tokens):
        if token.type != "inline" or not token.children:
            continue
        pieces = list(_pieces(token.children, numbers))
        cited = [piece for piece in pieces if isinstance(piece, int)]
        token.children = [
            Token("html_inline", "", 0, content=marker(piece)) if isinstance(piece, int) else piece
            for piece in _once(pieces)
        ]
        before.attrSet("dir", "auto")
        if cited and (spoken := language(cited[0])):
            before.attrSet("lang", spoken)
    _label_cells(tokens)
    html: str = markdown_it.renderer.render(tokens, markdown_it.options, {})
    return html


def _pieces(tokens: list[Token], numbers: Collection[int]) -> Iterator[Token | int]:
    """The tokens of a paragraph, with the numbers of sources as numbers."""
    for token in tokens:
        if token.type == "text_special":
            yield Token("text", "", 0, content=token.content)
            continue
        if token.type == "strong_open":  # a name: it runs in its own direction
            token.attrSet("dir", "auto")
        if token.type != "text":
            yield token
            continue
        last = 0
        for match in _MARKER.finditer(token.content):
            if int(match[1]) in numbers:
                if last < match.start():
                    yield Token("text", "", 0, content=token.content[last : match.start()])
                yield int(match[1])
                last = match.end()
        if last < len(token.content):
            yield Token("text", "", 0, content=token.content[last:])


def _once(pieces: list[Token | int]) -> Iterator[Token | int]:
    """The pieces without sources that the next sentence has, too."""
    groups = [list(group) for _, group in groupby(pieces, lambda piece: isinstance(piece, int))]
    sources = [group if isinstance(group[0], int) else None for group in groups]
    for n, group in enumerate(groups):
        if sources[n] is None or sources[n] != next(filter(None, sources[n + 1 :]), None):
            yield from group


def _label_cells(tokens: list[Token]) -> None:
    """Each cell of a table says which column it is in, for where there is no room for columns."""
    columns: list[str] = []
    column = 0
    for before, token in pairwise(tokens):
        if before.type == "thead_open":
            columns = []
        if before.type in ("tr_open",):
            column = 0
        if before.type == "th_open":
            columns.append("".join(child.content for child in token.children or ()))
        if before.type == "td_open":
            before.attrSet("title", columns[column])
            column += 1
