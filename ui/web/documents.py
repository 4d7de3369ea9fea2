"""The tab of the documents: the table, one document, and what may be changed by whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.place import short_title
from index_store.errors import UnknownDocument
from ui.web.answering import page_of, told
from ui.web.desk import Desk
from ui.web.documents_table import COLUMNS, chosen, document_html, table
from ui.web.holdings import Removed
from ui.web.incoming import SUFFIXES
from ui.web.library import Told, ingested, told_html
from ui.web.words import says_to

if TYPE_CHECKING:
    from gradio.components import Component

    from assistant.messages.catalogue import Messages
    from index_store.ingestion import IngestReport
    from ui.progress import Advance

PROGRESS = gr.Progress()
EMPTY = "There are no documents yet. Add the first one above."
READ_ONLY = "Documents are added by those who run this server."


class DocumentsTab:
    """The parts of the tab; to be made inside of a `gr.Blocks`."""

    def __init__(self, desk: Desk, say: gr.I18n) -> None:
        """`say`: the words of the page in the language of whoever looks at it."""
        self._desk = desk
        self.upload = gr.File(
            label=say("Add documents (.docx, .pdf, .txt, .md, .html)"),
            file_count="multiple",
            file_types=list(SUFFIXES),
            elem_id="cop-upload",
            height=150,
        )
        with gr.Row(elem_id="cop-changes"):
            self.folder = gr.UploadButton(
                say("Add a folder"),  # type: ignore[arg-type]
                file_count="directory",
                elem_id="cop-folder",
                size="sm",
            )
        with gr.Column(elem_id="cop-told"):  # in sight wherever somebody acts
            self.news = gr.HTML("", elem_id="cop-news")
            gr.HTML("<div role='log'></div>", elem_id="cop-messages")
            self.undo = gr.Button(say("Undo"), visible=False, elem_id="cop-undo", size="sm")
        self.table = gr.Dataframe(
            headers=list(COLUMNS),
            type="array",
            label=say("Documents"),
            interactive=False,
            show_search="search",
            wrap=True,
            max_height=420,
            buttons=["fullscreen"],
            elem_id="cop-table",
        )
        self.note = gr.HTML("", elem_id="cop-note")
        with gr.Row(visible=False, elem_id="cop-document-tools") as self.tools:
            self.again = gr.Button(say("Read again"), size="sm")
            self.remove = gr.Button(say("Remove…"), size="sm", elem_id="cop-remove")
            self.collection = gr.Dropdown(
                label=say("Collection"), visible=False, elem_id="cop-collection", filterable=False
            )
        with gr.Row(visible=False, elem_id="cop-confirm") as self.confirm:
            self.sure = gr.Button(say("Remove this document"), size="sm", variant="stop")
            self.keep = gr.Button(say("Keep it"), size="sm")
        self.shown = gr.HTML("", elem_id="cop-shown")
        self.opened = gr.State("")
        self.removed = gr.State([])

    @property
    def listed(self) -> list[Component]:
        """What `listing` fills."""
        return [self.table, self.note, self.upload, self.folder]

    def listing(self, request: gr.Request) -> list[Any]:
        """The table as the store is now, and whether who looks at it may change it."""
        records = self._desk.store.documents()
        may = self._desk.rights.may_change_documents(request)
        note = "" if records and may else READ_ONLY if not may else EMPTY
        return [
            table(records, says_to(request)),
            f"<p class='cop-empty'>{says_to(request).say(note)}</p>" if note else "",
            gr.File(visible=may),
            gr.UploadButton(visible=may),
        ]

    def connect(self, refreshed: list[Component], refresh: Callable[..., list[Any]]) -> None:
        """What the parts do; `refresh(request)` fills what else depends on the documents."""
        changed = self.listed
        viewed = [self.opened, self.shown, self.tools, self.confirm, self.collection]
        undone = [self.removed, self.undo]

        def take_in(
            request: gr.Request, _: object, progress: gr.Progress = PROGRESS
        ) -> tuple[Any, ...]:
            # Which files these are is known to `Incoming`; Gradio's paths are never looked at.
            files = self._desk.incoming.claim(page_of(request))
            return (None, self._take_in(request, files, progress), *self.listing(request))

        def look(request: gr.Request, event: gr.SelectData) -> tuple[Any, ...]:
            record = chosen(self._desk.store.documents(), event.row_value)
            return self._view(request, record.id if record else "")

        def read_again(
            request: gr.Request, document: str, progress: gr.Progress = PROGRESS
        ) -> tuple[Any, ...]:
            html = self._change(
                request,
                lambda: self._desk.holdings.read_again(
                    document, _advance(progress, says_to(request))
                ),
            )
            return (html, *self._view(request, document), *self.listing(request))

        def remove(request: gr.Request, document: str, before: list[Removed]) -> tuple[Any, ...]:
            removed = list(before)

            def out() -> Iterable[Told]:
                removed.append(self._desk.holdings.remove(document))
                title, says = removed[-1].title, says_to(request)
                stays = says.say("{title}; its file stays where it is", title=title)
                yield Told(title if removed[-1].kept else stays, says.say("Removed"))

            html = self._tell(request, out)
            undo = _undo(removed, says_to(request))
            return (html, *self._view(request, ""), removed, undo, *self.listing(request))

        def move(request: gr.Request, document: str, collection: str) -> tuple[Any, ...]:
            html = self._tell(request, lambda: self._move(request, document, collection))
            return (html, *self._view(request, document), *self.listing(request))

        def put_back(
            request: gr.Request, before: list[Removed], progress: gr.Progress = PROGRESS
        ) -> tuple[Any, ...]:
            if not before:
                return ("", before, _undo(before, says_to(request)), *self.listing(request))
            *left, last = before
            html = self._change(
                request,
                lambda: self._desk.holdings.put_back(last, _advance(progress, says_to(request))),
            )
            return (html, left, _undo(left, says_to(request)), *self.listing(request))

        # The table is there at once; what else depends on the documents may take its time.
        def then(event: gr.events.Dependency) -> None:
            event.then(refresh, None, refreshed, show_progress="hidden")

        for part in (self.upload, self.folder):
            event = part.upload(
                take_in,
                part,
                [part, self.news, *changed],
                concurrency_id="changes",
                concurrency_limit=1,
                show_progress_on=[self.upload],
            )
            then(event)
        quiet: dict[str, Any] = {"show_progress": "hidden"}
        one: dict[str, Any] = {"concurrency_id": "changes", "concurrency_limit": 1}
        self.table.select(look, None, viewed, **quiet)
        then(self.again.click(read_again, self.opened, [self.news, *viewed, *changed], **one))
        moving = [self.news, *viewed, *changed]
        then(self.collection.input(move, [self.opened, self.collection], moving, **one, **quiet))
        self.remove.click(_ask_removal, None, [self.tools, self.confirm], **quiet)
        self.keep.click(_keep, None, [self.tools, self.confirm], **quiet)
        removing = [self.news, *viewed, *undone, *changed]
        then(self.sure.click(remove, [self.opened, self.removed], removing, **one, **quiet))
        then(self.undo.click(put_back, self.removed, [self.news, *undone, *changed], **one))

    def _view(self, request: gr.Request, document: str) -> tuple[Any, ...]:
        """One document, with the buttons to change it where that is allowed."""
        try:
            record = self._desk.store.document(document)
        except UnknownDocument:
            hidden = gr.Row(visible=False)
            return "", "", hidden, hidden, gr.Dropdown(visible=False)
        html = document_html(self._desk.store, record, says_to(request))
        may = self._desk.rights.may_change_documents(request)
        collections = [collection.name for collection in self._desk.store.collections.all()]
        choice = gr.Dropdown(
            choices=collections,
            value=record.collection,
            visible=len(collections) > 1 and self._desk.rights.may_administer(request),
        )
        return document, html, gr.Row(visible=may), gr.Row(visible=False), choice

    def _move(self, request: gr.Request, document: str, collection: str) -> Iterator[Told]:
        """Puts a document into a collection: for those who say who may read what.

        Gradio asks a second time where a list loses the focus.
        """
        self._desk.rights.require_administrator(request)
        if self._desk.store.document(document).collection == collection:
            return
        record = self._desk.holdings.move(document, collection)
        says = says_to(request)
        yield Told(record.title, says.say("Now in “{collection}”", collection=collection))

    def _take_in(self, request: gr.Request, files: list[Path], progress: gr.Progress) -> str:
        try:
            return self._change(
                request,
                lambda: self._desk.holdings.take_in(files, _advance(progress, says_to(request))),
            )
        finally:
            self._desk.incoming.discard(files)  # the copy in the store's folder stays

    def _change(self, request: gr.Request, work: Callable[[], IngestReport]) -> str:
        return self._tell(request, lambda: ingested(work(), says_to(request)))

    def _tell(self, request: gr.Request, work: Callable[[], Iterable[Told]]) -> str:
        """Does what those may do who may change documents; what became of it, in HTML."""
        says = says_to(request)
        try:
            self._desk.rights.require_change(request)
            return told_html(list(work()), says)
        except Exception as error:  # told on the page; the store is as it was
            return told_html([Told(told(error, says), style="cop-failed")], says)


def _advance(progress: gr.Progress, says: Messages) -> Advance:
    def advance(done: float, total: int, name: str) -> None:
        progress(done / max(total, 1), desc=says.say("Reading {name}", name=name))

    return advance


def _undo(removed: list[Removed], says: Messages) -> gr.Button:
    title = short_title(removed[-1].title) if removed else ""
    label = says.say("Undo: put back “{title}”", title=title)
    return gr.Button(label, visible=bool(removed))


def _ask_removal() -> tuple[gr.Row, gr.Row]:
    return gr.Row(visible=False), gr.Row(visible=True)


def _keep() -> tuple[gr.Row, gr.Row]:
    return gr.Row(visible=True), gr.Row(visible=False)
