"""What the functions of the page take: each field by its kind, nothing else.

Gradio hands on whatever JSON it is sent; a dictionary of the right shape is a file to it, wherever
it stands. Here a request is read field by field, and what goes on to Gradio is made anew from
what was read.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ui.web import limits

if TYPE_CHECKING:
    import gradio as gr

Field = Callable[[Any], Any]


class Unfit(Exception):
    """A request that no page of this server sends; `str()` is one line that says why."""


class Forms:
    """What each function of a page takes."""

    def __init__(self, blocks: gr.Blocks) -> None:
        self._fields: dict[int, list[Field]] = {}
        self._rows: set[int] = set()
        self.names: dict[int, str] = {}
        for index, function in blocks.fns.items():
            if function.fn is None:  # runs in the browser, or only stops others
                continue
            self._fields[index] = [_field(block) for block in function.inputs]
            self.names[index] = str(function.name)
            if _of_row(function.fn):
                self._rows.add(index)

    def read(self, body: object) -> tuple[dict[str, Any], list[str]]:
        """A request to run a function, made anew, and the files it names; raises `Unfit`.

        Gradio never hears of files: where one is named it is handed nothing.
        """
        if not isinstance(body, dict):
            raise Unfit("a request is a JSON object")
        index = _number(body.get("fn_index"))
        fields = self._fields.get(-1 if index is None else index)
        if index is None or fields is None:
            raise Unfit("there is no such function")
        data = body.get("data")
        if not isinstance(data, list) or len(data) != len(fields):
            raise Unfit(f"this function takes {len(fields)} fields")
        files: list[str] = []
        for n, field in enumerate(fields):
            if field is _files:
                files += _files(data[n])
        made = {
            "data": [
                None if field is _files else field(value)
                for field, value in zip(fields, data, strict=True)
            ],
            "event_data": _row(body.get("event_data")) if index in self._rows else None,
            "fn_index": index,
            "trigger_id": _number(body.get("trigger_id")),
            "session_hash": page_name(body),
        }
        return made, files

    def asks(self, body: dict[str, Any]) -> bool:
        """Whether a request that `read` has made brings a question."""
        return self.names[body["fn_index"]].startswith("ask")

    def described(self) -> Iterator[tuple[str, str]]:
        """Each function by name, with what its fields may hold in words."""
        told: dict[str, str] = {}
        for index, fields in self._fields.items():
            words = [field.words if isinstance(field, Text) else _WORDS[field] for field in fields]
            if index in self._rows:
                words.append(f"a row of a table, at most {limits.COLUMNS} cells")
            counted = dict.fromkeys(words)
            told.setdefault(
                self.names[index],
                "; ".join(
                    f"{words.count(word)} × {word}" if words.count(word) > 1 else word
                    for word in counted
                )
                or "nothing",
            )
        yield from told.items()


def page_name(body: dict[str, Any]) -> str:
    """Which open page a request comes from; raises `Unfit`.

    >>> page_name({"session_hash": "abc123"})
    'abc123'
    """
    name = body.get("session_hash")
    if not isinstance(name, str) or not 0 < len(name) <= 64 or not name.isascii():
        raise Unfit("session_hash names no open page")
    if not name.replace("-", "").replace("_", "").isalnum():
        raise Unfit("session_hash names no open page")
    return name


def _field(block: object) -> Field:
    """What a part of the page may hold."""
    kind = type(block).__name__
    if kind == "State":
        return _nothing
    if kind == "Textbox":
        most = getattr(block, "max_length", None) or limits.FILTER
        return Text(most, "a question" if most == limits.QUESTION else "this field")
    if kind == "Radio":
        return Text(limits.FILTER, "a choice")
    if kind == "Dropdown":
        return _choices if getattr(block, "multiselect", None) else Text(limits.FILTER, "a choice")
    if kind in ("File", "UploadButton"):
        return _files
    raise TypeError(f"no request may bring a {kind}")


@dataclass(frozen=True)
class Text:
    """A field of text."""

    most: int
    what: str

    @property
    def words(self) -> str:
        """For the documentation."""
        return f"text, at most {self.most:,} characters"

    def __call__(self, value: object) -> str:
        """The text; raises `Unfit`."""
        return _text(value, self.most, self.what)


def _nothing(value: object) -> None:
    if value is not None:
        raise Unfit("what the server keeps cannot be sent")


def _text(value: object, most: int, what: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Unfit(f"{what} is text")
    if len(value) > most:
        raise Unfit(f"{what} has at most {most:,} characters, this has {len(value):,}")
    return _clean(value)


def _clean(text: str) -> str:
    """Text without what no keyboard types: NUL, halves of a character.

    >>> _clean("a\\x00b")
    'ab'
    """
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()


def _choices(value: object) -> list[str | int]:
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > limits.FILTERS:
        raise Unfit(f"a filter is a list of at most {limits.FILTERS} values")
    chosen: list[str | int] = []
    for item in value:
        number = _number(item)
        if number is not None:
            chosen.append(number)
        else:
            chosen.append(_text(item, limits.FILTER, "a value of a filter"))
    return chosen


def _files(value: object) -> list[str]:
    """The names of files; whatever else is said of them goes."""
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > limits.FILES:
        raise Unfit(f"at most {limits.FILES} files are taken in at a time")
    named = []
    for item in value:
        path = item.get("path") if isinstance(item, dict) else None
        if not isinstance(path, str) or len(path) > limits.FILTER:
            raise Unfit("a file is named as its upload was answered")
        named.append(_clean(path))
    return named


def _of_row(function: Callable[..., object]) -> bool:
    """Whether a function is told which row of a table was chosen."""
    parameters = inspect.signature(function).parameters.values()
    return any("SelectData" in str(parameter.annotation) for parameter in parameters)


def _row(value: object) -> dict[str, Any]:
    """The row of a table that was chosen; cells are text."""
    row = value.get("row_value") if isinstance(value, dict) else None
    if not isinstance(row, list) or len(row) > limits.COLUMNS:
        raise Unfit(f"a row has at most {limits.COLUMNS} cells")
    cells = [
        _text(str(cell) if _number(cell) is not None else cell, limits.CELL, "a cell")
        for cell in row
    ]
    return {"index": [0, 0], "value": None, "row_value": cells}


_WORDS: dict[Field, str] = {
    _nothing: "nothing (the server keeps it)",
    _choices: f"a list of at most {limits.FILTERS} values of at most {limits.FILTER} characters",
    _files: f"at most {limits.FILES} files, by the names that their upload was answered with",
}


def _number(value: object) -> int | None:
    whole = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**31
    return value if whole and isinstance(value, int) else None
