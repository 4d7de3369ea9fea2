# ruff: noqa: E501 (long examples on one line)
"""Numbered paragraphs, headings, signatures, in the layouts of twenty years of documents."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.raw import Block, BlockKind, RawDocument
from ingest.readers.text import from_text
from ingest.structure.units import Unit, units

LONG = "The delegation of Peru described, in some detail, the measures that its ministry had taken."


def read(text: str) -> tuple[RawDocument, list[Unit]]:
    raw = from_text(text)
    return raw, units(raw)


def numbers(text: str) -> list[str | None]:
    """Paragraph numbers of all units that are no headings, in order."""
    return [unit.paragraph for unit in read(text)[1] if not unit.heading]


def bodies(text: str) -> dict[str | None, str]:
    """The words of each paragraph, by number."""
    raw, found = read(text)
    result: dict[str | None, str] = {}
    for unit in found:
        if not unit.heading:
            words = " ".join(raw.text[unit.start : unit.end].split())
            result[unit.paragraph] = (
                f"{result[unit.paragraph]} | {words}" if unit.paragraph in result else words
            )
    return result


def headings(text: str) -> list[str]:
    raw, found = read(text)
    return [" ".join(raw.text[u.start : u.end].split()) for u in found if u.heading]


def test_tabbed_report_with_subheadings_and_signature() -> None:
    text = (
        "Purpose\nThis report sums up what the group did at its meeting in Geneva this spring.\n"
        "1\tOpening\n1.1\tThe Chair opened the meeting.\nShe thanked the hosts.\n"
        "2\tPresentations\nDocuments by Member States\n2.1\tFiji spoke.\n2.2\tPeru spoke.\n"
        "Documents by Sector Members\n2.3\tA company spoke.\n"
        "3\tClosing\n3.1\tThe Chair closed the meeting.\n\tAna Maria Lund (Norway)\n\tChair, CWG-COP\n"
    )
    raw, found = read(text)
    plain = [unit for unit in found if not unit.heading]
    assert [unit.paragraph for unit in plain] == [None, "1.1", "2.1", "2.2", "2.3", "3.1", None]
    assert [unit.section for unit in plain] == [
        ("Purpose",),
        ("1 Opening",),
        ("2 Presentations", "Documents by Member States"),
        ("2 Presentations", "Documents by Member States"),
        ("2 Presentations", "Documents by Sector Members"),
        ("3 Closing",),
        (),
    ]
    assert raw.text[plain[1].start : plain[1].end].endswith("She thanked the hosts.")
    assert raw.text[plain[-1].start : plain[-1].end].split("\n")[0] == "Ana Maria Lund (Norway)"
    assert len(plain[-1].blocks) == 2


def test_lost_tabs() -> None:
    text = (
        "1Opening\n1.1The Chair opened.\n1.2A delegate asked.\n2Adoption of the agenda\n2.1It was adopted.\n"
        "5Rights Foundation spoke too.\n2.2“Quite so”, said Fiji.\n3Other business\n3.1ITU replied.\n3.2None.\n"
    )
    assert numbers(text) == ["1.1", "1.2", "2.1", "2.2", "3.1", "3.2"]
    assert bodies(text)["2.1"] == "It was adopted. 5Rights Foundation spoke too."


def test_stops_after_numbers() -> None:
    text = "1. Opening\n1.1. The Chair opened.\n1.2. Fiji spoke.\n2. Contributions\n2.1. The group heard five.\n"
    assert numbers(text) == ["1.1", "1.2", "2.1"]
    assert headings(text) == ["1. Opening", "2. Contributions"]
    assert read(text)[1][1].section == ("1 Opening",)


def test_section_signs() -> None:
    text = f"§ 1\tOpening\n§ 1.1\tThe Chair opened.\n§ 1.2\t{LONG}\n§ 2\tClosing\n§ 2.1\tThe Chair closed.\n"
    assert numbers(text) == ["1.1", "1.2", "2.1"]


def test_numbers_alone_on_their_line() -> None:
    text = f"1\nOpening of the meeting\n1.1\nThe Chair opened the meeting.\n1.2\n{LONG}\nShe sat down.\n2\nClosing\n2.1\nAll left.\n"
    assert numbers(text) == ["1.1", "1.2", "2.1"]
    assert bodies(text)["1.2"] == f"{LONG} She sat down."
    assert read(text)[1][-1].section == ("2 Closing",)


def test_flat_numbered_paragraphs_of_old_reports() -> None:
    text = (
        "Opening of the meeting\n1\tThe Chair opened the first meeting of the group.\n2\tHe recalled its mandate.\n"
        "Adoption of the agenda\n3\tThe agenda was adopted.\n4\tOne delegate asked for a change.\n"
        "It was accepted.\nClosing\n5\tThe meeting was closed at 1730 hours.\n"
    )
    assert numbers(text) == ["1", "2", "3", "4", "5"]
    _, found = read(text)
    assert [u.section for u in found if u.paragraph == "4"] == [("Adoption of the agenda",)]
    assert bodies(text)["4"] == "One delegate asked for a change. It was accepted."


def test_headings_with_text_directly_below() -> None:
    text = f"1 Introduction\n{LONG}\n{LONG}\n2 Adoption\nThe agenda was adopted without change by all.\n3 Outlook\n{LONG}\n"
    assert numbers(text) == ["1", "2", "3"]
    assert read(text)[1][1].section == ("1 Introduction",)
    assert len(read(text)[1][1].blocks) == 2


def test_deep_numbers() -> None:
    text = "5 Items\n5.1 First item\n5.1.1 Fiji spoke.\n5.1.2 Peru spoke.\n5.1.2.1 It went on.\n5.2 Second item\n5.2.1 Kenya spoke.\n6 End\n6.1 Done.\n"
    assert numbers(text) == ["5.1.1", "5.1.2", "5.1.2.1", "5.2.1", "6.1"]
    unit = next(u for u in read(text)[1] if u.paragraph == "5.1.2.1")
    assert unit.section == ("5 Items", "5.1 First item")


@pytest.mark.parametrize(
    "line",
    [
        "2025 was a year of change, and the group noted it.",
        "27 500 reports had reached the hotline.",
        "1 January 2026 was set as the date.",
        "3 million children took part.",
        "3.5 per cent of them answered.",
        "2.5 million calls came in.",
        "10 000 teachers were trained.",
        "3 % of all calls were serious.",
        "15 Member States took the floor.",
        "5G networks were mentioned.",
        "2nd of its kind, the survey was praised.",
        "14:30 was the time agreed.",
        "9.30 was the hour at which it began.",
        "24/INF/7 was introduced.",
        "2022-2026 is the period.",
        "12–17-year-olds took part in workshops.",
    ],
)
def test_numbers_that_are_none(line: str) -> None:
    text = f"1\tOpening\n1.1\tThe Chair opened.\n1.2\t{LONG}\n{line}\n1.3\tPeru spoke.\n2\tEnd\n2.1\tAll left.\n"
    assert numbers(text) == ["1.1", "1.2", "1.3", "2.1"]
    assert bodies(text)["1.2"] == f"{LONG} {line}"


@pytest.mark.parametrize("form", ["{}. ", "{}) ", "({}) ", "{}.\t", "{} "])
def test_lists_inside_a_paragraph_are_no_paragraphs(form: str) -> None:
    items = "".join(
        form.format(n) + f"Accept the late document number {n} of today\n" for n in (1, 2, 3, 4)
    )
    text = f"2\tAgenda\n2.1\tIt was adopted.\n2.2\tThe group agreed to:\n{items}2.3\tFiji agreed.\n3\tContributions\n3.1\tPeru spoke.\n3.2\tKenya spoke.\n4\tEnd\n4.1\tDone.\n"
    assert numbers("1\tStart\n1.1\tGo on.\n" + text) == [
        "1.1",
        "2.1",
        "2.2",
        "2.3",
        "3.1",
        "3.2",
        "4.1",
    ]
    assert "number 4 of today" in bodies("1\tStart\n1.1\tGo on.\n" + text)["2.2"]


def test_lettered_items_and_bullets_belong_to_the_paragraph_above() -> None:
    text = "1.1\tThe group agreed:\n(a) to meet again;\nb) to write;\n– to read;\n•\tto rest.\niv) to go.\n1.2\tFiji spoke.\n"
    found = [unit for unit in read(text)[1] if not unit.heading]
    assert [unit.paragraph for unit in found] == ["1.1", "1.2"]
    assert len(found[0].blocks) == 6


def test_a_missing_and_a_doubled_number_are_tolerated() -> None:
    text = "1\tOpening\n1.1\tOne was said.\n1.2\tTwo was said.\n1.4\tFour was said.\n1.4\tFour again.\n1.5\tFive.\n2\tDebate\n2.2\tTwo.\n2.3\tThree.\n4\tClosing\n4.1\tOne.\n"
    assert numbers(text) == ["1.1", "1.2", "1.4", "1.4", "1.5", "2.2", "2.3", "4.1"]


def test_sections_without_numbers_above_numbered_paragraphs() -> None:
    text = f"Introduction\n1.1\t{LONG}\n1.2\t{LONG}\nDiscussion\n2.1\t{LONG}\n2.2\t{LONG}\n"
    assert numbers(text) == ["1.1", "1.2", "2.1", "2.2"]
    assert [u.section for u in read(text)[1] if u.paragraph == "2.1"] == [("Discussion",)]


def test_tables_of_contents_are_no_paragraphs() -> None:
    contents = "Contents\n1 Opening ........ 1\n1.1 Welcome . . . . . . 1\n2 Contributions\t2\n3 Closing\t3\n4 Annex\t4\n"
    text = contents + f"1 Opening\n1.1 {LONG}\n2 Contributions\n2.1 {LONG}\n3 Closing\n3.1 {LONG}\n"
    raw, found = read(text)
    kept = [u.paragraph for u in found if not u.heading]
    assert kept == ["1.1", "2.1", "3.1"]
    assert not any("....." in raw.text[u.start : u.end] for u in found if not u.heading)


def test_decisions_that_count_up_are_sections_and_number_anew() -> None:
    def decision(n: int, subject: str) -> str:
        return f"Decision {n}/GA.2\n{subject}\nThe Assembly,\n1.\t{LONG}\n2.\t{LONG}\n"

    _, found = read(f"{decision(1, 'Fees of members')}{decision(2, 'Seat of the office')}")
    assert [(u.section, u.paragraph) for u in found if u.paragraph] == [
        (("Decision 1/GA.2", "Fees of members"), "1"),
        (("Decision 1/GA.2", "Fees of members"), "2"),
        (("Decision 2/GA.2", "Seat of the office"), "1"),
        (("Decision 2/GA.2", "Seat of the office"), "2"),
    ]


def test_annexes_number_anew() -> None:
    text = (
        f"1\tOpening\n1.1\t{LONG}\n2\tClosing\n2.1\t{LONG}\nJane Roe (Fiji)\nChair\n"
        f"ANNEX 1\nTerms of reference of the group\n1\tMandate\n1.1\t{LONG}\n2\tMethods\n2.1\t{LONG}\nANNEX 2\n{LONG}\n"
    )
    found = [u for u in read(text)[1] if not u.heading]
    assert [u.paragraph for u in found][:2] == ["1.1", "2.1"]
    assert [u.paragraph for u in found][-3:] == ["1.1", "2.1", None]
    assert found[-1].section[0] == "ANNEX 2"
    assert found[-2].section[0] == "ANNEX 1"


def test_documents_without_numbers() -> None:
    text = (
        "Contribution by Fiji\nHelplines for children in small island states\n"
        f"Introduction\n{LONG}\n{LONG}\nMeasures taken\n{LONG} They are:\n• one;\n• two.\nProposal\nThe group is invited to take note of this document and of its annex.\n"
    )
    found = [u for u in read(text)[1] if not u.heading]
    assert all(u.paragraph is None for u in found)
    assert found[-1].section == ("Proposal",)
    listed = next(u for u in found if u.section == ("Measures taken",))
    assert len(listed.blocks) == 3
    assert [u.section for u in found if u.section == ("Introduction",)] == [("Introduction",)] * 2


def test_lines_of_the_header_block_make_one_unit() -> None:
    text = f"Council Working Group\nDocument CWG-COP-9/7-E\n12 March 2014\nOriginal: English\n{LONG}\n{LONG}\n"
    assert [len(u.blocks) for u in read(text)[1]] == [4, 1, 1]


def test_numbers_begin_anew_below_plain_headings() -> None:
    text = f"Fiji\n1.\t{LONG}\n2.\t{LONG}\n3.\t{LONG}\nPeru\n1.\t{LONG}\n2.\t{LONG}\n"
    assert [(u.paragraph, u.section) for u in read(text)[1] if not u.heading] == [
        ("1", ("Fiji",)), ("2", ("Fiji",)), ("3", ("Fiji",)), ("1", ("Peru",)), ("2", ("Peru",)),
    ]  # fmt: skip


def test_roman_and_lettered_headings_over_flat_paragraphs() -> None:
    text = f"I. Opening of the session\n1. {LONG}\n2. {LONG}\nII. Reports\nA. Member States\n3. {LONG}\nB. Partners\n4. {LONG}\n"
    assert numbers(text) == ["1", "2", "3", "4"]
    assert [u.section[-1] for u in read(text)[1] if u.paragraph == "4"] == ["B. Partners"]


def test_inserted_paragraphs() -> None:
    text = f"4\tItems\n4.1\t{LONG}\n4.1bis\t{LONG}\n4.1 ter\t{LONG}\n4.2\t{LONG}\n"
    assert numbers(text) == ["4.1", "4.1bis", "4.1ter", "4.2"]


def test_a_table_of_contents_without_dots() -> None:
    contents = "Contents\n1 Opening\n1.1 Welcome\n2 Contributions\n2.1 Member States\n3 Closing\n"
    text = contents + f"1 Opening\n1.1 {LONG}\n2 Contributions\n2.1 {LONG}\n3 Closing\n3.1 {LONG}\n"
    assert [n for n in numbers(text) if n] == ["1.1", "2.1", "3.1"]


def test_styled_headings_nest_by_level() -> None:
    pieces = [
        ("Title of the contribution", BlockKind.HEADING, 1), ("Background", BlockKind.HEADING, 2),
        (LONG, BlockKind.PARAGRAPH, None), ("Figures", BlockKind.HEADING, 3), (LONG, BlockKind.PARAGRAPH, None),
        ("Proposal", BlockKind.HEADING, 2), (LONG, BlockKind.PARAGRAPH, None),
    ]  # fmt: skip
    text, blocks = "", []
    for words, kind, level in pieces:
        blocks.append(Block(len(text), len(text) + len(words), kind, level))
        text += words + "\n"
    found = [u for u in units(RawDocument(text, tuple(blocks))) if not u.heading]
    assert [u.section for u in found] == [
        ("Title of the contribution", "Background"),
        ("Title of the contribution", "Background", "Figures"),
        ("Title of the contribution", "Proposal"),
    ]


def styled(*pieces: tuple[str, int | None]) -> RawDocument:
    """A document of paragraphs and, with a level, headings."""
    text, blocks = "", []
    for words, level in pieces:
        kind = BlockKind.PARAGRAPH if level is None else BlockKind.HEADING
        blocks.append(Block(len(text), len(text) + len(words), kind, level))
        text += words + "\n"
    return RawDocument(text, tuple(blocks))


def test_unnumbered_headings_of_the_same_style_stay_inside_a_numbered_one() -> None:
    raw = styled(
        ("5\tPresentations", 1), ("By Member States", 1), (f"5.1\t{LONG}", None), ("By partners", 1),
        (f"5.2\t{LONG}", None), ("6\tOther", 1), (f"6.1\t{LONG}", None), ("Conclusion", 1), (LONG, None),
    )  # fmt: skip
    assert [(u.paragraph, u.section) for u in units(raw) if not u.heading] == [
        ("5.1", ("5 Presentations", "By Member States")),
        ("5.2", ("5 Presentations", "By partners")),
        ("6.1", ("6 Other",)),
        (None, ("Conclusion",)),
    ]


def test_a_numbered_line_that_ends_in_mid_phrase_is_no_heading() -> None:
    text = "1.1 Kenya described its helpline, as set out in\nDocument 7.\n1.2 Peru spoke of\nits plans.\n"
    assert numbers(text) == ["1.1", "1.2"]


def test_short_numbered_paragraphs_are_kept() -> None:
    text = "4\tDocuments\n4.1\tContribution by Poland on hotlines\n4.2\tContribution by Malaysia on AI\n4.3\tContribution by Fiji\n5\tEnd\n5.1\tDone.\n"
    assert numbers(text) == ["4.1", "4.2", "4.3", "5.1"]


def test_signature_forms() -> None:
    for signature in (
        "Ana Lund (Norway)\nChair, CWG-COP",
        "Ms Ana LUND\nChairman",
        "Mr A. B. Lund\nVice-Chair of the Council Working Group",
        "A. Lund (Republic of Fiji)",
    ):
        text = f"1\tOpening\n1.1\t{LONG}\n1.2\t{LONG}\n{signature}\n"
        assert numbers(text) == ["1.1", "1.2", None], signature


def test_what_looks_like_a_signature_and_is_none() -> None:
    text = f"1\tOpening\n1.1\t{LONG}\n1.2\tThe following were elected:\n– Ana Lund (Norway)\n– Bo Ek (Sweden)\n"
    assert numbers(text) == ["1.1", "1.2"]


def test_front_matter_with_numbers_does_not_spoil_the_sequence() -> None:
    text = (
        "Council Working Group on Child Online Protection\nDocument CWG-COP-9/7-E\n12 March 2014\nOriginal: English\n"
        f"9th meeting – Geneva, 11-12 March 2014\n1\tOpening\n1.1\t{LONG}\n1.2\t{LONG}\n2\tEnd\n2.1\t{LONG}\n"
    )
    assert [n for n in numbers(text) if n] == ["1.1", "1.2", "2.1"]
    assert "12 March 2014" in bodies(text)[None]


def test_agenda_list_before_the_report() -> None:
    text = (
        "Agenda\n1 Opening\n2 Contributions\n3 Closing\nReport\n"
        f"1 Opening\n1.1 {LONG}\n2 Contributions\n2.1 {LONG}\n2.2 {LONG}\n3 Closing\n3.1 {LONG}\n"
    )
    assert [n for n in numbers(text) if n and "." in n] == ["1.1", "2.1", "2.2", "3.1"]
    assert [u.section for u in read(text)[1] if u.paragraph == "2.2"] == [("2 Contributions",)]


def test_reports_in_other_languages() -> None:
    french = f"1\tOuverture\n1.1\tLe Président ouvre la réunion.\n2\tDébat\n2.1\t{LONG}\n"
    arabic = "1\tافتتاح الاجتماع\n1.1\tافتتح الرئيس الاجتماع ورحب بالمندوبين.\n2\tالمساهمات\n2.1\tقدمت مصر وثيقتها.\n"
    chinese = "1 会议开幕\n1.1 主席宣布会议开幕。\n2 文稿\n2.1 中国介绍了文稿。\n"
    for text in (french, arabic, chinese):
        assert numbers(text) == ["1.1", "2.1"], text


def test_a_number_alone_waits_for_no_line_behind_the_next_number() -> None:
    _, found = read("1\n2 The Chair spoke.\nOpening\n3 The Chair spoke.")
    assert [unit.start for unit in found] == sorted(unit.start for unit in found)


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["1", "2", "1.1", "1.2", "2.1", "2025", "27 500", "§ 3", "5Rights", "1)", "–", "•", "ANNEX 1", "4."]
        ).flatmap(lambda head: st.sampled_from([" ", "\t", ""]).map(lambda gap: f"{head}{gap}The Chair spoke.")),
        st.sampled_from(["Opening", LONG, "", "1", "2.1", "Ana Lund (Norway)", "Chair", "x" * 30, "1 ..... 3", "Source: Fiji"]),
        st.text(max_size=60).map(lambda text: text.replace("\n", " ")),
    ),
    max_size=40,
)  # fmt: skip


@given(LINES)
@settings(max_examples=200, deadline=None)
def test_units_are_ordered_apart_and_cover_all_blocks(lines: list[str]) -> None:
    raw, found = read("\n".join(lines))
    position = 0
    for unit in found:
        assert position <= unit.start <= unit.end <= len(raw.text)
        assert unit.blocks and unit.blocks[0][0] >= unit.start and unit.blocks[-1][1] == unit.end
        position = unit.end
    inside = {i for unit in found for start, end in unit.blocks for i in range(start, end)}
    for block in raw.blocks:
        words = raw.text[block.start : block.end]
        if any(map(str.isalpha, words)) and "....." not in words and "\t" not in words:
            last = max(i for i in range(block.start, block.end) if raw.text[i].isalpha())
            assert last in inside, words


def test_numbers_in_brackets_that_count_on_are_paragraphs() -> None:
    text = "\n".join(f"({n}) {LONG}" for n in range(1, 9))
    assert numbers(text) == [str(n) for n in range(1, 9)]


def test_numbers_in_brackets_inside_numbered_paragraphs_are_a_list() -> None:
    items = "\n".join(f"({n}) Loaf number {n} is to be baked." for n in range(1, 8))
    text = "\n".join([*(f"{n}. {LONG}" for n in range(1, 9)), items, f"9. {LONG}"])
    assert set(numbers(text)) == {str(n) for n in range(1, 10)}
