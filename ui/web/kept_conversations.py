"""The conversations of who is signed in, as the page keeps them and has them again elsewhere.

An answer comes back only to who may still read all that it was made from: the quotations are
compared with the documents that they may read now.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, TypeVar

from fastapi import APIRouter, HTTPException, Request
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from ui.access.conversations import Head, Turn
from ui.access.viewer import Viewer, current_viewer
from ui.errors import Failure, told_to_users
from ui.export import Entry
from ui.export.checking import check
from ui.web import limits
from ui.web.takeaway import read_sent

if TYPE_CHECKING:
    from index_store import Store
    from ui.access.conversations import Conversations

ALL, ONE, KEPT = "/conversations", "/conversation", "/conversation/kept"
_LARGEST = 2**53 - 1  # of a number that a browser makes
_UNCACHED = {"cache-control": "no-store"}
_Given = TypeVar("_Given")


class KeptTurn(BaseModel):
    """One question and its answer; all else that a page may send of it is left out."""

    id: int = Field(gt=0, le=_LARGEST)
    question: str = Field(max_length=limits.QUESTION)
    html: str = ""
    sources: str = ""
    entry: Entry | None = None
    wide: bool | None = None
    verdict: str | None = Field(default=None, max_length=20)


class Sent(BaseModel):
    """What has become of a conversation."""

    id: int = Field(gt=0, le=_LARGEST)
    name: str = Field(default="", max_length=limits.QUESTION)
    at: int = Field(default=0, ge=0, le=_LARGEST)
    turn: KeptTurn | None = None
    gone: tuple[int, ...] = Field(default=(), max_length=limits.ENTRIES)
    deleted: bool = False


def kept_conversations(
    conversations: Conversations, store_of: Callable[[Request], Store]
) -> APIRouter:
    """The three routes; `store_of` gives the documents that whoever asks may see."""
    router = APIRouter()

    @router.get(ALL)
    async def heads() -> Response:
        """All conversations, without what was said."""
        user = current_viewer().name
        found = await _tried(lambda: conversations.heads(user))
        return JSONResponse([asdict(head) for head in found], headers=_UNCACHED)

    @router.get(ONE)
    async def turns(request: Request, conversation: int) -> Response:
        """What was said in one of them."""
        viewer, store = current_viewer(), store_of(request)
        found = await _tried(lambda: conversations.turns(viewer, conversation))
        shown = await run_in_threadpool(lambda: [shown_turn(turn, store) for turn in found])
        return JSONResponse(shown, headers=_UNCACHED)

    @router.post(KEPT)
    async def keep(request: Request) -> Response:
        """Keeps what has become of one."""
        sent = read_sent(await request.body(), Sent)
        viewer = current_viewer()
        await _tried(lambda: _keep(conversations, viewer, sent))
        return Response(status_code=204)

    return router


def shown_turn(turn: Turn, store: Store) -> dict[str, object]:
    """A turn as the page has it; of one that quotes what may not be read now only the question."""
    kept = KeptTurn.model_validate_json(turn.content)
    gone: dict[str, object] = {"id": kept.id, "question": kept.question, "gone": True}
    if turn.closed:
        return gone
    try:
        check([kept.entry] if kept.entry else [], store)
    except Failure:
        return gone
    shown: dict[str, object] = json.loads(turn.content)
    return shown


def _keep(conversations: Conversations, viewer: Viewer, sent: Sent) -> None:
    if sent.deleted:
        conversations.remove(viewer.name, sent.id)
        return
    turn = None
    if sent.turn is not None:
        turn = Turn(sent.turn.id, sent.turn.model_dump_json(exclude_unset=True))
    conversations.keep(viewer, Head(sent.id, sent.name, sent.at), turn, sent.gone)


async def _tried(work: Callable[[], _Given]) -> _Given:
    try:
        return await run_in_threadpool(work)
    except Failure as error:
        raise HTTPException(503, told_to_users(error)) from None
