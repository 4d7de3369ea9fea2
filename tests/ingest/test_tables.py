"""Rows of tables in Word, HTML and Markdown: found by their row, read under their heads."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import read
from ingest.in_full import in_full
from ingest.raw import BlockKind, RawDocument
from ingest.readers import read_raw
from ingest.readers.html import from_html
from ingest.readers.markdown import from_markdown
from tests.ingest.making_docx import make_docx, paragraph, run

TALK = "The members of the group sent the figures of their libraries to the secretariat in May. "


def rows(raw: RawDocument) -> list[tuple[str, list[str]]]:
    """Each row of the document's tables with what leads to it."""
    return [
        (raw.text[b.start : b.end], [raw.text[x:y] for x, y in b.lead])
        for b in raw.blocks
        if b.kind is BlockKind.TABLE_ROW
    ]


def cell(text: str, properties: str = "", looks: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text, looks))}</w:tc>"


def table(*lines: str, heads: int = 0) -> str:
    marked = '<w:trPr><w:tblHeader w:val="1"/></w:trPr>'
    return "<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>".format(
        "".join(f"<w:tr>{marked if n < heads else ''}{line}</w:tr>" for n, line in enumerate(lines))
    )


def line(*texts: str) -> str:
    return "".join(cell(text) for text in texts)


def word(tmp_path: Path, body: str) -> RawDocument:
    return read_raw(make_docx(tmp_path / "a.docx", paragraph(TALK) + body))


FIGURES = [
    ("Town\tBranches\tLoans", []),
    ("Tamale\t4\t9 100", ["Town\tBranches\tLoans"]),
    ("Kumasi\t11\t30 250", ["Town\tBranches\tLoans"]),
]


def test_the_name_above_a_column_of_figures_is_its_head_in_every_format(tmp_path: Path) -> None:
    cells = [text.split("\t") for text, _ in FIGURES]
    in_word = word(tmp_path, table(*(line(*row) for row in cells)))
    html = "".join("<tr>" + "".join(f"<td><p>{c}</p></td>" for c in r) + "</tr>" for r in cells)
    in_html = from_html(f"<p>{TALK}</p><table>{html}</table>")
    bars = ["| " + " | ".join(row) + " |" for row in cells]
    in_markdown = from_markdown("\n".join([TALK, "", bars[0], "|---|---|---|", *bars[1:]]))
    assert rows(in_word) == rows(in_html) == rows(in_markdown) == FIGURES


def test_marked_heads_lead_tables_of_words(tmp_path: Path) -> None:
    raw = word(tmp_path, table(line("Who", "What"), line("Lena", "reads aloud"), heads=1))
    assert rows(raw)[1] == ("Lena\treads aloud", ["Who\tWhat"])
    html = "<tr><th>Who</th><th>What</th></tr><tr><th scope=row>Lena</th><td>reads aloud</td></tr>"
    assert rows(from_html(f"<p>{TALK}</p><table>{html}</table>")) == rows(raw)


def test_a_bold_row_above_plain_ones_is_a_head(tmp_path: Path) -> None:
    head = cell("Who", looks="<w:b/>") + cell("What", looks="<w:b/>")
    raw = word(tmp_path, table(head, line("Lena", "reads aloud")))
    assert rows(raw)[1][1] == ["Who\tWhat"]


def test_a_table_without_heads_has_rows_that_stand_alone(tmp_path: Path) -> None:
    raw = word(tmp_path, table(line("2019", "Opening"), line("2020", "Closing")))
    assert rows(raw) == [("2019\tOpening", []), ("2020\tClosing", [])]


def test_a_merged_cell_leads_the_rows_it_reaches_over(tmp_path: Path) -> None:
    down = '<w:vMerge w:val="restart"/>'
    in_word = word(
        tmp_path,
        table(
            line("Region", "Town", "Loans"),
            cell("North", down) + line("Tamale", "9 100"),
            cell("", "<w:vMerge/>") + line("Bolga", "2 300"),
            line("South", "Accra", "40 000"),
        ),
    )
    in_html = from_html(
        f"<p>{TALK}</p><table><tr><td>Region<td>Town<td>Loans</tr>"
        "<tr><td rowspan=2>North<td>Tamale<td>9 100</tr><tr><td>Bolga<td>2 300</tr>"
        "<tr><td>South<td>Accra<td>40 000</tr></table>"
    )
    found = rows(in_word)
    assert found == rows(in_html)
    assert found[2] == ("Bolga\t2 300", ["Region\tTown\tLoans", "North"])
    assert found[3] == ("South\tAccra\t40 000", ["Region\tTown\tLoans"])
    assert in_full(found[2][1], found[2][0]) == "Region: North; Town: Bolga; Loans: 2 300"


def test_a_row_as_wide_as_the_table_names_what_stands_below(tmp_path: Path) -> None:
    part = cell("Branches in the north", '<w:gridSpan w:val="2"/>')
    raw = word(tmp_path, table(line("Town", "Loans"), part, line("Tamale", "9 100")))
    assert rows(raw)[2] == ("Tamale\t9 100", ["Town\tLoans", "Branches in the north"])


def test_tables_that_place_text_stay_text(tmp_path: Path) -> None:
    long = "A paragraph of the left column that goes on for a while. " * 10
    raw = word(
        tmp_path,
        table(line(long, long))
        + table(line("One cell"))
        + table(f"<w:tc><w:tcPr/>{table(line('a', 'b'), line('c', '1'))}{paragraph('')}</w:tc>"),
    )
    assert [text for text, _ in rows(raw)] == ["a\tb", "c\t1"]
    html = from_html(
        f"<p>{TALK}</p><table role=presentation><tr><td>Left<td>Right</tr></table>"
        "<table><tr><td><table><tr><th>a<th>b</tr><tr><td>c<td>1</tr></table></tr></table>"
    )
    assert [text for text, _ in rows(html)] == ["a\tb", "c\t1"]


def test_a_row_is_one_sentence_that_can_be_quoted(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        f"{TALK}\n\n| Town | Note |\n|---|---|\n| Tamale | Closed. Open again in May. |\n"
    )
    document = read(path)
    sentence = document.passages[-1].sentences[-1]
    assert document.text[sentence.start : sentence.end] == "Tamale\tClosed. Open again in May."
    assert [document.text[a:b] for a, b in sentence.lead] == ["Town\tNote"]
    leads = [lead.text for lead in document.passages[-1].lead_of(sentence)]
    assert leads == ["Town\tNote"]


def test_passages_behind_the_heads_carry_them(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    body = "\n".join(f"| Town number {n} in the far north | {n} 000 |" for n in range(60))
    path.write_text(f"{TALK}\n\n| Town | Loans |\n|---|---|\n{body}\n")
    passages = read(path).passages
    assert len(passages) > 3
    assert [lead.text for lead in passages[-1].lead] == ["Town\tLoans"]


@pytest.mark.parametrize("span", ["0", "-3", "99999999999", "many"])
def test_senseless_spans_do_no_harm(span: str) -> None:
    html = f"<tr><td colspan={span} rowspan={span}>a<td>b</tr><tr><td>c<td>1</tr>"
    raw = from_html(f"<p>{TALK}</p><table>{html}</table>")
    assert "c" in raw.text and "1" in raw.text
