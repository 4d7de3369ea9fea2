"""From the text of a model, as it streams in, to sentences with the numbers they cite."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json

from assistant.writing.prompt import NO_ANSWER
from ingest.folding import composed
from ingest.structure.sentences import split

_MARK = re.compile(r"\s*\[\s*(\d{1,4}(?:\s*[,;]\s*\d{1,4})*)\s*\]")
_MARKS = r"(?:\s*\[\s*\d{1,4}(?:\s*[,;]\s*\d{1,4})*\s*\])+"
_BEHIND_STOP = re.compile(rf"(?P<stop>[.!?。]+[\"”’)]*)(?P<marks>{_MARKS})")
_END = re.compile(rf"[.!?。؟][\"”’)]*(?:{_MARKS})?\s*$")
_OPEN_MARK = re.compile(r"\s*\[[\d\s,;]*$")
_THOUGHT = re.compile(r"<think>.*?(?:</think>|$)", re.S)
_BULLET = re.compile(r"^\s*(?:[-–—•*]|\d{1,2}[.)])\s+")
_LINE = re.compile(r"\s*\n\s*")
_FENCE = re.compile(r"^```(?:json)?\s*|\s*```$")


@dataclass(frozen=True)
class Written:
    """A sentence as a model wrote it, and the numbers behind it."""

    text: str
    numbers: tuple[int, ...]


class ReplyReader:
    """Takes pieces of text and gives each sentence once it is complete.

    >>> reader = ReplyReader()
    >>> reader.add("Reports rose. [1] They f")
    [Written(text='Reports rose.', numbers=(1,))]
    >>> reader.add("ell [2].") + reader.end()
    [Written(text='They fell.', numbers=(2,))]
    """

    def __init__(self) -> None:
        self._text = ""
        self._given = 0

    @property
    def refused(self) -> bool:
        """Whether the reply says, so far, that the passages do not answer."""
        text = _plain(self._text)
        if _is_json(text):
            return _value(text).get("answered") is False
        return text.lstrip("*_`\"' ").startswith(NO_ANSWER)

    def add(self, piece: str) -> list[Written]:
        """The sentences that are complete now: those with another one begun behind them."""
        self._text += piece
        return self._new(_OPEN_MARK.sub("", self._text), whole=False)

    def end(self, cut: bool = False) -> list[Written]:
        """What is left when no more text comes; of a reply that was `cut` not its last sentence."""
        return self._new(self._text, whole=not cut or _finished(self._text))

    def _new(self, text: str, whole: bool) -> list[Written]:
        sentences = read_reply(text)
        ready = sentences if whole else sentences[:-1]
        new, self._given = ready[self._given :], max(self._given, len(ready))
        return new


def read_reply(text: str) -> list[Written]:
    """The sentences of a reply with the citations that stand in or behind each.

    A reply is plain text, or JSON as `prompt.SCHEMA` has it; of either only a beginning may be
    there.
    """
    text = _plain(text)
    if _is_json(text):
        return _of_json(text)
    text = text.replace(NO_ANSWER, "")
    # Marks behind the full stop move before it, so that they stay with their sentence.
    text = _BEHIND_STOP.sub(lambda m: f"{m['marks']}{m['stop']} ", text)
    text = _LINE.sub("\n\n", text)
    return [w for start, end in split(text) if (w := _written(text[start:end]))]


def _finished(text: str) -> bool:
    """Whether the last sentence of a reply, which was cut, had come to its end before."""
    return not _is_json(_plain(text)) and bool(_END.search(text))


def _written(sentence: str, numbers: Sequence[int] = ()) -> Written | None:
    """One sentence with the numbers in it and those given; None where it has no words."""
    marks = [int(n) for match in _MARK.finditer(sentence) for n in re.split("[,;]", match[1])]
    words = _BULLET.sub("", _MARK.sub("", sentence)).replace("**", "")
    words = " ".join(words.split())
    if not any(map(str.isalnum, words)):
        return None
    return Written(composed(words), tuple(dict.fromkeys([*marks, *numbers])))


def _plain(text: str) -> str:
    return _FENCE.sub("", _THOUGHT.sub("", text).strip()) if "`" in text or "<" in text else text


def _is_json(text: str) -> bool:
    return text.lstrip().startswith("{")


def _value(text: str) -> dict[str, Any]:
    """The object that a reply is or begins; empty where it is none."""
    try:
        found = from_json(text.strip(), allow_partial=True)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _of_json(text: str) -> list[Written]:
    items = _value(text).get("sentences")
    found: list[Written] = []
    for item in items if isinstance(items, list) else []:
        said = item.get("text") if isinstance(item, dict) else None
        given = item.get("passages") if isinstance(item, dict) else None
        numbers = [n for n in given if type(n) is int] if isinstance(given, list) else []
        if not isinstance(said, str):
            continue
        # A model may put several sentences into one.
        said = _BEHIND_STOP.sub(lambda m: f"{m['marks']}{m['stop']} ", said)
        found += [w for a, b in split(said) if (w := _written(said[a:b], numbers))]
    return found
