"""The page: the conversation on one side, its sources and the documents on the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr
from fastapi import APIRouter, FastAPI

from ui.api.application import PREFIX, application
from ui.api.library import Library
from ui.hosts import Hosts
from ui.mcp_server import http_routes, mcp_server
from ui.web import limits
from ui.web.answering import answer, page_of, ready, told
from ui.web.conversation import Conversation
from ui.web.desk import Desk
from ui.web.forms import Forms
from ui.web.gate import Gate
from ui.web.headers import chat_script
from ui.web.incoming import SUFFIXES
from ui.web.library import choices, documents_html, ingested_html
from ui.web.map_tab import delegations_tab
from ui.web.originals import originals
from ui.web.takeaway import takeaway
from ui.web.theme import theme

if TYPE_CHECKING:
    from gradio.components import Component

Limit = list[Any] | str | None
"""What one of the filters is set to."""
HERE = Path(__file__).parent
TITLE = "COP Assistant"
PLACEHOLDER = "Ask what a delegation said…"
WELCOME = (
    "### What would you like to know?\n"
    "Ask in your own words. Every answer shows where it stands in the documents."
)
EMPTY = (
    "### There are no documents yet\n"
    "Open **Documents** and add reports, contributions or transcripts. Then ask your question here."
)
NO_SOURCES = (
    "<p class='cop-empty'>The paragraphs that an answer stands on appear here, "
    "with the quoted words marked.</p>"
)
PROGRESS = gr.Progress()
GROW = "(turn, messages, sources) => window.copGrow(turn, messages, sources)"
"""Runs in the browser: the turn that grows becomes part of the conversation there."""


def create(desk: Desk, hosts: Hosts) -> Gate:
    """The web application over this desk, behind the gate that looks at every request."""
    blocks = build(desk)
    blocks.queue(default_concurrency_limit=limits.ANSWERS, max_size=limits.WAITING, api_open=False)
    library = Library(desk.store, desk.assistant, desk.sessions, desk.top_k)
    own = [routes(lambda _: desk.store) for routes in (originals, takeaway)]
    inner = whole_application(blocks, library, *own)
    # Gradio checks the paths of files only where it was launched by itself.
    blocks.has_launched = True

    def waiting(page: str) -> int:
        return len(blocks._queue.pending_event_ids_session.get(page, ()))

    return Gate(inner, hosts, desk.sessions, Forms(blocks), desk.incoming, waiting)


def whole_application(blocks: gr.Blocks, library: Library, *routers: APIRouter) -> FastAPI:
    """The API, the MCP server, and Gradio's own application behind this page's own endpoints."""
    tools = mcp_server(lambda _: library)
    outer = FastAPI(
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        routes=http_routes(tools),
        lifespan=lambda _: tools.session_manager.run(),
    )
    outer.mount(PREFIX, application(lambda _: library))
    for router in routers:
        outer.include_router(router)
    return gr.mount_gradio_app(
        outer,
        blocks,
        path="/",
        theme=theme(),
        css_paths=[HERE / "chat.css", HERE / "sources.css"],
        head=f"<script>{chat_script()}</script>",
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        show_error=False,
        favicon_path=str(HERE / "favicon.svg"),
    )


def build(desk: Desk) -> gr.Blocks:
    """The page and what its parts do."""
    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True) as blocks:
        conversation = gr.State(Conversation())
        gr.HTML(
            f"<header class='cop-header'><h1>{TITLE}</h1><p>What was said in the Council Working "
            "Group on Child Online Protection, with its source</p></header>",
            elem_id="cop-head",
        )
        with gr.Row(elem_id="cop-main"):
            with gr.Column(scale=6, min_width=320, elem_id="cop-conversation"):
                chat = gr.Chatbot(
                    label="Conversation",
                    show_label=False,
                    elem_id="cop-chat",
                    layout="panel",
                    height="max(22rem, calc(100dvh - 15.5rem))",
                    buttons=[],
                    autoscroll=False,  # chat.js brings a new question to the top
                    feedback_options=None,
                    latex_delimiters=[],
                    placeholder=WELCOME if desk.store.documents() else EMPTY,
                    examples=example_messages(desk),
                    group_consecutive_messages=False,
                    allow_file_downloads=False,
                )
                question = gr.Textbox(
                    label="Your question",
                    show_label=False,
                    placeholder=PLACEHOLDER,
                    elem_id="cop-question",
                    max_lines=4,
                    max_length=limits.QUESTION,
                    autofocus=True,
                    submit_btn="Ask",
                )
                with gr.Row(elem_id="cop-tools"):
                    with gr.Accordion("Narrow down", open=False, elem_id="cop-filters"):
                        speakers = gr.Dropdown([], label="Delegation or speaker", multiselect=True)
                        meetings = gr.Dropdown([], label="Meeting", multiselect=True)
                        kinds = gr.Dropdown([], label="Kind of document", multiselect=True)
                        documents = gr.Dropdown([], label="Document", multiselect=True)
                        with gr.Row():
                            since = gr.Textbox(
                                label="Dated from", placeholder="2025 or 2025-09-16", min_width=120
                            )
                            until = gr.Textbox(label="Dated to", placeholder="2026", min_width=120)
                    new = gr.Button("New conversation", size="sm", elem_id="cop-new")
            with (
                gr.Column(scale=5, min_width=320, elem_id="cop-side"),
                gr.Tabs(elem_id="cop-tabs"),
            ):
                with gr.Tab("Sources", id="sources"):
                    sources = gr.HTML(NO_SOURCES, elem_id="cop-sources")
                    turn = gr.Textbox(visible="hidden", elem_id="cop-grows")
                with gr.Tab("Documents", id="documents"):
                    upload = gr.File(
                        label="Add documents (.docx, .pdf, .txt, .md, .html)",
                        file_count="multiple",
                        file_types=list(SUFFIXES),
                        elem_id="cop-upload",
                        height=150,
                    )
                    ingested = gr.HTML("", elem_id="cop-ingested")
                    library = gr.HTML("", elem_id="cop-library")
                delegations_tab(lambda _: desk.store)

        shown: list[Component] = [chat, library, speakers, meetings, kinds, documents]
        answering = [question, conversation, turn]
        narrowed: list[Component] = [speakers, meetings, kinds, documents, since, until]

        def refresh() -> list[Any]:
            return refreshed(desk)

        def ask(
            request: gr.Request, text: str, state: Conversation, *narrow: Limit
        ) -> Iterator[tuple[Any, ...]]:
            yield from answer(desk, page_of(request), text, state, narrow)

        def ask_example(
            request: gr.Request, state: Conversation, event: gr.SelectData, *narrow: Limit
        ) -> Iterator[tuple[Any, ...]]:
            yield from answer(desk, page_of(request), event.value["text"], state, narrow)

        def take_in(
            request: gr.Request, _: object, progress: gr.Progress = PROGRESS
        ) -> tuple[Any, ...]:
            # Which files these are is known to `Incoming`; Gradio's paths are never looked at.
            files = desk.incoming.claim(page_of(request))
            return (*ingest(desk, files, progress), *refreshed(desk))

        def restart() -> tuple[Any, ...]:
            return ready() | {"value": ""}, Conversation(), [], NO_SOURCES, ""

        asked = question.submit(
            ask,
            [question, conversation, *narrowed],
            answering,
            show_progress="hidden",
            trigger_mode="always_last",  # a question sent meanwhile waits its turn
            concurrency_id="answers",
        )
        example = chat.example_select(
            ask_example,
            [conversation, *narrowed],
            answering,
            show_progress="hidden",
            concurrency_id="answers",
        )
        turn.change(
            None,
            [turn, chat, sources],
            [chat, sources],
            js=GROW,
            show_progress="hidden",
            trigger_mode="multiple",
            queue=False,
        )
        question.stop(ready, None, question, cancels=[asked, example])
        for begin in (new.click, chat.clear):
            begin(
                restart,
                None,
                [question, conversation, chat, sources, turn],
                cancels=[asked, example],
            )
        upload.upload(
            take_in,
            upload,
            [upload, ingested, *shown],
            concurrency_limit=1,
            show_progress_on=[upload],
        )
        blocks.load(refresh, None, shown, show_progress="hidden")
    return blocks


def ingest(desk: Desk, files: list[Path], progress: gr.Progress) -> tuple[None, str]:
    """Take uploaded files in; the emptied upload field and what became of each file."""

    def advance(done: float, total: int, name: str) -> None:
        progress(done / max(total, 1), desc=f"Reading {name}")

    try:
        html = ingested_html(desk.take_in(files, advance))
    except Exception as error:  # told on the page; the store is as it was
        html = ingested_html(None, told(error))
    finally:
        desk.incoming.discard(files)  # the copy in the store's folder stays
    return None, html


def example_messages(desk: Desk) -> list[Any]:
    """The example questions as Gradio's chat takes them."""
    return [{"text": question} for question in desk.examples()]


def refreshed(desk: Desk) -> list[Any]:
    """What depends on the documents of the store: the start of the chat, the list, the filters."""
    records = desk.store.documents()
    start = gr.Chatbot(
        placeholder=WELCOME if records else EMPTY,
        examples=example_messages(desk),
    )
    lists = choices(desk.store, records)
    return [start, documents_html(records), *(gr.Dropdown(choices=choice) for choice in lists)]
