"""The tab “Delegations”: who spoke on what, and how much."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import gradio as gr

from ui.map.delegations import By, DelegationMap, delegation_map
from ui.map.drawing import png
from ui.map.table import csv_table
from ui.web.map_picture import (
    HINT,
    caption,
    column_names,
    count_shown,
    nothing_opened,
    opened,
    picture,
)
from ui.web.words import says_to

if TYPE_CHECKING:
    from assistant.messages.catalogue import Messages
    from index_store import Store

HERE = Path(__file__).parent
ROWS = 25
"""Delegations of the picture; the table and the .csv have all."""
COLUMNS = {"topics": "by-topics", "meetings": "by-meetings"}
ORDERS = {"most said": "by-words", "name": "by-name"}
"""What is shown and what it stands for. Gradio translates a value too, where it is a message."""
CHOSEN = 700
"""Characters of two names as JSON."""
PICK = "(chosen, ...others) => [window.copCell ?? '', ...others]"
"""Runs in the browser: the cell that was clicked goes along."""
SHOW = "() => document.getElementById('cop-map-said').scrollIntoView({ block: 'nearest' })"
"""Runs in the browser: what was said comes into view."""
SAVE = """(url) => {
  if (!url) return;
  const link = document.createElement("a");
  link.href = url;
  link.download = url.startsWith("data:text/csv") ? "delegations.csv" : "delegations.png";
  link.click();
}"""
"""Runs in the browser: saves what came as an address that holds its content."""


class Maps:
    """The maps of stores, each made once for the documents that there are."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: WeakKeyDictionary[Store, dict[By, tuple[int, DelegationMap]]]
        self._made = WeakKeyDictionary()

    def map(self, store: Store, by: str) -> DelegationMap:
        """The map by topics or by meetings, whole."""
        chosen = By.MEETINGS if by == COLUMNS["meetings"] else By.TOPICS
        with self._lock:
            revision = store.catalogue.revision
            made = self._made.setdefault(store, {})
            if made.get(chosen, (-1,))[0] != revision:
                made[chosen] = (revision, delegation_map(store, chosen))
            return made[chosen][1]

    def shown(self, store: Store, by: str, order: str, search: str) -> DelegationMap:
        """The map as it is sorted and searched."""
        return self.map(store, by).matching(search).sorted(by_name=order == ORDERS["name"])


def delegations_tab(say: gr.I18n, store_of: Callable[[gr.Request], Store]) -> None:
    """The tab and what its parts do; nothing is worked out before it is opened.

    `say`: in the language of the page; `store_of`: what whoever asks may see.
    """
    maps = Maps()
    with gr.Tab(say("Delegations"), id="delegations") as tab:
        with gr.Row():
            by, order = radios = [
                gr.Radio(list(named.items()), value=next(iter(named.values())), label=say(label))
                for label, named in (("Delegations by", COLUMNS), ("Order", ORDERS))
            ]
            search = gr.Textbox(label=say("Find a delegation"), max_lines=1, min_width=120)
        note = gr.HTML("", elem_id="cop-map-note")
        with gr.Row():
            as_csv = gr.Button(say("Save as .csv"), size="sm")
            as_png = gr.Button(say("Save as .png"), size="sm")
        drawn = gr.HTML(
            "",
            elem_id="cop-map",
            css_template=(HERE / "map.css").read_text("utf-8"),
            js_on_load=(HERE / "map.js").read_text("utf-8"),
        )
        chosen = gr.Textbox(visible="hidden", max_length=CHOSEN)
        said = gr.HTML("", elem_id="cop-map-said")
        table = gr.Dataframe(
            label=say("The same as a table"),
            interactive=False,
            elem_id="cop-map-table",
            max_height=420,
            visible=False,
        )
        saved = gr.Textbox(visible="hidden")

    def show_map(request: gr.Request, by: str, order: str, search: str) -> Iterator[dict[Any, Any]]:
        says = says_to(request)
        yield {note: _pending(says.say("Looking in the documents…"))}
        shown = maps.shown(store_of(request), by, order, search)
        # The table is there at once, the picture takes its time.
        yield {
            note: _note(shown, says),
            table: _table(shown, says),
            said: nothing_opened(says),
            drawn: _pending(says.say("The map is being drawn…")),
        }
        yield {drawn: picture(shown.first(ROWS), says)}

    def open_map(request: gr.Request, by: str, order: str, search: str) -> Iterator[dict[Any, Any]]:
        says = says_to(request)
        yield {
            radio: gr.Radio([(says.say(name), value) for name, value in named.items()])
            for radio, named in zip(radios, (COLUMNS, ORDERS), strict=True)
        }
        yield from show_map(request, by, order, search)

    def show_cell(request: gr.Request, chosen: str, by: str) -> str:
        store = store_of(request)
        return opened(store, maps.map(store, by), chosen, says_to(request))

    def save_csv(request: gr.Request, by: str, order: str, search: str) -> str:
        shown = maps.shown(store_of(request), by, order, search)
        return _address("text/csv;charset=utf-8", csv_table(shown).encode("utf-8-sig"))

    def save_png(request: gr.Request, by: str, order: str, search: str) -> str:
        store = store_of(request)
        shown = maps.shown(store, by, order, search)
        told = caption(shown, ROWS, len(store.documents()), says_to(request))
        return _address("image/png", png(shown.first(ROWS), told))

    view: list[Any] = [by, order, search]
    shown_in: list[Any] = [note, drawn, table, said]
    tab.select(open_map, view, [*radios, *shown_in], show_progress="hidden")
    for change in (by.change, order.change, search.submit):
        change(show_map, view, shown_in, show_progress="hidden")
    drawn.click(show_cell, [chosen, by], said, js=PICK, show_progress="hidden").then(
        None, None, None, js=SHOW
    )
    for button, save in ((as_csv, save_csv), (as_png, save_png)):
        button.click(save, view, saved, show_progress="hidden").then(None, saved, None, js=SAVE)


def _note(shown: DelegationMap, says: Messages) -> str:
    if not shown.delegations:
        none = says.say("No such delegation speaks in the documents.")
        return f"<p class='cop-empty'>{none}</p>"
    first = count_shown(shown, ROWS, says)
    told = says.say("The darker a cell, the more words. {hint}", hint=says.say(HINT))
    return f"<p class='cop-turn-note'>{first}. {told}</p>"


def _table(shown: DelegationMap, says: Messages) -> gr.Dataframe:
    """The map as Gradio's table, which sorts."""
    called = column_names(says)
    columns = [called.get(column, column) for column in shown.columns]
    headers = [says.say("Delegation"), says.say("All words"), *columns]
    data = [[who, sum(counts), *counts] for who, counts in shown.rows()]
    widths: list[str | int] = ["180px", *["130px"] * (len(headers) - 1)]
    value = {"headers": headers, "data": data}
    return gr.Dataframe(value, column_widths=widths, visible=bool(data))


def _pending(text: str) -> str:
    """What stands in place of what is on its way."""
    dots = "<span class='cop-dots'><span></span><span></span><span></span></span>"
    return f"<div class='cop-pending' role='status'>{dots} {escape(text)}</div>"


def _address(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
