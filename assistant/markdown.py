"""Answers as Markdown: sentences with the numbers of their citations, under their headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.messages.catalogue import Messages
from ingest.in_full import in_full

if TYPE_CHECKING:
    from assistant.answer import Answer, AnswerSentence

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def markdown(sentences: Sequence[AnswerSentence]) -> str:
    """Sentences as Markdown: each followed by its citations, under its heading.

    >>> from assistant.answer import AnswerSentence
    >>> markdown([AnswerSentence(text="Reports rose.", citations=[1], heading="Poland")])
    '**Poland**: Reports rose. [1]'
    """
    lines: list[str] = []
    heading: str | None = None
    for n, sentence in enumerate(sentences):
        if n and sentence.heading == heading:
            lines[-1] += f" {_cited(sentence)}"
        else:
            heading = sentence.heading
            text = _cited(sentence)
            lines.append(f"**{escape(heading)}**: {text}" if heading else text)
    return "\n\n".join(lines)


def text_of(answer: Answer) -> str:
    """The Markdown of an answer's sentences below its opening."""
    foreign = Messages(answer.language).right_to_left
    sentences = set_apart(answer.sentences) if foreign else answer.sentences
    text = markdown(sentences)
    return f"{answer.opening}\n\n{text}" if answer.opening else text


def set_apart(sentences: Sequence[AnswerSentence]) -> list[AnswerSentence]:
    """Quotes in a text from right to left: each keeps its own direction and its full stop.

    They are put between a first-strong isolate and its end (Unicode Annex 9).
    """
    return [s.model_copy(update={"text": f"\u2068{s.text}\u2069"}) for s in sentences]


def escape(text: str) -> str:
    """Text of a document as Markdown that shows it letter by letter.

    >>> escape("a *star* and <b>")
    'a \\\\*star\\\\* and \\\\<b\\\\>'
    """
    return _SPECIAL.sub(r"\\\1", text)


def _cited(sentence: AnswerSentence) -> str:
    text = in_full(sentence.lead, sentence.text) if sentence.lead else sentence.text
    return f"{escape(text)} {''.join(f'[{n}]' for n in sentence.citations)}"
