"""What delegations said, sentence by sentence, as the store has it."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict, Field

from assistant.store_reader import passes
from index_store import Store
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


class Statement(BaseModel):
    """One sentence that a delegation said, and where it stands."""

    model_config = ConfigDict(frozen=True)

    delegations: tuple[str, ...]
    document: str
    title: str
    meeting: int | str | None = Field(default=None, description="number, else name as printed")
    unit: int = Field(description="0-based place of its paragraph or turn in the document")
    heading: str = Field(default="", description="the heading that it stands under")
    paragraph: str | None = None
    page: int | None = None
    start: int
    end: int
    text: str

    @property
    def words(self) -> int:
        """How much it says."""
        return len(self.text.split())


def statements(store: Store, filters: Filters = _NO_FILTERS) -> Iterator[Statement]:
    """Every sentence of the documents that pass the filters which a delegation said.

    With `filters.speakers`, only theirs.
    """
    filters = store.limits(filters)
    wanted = frozenset(filters.speaker_keys)
    for record in store.documents():
        if not passes(record, filters):
            continue
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
                        title=record.title,
                        meeting=record.meeting if record.meeting else record.meeting_name,
                        unit=passage.unit,
                        heading=passage.section[-1] if passage.section else "",
                        paragraph=passage.paragraph,
                        page=passage.page,
                        start=sentence.start,
                        end=sentence.end,
                        text=passage.text[
                            sentence.start - passage.start : sentence.end - passage.start
                        ],
                    )
