"""The full-text index: BM25 over the passages' terms, on disk, with Tantivy."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index_store.analysis import analyzer, terms
from index_store.filters import Filters, date_number
from index_store.names import speaker_key
from index_store.records import DocumentRecord
from ingest.folding import composed
from ingest.model import Passage

if TYPE_CHECKING:
    import tantivy

_HEAP = 64_000_000  # bytes the writer may use before it writes a segment
_STAMP = "catalogue-version"
_CONTEXT_WEIGHT = 0.5  # of a term in title, headings or speakers against one in the text


class FullText:
    """A Tantivy index of all passages; writes are seen after `commit`."""

    def __init__(self, folder: Path) -> None:
        """The index in `folder`; opened, or created where there is none, when first used."""
        self.folder = folder
        self._schema = _schema()
        self._opened: tantivy.Index | None = None
        self._writer: tantivy.IndexWriter | None = None
        self._links: tempfile.TemporaryDirectory[str] | None = None
        self._lock = threading.RLock()

    @property
    def _index(self) -> tantivy.Index:
        with self._lock:
            if self._opened is None:
                self._opened = self._open()
            return self._opened

    def _open(self) -> tantivy.Index:
        import tantivy

        folder = self.folder
        if folder.is_dir() and not os.access(folder, os.W_OK):
            folder = self._linked()
        folder.mkdir(parents=True, exist_ok=True)
        try:
            index = tantivy.Index(self._schema, path=str(folder))
        except ValueError:
            # Of another schema, by an earlier version: it is only a copy, so start it afresh.
            shutil.rmtree(folder)
            folder.mkdir()
            index = tantivy.Index(self._schema, path=str(folder))
        index.register_tokenizer("terms", analyzer())
        return index

    def _linked(self) -> Path:
        """A folder of links to the files: Tantivy makes a lock beside them, even to read."""
        self._links = tempfile.TemporaryDirectory(prefix="cop-assistant-")
        for path in self.folder.iterdir():
            if not path.name.endswith(".lock"):
                Path(self._links.name, path.name).symlink_to(path.absolute())
        return Path(self._links.name)

    def count(self) -> int:
        """Number of passages that can be found."""
        return int(self._index.searcher().num_docs)

    @property
    def stamp(self) -> int | None:
        """The version of the catalogue that the index holds, None where it is not known."""
        path = self.folder / _STAMP
        text = path.read_text(encoding="ascii") if path.is_file() else ""
        return int(text) if text.isdecimal() else None

    def set_stamp(self, version: int) -> None:
        """Commits, and notes the version."""
        self.commit()
        (self.folder / _STAMP).write_text(str(version), encoding="ascii")

    def add(self, document: DocumentRecord, passages: Sequence[tuple[int, Passage]]) -> None:
        """Adds the passages of a document, as (row in the catalogue, passage)."""
        import tantivy

        writer = self._writing()
        day = date_number(document.date)
        for row, passage in passages:
            entry = tantivy.Document()
            entry.add_unsigned("row", row)
            led = [lead.text for lead in passage.lead]
            entry.add_text("text", composed("\n".join([*led, passage.text])))
            entry.add_text("context", composed(_context(document, passage)))
            entry.add_text("document", document.id)
            entry.add_text("kind", document.kind.value)
            if document.meeting is not None:
                entry.add_integer("meeting", document.meeting)
            if day is not None:
                entry.add_integer("date", day)
            for speaker in passage.speakers:
                entry.add_text("speaker", speaker_key(speaker.name))
            writer.add_document(entry)

    def remove(self, document: str) -> None:
        """Takes out all passages of a document."""
        self._writing().delete_documents_by_term("document", document)

    def clear(self) -> None:
        """Starts afresh, whatever is in the folder."""
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def commit(self) -> None:
        """Makes all changes so far durable and visible, at once."""
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.commit()
            writer.wait_merging_threads()  # takes the writer, and its lock, down
        self._index.reload()

    def refresh(self) -> None:
        """Sees what another process has committed, or put in its place."""
        self.close()

    def rows(self) -> set[int]:
        """Rows of all passages in the index."""
        import tantivy

        searcher = self._index.searcher()
        everything, count = tantivy.Query.all_query(), self.count()
        hits = searcher.search(everything, limit=max(1, count), count=False).hits
        rows = searcher.fast_field_values("row", [address for _, address in hits])
        return {int(row or 0) for row in rows}

    def search(self, query: str, k: int, filters: Filters) -> list[tuple[int, float]]:
        """Rows and BM25 scores of the `k` best passages that pass `filters`, best first.

        `query` is plain words: quotes, colons, brackets and operators mean nothing special.
        """
        import tantivy

        words = Counter(terms(query))
        if not words or k <= 0:
            return []
        should, must = tantivy.Occur.Should, tantivy.Occur.Must
        parts = []
        for word, times in words.items():
            for field, weight in (("text", 1.0), ("context", _CONTEXT_WEIGHT)):
                term = tantivy.Query.term_query(self._schema, field, word, "freq")
                parts.append((should, tantivy.Query.boost_query(term, weight * times)))
        wanted = tantivy.Query.boolean_query(parts)
        conditions = [
            (must, tantivy.Query.const_score_query(condition, 0.0))
            for condition in self._conditions(filters)
        ]
        if filters.excluded:
            excluded = list(filters.excluded)
            left_out = tantivy.Query.term_set_query(self._schema, "document", excluded)
            conditions.append((tantivy.Occur.MustNot, left_out))
        if conditions:
            wanted = tantivy.Query.boolean_query([(must, wanted), *conditions])
        searcher = self._index.searcher()
        hits = searcher.search(wanted, limit=k, count=False).hits
        rows = searcher.fast_field_values("row", [address for _, address in hits])
        return [(int(row or 0), score) for row, (score, _) in zip(rows, hits, strict=True)]

    def close(self) -> None:
        """Lets go of the files, and gives up what is not committed."""
        with self._lock:
            self._writer = self._opened = None
            if self._links is not None:
                self._links.cleanup()
                self._links = None

    def _conditions(self, filters: Filters) -> list[tantivy.Query]:
        import tantivy

        listed: list[tuple[str, list[str] | list[int]]] = [
            ("speaker", list(filters.speaker_keys)),
            ("document", list(filters.documents)),
            ("meeting", list(filters.meetings)),
            ("kind", [kind.value for kind in filters.kinds]),
        ]
        conditions = [
            tantivy.Query.term_set_query(self._schema, field, values)
            for field, values in listed
            if values
        ]
        if filters.first_day is not None or filters.last_day is not None:
            first, last = filters.first_day or 0, filters.last_day or 99999999
            conditions.append(
                tantivy.Query.range_query(
                    self._schema, "date", tantivy.FieldType.Integer, first, last
                )
            )
        return conditions

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(heap_size=_HEAP, num_threads=1)
        return self._writer


def _schema() -> tantivy.Schema:
    import tantivy

    schema = tantivy.SchemaBuilder()
    schema.add_unsigned_field("row", fast=True)
    # Positions are left out: nothing asks for phrases, and they double the size.
    schema.add_text_field("text", tokenizer_name="terms", index_option="freq")
    schema.add_text_field("context", tokenizer_name="terms", index_option="freq")
    for name in ("document", "kind", "speaker"):
        schema.add_text_field(name, tokenizer_name="raw", index_option="basic")
    schema.add_integer_field("meeting", indexed=True)
    schema.add_integer_field("date", indexed=True, fast=True)
    return schema.build()


def _context(document: DocumentRecord, passage: Passage) -> str:
    names = (speaker.name for speaker in passage.speakers)
    return " ".join((document.title, *passage.section, *names))
