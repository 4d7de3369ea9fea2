"""What is new in a follow-up in the place of its like: "And gas?" after "How much coal …?".

The built-in embedding model tells which noun of the question before is the likest; a figure takes
the place of one of the same form ("2030/31" of "2031/32"), and what is taken back is what is
replaced.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np

from assistant.question.parse import Parsed
from assistant.question.phrases import bare
from assistant.question.topic import runs as runs_of

Vector = Callable[[str], np.ndarray]
"""The vector of a text, of length 1."""

_ALIKE = 0.33  # cosine from which two nouns may stand in one place
_FIGURE = re.compile(r"(?<!\w)[\w./-]*\d[\w./-]*(?<![./-])")
_YEAR = 4  # digits
_NOUNS = ("NOUN", "PROPN")


def in_its_place(
    new: str, denied: str, preposition: str, old: Parsed, vector: Vector
) -> str | None:
    """The question `old` with what is new in the place of its like; None where it has none.

    `denied` is what the follow-up takes back; `preposition` leads to what is new: "And of the
    handbook?" is of what something else was "of".
    """
    if denied and denied.casefold() in old.text.casefold():
        start = old.text.casefold().index(denied.casefold())
        return _with(old.text, start, start + len(denied), new)
    runs = [run for run in _noun_runs(old) if old.words(run[0], run[-1]) != new]
    for run in runs:
        if preposition and _preposition(old, run) == preposition:
            return _with(old.text, *old.span(run[0], run[-1]), new)
    nouns = [old.span(run[0], run[-1]) for run in runs]
    if not nouns:
        return None
    own = vector(new)
    alike = [float(vector(old.text[start:end]) @ own) for start, end in nouns]
    best = int(np.argmax(alike))
    return _with(old.text, *nouns[best], new) if alike[best] >= _ALIKE else None


def with_figure(new: str, old: str) -> str:
    """A question for another year or number, in the place of one of the same form."""
    for length in (None, _YEAR):  # "2029" in the place of "2031/32", where it has no other
        for found in _FIGURE.finditer(old):
            if _form(found[0])[:length] == _form(new)[:length]:
                return _with(old, found.start(), found.end(), new)
    return f"{bare(old)} in {new}?"


def _form(figure: str) -> str:
    return re.sub(r"\d", "0", figure)


def _with(text: str, start: int, end: int, new: str) -> str:
    return f"{text[:start]}{new}{text[end:]}"


def _preposition(parsed: Parsed, run: Sequence[int]) -> str:
    """The preposition that leads to a run of nouns, in small letters; empty without one."""
    head = parsed.doc[run[-1]]
    return head.head.lower_ if head.dep_ == "pobj" else ""


def _noun_runs(parsed: Parsed) -> list[list[int]]:
    """The tokens of nouns in a row that are no names: "ferry lights"."""
    nouns = [t.i for t in parsed.doc if t.pos_ in _NOUNS and t.i not in parsed.by_token]
    return runs_of(nouns) if parsed.english else []
