"""The tab of the documents: the table, one document, and what may be changed by whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.place import short_title
from index_store.errors import UnknownDocument
from ui.web import limits
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

Shown = dict[Any, Any]
"""What some of the parts show from now on; Gradio reads types, so that they must be there."""
PROGRESS = gr.Progress()
EMPTY = "There are no documents yet. Add the first one above."
READ_ONLY = "Documents are added by those who run this server."
WAITS = "This waits until what is being read is done."
ASK = "() => copDocuments.asks(true)"
KEEP = "() => copDocuments.asks(false)"
GONE = "() => copDocuments.closes()"
"""Run in the browser, so that they answer at once, whatever the server is doing."""


class DocumentsTab:
    """The parts of the tab; to be made inside of a `gr.Blocks`."""

    def __init__(self, desk: Desk, say: gr.I18n) -> None:
        """`say`: the words of the page in the language of whoever looks at it."""
        self._desk = desk
        with gr.Column(elem_id="cop-told"):  # in sight, whatever scrolls below
            self.going = gr.HTML("", elem_id="cop-going")  # how far reading is
            self.news = gr.HTML("", elem_id="cop-news")
            gr.HTML("<div role='log'></div>", elem_id="cop-messages")
            self.undo = gr.Button(say("Undo"), visible=False, elem_id="cop-undo", size="sm")
        with gr.Column(elem_id="cop-held"):
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
                    label=say("Collection"),
                    visible=False,
                    elem_id="cop-collection",
                    filterable=False,
                )
            with gr.Row(visible=False, elem_id="cop-confirm") as self.confirm:
                self.sure = gr.Button(say("Remove this document"), size="sm", variant="stop")
                self.keep = gr.Button(say("Keep it"), size="sm")
            self.shown = gr.HTML("", elem_id="cop-shown")
        # It goes along with each click: whatever is opened while that waits stays as it is.
        self.opened = gr.Textbox(visible="hidden", max_length=limits.FILTER)
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
        ) -> Iterator[Shown]:
            # Which files these are is known to `Incoming`; Gradio's paths are never looked at.
            files = self._desk.incoming.claim(page_of(request))
            yield {self.upload: None, self.folder: None}  # more may be added meanwhile
            yield from self._waits(request, ", ".join(file.name for file in files))
            yield {self.news: self._take_in(request, files, progress), **self._listed(request)}

        def look(request: gr.Request, event: gr.SelectData) -> tuple[Any, ...]:
            record = chosen(self._desk.store.documents(), event.row_value, says_to(request))
            return self._view(request, record.id if record else "")

        def read_again(
            request: gr.Request, document: str, progress: gr.Progress = PROGRESS
        ) -> Iterator[Shown]:
            title = self._title(document)
            yield from self._waits(request, title)
            advance = _advance(progress, says_to(request), title)
            html = self._change(request, lambda: self._desk.holdings.read_again(document, advance))
            yield {self.news: html, **self._listed(request)}

        def show_again(request: gr.Request, document: str) -> tuple[Any, ...]:
            # All of it at once: the buttons are never those of another document.
            return self._view(request, document) if document else (gr.skip(),) * len(viewed)

        def remove(request: gr.Request, document: str, removed: list[Removed]) -> Iterator[Shown]:
            yield dict(zip(viewed, self._view(request, ""), strict=True))
            yield from self._waits(request, self._title(document))

            def out() -> Iterator[Told]:
                # The list itself grows: another removal may be waiting with the same.
                removed.append(self._desk.holdings.remove(document))
                title, says = removed[-1].title, says_to(request)
                stays = says.say("{title}; its file stays where it is", title=title)
                yield Told(title if removed[-1].kept else stays, says.say("Removed"))

            yield {
                self.news: self._tell(request, out),
                self.removed: removed,
                self.undo: _undo(removed, says_to(request)),
                **self._listed(request),
            }

        def move(request: gr.Request, document: str, collection: str) -> Iterator[Shown]:
            yield from self._waits(request, self._title(document))
            html = self._tell(request, lambda: self._move(request, document, collection))
            yield {self.news: html, **self._listed(request)}

        def put_back(
            request: gr.Request, removed: list[Removed], progress: gr.Progress = PROGRESS
        ) -> Iterator[Shown]:
            if not removed:
                return
            last = removed.pop()
            yield {self.undo: _undo(removed, says_to(request))}
            yield from self._waits(request, last.title)
            advance = _advance(progress, says_to(request), last.title)
            html = self._change(request, lambda: self._desk.holdings.put_back(last, advance))
            yield {self.news: html, self.removed: removed, **self._listed(request)}

        # The table is there at once; what else depends on the documents may take its time.
        def then(event: gr.events.Dependency) -> None:
            event.then(refresh, None, refreshed, show_progress="hidden")

        # Each waits for the one before it by itself, and says so.
        quiet: dict[str, Any] = {"show_progress": "hidden"}
        some: dict[str, Any] = {
            "concurrency_id": "changes",
            "concurrency_limit": limits.CHANGES,
            "trigger_mode": "multiple",
        }
        reading: dict[str, Any] = {**some, "show_progress_on": [self.going]}
        told = [self.news, *changed]
        for part in (self.upload, self.folder):
            then(part.upload(take_in, part, told, **reading))
        self.table.select(look, None, viewed, trigger_mode="always_last", **quiet)
        again = self.again.click(read_again, self.opened, told, **reading)
        again.then(show_again, self.opened, viewed, **quiet)
        then(again)
        # A list tells a second time what was chosen, where it loses the focus: after the first.
        once = {**some, "trigger_mode": "always_last"}
        then(self.collection.input(move, [self.opened, self.collection], told, **once, **quiet))
        asking = [self.tools, self.confirm]
        in_browser: dict[str, Any] = {"queue": False, **quiet}
        self.remove.click(None, None, asking, js=ASK, **in_browser)
        self.keep.click(None, None, asking, js=KEEP, **in_browser)
        removing = [*told, *viewed, *undone]
        then(self.sure.click(remove, [self.opened, self.removed], removing, **some, **quiet))
        self.sure.click(None, None, self.confirm, js=GONE, **in_browser)
        then(self.undo.click(put_back, self.removed, [*told, *undone], **reading))

    def _waits(self, request: gr.Request, what: str) -> Iterator[Shown]:
        """A word on what has to wait for another change, where there is one just now."""
        if self._desk.holdings.busy and self._desk.rights.may_change_documents(request):
            says = says_to(request)
            yield {self.news: told_html([Told(says.say(WAITS), what, "cop-waits")], says)}

    def _listed(self, request: gr.Request) -> Shown:
        return dict(zip(self.listed, self.listing(request), strict=True))

    def _title(self, document: str) -> str:
        """The title of a document; its id where there is none that whoever asks may see."""
        try:
            return self._desk.store.document(document).title
        except UnknownDocument:
            return document

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
        record = self._desk.holdings.move(document, collection)
        if record is None:
            return
        says = says_to(request)
        yield Told(record.title, says.say("Now in “{collection}”", collection=collection))

    def _take_in(self, request: gr.Request, files: list[Path], progress: gr.Progress) -> str:
        advance = _advance(progress, says_to(request), files[0].name if files else "")
        incoming, says = self._desk.incoming, says_to(request)

        def taken() -> Iterator[Told]:
            done = self._desk.holdings.take_in(files, advance)
            sent = {path: incoming.sent_as(file) for path, file in done.sent.items()}
            yield from ingested(done.report, says, sent)

        try:
            return self._tell(request, taken)
        finally:
            incoming.discard(files)  # the copy in the store's folder stays

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


def _advance(progress: gr.Progress, says: Messages, first: str) -> Advance:
    """Tells how far reading is; `first`: what is named until a file is read."""

    def advance(done: float, total: int, name: str) -> None:
        progress(done / max(total, 1), desc=says.say("Reading {name}", name=name or first))

    return advance


def _undo(removed: list[Removed], says: Messages) -> gr.Button:
    title = short_title(removed[-1].title) if removed else ""
    label = says.say("Undo: put back “{title}”", title=title)
    return gr.Button(label, visible=bool(removed))
