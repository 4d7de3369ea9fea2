"""Who spoke on a topic: a list, each speaker once, with the sentence that shows it best."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.acts import OPPOSING, SpeechAct, act_asked, act_named, does, joins_in
from assistant.candidates import Candidate
from assistant.compose import Quoted
from assistant.kinds.draft import Asking, Draft
from assistant.kinds.evidence import Evidence
from assistant.kinds.position import in_transcript
from assistant.meeting_asked import without_documents
from assistant.other_languages import denies
from assistant.question import Query
from assistant.reading import Reading
from assistant.sufficiency import carried_on, on_topic, to_item
from ingest.model import Speaker, SpeakerKind

_READ = 30  # passages that are looked through, at the least
_ORGANIZATIONS = re.compile(
    r"\b(?:which|what)\s+(?:organi[sz]ations?|companies|company|partners?|ngos?|sector\s+members?)\b"
    r"|\bquelles\s+(?:organisations|entreprises)\b|\bqu[ée]\s+(?:organizaciones|empresas)\b"
    r"|\bкакие\s+(?:организации|компании)\b|(?:المنظمات|الشركات)\s+التي|哪些(?:组织|机构|公司)",
    re.I,
)
_MANY, _SURE = 6, 0.75  # a list longer than that keeps whose best sentence scores that share
_SOON = 4  # turns after which somebody still joins in, the chair's between them counted
_STATES = re.compile(
    r"\b(?:delegations?|member\s+states?|states?|countr(?:y|ies))\b"
    r"|\bquel(?:le)?s?\s+(?:pays|délégations?|états)\b|\bqu[ée]\s+(?:país(?:es)?|delegaci\w+|estados)\b"
    r"|\bкак(?:ие|ая)\s+(?:стран|государств|делегаци)\w*|(?:الدول|البلدان|الوفود)\s+التي|أي\s+(?:دول|بلد|وفد)"
    r"|哪(?:些|个)(?:国家|成员国|代表团)",
    re.I,
)


def who(asking: Asking) -> Draft:
    """Each speaker on the topic, in the order of the documents."""
    found = speakers_on(asking)
    kept, passing = found, []
    if sum(map(_has_name, found)) > _MANY:
        # On a wide topic many have a word that is about something else.
        bar = _SURE * max(item.candidate.score for item in found)
        kept = [item for item in found if item.candidate.score >= bar]
        passing = [item for item in found if item not in kept]
    # Who says the same sentence stands in one line: a person and the body spoken for.
    lines: dict[tuple[str, int, int], list[Quoted]] = {}
    for item in sorted(kept, key=lambda item: item.candidate.place):
        lines.setdefault(item.candidate.place, []).append(item)
    quoted = [
        Quoted(same[0].candidate, ", ".join(item.heading or "" for item in same))
        for same in lines.values()
    ]
    names = ", ".join(dict.fromkeys(item.heading or "" for item in passing))
    notices = [f"In passing it is mentioned by {names}."] if names else []
    return replace(Draft.of(quoted), notices=notices)


def speakers_on(asking: Asking) -> list[Quoted]:
    """The best sentence of everybody who spoke on the topic, the surest first."""
    query = asking.query
    if without_documents(query, asking.reading.meetings()):
        return []
    evidence = asking.evidence(at_least=_READ)
    # In other languages the act is known by the thesaurus.
    act = act_asked(query.words) if query.language == "en" else act_named(query.act)
    if act and denies(query.words, query.language):
        act = OPPOSING
    own = [c for c in evidence.own if act is None or does(act, c.text)]
    if act is not None and act.loose and not own:
        # "Who raised concerns?" often only means "Who spoke on it?".
        act, own = None, evidence.own
    speaking = _speaking(query, evidence, own, act)
    if act is not None and act.joined:
        speaking += _joining(asking.reading, own, speaking)
    best: dict[Speaker, Candidate] = {}
    for candidate in speaking:
        for speaker in candidate.sentence.speakers:
            if not _of_kind(query.question, speaker.kind):
                continue
            if speaker not in query.about and speaker not in query.others_than:
                best.setdefault(speaker, candidate)
    return [Quoted(candidate, speaker.name) for speaker, candidate in best.items()]


def _has_name(item: Quoted) -> bool:
    """ "Several delegations" make no list long: they are named behind, or nobody knows them."""
    said_by = item.candidate.sentence.speakers
    return all(s.kind is not SpeakerKind.UNNAMED for s in said_by if s.name == item.heading)


def _of_kind(question: str, kind: SpeakerKind) -> bool:
    """Whether a speaker is one of those asked for: states, organizations, anybody."""
    if _STATES.search(question):
        return kind is SpeakerKind.MEMBER_STATE
    if _ORGANIZATIONS.search(question):
        others = (SpeakerKind.MEMBER_STATE, SpeakerKind.PERSON, SpeakerKind.CHAIR)
        return kind not in others
    return True


def _speaking(
    query: Query, evidence: Evidence, own: Sequence[Candidate], act: SpeechAct | None
) -> list[Candidate]:
    """The sentences on the topic, best first."""
    carried = {c.place for c in evidence.own if not _chairing(c)} & carried_on(evidence.own)
    return [
        c
        for c in own
        if c.place in carried or (act is None and to_item(c, evidence.topic)) or on_topic(query, c)
    ]


def _joining(
    reading: Reading, own: Sequence[Candidate], speaking: Sequence[Candidate]
) -> list[Candidate]:
    """Who does the same in a debate right after one of them: "We share Chile's concern"."""
    found: list[Candidate] = []
    for candidate in sorted(own, key=lambda c: c.place):
        if _chairing(candidate) or not in_transcript(reading, [candidate]):
            continue
        document, unit = candidate.unit
        before = [*speaking, *found]
        if joins_in(candidate.text) and any(
            other.unit[0] == document and 0 < unit - other.unit[1] <= _SOON for other in before
        ):
            found.append(candidate)
    return found


def _chairing(candidate: Candidate) -> bool:
    """Whether the chair speaks, who leads on to other things."""
    return any(s.kind is SpeakerKind.CHAIR for s in candidate.sentence.speakers)
