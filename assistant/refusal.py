"""What the assistant says where the documents do not answer."""

from __future__ import annotations

from collections.abc import Sequence

from babel.lists import format_list

from assistant.answer import Answer, Suggestion
from assistant.extractive import Found, Silence
from assistant.framing import FRAMES, Frame, listed_in, named_in
from assistant.question import Query
from assistant.small_talk import is_general_knowledge

PURPOSE = (
    "I answer questions about the documents of the Council Working Group on Child Online "
    "Protection, such as “What did Malaysia say on AI?”."
)
# Names that take an article in running English.
_ARTICLE = (
    "United ", "Netherlands", "Philippines", "Gambia", "Bahamas", "Maldives", "Comoros", "Chair",
    "Vice-Chair", "Secretariat", "BDT ", "BR ", "TSB ", "Secretary-General", "Deputy ",
    "Dominican Republic", "Central African", "Council of ", "Democratic Republic",
)  # fmt: skip


def small_talk(question: str, language: str = "en") -> Answer:
    """One friendly line on what the assistant is for, in the question's language."""
    frame = FRAMES.get(language)
    text = frame.purpose if frame else PURPOSE
    return Answer(question=question, answered=False, answer=text, language=language)


def nothing_found(
    question: str,
    query: Query,
    found: Found,
    suggestions: list[Suggestion],
    spoke: Sequence[str] = (),
    held: Sequence[int] = (),
) -> Answer:
    """Says plainly what the documents are silent on, with the nearest passages.

    `spoke` names those who did speak on the topic, where somebody else was asked about. `held`:
    where the question is about a meeting without documents, numbers of those that have some.
    """
    # In other languages the only name of a question counts as asked: "la capitale du Chili".
    named = bool(query.unknown or spoke or (query.asked and query.language == "en"))
    if not named and is_general_knowledge(query.question):
        return small_talk(question, query.language)
    frame = FRAMES.get(query.language)
    if held:
        text = _no_meeting(frame, held)
    else:
        text = _framed(frame, query, found, spoke) if frame else _sentence(query, found)
    if spoke and not frame:
        text += f" On “{query.topic}” they quote {', '.join(spoke)}."
    return Answer(
        question=question,
        answered=False,
        answer=text,
        suggestions=suggestions,
        understood=query.full,
        notices=found.notices,
    )


def _no_meeting(frame: Frame | None, held: Sequence[int]) -> str:
    numbers = [str(number) for number in held]
    if frame:
        return frame.no_meeting.format(names=frame.comma.join(numbers))
    word = "meetings" if len(numbers) > 1 else "meeting"
    there = format_list(numbers, locale="en")
    return f"No document is known to be of that meeting; there are documents of {word} {there}."


def _sentence(query: Query, found: Found) -> str:
    who = " or ".join([_with_article(s.name) for s in query.asked] or list(query.unknown))
    topic = f" on “{query.topic}”" if query.topic else ""
    if found.silence is Silence.NO_DOCUMENTS:
        return "There are no documents to answer from."
    if found.silence is Silence.NO_SPEAKER:
        return f"The documents report no statement by {who}."
    if who:
        return f"The documents report no statement by {who}{topic}."
    return f"The documents do not say{_about(query)}."


def _framed(frame: Frame, query: Query, found: Found, spoke: Sequence[str]) -> str:
    """The same in the question's language."""
    names = [named_in(s.name, query.language) for s in query.asked] or list(query.unknown)
    topic = query.own_topic or query.topic
    parts = {"who": frame.either.join(names), "topic": topic}
    if found.silence is Silence.NO_DOCUMENTS:
        text = frame.no_documents
    elif names:
        said = frame.no_statement if topic else frame.no_speaker
        text = (frame.no_speaker if found.silence is Silence.NO_SPEAKER else said).format(**parts)
    else:
        text = (frame.silent_on if topic else frame.silent).format(**parts)
    if spoke:
        space = "" if query.language == "zh" else " "
        text += space + frame.spoke.format(names=listed_in(spoke, query.language))
    return text


def _with_article(name: str) -> str:
    """The name as it stands in a sentence: "the United States", "the Chair", "Malaysia"."""
    takes_one = name.startswith(_ARTICLE) or name.endswith(("Islands", "Emirates", "Federation"))
    return f"the {name}" if takes_one else name


def _about(query: Query) -> str:
    return f" anything that answers a question on “{query.topic}”" if query.topic else ""
