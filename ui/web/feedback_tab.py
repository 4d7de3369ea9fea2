"""The tab “Feedback”: what users said of answers, for those who run the server."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import gradio as gr

from index_store.errors import UnknownDocument
from ui.errors import Failure, told_to_users
from ui.feedback import Feedback, Verdict, kept_feedback
from ui.feedback.record import QUOTED, Quoted
from ui.in_force import in_words
from ui.web.originals import original_url, saved_as
from ui.web.templating import templates
from ui.web.words import says_to

if TYPE_CHECKING:
    from assistant.messages.catalogue import Messages
    from index_store import Store
    from ui.web.desk import Desk

LISTED = 200
"""Verdicts that are shown, the latest; `cop-assistant feedback` lists all."""
ALL = "ALL"
VERDICTS = {"all verdicts": ALL, **{verdict.value: verdict.name for verdict in Verdict}}
"""What is shown and what it stands for. Gradio translates a value too, where it is a message."""


class FeedbackTab:
    """The tab; to be made inside of `gr.Tabs`."""

    def __init__(self, desk: Desk, say: gr.I18n) -> None:
        """`say`: the words of the page in the language of whoever looks at it."""
        self._desk = desk
        with gr.Tab(say("Feedback"), id="feedback", visible=False) as self.tab:
            self._verdict = gr.Radio(list(VERDICTS.items()), value=ALL, label=say("Feedback"))
            self._shown = gr.HTML("", elem_id="cop-feedback")
        # One event: with two, what is kept of one verdict could arrive behind that of another.
        gr.on(
            [self.tab.select, self._verdict.input],
            self.show_verdicts,
            self._verdict,
            self._shown,
            show_progress="hidden",
            trigger_mode="always_last",
        )

    def allowed(self, request: gr.Request) -> gr.Tab:
        """The tab, to be seen by those who may read it."""
        return gr.Tab(visible=self._desk.rights.may_administer(request))

    def show_verdicts(self, request: gr.Request, verdict: str) -> str:
        """HTML of what is kept, or of one verdict; for administrators."""
        self._desk.rights.require_administrator(request)
        says = says_to(request)
        try:
            kept = kept_feedback(self._desk.store.folder)
        except Failure as error:
            return f"<p class='cop-empty'>{told_to_users(error)}</p>"
        wanted = [said for _, said in reversed(kept) if verdict in (ALL, said.verdict.name)]
        return feedback_html(wanted, self._desk.store, says)


def feedback_html(kept: Iterable[Feedback], store: Store, says: Messages) -> str:
    """Verdicts with what they are on, in this order.

    Left out is what was said by somebody who could read more than whoever looks at it: any word
    of it may be of that. So is what quotes documents that are gone; it is counted.
    """
    shown: list[dict[str, object]] = []
    gone = 0
    whole, seen = store.database.whole, frozenset(store.collections.readers())
    for said in kept:
        if not whole and (said.collections is None or not seen.issuperset(said.collections)):
            continue
        quoted = _places(said, store)
        if quoted is None:
            gone += whole  # else they may be hidden
        elif len(shown) < LISTED:
            filters = in_words(said.filters, says.language)
            shown.append({"said": said, "quoted": quoted, "filters": filters})
    page = templates().get_template("feedback.html")
    return page.render(shown=shown, gone=gone, say=says.say)


def _places(said: Feedback, store: Store) -> list[tuple[str, str]] | None:
    """What the answer quoted, each place with its original; None where it may not be seen."""
    try:
        records = {quote.document: store.document(quote.document) for quote in said.quoted}
    except UnknownDocument:
        return None
    if len(said.quoted) >= QUOTED and not store.database.whole:  # the others are not known
        return None
    places = {}
    for quote in said.quoted:
        record = records[quote.document]
        named = _named(quote, record.number or record.title)
        saved = saved_as(record)
        places[f"{named} ({saved})" if saved else named] = original_url(record)
    return list(places.items())


def _named(quote: Quoted, document: str) -> str:
    paragraph = f"§{quote.paragraph}" if quote.paragraph else ""
    return " · ".join(part for part in (document, paragraph, ", ".join(quote.speakers)) if part)
