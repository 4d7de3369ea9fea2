"""Turns of a transcript, a verbatim record or minutes: who has the floor from where to where.

In a record of speech a turn goes on, over pages and headings, until the next label. In notes
("MT: agree") a labelled block is a turn and what stands between them is the note-taker's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.attribution import spoken_for
from ingest.attribution.first_person import is_own_capacity, speaks_of_itself
from ingest.attribution.labels import Label, Mark, labels
from ingest.attribution.lexicon import has_unlisted
from ingest.attribution.narrated import Attribution
from ingest.attribution.voices import (
    Voices,
    base_finder,
    head,
    is_initials,
    person_name,
    several,
)
from ingest.model import DocumentKind, Header, Speaker, SpeakerKind
from ingest.names.aliases import Aliases
from ingest.names.finder import NameFinder
from ingest.names.organisations import named
from ingest.raw import RawDocument

_CAPTION = re.compile(r"(?:>>+|»)\s{0,2}(?P<label>[^:\n>]{1,120}?)\s?:(?=\s|[A-Z“\"])\s*")
_SPOKEN = (DocumentKind.VERBATIM_RECORD, DocumentKind.TRANSCRIPT)
# What opens with "Mr. President:" there is whom the author addresses.
_OF_ONE = (DocumentKind.STATEMENT, DocumentKind.LETTER, DocumentKind.LIAISON)
_NOTED = (
    DocumentKind.MINUTES,
    DocumentKind.REPORT,
    DocumentKind.SUMMARY_RECORD,
    DocumentKind.BULLETIN,
)


_OPENING = 6  # sentences in which a delegation says for whom it speaks
_FOR_THEMSELVES = (
    SpeakerKind.CHAIR,
    SpeakerKind.SECRETARIAT,
    SpeakerKind.GROUP,
    SpeakerKind.PARTNER,
)


@dataclass(frozen=True)
class Turn:
    """`text[start:end]`: everything one speaker says until another takes the floor.

    `label` is the speaker as printed and `words_start` the offset of the first spoken word;
    `speakers` are the person and whom the person speaks for.
    """

    start: int
    end: int
    speakers: tuple[Speaker, ...]
    label: str
    words_start: int


@dataclass(frozen=True)
class Turns:
    """The turns of a document in reading order; `noted` where they are notes of a meeting."""

    turns: tuple[Turn, ...]
    noted: bool


def turns(raw: RawDocument, header: Header | None = None) -> Turns | None:
    """The turns of a document; None where it has none."""
    header = header or Header()
    if header.kind in _OF_ONE:
        return None
    captions = list(_CAPTION.finditer(raw.text))
    if len(captions) >= 3 or (captions and len(captions) * 2 >= len(raw.blocks)):
        starts = [(m.start(), m.end(), m["label"].strip()) for m in captions]
        return Turns(tuple(_spoken(raw, starts, len(raw.text), header)), noted=False)
    found = labels(raw, header.language)
    if not found:
        return None
    starts = [(label.start, label.words_start, label.words) for label in found]
    if _are_notes(found, header):
        return Turns(tuple(_noted(raw, starts, header)), noted=True)
    return Turns(tuple(_spoken(raw, starts, raw.blocks[-1].end, header)), noted=False)


def _are_notes(found: Sequence[Label], header: Header) -> bool:
    """Whether the labels are a note-taker's: short forms of names, in minutes."""
    if header.kind in _SPOKEN or any(label.form.mark is Mark.LINE for label in found):
        return False
    if header.kind in _NOTED:
        return True
    voices = Voices([], base_finder(header.language))
    short = sum(
        len(head(label.words).split()) == 1
        and label.words.upper() != label.words.lower()  # other scripts have no short names
        and not voices.named(label.words)
        for label in found
    )
    return short >= 0.4 * len(found)


_Start = tuple[int, int, str]  # offset of the label, of the first word, the label


def _spoken(
    raw: RawDocument, starts: Sequence[_Start], last: int, header: Header
) -> Iterable[Turn]:
    voices = Voices((label for _, _, label in starts), base_finder(header.language))
    ends = [start for start, _, _ in starts[1:]] + [last]
    for (start, words_start, label), end in zip(starts, ends, strict=True):
        words = min(words_start, end)
        yield Turn(start, _rstrip(raw.text, start, end), voices.speakers(label), label, words)


def _noted(raw: RawDocument, starts: Sequence[_Start], header: Header) -> Iterable[Turn]:
    voices = Voices((label for _, _, label in starts), base_finder(header.language))
    ends = [start for start, _, _ in starts[1:]] + [len(raw.text)]
    blocks = iter(raw.blocks)
    block = next(blocks)
    for (start, words_start, label), end in zip(starts, ends, strict=True):
        while block.end <= words_start and block.end < len(raw.text):
            block = next(blocks, block)
            if block is raw.blocks[-1]:
                break
        end = min(end, max(block.end, words_start))
        yield Turn(start, _rstrip(raw.text, start, end), voices.speakers(label), label, words_start)


def people(turns: Sequence[Turn]) -> list[Aliases]:
    """The persons of turns, by their names and the initials that stand for them.

    A first name that is also a word, such as "Mark", names nobody in running text.
    """
    forms: dict[Speaker, dict[str, None]] = {}
    for turn in turns:
        person = turn.speakers[0] if len(several(turn.label)) == 1 and turn.speakers else None
        if person is None or person.kind is not SpeakerKind.PERSON:
            continue
        known = forms.setdefault(person, {})
        if is_initials(turn.label) or has_unlisted(head(turn.label)):
            known[person_name(turn.label)] = None
    return [named(person, names) for person, names in forms.items() if names]


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def attribute(
    text: str, turn: Turn, sentences: Sequence[tuple[int, int]], finder: NameFinder
) -> list[Attribution]:
    """Every sentence of a turn is its speakers'; the names in it are mentions.

    A chair who speaks "in my capacity as the representative of Norway" is also Norway, until
    the chair speaks of that office again. Who begins with "I speak on behalf of the Group" speaks
    for the group, too.
    """
    chair = next((s for s in turn.speakers if s.kind is SpeakerKind.CHAIR), None)
    everybody = (*turn.speakers, *_spoken_for(text, turn, sentences, finder))
    own: tuple[Speaker, ...] = ()
    result = []
    for start, end in sentences:
        start = max(start, min(turn.words_start, end))
        sentence = text[start:end]
        found = [match.speaker for match in finder.find(sentence)]
        if chair is not None and is_own_capacity(sentence):
            own = tuple(s for s in found if s.kind is SpeakerKind.MEMBER_STATE)
        elif own and chair is not None and _names_office(sentence, turn):
            own = ()
        speakers = tuple(dict.fromkeys((*everybody, *own)))
        others = tuple(dict.fromkeys(name for name in found if name not in speakers))
        result.append(Attribution(speakers, others))
    return result


def _spoken_for(
    text: str, turn: Turn, sentences: Sequence[tuple[int, int]], finder: NameFinder
) -> tuple[Speaker, ...]:
    """The group for which a delegation takes the floor in the first sentences of its turn."""
    if any(speaker.kind in _FOR_THEMSELVES for speaker in turn.speakers):
        return ()
    for start, end in sentences[:_OPENING]:
        group = spoken_for.group(text[max(start, min(turn.words_start, end)) : end], finder)
        if group is not None:
            return (group,)
    return ()


def _names_office(sentence: str, turn: Turn) -> bool:
    """Whether the chair speaks of the chair's own office: "I now resume as President"."""
    office = head(turn.label).split()[-1]
    return speaks_of_itself(sentence) and office.casefold() in sentence.casefold()
