"""Who claims the floor in one sentence by itself, whatever came before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest import speech
from ingest.model import Speaker, SpeakerKind
from ingest.names import NameFinder

_NAMES = re.compile("[\ue000-\uefff]")
_NOUNS = re.compile(speech.NAME)
_OFFICES = (SpeakerKind.CHAIR, SpeakerKind.SECRETARIAT)
# Words of a mask after which a document form is the object of a preposition.
_BEHALF = re.compile(r"^(?:speaking |on )*on behalf of|^representing|^for\b", re.IGNORECASE)
_LAW = re.compile(r"\b(?:agreed|confirmed|decided|concluded|noted|clarified|announced)\b")


@dataclass(frozen=True)
class Claims:
    """What one sentence says of its speakers.

    `principal` have the floor, `beside` are others whose statements it reports too; `strict`
    are those with a verb that only a speaker can do. `opens`: the sentence begins to report a
    document of the principal. `collective`: it reports nobody in particular, `meeting`: surely so.
    """

    principal: tuple[Speaker, ...] = ()
    beside: tuple[Speaker, ...] = ()
    strict: tuple[Speaker, ...] = ()
    opens: bool = False
    collective: bool = False
    meeting: bool = False


def mask(sentence: str, finder: NameFinder) -> tuple[str, list[Speaker]]:
    """The sentence with one private character a name, and the names in order.

    The n-th private character stands for the n-th name.
    """
    parts, names, at = [], [], 0
    for match in finder.find(sentence)[:1024]:
        base = speech.ADJECTIVE_BASE if match.demonym else speech.NAME_BASE
        parts += [sentence[at : match.start], chr(base + len(names))]
        names.append(match.speaker)
        at = match.end
    parts.append(sentence[at:])
    return "".join(parts), names


def claims(masked: str, names: list[Speaker]) -> Claims:
    """Reads the forms of reported speech in a masked sentence."""
    collective = bool(speech.COLLECTIVE.match(masked))
    meeting = collective and bool(speech.MEETING.match(masked))
    if not names:
        return Claims(collective=collective, meeting=meeting)

    def speakers(piece: str | None) -> list[Speaker]:
        return [names[_at(c)] for c in _NAMES.findall(piece or "")]

    principal: dict[Speaker, None] = {}
    beside: dict[Speaker, None] = {}
    strict: dict[Speaker, None] = {}
    opens = False

    passive = list(speech.PASSIVE.finditer(masked))
    by = [speaker for m in passive for speaker in speakers(m["heads"])]

    for form in (speech.POSSESSOR, speech.OF_FORM):
        for match in form.finditer(masked):
            heads = speakers(match["heads"])
            if not _speaks(masked, match) or not heads:
                continue
            if by and set(by) - set(heads) and _is_document(match["noun"]):
                continue
            principal.update(dict.fromkeys(heads))
            if _is_document(match["noun"]):
                opens = opens or match.start() <= 4
            else:
                strict.update(dict.fromkeys(heads))
    for match in speech.SUBJECT.finditer(masked):
        heads = _subject(match, names)
        if not heads:
            continue
        principal.update(dict.fromkeys(heads))
        if speech.SUBJECT_SAYING.match(masked, match.start()):
            strict.update(dict.fromkeys(s for s in heads if s.kind in (*_OFFICES, *_STATES)))
        elif speech.OPENING_OBJECT.match(masked[match.end() :].lstrip()):
            opens = True
        for supporter in speakers(match["backers"]):
            principal.setdefault(supporter)
    for match in speech.ACCORDING.finditer(masked):
        principal.update(dict.fromkeys(speakers(match["heads"])))
    for match in speech.IN_VIEW.finditer(masked):
        principal.update(dict.fromkeys(speakers(match["heads"])))
    if by and not (principal and not _main(masked, passive[0].start())):
        principal.update(dict.fromkeys(by))
        strict.update(dict.fromkeys(by))
    for form in (speech.BESIDE, speech.AT_REQUEST):
        for match in form.finditer(masked):
            beside.update(dict.fromkeys(speakers(match["heads"])))
    if (beside or any(s.kind in _OFFICES for s in principal)) and _LAW.search(masked):
        for match in speech.WITH_SUPPORT.finditer(masked):
            beside.update(dict.fromkeys(speakers(match["heads"] or match["heads2"])))
    return Claims(
        tuple(principal),
        tuple(s for s in beside if s not in principal),
        tuple(strict),
        opens,
        collective and not principal,
        meeting and not principal,
    )


_STATES = (SpeakerKind.MEMBER_STATE,)


def _at(character: str) -> int:
    code = ord(character)
    return code - (speech.ADJECTIVE_BASE if code >= speech.ADJECTIVE_BASE else speech.NAME_BASE)


def _is_document(noun: str) -> bool:
    return not re.fullmatch(speech.DELEGATE, noun)


def _main(masked: str, at: int) -> bool:
    """Whether the passive at `at` is the main clause and not inside "that …"."""
    return not re.search(r"\b(?:that|which|who|whether|where)\b", masked[:at])


def _speaks(masked: str, match: re.Match[str]) -> bool:
    """Whether a document or delegate is the subject of its clause and not an object."""
    start = match.start()
    after = masked[match.end() :]
    if start == 0:
        return not re.match(r"(?: to (?:the )?\w+ )?\s*[.:]?$", after)
    return bool(
        re.match(
            rf"(?: (?:on|to|of|for|in|from|at|regarding|concerning) [^,;.]{{1,90}}?)?"
            rf"(?: \([^()]*\))?,?(?: \w+ly| also| further| then| has| had| have)* "
            rf"(?:{speech.SPEECH})",
            after,
        )
    ) or (match[0].startswith(("In ", "in ")) and not re.match(r"\w", after))


def _subject(match: re.Match[str], names: list[Speaker]) -> list[Speaker]:
    """Speakers of a subject: a person speaks for the body or state named beside it."""
    heads = [names[_at(c)] for c in _NOUNS.findall(re.sub(r"\([^()]*\)", "", match["heads"]))]
    brackets = " ".join(re.findall(r"\([^()]*\)", match["heads"]))
    aside = match["aside"] or ""
    beside = [names[_at(c)] for c in _NOUNS.findall(" ".join((brackets, match["of"] or "", aside)))]
    result = list(heads)
    if any(s.kind is SpeakerKind.PERSON for s in heads):
        offices = [s for s in beside if s.kind in _OFFICES]
        result += offices or beside
    elif any(s.kind in _OFFICES for s in heads):
        result += [s for s in beside if s.kind is SpeakerKind.PERSON]
    elif _BEHALF.match(aside.strip()) or (match["of"] and "behalf" in match[0]):
        result += beside
    return result
