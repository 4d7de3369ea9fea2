"""Whether somebody speaks of themselves: what tells speech from what is told about speech.

The pronouns of the six languages are a closed class; they stand in `first_person.json`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("first_person.json")


@cache
def words(group: str) -> tuple[str, ...]:
    """The words of a group in all six languages, in lower case."""
    return tuple(json.loads(_DATA.read_text(encoding="utf-8"))[group])


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    listed = words("pronouns")
    ideographs = [word for word in listed if not word.isascii() and word[0] >= "\u4e00"]
    letters = [re.escape(word) for word in listed if word not in ideographs]
    # "US" is a country and "Annex I" a number: only "I" with a word behind it.
    letters += [re.escape(word.title()) for word in letters]
    pronoun = rf"\bI(?=['’]\w|\s[a-z])|(?<!\w)(?:{'|'.join(letters)})(?!\w)"
    pronoun += "|" + "|".join(ideographs)
    capacity = "|".join(re.escape(word) for word in words("capacity"))
    return re.compile(pronoun), re.compile(capacity, re.IGNORECASE)


def speaks_of_itself(sentence: str) -> bool:
    """Whether a sentence has a pronoun of the first person, outside of quotations.

    >>> speaks_of_itself("Nous appuyons le texte."), speaks_of_itself("Norway supported it.")
    (True, False)
    """
    return any(not _is_number(match) for match in _forms()[0].finditer(unquoted(sentence)))


def is_own_capacity(sentence: str) -> bool:
    """Whether somebody says in which capacity they speak.

    >>> is_own_capacity("I now speak in my capacity as representative of Chad.")
    True
    """
    return speaks_of_itself(sentence) and _forms()[1].search(sentence) is not None


def share(text: str, sentences: Sequence[tuple[int, int]]) -> float:
    """The share of sentences in the first person, 0 where there are none."""
    if not sentences:
        return 0.0
    return sum(speaks_of_itself(text[a:b]) for a, b in sentences) / len(sentences)


def _is_number(match: re.Match[str]) -> bool:
    """Whether an "I" is a Roman number, as in "see Annex I"."""
    if match[0] != "I":
        return False
    before = match.string[: match.start()].split()
    return len(before) > 1 and before[-1].istitle() and before[-1].isalpha()


def unquoted(sentence: str) -> str:
    """A sentence without what it quotes."""
    return re.sub(r"[“«\"][^”»\"]{0,400}[”»\"]", " ", sentence)
