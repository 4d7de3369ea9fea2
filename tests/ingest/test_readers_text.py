# ruff: noqa: E501 (long examples on one line)
"""Plain text: encodings, lines and paragraphs, artefacts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import UnreadableFile
from ingest.raw import BlockKind, RawDocument
from ingest.readers import read_raw
from ingest.readers.text import from_text


def blocks(raw: RawDocument) -> list[str]:
    return [raw.text[block.start : block.end] for block in raw.blocks]


def test_clean_text_stays_as_it_is() -> None:
    text = "Item one.\n\n  An indented line, with \ttabs  and spaces. \n\nLast line"
    assert from_text(text).text == text


def test_one_line_a_paragraph_is_one_block_a_line() -> None:
    long = "The delegation of Peru presented its national strategy in detail. " * 4
    raw = from_text(f"1\tOpening\n1.1\t{long}\n{long}\nShort line\n")
    assert len(raw.blocks) == 4


WRAPPED = """\
REPORT OF THE NINTH MEETING

1  Opening of the meeting

1.1  The Chair opened the meeting and welcomed the delegates, who had come from
forty Member States; she recalled the mandate of the group under Resolution
179 and the decision of the Council.

1.2  The agenda was adopted without change. The group agreed to hear the inter-
national partners first, and the multi-
stakeholder panel after the break.

2  Contributions

2.1  Fiji introduced Document CWG-COP-
9/4 on helplines. In the debate on the evidence gathered since the meeting of
12 March 2014, several delegations spoke.
"""


def test_hard_wrapped_lines_make_paragraphs() -> None:
    raw = from_text(WRAPPED)
    assert len(raw.blocks) == 6
    folded = [" ".join(block.split()) for block in blocks(raw)]
    assert folded[2].endswith("under Resolution 179 and the decision of the Council.")
    assert "the international partners" in folded[3]
    assert "the multi-stakeholder panel" in folded[3]
    assert "Document CWG-COP-9/4 on helplines" in folded[5]
    assert folded[5].endswith("12 March 2014, several delegations spoke.")


def test_wrapped_paragraphs_without_blank_lines_are_told_by_their_numbers() -> None:
    text = (
        "1.1  The Chair opened the meeting and welcomed the delegates, who had\n"
        "come from forty Member States of the Union.\n"
        "1.2  The agenda was adopted without change. The group agreed to hear\n"
        "the partners first.\n"
        "1.3  The Secretariat read the list of documents, which had grown since\n"
        "the last meeting, and apologised for the delay.\n"
    )
    assert [block[:3] for block in blocks(from_text(text))] == ["1.1", "1.2", "1.3"]


def test_bullets_begin_blocks_in_wrapped_text() -> None:
    text = (
        "The group agreed on the following points, which the Chair summarised:\n"
        "- to accept the late contribution of Fiji, as it had been announced in\n"
        "  good time before the meeting;\n"
        "- to move the liaison statement to the afternoon, when its authors can\n"
        "  take part from their own time zone.\n"
    )
    assert len(from_text(text).blocks) == 3


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Genève – le président".encode(), "Genève – le président"),
        (b"\xef\xbb\xbfPoint 1", "Point 1"),
        ("Réunion à Genève".encode("utf-16"), "Réunion à Genève"),
        ("Agenda of the meeting".encode("utf-16-le"), "Agenda of the meeting"),
        ("Повестка дня собрания\n".encode("utf-16-le"), "Повестка дня собрания\n"),
        ("جدول أعمال الاجتماع\n".encode("utf-16-be"), "جدول أعمال الاجتماع\n"),
        ("会议议程。儿童在线保护。\n".encode("utf-16-le"), "会议议程。儿童在线保护。\n"),
        ("Agenda of the meeting".encode("utf-32"), "Agenda of the meeting"),
        ("La réunion s’est tenue à Genève – fin".encode("cp1252"), "La réunion s’est tenue à Genève – fin"),
        (("Председатель открыл заседание группы и поблагодарил делегатов. " * 5).encode("cp1251"), "Председатель открыл"),
        (b"One\r\nTwo\rThree", "One\nTwo\nThree"),
    ],
)  # fmt: skip
def test_encodings(tmp_path: Path, data: bytes, expected: str) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes(data)
    assert read_raw(path).text.startswith(expected)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t \n", "has no text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "an image"),
        (b"%PDF-1.7 binary", "a PDF; rename it"),
        (b"PK\x03\x04rest", "zip archive"),
        (bytes(range(256)) * 20, "binary data"),
        (b"\x00\x01\x02\x03" * 300, "binary data"),
        (b"{\\rtf1 text}", "RTF"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile) as caught:
        read_raw(path)
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(str(path))


def test_missing_folder_and_unknown_suffix(tmp_path: Path) -> None:
    (tmp_path / "table.xlsx").write_bytes(b"x")
    (tmp_path / "folder.txt").mkdir()
    for name, reason in (
        ("absent.txt", "does not exist"),
        ("table.xlsx", "no known suffix"),
        ("folder.txt", "is a folder"),
    ):
        with pytest.raises(UnreadableFile, match=reason):
            read_raw(tmp_path / name)


def test_artefacts_do_not_reach_the_text() -> None:
    raw = from_text("[bookmark: _Hlk12]The\u200b Chair\ufeff said\x00 so.\x07\n\u202aNext\u202c")
    assert raw.text == "The Chair said so.\nNext"


def test_joiners_of_scripts_that_need_them_stay() -> None:
    assert from_text("می\u200cخواهم and ab\u200cc").text == "می\u200cخواهم and abc"


def test_form_feeds_are_pages_and_their_headers_go() -> None:
    pages = [
        f"CWG-COP-15/3-E\n- {n} -\n\n{n}.1 The delegation of Kenya spoke about item {n} at length "
        f"and asked for more time.\n\nThe Chair took note of remark {n}.\n"
        for n in range(1, 6)
    ]
    raw = from_text("\f".join(pages))
    assert len(raw.page_starts) == 5
    assert "CWG-COP-15/3-E" not in raw.text
    assert "- 3 -" not in raw.text
    for number, start in enumerate(raw.page_starts, start=1):
        assert raw.text[start:].lstrip().startswith(f"{number}.1 The delegation")


def test_rules_of_dashes_are_no_blocks() -> None:
    assert blocks(from_text("One sentence.\n________________\n* * *\nAnother one.")) == [
        "One sentence.",
        "Another one.",
    ]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_blocks_are_ordered_and_hold_all_words(text: str) -> None:
    raw = from_text(text)
    position = 0
    for block in raw.blocks:
        assert position <= block.start < block.end <= len(raw.text)
        assert raw.text[block.start : block.end].strip() == raw.text[block.start : block.end]
        position = block.end
    outside = list(raw.text)
    for block in raw.blocks:
        outside[block.start : block.end] = " " * (block.end - block.start)
    assert not any(character.isalnum() for character in outside)


SCANNED = """\
(1) The baker said that the oven, which had been built in the last century, was
to be torn down before the winter, as nobody knew how to mend it any more in
                              - 12 -

    IV-1                        Bakers                  Committee
the town.         She asked for a new one, and for a chimney that does not smoke
when the wind comes from the sea.
(2) The miller seconded the proposal and added that the flour of that year was
the best that he had seen since his father had sold the old mill to the village.
                              - 13 -

Bakers   Committee                                              IV-1
(3) The chairman thanked both and closed the discussion, as the bell had already
rung twice and the room was needed for the evening class of the primary
                              - 14 -

 IV- 1           Bakers                    Committee
school.
"""


def test_printed_page_numbers_and_heads_of_scanned_pages_are_no_text() -> None:
    raw = from_text(SCANNED)
    assert len(raw.blocks) == 3 and raw.page_starts == ()
    folded = " ".join(raw.text.split())
    assert "any more in the town." in folded and "the primary school." in folded
    assert "Committee" not in folded and "- 13 -" not in folded


def test_a_sentence_goes_on_over_a_page_below_a_head_that_no_other_page_has() -> None:
    head = "                Bakers      Committee\n   IV-1\n"
    raw = from_text(
        SCANNED + "The bakers of the town and their guests agreed in the end with Mr.\n"
        "Roe, who had asked for the loaves of the last winter, that all of the\n"
        f"                      - 19 -\n\n{head}"
        "Committee had worked hard enough to be given a long rest in the summer.\n"
    )
    whole = " ".join(blocks(raw)[-1].split())
    assert "agreed in the end with Mr. Roe," in whole
    assert "that all of the Committee had worked" in whole


def test_figures_alone_on_a_line_are_no_pages() -> None:
    text = "Loaves\n\n1\n\nRolls\n\n2\n\nCakes\n\n3\n"
    assert from_text(text).text == text


def test_one_paragraph_a_line_and_wrapped_ones_side_by_side() -> None:
    long = "The letter of the baker was read to the meeting in full, as it is short. " * 5
    raw = from_text(f"{WRAPPED}\n\n{long.strip()}\nThe end\n")
    assert long.strip() in blocks(raw)


@pytest.mark.parametrize("rule", ["=======", "-------", "~~~~~~~"])
def test_underlined_lines_are_headings(rule: str) -> None:
    for body in ("One line of text.", WRAPPED):
        raw = from_text(f"Opening\n{rule}\n\n{body}\n\n{rule}\nClosing\n{rule}\n\nThe end.\n")
        headings = [raw.text[b.start : b.end] for b in raw.blocks if b.kind is BlockKind.HEADING]
        assert headings == ["Opening", "Closing"]
        assert rule not in blocks(raw)


def test_rules_below_text_make_no_headings() -> None:
    text = "The meeting was opened.\nIt was closed.\n---\nNotes\n\nThe end.\n"
    assert all(block.kind is BlockKind.PARAGRAPH for block in from_text(text).blocks)
