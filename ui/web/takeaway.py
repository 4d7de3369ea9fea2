"""What the page takes away, and what its users say of answers: two requests of its own script.

The page keeps the answers; it sends those that are wanted. Their quotations are compared with the
documents before they become a note.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeVar

from fastapi import APIRouter, HTTPException, Request
from pydantic import BaseModel, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from ui.errors import Failure, one_line, told_to_users
from ui.export import Entry, Format, briefing, exported
from ui.export.checking import check
from ui.export.html import fragment
from ui.export.plain import plain
from ui.feedback import Feedback, Verdict, keep_feedback
from ui.feedback.record import COMMENT
from ui.web import limits

if TYPE_CHECKING:
    from assistant.answer import Answer
    from index_store import Store
    from index_store.filters import Filters

NOTE, FEEDBACK = "/note", "/feedback"
"""Where answers become a note, and where feedback goes."""
_KEPT = {"question", "answered", "answer", "language", "citations", "suggestions", "understood"}
_Sent = TypeVar("_Sent", bound=BaseModel)


class Wanted(BaseModel):
    """Answers that are wanted as a note: a file, or what a clipboard takes."""

    entries: list[Entry] = Field(min_length=1, max_length=limits.ENTRIES)
    format: Format | Literal["clipboard"]


class Said(BaseModel):
    """A verdict on an answer, with the questions before it."""

    entry: Entry
    verdict: Verdict
    comment: str = Field(default="", max_length=COMMENT)
    history: tuple[str, ...] = Field(default=(), max_length=limits.HISTORY)


def entry_json(answer: Answer, filters: Filters) -> dict[str, object]:
    """What the page keeps of an answer, to send it back when it is wanted as a note."""
    kept = answer.model_dump(
        mode="json", include={*_KEPT, "notices"}, exclude_defaults=True, exclude_none=True
    )
    for source in [*kept.get("citations", ()), *kept.get("suggestions", ())]:
        source["path"] = source["path"].rpartition("/")[2]  # the server's folders are its own
    narrowed = filters.model_dump(mode="json", exclude_defaults=True)
    return {"answer": kept, "filters": narrowed}


def takeaway(store_of: Callable[[Request], Store]) -> APIRouter:
    """The two routes; `store_of` gives the documents that whoever asks may see."""
    router = APIRouter()

    @router.post(NOTE)
    async def note(request: Request) -> Response:
        """The answers as a file, or as rich text and as plain text."""
        wanted = read_sent(await request.body(), Wanted)
        return await run_in_threadpool(_note, wanted, store_of(request))

    @router.post(FEEDBACK)
    async def feedback(request: Request) -> Response:
        """Keeps a verdict; nothing is answered."""
        said = read_sent(await request.body(), Said)
        await run_in_threadpool(_keep, said, store_of(request))
        return Response(status_code=204)

    return router


def _note(wanted: Wanted, store: Store) -> Response:
    try:
        check(wanted.entries, store)
    except Failure as error:
        raise HTTPException(409, one_line(error)) from None
    made = briefing(wanted.entries, store.documents())
    if wanted.format == "clipboard":
        return JSONResponse({"html": fragment(made), "text": plain(made)})
    named = {"content-disposition": f'attachment; filename="note.{wanted.format}"'}
    content = exported(made, wanted.format)
    return Response(content, media_type=wanted.format.media_type, headers=named)


def _keep(said: Said, store: Store) -> None:
    answer, filters = said.entry.answer, said.entry.filters
    try:
        seen = store.collections.readers()
        feedback = Feedback.on(answer, said.verdict, said.comment, said.history, filters, seen)
        keep_feedback(store.folder, feedback)
    except Failure as error:
        raise HTTPException(503, told_to_users(error)) from None


def read_sent(body: bytes, form: type[_Sent]) -> _Sent:
    """What the page's script has sent, of this form; answers 422 where it is of another."""
    try:
        return form.model_validate_json(body)
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(part) for part in fault["loc"])
        raise HTTPException(422, f"{where}: {fault['msg']}") from None
