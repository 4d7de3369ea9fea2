"""Reads answers that were kept as JSON, to be exported later."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from assistant.answer import Answer
from ui.errors import BadUsage
from ui.export.briefing import Entry


class Conversation(BaseModel):
    """Answers with their filters, as the web chat hands them out and takes them back."""

    entries: list[Entry]


def load(path: Path) -> list[Entry]:
    """The answers in a file: a conversation, or what `ask`, `chat` or a batch writes as JSON.

    Questions of a batch that could not be answered are left out. Raises `BadUsage` with one line
    where the file is none of these.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadUsage(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        text = ""
    try:
        entries = _entries(_values(text))
    except (ValueError, TypeError, RecursionError):  # ValidationError is a ValueError
        entries = []
    if not entries:
        raise BadUsage(
            f"{path}: holds no answers; cop-assistant ask --json or chat --json writes them"
        )
    return entries


def _values(text: str) -> list[Any]:
    """The JSON values of a file: one, or one a line."""
    try:
        value = json.loads(text)
    except ValueError:
        return [json.loads(line) for line in text.split("\n") if line.strip()]
    return value if isinstance(value, list) else [value]


def _entries(values: list[Any]) -> list[Entry]:
    entries: list[Entry] = []
    for value in values:
        if "entries" in value:
            entries += Conversation.model_validate(value).entries
        elif "error" not in value:
            entries.append(Entry(answer=Answer.model_validate(value)))
    return entries
