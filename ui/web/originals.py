"""The files that documents were read from: opened, or shown beside what is quoted from them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response

from index_store.errors import UnknownDocument
from ui.web import limits
from ui.web.document_layouts import DocumentLayouts, Span
from ui.web.drawing_worker import DrawingWorker, NotDrawn
from ui.web.page_picture import Quotation
from ui.web.page_pictures import PagePictures

if TYPE_CHECKING:
    from index_store import Store
    from index_store.records import DocumentRecord

ORIGINAL, PAGE, LAYOUT = "/original", "/original/page", "/original/layout"
"""Where originals are, pictures of their pages, and those without pages as they are laid out."""
_FOR_A_WHILE = {"cache-control": "private, max-age=600", "vary": "Cookie"}
"""By whoever is signed in: the next one who uses the browser is not shown what it keeps."""


def original_url(record: DocumentRecord, page: int | None = None) -> str:
    """Where the original of a document opens, at a page where its format has pages.

    >>> from index_store.records import DocumentRecord
    >>> original_url(DocumentRecord(id="A/1", path="a.pdf", title="A"), 3)
    '/original?document=A%2F1#page=3'
    """
    at = f"#page={page}" if page and is_pdf(record) else ""
    return f"{ORIGINAL}?{urlencode({'document': record.id}, quote_via=quote, safe='')}{at}"


def page_url(record: DocumentRecord, page: int, spans: Sequence[Span]) -> str:
    """Where the picture of a page is; `spans` of the canonical text are marked on it.

    The page itself adds `&dark=` with the span that a reader has asked for.
    """
    asked = {"document": record.id, "page": page, "marks": _as_text(spans)}
    return f"{PAGE}?{urlencode(asked, quote_via=quote, safe='')}"


def layout_url(record: DocumentRecord, spans: Sequence[Span]) -> str:
    """Where the document is as its file lays it out; as for `page_url`."""
    asked = {"document": record.id, "marks": _as_text(spans)}
    return f"{LAYOUT}?{urlencode(asked, quote_via=quote, safe='')}#quote"


def _as_text(spans: Sequence[Span]) -> str:
    return ".".join(f"{start}-{end}" for start, end in spans[: limits.QUOTATIONS])


def saved_as(record: DocumentRecord) -> str:
    """The ending of an original that is downloaded, "" where a browser shows it.

    >>> from index_store.records import DocumentRecord
    >>> [saved_as(DocumentRecord(id="A", path=path, title="A")) for path in ("a.PDF", "a.TXT")]
    ['', '.txt']
    """
    return "" if is_pdf(record) else Path(record.path).suffix.lower()


def is_pdf(record: DocumentRecord) -> bool:
    """Whether a document has pages that can be shown."""
    return Path(record.path).suffix.lower() == ".pdf"


def originals(store_of: Callable[[Request], Store]) -> APIRouter:
    """Their routes; `store_of` gives the documents that whoever asks may see."""
    router = APIRouter()
    worker = DrawingWorker()
    pictures, layouts = PagePictures(worker), DocumentLayouts(worker)

    @router.get(ORIGINAL)
    def original(request: Request, document: str) -> Response:
        """The file itself: a PDF opens in the browser, all others are downloaded."""
        record, path = _found(store_of(request), document)
        pdf = is_pdf(record)
        return FileResponse(
            path,
            media_type="application/pdf" if pdf else "application/octet-stream",
            filename=path.name,
            content_disposition_type="inline" if pdf else "attachment",
            headers=_FOR_A_WHILE,
        )

    @router.get(PAGE)
    def page_picture(
        request: Request, document: str, page: int, marks: str = "", dark: str = ""
    ) -> Response:
        """A page of a PDF with quotations marked on it."""
        store = store_of(request)
        record, path = _found(store, document)
        if not is_pdf(record) or not 1 <= page <= (record.pages or 0):
            raise HTTPException(404, "there is no such page")
        quotations = _quotations(store, document, page, marks, dark)
        try:
            made = pictures.picture(path, record.sha256, page, quotations)
        except NotDrawn as failed:
            raise HTTPException(failed.status, str(failed)) from None
        return Response(made, media_type="image/webp", headers=_FOR_A_WHILE)

    @router.get(LAYOUT)
    def layout(request: Request, document: str, marks: str = "", dark: str = "") -> Response:
        """A document that has no pages as its file lays it out, with quotations marked in it."""
        store = store_of(request)
        spans, asked = _spans(marks), next(iter(_spans(dark)), None)
        try:
            record, path = _found(store, document)
            if is_pdf(record):
                raise NotDrawn("this document has pages")
            page = layouts.page(path, record, store.text(document), spans, asked)
        except NotDrawn as failed:
            return PlainTextResponse(str(failed), failed.status)  # told in the frame
        except HTTPException as failed:
            return PlainTextResponse(failed.detail, failed.status_code)
        return HTMLResponse(page, headers=_FOR_A_WHILE)

    return router


def _found(store: Store, document: str) -> tuple[DocumentRecord, Path]:
    """A document and its file; raises HTTPException where it is not the one that was read."""
    try:
        record = store.document(document)
        path = Path(record.path)
        status = path.stat()
        if _sha256(path, status.st_size, status.st_mtime_ns) == record.sha256:
            return record, path
    except UnknownDocument:
        raise HTTPException(404, "there is no such document") from None
    except OSError:
        raise HTTPException(404, "the file of this document is not there any more") from None
    raise HTTPException(404, "the file of this document has changed since it was read")


@lru_cache(maxsize=256)
def _sha256(path: Path, _size: int, _modified: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _quotations(store: Store, document: str, page: int, marks: str, dark: str) -> list[Quotation]:
    """What of the spans stands on a page; a quotation may go on from the page before."""
    text, starts = store.text(document), store.catalogue.page_starts(document)
    first, last = starts[page - 1], starts[page] if page < len(starts) else len(text)
    found = []
    asked = _spans(dark)
    for start, end in _spans(marks):
        here = max(start, first), min(end, last)
        if here[0] < here[1]:
            near = (here[0] - first) / max(1, last - first)
            found.append(Quotation(text[slice(*here)], near, (start, end) in asked))
    return found


def _spans(text: str) -> list[Span]:
    """Spans as an address has them.

    >>> _spans("3-9.12-40")
    [(3, 9), (12, 40)]
    """
    pairs = (span.split("-") for span in text.split(".") if span)
    return [(int(start), int(end)) for start, end in pairs]
