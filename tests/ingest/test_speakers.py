"""Who says what: the forms of reported speech, one by one and in whole paragraphs."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.attribution.narrated import Attribution, Context, attribute, attribute_units
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
    found = attributed(*blocks, section=section, header=header, lead=lead)
    return [([s.name for s in f.speakers], [s.name for s in f.mentions]) for f in found]


def attributed(
    *blocks: str | list[str],
    section: str | None = None,
    header: Header | None = None,
    lead: Sequence[str] = (),
) -> list[Attribution]:
    """What is found in each sentence of one paragraph."""
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
    return attribute(text, unit, spans, Context.of(raw, header or Header(), [unit]))


def units(*sentences: str) -> list[list[Attribution]]:
    """What is found in paragraphs of one sentence each."""
    text = "\n".join(sentences)
    spans = [(m.start(), m.end()) for m in re.finditer(r".+", text)]
    parts = [(Unit(*span, blocks=(span,)), [span]) for span in spans]
    raw = RawDocument(text, tuple(Block(*span) for span in spans))
    return attribute_units(text, parts, Context.of(raw, Header(), [unit for unit, _ in parts]))


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
        ("Peru's proposal was supported by Chile.", ["Chile", "Peru"], []),
        ("The floor was given to Togo, which presented figures.", ["Togo"], []),
        ("Children need rest, said Togo.", ["Togo"], []),
        ("Seminars were held in Malaysia.", [], ["Malaysia"]),
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
        ["It answers in three languages."],
        ["Mexico asked about costs.", "Peru answered that they were low.", "They fall each year."],
        ["The meeting thanked Peru."],
    )
    assert found == [
        (["Peru"], []),
        (["Peru"], ["UNICEF"]),
        (["Peru"], []),
        (["Mexico"], []),
        (["Peru"], []),
        (["Peru"], []),
        (["The meeting"], ["Peru"]),
    ]


def test_pronouns_and_nouns_refer_to_the_speaker_before() -> None:
    found = said(
        ["The BDT Director welcomed delegates.", "He recalled the mandate."],
        ["Togo regretted the delay.", "The delegation asked for a date."],
        ["Separately, a text was circulated."],
    )
    assert [speakers for speakers, _ in found] == [
        ["BDT Director"],
        ["BDT Director"],
        ["Togo"],
        ["Togo"],
        [],
    ]


def test_it_is_the_body_that_was_the_subject_before() -> None:
    found = said(
        [
            "Chad asked for time.",
            "The Meeting could not reach consensus.",
            "It requested Peru to count the lamps.",
        ]
    )
    assert found[2] == (["The Meeting"], ["Peru"])


@pytest.mark.parametrize(
    "sentence",
    [
        "His Government was prepared to admit foreign inspectors.",
        "In a survey of 600 pupils, one in five said that they had told nobody.",
        "In the Western Region the farmers kept their seed in clay pots.",
    ],
)
def test_what_is_told_of_others_stays_the_speaker_s(sentence: str) -> None:
    found = said(["Mr. SOLIS (Chile) moved that the figure be reduced.", sentence])
    assert found[1][0] == ["Solis", "Chile"]


@pytest.mark.parametrize(
    ("sentence", "speakers"),
    [
        ("Dams (article 9): Delegates considered three options.", ["Delegates"]),
        ("Final decision: The Assembly decides to test the lamps in Kenya and Chile.", []),
        ("Decision: In its report, the Assembly adopts the text.", []),
    ],
)
def test_a_heading_on_its_line_and_places_are_no_voices(sentence: str, speakers: list[str]) -> None:
    found = said(["Peru asked for lamps.", sentence])
    assert found[1][0] == speakers


def test_a_delegation_is_the_state_named_last() -> None:
    found = said(
        ["Togo regretted the delay."],
        ["Later Benin came back to the tariff.", "The delegation asked for a date."],
    )
    assert found[-1] == (["Benin"], [])


def test_a_deed_told_in_passing_leaves_a_paper_its_authors() -> None:
    found = said(
        [
            "Peru's information document introduced LlamaLine, a free hotline.",
            "Pupils helped to plan it; Chile paid for it.",
            "It is open all day.",
        ]
    )
    assert found == [(["Peru"], []), (["Peru"], ["Chile"]), (["Peru"], [])]


def test_an_unclear_subject_is_nobodys_statement() -> None:
    found = said(["Togo regretted the delay.", "Benin maintains nine cameras."])
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


def test_the_title_of_a_paper_below_a_delegation_is_nobodys_statement() -> None:
    found = said(
        ["Lamps for reducing the risks of ships that pass a harbour of the islands at night"],
        ["Schools share a line."],
        section="Togo",
    )
    assert [speakers for speakers, _ in found] == [[], ["Togo"]]


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


def test_persons_are_told_from_organisations_where_their_initials_are_introduced() -> None:
    said_by = attributed(
        ["TM said that the cable broke.", "HL asked for time."],
        lead=["Present: Tevita Moala (TM, Tonga), Hannah Lindqvist (HL)"],
    )
    assert [s.kind for one in said_by for s in one.speakers] == [SpeakerKind.PERSON] * 2


def test_a_short_name_is_no_pronoun() -> None:
    found = said(["TedH asked for time.", "MartinS says what happens when one peer sends a frame."])
    assert found[1][0] == ["MartinS"]


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
        ("Chile took a firm stance: no form is better.", ["Chile"], []),
        ("Chile and Peru were not in a position to accept the form.", ["Chile", "Peru"], []),
        ("Chile went further and called for two forms.", ["Chile"], []),
        ("Chile floated the idea of a form.", ["Chile"], []),
        ("Asked by Peru about the price, Chile put it at ten euros.", ["Chile"], ["Peru"]),
        ("Chile and Peru each proposed another word.", ["Chile", "Peru"], []),
        ("Support for the form came from Chile and Peru.", ["Chile", "Peru"], []),
        ("Chile proposed a form, which Peru seconded.", ["Chile", "Peru"], []),
        ("Chile made the case for two forms.", ["Chile"], []),
        ("Chile laid stress on short forms.", ["Chile"], []),
        ("Chile drew the same conclusion.", ["Chile"], []),
        ("Chile was of the same opinion.", ["Chile"], []),
        ("Chile put on record that it had a form.", ["Chile"], []),
        ("Chile was adamant that the form be short.", ["Chile"], []),
        ("Chile begged to differ, stating that one form sufficed.", ["Chile"], []),
        ("Chile had printed a form, as its delegate recalled.", ["Chile"], []),
        ("Chile asked who reads it, to which Peru replied that all do.", ["Chile", "Peru"], []),
        ("Chile enacted a rule that requires forms.", [], ["Chile"]),
        ("Forms, which Chile opposed in 2031, were sold.", [], ["Chile"]),
        ("Chile built a form and the reader printed it.", [], ["Chile"]),
        ("Youth delegate Ms Ana Roe asked for pictures.", ["Ana Roe"], []),
        ("The Rapporteur for Question 2, Ms Ana Roe (Chile), agreed.", ["Ana Roe"], ["Chile"]),
        ("The Harbour Chamber of Trade reminded members of it.", ["Harbour Chamber of Trade"], []),
    ],
)
def test_forms_of_statements_that_other_reports_use(
    sentence: str, speakers: list[str], mentions: list[str]
) -> None:
    assert said(sentence) == [(speakers, mentions)]


def test_what_became_of_a_proposal_is_not_its_authors_statement() -> None:
    assert said(["Chile proposed a form.", "The form was not accepted."])[1][0] == []


@pytest.mark.parametrize(
    ("sentence", "speakers", "mentions"),
    [
        # Names in capitals, and groups that a delegation speaks for.
        ("CHAD, for the G-77/CHINA, urged patience.", ["Chad", "G-77 and China"], []),
        ("CHAD, with MALI, proposed a text.", ["Chad", "Mali"], []),
        ("CHAD, opposed by MALI, proposed a text.", ["Chad"], ["Mali"]),
        ("CHAD asked for time, and MALI agreed.", ["Chad", "Mali"], []),
        ("CHAD, MALI and TOGO underscored the risk.", ["Chad", "Mali", "Togo"], []),
        ("In reply to MALI, CHAD said the text was old.", ["Chad"], ["Mali"]),
        # A person with the state in brackets.
        ("Mr. LOPEZ (Chile) thought it unwise.", ["Lopez", "Chile"], []),
        ("Mr. LOPEZ (Chile), seconded by Mrs. ITO (Japan), moved an amendment.",
         ["Lopez", "Chile", "Ito", "Japan"], []),
        ("In reply to a question from Mr. LOPEZ (Chile) the ACTING REGISTRAR said that it was.",
         ["ACTING REGISTRAR"], ["Chile", "Lopez"]),
        # An organisation that nobody has listed.
        ("ICEWATCH noted that the season was short.", ["ICEWATCH"], []),
        # Verbs of their own, in one sentence and in the passive.
        ("A text was proposed by Chad.", ["Chad"], []),
        ("Chad said that Mali had agreed to wait.", ["Chad"], ["Mali"]),
        ("Chad thanked Mali for its paper.", ["Chad"], ["Mali"]),
        # What states do, and what they will do, is no statement.
        ("Chad has ratified the Protocol.", [], ["Chad"]),
        ("The fund is administered by Chad.", [], ["Chad"]),
        ("It was agreed to adjourn.", [], []),
        # The last noun of a name speaks: a person and its office, not the body before them.
        ("HARBOUR-WG Chair Jane Okoli (Chad) asked for patience.", ["Jane Okoli", "Chair"],
         ["Chad"]),
        ("Minister Jane Okoli (Chad) asked for patience.", ["Jane Okoli", "Chad"], []),
        ("EU Envoy Jane Okoli said that it was late.", ["EU Envoy Jane Okoli"], []),
        ("COP Vice-President Jane Okoli asked for patience.", ["Jane Okoli"], []),
        ("COP Vice-President Jane Okoli (Chad) asked for it.", ["Jane Okoli", "Chad"], []),
        # Who is named in what others say, meet or oppose does not speak.
        ("Many speakers said they hoped that Mali would ratify it.", ["Many speakers"], ["Mali"]),
        ("Jana said it was late.", ["Jana"], []),
        ("Ministers from Chad, Mali and Togo met in May.", [], ["Chad", "Mali", "Togo"]),
        ("CHAD, supported by MALI and opposed by TOGO, asked for a vote.", ["Chad", "Mali"],
         ["Togo"]),
        ("LAMPS (ITEM 9): Chad said that it was late.", ["Chad"], []),
        ("Proposal 4: Chad said that it was late.", ["Chad"], []),
        ("ITEM 1(b) THE TEXT OF AOSIS ON LAMPS: Chad said that it was late.", ["Chad"],
         ["AOSIS"]),
        # A state behind a town is a place, but not where it is the subject.
        ("Chad had heard in Lima, Peru, that the text was ready.", ["Chad"], ["Peru"]),
        ("Convening in Bergen, Norway, in May, Chad asked for a vote.", ["Chad"], ["Norway"]),
        ("In Geneva, Switzerland said that it was late.", ["Switzerland"], []),
    ],
)  # fmt: skip
def test_conventions_of_reports(sentence: str, speakers: list[str], mentions: list[str]) -> None:
    [found] = said(sentence)
    assert (sorted(found[0]), sorted(found[1])) == (sorted(speakers), sorted(mentions))


@pytest.mark.parametrize(
    ("sentence", "voice"),
    [
        ("Several Parties asked for clarification.", "Several Parties"),
        ("The Meeting noted the paper.", "The Meeting"),
        ("Some participants suggested a workshop.", "Some participants"),
        ("Another Delegation doubted this.", "Another Delegation"),
        ("Proposal 4: The Meeting asked for a trial.", "The Meeting"),
        ("A Harbour Party asked for more time.", "A Harbour Party"),
        ("Each Harbour Party reported on its lights.", "Each Harbour Party"),
        ("The Harbour Parties agreed to share their plans.", "The Harbour Parties"),
        ("Some supported a longer trial.", "Some"),
        ("Pointing to the costs, some added that a trial would do.", "some"),
        (
            "One delegate lamented: Large harbours seem eager to close the small ones.",
            "One delegate",
        ),
    ],
)
def test_voices_without_a_name_stand_as_written(sentence: str, voice: str) -> None:
    [found] = attributed([sentence])
    assert [(s.name, s.kind) for s in found.speakers] == [(voice, SpeakerKind.UNNAMED)]


def test_pronouns_carry_the_speaker_into_the_next_paragraph() -> None:
    found = units("Mr. LOPEZ (Chile) regretted the delay.", "He feared that it would last.")
    assert [{s.name for s in unit[0].speakers} for unit in found] == [{"Lopez", "Chile"}] * 2


def test_a_paper_speaks_for_whoever_presented_it() -> None:
    found = said(["Chad presented WP007.", "The paper recommended a trial.", "WP007 listed ports."])
    assert [speakers for speakers, _ in found] == [["Chad"]] * 3


@pytest.mark.parametrize(
    "opening",
    [
        "CHILE, for the AFRICAN GROUP, asked for time.",
        "CHILE, speaking for the AFRICAN GROUP, asked for time.",
        "CHILE, speaking on behalf of the AFRICAN GROUP, asked for time.",
    ],
)
def test_whoever_somebody_speaks_for_goes_on_speaking(opening: str) -> None:
    found = said([opening, "He stressed that harbours differ."])
    assert [set(speakers) for speakers, _ in found] == [{"Chile", "African Group"}] * 2


def test_what_somebody_is_quoted_with_has_no_speaker_of_its_own() -> None:
    quoted = "CHILE lamented: Large harbours seem eager to leave the small ones to PERU."
    assert said([quoted]) == [(["Chile"], ["Peru"])]


def test_a_town_before_a_speaker_takes_no_name_away() -> None:
    found = said(
        ["Peru agreed.", "Recalling what was decided in Marl, Chad, for AOSIS, asked why."]
    )
    assert found[1] == (["Chad", "AOSIS"], [])


def test_a_person_keeps_its_state() -> None:
    found = said(["Mr. LOPEZ (Chile) spoke.", "Ms Ana Roe asked why.", "Mr. Lopez explained it."])
    assert set(found[2][0]) == {"Lopez", "Chile"}


def test_a_sentence_broken_at_its_lines_is_one() -> None:
    found = said(["The delegation of Chad expressed its concern"], ["about the number of visits."])
    assert [speakers for speakers, _ in found] == [["Chad"]] * 2


def test_the_adopting_body_speaks_in_its_decision() -> None:
    found = units("The Council of Harbours,", "Decides to meet again;", "Requests a report.")
    assert [[s.name for s in unit[0].speakers] for unit in found[1:]] == [
        ["Council of Harbours"]
    ] * 2


def test_a_report_in_another_language_tells_by_what_recurs_behind_names() -> None:
    sentences = [
        "La Suisse a indiqué que le texte est clair.",
        "Le Maroc a annoncé un atelier au Kenya.",
        "Il a remercié le secrétariat.",
        "Le Maroc et le Kenya ont signé un accord.",
        "L'Espagne a demandé un délai.",
        "Au Maroc, les écoles sont ouvertes.",
    ]
    header = Header(language="fr", kind=DocumentKind.REPORT)
    found = [[s.name for s in one.speakers] for one in attributed(sentences, header=header)]
    assert found == [["Switzerland"], ["Morocco"], [], [], ["Spain"], []]


def test_documents_in_other_languages_are_not_parsed() -> None:
    found = said("Chile et le Mali ont dit non.", header=Header(language="fr"))
    assert found[0][0] == []


def test_a_month_is_no_organisation() -> None:
    assert said("Chile recalled the liaison statement of October 2031.") == [(["Chile"], [])]


def test_who_speaks_for_a_company_speaks_as_the_company() -> None:
    said_by = said("On behalf of Harbour Telecom, Ms Ana Roe gave a talk on forms.")[0][0]
    assert set(said_by) == {"Ana Roe", "Harbour Telecom"}
