"""What the pages and the terminal say around answers: one catalogue (gettext .po) a language."""

from __future__ import annotations

from pathlib import Path

from assistant.messages.catalogue import Messages

FOLDER = Path(__file__).parent
"""The catalogues; English sentences are the keys."""


def messages(language: str) -> Messages:
    """Says things in one language, ISO 639-1; in English where there is no catalogue of it.

    >>> messages("fr").say("Sources")
    'Sources'
    """
    return Messages(language, FOLDER)
