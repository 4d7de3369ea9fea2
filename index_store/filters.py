"""Which passages a question may be answered from."""

from __future__ import annotations

import re

from pydantic import BaseModel, ConfigDict, field_validator

from index_store.names import speaker_key
from ingest.model import DocumentKind

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


def date_number(date: str | None, missing: str = "01") -> int | None:
    """An ISO date as the integer yyyymmdd, which every index compares the same way.

    Parts that are not given ("2025-09") count as `missing`; None where it is no ISO date.

    >>> date_number("2025-09-16"), date_number("2025-09"), date_number("2025", missing="99")
    (20250916, 20250901, 20259999)
    """
    match = _DATE.match((date or "")[:10].strip())
    if match is None:
        return None
    year, month, day = match.groups()
    return int(f"{year}{month or missing}{day or missing}")


class Filters(BaseModel):
    """Conditions on passages; each list means "one of these", and all given ones must hold.

    >>> Filters(speakers=("Malaysia",), meetings=(24,), since="2025").empty
    False
    """

    model_config = ConfigDict(frozen=True)

    speakers: tuple[str, ...] = ()
    meetings: tuple[int, ...] = ()
    kinds: tuple[DocumentKind, ...] = ()
    documents: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    all_versions: bool = False
    """Whether documents answer of which there is a newer revision."""
    excluded: tuple[str, ...] = ()
    """Documents left out; the store puts the superseded ones here (see `Store.limits`)."""

    @field_validator("since", "until")
    @classmethod
    def _iso(cls, value: str | None) -> str | None:
        if value is not None and date_number(value) is None:
            raise ValueError(f"{value!r} is not a date: write 2025, 2025-09 or 2025-09-16")
        return value

    @property
    def empty(self) -> bool:
        """True where every passage passes."""
        return self == Filters(all_versions=self.all_versions)

    @property
    def speaker_keys(self) -> tuple[str, ...]:
        """The speakers as the indexes know them."""
        return tuple(speaker_key(name) for name in self.speakers)

    @property
    def first_day(self) -> int | None:
        """`since` as yyyymmdd."""
        return date_number(self.since)

    @property
    def last_day(self) -> int | None:
        """`until` as yyyymmdd; "2025" lasts until the end of 2025."""
        return date_number(self.until, missing="99")
