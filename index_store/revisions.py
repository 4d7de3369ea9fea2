"""Which document stands in place of which: revisions, corrigenda and addenda of one document.

A document number tells: "C25/70(Rev.1)" is a later version of "C25/70", "C25/70(Corr.1)" corrects
it, "C25/70(Add.1)" adds to it. Documents without a number are told by the names of their files
("agenda-rev2.docx"). Nothing of this is stored: it follows from the documents that are there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from index_store.records import DocumentRecord

# What the end of a number or file name says: "(Rev.2)", "/Corr.1", "-R1", " Revision 1".
_SUFFIX = re.compile(
    r"[\s(/._–-]*(?:(?<![^\W_])(?P<kind>rev|corr|add)[a-z]*|(?<=[(/-])(?P<short>r)(?=\d))"
    r"[\s._-]*(?P<n>\d{1,2})?\s*\)?\s*$",
    re.IGNORECASE,
)
_Part = tuple[str, int]
_Family = tuple[object, ...]  # what the numbers of all that belongs to a document share
_Work = tuple[_Family, tuple[_Part, ...]]


@dataclass(frozen=True)
class Edition:
    """What a number says of its document: `root` names all its versions.

    `parts` are corrigenda, addenda and revisions of these, outermost last:
    `(("rev", 1), ("corr", 2))` is the second corrigendum to the first revision.
    """

    root: str
    parts: tuple[_Part, ...] = ()

    @classmethod
    def of(cls, name: str) -> Edition:
        """The edition that a document number or the stem of a file's name tells.

        >>> Edition.of("CWG-COP-25/70(Rev.1)(Corr.2)").parts
        (('rev', 1), ('corr', 2))
        >>> Edition.of("A/AC.5/L.9/Rev.3").version, Edition.of("TD 12-R2").version
        (3, 2)
        """
        parts: list[_Part] = []
        while match := _SUFFIX.search(name):
            kind = (match["kind"] or "rev").lower()
            parts.insert(0, (kind, int(match["n"] or 1)))
            name = name[: match.start()]
        return cls("/".join(re.findall(r"[^\W_]+", name.casefold())), tuple(parts))

    @property
    def version(self) -> int:
        """Number of the revision, 0 for the original."""
        return self.parts[-1][1] if self.parts and self.parts[-1][0] == "rev" else 0

    @property
    def work(self) -> tuple[_Part, ...]:
        """What this is a version of: the document itself, or one of its corrigenda or addenda."""
        return self.parts[:-1] if self.version else self.parts

    @property
    def corrects(self) -> tuple[tuple[_Part, ...], int] | None:
        """Work and version that a corrigendum corrects, None for everything else."""
        if not self.work or self.work[-1][0] != "corr":
            return None
        corrected = Edition(self.root, self.work[:-1])
        return corrected.work, corrected.version


@dataclass(frozen=True)
class Revisions:
    """What stands in place of documents, and what corrects them, by their ids."""

    superseded: dict[str, str] = field(default_factory=dict)
    """Older documents with the newest version of each."""
    corrected: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Documents with their corrigenda, in the order of their numbers."""

    def marked(self, record: DocumentRecord) -> DocumentRecord:
        """The record with what supersedes and what corrects its document."""
        if record.id not in self.superseded and record.id not in self.corrected:
            return record
        return record.model_copy(
            update={
                "superseded_by": self.superseded.get(record.id),
                "corrected_by": self.corrected.get(record.id, ()),
            }
        )


@dataclass(frozen=True)
class Listing:
    """All documents of a store at one of its revisions, by id, in the order of their ids."""

    revision: int
    documents: Mapping[str, DocumentRecord]
    revisions: Revisions

    @classmethod
    def of(cls, revision: int, records: Sequence[DocumentRecord]) -> Listing:
        """The documents, each marked with what supersedes and corrects it."""
        known = revisions(records)
        return cls(revision, {record.id: known.marked(record) for record in records}, known)


NOTHING = Listing(-1, MappingProxyType({}), Revisions())
"""What is listed before a store has been asked."""


def revisions(records: Sequence[DocumentRecord]) -> Revisions:
    """What the documents of a store are to each other.

    A corrigendum that names no revision belongs to the original; where a revision is not older,
    to that one too, else the revision stands in place of both.
    """
    works: dict[_Work, dict[int, list[DocumentRecord]]] = defaultdict(dict)
    corrigenda: list[tuple[_Work, int, DocumentRecord]] = []
    for record in records:
        family, edition = _edition(record)
        works[family, edition.work].setdefault(edition.version, []).append(record)
        if edition.corrects is not None:
            corrected, version = edition.corrects
            corrigenda.append(((family, corrected), version, record))
    superseded: dict[str, str] = {}
    for by_version in works.values():
        newest = by_version[max(by_version)]
        for version, older in by_version.items():
            if version < max(by_version):
                superseded |= {record.id: _stands_for(record, newest) for record in older}
    beside: dict[str, list[str]] = defaultdict(list)
    for work, version, corrigendum in corrigenda:
        if corrigendum.id in superseded:
            continue
        versions = works.get(work, {})
        latest = max(versions, default=version)
        applies = [version]
        if latest > version:
            if version or _older(corrigendum, versions[latest]):
                superseded[corrigendum.id] = _stands_for(corrigendum, versions[latest])
            else:
                applies.append(latest)
        for record in (record for v in applies for record in versions.get(v, ())):
            beside[record.id].append(corrigendum.id)
    return Revisions(superseded, {id_: tuple(sorted(ids)) for id_, ids in beside.items()})


def _edition(record: DocumentRecord) -> tuple[_Family, Edition]:
    """What the versions of a document have in common, and which of them it is."""
    if record.number is None:
        path = Path(record.path)
        edition = Edition.of(path.stem)
        return (str(path.parent), edition.root), edition
    edition = Edition.of(record.number)
    # "C25/70" is one document, "WP 12" one of each meeting.
    within = () if "/" in record.number else (record.meeting, record.meeting_name)
    return (edition.root, *within), edition


def _stands_for(record: DocumentRecord, newest: Sequence[DocumentRecord]) -> str:
    """The newest version in the language of a document, else in any."""
    same = [other.id for other in newest if other.language == record.language]
    return min(same or [other.id for other in newest])


def _older(record: DocumentRecord, others: Sequence[DocumentRecord]) -> bool:
    """Whether a document is older than each of the others, as far as their dates tell."""
    if record.date is None:
        return False
    return all(other.date is not None and record.date < other.date for other in others)
