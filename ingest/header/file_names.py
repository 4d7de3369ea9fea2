"""What the name of a file tells of whose statement it is: "UNGA79_Chad_fr", "statement-td-fr"."""

from __future__ import annotations

import re
from functools import cache

from ingest.header.labels import kinds
from ingest.model import Speaker
from ingest.names.states import by_code, gazetteer

_LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")


def state(stem: str) -> Speaker | None:
    """The state whose statement a file is by its name; None where that tells anything else.

    The name holds nothing but the state and what such names are made of: words for a kind of
    document, meetings, numbers and the language. A code of two letters counts ahead of the
    language alone, since many are words.

    >>> state("UNGA79_SriLanka_en").name, state("statement-unga80-lk-en").name
    ('Sri Lanka', 'Sri Lanka')
    >>> state("statement-on-chad"), state("report-of-td")
    (None, None)
    """
    parts = [part for part in re.split(r"[\W_]+", stem) if part]
    language = bool(parts) and parts[-1].lower() in _LANGUAGES
    left = [part for part in parts[: -1 if language else None] if not _is_form(part)]
    if len(left) == 1 and len(left[0]) == 2:
        return by_code().get(left[0].upper()) if language else None
    return _by_name().get("".join(left).casefold()) if left else None


def _is_form(part: str) -> bool:
    """Whether a part is a number, a meeting ("UNGA79") or a word for a kind of document."""
    return any(c.isdigit() for c in part) or part.casefold() in _kind_words()


@cache
def _kind_words() -> frozenset[str]:
    return frozenset(word.casefold() for listed in kinds().values() for word in listed)


@cache
def _by_name() -> dict[str, Speaker]:
    """States by their names in all languages, written together."""
    return {
        "".join(re.findall(r"\w+", name)).casefold(): known.speaker
        for known in gazetteer()
        for name in (*known.translations, *known.names)
    }
