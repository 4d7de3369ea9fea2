"""Why a request was not answered: one form, one line, and the status that goes with it."""

from __future__ import annotations

import logging

from fastapi import HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from assistant.stopping import Stopped
from index_store.errors import StoreError, UnknownDocument
from ui.api.library import Busy
from ui.errors import BadUsage, Failure, one_line, told_to_users

_LOG = logging.getLogger(__name__)


class Problem(BaseModel):
    """Why a request was not answered, in one line."""

    detail: str = Field(examples=["no document 'CWG-COP-1/1' in the store"])


PROBLEMS = {
    status: {"model": Problem, "description": description}
    for status, description in {
        404: "There is no such document or paragraph.",
        422: "The request is malformed, or a filter names what the store does not know.",
        429: "Too many requests wait already.",
        503: "The store cannot be used just now.",
    }.items()
}


def problem(error: Exception) -> tuple[int, str]:
    """The status and the line that an error is answered with; what is no business of a client's
    goes to the log.
    """
    if isinstance(error, RequestValidationError):
        return 422, _fault(error)
    if isinstance(error, HTTPException):
        return error.status_code, str(error.detail)
    if isinstance(error, UnknownDocument):
        return 404, one_line(error)
    if isinstance(error, BadUsage):
        return 422, one_line(error)
    if isinstance(error, Busy):
        return 429, one_line(error)
    if isinstance(error, (Failure, StoreError)):
        return 503, told_to_users(error)
    if isinstance(error, Stopped):
        return 503, "the server is ending"
    _LOG.error("%s", one_line(error), exc_info=error)
    return 500, "This did not work, by a fault of this program. Its log says why."


def _fault(error: RequestValidationError) -> str:
    """The first thing that is wrong with a request, and where."""
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return "a request is a JSON object"
    where = ".".join(str(part) for part in first["loc"] if part not in ("body", "query"))
    return f"{where}: {first['msg']}" if where else str(first["msg"])


async def told(_: Request, error: Exception) -> JSONResponse:
    """The answer to a request that failed."""
    status, line = problem(error)
    return JSONResponse(Problem(detail=line).model_dump(), status)


ANSWERED = (RequestValidationError, HTTPException, Failure, StoreError, Stopped, Exception)
"""The errors that `told` answers."""
