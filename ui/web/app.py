"""The page: the conversation on one side, its sources and the documents on the other."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr
from fastapi import FastAPI

from index_store.filters import Filters
from ingest.model import DocumentKind
from ui.options import date
from ui.web.conversation import Conversation, Turn
from ui.web.desk import Desk
from ui.web.library import choices, documents_html, ingested_html
from ui.web.sources import panel
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
SUFFIXES = [".txt", ".md", ".docx", ".pdf", ".html", ".htm"]
PROGRESS = gr.Progress()
USERS_AT_ONCE = 8
"""How many questions are answered at the same time; more wait their turn."""


def create(desk: Desk) -> FastAPI:
    """The web application over this desk."""
    blocks = build(desk)
    blocks.queue(default_concurrency_limit=USERS_AT_ONCE)
    return gr.mount_gradio_app(
        FastAPI(docs_url=None, redoc_url=None, openapi_url=None),
        blocks,
        path="/",
        theme=theme(),
        css_paths=HERE / "chat.css",
        head=f"<script>{(HERE / 'chat.js').read_text('utf-8')}</script>",
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        show_error=False,
        max_file_size="200mb",
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
                    max_length=2000,
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
                with gr.Tab("Documents", id="documents"):
                    upload = gr.File(
                        label="Add documents (.docx, .pdf, .txt, .md, .html)",
                        file_count="multiple",
                        file_types=SUFFIXES,
                        elem_id="cop-upload",
                        height=150,
                    )
                    ingested = gr.HTML("", elem_id="cop-ingested")
                    library = gr.HTML("", elem_id="cop-library")

        shown: list[Component] = [chat, library, speakers, meetings, kinds, documents]
        narrowed: list[Component] = [speakers, meetings, kinds, documents, since, until]

        def refresh(state: Conversation) -> list[Any]:
            return refreshed(desk, state)

        def ask(text: str, state: Conversation, *limits: Limit) -> Iterator[tuple[Any, ...]]:
            yield from answer(desk, text, state, limits)

        def ask_example(
            state: Conversation, event: gr.SelectData, *limits: Limit
        ) -> Iterator[tuple[Any, ...]]:
            yield from answer(desk, event.value["text"], state, limits)

        def take_in(
            files: list[str] | None,
            state: Conversation,
            progress: gr.Progress = PROGRESS,
        ) -> tuple[Any, ...]:
            return (*ingest(desk, files or [], progress), *refreshed(desk, state))

        def restart() -> tuple[Any, ...]:
            return ready() | {"value": ""}, Conversation(), [], NO_SOURCES

        answering = [question, conversation, chat, sources]
        asked = question.submit(
            ask,
            [question, conversation, *narrowed],
            answering,
            show_progress="hidden",
            trigger_mode="always_last",  # a question sent meanwhile waits its turn
        )
        example = chat.example_select(
            ask_example, [conversation, *narrowed], answering, show_progress="hidden"
        )
        question.stop(ready, None, question, cancels=[asked, example])
        for begin in (new.click, chat.clear):
            begin(restart, None, [question, conversation, chat, sources], cancels=[asked, example])
        upload.upload(
            take_in,
            [upload, conversation],
            [upload, ingested, *shown],
            concurrency_limit=1,
            show_progress_on=[upload],
        )
        blocks.load(refresh, conversation, shown, show_progress="hidden")
    return blocks


def answer(
    desk: Desk, text: str, state: Conversation, limits: Sequence[Any]
) -> Iterator[tuple[dict[str, Any], Conversation, list[Any], str | dict[str, Any]]]:
    """Answer one question as it grows: the box, the state, the chat and its sources.

    The box is emptied once, at the start: what is typed later is the next question.
    """
    asked = " ".join(text.split())
    if not asked:
        yield ready(), state, state.messages(), gr.skip()
        return
    history = state.history
    turn = Turn(asked)
    state.turns.append(turn)
    yield busy() | {"value": ""}, state, state.messages(), gr.skip()
    try:
        if not desk.store.documents():
            turn.problem = "There are no documents yet. Add some under “Documents”, then ask again."
        else:
            filters = chosen(*limits)
            for grown in desk.assistant.stream(asked, history, filters, desk.top_k):
                turn.answer = grown
                yield busy(), state, state.messages(), gr.skip()
            if turn.answer is not None:
                turn.sources = panel(turn.answer, len(state.turns), desk.store)
    except Exception as error:  # one question that fails leaves the conversation usable
        print(f"error: {error}", file=sys.stderr)
        turn.problem = f"This question could not be answered: {' '.join(str(error).split())}"
    yield ready(), state, state.messages(), all_sources(state)


def chosen(
    speakers: list[str] | None,
    meetings: list[int] | None,
    kinds: list[DocumentKind] | None,
    documents: list[str] | None,
    since: str | None,
    until: str | None,
) -> Filters:
    """The filters as they are set; raises `BadUsage` where a date is none."""
    return Filters(
        speakers=tuple(speakers or ()),
        meetings=tuple(meetings or ()),
        kinds=tuple(kinds or ()),
        documents=tuple(documents or ()),
        since=date(since, "“Dated from”", last=False),
        until=date(until, "“Dated to”", last=True),
    )


def busy() -> dict[str, Any]:
    """The question box while an answer is written: with a button to stop."""
    return gr.update(submit_btn=False, stop_btn="Stop")


def ready() -> dict[str, Any]:
    """The question box that waits for a question; what is being typed in it stays."""
    return gr.update(submit_btn="Ask", stop_btn=False)


def all_sources(state: Conversation) -> str:
    """The sources of all turns; the page shows those of the last until another is asked for."""
    return "".join(turn.sources for turn in state.turns) or NO_SOURCES


def ingest(desk: Desk, files: list[str], progress: gr.Progress) -> tuple[None, str]:
    """Take uploaded files in; the emptied upload field and what became of each file."""

    def advance(done: int, total: int, name: str) -> None:
        progress((done, total), desc=f"Reading {name}", unit="files")

    paths = [Path(file) for file in files]
    try:
        html = ingested_html(desk.take_in(paths, advance))
    except Exception as error:  # told on the page; the store is as it was
        print(f"error: {error}", file=sys.stderr)
        html = ingested_html(None, " ".join(str(error).split()))
    for path in paths:
        path.unlink(missing_ok=True)  # the copy in the store's folder stays
    return None, html


def example_messages(desk: Desk) -> list[Any]:
    """The example questions as Gradio's chat takes them."""
    return [{"text": question} for question in desk.examples()]


def refreshed(desk: Desk, state: Conversation) -> list[Any]:
    """What depends on the documents of the store: the start of the chat, the list, the filters."""
    records = desk.store.documents()
    start = gr.Chatbot(
        value=list(state.messages()),
        placeholder=WELCOME if records else EMPTY,
        examples=example_messages(desk),
    )
    lists = choices(desk.store, records)
    return [start, documents_html(records), *(gr.Dropdown(choices=choice) for choice in lists)]
