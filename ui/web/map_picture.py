"""The map on the page: matplotlib's picture, its cells made into buttons; what a cell opens."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

from lxml import etree  # type: ignore[import-untyped]

from index_store import Store
from ui.map.delegations import DelegationMap
from ui.map.drawing import cell_name, svg
from ui.web.templating import templates

if TYPE_CHECKING:
    from assistant.messages.catalogue import Messages

SENTENCES = 100
"""Sentences of a cell that are shown."""
HINT = "Choose a cell of the map: what the delegation said on it appears here."
SILENT = "Nothing was said here."
_SVG = "{http://www.w3.org/2000/svg}"


def picture(shown: DelegationMap, says: Messages) -> str:
    """The map as SVG for the page; each cell is a button that says what it holds."""
    if not shown.delegations:
        return ""
    root = etree.fromstring(svg(shown).encode())
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
                "aria-label": f"{who}, {name}: {said}",
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
    return template.render(cell=cell, groups=groups, amount=amount, left_out=left, say=says.say)


def nothing_opened(says: Messages, hint: str = HINT) -> str:
    """What stands in place of sentences."""
    return templates().get_template("statements.html").render(hint=says.say(hint))


def _line(text: str) -> str:
    """A sentence on one line, wherever its document broke it."""
    return " ".join(text.split())


def _place(paragraph: str | None, page: int | None) -> str:
    parts = [f"§{paragraph}"] if paragraph else []
    return " · ".join([*parts, f"p. {page}"] if page else parts)
