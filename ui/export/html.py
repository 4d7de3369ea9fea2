"""A briefing note in HTML: a page, or a piece of one for the clipboard.

Word processors and mail programs take the piece over with its superscripts.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markdown_it.token import Token
from markupsafe import Markup

from assistant.messages.catalogue import Messages
from ui.export.briefing import Briefing
from ui.export.notes import CITATION, NumberedAnswer, numbered
from ui.export.wording import document_line, made, place, quotation, remarks, title
from ui.markdown import parser


def page(briefing: Briefing) -> str:
    """The note as a page of its own, which needs nothing beside it."""
    return _render("page.html", briefing)


def fragment(briefing: Briefing) -> str:
    """The note as a piece of HTML, without its title and date.

    Its marks are no links: where it is pasted they would lead to the page that it came from.
    """
    return _render("fragment.html", briefing, linked=False)


def _render(template: str, briefing: Briefing, linked: bool = True) -> str:
    says = briefing.messages
    answers, notes = numbered(briefing)
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    entries = [
        {
            "question": entry.answer.question,
            "language": entry.answer.language,
            "direction": _direction(Messages(entry.answer.language)),
            "text": Markup(_text(answer, linked)),
            "near": [
                (quotation(near), place(near, says))
                for near in ([] if entry.answer.citations else entry.answer.suggestions)
            ],
            "remarks": list(remarks(entry, says)),
        }
        for entry, answer in zip(briefing.entries, answers, strict=True)
    ]
    return environment.get_template(template).render(
        title=title(briefing),
        made=made(briefing),
        language=says.language,
        direction=_direction(says),
        says=says.say,
        entries=entries,
        notes=[
            (place(note, says), quotation(note), record.language)
            for note in notes
            for record in [briefing.document(note.document)]
        ],
        documents=[document_line(record, says) for record in briefing.documents],
    )


def _text(answer: NumberedAnswer, linked: bool) -> str:
    """HTML of an answer, its marks as links to the notes where they are `linked`."""
    markdown_it = parser()

    def mark(_: object, tokens: Sequence[Token], place: int, *__: object) -> str:
        number = tokens[place].content
        shown = f'<a href="#cop-note-{number}">[{number}]</a>' if linked else f"[{number}]"
        return f"<sup>{shown}</sup>"

    markdown_it.add_render_rule(CITATION, mark)
    html: str = markdown_it.renderer.render(answer.tokens, markdown_it.options, {})
    return html


def _direction(says: Messages) -> str:
    return "rtl" if says.right_to_left else "ltr"
