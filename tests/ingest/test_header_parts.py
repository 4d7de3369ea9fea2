"""The parts of a header one by one: numbers, meetings, dates, languages, titles, sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import read
from ingest.header import dates, languages, meetings, sources, titles
from ingest.header import numbers as document_numbers
from ingest.header.meetings import Bond


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("CWG-COP-24/INF/15", "CWG-COP-24/INF/15"),
        ("CWG-COP-24/INF/15-E", "CWG-COP-24/INF/15"),
        ("cwg-cop-24/3", "CWG-COP-24/3"),
        ("CWG-COP-22/3(Rev.2)", "CWG-COP-22/3(Rev.2)"),
        ("CWG-COP-22/3 (Rev. 2)-E", "CWG-COP-22/3(Rev.2)"),
        ("CWG-COP-22/3-E (Rev.2)", "CWG-COP-22/3(Rev.2)"),
        ("CWG-COP-22/3 Rev 2", "CWG-COP-22/3(Rev.2)"),
        ("CWG-COP-22/3(Rév.2)-F", "CWG-COP-22/3(Rev.2)"),
        ("CWG-COP-22/3(Add.1)-E", "CWG-COP-22/3(Add.1)"),
        ("CWG-COP-24 / INF / 15", "CWG-COP-24/INF/15"),
        ("CWG–COP–24/INF/15–E", "CWG-COP-24/INF/15"),
        ("CWG‑COP‑24/INF/05", "CWG-COP-24/INF/5"),
        ("C17/29-E", "C17/29"),
        ("C17/29(Rev.1)-E", "C17/29(Rev.1)"),
        ("C 24/INF/12-E", "C24/INF/12"),
        ("WG-CP/3/7", "WG-CP/3/7"),
        ("WGCP/1/16 Rev.1", "WG-CP/1/16(Rev.1)"),
        ("WG-COP/13", "WG-COP/13"),
        ("CWG-CP-10/4", "CWG-CP-10/4"),
        ("Revision 3 to Document C19/9-E", "C19/9(Rev.3)"),
        ("CWG-FHR-12/3", "CWG-FHR-12/3"),
    ],
)
def test_document_numbers(printed: str, number: str) -> None:
    assert [found.text for found in document_numbers.find(f"x {printed} ")] == [number]


@pytest.mark.parametrize(
    "text",
    ["ISO/IEC 27566", "K-12/13", "24/7", "C1/2", "ABC24/15", "2025/26", "179 (Rev. Dubai, 2018)"],
)
def test_what_is_no_document_number(text: str) -> None:
    assert document_numbers.find(text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("twenty-fourth meeting", 24),
        ("Twenty Second Meeting", 22),
        ("TWENTYFIRST MEETING OF THE GROUP", 21),
        ("24th meeting", 24),
        ("21stmeeting", 21),
        ("21 st meeting", 21),
        ("ELEVENTHMEETING", 11),
        ("eighteenth meetings", 18),
        ("fifteenth and sixteenth meetings", 15),
        ("twenty-fourth (24th) meeting", 24),
        ("24th CWG-COP meeting", 24),
        ("meeting number 22 of the committee", 22),
        ("24e réunion", 24),
        ("24ème réunion", 24),
        ("vingt-quatrième réunion", 24),
        ("première réunion", 1),
        ("reunión 24.ª –", 24),
        ("24.ª reunión", 24),
        ("vigésima cuarta reunión", 24),
        ("24-е собрание", 24),
        ("第24次会议", 24),
        ("第二十四次会议", 24),
        ("الاجتماع 24", 24),
    ],
)
def test_meetings(text: str, number: int) -> None:
    assert [meeting.number for meeting in meetings.find(text)] == [number]


@pytest.mark.parametrize(
    ("text", "bond"),
    [
        ("the third meeting of the correspondence group", Bond.OTHER),
        ("the fifth SG17 meeting", Bond.OTHER),
        ("second meeting of the Council Working Group on Internet", Bond.OTHER),
        ("the third meeting of the ITU Council", Bond.OTHER),
        ("24th meeting of the Council Working Group on Child Online Protection", Bond.GROUP),
        ("24th meeting of CWG-COP", Bond.GROUP),
        ("24th meeting of the ITU Council Working Group on Child Online Protection", Bond.GROUP),
        ("24th meeting of the Group", Bond.GROUP),
        ("a second meeting", Bond.UNSAID),
    ],
)
def test_whose_meeting(text: str, bond: Bond) -> None:
    assert [meeting.bond for meeting in meetings.find(text)] == [bond]


@pytest.mark.parametrize(
    "text",
    [
        "the meeting in 2024",
        "the first of many meetings since",
        "a meeting of 24 experts",
        "Twenty-four met",
    ],
)
def test_what_is_no_numbered_meeting(text: str) -> None:
    assert meetings.find(text) == [] or text.startswith("the first")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Geneva, 19 January 2026", "2026-01-19"),
        ("10October 2016", "2016-10-10"),
        ("30th September 2015", "2015-09-30"),
        ("January 19, 2026", "2026-01-19"),
        ("Jan. 19th, 2026", "2026-01-19"),
        ("19-20 January 2026", "2026-01-19"),
        ("from 3 to 4 February 2020", "2020-02-03"),
        ("30 September – 1 October 2015", "2015-09-30"),
        ("2026-01-16", "2026-01-16"),
        ("16.01.2026", "2026-01-16"),
        ("16/01/2026", "2026-01-16"),
        ("le 1er août 2017", "2017-08-01"),
        ("19 au 20 février 2018", "2018-02-19"),
        ("19 de enero de 2026", "2026-01-19"),
        ("19 января 2026 года", "2026-01-19"),
        ("19 يناير 2026", "2026-01-19"),
        ("2026年1月19日", "2026-01-19"),
    ],
)
def test_dates(text: str, day: str) -> None:
    assert [found.day.isoformat() for found in dates.find(text)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "31 February 2020",
        "January 2026",
        "(Rev. Bucharest, 2022)",
        "27 500 reports",
        "13/13/2020",
        "May 2025",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert dates.find(text) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What did Malaysia say on AI?", "en"),
        ("Qu'a dit la Malaisie sur l'intelligence artificielle ?", "fr"),
        ("¿Qué dijo Malasia sobre la inteligencia artificial?", "es"),
        ("Что сказала Малайзия об искусственном интеллекте?", "ru"),
        ("ماذا قالت ماليزيا عن الذكاء الاصطناعي؟", "ar"),
        ("马来西亚对人工智能说了什么？", "zh"),
        ("", "en"),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert languages.detect(text) == language


@pytest.mark.parametrize(
    ("line", "name", "kind"),
    [
        ("SOURCE: Malaysia", "Malaysia", "Member State"),
        ("Source:\tRepublic of Poland", "Poland", "Member State"),
        (
            "SOURCE United Kingdom of Great Britain and Northern Ireland",
            "United Kingdom",
            "Member State",
        ),
        ("Contribution by the Philippines", "Philippines", "Member State"),
        ("CONTRIBUTION OF THE RUSSIAN FEDERATION", "Russian Federation", "Member State"),
        ("Contribution from Jordan (Hashemite Kingdom of)", "Jordan", "Member State"),
        ("Contribution de la Côte d’Ivoire", "Côte d'Ivoire", "Member State"),
        ("Contribución presentada por los Estados Unidos", "United States", "Member State"),
        ("Submitted by: Example Foundation", "Example Foundation", "partner"),
        ("Note by the Secretariat", "Secretariat", "ITU secretariat"),
        ("Report by the Chairman of the Council Working Group", "Chair", "chair"),
        ("Liaison statement from ITU-T SG17", "ITU-T SG17", "partner"),
        ("Origen: Ministerio de Educación, Chile", "Chile", "Member State"),
    ],
)
def test_sources(line: str, name: str, kind: str) -> None:
    found = sources.source([line])
    assert found is not None
    assert (found.name, found.kind.value) == (name, kind)


@pytest.mark.parametrize(
    "line",
    [
        "Report of the twenty-fourth meeting of CWG-COP",
        "Proposals on the revision of a resolution",
        "From words to action",
        "Contribution of technology to the safety of children",
        "Sources of harm",
    ],
)
def test_what_names_no_source(line: str) -> None:
    assert sources.source([line]) is None


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("cwg-cop-24-report.txt", "CWG-COP-24 report"),
        ("education-11.txt", "Education 11"),
        ("night_helpline_final.pdf", "Night helpline final"),
        ("C17-29-E.docx", "C17-29 E"),
    ],
)
def test_title_of_a_file(name: str, title: str) -> None:
    assert titles.of_file(Path(name)) == title


def test_a_liaison_statement_is_of_its_sector(tmp_path: Path) -> None:
    path = tmp_path / "liaison.txt"
    path.write_text(
        "Council Working Group on Child Online Protection\nDocument CWG-COP-31/INF/4\n"
        "Source:\tITU-D Study Group 2\nTitle:\tLiaison statement on reading rooms\n"
        "1\tITU-D Study Group 2 thanks the group.\n"
    )
    source = read(path).source
    assert source is not None
    assert source.name == "ITU-D SG2"
