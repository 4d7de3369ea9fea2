"""The filters of the page, and the chips that show which of them hold."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import gradio as gr

from index_store.filters import Filters
from ui.options import date

if TYPE_CHECKING:
    from ingest.model import DocumentKind


class Narrowing(NamedTuple):
    """The parts of the page that filters are set with, in the order in which they are sent."""

    speakers: gr.Dropdown
    meetings: gr.Dropdown
    kinds: gr.Dropdown
    documents: gr.Dropdown
    since: gr.Textbox
    until: gr.Textbox
    no_date: gr.HTML

    @property
    def parts(self) -> list[gr.Dropdown | gr.Textbox]:
        """All that hold something."""
        return [*self.lists, *self.dates]

    @property
    def lists(self) -> list[gr.Dropdown]:
        """Those whose choices depend on the documents."""
        return [self.speakers, self.meetings, self.kinds, self.documents]

    @property
    def dates(self) -> list[gr.Textbox]:
        """Those that a date is written into; `no_date` tells what is none (see `dates.js`)."""
        return [self.since, self.until]


def narrowing(say: gr.I18n) -> Narrowing:
    """The filters, folded away."""
    with gr.Accordion(say("Narrow down"), open=False, elem_id="cop-filters"):
        speakers = gr.Dropdown([], label=say("Delegation or speaker"), multiselect=True)
        meetings = gr.Dropdown([], label=say("Meeting"), multiselect=True)
        kinds = gr.Dropdown([], label=say("Kind of document"), multiselect=True)
        documents = gr.Dropdown([], label=say("Document"), multiselect=True)
        with gr.Row():
            dated = partial(gr.Textbox, min_width=120, max_lines=1, elem_classes="cop-date")
            since = dated(label=say("Dated from"), placeholder="2025 / 2025-09-16")
            until = dated(label=say("Dated to"), placeholder="2026")
        no_date = gr.HTML("", elem_id="cop-no-date")
    return Narrowing(speakers, meetings, kinds, documents, since, until, no_date)


def chosen(
    speakers: list[str] | None = None,
    meetings: list[int] | None = None,
    kinds: list[DocumentKind] | None = None,
    documents: list[str] | None = None,
    since: str | None = None,
    until: str | None = None,
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


NOTHING: list[Any] = [[], [], [], [], "", ""]
"""What filters hold that let everything through."""
