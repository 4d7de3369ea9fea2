"""One question on the page: from the box to the turn that grows."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.stopping import Stopped
from index_store.errors import StoreError
from ui.errors import Failure, debugging, for_users, one_line
from ui.in_force import in_words, only_looked_at
from ui.web import limits
from ui.web.conversation import Turn
from ui.web.desk import Desk
from ui.web.filters import chosen
from ui.web.incoming import Refused
from ui.web.sources import panel
from ui.web.takeaway import entry_json
from ui.web.understood import understood_html
from ui.web.words import says_to, worded

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.messages.catalogue import Messages
    from index_store.filters import Filters

_LOG = logging.getLogger(__name__)
BETWEEN = 0.1
"""Seconds between two parts of an answer: what comes quicker is shown together."""


def page_of(request: gr.Request) -> str:
    """Which open page a request comes from."""
    return str(request.session_hash or "")


def answer(
    desk: Desk, request: gr.Request, text: str, past: str, number: str, narrow: Sequence[Any]
) -> Iterator[str]:
    """Answer one question: its turn in JSON, as it grows.

    `past`: the questions before it, one a line; `number`: what the page calls the turn. Work ends
    between two steps once nobody listens.
    """
    asked = " ".join(text.split())
    if not asked:
        return
    says = says_to(request)
    turn = Turn(asked, numbered(number))
    turn.spoken = cache(lambda document: desk.store.document(document).language)
    with desk.sessions.working(page_of(request), turn.number) as stop:
        if stop():  # nobody listened for long; should they come back, they are not left waiting
            turn.problem = says.say("This did not work. Ask again.")
            yield turn.shown(done=True)
            return
        try:
            if not desk.store.documents():
                turn.problem = says.say(
                    "There are no documents yet. Add some under “Documents”, then ask again."
                )
            else:
                filters = chosen(*narrow)
                narrowed = narrowed_html(filters, says)
                sent = -BETWEEN
                for grown in desk.assistant.stream(asked, history(past), filters, desk.top_k, stop):
                    turn.answer = grown
                    if not turn.above and grown.explanation is not None:
                        turn.above = understood_html(grown.explanation.question, says) + narrowed
                    if time.monotonic() - sent > BETWEEN:
                        yield turn.shown()
                        sent = time.monotonic()
                if turn.answer is not None:
                    turn.below = in_force_html(turn.answer, filters, says)
                    if turn.below:  # it says so, too
                        turn.above = turn.above.removesuffix(narrowed)
                    turn.sources = panel(turn.answer, turn.number, desk.store, says)
                    turn.entry = entry_json(turn.answer, filters)
        except Stopped:
            turn.problem = says.say("Stopped.")
        except Exception as error:  # one question that fails leaves the conversation usable
            turn.problem = told(error, says)
        yield turn.shown(done=True)


def give_up(desk: Desk, request: gr.Request, number: str) -> None:
    """End the work on a question, by what the page calls its turn."""
    desk.sessions.give_up(page_of(request), numbered(number))


def numbered(number: str) -> int:
    """What a page calls a turn; 0 where that is no number."""
    return int(number) if number.isascii() and number.isdecimal() else 0


def history(past: str) -> list[str]:
    """The earlier questions of a conversation, oldest first: as many as an answer may need."""
    return [line for line in past.split("\n") if line][-limits.HISTORY :]


def narrowed_html(filters: Filters, says: Messages) -> str:
    """Above an answer: what the filters let through, where they hold."""
    if filters.empty:
        return ""
    words = {"filters": in_words(filters, says.language)}
    line = escape(says.say("Only looked at: {filters}", **words))
    named = worded("word", "Only looked at: {filters}", **words)
    return f"<p class='cop-only' dir='auto' {named}>{line}</p>"


def in_force_html(answer: Answer, filters: Filters, says: Messages) -> str:
    """Below a refusal: which filters were in force, and a button that asks without them."""
    line = only_looked_at(answer, filters, says)
    if line is None:
        return ""
    without = escape(says.say("Ask without filters"))
    return (
        f"<div class='cop-in-force'><p dir='auto'>{escape(line)}</p>"
        f"<button type='button' class='cop-act' name='wide' "
        f"{worded('word', 'Ask without filters')} "
        f"value='{escape(answer.question)}'>{without}</button></div>"
    )


def told(error: Exception, says: Messages) -> str:
    """What the page says of an error, which the log has whole."""
    _LOG.error("%s", one_line(error), exc_info=debugging())
    if isinstance(error, (Failure, StoreError, Refused)):
        return says.say("This did not work: {why}", why=for_users(error))
    return says.say("This did not work, by a fault of this program. Its log says why.")
