"""Names in a sentence that a model wrote: are they in its source?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from index_store.analysis import STOP_WORDS, stem

_TOKEN = re.compile(r"[^\W_]+")


def capitalised(text: str) -> list[str]:
    """Capitalised words of a text, also codes such as "X.1091"; runs of them are one name.

    The first word of a sentence counts only where another capital follows it.

    >>> capitalised("Staff of the Blue Line told Chad of SG17.")
    ['Blue Line', 'Chad', 'SG17']
    """
    found: list[tuple[int, int]] = []
    for match in re.finditer(r"[^\s()“”\"]+", text):
        word = match[0].strip(".,;:!?’'")
        bare = re.sub(r"['’]s?$", "", word)
        if not bare or not any(c.isupper() for c in bare):
            continue
        start = match.start() + match[0].find(word)
        opening = not text[:start].strip(' “"(') or re.search(r"[.!?:]\s+$", text[:start])
        plain = bare[0].isupper() and (bare[1:].islower() or len(bare) == 1)
        if opening and plain and bare.lower() in STOP_WORDS:
            continue
        first = start
        if found and text[found[-1][1] : start] == " ":
            first, _ = found.pop()
        found.append((first, start + len(bare)))
    names = [text[start:end] for start, end in found]
    # A single plain word at the beginning is no name by its capital alone.
    alone = bool(found) and found[0][0] == 0 and " " not in names[0] and names[0][1:].islower()
    return names[1:] if alone else names


def missing_name(said: str, source: str, known: Iterable[str]) -> str | None:
    """A capitalised word or code of `said` that stands nowhere in the source or the names known.

    >>> missing_name("It is run by Zorbia.", "It is run by NASK.", ["Poland"])
    'Zorbia'
    """
    there = {t[0].casefold() for text in (source, *known) for t in _TOKEN.finditer(text)}
    stems = {stem(word) for word in there}
    initials = _initials(source)
    for name in capitalised(said):
        for token in _TOKEN.finditer(name):
            word = token[0].casefold()
            if word in there or word in STOP_WORDS or word.rstrip("s") in there:
                continue
            if token[0].isupper() and word in initials:
                continue
            # Other forms of a word that stands there: "Polish" beside "Poland" does not count.
            if stem(word) not in stems:
                return name
    return None


def _initials(text: str) -> set[str]:
    """Initials of runs of capitalised words, as acronyms are made."""
    return {
        "".join(word[0] for word in name.split()).casefold()
        for name in capitalised(text)
        if " " in name
    }
