"""What of a passage is embedded."""

from __future__ import annotations

from typing import Protocol

from ingest.model import Passage


class Titled(Protocol):
    """Anything with a title: a `Document` or a `DocumentRecord`."""

    @property
    def title(self) -> str:
        """Title of the document."""


def embedding_text(passage: Passage, document: Titled) -> str:
    """The passage's text with the little context a reader would have: heading and speakers.

    The innermost heading stands for the topic (the document's title does where there is no
    heading), the speakers for who says "we". The words that lead to its list or the heads of its
    table come along where they stand before it.
    """
    topic = passage.section[-1] if passage.section else document.title
    names = ", ".join(speaker.name for speaker in passage.speakers)
    context = ". ".join(part for part in (topic, names) if part)
    text = "\n".join([*(lead.text for lead in passage.lead), passage.text])
    return f"{context}: {text}" if context else text
