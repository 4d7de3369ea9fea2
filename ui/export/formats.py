"""The forms a briefing note can have, named by the ending of its file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from ui.errors import BadUsage, Failure
from ui.export.briefing import Briefing


class Format(StrEnum):
    """A form of a note; its value is the ending of the file, without a dot."""

    DOCX = "docx"
    MARKDOWN = "md"
    HTML = "html"

    @property
    def media_type(self) -> str:
        """What a download says that it is."""
        return {
            Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Format.MARKDOWN: "text/markdown; charset=utf-8",
            Format.HTML: "text/html; charset=utf-8",
        }[self]


def exported(briefing: Briefing, form: Format) -> bytes:
    """A note as the content of a file."""
    # Each is imported for itself: python-docx takes a tenth of a second.
    if form is Format.DOCX:
        from ui.export.word import word

        return word(briefing)
    if form is Format.MARKDOWN:
        from ui.export.markdown import markdown

        return markdown(briefing).encode()
    from ui.export.html import page

    return page(briefing).encode()


def format_of(path: Path) -> Format:
    """The form that a file name asks for; raises `BadUsage` where there is no such form.

    >>> format_of(Path("note.DOCX")).name
    'DOCX'
    """
    try:
        return Format(path.suffix.lower().removeprefix("."))
    except ValueError:
        endings = ", ".join(f".{form}" for form in Format)
        raise BadUsage(f"{path}: the file's name must end in one of {endings}") from None


def write(briefing: Briefing, path: Path) -> None:
    """Write a note in the form its file name asks for; raises `Failure` where it cannot be."""
    content = exported(briefing, format_of(path))
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Failure(f"{path} cannot be written: {error.strerror}") from None
