"""Reads the Markdown of answers; what a document brings in stays text.

HTML, links and images in the words of a document are shown as they are written and never
become part of the page: an image would be fetched from wherever a document says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

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


def to_html(markdown: str, numbers: Collection[int], marker: Callable[[int], str]) -> str:
    r"""HTML of an answer; `marker(n)` gives the HTML of each "[n]" whose `n` is in `numbers`.

    What stands in brackets in the words of a document is escaped and marks no source.

    >>> to_html("Yes [1] [2].", {1}, lambda n: f"<a>{n}</a>").strip()
    '<p>Yes <a>1</a> [2].</p>'
    >>> to_html(r"Proved \[1\].", {1}, lambda n: f"<a>{n}</a>").strip()
    '<p>Proved [1].</p>'
    """
    # Escaped characters stay tokens of their own: joined to the text they would be marks.
    markdown_it = parser().disable("text_join")
    tokens = markdown_it.parse(markdown)
    for token in tokens:
        if token.children:
            token.children = list(_with_markers(token.children, numbers, marker))
    html: str = markdown_it.renderer.render(tokens, markdown_it.options, {})
    return html


def _with_markers(
    tokens: list[Token], numbers: Collection[int], marker: Callable[[int], str]
) -> Iterator[Token]:
    for token in tokens:
        if token.type == "text_special":
            yield Token("text", "", 0, content=token.content)
            continue
        if token.type != "text":
            yield token
            continue
        last = 0
        for match in _MARKER.finditer(token.content):
            if int(match[1]) in numbers:
                yield Token("text", "", 0, content=token.content[last : match.start()])
                yield Token("html_inline", "", 0, content=marker(int(match[1])))
                last = match.end()
        yield Token("text", "", 0, content=token.content[last:])
