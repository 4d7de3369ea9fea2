"""The tab “Delegations”: who spoke on what, and how much."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import gradio as gr

from assistant.mapping.delegations import By, DelegationMap, delegation_map
from assistant.mapping.drawing import png
from assistant.mapping.table import csv_table
from ui.web.map_picture import HINT, nothing_opened, opened, picture

if TYPE_CHECKING:
    from index_store import Store

HERE = Path(__file__).parent
ROWS = 25
"""Delegations of the picture; the table and the .csv have all."""
ORDERS = ("most said", "name")
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
        chosen = By(by)
        with self._lock:
            revision = store.catalogue.revision
            made = self._made.setdefault(store, {})
            if made.get(chosen, (-1,))[0] != revision:
                made[chosen] = (revision, delegation_map(store, chosen))
            return made[chosen][1]

    def shown(self, store: Store, by: str, order: str, search: str) -> DelegationMap:
        """The map as it is sorted and searched."""
        return self.map(store, by).matching(search).sorted(by_name=order == ORDERS[1])


def delegations_tab(store_of: Callable[[gr.Request], Store]) -> None:
    """The tab and what its parts do; nothing is worked out before it is opened.

    `store_of`: what whoever asks may see.
    """
    maps = Maps()
    with gr.Tab("Delegations", id="delegations") as tab:
        with gr.Row():
            by = gr.Radio([by.value for by in By], value=By.TOPICS.value, label="Delegations by")
            order = gr.Radio(list(ORDERS), value=ORDERS[0], label="Order")
            search = gr.Textbox(label="Find a delegation", max_lines=1, min_width=120)
        note = gr.HTML("", elem_id="cop-map-note")
        drawn = gr.HTML(
            "",
            elem_id="cop-map",
            css_template=(HERE / "map.css").read_text("utf-8"),
            js_on_load=(HERE / "map.js").read_text("utf-8"),
        )
        chosen = gr.Textbox(visible="hidden", max_length=CHOSEN)
        said = gr.HTML(nothing_opened(), elem_id="cop-map-said")
        table = gr.Dataframe(
            label="The same as a table",
            interactive=False,
            elem_id="cop-map-table",
            max_height=420,
        )
        with gr.Row():
            as_csv = gr.Button("Save as .csv", size="sm")
            as_png = gr.Button("Save as .png", size="sm")
        saved = gr.Textbox(visible="hidden")

    def show_map(
        request: gr.Request, by: str, order: str, search: str
    ) -> tuple[str, str, gr.Dataframe, str]:
        shown = maps.shown(store_of(request), by, order, search)
        return _note(shown), picture(shown.first(ROWS)), _table(shown), nothing_opened()

    def show_cell(request: gr.Request, chosen: str, by: str) -> str:
        store = store_of(request)
        return opened(store, maps.map(store, by), chosen)

    def save_csv(request: gr.Request, by: str, order: str, search: str) -> str:
        shown = maps.shown(store_of(request), by, order, search)
        return _address("text/csv;charset=utf-8", csv_table(shown).encode("utf-8-sig"))

    def save_png(request: gr.Request, by: str, order: str, search: str) -> str:
        shown = maps.shown(store_of(request), by, order, search)
        return _address("image/png", png(shown.first(ROWS)))

    view: list[Any] = [by, order, search]
    shown_in: list[Any] = [note, drawn, table, said]
    for change in (tab.select, by.change, order.change, search.submit):
        change(show_map, view, shown_in, show_progress_on=[drawn])
    drawn.click(show_cell, [chosen, by], said, js=PICK, show_progress="hidden").then(
        None, None, None, js=SHOW
    )
    for button, save in ((as_csv, save_csv), (as_png, save_png)):
        button.click(save, view, saved, show_progress="hidden").then(None, saved, None, js=SAVE)


def _note(shown: DelegationMap) -> str:
    if not shown.delegations:
        return "<p class='cop-empty'>No such delegation speaks in the documents.</p>"
    count = len(shown.delegations)
    first = f"The first {ROWS} of {count} delegations" if count > ROWS else f"{count} delegations"
    return f"<p class='cop-turn-note'>{first}. The darker a cell, the more words. {HINT}</p>"


def _table(shown: DelegationMap) -> gr.Dataframe:
    """The map as Gradio's table, which sorts."""
    headers = ["Delegation", "All words", *shown.columns]
    data = [[who, sum(counts), *counts] for who, counts in shown.rows()]
    widths: list[str | int] = ["180px", *["130px"] * (len(headers) - 1)]
    return gr.Dataframe({"headers": headers, "data": data}, column_widths=widths)


def _address(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
