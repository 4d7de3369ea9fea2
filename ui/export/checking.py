"""Whether kept answers still quote what the documents say."""

from __future__ import annotations

from collections.abc import Iterable

from index_store import Store
from index_store.errors import UnknownDocument
from ui.errors import Failure
from ui.export.briefing import Entry, sources
from ui.export.wording import quoted_words


def check(entries: Iterable[Entry], store: Store) -> None:
    """Raises `Failure` with one line where a quotation does not stand in the documents.

    A document may have changed since it was quoted, or be none that this store has.
    """
    texts: dict[str, str] = {}
    for entry in entries:
        for source in sources(entry.answer):
            try:
                text = texts.get(source.document) or store.text(source.document)
            except UnknownDocument:
                raise Failure(f"{source.document} is not among the documents any more") from None
            texts[source.document] = text
            words = quoted_words(source)
            if not words or text[source.start : source.end] != words:
                raise Failure(
                    f"{source.document} has changed since it was quoted: "
                    f"ask again “{entry.answer.question}”"
                )
