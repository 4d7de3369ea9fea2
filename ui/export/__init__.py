"""Answers to take away: a briefing note for Word, in Markdown, as rich text for the clipboard."""

from ui.export.briefing import Briefing, Entry, briefing
from ui.export.formats import Format, exported, format_of, write

__all__ = ["Briefing", "Entry", "Format", "briefing", "exported", "format_of", "write"]
