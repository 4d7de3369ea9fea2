"""Texts of one author, or of several: each sentence is theirs from beginning to end.

The header tells whose a document is. A letter is also its signer's, from the letterhead to the
signature; what is annexed to it, the organisation's. A part whose heading gives somebody the
floor ("Statement by Norway") and that speaks in the first person is theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.attribution import first_person
from ingest.attribution.lexicon import is_recognised
from ingest.attribution.narrated import Attribution
from ingest.attribution.voices import Voices, base_finder, person_name
from ingest.header import sources
from ingest.model import DocumentKind, Header, Speaker, SpeakerKind
from ingest.names.finder import NameFinder
from ingest.raw import BlockKind, RawDocument
from ingest.structure.units import Unit

_SPEECH = 0.2  # share of sentences in the first person from which a text is somebody's own words
_NUMBER = re.compile(r"^[\s\d.()]*")
_CHAIR_OF = re.compile(r"(?i:chair\w*) (?i:of) (?:(?i:the) )?(?P<body>[A-Z][A-Z0-9-]{2,})\b")
_OPENING, _CLOSING = ("“", "«", '"'), ("”", "»", '"')
_BODIES = (SpeakerKind.MEMBER_STATE, SpeakerKind.GROUP)
_NAME = re.compile(r"(?:[^\W\d_]\.\s?)*(?:[^\W\d_][\w’'.-]*\s?){1,4}")


@dataclass(frozen=True)
class Part:
    """`text[start:end]` is the text of `authors`."""

    start: int
    end: int
    authors: tuple[Speaker, ...]


def authors(header: Header, text: str = "") -> tuple[Speaker, ...]:
    """Whose words a document is by its header; `text` tells of which body a chair is.

    A state's paper is the state's, whichever ministry sends it in and whoever reads it out; an
    organisation's paper is also that of the person who wrote it.
    """
    given = header.authors or ((header.source,) if header.source else ())
    states = tuple(author for author in given if author.kind in _BODIES)
    of_state = header.source is None or header.source.kind in _BODIES
    found = (states if of_state else ()) or tuple(given)
    if header.meeting is None and any(author.kind is SpeakerKind.CHAIR for author in found):
        body = _body_of_chair(text)
        found = tuple(body or a if a.kind is SpeakerKind.CHAIR else a for a in found)
    return found


def _body_of_chair(text: str) -> Speaker | None:
    """The body whose chair a text speaks of first, where its abbreviation is introduced."""
    for match in _CHAIR_OF.finditer(text):
        if f"({match['body']})" in text:
            return Speaker(name=match["body"], kind=SpeakerKind.PARTNER)
    return None


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
    found = [
        *_letters(raw, header),
        *_quotations(raw, header),
        *_statements(raw.text, units, header),
    ]
    return sorted(found, key=lambda part: (part.end - part.start, part.start))


def _letters(raw: RawDocument, header: Header) -> Iterator[Part]:
    """Letters, each from its letterhead to the signature."""
    lines = [" ".join(raw.text[b.start : b.end].split()) for b in raw.blocks]
    bodies = tuple(a for a in authors(header, raw.text) if a.kind is not SpeakerKind.PERSON)
    last = 0
    signers: set[str] = set()
    for at in range(2, len(lines)):
        name = _signed(lines, at, header.language)
        if name is None:
            continue
        first, saluted = _letterhead(lines, last, at)
        spans = [(b.start, b.end) for b in raw.blocks[first:at]]
        is_letter = saluted or header.kind is DocumentKind.LETTER or name in signers
        if is_letter and any(first_person.speaks_of_itself(raw.text[a:b]) for a, b in spans):
            signer = Speaker(name=name, kind=SpeakerKind.PERSON)
            # A letter annexed to something else is not the document's authors'.
            of_document = first == 0 or header.kind is DocumentKind.LETTER
            letterhead = _organisation(raw.text, lines[first : first + 4])
            own = letterhead or (bodies if of_document else ())
            yield Part(raw.blocks[first].start, raw.blocks[at].end, (*own, signer))
            last = at + 1
            signers.add(name)


def _signed(lines: Sequence[str], at: int, language: str) -> str | None:
    """The name that signs on a line: a name alone behind a closing line, an office below it."""
    line = lines[at].rpartition(":")[2].strip()
    words = line.split()
    if not 2 <= len(words) <= 5 or not _NAME.fullmatch(line):
        return None
    if not all(word[0].isupper() or len(word) < 4 for word in words):
        return None
    below = lines[at + 1].split() if at + 1 < len(lines) else ["-"]
    if len(below) > 7 or (below[-1][-1] in ".;:" and len(below) > 1):
        return None
    closing = lines[at - 1]
    closes = closing[-1] in ",،" or len(closing.split()) <= 3 or lines[at - 2][-1:] in ".!"
    is_closing = len(closing.split()) <= 14 and closes
    name = person_name(line)
    initialled = "." in words[0] and words[0][0].isupper()
    named = initialled or language != "en" or is_recognised(name)
    return name if is_closing and named else None


def _letterhead(lines: Sequence[str], first: int, signature: int) -> tuple[int, bool]:
    """Where a letter begins, and whether a salutation says so.

    The salutation is a short line with a comma and text below it; the letter begins where the
    text before it ends.
    """
    for at in range(signature - 2, first - 1, -1):
        words, below = lines[at].split(), lines[at + 1]
        opens = below[0].isupper() and len(below.split()) >= 8
        if opens and len(words) <= 5 and words[0][0].isupper() and lines[at][-1] in ",،":
            while at > first and lines[at - 1][-1] not in ".;":
                at -= 1
            return at, True
    return first, False


def _organisation(text: str, lines: Sequence[str]) -> tuple[Speaker, ...]:
    """The organisation of a letterhead: a name in capitals that the text writes in full too."""
    folded = " ".join(text.split())
    for line in lines:
        for piece in re.split(r"\s[-–—|]\s", line):
            if piece.isupper() and 3 <= len(piece.split()) <= 10 and piece.title() in folded:
                return (Speaker(name=piece.title(), kind=SpeakerKind.PARTNER),)
    return ()


def _quotations(raw: RawDocument, header: Header) -> Iterator[Part]:
    """Quoted paragraphs below a line that begins with the name of one state or group."""
    finder = base_finder(header.language)
    quoted: Part | None = None
    own: tuple[Speaker, ...] = ()
    for block in raw.blocks:
        words = raw.text[block.start : block.end].strip()
        if quoted is None and own and words[:1] in _OPENING:
            quoted = Part(block.start, block.end, own)
        if quoted is not None:
            quoted = Part(quoted.start, block.end, own)
            if words.rstrip(".,;")[-1:] in _CLOSING:
                yield quoted
                quoted = None
        elif words.isupper() or block.kind is BlockKind.HEADING:
            found = [match for match in finder.find(words) if match.speaker.kind in _BODIES]
            at_start = len(found) == 1 and found[0].start == 0
            # A heading may go on over several lines.
            own = (found[0].speaker,) if at_start else own if not found else ()
        elif words[:1] not in _OPENING:
            own = ()


def _statements(text: str, units: Sequence[Unit], header: Header) -> Iterator[Part]:
    """Sections below a heading that gives somebody the floor, in the first person.

    "Statement by Norway" does in every document, "Norway" alone where the document has no author.
    """
    finder = base_finder(header.language)
    voices = Voices([], finder)
    for at, unit in enumerate(units):
        if not unit.heading:
            continue
        heading = _NUMBER.sub("", " ".join(text[unit.start : unit.end].split()))
        phrase = sources.of_phrase(heading)
        known = finder.resolve(heading) if phrase is None and not authors(header) else None
        own = voices.named(phrase) if phrase else (known,) if known else ()
        below = at + 1
        while below < len(units) and not (
            units[below].heading and len(units[below].section) <= len(unit.section)
        ):
            below += 1
        spans = [span for inside in units[at + 1 : below] for span in inside.blocks]
        if own and spans and first_person.share(text, spans) >= _SPEECH:
            yield Part(unit.end, units[below - 1].end, own)


def of_own_words(text: str, sentences: Sequence[tuple[int, int]]) -> bool:
    """Whether a text is somebody's own words: enough of it is in the first person."""
    return first_person.share(text, sentences) >= _SPEECH
