"""One question on the page: from the box to the turn that grows."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import Any

import gradio as gr

from assistant.stopping import Stopped
from index_store.errors import StoreError
from index_store.filters import Filters
from ingest.model import DocumentKind
from ui.errors import Failure, debugging, one_line
from ui.options import date
from ui.web.conversation import Conversation
from ui.web.desk import Desk
from ui.web.incoming import Refused
from ui.web.sources import panel

_LOG = logging.getLogger(__name__)


def page_of(request: gr.Request) -> str:
    """Which open page a request comes from."""
    return str(request.session_hash or "")


def answer(
    desk: Desk, page: str, text: str, state: Conversation, narrow: Sequence[Any]
) -> Iterator[tuple[dict[str, Any], Conversation, str | dict[str, Any]]]:
    """Answer one question as it grows: the box, the state, the turn.

    The box is emptied once, at the start: what is typed later is the next question. Work ends
    between two steps once nobody listens.
    """
    asked = " ".join(text.split())
    if not asked:
        yield ready(), state, gr.skip()
        return
    history = list(state.history)
    with desk.sessions.working(page) as stop:
        if stop():
            return
        turn = state.begin(asked)
        yield busy() | {"value": ""}, state, turn.shown()
        try:
            if not desk.store.documents():
                turn.problem = (
                    "There are no documents yet. Add some under “Documents”, then ask again."
                )
            else:
                filters = chosen(*narrow)
                for grown in desk.assistant.stream(asked, history, filters, desk.top_k, stop):
                    turn.answer = grown
                    yield busy(), state, turn.shown()
                if turn.answer is not None:
                    turn.sources = panel(turn.answer, turn.number, desk.store)
        except Stopped:
            turn.problem = "Stopped."
        except Exception as error:  # one question that fails leaves the conversation usable
            turn.problem = told(error)
        yield ready(), state, turn.shown()


def told(error: Exception) -> str:
    """What the page says of an error, which the log has whole."""
    _LOG.error("%s", one_line(error), exc_info=debugging())
    if isinstance(error, (Failure, StoreError, Refused)):
        return f"This did not work: {one_line(error)}"
    return "This did not work, by a fault of this program. Its log says why."


def chosen(
    speakers: list[str] | None,
    meetings: list[int] | None,
    kinds: list[DocumentKind] | None,
    documents: list[str] | None,
    since: str | None,
    until: str | None,
) -> Filters:
    """The filters as they are set; raises `BadUsage` where a date is none."""
    return Filters(
        speakers=tuple(speakers or ()),
        meetings=tuple(meetings or ()),
        kinds=tuple(kinds or ()),
        documents=tuple(documents or ()),
        since=date(since, "“Dated from”", last=False),
        until=date(until, "“Dated to”", last=True),
    )


def busy() -> dict[str, Any]:
    """The question box while an answer is written: with a button to stop."""
    return gr.update(submit_btn=False, stop_btn="Stop")


def ready() -> dict[str, Any]:
    """The question box that waits for a question; what is being typed in it stays."""
    return gr.update(submit_btn="Ask", stop_btn=False)
