"""What tests look at in an answer."""

from __future__ import annotations

from assistant import Answer


def speakers(answer: Answer) -> set[str]:
    """Everybody who says something that leads an answer."""
    return {name for citation in answer.citations for name in citation.speakers}


def paragraphs(answer: Answer) -> set[str | None]:
    """The paragraphs that lead an answer."""
    return {citation.paragraph for citation in answer.citations}


def documents(answer: Answer) -> set[str]:
    """The documents that lead an answer."""
    return {citation.document for citation in answer.citations}


def headings(answer: Answer) -> list[str]:
    """What the sentences stand under, each once, in their order."""
    return list(dict.fromkeys(s.heading for s in answer.sentences if s.heading))
