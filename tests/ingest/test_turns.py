"""Turns of records, minutes and captions: what a label is, who it stands for, how far it goes."""

from pathlib import Path

import pytest

from ingest.attribution.turns import turns
from ingest.attribution.voices import Voices, person_name
from ingest.model import DocumentKind, Header, SpeakerKind
from ingest.raw import Block, BlockKind, RawDocument
from ingest.reading import document

WORDS = "It is good that the text on harbours now says what the pilots asked for last spring."


def raw_of(*lines: str, bold: tuple[str, ...] = (), headings: tuple[str, ...] = ()) -> RawDocument:
    text = "\n".join(lines)
    blocks, at = [], 0
    for line in lines:
        emphasis = next((at + len(words) for words in bold if line.startswith(words)), None)
        kind = BlockKind.HEADING if line in headings else BlockKind.PARAGRAPH
        blocks.append(Block(at, at + len(line), kind, emphasis=emphasis))
        at += len(line) + 1
    return RawDocument(text, tuple(blocks))


def spoken(raw: RawDocument, header: Header | None = None) -> list[tuple[list[str], str]]:
    found = turns(raw, header)
    return [
        ([s.name for s in turn.speakers], raw.text[turn.words_start : turn.end])
        for turn in (found.turns if found else ())
    ]


def who(raw: RawDocument, header: Header | None = None) -> list[list[str]]:
    return [speakers for speakers, _ in spoken(raw, header)]


def sentences(raw: RawDocument) -> list[tuple[str, list[str]]]:
    read = document(raw, Path("record.txt"), "0" * 64)
    return [
        (raw.text[s.start : s.end], [speaker.name for speaker in s.speakers])
        for passage in read.passages
        for s in passage.sentences
    ]


def test_a_paragraph_a_turn() -> None:
    raw = raw_of(
        "Committee on Screens, 4 May",
        "The Chair (Hon. Ana Roe (North, Lib.)): Order. We begin at 10:30: sharp.",
        "Hon. Peter Abbott: Thank you.",
        "I have two questions.",
        "Mr. Peter Abbott (Lake Valley, Ind.): One more.",
        "The Acting Chair (Mrs. Lea Finn): Thank you.",
        "Kenya: We agree.",
        "Dr Lena Vogt AM: Yes.",
    )
    assert spoken(raw) == [
        (["Chair", "Ana Roe"], "Order. We begin at 10:30: sharp."),
        (["Peter Abbott"], "Thank you.\nI have two questions."),
        (["Peter Abbott"], "One more."),
        (["Chair", "Lea Finn"], "Thank you."),
        (["Kenya"], "We agree."),
        (["Lena Vogt"], "Yes."),
    ]


def test_the_record_of_a_captioner() -> None:
    raw = raw_of(
        "Captioning of session 2",
        ">> CHAIRMAN: Good morning. Norway, please.",
        ">>NORWAY: Thank you, Chair. We support",
        "the text. >> REPUBLIC OF KOREA: We too. >> MALAYSIA (Ms Roe): And we.",
        ">> ITU-T SG17: Noted. >> ANNA KOVACS: Hello.",
    )
    assert spoken(raw) == [
        (["Chair"], "Good morning. Norway, please."),
        (["Norway"], "Thank you, Chair. We support\nthe text."),
        (["Republic of Korea"], "We too."),
        (["Malaysia", "Roe"], "And we."),
        (["ITU-T SG17"], "Noted."),
        (["Anna Kovacs"], "Hello."),
    ]


def test_person_and_state_both_speak_and_a_turn_goes_over_pages_and_headings() -> None:
    raw = raw_of(
        "President: Mr. Brandt (Chad)",
        "The meeting was called to order at 10 a.m.",
        "The President: I call on the representative of Norway.",
        "Ms. Lund (Norway) (spoke in French): We thank you. " + WORDS,
        "Harbours and pilots",
        "We ask for more.",
        "Mr. Roe (Peru)",
        "(spoke in Spanish): We too.",
        "The President: Thank you.",
        headings=("Harbours and pilots",),
    )
    found = spoken(raw)
    assert [names for names, _ in found] == [
        ["President"],
        ["Lund", "Norway"],
        ["Roe", "Peru"],
        ["President"],
    ]
    assert found[1][1].endswith("We ask for more.")
    assert turns(raw).turns[0].speakers[0].kind is SpeakerKind.CHAIR  # type: ignore[union-attr]


def test_whom_a_person_spoke_for_once_she_speaks_for_again() -> None:
    raw = raw_of(
        "Ms. Lund (Norway): We thank you.",
        "The Chair: Ms. Lund, please go on.",
        "Ms. Lund: Two points.",
        "The Chair: Thank you.",
    )
    assert who(raw) == [["Lund", "Norway"], ["Chair"], ["Lund", "Norway"], ["Chair"]]


@pytest.mark.parametrize(
    ("language", "lines", "speakers"),
    [
        (
            "fr",
            (
                "Le Président : La séance est ouverte.",
                "M. Dupont (Suisse) : Nous appuyons le texte.",
            ),
            [["Président"], ["M. Dupont", "Switzerland"]],
        ),
        (
            "es",
            ("El Presidente: Se abre la sesión.", "Sra. Ruiz (Perú) (habla en inglés): Gracias."),
            [["Presidente"], ["Ruiz", "Peru"]],
        ),
        (
            "ru",
            ("Председатель: Заседание открыто.", "Г-жа Ким (Казахстан): Спасибо."),
            [["Chair"], ["Г-жа Ким", "Kazakhstan"]],
        ),
        (
            "ar",
            ("الرئيس: نبدأ الاجتماع الآن.", "السيد عباس (تشاد): شكراً لكم."),
            [["الرئيس"], ["السيد عباس", "Chad"]],
        ),
        ("zh", ("主席：会议开始。", "王先生（中国）：谢谢主席。"), [["主席"], ["王先生", "China"]]),
    ],
)
def test_labels_in_other_languages(
    language: str, lines: tuple[str, ...], speakers: list[list[str]]
) -> None:
    raw = raw_of(*lines, *lines, *lines)
    found = turns(raw, Header(language=language))
    assert found is not None and not found.noted
    assert [[s.name for s in turn.speakers] for turn in found.turns] == speakers * 3
    assert found.turns[0].speakers[0].kind is SpeakerKind.CHAIR


@pytest.mark.parametrize(
    "lines",
    [
        ("[00:01:02] Norway: We agree.", "[00:02:10] The Chair: Thanks.", "[00:02:15] Peru: No."),
        ("NORWAY: We agree.", "THE CHAIR: Thanks.", "PERU: No."),
        ("DELEGATE OF NORWAY: We agree.", "CHAIRMAN: Thanks.", "DELEGATE OF PERU: No."),
        ("Norway:We agree.", "The Chair:Thanks.", "Peru:No."),
        ("- Norway: We agree.", "- Chair: Thanks.", "- Peru: No."),
    ],
)
def test_shapes_of_labels(lines: tuple[str, ...]) -> None:
    assert who(raw_of(*lines, *lines)) == [["Norway"], ["Chair"], ["Peru"]] * 2


def test_a_stop_behind_a_name_in_capitals() -> None:
    raw = raw_of(
        "Chairman ROE. The committee will come to order.",
        "Mr. SMITH. Thank you, Mr. Chairman.",
        "I have two points.",
        "Ms. LUND. I agree.",
    )
    assert who(raw) == [["Chair", "Roe"], ["Smith"], ["Lund"]]


def test_numbered_turns_with_a_dash() -> None:
    raw = raw_of(
        "(1) The PRESIDENT - The motion is before us.",
        "(2) Mr. LUND (Norway) - I second it.",
        "(3) I also wish to say that we have no objection to the date.",
        "(4) Mr. ROE (Peru) - (Translation from the Spanish) We oppose it.",
        "(5) The PRESIDENT - It is carried.",
    )
    assert who(raw) == [["President"], ["Lund", "Norway"], ["Roe", "Peru"], ["President"]]
    assert "no objection" in spoken(raw)[1][1]


def test_lines_that_only_say_who_speaks() -> None:
    raw = raw_of(
        "Forum | Ann Lee | Co-Chair",
        "I open the meeting. " + WORDS,
        "Norway | Representative",
        "We thank the chairs. " + WORDS,
        "And we thank the secretariat. " + WORDS,
        "Forum | Co-Chair",
        "I give the floor to Chad. " + WORDS,
        "Chad | Representative",
        "We agree. " + WORDS,
        "Forum | Co-Chair",
        "I close the meeting. " + WORDS,
    )
    assert who(raw) == [["Chair", "Ann Lee"], ["Norway"], ["Chair"], ["Chad"], ["Chair"]]


def test_names_in_bold_at_the_start_of_a_paragraph() -> None:
    raw = raw_of(
        "Ms. Lund (Norway) I thank you for the floor.",
        "We have two points to make.",
        "Mr. Roe (Peru) We agree with Norway.",
        "The Chair Thank you both.",
        "Ms. Lund (Norway) One word more.",
        bold=("Ms. Lund", "Mr. Roe", "The Chair"),
    )
    assert who(raw) == [["Lund", "Norway"], ["Roe", "Peru"], ["Chair"], ["Lund", "Norway"]]


def test_notes_with_initials_and_short_names() -> None:
    raw = raw_of(
        "Participants",
        "Katrin Ostrowska",
        "Timur Balogh",
        "Lotte Vandersteen",
        "Buoys",
        "KO: the draft is stable.",
        "TB: not for harbours.",
        "Nobody had read the annex, and the group moved on.",
        "KO/LV: we can add a note. It is short.",
        "Conclusion: a note will be added.",
        "TB: fine with me.",
        "LV: agree.",
    )
    found = dict(sentences(raw))
    assert found["the draft is stable."] == ["KO"]
    assert found["It is short."] == ["KO", "LV"]
    # Between the notes of who said what, the note-taker speaks.
    assert found["Nobody had read the annex, and the group moved on."] == []
    assert not any("Conclusion" in names for names in found.values())
    assert found["agree."] == ["LV"]


def test_whom_labels_name_is_told_in_any_form_of_label() -> None:
    raw = raw_of(
        "Buoys",
        "MT: the draft is stable.",
        "Jana: not for harbours.",
        "MT: we can add a note.",
        "Jana: fine with me, too.",
        "mt: then we close the issue.",
        "Jana / MT: the note comes in May.",
        "Jana - what is a harbour here?",
        "Next - what the group does in May.",
        "MT: any water with a quay.",
        "Jana - Report on harbours",
    )
    found = dict(sentences(raw))
    assert found["then we close the issue."] == ["MT"]
    assert found["the note comes in May."] == ["Jana", "MT"]
    assert found["what is a harbour here?"] == ["Jana"]
    assert not any("Next" in names for names in found.values())
    assert not any("Report on harbours" in said for said, names in found.items() if names)


def test_what_somebody_is_may_stand_between_the_bracket_and_the_colon() -> None:
    raw = raw_of(
        "Mr. Roe (Chair): The floor is the rapporteur's.",
        "Ms. Lund (Norway), rapporteur (translated): The harbours are counted.",
        "Mr. Roe (Chair): Thank you.",
        "Against: 4, among them Chad and Peru.",
        "Abstaining: Chad and four others.",
        "Ms. Lund (Norway): I thank you.",
    )
    assert who(raw) == [["Roe", "Chair"], ["Lund", "Norway"]] * 2


def test_nicknames_in_lower_case_come_back_among_names() -> None:
    lines = ("Roberto: not for harbours.", "ekr: lots of green here.", "Mirja: we add a note.")
    raw = raw_of(*lines, "note: see the list.", *lines)
    assert who(raw) == [["Roberto"], ["ekr"], ["Mirja"]] * 2


def test_a_first_name_that_the_word_list_has_comes_back_among_names() -> None:
    lines = ("Roberto: not for harbours.", "Martin: lots of lamps here.", "Question: where?")
    raw = raw_of(*lines, *lines, "Mirja: we add a note.", *lines, *lines)
    assert who(raw) == [["Roberto"], ["Martin"]] * 2 + [["Mirja"]] + [["Roberto"], ["Martin"]] * 2


def test_who_speaks_in_turns_is_the_same_person_in_what_is_narrated() -> None:
    raw = raw_of(
        "Minutes of the Lamp Working Group",
        "Present: Ana Ostrowska (AO), Timur Balogh (TB)",
        "AO: the draft is stable.",
        "TB: not for harbours.",
        "AO presented six slides.",
        "TB: fine with me.",
    )
    read = document(raw, Path("minutes.txt"), "0" * 64)
    kinds = {s.kind for p in read.passages for one in p.sentences for s in one.speakers}
    assert kinds == {SpeakerKind.PERSON}
    assert dict(sentences(raw))["AO presented six slides."] == ["AO"]


def test_first_names_are_told_from_ordinary_words() -> None:
    raw = raw_of(
        "Mark Ostrowski opened the meeting.",
        "Mark: the draft is stable.",
        "Roberto: not for harbours.",
        "Mark: then we add a note.",
        "Question: who writes it?",
        "Roberto: I will.",
        "Question: by when?",
        "Mark: by May.",
    )
    assert who(raw) == [
        ["Mark"],
        ["Roberto"],
        ["Mark"],
        ["Roberto"],
        ["Mark"],
    ]


@pytest.mark.parametrize(
    "lines",
    [
        (
            "1\tIntroduction",
            "1.1\tThe following documents were presented:",
            "Action: the Group is invited to note the report.",
            "Date: 4 May 2023",
            "Kenya: hotline opened in 2020.",
            "1.2\tKenya noted the report.",
            "1.3\tThe Chair closed the meeting at 10:30.",
        ),
        (
            "Title: Harbours",
            "Source: Norway",
            "Contact: Ms Ana Roe",
            "Region: Europe",
            "Summary: this paper asks for buoys.",
            "Norway asks for buoys. " + WORDS,
        ),
        (
            "Annex: lines by country",
            "Kenya: opened in 2020",
            "Ghana: opened in 2021",
            "Peru: planned",
            "Chad: planned",
            *(["The group noted the table. " + WORDS] * 8),
        ),
    ],
)
def test_fields_and_lists_are_no_turns(lines: tuple[str, ...]) -> None:
    assert turns(raw_of(*lines)) is None


def test_a_chair_who_speaks_for_a_country_is_both() -> None:
    raw = raw_of(
        "The President: I thank Chad.",
        "Mr. Roe (Peru): We agree.",
        "The President: I shall now speak in my capacity as representative of Norway.",
        "We have always supported this text.",
        "I now resume my functions as President of the meeting.",
        "The debate is closed.",
        "Ms. Oh (Chad): Thank you.",
    )
    found = dict(sentences(raw))
    assert found["I thank Chad."] == ["President"]
    assert found["We have always supported this text."] == ["President", "Norway"]
    assert found["I now resume my functions as President of the meeting."] == ["President"]
    assert found["The debate is closed."] == ["President"]


def test_minutes_have_turns_and_a_narrated_front() -> None:
    raw = raw_of(
        "1\tOpening",
        "1.1\tNorway proposed a new agenda.",
        "2\tBuoys",
        "KO: the draft is stable.",
        "TB: not for harbours.",
        "KO: we can add a note.",
        "TB: fine with me.",
    )
    found = dict(sentences(raw))
    assert found["Norway proposed a new agenda."] == ["Norway"]
    assert found["not for harbours."] == ["TB"]


def test_the_header_says_whether_labels_are_notes() -> None:
    raw = raw_of(
        "Ana Lund: we begin.", "Two points.", "Bo Ekman: good.", "Ana Lund: then.", "Bo Ekman: yes."
    )
    record = turns(raw, Header(kind=DocumentKind.VERBATIM_RECORD))
    minutes = turns(raw, Header(kind=DocumentKind.MINUTES))
    assert record is not None and not record.noted
    assert minutes is not None and minutes.noted
    assert raw.text[record.turns[0].words_start : record.turns[0].end] == "we begin.\nTwo points."
    assert raw.text[minutes.turns[0].words_start : minutes.turns[0].end] == "we begin."


def test_one_person_has_one_name() -> None:
    voices = Voices(
        ["Right Hon. Ana B. Roe", "Ms. Ana Roe (North, Lib.)", "ROE", "Mr. John Roeper"]
    )
    assert voices.speakers("Ms. Ana Roe (North)")[0].name == "Ana B. Roe"
    assert voices.speakers("ROE")[0].name == "Ana B. Roe"
    assert voices.speakers("Mr. John Roeper")[0].name == "John Roeper"


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("The Chair", SpeakerKind.CHAIR),
        ("Madam Chair", SpeakerKind.CHAIR),
        ("ITU Secretariat", SpeakerKind.SECRETARIAT),
        ("VIET NAM", SpeakerKind.MEMBER_STATE),
        ("DELEGATE OF FRANCE", SpeakerKind.MEMBER_STATE),
        ("Ms Ana Roe", SpeakerKind.PERSON),
        ("Ana Jordan", SpeakerKind.PERSON),
    ],
)
def test_kinds_of_labels(label: str, kind: SpeakerKind) -> None:
    assert Voices([label]).speakers(label)[0].kind is kind


def test_titles_and_letters_are_no_part_of_a_name() -> None:
    assert person_name("The Honourable Ana Roe (Minister of Ports)") == "Ana Roe"
    assert person_name("Dr Lena VOGT MP") == "Lena Vogt"
    assert person_name("Ana de la Roe via chat") == "Ana de la Roe"


def test_every_turn_of_real_transcripts_has_its_speaker(shared: Path) -> None:
    for path in sorted((shared / "corpus" / "transcripts").glob("*.txt")):
        lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line]
        found = turns(raw_of(*lines))
        assert found is not None and len(found.turns) == len(lines)
        for turn, line in zip(found.turns, lines, strict=True):
            assert line.startswith(turn.label)


@pytest.mark.parametrize(
    ("opening", "group"),
    [
        ("I have the honour to speak on behalf of the Lake Shores Forum.", "Lake Shores Forum"),
        ("We align ourselves with the statement delivered by Peru on behalf of AOSIS.", None),
        ("I thank you on behalf of Ms Ana Roe.", None),
    ],
)
def test_who_takes_the_floor_for_a_group_speaks_for_it_too(opening: str, group: str | None) -> None:
    raw = raw_of(
        "The Chair: I give the floor to Fiji.",
        f"Fiji: {opening} {WORDS}",
        "The Chair: I thank Fiji on behalf of the Forest Group.",
        "Kenya: We agree.",
        "Norway: So do we.",
    )
    told = [speakers for sentence, speakers in sentences(raw) if sentence == WORDS]
    assert told == [["Fiji", group] if group else ["Fiji"]]
