"""The start of a conversation: what is loaded, what may be asked, a tour; or how to begin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from babel.dates import format_date

from ui.web.conversation import one_block
from ui.web.templating import templates

if TYPE_CHECKING:
    from assistant.messages.catalogue import Messages
    from index_store import Store

STRETCHES = 3
"""How many are told apart."""


def welcome_html(store: Store, examples: Sequence[str], says: Messages) -> str:
    """What the empty chat shows; `examples` are questions that the documents answer."""
    return one_block(
        templates()
        .get_template("welcome.html")
        .render(say=says.say, loaded=loaded(store, says), examples=examples)
    )


def loaded(store: Store, says: Messages) -> list[str]:
    """What the store holds, in words: documents, meetings, its last change; empty if nothing."""
    records = store.documents()
    if not records:
        return []
    words = [says.count("{n} document", "{n} documents", len(records))]
    meetings = sorted({record.meeting for record in records if record.meeting is not None})
    if meetings:
        span = stretches(meetings)
        words.append(says.count("meeting {span}", "meetings {span}", len(meetings), span=span))
    day = store.last_change()
    if day is not None:
        words.append(says.say("last change {date}", date=format_date(day, "long", says.language)))
    return words


def stretches(meetings: Sequence[int]) -> str:
    """Meetings in order, those that follow on each other as a stretch; many as one.

    >>> stretches([22, 23, 24, 99]), stretches([1, 3, 5, 7])
    ('22–24, 99', '1–7')
    """
    found: list[list[int]] = []
    for meeting in meetings:
        if found and meeting == found[-1][-1] + 1:
            found[-1].append(meeting)
        else:
            found.append([meeting])
    if len(found) > STRETCHES:
        found = [[meetings[0], meetings[-1]]]
    return ", ".join(f"{run[0]}–{run[-1]}" if run[1:] else str(run[0]) for run in found)
