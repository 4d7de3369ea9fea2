"""Passages as the reader sees them."""

from __future__ import annotations

from assistant.reader.interface import Excerpt
from ingest.in_full import in_full, under_heads
from ingest.model import Passage, Sentence

_HEADINGS = 2  # innermost ones that stand behind the title


def excerpt(title: str, passage: Passage, before: str = "") -> Excerpt:
    """The excerpt of a passage: its sentences in order, one judgement each.

    `title` is that of its document, `before` the sentence ahead of the passage. A row of a table
    is read under the heads of its columns, a list item behind the words leading to it where those
    stand before the passage.
    """
    return Excerpt(
        heading=" · ".join(dict.fromkeys([title, *passage.section[-_HEADINGS:]])),
        sentences=tuple(_read(passage, sentence) for sentence in passage.sentences),
        speakers=tuple(tuple(s.name for s in sentence.speakers) for sentence in passage.sentences),
        before=before,
    )


def _read(passage: Passage, sentence: Sentence) -> str:
    text = passage.words_of(sentence)
    leads = passage.lead_of(sentence)
    words = [lead.text for lead in leads]
    if under_heads(words, text) is not None:
        return in_full(words, text)
    outside = [lead.text for lead in leads if lead.start < passage.start]
    return in_full(outside, text)
