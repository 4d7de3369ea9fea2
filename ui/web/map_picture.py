"""The map on the page: matplotlib's picture, its cells made into buttons; what a cell opens."""

from __future__ import annotations

import json
from itertools import groupby

from lxml import etree  # type: ignore[import-untyped]

from assistant.mapping.delegations import Cell, DelegationMap
from assistant.mapping.drawing import cell_name, svg
from ui.web.sources import templates

SENTENCES = 100
"""Sentences of a cell that are shown."""
HINT = "Choose a cell of the map: what the delegation said on it appears here."
SILENT = "Nothing was said here."
_SVG = "{http://www.w3.org/2000/svg}"


def picture(shown: DelegationMap) -> str:
    """The map as SVG for the page; each cell is a button that says what it holds."""
    if not shown.delegations:
        return ""
    root = etree.fromstring(svg(shown).encode())
    for style in root.iter(f"{_SVG}style"):  # would hold for the whole page
        style.getparent().remove(style)
    for metadata in root.findall(f"{_SVG}metadata"):
        root.remove(metadata)
    root.set("role", "group")
    root.set("aria-label", f"Delegations by {shown.by.value}; arrow keys move, Enter opens")
    groups = {group.get("id"): group for group in root.iter(f"{_SVG}g")}
    for row, (who, counts) in enumerate(shown.rows()):
        for column, (name, words) in enumerate(zip(shown.columns, counts, strict=True)):
            cell = groups[cell_name(row, column)]
            said = f"{words} words" if words else "nothing"
            for key, value in {
                "role": "button",
                "tabindex": "0" if row == column == 0 else "-1",
                "aria-label": f"{who}, {name}: {said}",
                "data-place": f"{row},{column}",
                "data-cell": json.dumps([who, name], ensure_ascii=False),
            }.items():
                cell.set(key, value)
    return etree.tostring(root, encoding="unicode")


def opened(shown: DelegationMap, chosen: str) -> str:
    """HTML of the sentences of the cell that was chosen; a hint where none is."""
    try:
        who, column = json.loads(chosen)
        cell = shown.cell(str(who), str(column))
        hint = SILENT
    except (ValueError, TypeError):
        cell, hint = None, HINT
    return statements_html(cell, hint)


def statements_html(cell: Cell | None, hint: str = HINT) -> str:
    """The sentences of a cell, document by document."""
    kept = cell.statements[:SENTENCES] if cell else ()
    groups = [
        (title, [{"text": s.text, "place": _place(s.paragraph, s.page)} for s in found])
        for title, found in groupby(kept, key=lambda statement: statement.title)
    ]
    left_out = len(cell.statements) - len(kept) if cell else 0
    template = templates().get_template("statements.html")
    return template.render(cell=cell, groups=groups, left_out=left_out, hint=hint)


def _place(paragraph: str | None, page: int | None) -> str:
    parts = [f"§{paragraph}"] if paragraph else []
    return " · ".join([*parts, f"p. {page}"] if page else parts)
