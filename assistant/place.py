"""Where a quotation stands, as people write it: the same on the page, in the terminal, in Markdown.

CWG-COP-41/9, Report of the forty-first meeting…, §2.2, p. 3, 3 March 2031
Hearing on parental controls, turn 2, 20 May 2031
"""

from __future__ import annotations

import datetime
import textwrap
from pathlib import Path

from pydantic import BaseModel, Field

TITLE_WIDTH = 64
"""Characters of a title in a citation, at most."""


class Place(BaseModel):
    """A stretch of a document, with what people know the place by."""

    document: str = Field(description="id in the store")
    path: Path
    title: str
    number: str | None = Field(default=None, description="of the document, as printed")
    date: str | None = Field(default=None, description="of the document, ISO 8601")
    paragraph: str | None = Field(default=None, description='number as printed, such as "5.4"')
    turn: int | None = Field(
        default=None, description="of a record of speech, from 1; None in other documents"
    )
    ordinal: int | None = Field(
        default=None, description="which paragraph from 1, where none has a number nor a page"
    )
    page: int | None = Field(default=None, description="1-based page on which it starts")
    start: int
    end: int
    speakers: list[str] = Field(default_factory=list)
    superseded_by: str | None = Field(
        default=None, description="id of the newest version, where this is an older one"
    )
    superseded_by_name: str | None = Field(
        default=None, description="number of that version, else its title in short"
    )

    @property
    def name(self) -> str:
        """Number and title of the document in short.

        >>> Place(document="x", path=Path("a.pdf"), title="Report", number="CWG-COP-24/3",
        ...       start=0, end=1).name
        'CWG-COP-24/3, Report'
        """
        title = short_title(self.title)
        return f"{self.number}, {title}" if self.number and self.number != title else title

    def where(self, language: str = "en") -> str:
        """Where in the document it stands: paragraph or turn, and page; "" where nothing tells.

        >>> Place(document="x", path=Path("a"), title="Hearing", turn=42, start=0, end=1).where()
        'turn 42'
        """
        parts = (self.paragraph_in(language), self.page_in(language))
        return ", ".join(part for part in parts if part)

    def paragraph_in(self, language: str = "en") -> str:
        """The paragraph by its printed number, the turn, or which paragraph it is."""
        if self.paragraph:
            return f"§{self.paragraph}"
        from assistant.messages.catalogue import Messages

        says = Messages(language)
        if self.turn:
            return says.say("turn {n}", n=self.turn)
        return says.say("paragraph {n}", n=self.ordinal) if self.ordinal else ""

    def page_in(self, language: str = "en") -> str:
        """The page on which it starts, as people write it."""
        if not self.page:
            return ""
        from assistant.messages.catalogue import Messages

        return Messages(language).say("p. {page}", page=self.page)

    def place(self, language: str = "en") -> str:
        """Document, place in it, date, and what a reader should know of the version.

        >>> Place(document="x", path=Path("a.pdf"), title="Report", number="CWG-COP-24/3",
        ...       paragraph="5.4", page=7, date="2026-01-19", start=0, end=1).place()
        'CWG-COP-24/3, Report, §5.4, p. 7, 19 January 2026'
        """
        parts = [self.name, self.where(language), date_in(self.date, language)]
        return ", ".join(part for part in (*parts, *self.standing(language)) if part)

    def standing(self, language: str = "en") -> list[str]:
        """What a reader should know of the version that is quoted."""
        if not self.superseded_by:
            return []
        from assistant.messages.catalogue import Messages

        newest = self.superseded_by_name or self.superseded_by
        return [Messages(language).say("superseded by {document}", document=newest)]


def short_title(title: str) -> str:
    """A title in one line of `TITLE_WIDTH` characters at most, cut between words.

    >>> short_title("Report of the twenty-fourth meeting of the Working Group on online protection")
    'Report of the twenty-fourth meeting of the Working Group on…'
    """
    short = textwrap.shorten(title, TITLE_WIDTH, placeholder="…")
    # A language without spaces has no words to cut between.
    return short if short.strip("…") or not title.strip() else f"{title[: TITLE_WIDTH - 1]}…"


def date_in(date: str | None, language: str = "en") -> str:
    """An ISO date, month or year as people write it; "" for none, as it stands where it is none.

    >>> date_in("2031-03-03"), date_in("2031-03", "fr"), date_in("2031")
    ('3 March 2031', 'mars 2031', '2031')
    """
    from babel import Locale
    from babel.dates import format_date, format_skeleton

    # "en_GB" has the day before the month, as the documents of the group write it.
    locale = Locale.parse("en_GB" if language == "en" else language)
    whole = date or ""
    try:
        if len(whole) == len("2031-03"):
            day = datetime.date.fromisoformat(f"{whole}-01")
            return str(format_skeleton("yMMMM", day, locale=locale))
        return str(format_date(datetime.date.fromisoformat(whole), "long", locale=locale))
    except ValueError:
        return whole
