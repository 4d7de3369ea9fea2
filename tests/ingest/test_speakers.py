"""Who says what: the forms of reported speech, one by one and in whole paragraphs."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.attribution.narrated import Context, attribute
from ingest.model import DocumentKind, Header, Speaker, SpeakerKind
from ingest.raw import Block, RawDocument
from ingest.structure.units import Unit


def said(
    *blocks: str | list[str],
    section: str | None = None,
    header: Header | None = None,
    lead: Sequence[str] = (),
) -> list[tuple[list[str], list[str]]]:
    """(speakers, mentions) of each sentence of one paragraph; `blocks` are lists of sentences."""
    text = "".join(line + "\n" for line in lead)
    all_blocks = [Block(0, len(text) - 1)] if lead else []
    spans, lines = [], []
    for block in blocks:
        start = len(text)
        for sentence in [block] if isinstance(block, str) else block:
            spans.append((len(text), len(text) + len(sentence)))
            text += sentence + " "
        lines.append((start, len(text) - 1))
        all_blocks.append(Block(*lines[-1]))
        text += "\n"
    raw = RawDocument(text, tuple(all_blocks))
    sections = (section,) if section else ()
    unit = Unit(lines[0][0], lines[-1][1], "5.1", sections, tuple(lines))
    context = Context.of(raw, header or Header(), [unit])
    return [
        ([s.name for s in found.speakers], [s.name for s in found.mentions])
        for found in attribute(text, unit, spans, context)
    ]


@pytest.mark.parametrize(
    ("sentence", "speakers", "mentions"),
    [
        ("Kenya noted that Ghana had agreed.", ["Kenya"], ["Ghana"]),
        ("Kenya and Ghana welcomed the text.", ["Kenya", "Ghana"], []),
        ("Kenya, supported by Ghana and Mali, proposed a text.", ["Kenya", "Ghana", "Mali"], []),
        ("Kenya spoke first, while Ghana asked for time.", ["Kenya", "Ghana"], []),
        ("Following Peru's contribution, Chile thanked it.", ["Chile"], ["Peru"]),
        (
            "In response to a question from Chad, the Secretariat replied.",
            ["Secretariat"],
            ["Chad"],
        ),
        ("Malaysia’s delegation objected.", ["Malaysia"], []),
        ("The delegation of Malaysia objected.", ["Malaysia"], []),
        ("The Norwegian delegate objected.", ["Norway"], []),
        ("According to Cuba, the text is clear.", ["Cuba"], []),
        ("It was proposed by Kenya that the text be kept.", ["Kenya"], []),
        ("Peru's proposal was supported by Chile.", ["Chile"], ["Peru"]),
        ("The floor was given to Togo, which presented figures.", ["Togo"], []),
        ("Several delegations, including Togo and Benin, agreed.", ["Togo", "Benin"], []),
        ("Children need rest, said Togo.", ["Togo"], []),
        ("Seminars were held in Malaysia.", [], ["Malaysia"]),
        ("Several Member States asked for clarification.", [], []),
        ("A representative of civil society spoke.", [], []),
        ("The Agenda was adopted.", [], []),
        ("The Secretariat was invited to report back.", [], ["Secretariat"]),
        ("The Chair asked the Secretariat to report.", ["Chair"], ["Secretariat"]),
        ("The Vice-Chairman opened the meeting.", ["Chair"], []),
        ("The meeting was chaired by Ms Ana Roe (Peru).", [], ["Ana Roe", "Peru"]),
        ("The Chair, Ms Ana Roe (Peru), spoke of hope.", ["Chair", "Ana Roe"], ["Peru"]),
        ("Ms Ana Roe (Peru) asked for data.", ["Ana Roe", "Peru"], []),
        ("Mr Bo Li, Chair of Study Group 5, thanked all.", ["Bo Li", "ITU SG5"], []),
        ("Dr Bo Li, Director of BDT, welcomed delegates.", ["Bo Li", "BDT Director"], []),
        ("Ms Ana Roe, a pupil from Peru, told the story.", ["Ana Roe"], ["Peru"]),
        (
            "In line with a suggestion by Cuba, and with Mali's support, the Chair confirmed this.",
            ["Chair", "Cuba", "Mali"],
            [],
        ),
        ("At the request of Iran, the Chair agreed to wait.", ["Chair", "Iran"], []),
    ],
)
def test_forms(sentence: str, speakers: list[str], mentions: list[str]) -> None:
    [found] = said(sentence)
    assert (sorted(found[0]), sorted(found[1])) == (sorted(speakers), sorted(mentions))


def test_a_reported_document_carries_on_over_its_paragraph() -> None:
    found = said(
        ["Peru’s information document described a hotline.", "UNICEF launched it in 2020."],
        ["Chile and Cuba have adopted the model.", "It answers in three languages."],
        ["Mexico asked about costs.", "Peru answered that they were low.", "They fall each year."],
        ["The meeting thanked Peru."],
    )
    assert found == [
        (["Peru"], []),
        (["Peru"], ["UNICEF"]),
        (["Peru"], ["Chile", "Cuba"]),
        (["Peru"], []),
        (["Mexico"], []),
        (["Peru"], []),
        (["Peru"], []),
        ([], ["Peru"]),
    ]


def test_pronouns_and_nouns_refer_to_the_speaker_before() -> None:
    found = said(
        ["The BDT Director welcomed delegates.", "He recalled the mandate."],
        ["Togo regretted the delay.", "The delegation asked for a date.", "A date was given."],
        ["Separately, a text was circulated."],
    )
    assert [speakers for speakers, _ in found] == [
        ["BDT Director"],
        ["BDT Director"],
        ["Togo"],
        ["Togo"],
        ["Togo"],
        [],
    ]


def test_an_unclear_subject_is_nobodys_statement() -> None:
    found = said(["Togo regretted the delay.", "Benin opened a hotline in 2021."])
    assert found[1] == ([], ["Benin"])


def test_a_contribution_is_its_sources() -> None:
    header = Header(
        kind=DocumentKind.CONTRIBUTION,
        source=Speaker(name="Peru", kind=SpeakerKind.MEMBER_STATE),
    )
    found = said(["Chile noted this in May.", "We agree with Peru's police."], header=header)
    assert found == [(["Peru"], ["Chile"]), (["Peru"], [])]


def test_headings_give_the_floor() -> None:
    assert said(["Schools share a line."], section="3 Statement by Togo") == [(["Togo"], [])]
    assert said(["Schools share a line."], section="Togo") == [(["Togo"], [])]
    assert said(["Schools share a line."], section="Hotlines in Togo") == [([], [])]


def test_lists_of_documents_and_signatures_are_nobodys_statement() -> None:
    found = said(
        ["The Chair thanked everyone."],
        ["Contribution by Togo – Schools without lines"],
        ["Ana Roe (Peru)"],
    )
    assert [speakers for speakers, _ in found] == [["Chair"], [], []]


def test_organisations_of_the_document_speak_under_one_name() -> None:
    found = said(
        ["The document by the Centre for Calm Screens gave advice.", "CCS publishes a guide."],
        ["The Centre thanked Togo."],
        lead=["Contribution by the Centre for Calm Screens (CCS) – Advice"],
    )
    assert found[0] == (["Centre for Calm Screens"], [])
    assert found[1] == (["Centre for Calm Screens"], [])
    assert found[2] == (["Centre for Calm Screens"], ["Togo"])


def test_section_7_of_the_real_report(shared: Path) -> None:
    """The sentence of two delegations with different roles, and one that only points back."""
    from ingest.reading import read

    document = read(shared / "corpus" / "cwg-cop-24-report.txt")
    sentences = {
        document.text[s.start : s.end][:24]: (
            {x.name for x in s.speakers},
            {x.name for x in s.mentions},
        )
        for p in document.passages
        for s in p.sentences
        if p.paragraph and p.paragraph.startswith("7")
    }
    assert sentences["In line with a proposal "][0] == {"Chair", "China", "Malaysia"}
    speakers, mentions = next(v for k, v in sentences.items() if k.startswith("Following Jordan"))
    assert speakers == {"South Africa"}
    assert mentions == {"Jordan", "GSMA", "UNICEF"}


@pytest.mark.parametrize(
    ("sentence", "speakers", "mentions"),
    [
        ("Chile saw little value in a second form.", ["Chile"], []),
        ("Chile took a firm stance: no form is better.", ["Chile"], []),
        ("Chile and Peru were not in a position to accept the form.", ["Chile", "Peru"], []),
        ("Chile went further and called for two forms.", ["Chile"], []),
        ("Chile floated the idea of a form.", ["Chile"], []),
        ("Asked by Peru about the price, Chile put it at ten euros.", ["Chile"], ["Peru"]),
        ("Chile and Peru each proposed another word.", ["Chile", "Peru"], []),
        ("Chile itself would rather have no form.", ["Chile"], []),
        ("Support for the form came from Chile and Peru.", ["Chile", "Peru"], []),
        ("It appeared to Chile that the form was long.", ["Chile"], []),
        ("Chile proposed a form, which Peru seconded.", ["Chile", "Peru"], []),
        ("Chile made the case for two forms.", ["Chile"], []),
        ("Chile laid stress on short forms.", ["Chile"], []),
        ("Chile drew the same conclusion.", ["Chile"], []),
        ("Chile was of the same opinion.", ["Chile"], []),
        ("Chile put on record that it had a form.", ["Chile"], []),
        ("Chile was adamant that the form be short.", ["Chile"], []),
        ("Chile begged to differ, stating that one form sufficed.", ["Chile"], []),
        ("Chile had printed a form, as its delegate recalled.", ["Chile"], []),
        ("Chile put the price of a form at 10 euros, Peru at 12.", ["Chile", "Peru"], []),
        ("Chile asked who reads it, to which Peru replied that all do.", ["Chile", "Peru"], []),
        ("Document 3, submitted by Chile, was presented by Ms Ana Roe.", ["Ana Roe", "Chile"], []),
        ("Chile enacted a rule that requires forms.", [], ["Chile"]),
        ("Forms, which Chile opposed in 2031, were sold.", [], ["Chile"]),
        ("Chile built a form and the reader printed it.", [], ["Chile"]),
        ("Chile printed a form and handed it out.", [], ["Chile"]),
        ("Chile saw a rise in thefts.", [], ["Chile"]),
        ("Youth delegate Ms Ana Roe asked for pictures.", ["Ana Roe"], []),
        ("The Rapporteur for Question 2, Ms Ana Roe (Chile), agreed.", ["Ana Roe"], ["Chile"]),
        ("Speaking as Rapporteur, Ms Ana Roe (Chile) agreed.", ["Ana Roe"], ["Chile"]),
        ("The Harbour Chamber of Trade reminded members of it.", ["Harbour Chamber of Trade"], []),
    ],
)
def test_forms_of_statements_that_other_reports_use(
    sentence: str, speakers: list[str], mentions: list[str]
) -> None:
    assert said(sentence) == [(speakers, mentions)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Opinions differed, and the form was not adopted.",
        "The proposal did not find support.",
        "The form was not accepted.",
        "The Rapporteur for Question 2, Ms Ana Roe (Peru), wrote it down.",
    ],
)
def test_what_became_of_a_proposal_is_not_its_authors_statement(sentence: str) -> None:
    assert said(["Chile proposed a form.", sentence])[1][0] == []


def test_a_month_is_no_organisation() -> None:
    assert said("Chile recalled the liaison statement of October 2031.") == [(["Chile"], [])]


def test_who_speaks_for_a_company_speaks_as_the_company() -> None:
    said_by = said("On behalf of Harbour Telecom, Ms Ana Roe gave a talk on forms.")[0][0]
    assert set(said_by) == {"Ana Roe", "Harbour Telecom"}
