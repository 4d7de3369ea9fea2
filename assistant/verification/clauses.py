"""Cutting a sentence into the clauses that are verified one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.verification.alignment import content
from assistant.verification.figures import dates, figures
from index_store.analysis import stem
from ingest.names.finder import NameFinder

_SPLIT = re.compile(
    r";\s+|,?\s+(?:and|but|while|whereas|because|although|so\s+that)\s+|,\s+(?:which|who|where|and)\s+|"
    r",\s+|\s+[–—]\s+|:\s+"
)


_BINDS = re.compile(r"\b(?:because|although|so\s+that)\b")


def halves(text: str, finder: NameFinder) -> Iterator[tuple[str, str, bool]]:
    """The two parts of a sentence at each of its joints; the second gets the subject back.

    The last tells whether the joint itself says something: "because".
    """
    for joint in _SPLIT.finditer(text):
        first, second = text[: joint.start()].strip(), text[joint.end() :].strip()
        if not content(first) or not (content(second) or figures(second)):
            continue
        subject = next((m for m in finder.find(first) if not first[: m.start].strip(" Tthe")), None)
        names = finder.find(second)
        if subject is not None and not (names and names[0].start < 5):
            second = f"{first[: subject.end]} {second}"
        yield first, second, bool(_BINDS.search(joint[0]))


def bare(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text without names, dates and numbers: they are looked at by themselves."""
    days = ((date.start, date.end) for date in dates(text))
    numbers = ((figure.start, figure.end) for figure in figures(text))
    return without(text, [*spans, *days, *numbers])


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with spaces in place of these stretches."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def all_stems(text: str) -> set[str]:
    """Stems of all words, of joined ones ("non-binding") whole and in parts."""
    return {stem(m[0].lower()) for m in re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)} | {
        stem(m[0].lower()) for m in re.finditer(r"[^\W\d_]+", text)
    }
