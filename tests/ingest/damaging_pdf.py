"""PDFs damaged as transfers, disks and attackers damage files, the same for the same seed."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.raw import RawDocument
from ingest.readers import read_raw

_UNSEEN = 6  # words: so many letters may change inside strings that carry no check sum


def damaged(whole: bytes, seed: int) -> bytes:
    """`whole` with one damage."""
    chance = random.Random(seed)
    at = chance.randrange(len(whole))
    size = chance.choice((1, 4, 20, 200))
    kind = chance.choice(("flip", "blank", "noise", "cut", "lose", "twice"))
    part = whole[at : at + size]
    if kind == "flip":
        return (
            whole[:at]
            + bytes(byte ^ 1 << chance.randrange(8) for byte in part)
            + whole[at + size :]
        )
    if kind == "blank":
        return whole[:at] + b"\x00" * len(part) + whole[at + size :]
    if kind == "noise":
        return whole[:at] + chance.randbytes(len(part)) + whole[at + size :]
    if kind == "cut":
        return whole[:at]
    if kind == "lose":
        return whole[:at] + whole[at + size :]
    return whole[:at] + part + part + whole[at + size :]


def lost_in_silence(path: Path, undamaged: RawDocument) -> str:
    """What a damaged file lost without a word, "" where nothing; raises what was not foreseen."""
    try:
        raw = read_raw(path)
    except UnreadableFile as error:
        return "more than one line" if "\n" in str(error) else ""
    lost = Counter(undamaged.text.split()) - Counter(raw.text.split())
    if raw.warnings or sum(lost.values()) <= _UNSEEN:
        return ""
    return f"{sum(lost.values())} words: {' '.join(lost)[:200]}"
