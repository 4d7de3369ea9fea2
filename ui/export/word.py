"""A briefing note as a Word file, its citations as footnotes."""

from __future__ import annotations

import io

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from assistant.messages.catalogue import Messages
from ui.export.briefing import Briefing, Entry
from ui.export.notes import NumberedAnswer, numbered
from ui.export.word_answer import add_answer
from ui.export.word_footnotes import Footnotes
from ui.export.word_text import add_field, add_paragraph, add_text, right_to_left
from ui.export.wording import document_line, made, place, quotation, remarks, title


def word(briefing: Briefing) -> bytes:
    """The note as the content of a .docx file."""
    file = io.BytesIO()
    _Writer(briefing).written().save(file)
    return file.getvalue()


class _Writer:
    """Writes one note."""

    def __init__(self, briefing: Briefing) -> None:
        self._briefing = briefing
        self._says = briefing.messages
        self._answers, self._notes = numbered(briefing)
        self._document = docx.Document()
        self._footnotes = Footnotes(self._document)

    def written(self) -> Document:
        """The whole note."""
        self._set_up()
        self._own(title(self._briefing), "Title")
        self._own(made(self._briefing))
        for entry, answer in zip(self._briefing.entries, self._answers, strict=True):
            add_paragraph(self._document, entry.answer.question, "Heading 1")
            self._answer(answer)
            self._nearest(entry)
            for remark in remarks(entry, self._says):
                self._own(remark, italic=True)
        if self._briefing.documents:
            self._own(self._says.say("Documents"), "Heading 1")
            for record in self._briefing.documents:
                self._own(document_line(record, self._says), "List Bullet")
        return self._document

    def _set_up(self) -> None:
        """A4 with page numbers, and what the file says of itself."""
        properties = self._document.core_properties
        properties.title = title(self._briefing)
        properties.author = "COP Assistant"
        properties.comments = ""
        properties.language = self._says.language
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        add_field(footer, "PAGE", "1")

    def _own(self, text: str, style: str | None = None, italic: bool = False) -> None:
        """A paragraph in the note's own words, which runs as its language does."""
        add_paragraph(self._document, text, style, self._says.right_to_left, italic)

    def _answer(self, answer: NumberedAnswer) -> None:
        def refer(paragraph: Paragraph, number: int) -> None:
            if self._footnotes.refer(paragraph, number):
                self._footnote(number)

        reversed_ = Messages(answer.answer.language).right_to_left
        add_answer(self._document, answer.tokens, reversed_, refer)

    def _footnote(self, number: int) -> None:
        """Where the quotation stands, and below it the quotation, each in its own direction."""
        note = self._notes[number - 1]
        where = self._footnotes.first_paragraph(self._says.right_to_left)
        add_text(where, place(note, self._says))
        words = quotation(note)
        add_text(self._footnotes.next_paragraph(right_to_left(words)), words)

    def _nearest(self, entry: Entry) -> None:
        if entry.answer.citations or not entry.answer.suggestions:
            return
        self._own(self._says.say("The nearest passages:"))
        for near in entry.answer.suggestions:
            add_paragraph(self._document, quotation(near), "List Bullet")
            where = place(near, self._says)
            self._own(where, "List Continue")
