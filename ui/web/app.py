"""The page: the conversation on one side, its sources and the documents on the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr
from fastapi import APIRouter, FastAPI

from ui.api.application import PREFIX, application
from ui.api.library import Library
from ui.hosts import Hosts
from ui.mcp_server import http_routes, mcp_server
from ui.messages import messages
from ui.web import limits
from ui.web.answering import answer, give_up
from ui.web.desk import Desk
from ui.web.documents import DocumentsTab
from ui.web.feedback_tab import FeedbackTab
from ui.web.filters import NOTHING, narrowing
from ui.web.forms import Forms
from ui.web.gate import Gate
from ui.web.guard import Guard
from ui.web.headers import chat_script
from ui.web.health import Figures, fault
from ui.web.kept_conversations import kept_conversations
from ui.web.library import choices
from ui.web.map_tab import delegations_tab
from ui.web.next_questions import next_questions
from ui.web.originals import originals
from ui.web.takeaway import takeaway
from ui.web.theme import theme, theme_list
from ui.web.welcome import welcome_html
from ui.web.words import language_list, says_to, translations

if TYPE_CHECKING:
    from gradio.components import Component

    from assistant.messages.catalogue import Messages
    from ui.access.conversations import Conversations

Limit = list[Any] | str | None
"""What one of the filters is set to."""
HERE = Path(__file__).parent
TITLE = "COP Assistant"
STYLES = ("chat", "sources", "takeaway", "documents")
SUBTITLE = "What was said in the Council Working Group on Child Online Protection, with its source"
EARLIER = (
    "<button type='button' class='cop-act cop-earlier' name='act' value='conversations' "
    "aria-expanded='false' data-word='Conversations'>Conversations</button>"
)
SIGN_OUT = "<a class='cop-sign-out' href='/sign-out' data-word='Sign out'>Sign out</a>"
HIDDEN = {"cop-past": limits.PAST, "cop-number": limits.NUMBER, "cop-turn": None, "cop-tried": None}
"""Characters of what the page sends beside a question; what it receives is never sent."""
CONNECT = "cop.connect((event) => trigger(event))"
"""Runs in the browser: the page's own script sets off what Gradio then does."""


def create(
    desk: Desk,
    hosts: Hosts,
    guard: Guard | None = None,
    conversations: Conversations | None = None,
) -> Gate:
    """The web application over this desk, behind the gate that looks at every request.

    Where there are accounts: `guard` says who may come in, `conversations` keeps what they asked.
    """
    blocks = build(desk, accounts=guard is not None)
    blocks.queue(default_concurrency_limit=limits.ANSWERS, max_size=limits.WAITING, api_open=False)
    library = Library(desk.seen, desk.sessions, desk.top_k)
    own = [routes(lambda _: desk.store) for routes in (originals, takeaway)]
    if conversations is not None:
        own.append(kept_conversations(conversations, lambda _: desk.store))
    inner = whole_application(blocks, library, *own)
    # Gradio checks the paths of files only where it was launched by itself.
    blocks.has_launched = True

    def waiting(page: str) -> int:
        return len(blocks._queue.pending_event_ids_session.get(page, ()))

    figures = Figures(lambda: len(blocks._queue), lambda: desk.sessions.busy)
    forms = Forms(blocks)
    return Gate(
        inner,
        hosts,
        desk.sessions,
        forms,
        desk.incoming,
        waiting,
        figures,
        lambda: fault(desk.seen.whole),
        desk.note,
        guard,
    )


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
        css_paths=[HERE / f"{name}.css" for name in STYLES],
        head=f"<script>{chat_script()}</script>",
        i18n=gr.I18n(**translations()),
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        show_error=False,
        favicon_path=str(HERE / "favicon.svg"),
    )


def build(desk: Desk, accounts: bool = False) -> gr.Blocks:
    """The page and what its parts do; with `accounts` it says nothing before it knows to whom."""
    say = gr.I18n()
    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True) as blocks:
        wire = gr.HTML("", visible="hidden", elem_id="cop-wire", js_on_load=CONNECT)
        with gr.Sidebar(open=False, elem_id="cop-sidebar", width=300):
            listing = gr.HTML("", elem_id="cop-listing")
        gr.HTML(
            f"<header class='cop-header'>{EARLIER}<h1>{TITLE}</h1>"
            f"<p data-word='{SUBTITLE}'>{SUBTITLE}</p>"
            f"{theme_list()}{language_list()}{SIGN_OUT if accounts else ''}</header>",
            elem_id="cop-head",
        )
        with gr.Row(elem_id="cop-main"):
            with gr.Column(scale=6, min_width=320, elem_id="cop-conversation"):
                chat = gr.Chatbot(
                    label=say("Conversation"),
                    show_label=False,
                    elem_id="cop-chat",
                    layout="panel",
                    buttons=[],
                    autoscroll=False,  # chat.js brings a new question to the top
                    feedback_options=None,
                    latex_delimiters=[],
                    placeholder="" if accounts else start(desk, messages("en"), []),
                    group_consecutive_messages=False,
                    allow_file_downloads=False,
                )
                undone = gr.HTML("", elem_id="cop-undone")
                chips = gr.HTML("", elem_id="cop-narrowed")
                question = gr.Textbox(
                    label=say("Your question"),
                    show_label=False,
                    placeholder=say("Ask what a delegation said…"),
                    elem_id="cop-question",
                    max_lines=4,
                    max_length=limits.QUESTION,
                    autofocus=True,
                    submit_btn="Ask",  # the page says it in its own language
                )
                with gr.Row(elem_id="cop-tools"):
                    narrow = narrowing(say)
                    new = gr.Button(say("New conversation"), size="sm", elem_id="cop-new")
            with (
                gr.Column(scale=5, min_width=320, elem_id="cop-side"),
                gr.Tabs(elem_id="cop-tabs"),
            ):
                with gr.Tab(say("Sources"), id="sources"):
                    sources = gr.HTML("", elem_id="cop-sources")
                with gr.Tab(say("Documents"), id="documents"):
                    held = DocumentsTab(desk, say)
                delegations_tab(say, lambda _: desk.store)
                reported = FeedbackTab(desk, say)
        past, number, turn, tried = (
            gr.Textbox(visible="hidden", max_length=most, elem_id=name)
            for name, most in HIDDEN.items()
        )

        shown: list[Component] = [chat, *narrow.lists]
        drawn: list[Component] = [chat, sources, listing, question, undone]

        def beside(request: gr.Request) -> list[Any]:
            return refreshed(desk, says_to(request))

        def refresh(request: gr.Request) -> Iterator[list[Any]]:
            says = says_to(request)
            listed = held.listing(request)
            if desk.found_examples(says.language) is None:  # they take a moment, the page does not
                yield [*listed, *refreshed(desk, says, [])]
                listed = [gr.skip()] * len(listed)
            yield [*listed, *beside(request)]

        def ask(
            request: gr.Request, text: str, past: str, number: str, *narrow: Limit
        ) -> Iterator[str]:
            yield from answer(desk, request, text, past, number, narrow)

        def stop(request: gr.Request, number: str) -> None:
            give_up(desk, request, number)

        def go_on(request: gr.Request, text: str, past: str, number: str, *narrow: Limit) -> str:
            return next_questions(desk, request, text, past, number, narrow)

        def in_browser(
            event: Callable[..., object], inputs: object, outputs: object, js: str, **more: object
        ) -> None:
            event(None, inputs, outputs, js=js, show_progress="hidden", queue=False, **more)

        # The page's own script keeps the conversation and sends one question after the other.
        asking = wire.submit(
            ask,
            [question, past, number, *narrow.parts],
            turn,
            js="(question, past, number, ...narrow) => cop.next(...narrow)",
            show_progress_on=[turn],  # nobody sees it: the page's own script reads the place there
            concurrency_id="answers",
            trigger_mode="multiple",
        )
        in_browser(asking.failure, None, drawn, "() => cop.failed()")
        wire.input(
            go_on,
            [question, past, number, *narrow.parts],
            tried,
            js="(question, past, number, ...narrow) => [...cop.tried(), ...copDates.real(narrow)]",
            show_progress="hidden",
            concurrency_limit=1,
            trigger_mode="multiple",
        )
        in_browser(question.submit, question, drawn, "(text) => cop.sends(text)")
        in_browser(turn.change, turn, drawn, "(turn) => cop.grow(turn)", trigger_mode="multiple")
        in_browser(tried.change, tried, drawn, "(next) => cop.suggest(next)")
        in_browser(wire.change, None, drawn, "() => cop.drawn()", trigger_mode="multiple")
        # Gradio's own way to stop one cancels whatever this page has begun meanwhile as well.
        question.stop(
            stop,
            number,
            None,
            js="() => cop.stops()",
            show_progress="hidden",
            concurrency_limit=None,
            trigger_mode="multiple",
        )
        in_browser(new.click, None, drawn, "() => cop.restart()")
        in_browser(new.click, None, narrow.parts, f"() => {NOTHING}")
        in_browser(wire.select, narrow.parts, narrow.parts, "(...held) => cop.without(...held)")
        for part in narrow.parts:
            in_browser(part.change, narrow.parts, chips, "(...held) => cop.narrowed(...held)")
        for date in narrow.dates:
            for event, left in ((date.change, "false"), (date.blur, "true"), (date.submit, "true")):
                told = f"(...held) => copDates.told(held, {left})"
                in_browser(event, narrow.parts, narrow.no_date, told)
        held.connect(shown, beside)
        blocks.load(refresh, None, [*held.listed, *shown], show_progress="hidden")
        # Another language was chosen: what the server has worded is worded anew.
        wire.blur(refresh, None, [*held.listed, *shown], show_progress="hidden")
        blocks.load(reported.allowed, None, reported.tab, show_progress="hidden")
        in_browser(blocks.load, None, drawn, "() => cop.restore()")
    return blocks


def refreshed(desk: Desk, says: Messages, examples: Sequence[str] | None = None) -> list[Any]:
    """What depends on the documents of the store: the start of the chat, the filters.

    `examples`: instead of those that the documents answer.
    """
    records = desk.store.documents()
    begun = gr.Chatbot(placeholder=start(desk, says, examples))
    lists = choices(desk.store, records)
    return [begun, *(gr.Dropdown(choices=choice) for choice in lists)]


def start(desk: Desk, says: Messages, examples: Sequence[str] | None = None) -> str:
    """What an empty conversation shows, in HTML."""
    found = desk.examples(says.language) if examples is None else examples
    return welcome_html(desk.store, found, says)
