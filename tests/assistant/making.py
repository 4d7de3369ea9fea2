"""Small passages of our own to judge sentences of."""

from __future__ import annotations

from assistant.candidates import Candidate, gather
from ingest.model import Passage, Sentence, Speaker, SpeakerKind
from ingest.structure.sentences import split

KENYA = Speaker(name="Kenya", kind=SpeakerKind.MEMBER_STATE)
CHAD = Speaker(name="Chad", kind=SpeakerKind.MEMBER_STATE)
LIBRARY = (
    "The Night Library opened in 2031. It lends books to nine schools. "
    "Kenya asked who pays for the buses."
)


def passage(
    text: str,
    speakers: tuple[Speaker, ...] = (),
    unit: int = 0,
    section: tuple[str, ...] = (),
    paragraph: str | None = None,
) -> Passage:
    """A passage at the beginning of a document, every sentence by `speakers`."""
    spans = split(text, 0, len(text))
    return Passage(
        document="d",
        ordinal=unit,
        unit=unit,
        paragraph=paragraph,
        section=section,
        start=0,
        end=len(text),
        text=text,
        speakers=speakers,
        sentences=tuple(Sentence(start=a, end=b, speakers=speakers) for a, b in spans),
    )


def candidates(text: str, speakers: tuple[Speaker, ...] = (), unit: int = 0) -> list[Candidate]:
    """The sentences of one passage, not yet judged."""
    return gather([(passage(text, speakers, unit), 1.0)], lambda sentence: True)
