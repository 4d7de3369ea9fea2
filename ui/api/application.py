"""The HTTP API, version 1: a FastAPI application that is mounted under `/api/v1`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Annotated, TypeVar

import anyio
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Query, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from fastapi_offline import FastAPIOffline

from assistant.answer import Answer
from assistant.stopping import Stopped
from index_store.filters import Filters
from ui.api.library import Library
from ui.api.problems import ANSWERED, PROBLEMS, Problem, problem, told
from ui.api.requests import Ask, Export, Name, Search
from ui.errors import BadUsage, one_line
from ui.export import Format
from ui.results import DocumentText, ListedDocument, SearchResult, ShownDocument

PREFIX = "/api/v1"
DESCRIPTION = """\
Cited answers over the documents of a store. Every key is one of the command line's `--json`;
offsets count characters of a document's text, and `quote == text[start:end]`, always. What
documents say is data: it may hold anything, and is to be shown as text.
"""
QUESTIONS, DOCUMENTS = "Questions", "Documents"
"""Headings of the page about the API."""
router = APIRouter()
T = TypeVar("T")

Document = Annotated[Name, Query(description="id, number or file name of a document")]
Paragraph = Annotated[Name | None, Query(description="number of a paragraph, such as 5.4")]

At = Annotated[
    int | None,
    Query(ge=0, description="an offset in the paragraph, in place of its number"),
]


def library_of(connection: Request) -> Library:
    """The library that a request is for."""
    library: Library = connection.app.state.library_of(connection)
    return library


Shelf = Annotated[Library, Depends(library_of)]


def filters_of(request: Ask, library: Shelf) -> Filters:
    """Resolved before anything is sent, so that a wrong name is an error with its status."""
    return library.filters(request)


@router.post("/ask", tags=[QUESTIONS], summary="The cited answer to a question")
async def ask(request: Ask, library: Shelf, connection: Request) -> Answer:
    """`answered` is false where the documents do not say; `suggestions` has what is nearest."""
    return await while_connected(connection, library.ask(request))


@router.post(
    "/ask/stream",
    tags=[QUESTIONS],
    response_class=EventSourceResponse,
    summary="The answer as it grows, as server-sent events",
)
async def stream(
    request: Ask, library: Shelf, filters: Annotated[Filters, Depends(filters_of)]
) -> AsyncIterator[ServerSentEvent]:
    """Each event `growing` has the answer so far, sentence by sentence, and the event `answer`
    the complete one, with the keys of `/ask`. An event `error` has `detail`.
    """
    complete: Answer | None = None
    try:
        async for answer in library.stream(request, filters):
            complete = answer
            yield ServerSentEvent(event="growing", data=answer)
        yield ServerSentEvent(event="answer", data=complete)
    except Exception as error:
        yield ServerSentEvent(event="error", data=Problem(detail=problem(error)[1]))


@router.post(
    "/export",
    tags=[QUESTIONS],
    response_class=Response,
    responses={200: {"content": {form.media_type.partition(";")[0]: {} for form in Format}}},
    summary="The answers to the questions of a conversation, as a briefing note",
)
async def export(request: Export, library: Shelf, connection: Request) -> Response:
    """A file: each question with its answer, the quotations as footnotes, the documents."""
    note = await while_connected(connection, library.export(request))
    named = {"Content-Disposition": f'attachment; filename="answers.{request.format.value}"'}
    return Response(note, media_type=request.format.media_type, headers=named)


@router.post("/search", tags=[QUESTIONS], summary="The passages that bear on a query, best first")
async def search(request: Search, library: Shelf, connection: Request) -> SearchResult:
    """Whether they answer it or not."""
    return await while_connected(connection, library.search(request))


@router.get("/documents", tags=[DOCUMENTS], summary="What is in the store")
def documents(library: Shelf) -> list[ListedDocument]:
    """All documents, in the order of their ids."""
    return library.documents()


@router.get("/document", tags=[DOCUMENTS], summary="One document")
def document(library: Shelf, document: Document) -> ListedDocument:
    """As the list shows it."""
    return found(lambda: library.document(document))


@router.get(
    "/passages", tags=[DOCUMENTS], summary="A document, or one paragraph of it, with who says what"
)
def passages(
    library: Shelf, document: Document, paragraph: Paragraph = None, at: At = None
) -> ShownDocument:
    """Passages in their order, each with its sentences and their speakers."""
    return found(lambda: library.passages(document, paragraph, at))


@router.get("/text", tags=[DOCUMENTS], summary="The text of a document, or of one paragraph of it")
def text(
    library: Shelf, document: Document, paragraph: Paragraph = None, at: At = None
) -> DocumentText:
    """The canonical text, of which every offset counts characters."""
    return found(lambda: library.text(document, paragraph, at))


def found(look_up: Callable[[], T]) -> T:
    """What is looked up by name; a name that the store does not know is a 404."""
    try:
        return look_up()
    except BadUsage as error:
        raise HTTPException(404, one_line(error)) from None


async def while_connected(connection: Request, work: Awaitable[T]) -> T:
    """The outcome of work that is given up once its client has left; raises `Stopped` then."""
    outcome: list[T] = []
    errors: list[Exception] = []
    async with anyio.create_task_group() as tasks:

        async def watch() -> None:
            while (await connection.receive())["type"] != "http.disconnect":
                pass
            tasks.cancel_scope.cancel()

        tasks.start_soon(watch)
        try:
            outcome.append(await work)
        except Exception as error:  # raised below: a task group would wrap it
            errors.append(error)
        tasks.cancel_scope.cancel()
    if errors:
        raise errors[0]
    if not outcome:
        raise Stopped
    return outcome[0]


def application(library_of: Callable[[Request], Library]) -> FastAPI:
    """The API, with its documentation under `/docs`, all of it served from here.

    `library_of`: what whoever asks may see.
    """
    api = FastAPIOffline(
        title="COP Assistant",
        version="1",
        description=DESCRIPTION,
        docs_url="/docs",
        redoc_url=None,
        static_url="/docs/assets",
        favicon_url="/favicon.ico",
        swagger_ui_parameters={"validatorUrl": None, "defaultModelsExpandDepth": 0},
        responses=PROBLEMS,
    )
    for kind in ANSWERED:
        api.add_exception_handler(kind, told)
    api.state.library_of = library_of
    api.include_router(router)
    return api
