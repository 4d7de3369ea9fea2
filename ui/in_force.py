"""Filters in words: a refusal and a briefing note name those that were in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.messages.catalogue import Messages
from assistant.place import date_in

if TYPE_CHECKING:
    from assistant.answer import Answer
    from index_store.filters import Filters


def in_words(filters: Filters, language: str) -> str:
    """All filters as people say them, nothing where there are none.

    >>> from index_store.filters import Filters
    >>> in_words(Filters(speakers=("Chad", "Peru"), meetings=(24,), since="2025"), "en")
    'Chad or Peru · Meeting 24 · from 2025'
    """
    says = Messages(language)
    words = [says.any_of(filters.speakers)] if filters.speakers else []
    words += [says.say("Meeting {n}", n=meeting) for meeting in filters.meetings]
    words += [kind.value for kind in filters.kinds]
    words += filters.documents
    if filters.since:
        words.append(says.say("from {date}", date=date_in(filters.since, language)))
    if filters.until:
        words.append(says.say("until {date}", date=date_in(filters.until, language)))
    if filters.all_versions:
        words.append(says.say("superseded versions too"))
    return " · ".join(words)


def refuses(answer: Answer) -> bool:
    """Whether the documents were asked and do not say."""
    return not answer.answered and (answer.explanation is not None or bool(answer.suggestions))


def only_looked_at(answer: Answer, filters: Filters, says: Messages) -> str | None:
    """One line on what kept documents from a refused question; None where nothing did."""
    if filters.empty or not refuses(answer):
        return None
    words = in_words(filters, says.language)
    return says.say("These filters were in force: {filters}.", filters=words)
