# ruff: noqa: E501 (long examples on one line)
"""Markdown and HTML: what a reader of the rendered page sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import UnreadableFile
from ingest.raw import BlockKind, RawDocument
from ingest.readers import read_raw
from ingest.readers.html import from_html
from ingest.readers.markdown import from_markdown


def blocks(raw: RawDocument) -> list[tuple[str, str, int | None]]:
    return [(raw.text[b.start : b.end], b.kind.value, b.level) for b in raw.blocks]


def test_markdown_headings_lists_and_marks() -> None:
    raw = from_markdown(
        "---\ntitle: x\n---\n# Report\n\n## 5 Presentations\n\n5.1 The *Chair* of the [group]"
        "(https://example.org) **spoke**\non `COP`.\n\n4. Contributions\n5. Other\n\n- one\n- two\n"
        "\n| a | b |\n|---|---|\n| c | d |\n\n<!-- hidden -->\n"
    )
    assert blocks(raw) == [
        ("Report", "heading", 1),
        ("5 Presentations", "heading", 2),
        ("5.1 The Chair of the group spoke\non COP.", "paragraph", None),
        ("4.\tContributions", "list item", 1),
        ("5.\tOther", "list item", 1),
        ("•\tone", "list item", 1),
        ("•\ttwo", "list item", 1),
        ("a\tb", "table row", None),
        ("c\td", "table row", None),
    ]


def test_markdown_numbered_lines_without_blank_lines_are_paragraphs() -> None:
    raw = from_markdown("5.1 The Chair spoke.\n5.2 Fiji answered\nat length.\n5.3 Peru agreed.")
    assert [text[:3] for text, _, _ in blocks(raw)] == ["5.1", "5.2", "5.3"]


def test_html_shows_visible_text_only() -> None:
    raw = from_html(
        "<html><head><title>T</title><style>p{}</style></head><body><!-- c --><script>x()</script>"
        "<h2>3 Adoption</h2><p>The <b>Chair</b>\n spoke<br>twice.<span style='display:none'>no</span>"
        "<span hidden>no</span></p><noscript>no</noscript><template>no</template>"
        "<p onclick='alert(1)'>&lt;script&gt; is text</p></body></html>"
    )
    assert blocks(raw) == [
        ("3 Adoption", "heading", 2),
        ("The Chair spoke\ntwice.", "paragraph", None),
        ("<script> is text", "paragraph", None),
    ]
    assert raw.properties["title"] == "T"


def test_html_lists_are_numbered() -> None:
    raw = from_html(
        "<ol start=4><li>four<li>five<ul><li>dot</ul><li value=9>nine<li>ten</ol>"
        "<ol type=a><li>x<li>y</ol><ol type=I><li>one<li>two</ol>"
    )
    assert [text for text, _, _ in blocks(raw)] == [
        "4.\tfour", "5.\tfive", "•\tdot", "9.\tnine", "10.\tten", "a.\tx", "b.\ty", "I.\tone", "II.\ttwo",
    ]  # fmt: skip


def test_html_tables_are_rows_but_the_header_block_is_lines() -> None:
    header = (
        "<table><tr><td>Council<br>Working Group</td><td>Document CWG-COP-9/1-E</td></tr></table>"
    )
    text = "<p>" + "The group met and the Chair opened the meeting with a few words. " * 3 + "</p>"
    table = "<table><tr><th>Country</th><th>Calls</th></tr><tr><td>Peru</td><td>12 400</td></tr></table>"
    found = blocks(from_html(header + text + table))
    assert [found[i][0] for i in (0, 1, 2)] == [
        "Council",
        "Working Group",
        "Document CWG-COP-9/1-E",
    ]
    assert found[-2:] == [
        ("Country\tCalls", "table row", None),
        ("Peru\t12 400", "table row", None),
    ]


def test_html_encoding_is_declared_or_found(tmp_path: Path) -> None:
    for encoding in ("utf-8", "cp1252", "utf-16"):
        path = tmp_path / f"{encoding}.html"
        declared = "" if encoding == "utf-16" else f'<meta charset="{encoding}">'
        path.write_bytes(f"<html>{declared}<p>Réunion à Genève – “oui”</p>".encode(encoding))
        assert read_raw(path).text == "Réunion à Genève – “oui”"


def test_hostile_html_is_read_quickly() -> None:
    deep = "<div>" * 20_000 + "inside" + "</div>" * 20_000
    assert from_html("<p>before</p>" + deep).text.startswith("before")
    wide = "<ol>" + "<li>x" * 20_000 + "</ol>"
    assert from_html(wide).text.endswith("20000.\tx")
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><p>&b;</p>'
    assert len(from_html(bomb).text) < 100


def test_html_without_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<html><script>only()</script></html>")
    with pytest.raises(UnreadableFile, match="has no text"):
        read_raw(path)


def test_html_named_txt_is_read_as_html(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("<!DOCTYPE html><html><p>Words</p></html>")
    assert read_raw(path).text == "Words"


def test_kinds_are_those_of_the_model() -> None:
    assert from_html("<li>x</li>").blocks[0].kind is BlockKind.LIST_ITEM


def test_front_matter_is_properties_and_no_text() -> None:
    raw = from_markdown(
        "---\nTitle: Night buses\ndate: 2031-04-12\nauthors:\n  - Benin\n  - Togo\nnested:\n  a: b\n"
        "---\n\nText.\n"
    )
    assert raw.text == "Text."
    assert raw.properties == {
        "title": "Night buses",
        "date": "2031-04-12",
        "authors": "Benin; Togo",
    }


@pytest.mark.parametrize("front", ["One line of text.", "a: [1", "&a [*a, *a]", "- a\n- b"])
def test_text_between_lines_of_dashes_that_is_no_front_matter_stays(front: str) -> None:
    raw = from_markdown(f"---\n{front}\n---\n\nText.\n")
    assert raw.properties == {} and raw.text.endswith("Text.")
    assert front.split("\n")[0].strip("- ") in raw.text


def test_html_in_markdown_is_read_as_html() -> None:
    raw = from_markdown(
        "1.1 One fact.<br>Another fact.\n\n<p>1.2 A paragraph.</p>\n\n"
        "<table><tr><th>Town</th><th>Shops</th></tr><tr><td>Zinder</td><td>311</td></tr></table>\n\n"
        "<details>\n<summary>More</summary>\n1.3 Inside.\n</details>\n\n<div hidden>never</div>\n"
    )
    assert [text for text, _, _ in blocks(raw)] == [
        "1.1 One fact.\nAnother fact.", "1.2 A paragraph.", "Town\tShops", "Zinder\t311", "More",
        "1.3 Inside.",
    ]  # fmt: skip


def test_footnotes_terms_and_deletions_of_markdown() -> None:
    raw = from_markdown(
        "The fee is ~~12~~ 15 francs.[^1] Nobody pays.\n\nLast.\n\n[^1]: By law.\n\nShop\n: Any place.\n"
    )
    assert [(text, kind) for text, kind, _ in blocks(raw)] == [
        ("The fee is  15 francs. Nobody pays.", "paragraph"), ("By law.", "footnote"),
        ("Last.", "paragraph"), ("Shop", "paragraph"), ("Any place.", "paragraph"),
    ]  # fmt: skip
    assert [raw.text[a:b] for a, b in raw.blocks[-1].lead] == ["Shop"]


@pytest.mark.parametrize(
    "raw",
    [
        from_markdown("**Anna Lind**: we agree.\n\nThe **end**."),
        from_html("<p> <b>Anna</b> <strong>Lind</strong>: we agree.</p><p>The <b>end</b>.</p>"),
    ],
)
def test_bold_words_at_the_beginning_are_marked(raw: RawDocument) -> None:
    first, last = raw.blocks
    assert first.emphasis is not None and raw.text[first.start : first.emphasis].startswith("Anna")
    assert raw.text[first.start : first.end] == "Anna Lind: we agree."
    assert last.emphasis is None


PAGE = """<html><head><style>
.gone, #too {{ display: none }} .shown {{ display: block }}
@media print {{ .paper {{ display: none }} }} p:hover::before {{ visibility: hidden }}
</style></head><body><nav>Home</nav><header>Portal</header>
<div id="cookie-banner">We bake cookies.</div><main>{}</main>
<aside>News</aside><footer>Rights</footer></body></html>"""


@pytest.mark.parametrize(
    "hidden",
    [
        '<p class="gone">x</p>', '<div id="too"><p>x</p></div>', '<p class="d-none">x</p>',
        '<p hidden>x</p>', '<p style="display : none">x</p>', '<p aria-hidden="true">x</p>',
        '<div role="dialog">x</div>', '<aside>x</aside>', '<span class="sr-only">x</span>',
        "<noscript>x</noscript>", "<del>x</del>",
    ],
)  # fmt: skip
def test_what_nobody_sees_of_a_page_is_left_out(hidden: str) -> None:
    text = from_html(PAGE.format(f"<h1>Bread</h1>{hidden}<p>Kept.</p>")).text
    assert text == "Bread\nKept."


def test_what_is_seen_of_a_page_is_kept() -> None:
    body = (
        '<p class="shown">One.</p><p class="paper">Two.</p><details><summary>Three?</summary>'
        '<p>Four.</p></details><article><header><h2>Five</h2></header></article><div class="hide-nothing">Six.</div>'
    )
    assert from_html(PAGE.format(body)).text.split("\n") == [
        "One.", "Two.", "Three?", "Four.", "Five", "Six.",
    ]  # fmt: skip


def test_a_page_without_a_main_part_keeps_its_title_and_loses_its_menus() -> None:
    menu = "".join(f'<li><a href="/{n}">Page number {n}</a></li>' for n in range(6))
    text = '<ul><li>See <a href="/a">the report</a> of the bakers, which is long.</li></ul>'
    page = f"<body><header><h1>Bread</h1></header><ul>{menu}</ul><p>Kept.</p>{text}</body>"
    assert from_html(page).text.split("\n") == [
        "Bread", "Kept.", "•\tSee the report of the bakers, which is long.",
    ]  # fmt: skip


_TAGS = ["<table>", "<tr>", "<td>", "<td rowspan=2>", "<th colspan=3>", "</table>", "<ul>", "<li>", "<b>", "</b>"]  # fmt: skip
_MARKS = ["| a | b |\n", "|---|---|\n", "- ", "  - ", "\n", "**", "~~", "[^1]", "[^1]: ", ": ", "---\n", "<br>", "word "]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from([*_TAGS, *_MARKS, "</b>", "1", "<p>", "<style>p{display:none}"])))
def test_whatever_is_read_blocks_and_leads_lie_in_the_text(parts: list[str]) -> None:
    source = "".join(parts)
    for raw in (from_html(source), from_markdown(source)):
        before = 0
        for block in raw.blocks:
            assert before <= block.start < block.end <= len(raw.text)
            assert raw.text[block.start : block.end].strip()
            assert block.emphasis is None or block.start < block.emphasis <= block.end
            assert all(0 <= a < b <= block.start for a, b in block.lead)
            before = block.end
