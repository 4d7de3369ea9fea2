"""From the text of a model, as it streams in, to sentences with the numbers they cite."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.folding import composed
from ingest.structure.sentences import split

_MARK = re.compile(r"\s*\[\s*(\d{1,4}(?:\s*[,;]\s*\d{1,4})*)\s*\]")
_MARKS = r"(?:\s*\[\s*\d{1,4}(?:\s*[,;]\s*\d{1,4})*\s*\])+"
_BEHIND_STOP = re.compile(rf"(?P<stop>[.!?。]+[\"”’)]*)(?P<marks>{_MARKS})")
_OPEN_MARK = re.compile(r"\s*\[[\d\s,;]*$")
_THOUGHT = re.compile(r"<think>.*?(?:</think>|$)", re.S)
_BULLET = re.compile(r"^\s*(?:[-–—•*]|\d{1,2}[.)])\s+")
_LINE = re.compile(r"\s*\n\s*")


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

    def add(self, piece: str) -> list[Written]:
        """The sentences that are complete now: those with another one begun behind them."""
        self._text += piece
        return self._new(_OPEN_MARK.sub("", self._text), whole=False)

    def end(self) -> list[Written]:
        """What is left when no more text comes."""
        return self._new(self._text, whole=True)

    def _new(self, text: str, whole: bool) -> list[Written]:
        sentences = read_reply(text)
        ready = sentences if whole else sentences[:-1]
        new, self._given = ready[self._given :], max(self._given, len(ready))
        return new


def read_reply(text: str) -> list[Written]:
    """The sentences of a reply with the citations that stand in or behind each."""
    text = _THOUGHT.sub("", text)
    # Marks behind the full stop move before it, so that they stay with their sentence.
    text = _BEHIND_STOP.sub(lambda m: f"{m['marks']}{m['stop']} ", text)
    text = _LINE.sub("\n\n", text)
    found = []
    for start, end in split(text):
        sentence = text[start:end]
        numbers = [int(n) for match in _MARK.finditer(sentence) for n in re.split("[,;]", match[1])]
        words = _BULLET.sub("", _MARK.sub("", sentence)).replace("**", "")
        words = " ".join(words.split())
        if any(map(str.isalnum, words)):
            found.append(Written(composed(words), tuple(dict.fromkeys(numbers))))
    return found
