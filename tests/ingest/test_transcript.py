"""Turns of transcripts in both layouts, and what is none."""

from pathlib import Path

import pytest

from ingest.attribution.labels import Labels
from ingest.attribution.turns import turns
from ingest.model import SpeakerKind
from ingest.raw import Block, RawDocument


def document(*lines: str) -> RawDocument:
    text = "\n".join(lines)
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block(at, at + len(line)))
        at += len(line) + 1
    return RawDocument(text, tuple(blocks))


def spoken(raw: RawDocument) -> list[tuple[str, str]]:
    return [(turn.speaker.name, raw.text[turn.words_start : turn.end]) for turn in turns(raw) or []]


def test_a_paragraph_a_turn() -> None:
    raw = document(
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
        ("Chair", "Order. We begin at 10:30: sharp."),
        ("Peter Abbott", "Thank you.\nI have two questions."),
        ("Peter Abbott", "One more."),
        ("Chair", "Thank you."),
        ("Kenya", "We agree."),
        ("Lena Vogt", "Yes."),
    ]
    assert raw.text[turns(raw)[0].start :].startswith("The Chair")


def test_the_record_of_a_captioner() -> None:
    raw = document(
        "Captioning of session 2",
        ">> CHAIRMAN: Good morning. Norway, please.",
        ">>NORWAY: Thank you, Chair. We support",
        "the text. >> REPUBLIC OF KOREA: We too. >> MALAYSIA (Ms Roe): And we.",
        ">> ITU-T SG17: Noted. >> ANNA KOVACS: Hello.",
    )
    assert spoken(raw) == [
        ("Chair", "Good morning. Norway, please."),
        ("Norway", "Thank you, Chair. We support\nthe text."),
        ("Republic of Korea", "We too."),
        ("Malaysia", "And we."),
        ("ITU-T SG17", "Noted."),
        ("Anna Kovacs", "Hello."),
    ]


def test_a_report_with_colons_is_no_transcript() -> None:
    raw = document(
        "1\tIntroduction",
        "1.1\tThe following documents were presented:",
        "Action: the Group is invited to note the report.",
        "Date: 4 May 2023",
        "Kenya: hotline opened in 2020.",
        "1.2\tKenya noted the report.",
        "1.3\tThe Chair closed the meeting at 10:30.",
    )
    assert turns(raw) is None


def test_one_person_has_one_name() -> None:
    labels = Labels(
        ["Right Hon. Ana B. Roe", "Ms. Ana Roe (North, Lib.)", "ROE", "Mr. John Roeper"]
    )
    assert labels.speaker("Ms. Ana Roe (North, Lib.)").name == "Ana B. Roe"
    assert labels.speaker("Mr. John Roeper").name == "John Roeper"


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("The Chair", SpeakerKind.CHAIR),
        ("Madam Chair", SpeakerKind.CHAIR),
        ("ITU Secretariat", SpeakerKind.SECRETARIAT),
        ("VIET NAM", SpeakerKind.MEMBER_STATE),
        ("Ms Ana Roe", SpeakerKind.PERSON),
    ],
)
def test_kinds_of_labels(label: str, kind: SpeakerKind) -> None:
    assert Labels([label]).speaker(label).kind is kind


def test_every_turn_of_real_transcripts_has_its_speaker(shared: Path) -> None:
    for path in sorted((shared / "corpus" / "transcripts").glob("*.txt")):
        lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line]
        raw = document(*lines)
        found = turns(raw)
        assert found is not None and len(found) == len(lines)
        for turn, line in zip(found, lines, strict=True):
            assert line.startswith(turn.label)
