"""Offices as the chair of a debate uses them: who is called upon by one, and thanked by it.

Many transcripts print names alone, and tell an office only when the floor is given ("I call the
Deputy Minister." – Ann Lee: …) or taken back (Ann Lee: … – "Thank you, Deputy Minister.").
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from ingest.model import Speaker

_OFFICE = (
    r"(?P<office>(?:(?:Deputy|Prime|First|Cabinet|Vice|Parliamentary|Permanent)\s+)"
    r"(?:Minister|Secretary|President))"
)
_GIVEN = re.compile(
    rf"(?:^|[.!?]\s+|\b(?:call|invite|turn\s+to|over\s+to)\s+(?:on\s+|upon\s+)?)(?:the\s+)?{_OFFICE}"
    r"(?:,?\s+(?:then|please|now|to\s+(?:speak|reply|respond|move)[^.?!]*))*\s*[.?]\s*$"
)
_TAKEN_BACK = re.compile(
    rf"^(?:Okay[.,]\s+|Right[.,]\s+)*(?:Thank\s+you|Thanks|Diolch)(?:\s+(?:very|so)\s+much)?"
    rf"(?:\s+indeed)?,\s+{_OFFICE}\b"
)
_TURN = re.compile(r"^(?P<label>[^\n:]{3,90}?)\s*:\s*(?P<words>[^\n]*)$", re.MULTILINE)
_LEAST, _SHARE = 2, 0.8  # times that tell an office, and share of them that are one person's


def offices(text: str, person: Callable[[str], Speaker | None]) -> Iterator[tuple[str, Speaker]]:
    """Offices and who holds each, as the turns of a transcript tell.

    `person(label)` is who a turn's label names. An office counts where it was told at least
    twice and hardly ever of anybody else.

    >>> ann = Speaker(name="Ann Lee", kind="person")
    >>> text = '''Bo Ray: I call the Deputy Minister.
    ... Ann Lee: We will act.
    ... Bo Ray: Thank you, Deputy Minister. Next.'''
    >>> [(office, who.name) for office, who in offices(text, {"Ann Lee": ann}.get)]
    [('Deputy Minister', 'Ann Lee')]
    """
    told: dict[str, Counter[Speaker]] = defaultdict(Counter)
    turns = [(person(m["label"]), m["words"]) for m in _TURN.finditer(text)]
    for n, (_, words) in enumerate(turns):
        for pattern, at in ((_GIVEN, n + 1), (_TAKEN_BACK, n - 1)):
            match = pattern.search(words)
            who = turns[at][0] if 0 <= at < len(turns) else None
            if match and who is not None:
                told[" ".join(match["office"].split())][who] += 1
    for office, holders in told.items():
        holder, times = holders.most_common(1)[0]
        if times >= _LEAST and times >= _SHARE * holders.total():
            yield office, holder
