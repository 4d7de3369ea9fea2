"""The store and the assistant as programs may use them: to read, never to change anything."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, TypeVar

import anyio
from anyio import to_thread

from assistant.answer import Answer
from assistant.stopping import Stop
from ui.api.requests import Ask, Export, Narrowing, Search
from ui.commands.show import in_paragraph
from ui.errors import BadUsage, Failure
from ui.export import Entry, briefing, exported
from ui.finding import find_document
from ui.results import (
    DocumentText,
    ListedDocument,
    SearchResult,
    ShownDocument,
    ShownPassage,
    without_folders,
)
from ui.web import limits

if TYPE_CHECKING:
    from index_store import Store
    from index_store.filters import Filters
    from index_store.records import DocumentRecord
    from ingest.model import Passage
    from ui.access.seen import Shown
    from ui.web.sessions import Sessions

T = TypeVar("T")


class Busy(Failure):
    """Too many requests wait already."""


class Library:
    """Answers programs; `path` in what it gives is the name of a file.

    What is asked for is worked on in threads, `limits.PROGRAMS` at a time, so that programs
    never keep the page waiting. All methods raise `BadUsage` where the store has nothing of the
    name that is given.
    """

    def __init__(self, shown: Shown, sessions: Sessions, top_k: int | None = None) -> None:
        """`shown`: what whoever asks may see; `sessions`: where work is registered, so that it
        stops when the server does.
        """
        self._shown = shown
        self._sessions = sessions
        self._top_k = top_k
        self._turns = anyio.CapacityLimiter(limits.PROGRAMS)

    @property
    def store(self) -> Store:
        """The documents that whoever asks may read."""
        return self._shown.store

    def filters(self, request: Narrowing) -> Filters:
        """What a request is narrowed down to; raises `Failure` where nothing is stored."""
        if not self.store.documents():
            raise Failure("there are no documents in the store yet")
        return request.filters(self.store)

    async def stream(self, request: Ask, filters: Filters) -> AsyncIterator[Answer]:
        """The answer as it grows; the last one is complete. Closing the iterator stops the work."""
        top_k = request.top_k or self._top_k
        async with self._working() as stop:
            steps = self._shown.assistant.stream(
                request.question, request.history, filters, top_k, stop
            )
            while (answer := await self._run(lambda: next(steps, None))) is not None:
                yield without_folders(answer)

    async def ask(self, request: Ask) -> Answer:
        """The complete answer."""
        filters = await self._run(lambda: self.filters(request))
        complete = None
        async for answer in self.stream(request, filters):
            complete = answer
        if complete is None:
            raise RuntimeError("an answer without an end")
        return complete

    async def export(self, request: Export) -> bytes:
        """The answers to the questions of a conversation as one briefing note."""
        filters = await self._run(lambda: self.filters(request))
        narrow = request.model_dump(exclude={"questions", "format"})
        entries = []
        for n, question in enumerate(request.questions):
            asked = Ask(question=question, history=request.questions[:n], **narrow)
            entries.append(Entry(answer=await self.ask(asked), filters=filters))
        note = briefing(entries, self.store.documents())
        return await self._run(lambda: exported(note, request.format))

    async def search(self, request: Search) -> SearchResult:
        """The nearest passages, best first."""

        def find() -> SearchResult:
            filters = self.filters(request)
            passages = self._shown.assistant.search(request.query, (), filters, request.top_k)
            return SearchResult(passages=passages)

        return without_folders(await self._run(find))

    def documents(self) -> list[ListedDocument]:
        """What is in the store."""
        return [without_folders(ListedDocument.of(record)) for record in self.store.documents()]

    def document(self, name: str) -> ListedDocument:
        """One document by its id, number or file name."""
        return without_folders(ListedDocument.of(find_document(self.store, name)))

    def passages(
        self, name: str, paragraph: str | None = None, at: int | None = None
    ) -> ShownDocument:
        """A document, or one paragraph of it, with its passages.

        `at`: an offset, in place of the paragraph's number; transcripts have none.
        """
        record, passages = self._found(name, paragraph, at)
        return without_folders(
            ShownDocument(
                document=ListedDocument.of(record),
                passages=[ShownPassage.of(passage) for passage in passages],
            )
        )

    def text(self, name: str, paragraph: str | None = None, at: int | None = None) -> DocumentText:
        """The canonical text of a document, or of one paragraph of it (see `passages`)."""
        record, passages = self._found(name, paragraph, at)
        text = self.store.text(record.id)
        if (paragraph, at) != (None, None):
            text = text[passages[0].start : passages[-1].end]
        return without_folders(DocumentText(document=record.id, path=record.path, text=text))

    def _found(
        self, name: str, paragraph: str | None, at: int | None
    ) -> tuple[DocumentRecord, list[Passage]]:
        record = find_document(self.store, name)
        passages = self.store.passages(record.id)
        if paragraph is not None:
            passages = in_paragraph(record, passages, paragraph)
        if at is not None:
            units = {passage.unit for passage in passages if passage.start <= at < passage.end}
            passages = [passage for passage in passages if passage.unit in units]
            if not passages:
                raise BadUsage(f"{record.id} has no passage at {at}")
        return record, passages

    async def _run(self, work: Callable[[], T]) -> T:
        """Work in a thread, when it is its turn; whoever no longer waits is not kept."""
        if self._turns.statistics().tasks_waiting >= limits.WAITING:
            raise Busy("too many requests wait already; try again in a minute")
        return await to_thread.run_sync(work, abandon_on_cancel=True, limiter=self._turns)

    @asynccontextmanager
    async def _working(self) -> AsyncIterator[Stop]:
        """While an answer is worked on; it is stopped at the end, however that comes."""
        name = f"program {secrets.token_hex(8)}"
        self._sessions.opened(name)
        try:
            with self._sessions.working(name) as stop:
                try:
                    yield stop
                finally:
                    self._sessions.stop(name)
        finally:
            self._sessions.closed(name)
