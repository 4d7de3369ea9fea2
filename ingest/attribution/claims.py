"""Who claims the floor in one sentence by itself, whatever came before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.attribution import speech
from ingest.model import Speaker, SpeakerKind
from ingest.names.finder import NameFinder

_NAMES = re.compile("[\ue000-\uefff]")
_NOUNS = re.compile(speech.NAME)
_OFFICES = (SpeakerKind.CHAIR, SpeakerKind.SECRETARIAT)
# Words of a mask after which a document form is the object of a preposition.
_BEHALF = re.compile(r"^(?:speaking |on )*on behalf of|^representing|^for\b", re.IGNORECASE)
_NAME_AHEAD = re.compile("(?:[Ii]n )?(?:[Tt]he )?[\ue000-\uefff]")
_PERFECT = re.compile(r" (?:has|have)\b")
_CONVERSING = re.compile(
    r"(?:ask|enquir|inquir|thank|congratulat|commend|repl|respond|answer|wonder)"
)
_STATES = (SpeakerKind.MEMBER_STATE,)
# "a student from Nigeria" does not speak for Nigeria.
_PRIVATE = re.compile(
    r"an? (?!(?:\w+ )?(?:delegate|representative|member of the delegation|minister|official|"
    r"counsell?or|adviser|ambassador))[\w -]+ (?:from|in|at|of) "
)
_NO_STATEMENT = re.compile(
    r"(?: to (?:the )?\w+ )?\s*[.:]?$|[^.;]{0,30}? (?:is|are|was|were|can be|may be|will be) "
    r"(?:also )?(?:reproduced|annexed|contained|available|attached|posted|published|circulated|"
    r"found|uploaded|listed|included|translated)\b"
)
_VERB_BEHIND = re.compile(
    r"(?: (?:on|to|of|for|in|from|at|regarding|concerning) [^,;.]{1,90}?)?(?: \([^()]*\))?,?"
    rf"(?: \w+ly| also| further| then| has| had| have)* (?:{speech.SPEECH})"
)
_DECIDED = re.compile(r"\b(?:agreed|confirmed|decided|concluded|noted|clarified|announced)\b")


@dataclass(frozen=True)
class Claims:
    """What one sentence says of its speakers.

    `principal` have the floor, `beside` are others whose statements it reports too; `strict`
    are those with a verb that only a speaker can do. `opens`: the sentence begins to report a
    document of the principal. `collective`: it reports nobody in particular, `meeting`: surely so.
    `other`: its subject is somebody whose statement it may or may not report.
    """

    principal: tuple[Speaker, ...] = ()
    beside: tuple[Speaker, ...] = ()
    strict: tuple[Speaker, ...] = ()
    opens: bool = False
    collective: bool = False
    meeting: bool = False
    other: bool = False


def mask(sentence: str, finder: NameFinder) -> tuple[str, list[Speaker]]:
    """The sentence with one private character a name, and the names in order.

    The n-th private character stands for the n-th name.
    """
    parts: list[str] = []
    names: list[Speaker] = []
    at = 0
    for match in finder.find(sentence)[:1024]:
        base = speech.ADJECTIVE_BASE if match.demonym else speech.NAME_BASE
        parts += [sentence[at : match.start], chr(base + len(names))]
        names.append(match.speaker)
        at = match.end
    parts.append(sentence[at:])
    return "".join(parts), names


def claims(
    masked: str, names: list[Speaker], affiliations: dict[Speaker, tuple[Speaker, ...]]
) -> Claims:
    """Reads the forms of reported speech in a masked sentence.

    `affiliations` of persons are looked up and added to as the document is read.
    """
    collective = bool(speech.COLLECTIVE.match(masked) or speech.BYSTANDER.match(masked))
    meeting = collective and bool(speech.MEETING.match(masked))
    if not names:
        return Claims(collective=collective, meeting=meeting)
    reading = _Reading(masked, names, affiliations)
    reading.documents()
    reading.subjects()
    reading.passives()
    reading.phrases()
    reading.beside_others()
    principal = tuple(reading.principal)
    other = not principal and (reading.other or bool(speech.OTHER_SUBJECT.match(masked)))
    return Claims(
        principal,
        tuple(s for s in reading.beside if s not in reading.principal),
        tuple(reading.strict),
        reading.opens,
        collective and not principal,
        meeting and not principal,
        other,
    )


class _Reading:
    """Collects the claims of one masked sentence, form by form."""

    def __init__(
        self,
        masked: str,
        names: list[Speaker],
        affiliations: dict[Speaker, tuple[Speaker, ...]],
    ) -> None:
        self._masked = masked
        self._names = names
        self._affiliations = affiliations
        self.principal: dict[Speaker, None] = {}
        self.beside: dict[Speaker, None] = {}
        self.strict: dict[Speaker, None] = {}
        self.opens = False
        self.other = False
        self._clauses = [match.end() for match in speech.CLAUSE.finditer(masked)]
        self._named = [at for at in self._clauses if _NAME_AHEAD.match(masked, at)]
        self._passive = list(speech.PASSIVE.finditer(masked))
        self._by = [s for match in self._passive for s in self._speakers(match["heads"])]

    def _speakers(self, piece: str | None) -> list[Speaker]:
        return [self._names[_at(c)] for c in _NAMES.findall(piece or "")]

    def _in_clauses(self, form: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Matches that begin where a clause does."""
        end = 0
        for start in self._clauses if form is speech.OF_FORM else self._named:
            if start >= end and (match := form.match(self._masked, start)):
                end = match.end()
                yield match

    def _add(self, speakers: list[Speaker], strict: bool = False) -> None:
        self.principal.update(dict.fromkeys(speakers))
        if strict:
            self.strict.update(dict.fromkeys(speakers))

    def documents(self) -> None:
        """ "Kenya's contribution", "the delegate of Kenya"."""
        of_form = (speech.OF_FORM,) if speech.OF_HINT.search(self._masked) else ()
        for form in (speech.POSSESSOR, *of_form):
            for match in self._in_clauses(form):
                heads = self._speakers(match["heads"])
                is_document = not re.fullmatch(speech.DELEGATE, match["noun"])
                if not heads or not _speaks(self._masked, match):
                    self.other = self.other or (bool(heads) and match.start() == 0)
                    continue
                if is_document and set(self._by) - set(heads):
                    continue
                self._add(heads, strict=not is_document)
                reported = re.fullmatch(speech.REPORTED, match["noun"]) is not None
                self.opens = self.opens or (reported and match.start() == 0)
                behalf = speech.BEHALF.match(self._masked, match.end())
                if behalf:
                    self._add(self._speakers(behalf["heads"]))

    def subjects(self) -> None:
        """ "Kenya, supported by Ghana, proposed"."""
        for match in self._in_clauses(speech.SUBJECT):
            heads = self._subject(match)
            if not heads:
                continue
            self._add(heads)
            # "have expressed interest": what a document tells of others, not what they say here.
            perfect = _PERFECT.search(match[0])
            if not perfect and speech.SUBJECT_SAYING.match(self._masked, match.start()):
                # What organisations and persons do is told in others' documents, too.
                anyone = _CONVERSING.match(match["verb"]) is not None
                kinds = (*_OFFICES, *_STATES)
                self.strict.update((s, None) for s in heads if anyone or s.kind in kinds)
            elif speech.OPENING_OBJECT.match(self._masked[match.end() :].lstrip()):
                self.opens = True
            self._add(self._speakers(match["backers"]))
        if not self.principal:
            for match in self._in_clauses(speech.SUBJECT_THEN):
                self._add(self._subject(match))
        if not self.principal:
            for match in self._in_clauses(speech.STATING):
                heads = self._subject(match)
                if all(s.kind in _STATES for s in heads):
                    self._add(heads)
        if not self.principal:
            self._titled()
        if not self.principal:
            for match in self._in_clauses(speech.OFFICE_ACT):
                if all(s.kind in _OFFICES for s in self._speakers(match["heads"])):
                    self._add(self._subject(match), strict=True)

    def _titled(self) -> None:
        """ "The Rapporteur for Question 5, Ms Roe (Chad), replied": the person, no state."""
        titled = speech.TITLED_OTHER.match(self._masked)
        people = self._speakers(titled["heads"]) if titled else []
        if not people or people[0].kind is not SpeakerKind.PERSON:
            return
        if speech.TITLED.match(self._masked):
            self._add(people, strict=True)
        else:
            self.other = True

    def passives(self) -> None:
        """ "It was proposed by Kenya"."""
        if self._by and (not self.principal or _main(self._masked, self._passive[0].start())):
            self._add(self._by, strict=True)
            submitted = speech.SUBMITTED.match(self._masked)
            if submitted and all(s.kind is SpeakerKind.PERSON for s in self._by):
                whose = self._speakers(submitted["heads"])
                self._affiliations.update((person, tuple(whose)) for person in self._by)
                self._add(whose)

    def phrases(self) -> None:
        """ "According to Kenya", "the floor was given to Kenya", "said Kenya"."""
        for form in (
            speech.ACCORDING,
            speech.IN_VIEW,
            speech.NAMED_AMONG,
            speech.FLOOR_GIVEN,
            speech.INVERTED,
            speech.VIEW_OF,
            speech.CAME_FROM,
        ):
            for match in form.finditer(self._masked):
                self._add(self._speakers(match["heads"]))

    def beside_others(self) -> None:
        """ "In line with a proposal by China, and with Malaysia's support"."""
        for form in (speech.BESIDE, speech.AT_REQUEST, speech.SECONDED):
            for match in form.finditer(self._masked):
                groups = match.groupdict()
                parts = [
                    groups.get(name) or "" for name in ("heads", "heads2", "heads3", "backers")
                ]
                self.beside.update(dict.fromkeys(self._speakers("".join(parts))))
        officer = any(s.kind in _OFFICES for s in self.principal)
        if (self.beside or officer) and _DECIDED.search(self._masked):
            for match in speech.WITH_SUPPORT.finditer(self._masked):
                found = self._speakers(match["heads"] or match["heads2"])
                self.beside.update(dict.fromkeys(found))

    def _subject(self, match: re.Match[str]) -> list[Speaker]:
        """A person speaks also for the body or state named beside it, here or before."""
        outside = re.sub(r"\([^()]*\)", "", match["heads"])
        heads = [self._names[_at(c)] for c in _NOUNS.findall(outside)]
        groups = match.groupdict()
        aside = (groups["aside"] or "").strip()
        inside = " ".join([*re.findall(r"\([^()]*\)", match["heads"]), groups.get("of") or ""])
        if not _PRIVATE.match(aside):
            inside += " " + aside
        beside = [self._names[_at(c)] for c in _NOUNS.findall(inside)]
        people = [s for s in heads if s.kind is SpeakerKind.PERSON]
        if people and speech.FUNCTION.search(self._masked[: match.start()]):
            # A rapporteur or chair speaks for the office, whatever state stands in brackets.
            return heads
        if people:
            bodies = [s for s in beside if s.kind in _OFFICES] or beside
            if len(people) == 1 and bodies:
                self._affiliations[people[0]] = tuple(bodies)
            known = [b for p in people for b in self._affiliations.get(p, ())]
            return [*heads, *dict.fromkeys([*bodies, *known])]
        if any(s.kind in _OFFICES for s in heads):
            return heads + [s for s in beside if s.kind is SpeakerKind.PERSON]
        if _BEHALF.match(aside) or (groups.get("of") and "behalf" in match[0]):
            return heads + beside
        return heads


def _at(character: str) -> int:
    code = ord(character)
    return code - (speech.ADJECTIVE_BASE if code >= speech.ADJECTIVE_BASE else speech.NAME_BASE)


def _main(masked: str, at: int) -> bool:
    """Whether the passive at `at` is the main clause and not inside "that …"."""
    return not re.search(r"\b(?:that|which|who|whether|where)\b", masked[:at])


def _speaks(masked: str, match: re.Match[str]) -> bool:
    """Whether a document or delegate is the subject of its clause and not an object."""
    if match.start() == 0:
        return not _NO_STATEMENT.match(masked, match.end())
    if _VERB_BEHIND.match(masked, match.end()):
        return True
    return match[0][:3].lower() == "in " and masked[match.end() : match.end() + 1] == ","
