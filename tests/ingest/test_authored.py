"""Texts of one author: statements, papers, letters, annexed statements; and what is none."""

from pathlib import Path

import pytest

from ingest.attribution import regimes
from ingest.attribution.first_person import speaks_of_itself
from ingest.model import DocumentKind, Header, Speaker, SpeakerKind
from ingest.raw import RawDocument
from ingest.readers.text import from_text

NORWAY = Speaker(name="Norway", kind=SpeakerKind.MEMBER_STATE)
CHAD = Speaker(name="Chad", kind=SpeakerKind.MEMBER_STATE)
ANA = Speaker(name="Ana Roe", kind=SpeakerKind.PERSON)
FOUNDATION = Speaker(name="Lantern Foundation", kind=SpeakerKind.PARTNER)


def said(text: str, header: Header) -> dict[str, list[str]]:
    raw: RawDocument = from_text(text)
    return {
        raw.text[start:end]: [speaker.name for speaker in who.speakers]
        for part in regimes.attribute(raw, header).units
        for (start, end), who in zip(part.sentences, part.said, strict=True)
    }


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We thank Chad for its words. Harbours need light. Peru said the same."),
        ("fr", "Nous remercions le Tchad. Les ports ont besoin de lumière."),
        ("es", "Agradecemos al Chad. Los puertos necesitan luz."),
        ("ru", "Мы благодарим Чад. Портам нужен свет."),
        ("ar", "نشكر تشاد. الموانئ تحتاج إلى الضوء."),
    ],
)
def test_a_statement_is_its_state_from_beginning_to_end(language: str, text: str) -> None:
    header = Header(
        kind=DocumentKind.STATEMENT, source=NORWAY, authors=(NORWAY, ANA), language=language
    )
    assert set(map(tuple, said(text, header).values())) == {("Norway",)}


def test_a_paper_of_several_authors_has_several() -> None:
    header = Header(kind=DocumentKind.CONTRIBUTION, source=NORWAY, authors=(NORWAY, CHAD))
    assert said("Buoys are dear. They last long.", header)["They last long."] == ["Norway", "Chad"]


def test_a_state_s_paper_is_the_state_s_whichever_ministry_sends_it() -> None:
    ministry = Speaker(name="Ministry of Ports", kind=SpeakerKind.PARTNER)
    header = Header(kind=DocumentKind.CONTRIBUTION, source=NORWAY, authors=(NORWAY, ministry, ANA))
    assert said("Buoys are dear.", header)["Buoys are dear."] == ["Norway"]


def test_a_person_alone_is_the_author() -> None:
    header = Header(kind=DocumentKind.CONTRIBUTION, authors=(ANA,))
    assert said("Buoys are dear.", header)["Buoys are dear."] == ["Ana Roe"]


def test_a_paper_that_reports_several_others_is_a_report() -> None:
    header = Header(kind=DocumentKind.INFORMATION, source=NORWAY, authors=(NORWAY,))
    found = said(
        "Kenya proposed a new text. Ghana asked for time. Peru supported Kenya. "
        "Chile noted the costs.",
        header,
    )
    assert found["Ghana asked for time."] == ["Ghana"]
    assert found["Chile noted the costs."] == ["Chile"]


def test_a_paper_that_tells_of_its_own_authors_stays_theirs() -> None:
    header = Header(kind=DocumentKind.CONTRIBUTION, source=NORWAY, authors=(NORWAY, CHAD))
    found = said(
        "The lamps are dear. Norway proposed a fund. Chad asked for a loan. Norway supported it. "
        "Chad prefers lamps. Peru and Chile opposed the loan.",
        header,
    )
    assert set(map(tuple, found.values())) == {("Norway", "Chad")}


def test_a_paper_without_headings_may_tell_what_one_other_said() -> None:
    text = (
        "Chad said that its harbours were dark.\nChad asked for lamps.\n"
        "Chad noted that lamps are dear.\nPeru agreed.\nChad proposed a fund.\nSo it ended."
    )
    found = said(text, Header(kind=DocumentKind.CONTRIBUTION, source=NORWAY, authors=(NORWAY,)))
    assert found["Chad asked for lamps."] == ["Chad"]


def test_a_report_is_not_its_submitters() -> None:
    header = Header(kind=DocumentKind.REPORT, source=NORWAY, authors=(NORWAY,))
    found = said("1.1\tKenya proposed a new text.\n1.2\tLunch was at noon.", header)
    assert found["Kenya proposed a new text."] == ["Kenya"]
    assert "Norway" not in found["Lunch was at noon."]


def test_a_letter_is_its_organisation_and_its_signer_and_the_annex_the_organisation() -> None:
    header = Header(kind=DocumentKind.LETTER, source=FOUNDATION, authors=(FOUNDATION,))
    found = said(
        "LANTERN FOUNDATION\n\nDear Madam,\n\n"
        "I write to you about the harbours of the north and their lights.\n\n"
        "My colleagues have sent you the figures.\n\n"
        "Yours sincerely,\n\nMaria Kowalska\n\nDirector\n\n"
        "ANNEX\n\nThe lights of forty harbours were counted in spring.",
        header,
    )
    assert found["My colleagues have sent you the figures."] == [
        "Lantern Foundation",
        "Maria Kowalska",
    ]
    assert found["The lights of forty harbours were counted in spring."] == ["Lantern Foundation"]


def test_a_letter_of_another_body_s_chair_is_that_body_s() -> None:
    chair = Speaker(name="Chair", kind=SpeakerKind.CHAIR)
    text = (
        "LETTER OF THE CHAIRMAN OF UHL\n\n"
        "The Union of Harbour Lights (UHL) has considered the text and agreed to two points."
    )
    header = Header(kind=DocumentKind.LETTER, source=chair, authors=(chair,))
    assert ["UHL"] in said(text, header).values()
    # Of the meeting's own chair nothing else is said.
    own = header.model_copy(update={"meeting": 24})
    assert ["Chair"] in said(text, own).values()


def test_a_letter_annexed_to_another_paper_is_its_letterhead_s() -> None:
    found = said(
        "Harbours need more light, and the costs of it are shared by all.\n\n"
        "WORLD HARBOUR UNION\n\nDear Madam,\n\n"
        "I write to you about the harbours of the north and their lights.\n\n"
        "The World Harbour Union has counted them.\n\n"
        "Yours sincerely,\n\nMaria Kowalska\n\nDirector\n",
        Header(kind=DocumentKind.CONTRIBUTION, source=NORWAY, authors=(NORWAY,)),
    )
    assert found["Harbours need more light, and the costs of it are shared by all."] == ["Norway"]
    assert found["The World Harbour Union has counted them."] == [
        "World Harbour Union",
        "Maria Kowalska",
    ]


def test_a_report_with_an_annexed_statement_has_two_regimes() -> None:
    found = said(
        "1\tDiscussion\n1.1\tKenya proposed a new text.\n1.2\tGhana asked for time.\n\n"
        "Annex 1\n\nStatement by Norway\n\n"
        "We thank the group for its work on harbours. Our ports have seen many winters.\n\n"
        "Lights are cheap. We will give ten.",
        Header(kind=DocumentKind.REPORT),
    )
    assert found["Kenya proposed a new text."] == ["Kenya"]
    assert found["Lights are cheap."] == ["Norway"]


def test_a_heading_about_a_state_gives_it_no_floor() -> None:
    found = said(
        "1\tDiscussion\n1.1\tKenya proposed a new text.\n\n"
        "Cooperation with Norway\n\n"
        "We agreed to write to all ports. Our next meeting is in May, and we will then decide.",
        Header(kind=DocumentKind.REPORT),
    )
    assert all("Norway" not in names for names in found.values())


def test_quoted_paragraphs_below_a_name_are_theirs() -> None:
    found = said(
        "Letter of the Foundation\n\nThe views received stand below and were not edited.\n\n"
        "NORWAY STATEMENT OF REQUIREMENTS\n\n"
        "“In our opinion two lights should be kept. They are needed in winter.”\n\n"
        "The other views came late.",
        Header(kind=DocumentKind.INFORMATION, source=FOUNDATION, authors=(FOUNDATION,)),
    )
    assert found["“In our opinion two lights should be kept."] == ["Norway"]
    assert found["The other views came late."] == ["Lantern Foundation"]


def test_a_statement_of_nobody_known_has_no_speakers() -> None:
    text = "We meet in hard times. Chad said that its ports are few. Peru asked for time. We go on."
    assert set(map(tuple, said(text, Header(kind=DocumentKind.STATEMENT)).values())) == {()}


def test_the_first_person_in_six_languages() -> None:
    for sentence in (
        "I’d say so.",
        "We agree.",
        "Je remercie le Tchad.",
        "Es nuestro deseo.",
        "Наша страна согласна.",
        "我们同意。",
        "نحن نتفق.",
    ):
        assert speaks_of_itself(sentence), sentence
    for sentence in ("The US agreed.", "See Annex I of the text.", "Peru said “we agree”."):
        assert not speaks_of_itself(sentence), sentence


def test_a_file_without_letters_reads(tmp_path: Path) -> None:
    assert said("", Header()) == {}
