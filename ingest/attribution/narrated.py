"""Who says what, down to the sentence.

A report tells what delegations said: each sentence gets the speakers whose statement it reports
and, apart from them, those it only mentions. A sentence that names nobody goes on with the
speaker before it, as a reader would take it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ingest.attribution import speech
from ingest.attribution.claims import Claims, claims, mask
from ingest.model import DocumentKind, Header, Speaker, SpeakerKind
from ingest.names import introductions, persons
from ingest.names.finder import NameFinder
from ingest.raw import RawDocument

if TYPE_CHECKING:
    from ingest.structure.units import Unit

_SUBMITTED = (DocumentKind.CONTRIBUTION, DocumentKind.INFORMATION, DocumentKind.LIAISON)
_HEADING_FORM = re.compile(
    r"(?i:\b(?:remarks|address|statement|contribution|document|presentation|update|report|"
    r"intervention|paper|input|liaison statement)s?\b.*\b(?:by|from|of)\s(?:the\s)?)(?P<who>.+)$"
)
_LISTED = re.compile(
    rf"^(?:Joint\s)?{introductions.DOCUMENT_NOUN}\s(?:\w+\s){{0,4}}?(?:by|from|of)\s.{{2,160}}"
    r"\s[–—-]\s",
    re.IGNORECASE,
)
_STATE_OR_OFFICE = (
    SpeakerKind.MEMBER_STATE,
    SpeakerKind.CHAIR,
    SpeakerKind.SECRETARIAT,
    SpeakerKind.PERSON,
)
_BODY = re.compile(rf"^(?:[^,;]{{0,60}}, )?[Tt]he (?P<body>\w+) {speech.SPEECH}")
_GROUP = re.compile(r"^[Tt]he (?:[Ss]tudy )?[Gg]roup\b")
_NUMBER = re.compile(
    r"^[\s•·●▪◦–—*-]*(?:\d{1,2}(?:\.\d{1,2})*\.?[\s\u00a0]+|\(?[a-z0-9]{1,3}[.)]\s)?"
)


@dataclass(frozen=True)
class Attribution:
    """Whose statement a sentence reports, and whom it only talks about."""

    speakers: tuple[Speaker, ...] = ()
    mentions: tuple[Speaker, ...] = ()


@dataclass(frozen=True)
class Context:
    """What a document tells about its speakers as a whole; built once per document."""

    finder: NameFinder
    source: Speaker | None = None
    headings: dict[tuple[str, ...], Speaker | None] = field(default_factory=dict)
    affiliations: dict[Speaker, tuple[Speaker, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, raw: RawDocument, header: Header, units: Sequence[Unit]) -> Context:
        """Learns the organisations and persons that the document introduces.

        `units` is empty for a transcript, whose speakers the labels of its turns tell.
        """
        base = NameFinder()
        spans = [(block.start, block.end) for block in raw.blocks]
        # In free speech "the statement of …" introduces nobody.
        known = introductions.learn(raw.text, spans, base.resolve) if units else []
        people = persons.learn(raw.text)
        extra: list[Speaker] = []
        source = header.source if header.kind in _SUBMITTED else None
        if source is not None and base.resolve(source.name) is None:
            extra.append(source)
        finder = NameFinder([*known, *people, *extra])
        if source is not None:
            source = finder.resolve(source.name) or source
        sections = {unit.section for unit in units}
        return cls(finder, source, {s: _heading_speaker(s, finder) for s in sections})


def attribute(
    text: str, unit: Unit, sentences: Sequence[tuple[int, int]], context: Context
) -> list[Attribution]:
    """Speakers and mentions of each sentence of a unit; `sentences` are spans of `text`.

    A contribution is its source's from the first sentence to the last.
    """
    floor = _Floor(context.headings.get(unit.section))
    blocks = iter(unit.blocks or ((unit.start, unit.end),))
    block = next(blocks)
    result = []
    previous_start = -1
    for start, end in sentences:
        while start >= block[1]:
            following = next(blocks, None)
            if following is None:
                break
            block = following
        fresh = previous_start < block[0]
        previous_start = start
        start += len(_NUMBER.match(text[start:end])[0])  # type: ignore[index]
        sentence = text[start:end]
        masked, names = mask(sentence, context.finder)
        if context.source is not None:
            speakers: tuple[Speaker, ...] = (context.source,)
        elif unit.heading or _LISTED.match(sentence) or (fresh and _is_fragment(text, start, end)):
            speakers = ()
        else:
            speakers = floor.hear(masked, claims(masked, names, context.affiliations), fresh)
        result.append(Attribution(speakers, _others(names, speakers)))
    return result


class _Floor:
    """Who has the floor while a numbered paragraph is read from sentence to sentence."""

    def __init__(self, heading: Speaker | None) -> None:
        self._current: tuple[Speaker, ...] = (heading,) if heading else ()
        # Reporting one document: others in it need a clear statement of their own.
        self._document = False
        self._released = False
        self._seen: set[tuple[Speaker, ...]] = set()
        self._bodies: dict[str, Speaker] = {}

    def hear(self, masked: str, claim: Claims, fresh: bool) -> tuple[Speaker, ...]:
        """Speakers of the next sentence; `fresh` at the start of a block."""
        claim = self._named_by_kind(masked, claim)
        for speaker in claim.principal:
            if speaker.kind not in _STATE_OR_OFFICE:
                self._bodies[speaker.name.split()[-1].casefold()] = speaker
        if self._document and not self._released:
            own = set(self._current)
            taken = [s for s in claim.strict if s not in own]
            if not taken and not (claim.opens and set(claim.principal) - own):
                if claim.meeting:
                    self._released = True
                    return ()
                return self._current
        if claim.principal or claim.beside:
            if claim.principal:
                self._current = claim.principal
                self._document = claim.opens
                self._released = False
                self._seen.add(claim.principal)
            return tuple(dict.fromkeys((*claim.principal, *claim.beside)))
        if claim.other:
            return ()
        if claim.collective and not (_GROUP.match(masked) and self._is_group()):
            self._released = True
            if not self._document:
                self._current = ()
            return ()
        if not self._current:
            return ()
        resumes = bool(speech.PRONOUN.match(masked))
        if self._released and not resumes and not self._document:
            return ()
        if self._released and self._document and not resumes and fresh is False:
            return ()
        if fresh and not resumes and len(self._seen) > 1:
            self._current = ()
            return ()
        return self._current

    def _is_group(self) -> bool:
        return any(re.search(r"\bSG\d|[Gg]roup|[Cc]ommittee", s.name) for s in self._current)

    def _named_by_kind(self, masked: str, claim: Claims) -> Claims:
        """ "The coalition replied": the body of this paragraph whose name ends so."""
        match = _BODY.match(masked)
        if claim.principal or match is None or not self._bodies:
            return claim
        body = self._bodies.get(match["body"].casefold())
        if body is None and match["body"] in ("foundation", "organization", "organisation"):
            body = list(self._bodies.values())[-1]
        if body is None or body in self._current:
            return claim
        return replace(claim, principal=(body,), strict=(body,), collective=False, meeting=False)


def _is_fragment(text: str, start: int, end: int) -> bool:
    """A line that is no sentence, such as a signature."""
    line = text[start:end].rstrip()
    before = text[max(0, start - 4) : start]
    bullet = any(c in before for c in "•–—-·●▪")
    return not bullet and line[-1:] not in (*".;:,!?”", '"') and len(line.split()) <= 8


def _others(names: Iterable[Speaker], speakers: Sequence[Speaker]) -> tuple[Speaker, ...]:
    return tuple(dict.fromkeys(name for name in names if name not in speakers))


def _heading_speaker(section: tuple[str, ...], finder: NameFinder) -> Speaker | None:
    """The delegation that a heading gives the floor to: "Kenya", "Remarks by the Director"."""
    if not section:
        return None
    heading = _NUMBER.sub("", section[-1]).strip(" .:–—-")
    whole = finder.resolve(heading)
    if whole is not None:
        return whole
    match = _HEADING_FORM.search(heading)
    if match is None:
        return None
    names = {m.speaker for m in finder.find(match["who"]) if m.start == 0 and not m.demonym}
    return names.pop() if len(names) == 1 else None
