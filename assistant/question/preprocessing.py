"""A question made ready to be understood: its names, its language, its spelling, its parse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.question.language import language_of
from assistant.question.lexicon import is_common
from assistant.question.naming import names_in
from assistant.question.parse import Name, Parsed, masked, parse
from assistant.question.spelling import mend
from ingest.names.finder import NameFinder

if TYPE_CHECKING:
    from assistant.question.known import Known


def preprocess(text: str, before: str, known: Known) -> Parsed:
    """The parse of a question; `before` is its language where it does not tell."""
    names = names_in(text, known.finder)
    left = masked(text, names, "")
    # "No, Chad" may be said in more than one language.
    told = not names or not left.isascii() or len(left.split()) > 1
    language = language_of(left, before) if told else before
    if language == "en" and known.vocabulary is not None:
        mended = mend(text, known.vocabulary, [(n.start, n.end) for n in names])
        if mended != text:
            text, names = mended, names_in(mended, known.finder)
        if (spelled := _spelled(text, names, known.finder)) != text:
            text, names = spelled, names_in(spelled, known.finder)
    return parse(text, names, language)


def _spelled(text: str, names: Sequence[Name], finder: NameFinder) -> str:
    """A question with its misspelt names put right, as the reader knows them.

    "The working group" keeps its small letters: what it agreed is asked, and not what it said.
    """
    for name in reversed(names):
        body = " " in name.text and is_common(name.text, name.speaker)
        plain = name.text.isascii() and not name.demonym and not body
        if name.speaker is not None and plain and finder.resolve(name.text) is None:
            text = f"{text[: name.start]}{name.speaker.name}{text[name.end :]}"
    return text
