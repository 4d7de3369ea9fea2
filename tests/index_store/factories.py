"""Documents made by hand, in the style of those that the group's meetings bring."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ingest.model import Document, DocumentKind, Passage, Sentence, Speaker, SpeakerKind

NORWAY = Speaker(name="Norway", kind=SpeakerKind.MEMBER_STATE)
KENYA = Speaker(name="Kenya", kind=SpeakerKind.MEMBER_STATE)
IVORY_COAST = Speaker(name="Côte d'Ivoire", kind=SpeakerKind.MEMBER_STATE)
CHAIR = Speaker(name="Chair", kind=SpeakerKind.CHAIR)

Part = tuple[str, Sequence[Speaker], str]  # number, who speaks, text

REPORT: tuple[Part, ...] = (
    ("1.1", [CHAIR], "The Chair opened the meeting and thanked the delegations for their papers."),
    ("2.1", [NORWAY], "Norway presented its national helpline, which answers children at night."),
    ("2.2", [KENYA], "Kenya described age verification for online games and its cost to schools."),
    ("2.3", [IVORY_COAST], "Côte d'Ivoire asked for training of teachers on cyberbullying."),
    ("3.1", [NORWAY], "Norway supported a study of artificial intelligence and deepfake images."),
    ("3.2", [], "The next meeting takes place in autumn; the secretariat prepares the agenda."),
)
TRANSCRIPT: tuple[Part, ...] = (
    ("", [CHAIR], "Good morning. The floor is open on the guidelines for parents."),
    ("", [KENYA], "Thank you. In Kenya parents asked us for the guidelines in Swahili."),
    ("", [NORWAY], "We translate the guidelines too, and a helpline answers questions on them."),
)


def document(
    id_: str = "CWG-1/REP/1",
    parts: Sequence[Part] = REPORT,
    path: Path | str = "/papers/report.txt",
    **header: object,
) -> Document:
    """A document of one passage a part, with true offsets."""
    text, passages = "", []
    for ordinal, (number, speakers, words) in enumerate(parts):
        start = len(text)
        text += f"{words}\n"
        end = start + len(words)
        sentence = Sentence(start=start, end=end, speakers=tuple(speakers))
        passages.append(
            Passage(
                document=id_,
                ordinal=ordinal,
                unit=ordinal,
                paragraph=number or None,
                section=("Contributions",) if number.startswith("2") else (),
                page=1,
                start=start,
                end=end,
                text=words,
                speakers=tuple(speakers),
                mentions=(),
                sentences=(sentence,),
            )
        )
    values: dict[str, Any] = {
        "title": "Report of the meeting",
        "kind": DocumentKind.REPORT,
        "number": id_,
        "meeting": 1,
        "date": "2031-03-04",
        "source": CHAIR,
        "page_starts": (0,),
    }
    return Document(
        id=id_,
        text=text,
        path=Path(path),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        passages=tuple(passages),
        **(values | dict(header)),
    )


def transcript(path: Path | str = "/papers/transcript.txt") -> Document:
    """A transcript of another meeting, a year later."""
    return document(
        "transcript-2",
        TRANSCRIPT,
        path,
        title="Second meeting, first morning",
        kind=DocumentKind.TRANSCRIPT,
        number=None,
        meeting=2,
        date="2032-05-06",
        source=None,
        page_starts=(),
    )
