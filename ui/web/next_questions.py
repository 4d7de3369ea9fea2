"""Questions that go on from an answer; each has been asked and answered before it is shown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any

from assistant.stopping import Stopped
from ui.messages import messages
from ui.web.answering import history, page_of
from ui.web.filters import chosen
from ui.web.understood import NAMELESS, Parts, put

if TYPE_CHECKING:
    import gradio as gr

    from assistant.messages.catalogue import Messages
    from assistant.question.question import Question
    from index_store import Store
    from index_store.filters import Filters
    from ui.web.desk import Desk

WANTED = 3
"""How many are shown."""
TRIED = 6
"""How many are asked at most to find them."""
HITS = 12
"""How many passages of a topic are looked at for others who speak in them."""
OTHERS = 2
"""How many of those are asked about."""


def next_questions(
    desk: Desk, request: gr.Request, text: str, past: str, number: str, narrow: Sequence[Any]
) -> str:
    """The questions and the turn they go on from, in JSON; none where somebody asks meanwhile."""
    if not text or not desk.store.documents():
        return ""
    with desk.sessions.working(page_of(request)) as stop:
        filters = chosen(*narrow)
        understood = desk.assistant.understand(text, history(past))
        says = messages(understood.language)
        found: list[str] = []

        def wanted_no_more() -> bool:
            return stop() or desk.sessions.busy > 1

        with suppress(Stopped):
            for question in islice(candidates(desk.store, understood, filters, says), TRIED):
                if len(found) == WANTED:
                    break
                if desk.answers(question, filters, wanted_no_more):
                    found.append(question)
    return json.dumps({"turn": number, "next": found}, ensure_ascii=False) if found else ""


def candidates(
    store: Store, understood: Question, filters: Filters, says: Messages
) -> Iterator[str]:
    """Others on the topic, everybody on it, and what else those asked about said."""
    parts = Parts.of(understood)
    if parts.topic:
        for name in others(store, parts, filters):
            yield put(parts._replace(speakers=(name,), meetings=()), says)
        if parts.speakers:
            yield put(parts._replace(speakers=()), says)
    if parts.speakers and (parts.topic or parts.meetings):
        yield put(Parts(parts.speakers), says)


def others(store: Store, parts: Parts, filters: Filters) -> Iterator[str]:
    """Who else speaks in the passages on a topic, the first few."""
    names = (
        speaker.name
        for hit in store.lexical(parts.topic, HITS, filters)
        for speaker in hit.passage.speakers
        if speaker.kind not in NAMELESS and speaker.name not in parts.speakers
    )
    return islice(dict.fromkeys(names), OTHERS)
