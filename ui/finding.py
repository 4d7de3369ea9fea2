"""Finds documents and speakers of a store by what people type."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.folding import composed
from ui.errors import BadUsage
from ui.suggesting import did_you_mean

if TYPE_CHECKING:
    from index_store import Store
    from index_store.records import DocumentRecord


@dataclass(frozen=True)
class FoundSpeaker:
    """A speaker's normalised name, and whether the store has a statement by them."""

    name: str
    present: bool


def find_document(store: Store, wanted: str) -> DocumentRecord:
    """The document with this id, number, file or file name.

    Raises `BadUsage` with the nearest ids where there is none or more than one.
    """
    records = store.documents()
    key = composed(wanted).casefold().strip()
    for keys in (
        lambda record: (record.id,),
        lambda record: (record.number or "", str(record.path), Path(record.path).name),
        lambda record: (Path(record.path).stem, record.title),
    ):
        found = [r for r in records if key and key in {composed(k).casefold() for k in keys(r)}]
        if len(found) == 1:
            return found[0]
        if found:
            raise BadUsage(f"several documents are called {wanted!r}: {_list(r.id for r in found)}")
    hint = did_you_mean(wanted, [record.id for record in records])
    raise BadUsage(
        f"no document {wanted!r} in the store{hint or '; cop-assistant documents lists all'}"
    )


def find_speaker(store: Store, wanted: str) -> FoundSpeaker:
    """The speaker of this name, in any of its forms and with small typing errors.

    Raises `BadUsage` with the nearest names where nobody is called so.
    """
    from ingest.names.finder import NameFinder

    wanted = composed(wanted)
    counts = store.speakers()
    spoken = {count.speaker.name: count.spoken > 0 for count in counts}
    for name in spoken:
        if name.casefold() == wanted.casefold().strip():
            return FoundSpeaker(name, spoken[name])
    speaker = NameFinder(count.speaker for count in counts).resolve(wanted, fuzzy=True)
    if speaker is not None:
        return FoundSpeaker(speaker.name, spoken.get(speaker.name, False))
    hint = did_you_mean(wanted, [name for name, present in spoken.items() if present])
    raise BadUsage(f"nobody called {wanted!r} speaks in the store{hint}")


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)
