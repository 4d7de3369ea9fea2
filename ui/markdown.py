"""Reads the Markdown of answers; what a document brings in stays text.

HTML, links and images in the words of a document are shown as they are written and never
become part of the page: an image would be fetched from wherever a document says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from itertools import chain, groupby, pairwise

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
    """CommonMark, without anything that a document could do harm with.

    >>> parser().render("<b>x</b> ![y](http://z)").strip()
    '<p>&lt;b&gt;x&lt;/b&gt; ![y](http://z)</p>'
    """
    return MarkdownIt("commonmark", {"html": False}).disable(_FORBIDDEN)


def to_html(
    markdown: str,
    numbers: Collection[int],
    marker: Callable[[int], str],
    language: Callable[[int], str | None] = lambda _: None,
) -> str:
    r"""HTML of an answer; `marker(n)` gives the HTML of each "[n]" whose `n` is in `numbers`.

    What stands in brackets in the words of a document is escaped and marks no source. Sentences
    in a row with the same sources carry their numbers once, behind the last. `language(n)`: that
    of what the source quotes, where it is known (ISO 639-1). Paragraphs under headings, such as
    delegations that are compared, become a list of these with what each says.

    >>> to_html("Yes [1] [2].", {1}, lambda n: f"<a>{n}</a>").strip()
    '<p dir="auto">Yes <a>1</a> [2].</p>'
    >>> to_html(r"Proved \[1\].", {1}, lambda n: f"<a>{n}</a>").strip()
    '<p dir="auto">Proved [1].</p>'
    >>> to_html("One. [1] Two. [1]", {1}, lambda n: f"<a>{n}</a>").strip()
    '<p dir="auto">One.  Two. <a>1</a></p>'
    >>> "".join(to_html("**Chad**: Yes. [1]", {1}, str).split("\n"))
    '<dl class="cop-headed"><div><dt dir="auto">Chad</dt><dd dir="auto">Yes. 1</dd></div></dl>'
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
    html: str = markdown_it.renderer.render(list(_as_lists(tokens)), markdown_it.options, {})
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


def _as_lists(tokens: list[Token]) -> Iterator[Token]:
    """The tokens, with paragraphs in a row that have a heading each as one list of descriptions."""
    for headed, several in groupby(_blocks(tokens), _has_heading):
        if not headed:
            yield from chain.from_iterable(several)
            continue
        yield Token("dl_open", "dl", 1, attrs={"class": "cop-headed"}, block=True)
        for paragraph, inline, _ in several:
            yield from _description(paragraph, inline.children or [])
        yield Token("dl_close", "dl", -1, block=True)


def _blocks(tokens: list[Token]) -> Iterator[list[Token]]:
    """The tokens by the block of the text that they stand in, such as a paragraph."""
    block: list[Token] = []
    for token in tokens:
        block.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield block
            block = []


def _has_heading(block: list[Token]) -> bool:
    """Whether a block is a paragraph that begins with a name in bold, as answers have headings."""
    children = (block[1].children or []) if block[0].type == "paragraph_open" else []
    return bool(children) and children[0].type == "strong_open"


def _description(paragraph: Token, children: list[Token]) -> Iterator[Token]:
    """A paragraph as a term, its heading, and what is said of it."""
    end = next(n for n, child in enumerate(children) if child.type == "strong_close")
    said = children[end + 1 :]
    if said and said[0].type == "text":
        said[0].content = said[0].content.removeprefix(":").lstrip()
    heading = Token("dt_open", "dt", 1, attrs={"dir": "auto"}, block=True)
    words = Token("dd_open", "dd", 1, attrs=paragraph.attrs, block=True)
    yield Token("div_open", "div", 1, block=True)
    for opened, inside in ((heading, children[1:end]), (words, said)):
        yield opened
        yield Token("inline", "", 0, children=inside)
        yield Token(f"{opened.tag}_close", opened.tag, -1, block=True)
    yield Token("div_close", "div", -1, block=True)
