"""Texts of one author, or of several: each sentence is theirs from beginning to end.

The header tells whose a document is. A letter is also its signer's, from the letterhead to the
signature; what is annexed to it, the organisation's. A part whose heading gives somebody the
floor ("Statement by Norway") and that speaks in the first person is theirs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.attribution import first_person
from ingest.attribution.lexicon import Lexicon
from ingest.attribution.narrated import Attribution
from ingest.attribution.voices import Voices, person_name
from ingest.header import sources
from ingest.model import Header, Speaker, SpeakerKind
from ingest.names.finder import NameFinder
from ingest.raw import RawDocument
from ingest.structure.units import Unit

_SPEECH = 0.2  # share of sentences in the first person from which a text is somebody's own words
_NUMBER = re.compile(r"^[\s\d.()]*")
_QUOTED = re.compile(r"^[“«\"].*[”»\"][.,;]?$", re.DOTALL)
_NAME = re.compile(r"(?:[^\W\d_]\.\s?)*(?:[^\W\d_][\w’'.-]*\s?){1,4}")


@dataclass(frozen=True)
class Part:
    """`text[start:end]` is the text of `authors`."""

    start: int
    end: int
    authors: tuple[Speaker, ...]


def authors(header: Header) -> tuple[Speaker, ...]:
    """Whose words a document is by its header: the states and organisations, else the persons.

    A state's statement is the state's, whoever reads it out.
    """
    given = header.authors or ((header.source,) if header.source else ())
    bodies = tuple(author for author in given if author.kind is not SpeakerKind.PERSON)
    return bodies or tuple(given)


def attribute(
    text: str,
    author: Sequence[Speaker],
    sentences: Sequence[tuple[int, int]],
    finder: NameFinder,
) -> list[Attribution]:
    """Every sentence is its authors'; the names in it are mentions."""
    result = []
    for start, end in sentences:
        found = [match.speaker for match in finder.find(text[start:end])]
        others = tuple(dict.fromkeys(name for name in found if name not in author))
        result.append(Attribution(tuple(author), others))
    return result


def parts(raw: RawDocument, units: Sequence[Unit], header: Header) -> list[Part]:
    """The parts of a document that have authors of their own, in reading order."""
    found = [*_letters(raw, header), *_quotations(raw), *_statements(raw.text, units)]
    return sorted(found, key=lambda part: (part.end - part.start, part.start))


def _letters(raw: RawDocument, header: Header) -> Iterator[Part]:
    """Letters, each from its letterhead to the signature."""
    lines = [" ".join(raw.text[b.start : b.end].split()) for b in raw.blocks]
    lexicon = Lexicon(raw.text, header.language)
    bodies = authors(header)
    last = 0
    for at in range(2, len(lines)):
        name = _signed(lines, at, lexicon)
        if name is None:
            continue
        first = _letterhead(lines, last, at)
        text = raw.text[raw.blocks[first].start : raw.blocks[at].start]
        if first_person.speaks_of_itself(text):
            signer = Speaker(name=name, kind=SpeakerKind.PERSON)
            own = _organisation([*lines[at : at + 4], *lines[first : first + 4]]) or bodies
            own = tuple(body for body in own if body.kind is not SpeakerKind.PERSON)
            yield Part(raw.blocks[first].start, raw.blocks[at].end, (*own, signer))
            last = at + 1


def _signed(lines: Sequence[str], at: int, lexicon: Lexicon) -> str | None:
    """The name that signs on a line: a name alone behind a closing line, an office below it."""
    line = lines[at].rpartition(":")[2].strip()
    words = line.split()
    if not 2 <= len(words) <= 5 or not _NAME.fullmatch(line) or not line[0].isupper():
        return None
    if not all(word[0].isupper() or len(word) < 4 for word in words):
        return None
    below = lines[at + 1].split() if at + 1 < len(lines) else ["-"]
    closing = lines[at - 1]
    if len(below) > 7 or len(closing.split()) > 14 or below[-1][-1] in ".;:":
        return None
    if not (closing[-1] == "," or len(closing.split()) <= 3 or first_person.speaks_of_itself(closing)):
        return None
    names = [word for word in words if len(word) > 3 and lexicon.is_name(word)]
    return person_name(line) if names else None


def _letterhead(lines: Sequence[str], first: int, signature: int) -> int:
    """Where a letter begins: the lines above its salutation, back to the text before."""
    for at in range(signature - 1, first, -1):
        if len(lines[at].split()) <= 6 and lines[at][-1] in ",:،":
            while at > first and not lines[at - 1].endswith((".", ";")):
                at -= 1
            return at
    return first


def _organisation(lines: Sequence[str]) -> tuple[Speaker, ...]:
    """The organisation that a letterhead or the lines of a signature name."""
    finder = Voices([])
    for line in lines:
        spaced = re.sub(r"(?<=\b\w) (?=\w\b)", "", line)
        for piece in re.split(r"\s[-–—|]\s|\s{3,}", spaced):
            for speaker in finder.named(piece.title() if piece.isupper() else piece):
                if speaker.kind in (SpeakerKind.PARTNER, SpeakerKind.GROUP):
                    return (speaker,)
    return ()


def _quotations(raw: RawDocument) -> Iterator[Part]:
    """Quoted passages below a heading that names one state or group."""
    return iter(())


def _statements(text: str, units: Sequence[Unit]) -> Iterator[Part]:
    """Sections below a heading that gives somebody the floor, in the first person."""
    voices = Voices([])
    for at, unit in enumerate(units):
        if not unit.heading:
            continue
        heading = _NUMBER.sub("", " ".join(text[unit.start : unit.end].split()))
        phrase = sources.of_phrase(heading)
        own = voices.named(phrase or heading)
        if not own:
            continue
        below = at + 1
        while below < len(units) and unit.section == units[below].section[: len(unit.section)]:
            if units[below].heading and len(units[below].section) <= len(unit.section):
                break
            below += 1
        end = units[below - 1].end
        spans = [span for inside in units[at + 1 : below] for span in inside.blocks]
        if spans and first_person.share(text, spans) >= _SPEECH:
            yield Part(unit.end, end, own)


def of_own_words(text: str, sentences: Sequence[tuple[int, int]]) -> bool:
    """Whether a text is somebody's own words: enough of it is in the first person."""
    return first_person.share(text, sentences) >= _SPEECH


def spoken_for(text: str, finder: NameFinder) -> tuple[Speaker, ...]:
    """The state that a text in the first person is plainly about; empty where none is.

    Only for documents whose header names nobody: it must be named far more often than any other.
    """
    counts = Counter(
        match.speaker
        for match in finder.find(text)
        if match.speaker.kind is SpeakerKind.MEMBER_STATE
    )
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 4:
        return ()
    second = ranked[1][1] if len(ranked) > 1 else 0
    return (ranked[0][0],) if ranked[0][1] >= 2 * second else ()
