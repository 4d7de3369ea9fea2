"""The map on the page: matplotlib's picture, its cells made into buttons; what a cell opens."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from lxml import etree  # type: ignore[import-untyped]

from assistant.place import date_in
from index_store import Store
from ui.map.delegations import NO_MEETING, OTHER, By, DelegationMap
from ui.map.drawing import Caption, cell_name, drawable, svg
from ui.messages import messages
from ui.web.templating import templates

if TYPE_CHECKING:
    from assistant.messages.catalogue import Messages

SENTENCES = 100
"""Sentences of a cell that are shown."""
HINT = "Choose a cell of the map: what the delegation said on it appears here."
SILENT = "Nothing was said here."
TITLES = {
    By.TOPICS: "Words said by each delegation on each topic",
    By.MEETINGS: "Words said by each delegation at each meeting",
}
_SVG = "{http://www.w3.org/2000/svg}"


def column_names(says: Messages) -> dict[str, str]:
    """What the columns are called that documents have no name for."""
    return {name: says.say(name) for name in (OTHER, NO_MEETING)}


def caption(shown: DelegationMap, rows: int, documents: int, says: Messages) -> Caption:
    """What a picture of the first rows says of itself: where it is seen, there is no page around.

    `documents`: how many there are. In English where the language cannot be drawn.
    """
    if says.right_to_left or not drawable(says.say(TITLES[shown.by])):
        says = messages("en")
    notes = (
        count_shown(shown, rows, says),
        says.count("{n} document", "{n} documents", documents),
        says.say("As of {date}", date=date_in(datetime.now(UTC).date().isoformat(), says.language)),
    )
    return Caption(says.say(TITLES[shown.by]), notes, column_names(says))


def count_shown(shown: DelegationMap, rows: int, says: Messages) -> str:
    """How many delegations there are, and how many of them the first rows are."""
    count = len(shown.delegations)
    if count > rows:
        return says.say("The first {shown} of {n} delegations", shown=rows, n=count)
    return says.count("{n} delegation", "{n} delegations", count)


def picture(shown: DelegationMap, says: Messages) -> str:
    """The map as SVG for the page; each cell is a button that says what it holds."""
    if not shown.delegations:
        return ""
    called = column_names(says)
    root = etree.fromstring(svg(shown, Caption("", names=called)).encode())
    for style in root.iter(f"{_SVG}style"):  # would hold for the whole page
        style.getparent().remove(style)
    for metadata in root.findall(f"{_SVG}metadata"):
        root.remove(metadata)
    root.set("role", "group")
    root.set("aria-label", says.say("Map: arrow keys move, Enter opens what was said"))
    groups = {group.get("id"): group for group in root.iter(f"{_SVG}g")}
    for row, (who, counts) in enumerate(shown.rows()):
        for column, (name, words) in enumerate(zip(shown.columns, counts, strict=True)):
            cell = groups[cell_name(row, column)]
            said = says.count("{n} word", "{n} words", words) if words else says.say("nothing")
            for key, value in {
                "role": "button",
                "tabindex": "0" if row == column == 0 else "-1",
                "aria-label": f"{who}, {called.get(name, name)}: {said}",
                "data-place": f"{row},{column}",
                "data-cell": json.dumps([who, name], ensure_ascii=False),
            }.items():
                cell.set(key, value)
    return etree.tostring(root, encoding="unicode")


def opened(store: Store, shown: DelegationMap, chosen: str, says: Messages) -> str:
    """HTML of the sentences of the cell that was chosen, document by document."""
    try:
        who, column = json.loads(chosen)
        cell = shown.cell(str(who), str(column))
        hint = SILENT
    except (ValueError, TypeError):
        cell, hint = None, HINT
    if cell is None:
        return nothing_opened(says, hint)
    kept = cell.statements[:SENTENCES]
    groups = []
    for document, found in groupby(kept, key=lambda statement: statement.document):
        text = store.text(document)
        sentences = [
            {"text": _line(text[s.start : s.end]), "place": _place(s.paragraph, s.page)}
            for s in found
        ]
        groups.append((store.document(document), sentences))
    left_out = len(cell.statements) - len(kept)
    template = templates().get_template("statements.html")
    count = len(cell.statements)
    amount = " · ".join(
        [
            says.count("{n} word", "{n} words", cell.words),
            says.count("{n} sentence", "{n} sentences", count),
        ]
    )
    more = says.count("… and {n} more sentence", "… and {n} more sentences", left_out)
    left = more if left_out else ""
    return template.render(
        cell=cell,
        column=column_names(says).get(cell.column, cell.column),
        groups=groups,
        amount=amount,
        left_out=left,
        say=says.say,
    )


def nothing_opened(says: Messages, hint: str = HINT) -> str:
    """What stands in place of sentences."""
    return templates().get_template("statements.html").render(hint=says.say(hint))


def _line(text: str) -> str:
    """A sentence on one line, wherever its document broke it."""
    return " ".join(text.split())


def _place(paragraph: str | None, page: int | None) -> str:
    parts = [f"§{paragraph}"] if paragraph else []
    return " · ".join([*parts, f"p. {page}"] if page else parts)
