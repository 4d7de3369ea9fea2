# ruff: noqa: E501 (XML on one line reads better than wrapped)
"""Word documents: numbers, notes, boxes, tracked changes, tables, damage."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK
from making_docx import NAMESPACES, level, make_docx, numbering, paragraph, run

from ingest.errors import UnreadableFile
from ingest.raw import BlockKind
from ingest.readers import read_raw
from ingest.structure.units import units


def lines(path: Path) -> list[str]:
    return read_raw(path).text.split("\n")


def test_multi_level_numbers_are_written_out(tmp_path: Path) -> None:
    levels = (
        level(0, "%1") + level(1, "%1.%2") + level(2, "%1.%2.%3") + level(3, "(%4)", "lowerLetter")
    )
    body = "".join(
        paragraph(text, number=(1, depth))
        for text, depth in [
            ("Opening", 0), ("The Chair spoke.", 1), ("Fiji spoke.", 1), ("Item", 0), ("Peru.", 1),
            ("Detail.", 2), ("Detail.", 2), ("Letter.", 3), ("Letter.", 3), ("Kenya.", 1), ("End", 0),
        ]
    )  # fmt: skip
    path = make_docx(tmp_path / "a.docx", body, numbering=numbering(levels))
    assert [line.split("\t")[0] for line in lines(path)] == [
        "1", "1.1", "1.2", "2", "2.1", "2.1.1", "2.1.2", "(a)", "(b)", "2.2", "3",
    ]  # fmt: skip


def test_number_formats_starts_suffixes_and_bullets(tmp_path: Path) -> None:
    one = level(0, "%1.", "upperRoman", start=3) + level(1, "%1.%2", start=5, more="<w:isLgl/>")
    two = level(0, "%1)", "lowerLetter", more='<w:suff w:val="space"/>')
    bullets = level(0, "\uf0b7", "bullet") + level(1, "–", "bullet") + level(2, "o", "bullet")
    body = "".join(
        paragraph("x", number=pair)
        for pair in [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (2, 0), (2, 0), (3, 0), (3, 1), (3, 2)]
    )
    path = make_docx(tmp_path / "a.docx", body, numbering=numbering(one, two, bullets))
    assert lines(path) == [
        "III.\tx", "3.5\tx", "3.6\tx", "IV.\tx", "4.5\tx", "a) x", "b) x", "•\tx", "–\tx", "•\tx",
    ]  # fmt: skip


def test_numbers_restart_and_go_on_as_word_counts(tmp_path: Path) -> None:
    levels = level(0, "%1.")
    more = (
        '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="8"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = "".join(paragraph("x", number=(n, 0)) for n in (1, 1, 7, 8, 8, 0, 99))
    path = make_docx(tmp_path / "a.docx", body, numbering=numbering(levels, numbers=more))
    assert lines(path) == ["1.\tx", "2.\tx", "3.\tx", "1.\tx", "2.\tx", "x", "x"]


def test_numbers_of_styles_and_headings(tmp_path: Path) -> None:
    styles = (
        f"<w:styles {NAMESPACES}>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="P2"><w:name w:val="Para 2"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Hb"><w:name w:val="Heading_b"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="E"><w:name w:val="enumlev1"/></w:style>'
        "</w:styles>"
    )
    levels = level(0, "%1", more='<w:pStyle w:val="H1"/>') + level(
        1, "%1.%2", more='<w:pStyle w:val="P2"/>'
    )
    body = (
        paragraph("Opening", "H1")
        + paragraph("The Chair spoke.", "P2")
        + paragraph("By Member States", "Hb")
        + paragraph("Fiji spoke.", "P2")
        + paragraph("–\tone of them", "E")
    )
    path = make_docx(tmp_path / "a.docx", body, numbering=numbering(levels), styles=styles)
    raw = read_raw(path)
    assert raw.text.split("\n") == [
        "1\tOpening", "1.1\tThe Chair spoke.", "By Member States", "1.2\tFiji spoke.", "–\tone of them",
    ]  # fmt: skip
    assert [(b.kind, b.level) for b in raw.blocks] == [
        (BlockKind.HEADING, 1), (BlockKind.PARAGRAPH, None), (BlockKind.HEADING, None),
        (BlockKind.PARAGRAPH, None), (BlockKind.LIST_ITEM, None),
    ]  # fmt: skip
    found = [unit for unit in units(raw) if not unit.heading]
    assert [unit.paragraph for unit in found] == ["1.1", "1.2"]
    assert found[1].section == ("1 Opening", "By Member States")


def test_tracked_changes_read_as_accepted(tmp_path: Path) -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>Iceland</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2">{run("Fiji")}</w:ins>'
    moved = f'<w:moveFrom w:id="3">{run("gone")}</w:moveFrom><w:moveTo w:id="4">{run(" here")}</w:moveTo>'
    cut = (
        '<w:p><w:pPr><w:rPr><w:del w:id="5"/></w:rPr></w:pPr>'
        + run("It was noted that ")
        + "</w:p>"
    )
    body = (
        paragraph(deleted + inserted + run(" spoke") + moved)
        + cut
        + paragraph("all agreed.")
        + "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + deleted + "</w:p>"
        + "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + paragraph("old row") + "</w:tc></w:tr>"
        + "<w:tr><w:tc>" + paragraph("new row") + "</w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    assert lines(make_docx(tmp_path / "a.docx", body)) == [
        "Fiji spoke here", "It was noted that all agreed.", "new row",
    ]  # fmt: skip


def test_deleted_paragraphs_are_not_counted(tmp_path: Path) -> None:
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>'
        "</w:pPr><w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>"
    )
    body = paragraph("one", number=(1, 0)) + gone + paragraph("two", number=(1, 0))
    path = make_docx(tmp_path / "a.docx", body, numbering=numbering(level(0, "%1.")))
    assert lines(path) == ["1.\tone", "2.\ttwo"]


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('Inside the box.')}</w:txbxContent>"
    alternate = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = paragraph(run("Around ") + alternate + run("the box.")) + paragraph("After.")
    assert lines(make_docx(tmp_path / "a.docx", body)) == [
        "Around the box.",
        "Inside the box.",
        "After.",
    ]


def test_notes_follow_their_paragraph(tmp_path: Path) -> None:
    def notes(kind: str) -> str:
        return (
            f"<w:{kind}s {NAMESPACES}><w:{kind} w:id='-1' w:type='separator'>{paragraph('x')}</w:{kind}>"
            f"<w:{kind} w:id='2'>{paragraph(f'A {kind}.')}</w:{kind}></w:{kind}s>"
        )

    body = (
        paragraph(run("The report") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" says so."))
        + paragraph(run("And this.") + '<w:r><w:endnoteReference w:id="2"/></w:r>')
    )  # fmt: skip
    path = make_docx(
        tmp_path / "a.docx", body, footnotes=notes("footnote"), endnotes=notes("endnote")
    )
    raw = read_raw(path)
    assert raw.text.split("\n") == ["The report says so.", "A footnote.", "And this.", "A endnote."]
    assert raw.blocks[1].kind is BlockKind.FOOTNOTE


def test_fields_links_and_special_characters(tmp_path: Path) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGEREF x</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("12") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )  # fmt: skip
    body = (
        paragraph(run("See page ") + field + run("."))
        + paragraph('<w:hyperlink r:id="x">' + run("The portal") + "</w:hyperlink>" + run(" is open."))
        + paragraph(
            "<w:r><w:t>co</w:t><w:softHyphen/><w:t>operation PP</w:t><w:noBreakHyphen/><w:t>26</w:t>"
            "<w:tab/><w:t>x</w:t><w:br/><w:t>y</w:t></w:r>"
        )
        + paragraph('<w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:t> dot</w:t></w:r>')
        + paragraph(run("shown") + run(" hidden", "<w:vanish/>"))
        + paragraph('<w:sdt><w:sdtContent>' + run("In a control") + "</w:sdtContent></w:sdt>")
        + "<w:sdt><w:sdtContent>" + paragraph("Block control") + "</w:sdtContent></w:sdt>"
        + paragraph("<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>")
        + paragraph('<w:fldSimple w:instr="DATE">' + run("4 March 2024") + "</w:fldSimple>")
    )  # fmt: skip
    assert lines(make_docx(tmp_path / "a.docx", body)) == [
        "See page 12.", "The portal is open.", "cooperation PP-26\tx", "y", "• dot", "shown",
        "In a control", "Block control", "a=b", "4 March 2024",
    ]  # fmt: skip


def test_header_table_is_lines_and_data_tables_are_rows(tmp_path: Path) -> None:
    document = docx.Document()
    header = document.add_table(2, 2)
    header.cell(0, 0).merge(
        header.cell(1, 0)
    ).text = "Council Working Group\non Child Online Protection"
    header.cell(0, 1).text = "Document CWG-COP-21/4-E"
    header.cell(1, 1).text = "4 March 2024\nOriginal: English"
    document.add_paragraph(
        "The group met in Geneva and discussed, at length, what its members had sent in."
    )
    data = document.add_table(2, 2)
    for cell, text in zip(data._cells, ("Country", "Calls", "Peru", "12 400"), strict=True):
        cell.text = text
    document.save(str(tmp_path / "a.docx"))
    raw = read_raw(tmp_path / "a.docx")
    assert raw.text.split("\n") == [
        "Council Working Group", "on Child Online Protection", "Document CWG-COP-21/4-E", "4 March 2024",
        "Original: English",
        "The group met in Geneva and discussed, at length, what its members had sent in.",
        "Country\tCalls", "Peru\t12 400",
    ]  # fmt: skip
    assert raw.blocks[-1].kind is BlockKind.TABLE_ROW


def test_page_headers_and_footers_are_furniture_and_no_text(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "CWG-COP-21/4-E"
    document.sections[0].footer.paragraphs[0].text = "12 September 2024"
    document.core_properties.title = "Contribution by Fiji"
    document.add_paragraph("One.").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("Two.")
    document.save(str(tmp_path / "a.docx"))
    raw = read_raw(tmp_path / "a.docx")
    assert raw.text == "One.\nTwo."
    assert raw.furniture == ("CWG-COP-21/4-E", "12 September 2024")
    assert raw.properties["title"] == "Contribution by Fiji"


def test_bold_lines_are_headings(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph().add_run("Background").bold = True
    document.add_paragraph("The strategy was adopted.").runs[0].bold = False
    document.add_paragraph().add_run("All of this sentence is bold, and it is one.").bold = True
    document.save(str(tmp_path / "a.docx"))
    kinds = [block.kind for block in read_raw(tmp_path / "a.docx").blocks]
    assert kinds == [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no zip at all", "is a zip archive, this is none"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "password or an old .doc"),
        (b"%PDF-1.4\n", "is a PDF"),
        (b"PK\x03\x04 cut short", "zip archive"),
    ],
)
def test_damaged_files_are_refused_in_one_line(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match=reason) as caught:
        read_raw(path)
    assert "\n" not in str(caught.value)


def test_zips_that_are_no_word_documents(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(UnreadableFile):
        read_raw(path)
    document = make_docx(tmp_path / "b.docx", paragraph("x"))
    whole = document.read_bytes()
    for place in range(0, len(whole), len(whole) // 25):
        damaged = bytearray(whole)
        damaged[place : place + 40] = b"\x00" * 40
        path.write_bytes(bytes(damaged))
        try:
            read_raw(path)
        except UnreadableFile as error:
            assert "\n" not in str(error)


def test_bombs_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (200 * 1024 * 1024))
    with pytest.raises(UnreadableFile, match="would unpack to"):
        read_raw(path)


def test_xml_entities_are_not_expanded(tmp_path: Path) -> None:
    good = make_docx(tmp_path / "b.docx", paragraph("words"))
    path = tmp_path / "a.docx"
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                text = data.decode().replace("words", "&l11;")
                head, _, rest = text.partition("?>")
                data = f'{head}?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>{rest}'.encode()
            target.writestr(name, data)
    with suppress(UnreadableFile):
        assert len(read_raw(path).text) < 1000


def test_deeply_nested_tables_do_not_crash(tmp_path: Path) -> None:
    inner = paragraph("deep")
    for _ in range(80):
        inner = f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    assert "deep" in read_raw(make_docx(tmp_path / "a.docx", inner)).text


def test_fields_show_what_is_filled_in(tmp_path: Path) -> None:
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>" + run("{}") + "</w:sdtContent></w:sdt>"
    choice = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
        '<w:listEntry w:val="rye"/><w:listEntry w:val="oats"/></w:ddList></w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    path = make_docx(
        tmp_path / "a.docx",
        f"<w:p>{run('Baker: ')}{control.format('', 'Anna')}</w:p>"
        f"<w:p>{run('Town: ')}{control.format('<w:showingPlcHdr/>', 'Click to enter text')}</w:p>"
        f"<w:p>{run('Flour: ')}{choice}</w:p>",
    )
    assert lines(path) == ["Baker: Anna", "Town: ", "Flour: oats"]


def test_bold_words_at_the_beginning_are_marked(tmp_path: Path) -> None:
    bold = "<w:b/>"
    path = make_docx(
        tmp_path / "a.docx",
        f"<w:p>{run('Anna ', bold)}{run('Lind', bold)}{run(': we agree to bake bread.')}</w:p>"
        f"<w:p>{run('The ')}{run('end', bold)}</w:p>",
    )
    raw = read_raw(path)
    emphasis = raw.blocks[0].emphasis
    assert emphasis is not None and raw.text[:emphasis] == "Anna Lind"
    assert raw.blocks[1].emphasis is None
