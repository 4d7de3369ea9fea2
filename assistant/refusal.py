"""What the assistant says where the documents do not answer."""

from __future__ import annotations

from assistant.answer import Answer, Suggestion
from assistant.extractive import Found, Silence
from assistant.question import Query

PURPOSE = (
    "I answer questions about the documents of the Council Working Group on Child Online "
    "Protection, such as “What did Malaysia say on AI?”."
)


def small_talk(question: str) -> Answer:
    """One friendly line on what the assistant is for."""
    return Answer(question=question, answered=False, answer=PURPOSE)


def nothing_found(
    question: str, query: Query, found: Found, suggestions: list[Suggestion]
) -> Answer:
    """Says plainly what the documents are silent on, with the nearest passages."""
    text = _sentence(query, found)
    if suggestions:
        text += " The nearest passages are listed as suggestions."
    return Answer(
        question=question,
        answered=False,
        answer=text,
        suggestions=suggestions,
        understood=query.full,
        notices=found.notices,
    )


def _sentence(query: Query, found: Found) -> str:
    who = " or ".join([speaker.name for speaker in query.asked] or list(query.unknown))
    topic = f" on “{query.topic}”" if query.topic else ""
    if found.silence is Silence.NO_DOCUMENTS:
        return "There are no documents to answer from."
    if found.silence is Silence.NO_SPEAKER:
        return f"The documents report no statement by {who}."
    if who:
        return f"The documents report no statement by {who}{topic}."
    return f"The documents do not say{_about(query)}."


def _about(query: Query) -> str:
    return f" anything that answers a question on “{query.topic}”" if query.topic else ""
