"""What delegations said, sentence by sentence, as the store has it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.store_reader import passes
from index_store import Store
from index_store.embedded import Progress
from index_store.filters import Filters
from index_store.names import speaker_key
from ingest.model import Passage, SpeakerKind

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
                said = passage.words_of(sentence)
                if who and not in_header(passage, said):
                    yield Statement(
                        delegations=who,
                        document=record.id,
                        unit=passage.unit,
                        start=sentence.start,
                        end=sentence.end,
                        words=words(said),
                        heading=passage.section[-1] if passage.section else "",
                        meeting=record.meeting if record.meeting else record.meeting_name,
                        paragraph=passage.paragraph,
                        page=passage.page,
                    )


def words(text: str) -> int:
    """How many words a text has; the mark before a list item is none.

    >>> words("- one lantern")
    2
    """
    return sum(any(map(str.isalnum, word)) for word in text.split())


def in_header(passage: Passage, line: str) -> bool:
    """Whether a line stands where headers do, above all headings, and ends as no sentence does.

    A text of one author is theirs from its first line on, but nobody says "English only".
    """
    if passage.paragraph is not None or passage.section:
        return False
    bare = line.rstrip()
    while bare and unicodedata.category(bare[-1]) in ("Pe", "Pf", "Pi"):
        bare = bare[:-1]
    return not bare or unicodedata.category(bare[-1]) != "Po"
