"""Filters in words: a refusal names those that were in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.messages.catalogue import Messages
    from index_store.filters import Filters


def in_words(filters: Filters, says: Messages) -> list[str]:
    """Each value of each filter, as people say it.

    >>> from assistant.messages.catalogue import Messages
    >>> from index_store.filters import Filters
    >>> in_words(Filters(speakers=("Peru",), meetings=(24,), since="2025-01-01"), Messages("en"))
    ['Peru', 'meeting 24', 'from 2025-01-01']
    """
    words = [says.name(name) for name in filters.speakers]
    words += [says.say("meeting {n}", n=meeting) for meeting in filters.meetings]
    words += [kind.value for kind in filters.kinds]
    words += filters.documents
    if filters.since:
        words.append(says.say("from {date}", date=filters.since))
    if filters.until:
        words.append(says.say("until {date}", date=filters.until))
    return words


def refuses(answer: Answer) -> bool:
    """Whether the documents were asked and do not say."""
    return not answer.answered and (answer.explanation is not None or bool(answer.suggestions))


def only_looked_at(answer: Answer, filters: Filters, says: Messages) -> str | None:
    """One line on what kept documents from a refused question; None where nothing did."""
    if filters.empty or not refuses(answer):
        return None
    words = " · ".join(in_words(filters, says))
    return says.say("These filters were in force: {filters}.", filters=words)
