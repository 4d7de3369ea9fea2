"""In a transcript, the item of the agenda that the turns speak to.

"We come to the handbook for teachers. Chile." – and Chile says "The draft is good but long",
without the word. What the chair announced stands above the turns that follow it like a heading,
until the next announcement.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import Passage, SpeakerKind

_ANNOUNCES = re.compile(
    r"\b(?:(?:we|i)(?:['’]ll|['’]d|\s+will|\s+shall|\s+would\s+like\s+to|\s+can|\s+should)?\s+(?:now\s+)?"
    r"(?:turn|come|move|pass|proceed|go)(?:\s+(?:on|now|then|over))?\s+(?:back\s+)?to"
    r"|let\s+us\s+(?:now\s+)?(?:turn|move|pass|proceed|take\s+up|begin\s+with|start\s+with)"
    r"|we\s+(?:now\s+)?(?:begin|start|open|resume|continue)\s+with"
    r"|(?:first|second|third|fourth|fifth|next|last|final)\s+(?:subject|item|topic|theme)\b"
    r"|(?:agenda\s+)?item\s+\d+)\b(?P<item>[^.?!]*)",
    re.I,
)
_SOMETHING = re.compile(r"[^\W\d_]{4,}")


def items(passages: Sequence[Passage]) -> dict[int, str]:
    """The item that each turn (unit) of a transcript speaks to; a turn before the first has none.

    `passages` are those of one document, in order. An announcement is the chair's; the item is
    what it says behind its verb.
    """
    found: dict[int, str] = {}
    running = ""
    for passage in passages:
        # The turn that announces still closes the item before.
        if running:
            found.setdefault(passage.unit, running)
        for sentence in passage.sentences:
            if not any(who.kind is SpeakerKind.CHAIR for who in sentence.speakers):
                continue
            text = passage.text[sentence.start - passage.start : sentence.end - passage.start]
            match = _ANNOUNCES.search(text)
            if match and _SOMETHING.search(match["item"]):
                running = " ".join(match["item"].split())
    return found


def under_item(passage: Passage, item: str) -> Passage:
    """The passage with its item as the nearest heading above it."""
    return passage.model_copy(update={"section": (*passage.section, item)})
