"""Questions with one thing changed, so that what answered them no longer does."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

_NUMBER = re.compile(r"(?<![\w.,])\d+(?![\w.,]*\d)")
_NAME = re.compile(r"(?<=[^.?!:«\"¿] )[^\W\d_a-zа-я]\w+(?:[ -][^\W\d_a-zа-я]\w+)*")


def changed(question: str, names: Sequence[str], chance: random.Random) -> str | None:
    """The question with a name or a number of it exchanged; None where it has neither.

    `names`: other names of the same sort of text, of which one takes the place of the name.

    >>> changed("Who chaired it in 1997?", [], random.Random(1))
    'Who chaired it in 2003?'
    """
    ways = [way for way in (_number(question, chance), _name(question, names, chance)) if way]
    return chance.choice(ways) if ways else None


def names_in(question: str) -> list[str]:
    """Capitalised words behind the first word of a question.

    >>> names_in("When did New Zealand join the Antarctic Treaty?")
    ['New Zealand', 'Antarctic Treaty']
    """
    return _NAME.findall(question)


def renamed(question: str, old: str, new: str) -> str | None:
    """The question with one name in the place of another; None where it does not have it."""
    pattern = rf"(?<!\w){re.escape(old)}(?!\w)"
    result, count = re.subn(pattern, new.replace("\\", r"\\"), question)
    return result if count and result != question else None


def _number(question: str, chance: random.Random) -> str | None:
    found = _NUMBER.findall(question)
    if not found:
        return None
    old = chance.choice(found)
    step = chance.choice([-6, -4, -3, -2, -1, 1, 2, 3, 4, 6])
    return renamed(question, old, str(abs(int(old) + step) or int(old) + 7))


def _name(question: str, names: Sequence[str], chance: random.Random) -> str | None:
    found = names_in(question)
    if not found or not names:
        return None
    old = chance.choice(found)
    for _ in range(8):
        new = chance.choice(names)
        if new.casefold() not in question.casefold() and old not in new:
            return renamed(question, old, new)
    return None
