"""The labelled fields of a header: "Source: Malaysia", a label above its value, front matter.

Labels stand before their values, alone on the line above, or in a column of their own; a value may
go on over the next lines of a form.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.header.labels import Labelled, field_of, labelled
from ingest.header.lines import Line

# Labels that may stand alone, their value below, without a colon.
_ALONE = frozenset({"source", "title", "date", "number", "author"})
# Labels that may stand alone with a list below them.
_HEADS = frozenset({"attendance", "chair"})
_FULL_LINE = 45  # characters: a shorter line of a form ends where its value ends
_GOES_ON = 3  # lines


BREAK = Line("")


@dataclass
class Fields:
    """Values by field in the order of the lines.

    `rest` are the lines that are part of no field, with a BREAK where one stood; `labels` are the
    fields with their places in `rest`.
    """

    values: dict[str, list[str]] = field(default_factory=dict)
    rest: list[Line] = field(default_factory=list)
    labels: list[tuple[int, str]] = field(default_factory=list)

    def first(self, name: str) -> str | None:
        """The first value of a field that is not empty."""
        return next((value for value in self.values.get(name, ()) if value), None)

    def add(self, name: str, value: str) -> None:
        """One more value of a field."""
        self.values.setdefault(name, []).append(value)


def read(lines: Sequence[Line]) -> Fields:
    """The fields of header lines.

    >>> read([Line("SOURCE"), Line("TITLE"), Line("Malaysia"), Line("Helplines")]).values
    {'source': ['Malaysia'], 'title': ['Helplines']}
    """
    fields = Fields()
    found = [labelled(line.text) for line in lines]
    at = 0
    while at < len(lines):
        label = found[at]
        if label is None or not _is_label(label, lines[at].text):
            fields.rest.append(lines[at])
            at += 1
            continue
        fields.rest.append(BREAK)
        fields.labels.append((len(fields.rest), label.field))
        if label.value:
            more = _more(lines, found, at)
            value = " ".join([label.value, *(line.text for line in lines[at + 1 : at + 1 + more])])
            fields.add(label.field, value)
            at += 1 + more
        else:
            at = _below(fields, lines, found, at)
    return fields


def _is_label(label: Labelled, line: str) -> bool:
    """Whether a line is a label: with a value or a colon, or of those that stand alone."""
    return bool(label.value) or line.rstrip()[-1:] in ":：" or label.field in _ALONE | _HEADS


def of_properties(properties: dict[str, str]) -> dict[str, str]:
    """The fields that the keys of a file's front matter name."""
    found: dict[str, str] = {}
    for key, value in properties.items():
        name = field_of(key)
        if name and str(value).strip():
            found.setdefault(name, str(value).strip())
    return found


def _more(lines: Sequence[Line], found: Sequence[Labelled | None], at: int) -> int:
    """How many lines below a form's long value belong to it: those before the next label."""
    if len(lines[at].text) < _FULL_LINE:
        return 0
    for more in range(1, _GOES_ON + 1):
        below = at + more
        if below < len(lines) and found[below] is not None:
            return more - 1
    return 0


def _below(fields: Fields, lines: Sequence[Line], found: Sequence[Labelled | None], at: int) -> int:
    """Takes labels that stand alone with the values below them; where to go on."""
    names = []
    colon = lines[at].text.rstrip()[-1:] in ":："
    while at < len(lines) and (label := found[at]) is not None and not label.value:
        names.append(label.field)
        at += 1
    for name in names:
        taken = at < len(lines) and found[at] is None and name in _ALONE
        if taken and (name != "number" or any(sign.isdigit() for sign in lines[at].text)):
            fields.add(name, lines[at].text)
            at += 1
        elif not taken or not colon:
            fields.add(name, "")
    return at
