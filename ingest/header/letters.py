"""Letters: told by the words that close them; who signs stands below those."""

from __future__ import annotations

import re

from ingest.header import sources
from ingest.header.labels import any_of, pattern, words
from ingest.model import Speaker, SpeakerKind
from ingest.names import persons

_SIGNATURE = 4  # lines below the closing words
_WORDS = 10


def is_letter(text: str, greets: bool = False) -> bool:
    """Whether a line of a text closes a letter: "Yours sincerely,".

    What greets somebody is also closed by "(Signed)" before a name.
    """
    return _closing().search(text) is not None or (greets and _signed().search(text) is not None)


def signers(text: str) -> list[Speaker]:
    """The state or organisation and the person who sign a letter, as far as its end tells.

    >>> [one.name for one in signers("Yours sincerely,\\n\\nIvo Example\\nMinister of Ports, Fiji")]
    ['Fiji', 'Ivo Example']
    """
    match = _closing().search(text) or _signed().search(text)
    lines = text[match.end() :].split("\n") if match else []
    signature = [line.strip(" ,.()") for line in lines if line.strip()][:_SIGNATURE]
    signature = [line for line in signature if len(line.split()) <= _WORDS]
    people = [line for line in signature if persons.is_name(line)][:1]
    below = [line for line in signature if line not in people]
    states = [state for line in below for state in sources.states(line)][:1]
    bodies = [line for line in below if pattern("bodies", "government").search(line)][:1]
    found = states or [Speaker(name=_chaired(name), kind=SpeakerKind.PARTNER) for name in bodies]
    return [*found, *(Speaker(name=name, kind=SpeakerKind.PERSON) for name in people)]


def _chaired(office: str) -> str:
    """The body in whose name its chair signs: of "Chair of the Joint Commission" that one."""
    of = rf"\s+{any_of(words('by'))}\s+(?:{any_of(words('articles'))}\s+)?(?=\S)"
    return pattern("chairs", before="^", after=of).sub("", office)


def _signed() -> re.Pattern[str]:
    return pattern("signed", before=r"(?m)^[^\S\n]*[(\[]\s*", after=r"\s*[)\]]")


def _closing() -> re.Pattern[str]:
    return pattern("closing", before=r"(?m)^[^\w\n]*", after=r"[^\w\n]*$")
