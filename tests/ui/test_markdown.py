"""What stands in a document never becomes part of the page or the terminal."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from ui.markdown import to_html
from ui.output import printable
from ui.rendering import AnswerText

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](http://evil.example/x.png)",
    "[x](javascript:alert(1))",
    "<http://evil.example>",
    "[x][1]\n\n[1]: http://evil.example",
    "<!-- --><iframe src=//evil.example></iframe>",
    "    <b>indented</b>",
    "[1](http://evil.example)",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_html_has_no_tag_or_address_of_the_document(text: str) -> None:
    html = to_html(f"He said {text} [1]", {1}, lambda n: f"<i>{n}</i>")
    for tag in ("<script", "<img", "<a ", "<iframe", "<b>", "href=", 'src="'):
        assert tag not in html
    assert "<i>1</i>" in html


@pytest.mark.parametrize("text", HOSTILE)
def test_the_terminal_shows_the_text_itself(text: str) -> None:
    stream = io.StringIO()
    Console(file=stream, width=200).print(AnswerText(text))
    assert "".join(text.split()) in "".join(stream.getvalue().split())


def test_escape_sequences_do_not_reach_the_terminal() -> None:
    assert printable("a\x1b]0;title\x07b\u202ec\td\n") == "a]0;titlebc\td\n"


def test_only_numbers_of_citations_become_markers() -> None:
    html = to_html("Resolution [2031] says so [1] [2].", {1}, lambda n: f"<i>{n}</i>")
    assert html.strip() == '<p dir="auto">Resolution [2031] says so <i>1</i> [2].</p>'
