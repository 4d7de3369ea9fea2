"""Turns of a transcript: who has the floor from where to where.

Two layouts are read: a paragraph a turn, "Speaker: words", and the record of a captioner,
">> SPEAKER: words", whose lines break anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.attribution.labels import Labels
from ingest.model import Speaker
from ingest.raw import RawDocument

_LABEL = re.compile(
    r"[\s>*_-]{0,6}(?P<label>[^\W_][^:\n]{0,140}?(?:\([^()\n]{0,120}(?:\([^()\n]{0,80}\))?[^()\n]{0,40}\))?"
    r")\s?[:：][*_]{0,2}(?=\s|$|[>“\"])"
)
_CAPTION = re.compile(r"(?:>>+|»)\s{0,2}(?P<label>[^:\n>]{1,120}?)\s?:(?=\s|[A-Z“\"])\s*")
_CHANGE = re.compile(r">>+|»")


@dataclass(frozen=True)
class Turn:
    """`text[start:end]`: everything one speaker says until another takes the floor.

    `label` is the speaker as printed and `words_start` the offset of the first spoken word.
    """

    start: int
    end: int
    speaker: Speaker
    label: str
    words_start: int


def turns(raw: RawDocument) -> list[Turn] | None:
    """The turns of a transcript in reading order; None when the document is no transcript.

    Paragraphs without a label go on with the turn before them.
    """
    captions = list(_CAPTION.finditer(raw.text))
    if len(captions) >= 3 or (captions and len(captions) * 2 >= len(raw.blocks)):
        return _captioned(raw, captions)
    return _paragraphs(raw)


def _captioned(raw: RawDocument, captions: Sequence[re.Match[str]]) -> list[Turn]:
    labels = Labels([caption["label"] for caption in captions])
    found = []
    for i, caption in enumerate(captions):
        end = captions[i + 1].start() if i + 1 < len(captions) else len(raw.text)
        speaker = labels.speaker(caption["label"])
        found.append(
            Turn(
                caption.start(),
                _rstrip(raw.text, caption.start(), end),
                speaker,
                caption["label"].strip(),
                caption.end(),
            )
        )
    return found


def _paragraphs(raw: RawDocument) -> list[Turn] | None:
    starts: list[tuple[int, re.Match[str]]] = []
    lines = 0
    for block in raw.blocks:
        if block.end - block.start < 2:
            continue
        lines += 1
        match = _LABEL.match(raw.text, block.start, block.end)
        if match and Labels.looks_like(match["label"]):
            starts.append((block.start, match))
    if len(starts) < 3 or len(starts) < 0.2 * lines:
        return None
    labels = Labels([match["label"] for _, match in starts])
    if not _is_transcript([labels.speaker(match["label"]) for _, match in starts], lines):
        return None
    found = []
    for i, (start, match) in enumerate(starts):
        end = starts[i + 1][0] if i + 1 < len(starts) else raw.blocks[-1].end
        words = match.end()
        while words < end and raw.text[words].isspace():
            words += 1
        found.append(
            Turn(
                start,
                _rstrip(raw.text, start, end),
                labels.speaker(match["label"]),
                match["label"].strip(),
                words,
            )
        )
    return found


def _is_transcript(speakers: Sequence[Speaker], lines: int) -> bool:
    """Most paragraphs are turns, or the same few speakers come back again and again."""
    returning = len(speakers) - len(set(speakers))
    share = len(speakers) / lines
    return share > 0.8 or (share >= 0.5 and returning > 0) or returning >= len(speakers) / 2


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
