"""What delegations said, sentence by sentence, as the store has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.store_reader import passes
from index_store import Store
from index_store.embedded import Progress
from index_store.filters import Filters
from index_store.names import speaker_key
from ingest.model import SpeakerKind

DELEGATIONS = frozenset(
    {
        SpeakerKind.MEMBER_STATE,
        SpeakerKind.GROUP,
        SpeakerKind.SECTOR_MEMBER,
        SpeakerKind.PARTNER,
    }
)
"""Kinds of speakers that are delegations; chairs, secretariats and persons are none."""
_NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence that a delegation said, by its place: `store.text(document)[start:end]`.

    unit: 0-based place of its paragraph or turn in the document. words: how much it says.
    heading: the one that it stands under. meeting: its number, else its name as printed.
    """

    delegations: tuple[str, ...]
    document: str
    unit: int
    start: int
    end: int
    words: int
    heading: str = ""
    meeting: int | str | None = None
    paragraph: str | None = None
    page: int | None = None


def statements(
    store: Store, filters: Filters = _NO_FILTERS, progress: Progress | None = None
) -> Iterator[Statement]:
    """Every sentence of the documents that pass the filters which a delegation said.

    With `filters.speakers`, only theirs. `progress(done, total, id)` counts documents.
    """
    filters = store.limits(filters)
    wanted = frozenset(filters.speaker_keys)
    records = [record for record in store.documents() if passes(record, filters)]
    for done, record in enumerate(records, 1):
        if progress is not None:
            progress(done, len(records), record.id)
        for passage in store.passages(record.id):
            for sentence in passage.sentences:
                who = tuple(
                    speaker.name
                    for speaker in sentence.speakers
                    if speaker.kind in DELEGATIONS
                    and (not wanted or speaker_key(speaker.name) in wanted)
                )
                if who:
                    yield Statement(
                        delegations=who,
                        document=record.id,
                        unit=passage.unit,
                        start=sentence.start,
                        end=sentence.end,
                        words=len(
                            passage.text[
                                sentence.start - passage.start : sentence.end - passage.start
                            ].split()
                        ),
                        heading=passage.section[-1] if passage.section else "",
                        meeting=record.meeting if record.meeting else record.meeting_name,
                        paragraph=passage.paragraph,
                        page=passage.page,
                    )
