"""What the assistant says where the documents do not answer, with the nearest passages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answer import Answer, Suggestion
from assistant.answerers.draft import Draft, Silence
from assistant.messages.catalogue import Messages
from assistant.question.question import Question
from index_store.records import DocumentRecord
from ingest.header import numbers

_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_SHOWN = 3  # warnings of one document that are told, the rest is counted


def refusal(
    question: Question, draft: Draft, near: Sequence[Suggestion], meetings: Sequence[int] = ()
) -> Answer:
    """Says plainly what the documents are silent on, and who did speak on it.

    `near`: the nearest passages; `meetings`: numbers of those that there are documents of.
    """
    says = Messages(question.language)
    nowhere = draft.silence is Silence.NO_DOCUMENTS and question.scope.missing
    parts = [
        _missing(question, says, meetings) if nowhere else _silent(question, draft.silence, says)
    ]
    if draft.spoke and question.subject:
        names = says.all_of(draft.spoke)
        parts.append(
            says.say(
                "On “{topic}” they quote {names}.", topic=topic_as_typed(question), names=names
            )
        )
    return Answer(
        question=question.text,
        answered=False,
        answer=("" if question.language == "zh" else " ").join(parts),
        suggestions=list(near),
        understood=question.full,
        notices=draft.notices,
        language=question.language,
    )


def topic_as_typed(question: Question) -> str:
    """The stretch of a question that its topic stands in, so that it can be read aloud.

    >>> asked = Question(text="How would Chad share out the catch?", full="", subject="share catch")
    >>> topic_as_typed(asked)
    'share out the catch'
    """
    wanted = set(_WORD.findall(question.subject.casefold()))
    found = [m for m in _WORD.finditer(question.text) if m[0].casefold() in wanted]
    # What a question takes from the one before does not stand in it.
    if {match[0].casefold() for match in found} != wanted or not found:
        return question.subject
    return question.text[found[0].start() : found[-1].end()]


def _missing(question: Question, says: Messages, meetings: Sequence[int]) -> str:
    """Which document or meeting the question names and the store has not."""
    missing = question.scope.missing
    if meetings and not any(numbers.find(name) for name in missing):
        return says.say(
            "No document is known to be of that meeting; there are documents of these meetings: "
            "{meetings}.",
            meetings=", ".join(map(str, meetings)),
        )
    return says.say("{document} is not among the documents.", document=", ".join(missing))


def _silent(question: Question, silence: Silence | None, says: Messages) -> str:
    names = [speaker.name for speaker in question.asked] or list(question.unknown)
    who = says.any_of(names) if names else ""
    if silence is Silence.NO_DOCUMENTS:
        return says.say("There are no documents to answer from.")
    if who and (silence is Silence.NO_SPEAKER or not question.subject):
        return says.say("The documents report no statement by {who}.", who=who)
    if who:
        return says.say(
            "The documents report no statement by {who} on “{topic}”.",
            who=who,
            topic=topic_as_typed(question),
        )
    if question.subject:
        return says.say(
            "The documents do not say anything that answers a question on “{topic}”.",
            topic=topic_as_typed(question),
        )
    return says.say("The documents do not say.")


def unreadable(
    records: Iterable[DocumentRecord], documents: Iterable[str], language: str = "en"
) -> list[str]:
    """One line for each of `documents` (ids) of which something could not be read.

    >>> record = DocumentRecord(id="a", path="a.pdf", title="A", warnings=("page 3 is damaged",))
    >>> unreadable([record], ["a"])
    ['Not all of “A” could be read: page 3 is damaged.']
    >>> unreadable([record], ["a"], "fr")
    ["« A » n'a pas pu être lu en entier : page 3 is damaged."]
    """
    wanted = set(documents)
    says = Messages(language)
    return [
        says.say(
            "Not all of “{title}” could be read: {what}.",
            title=record.title,
            what=_warnings(record),
        )
        for record in records
        if record.id in wanted and record.warnings
    ]


def _warnings(record: DocumentRecord) -> str:
    more = len(record.warnings) - _SHOWN
    return "; ".join(record.warnings[:_SHOWN]) + (f"; and {more} more" if more > 0 else "")
