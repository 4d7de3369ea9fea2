"""A sentence made easy to parse: each name, or list of names, as one plain word.

"Mr. LI (China), supported by the G-77/CHINA," is parsed as "Smith, supported by the Norway,".
A parser trained on running text trips over brackets, capitals and long lists, and the names are
known anyway.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.attribution import lexicon, parse
from ingest.header.labels import pattern
from ingest.model import Speaker, SpeakerKind
from ingest.names import titles
from ingest.names.finder import NameFinder

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_STAND_IN = {
    SpeakerKind.PERSON: "Smith",
    SpeakerKind.CHAIR: "Chairman",
    SpeakerKind.SECRETARIAT: "Director",
}
_BRACKET = re.compile(r"\s?\(([^()]*)\)|\s?\[([^][]*)\]")
# The words before a bracket that can be somebody's name.
_PERSON_BEFORE = re.compile(
    rf"(?:{titles.TITLE})*(?:[^\W\d_a-z][\w.’'-]*\s(?:d[eaiu]s?\s|v[ao]n\s|el\s|al\s)?){{1,5}}$"
)
_CAPITALS = re.compile(
    r"(?<![\w(/-])[A-Z][A-Z0-9’'/&.-]*[A-Z0-9]"
    r"(?:[ -]+(?:&\s)?[A-Z][A-Z0-9’'/&.-]*[A-Z0-9])*(?![\w]|-\w)"
)
# Several capitalised words: the name of a body nobody has listed.
_TITLED = re.compile(
    r"(?<![\w(/])[A-Z][\w’'-]*\w(?:\s(?:(?:of|for|on|de|du)\s(?:the\s)?)?(?:&\s)?[A-Z][\w’'-]*)+\b(?!\s\d)"
)
_POSSESSIVE = re.compile(r"(?:[’']s?)?$")
_BETWEEN = re.compile(r"\s*(?:,|;|/|&|,?\s?(?:and|or|as well as|along with))\s*(?:the\s)?", re.I)
_LAST = re.compile(r"and|&|as well as|along with", re.I)
_OPENING = re.compile(r"\W*(?:the\s)?", re.I)
_CLOSING = ".,;:)"
_CODE = re.compile(r"[A-Z]+-\d+\w?|[IVXL]+")  # "S-421", "III"
_LONG_LIST = 3
_LONGEST_NAME = 70  # characters
_LONGEST_PERSON = 4  # words
_BESIDE = ("appos", "conj")
_PLACES = ("in", "at", "from", "near")
_OFFICES = (SpeakerKind.CHAIR, SpeakerKind.SECRETARIAT)
# "FINANCE (ARTICLE 9): Chad said", "Proposal 4: Chad said": a heading on the line of its text.
_RUN_IN = re.compile(
    rf"(?:{_CAPITALS.pattern}\s*(?:\([^()]*\)\s*)?|[^\W\d_]+\s\d[\w.()]*\s?):(?=\s)"
)
# The same where names stand in it: "ITEM 1(b) THE DRAFT PROTOCOL OF AOSIS: Chad said".
_LONG_RUN_IN = re.compile(r"(?=(?:[^\s:]+\s+){4})(?:[^a-zà-ÿ:()]|\(\w{1,3}\))+:(?=\s)")
_HEADING = re.compile(
    r"(?P<words>[A-Z][\w’'-]*(?:\s[\w’'-]+){0,3})\s*(?:\([^()]*\)\s*)?:(?=\s[A-Z“\"(])"
)


@dataclass(frozen=True)
class Voice:
    """A name, or several of equal rank, at `start`–`end` of the sentence.

    `known` is False for a run of capitals that nobody has listed; `adjective` for "Polish".
    """

    start: int
    end: int
    speakers: tuple[Speaker, ...]
    known: bool = True
    adjective: bool = False


@dataclass
class PlainSentence:
    """The words to parse; `voices` has those that stand for names, `starts` their offsets."""

    text: str
    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    voices: dict[int, Voice] = field(default_factory=dict)
    names: list[tuple[int, Speaker]] = field(default_factory=list)


def plain(
    sentence: str,
    finder: NameFinder,
    affiliations: dict[Speaker, tuple[Speaker, ...]],
) -> PlainSentence:
    """The sentence with stand-ins; `affiliations` learns "Mr. Li (China)" for later sentences."""
    found = [
        Voice(m.start, m.end, (m.speaker,), adjective=m.demonym)
        for m in finder.find(sentence)[:256]
    ]
    result = PlainSentence(sentence, names=[(v.start, v.speakers[0]) for v in found])
    dropped: list[tuple[int, int]] = []
    for bracket in _BRACKET.finditer(sentence):
        inside = (bracket[1] or bracket[2] or "").strip()
        if bracket.start() == 0 or any(v.start < bracket.start() < v.end for v in found):
            continue
        whose = _affiliated(sentence, bracket, inside, found, finder)
        if whose is not None:
            result.names.append((whose.start, whose.speakers[0]))
            found = [v for v in found if v.end <= whose.start or v.start >= whose.end]
            found.append(whose)
        elif not _is_list(inside, finder):
            dropped.append(bracket.span())
    heading = _RUN_IN.match(sentence) or _worded_heading(sentence)
    if heading is not None and any(v.start < heading.end() for v in found):
        heading = None
    heading = _LONG_RUN_IN.match(sentence) or heading
    if heading is not None:
        dropped.append(heading.span())
    found = [v for v in found if not any(a <= v.start < b for a, b in dropped)]
    found = _with_capitals(sentence, found, finder)
    found = _with_titles(sentence, found)
    found = [v for v in found if not any(a <= v.start < b for a, b in dropped)]
    for voice in found:
        person, *offices = voice.speakers
        if voice.known and person.kind is SpeakerKind.PERSON and offices:
            affiliations.setdefault(person, tuple(offices))
    found = [_with_state(v, affiliations) for v in found]
    result.names = [(at, name) for at, name in result.names if not _is_part(at, name, found)]
    _tokens(result, _lists(sentence, found, dropped), dropped)
    return result


def _worded_heading(sentence: str) -> re.Match[str] | None:
    """A heading of a few plain words on the line of its text: "Final decision: The Board adopts".

    "Mirja: we can" begins with a name, which some word of is in no word list, and "One delegate
    lamented: ..." says who speaks.
    """
    heading = _HEADING.match(sentence)
    plain_words = heading is not None and not lexicon.has_unlisted(heading["words"])
    return heading if plain_words and not parse.is_clause(heading["words"]) else None  # type: ignore[index]


def without_towns(sentence: PlainSentence, doc: Doc) -> None:
    """Takes away the states that only say where a town lies: "in Arusha, Tanzania, they agreed".

    Where a sentence has no other subject such a name may be it: "as agreed in Arusha, Chad asked".
    """
    if not parse.has_subject(doc):
        return
    voices = {i: voice for i, voice in sentence.voices.items() if i < len(doc)}
    towns = {i for i in voices if _is_of_town(doc[i], voices)}
    sentence.voices = {i: voice for i, voice in sentence.voices.items() if i not in towns}


def _is_of_town(name: Token, voices: Mapping[int, Voice]) -> bool:
    """Whether a name stands beside a bare one that nobody has listed, behind "in" or "at"."""
    listed = {i for i, voice in voices.items() if voice.known}
    beside = name.dep_ in _BESIDE and name.i > 1 and name.nbor(-1).text == ","
    town = name.head
    while town.dep_ in _BESIDE and town.pos_ == "PROPN" and town.i not in listed:
        town = town.head  # "in Marl, Lakeshore, Canada"
    governed = town.dep_ == "pobj" and town.head.lower_ in _PLACES
    bare = town.pos_ == "PROPN" and not any(child.dep_ == "det" for child in town.children)
    return beside and governed and bare and town.i not in listed


def without_opening(sentence: PlainSentence) -> PlainSentence | None:
    """The sentence from its first name behind a comma; None where there is none.

    "Noting the costs, Chad, for the African Group, asked": a parser takes Chad for a part of what
    is noted.
    """
    for at, voice in sorted(sentence.voices.items()):
        start = at - 1 if at > 0 and sentence.words[at - 1].lower() == "the" else at
        if not voice.adjective and start > 1 and sentence.words[start - 1] == ",":
            return PlainSentence(
                sentence.text,
                sentence.words[start:],
                sentence.spaces[start:],
                sentence.starts[start:],
                sentence.ends[start:],
                {i - start: v for i, v in sentence.voices.items() if i >= start},
                sentence.names,
            )
    return None


def _is_part(at: int, name: Speaker, found: Sequence[Voice]) -> bool:
    """Whether a name is only a piece of a larger one: China in "G-77/CHINA"."""
    return any(v.start <= at < v.end and name not in v.speakers and not v.known for v in found)


def _affiliated(
    sentence: str, bracket: re.Match[str], inside: str, found: Sequence[Voice], finder: NameFinder
) -> Voice | None:
    """ "Mr. Li (China)" as one voice of two speakers."""
    state = finder.resolve(inside)
    if state is None or state.kind in (SpeakerKind.CHAIR, SpeakerKind.PERSON):
        return None
    before = next((v for v in found if v.end == bracket.start()), None)
    if before is not None and before.speakers[0].kind is not SpeakerKind.PERSON:
        return None
    run = _PERSON_BEFORE.search(sentence[: bracket.start()] + " ")
    if before is not None:
        return Voice(before.start, bracket.end(), (before.speakers[0], state))
    if run is None:
        return None
    start = next((v.end + 1 for v in found if run.start() < v.end <= bracket.start()), run.start())
    words = sentence[start : bracket.start()].split()
    office = next((v for v in found if v.end == start - 1), None)
    if office is not None and office.speakers[0].kind in _OFFICES:
        return None  # "Chair Jane Roe (Chile)" speaks for the office
    titled = re.match(titles.TITLE, sentence[start:])
    holder = _titular(" ".join(words))
    if holder.kind is SpeakerKind.PERSON:
        words = holder.name.split()
    elif not any(w.isupper() and len(w) > 2 for w in words) and not titled:
        words = lexicon.person_at_end(words)
        if not words:
            return None
    name = re.sub(rf"^(?:The |{titles.TITLE})+", "", " ".join(words))
    name = " ".join(w.title() if w.isupper() and len(w) > 2 else w for w in name.split())
    return Voice(start, bracket.end(), (Speaker(name=name, kind=SpeakerKind.PERSON), state))


def _is_list(inside: str, finder: NameFinder) -> bool:
    """ "Several delegations (Chad, Mali, Togo)": nothing but names."""
    names = finder.find(inside)
    rest = inside
    for match in reversed(names):
        rest = rest[: match.start] + rest[match.end :]
    return len(names) > 1 and not re.sub(r"\b(?:and|the|or)\b|[\s,;/&]", "", rest)


def _with_state(voice: Voice, affiliations: dict[Speaker, tuple[Speaker, ...]]) -> Voice:
    """A person with the state that stood in brackets where it was named first."""
    people = voice.speakers if voice.known else called(voice.speakers[0].name, affiliations)
    known = [s for person in people for s in affiliations.get(person, ())]
    speakers = tuple(dict.fromkeys((*(people or voice.speakers), *known)))
    return Voice(voice.start, voice.end, speakers, voice.known, voice.adjective)


def called(name: str, affiliations: Iterable[Speaker]) -> tuple[Speaker, ...]:
    """The one person named before that has the last word of a name: "Minister Roe" is Jane Roe."""
    last = name.split()[-1]
    people = [person for person in affiliations if person.name.split()[-1] == last]
    return tuple(people) if len(people) == 1 else ()


def _with_capitals(sentence: str, found: Sequence[Voice], finder: NameFinder) -> list[Voice]:
    """Runs of capitals that are names by their looks: "ACTING DIRECTOR-GENERAL", "IAATO"."""
    letters = [c for c in sentence if c.isalpha()]
    voices = list(found)
    if sum(c.isupper() for c in letters) * 2 > len(letters):
        return voices
    for run in _CAPITALS.finditer(sentence):
        inside = [v for v in voices if v.start < run.end() and run.start() < v.end]
        if any(v.start <= run.start() and run.end() <= v.end for v in inside):
            continue
        if len(inside) > 1:  # "EU CHAIR": two names beside each other
            continue
        name = re.sub(r"\s+", " ", run[0]).replace("- ", "-")
        if (
            len(name) > _LONGEST_NAME
            or _CODE.fullmatch(name)
            or ("/" in name and "/" in re.sub(r"/[A-Z]+$", "", name))
        ):
            continue
        speaker = finder.resolve(name) or Speaker(name=name, kind=SpeakerKind.PARTNER)
        voices = [v for v in voices if v not in inside]
        voices.append(Voice(run.start(), run.end(), (speaker,), finder.resolve(name) is not None))
    return voices


def _with_titles(sentence: str, found: Sequence[Voice]) -> list[Voice]:
    """Runs of capitalised words, without the word that only begins the sentence."""
    voices = list(found)
    for run in _TITLED.finditer(sentence):
        start, end = run.span()
        first = run[0].split()[0]
        if first.lower() == "the" or (start == 0 and parse.is_ordinary(first)):
            start += len(first) + 1
        before = sentence[:start].split()
        opening = before[-1] if before else first
        if parse.is_quantifier(opening) and not parse.is_ordinary(opening):
            continue
        inside = [v for v in voices if v.start < end and start < v.end]
        if inside:
            holder = _office_holder(sentence, (start, end), inside)
            if holder is not None:
                voices = [v for v in voices if v not in inside] + [holder]
            continue
        if " " not in sentence[start:end]:
            continue
        end -= len(_POSSESSIVE.search(sentence[start:end])[0])  # type: ignore[index]
        name = re.sub(r"\s+", " ", sentence[start:end])
        voices.append(Voice(start, end, (_titular(name),), known=False))
    return voices


def _titular(name: str) -> Speaker:
    """Who such a run names: "COP President Jane Okoli" the person, else what the run says."""
    words = name.split()
    person = lexicon.person_at_end(words)
    before = " ".join(words[: len(words) - len(person)])
    if person and pattern("offices", "officers", after="$").search(before):
        return Speaker(name=" ".join(person), kind=SpeakerKind.PERSON)
    return Speaker(name=name, kind=SpeakerKind.PARTNER)


def _office_holder(sentence: str, run: tuple[int, int], inside: Sequence[Voice]) -> Voice | None:
    """ "AWG Chair Jane Roe" as one voice, the person and the office; "EU Envoy Roe" as that name.

    It is the last noun of such a run that speaks, and not the body whose office it is.
    """
    start, end = min(run[0], inside[0].start), run[1]
    last = max(inside, key=lambda voice: voice.end)
    behind = sentence[last.end : end]
    titled = behind.startswith(" ") and all(word[:1].isupper() for word in behind.split())
    if not titled or any(voice.adjective for voice in inside):
        return None  # "Chair of the Group"
    offices = [s for voice in inside for s in voice.speakers if s.kind in _OFFICES]
    name = behind.strip() if offices else sentence[start:end]
    end -= len(_POSSESSIVE.search(name)[0])  # type: ignore[index]
    if offices and (len(name.split()) > _LONGEST_PERSON or not lexicon.has_unlisted(name)):
        return None
    name = " ".join(_POSSESSIVE.sub("", name).split())
    one = Speaker(name=name, kind=SpeakerKind.PERSON) if offices else _titular(name)
    return Voice(start, end, (one, *offices), known=bool(offices))


def _lists(
    sentence: str, found: Iterable[Voice], dropped: Sequence[tuple[int, int]]
) -> list[Voice]:
    """Names of equal rank that stand beside each other ("A, B and C") as one."""
    voices = sorted(found, key=lambda v: v.start)
    merged: list[list[Voice]] = []
    for voice in voices:
        last = merged[-1][-1] if merged else None
        gap = _gap(sentence, last.end, voice.start, dropped) if last else ""
        alike = last is not None and not voice.adjective and not last.adjective
        if alike and _BETWEEN.fullmatch(gap):
            merged[-1].append(voice)
        else:
            merged.append([voice])
    result: list[Voice] = []
    for group in merged:
        gaps = [_gap(sentence, a.end, b.start, dropped) for a, b in itertools.pairwise(group)]
        opening = _OPENING.fullmatch(sentence[: group[0].start]) is not None
        # "In reply to Chad, Mali and Togo said", "asked by Chad, and Mali" are the parser's.
        joined = gaps and _LAST.search(gaps[-1]) is not None
        closed = len(gaps) > 1 and sentence[group[-1].end : group[-1].end + 1] in _CLOSING
        sure = (
            opening or closed or (len(gaps) == 1 and "," not in gaps[0]) or len(gaps) >= _LONG_LIST
        )
        if joined and sure and not any(v.adjective for v in group):
            speakers = tuple(dict.fromkeys(s for v in group for s in v.speakers))
            known = all(v.known for v in group)
            result.append(Voice(group[0].start, group[-1].end, speakers, known))
        else:
            result += group
    return result


def _gap(sentence: str, start: int, end: int, dropped: Sequence[tuple[int, int]]) -> str:
    return "".join(
        sentence[i] for i in range(start, end) if not any(a <= i < b for a, b in dropped)
    )


def _tokens(
    result: PlainSentence, voices: Sequence[Voice], dropped: Sequence[tuple[int, int]]
) -> None:
    """Fills in the words: a stand-in for each voice, nothing for what is dropped."""
    at = 0
    for token in parse.words(result.text):
        start, end = token.idx, token.idx + len(token)
        if any(a <= start < b for a, b in dropped) or token.is_space:
            continue
        while at < len(voices) and voices[at].end <= start:
            at += 1
        voice = voices[at] if at < len(voices) and voices[at].start < end else None
        if voice is not None and not voice.adjective:
            if result.voices.get(len(result.words) - 1) is voice:
                continue
            if _runs_into(result):
                _comma(result, start)
            result.voices[len(result.words)] = voice
            word = _STAND_IN.get(voice.speakers[0].kind, "Norway")
            start, end = voice.start, voice.end
        else:
            if voice is not None:
                result.voices[len(result.words)] = voice
            word = token.text
            if (
                token.lower_ in ("he", "she", "it", "they")
                and len(result.words) - 1 in result.voices
            ):
                _comma(result, start)
            if word in "()":
                word = ","
            if word in "’'" and len(result.words) - 1 in result.voices:
                word = "’s"  # "the Philippines’ paper", which parsers take for a quotation mark
        result.words.append(word)
        result.spaces.append(result.text[end : end + 1].isspace())
        result.starts.append(start)
        result.ends.append(end)


def _runs_into(result: PlainSentence) -> bool:
    """Whether the next name follows right upon another: "a question from Mr. Roe the Chairman"."""
    last = len(result.words) - 1
    if last > 0 and result.words[last].lower() == "the" and last - 1 in result.voices:
        return not result.voices[last - 1].adjective and result.spaces[last - 1]
    return False


def _comma(result: PlainSentence, at: int) -> None:
    """A comma that the printed sentence lacks, before the article where there is one."""
    before = len(result.words)
    if result.words[-1].lower() == "the":
        before -= 1
    result.words.insert(before, ",")
    result.spaces.insert(before, True)
    result.starts.insert(before, result.starts[before] if before < len(result.starts) else at)
    result.ends.insert(before, result.starts[before])
