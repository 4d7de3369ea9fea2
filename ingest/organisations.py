"""Organisations that take part: well-known ones, and those a document itself introduces.

`organisations.json` lists the United Nations system, treaty and regional bodies and others that
any reader of such documents knows. Everyone else is learned from the document: its list of
contributions, "the information document by X", "X's contribution", "X (ABC)".
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from ingest.aliases import Aliases
from ingest.model import Speaker, SpeakerKind

_DATA = Path(__file__).with_name("organisations.json")

_CAP = r"(?:(?:[^\W\d_a-z]|\d{1,3}(?=[A-Z])|[a-z](?=[A-Z]))[\w&’'.\-]*\w|[A-Z])"
_SMALL = r"(?:of|for|the|and|de|der|des|du|la|on|in|to|für|y|et|&|against)"
_NAME = rf"{_CAP}(?:[ \u00a0](?:{_SMALL}[ \u00a0]){{0,2}}{_CAP})*"
DOCUMENT_NOUN = (
    r"(?:information documents?|information papers?|contributions?|submissions?|"
    r"liaison statements?|proposals?|interventions?|statements?|presentations?|papers?|"
    r"input documents?|inputs?|written comments|comments)"
)
# "Contribution by X – title", "Liaison statement from X: title", "X (Document …/INF/3)"
_LISTED = re.compile(
    rf"^[\s•·●▪◦–—*\-]*(?:\w{{1,3}}[.)]\s)?(?:[A-Z]{{2,}}\S*/\S+\s*[:\t–-]?\s*)?(?:Joint\s)?"
    rf"{DOCUMENT_NOUN}(?:\sand\s{DOCUMENT_NOUN})?\s(?:submitted\s|presented\s)?(?:by|from|of)\s"
    r"(?:the\s)?(?P<who>[^\n]{2,160}?)\s*(?:\s[–—-]\s|:\s|\s?\(?Document\s|[.;]?$)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    rf"(?P<who>{_NAME}(?:,\s{_NAME})*)\s\((?:Doc(?:ument|\.)?\s)[A-Z][^)\s]*\d\)"
)
_BY = re.compile(
    rf"\b(?i:{DOCUMENT_NOUN})\s(?:(?:submitted|presented|made|received)\s)?(?:by|from|of)\s"
    rf"(?:the\s)?(?P<who>{_NAME})(?:\s\((?P<acronym>[A-Z][\w\-]{{1,14}})\))?"
)
_OWN = re.compile(rf"(?P<who>{_NAME})(?:['’]s|(?<=s)['’])\s(?:\w+\s){{0,2}}?(?i:{DOCUMENT_NOUN})\b")
_BRACKET = re.compile(rf"(?P<who>{_NAME})\s\((?P<acronym>[A-Z0-9][\w\-]{{1,14}})\)")
_STUDY_GROUP = re.compile(r"\b(?:ITU(?:-([TDR]))?\s?)?(?:Study Group|SG)[\s-]?(\d{1,2})\b")
_GROUP_HEADING = re.compile(
    r"\b(?:contributions?|documents?|presentations?|inputs?)\b.{0,40}\b"
    r"(?P<who>Member States|Sector Members|Associates|Academia|partners|stakeholders|"
    r"Secretariat|international organi[sz]ations)\b",
    re.IGNORECASE,
)
# What capitalised words in the place of a submitter are when they are no organisation.
_NOBODY_NAMES = """member state,sector member,itu,secretariat,group,working group,working party,
council working group,meeting,chair,document,documents,information,contribution,contributions,
academia,stakeholders,members,participants,delegations,resolution,plenipotentiary conference,
council,cwg,cwg-cop,this,these,that,it,its,their,he,she,they,the,a,an,all,several,joint,ai,icts,
ict,cop,children,child,industry,director,tunis agenda,annex,part,section,report,rapporteur,editor,
internet,online,cyber,general assembly"""
_NOBODY = frozenset(name.strip() for name in _NOBODY_NAMES.split(","))
# First words of a sentence that stand before a name without being part of it.
_LEADING = re.compile(
    r"^(?:(?:Following|After|In|On|From|With|Under|During|Regarding|Concerning|As|At|For|While|When|"
    r"Since|To|By|Both|Unlike|Like|Based|Building|Noting|Responding|Thanking|Recalling|The|Also|"
    r"Welcoming|Supporting|Before|Besides|Through|Within|And|But|Although|Given|Because|If|Per|"
    r"Referring|Answering|Commenting|Concluding|Presenting|Introducing|Second|First|Third|Finally|"
    r"Lastly|Then|Next)\s+(?:on\s|to\s|upon\s)?)+(?:the\s)?"
)
_GENERIC_TAIL = re.compile(
    r"\s(?:Foundation|Institute|Association|Society|Initiative|International|Organi[sz]ation|"
    r"Ltd|Inc|Group|Limited|Network|Lab|Labs|GmbH|Corporation|Corp)\.?$"
)
_GROUP = re.compile(
    r"Member States|Sector Members|Associates|[Pp]artners\b|[Ss]takeholders|[Oo]rgani[sz]ations$|"
    r"[Dd]elegations|[Mm]embers$|[Pp]articipants"
)
_TITLED = re.compile(r"(?:Mr|Mrs|Ms|Dr|Prof|Hon|Sir|H\.E)\b")


@cache
def known_organisations() -> tuple[Aliases, ...]:
    """Organisations that every reader of the group's documents knows."""
    data: dict[str, list[str]] = json.loads(_DATA.read_text(encoding="utf-8"))
    return tuple(
        _aliases(Speaker(name=name, kind=SpeakerKind.PARTNER), also) for name, also in data.items()
    )


def variants(speaker: Speaker) -> Aliases:
    """A speaker with the forms that follow from its name alone.

    >>> variants(Speaker(name="ITU-T SG17", kind=SpeakerKind.PARTNER)).names[:2]
    ('ITU-T SG17', 'SG17')
    """
    group = _STUDY_GROUP.fullmatch(speaker.name)
    if group:
        return _study_group(group[1], group[2], speaker)
    names = [speaker.name]
    if speaker.kind is SpeakerKind.PERSON:
        words = speaker.name.split()
        if len(words) > 1:
            names += [f"{title} {words[-1]}" for title in ("Mr", "Ms", "Mrs", "Dr", "Prof")]
    elif _GENERIC_TAIL.search(speaker.name):
        short = _GENERIC_TAIL.sub("", speaker.name)
        if re.search(r"\d|[a-z][A-Z]", short):
            names.append(short)
    return _aliases(speaker, names[1:])


def learn(
    text: str, blocks: Iterable[tuple[int, int]], resolve: Callable[[str], Speaker | None]
) -> list[Aliases]:
    """Organisations that the document at hand introduces, with all the forms it uses.

    `blocks` are spans of its paragraphs in reading order; `resolve` knows who needs no learning.
    """
    found: dict[str, dict[str, None]] = {}
    kinds: dict[str, SpeakerKind] = {}
    kind = SpeakerKind.PARTNER

    def add(name: str, acronym: str | None = None) -> None:
        name = name.strip(" ,.;:“”\"'’")
        name = _LEADING.sub("", re.sub(r"^the\s", "", name))
        if not _is_organisation(name) or resolve(name) is not None:
            return
        if acronym is not None and resolve(acronym) is not None:
            return
        forms = found.setdefault(name, {})
        if acronym:
            forms[acronym] = None
        kinds.setdefault(name, kind)

    for start, end in blocks:
        block = text[start:end]
        heading = _GROUP_HEADING.search(block) if len(block) < 160 else None
        listed = _LISTED.match(block)
        if heading and not (listed and not _is_group(listed["who"])):
            kind = _kind(heading["who"])
        if listed and len(block) < 400:
            for name in submitters(listed["who"], resolve):
                bare, acronym = _split_bracket(name)
                add(bare, acronym)
            continue
        for pattern in (_NUMBERED, _BY, _OWN):
            for match in pattern.finditer(block):
                groups = match.groupdict()
                for name in submitters(match["who"], resolve):
                    add(name, groups.get("acronym"))
    _merge(found, text)
    organisations = [
        _aliases(Speaker(name=name, kind=kinds[name]), tuple(forms))
        for name, forms in found.items()
    ]
    return organisations + study_groups(text)


def submitters(who: str, resolve: Callable[[str], Speaker | None]) -> list[str]:
    """Names in a line of submitters: "A, B and C" are three, "Ministry of Law and Order" one."""
    if resolve(who) is not None:
        return [who]
    names: list[str] = []
    for part in re.split(r"\s*[,;/]\s(?:and\s)?|\s*;\s*", who):
        pieces = re.split(r"\s(?:and|&)\s(?:the\s)?", part)
        several = len(pieces) > 1 and (
            any(resolve(piece) is not None for piece in pieces)
            or all(len(piece.split()) == 1 for piece in pieces)
        )
        names += pieces if several else [part]
    return [name for name in names if name]


def study_groups(text: str) -> list[Aliases]:
    """ITU study groups under one name each, "ITU-T SG17", however the text writes them."""
    sectors: dict[str, str] = {}
    for match in _STUDY_GROUP.finditer(text):
        sector = match[1] or sectors.get(match[2], "")
        sectors[match[2]] = sector
    groups = []
    for number, sector in sectors.items():
        # Only the standardization sector numbers its groups beyond seven.
        sector = sector or ("T" if int(number) > 7 else "")
        name = f"ITU-{sector} SG{number}" if sector else f"ITU SG{number}"
        speaker = Speaker(name=name, kind=SpeakerKind.PARTNER)
        groups.append(_study_group(sector, number, speaker))
    return groups


def _study_group(sector: str | None, number: str, speaker: Speaker) -> Aliases:
    names = [speaker.name]
    prefixes = ["", "ITU ", *([f"ITU-{sector} "] if sector else [])]
    for prefix in prefixes:
        names += [f"{prefix}SG{number}", f"{prefix}SG {number}", f"{prefix}Study Group {number}"]
    return Aliases(speaker, names=tuple(dict.fromkeys(names)))


def _aliases(speaker: Speaker, also: Iterable[str]) -> Aliases:
    """Names of one word in capitals only match as written."""
    forms = dict.fromkeys([speaker.name, *also])
    exact = tuple(form for form in forms if " " not in form and not form.istitle())
    return Aliases(
        speaker, names=tuple(form for form in forms if form not in exact), abbreviations=exact
    )


def _is_organisation(name: str) -> bool:
    if not 2 <= len(name) <= 90 or name.casefold() in _NOBODY or _TITLED.match(name):
        return False
    if _STUDY_GROUP.search(name) or _GROUP.search(name) or len(name.split()) > 12:
        return False
    return any(c.isupper() for c in name) and not name.split()[0].islower()


def _is_group(who: str) -> bool:
    return bool(_GROUP.search(who))


def _kind(heading: str) -> SpeakerKind:
    lowered = heading.lower()
    return (
        SpeakerKind.SECTOR_MEMBER
        if lowered in ("sector members", "associates", "academia")
        else SpeakerKind.PARTNER
    )


def _split_bracket(name: str) -> tuple[str, str | None]:
    match = _BRACKET.fullmatch(name.strip())
    return (match["who"], match["acronym"]) if match else (name, None)


def initials(name: str) -> set[str]:
    """Acronyms a name may have, with and without its small words.

    >>> "OHCHR" in initials("Office of the High Commissioner for Human Rights")
    True
    """
    words = re.findall(r"[^\W_]+", name)
    large = [word for word in words if not word.islower()]
    return {"".join(w[0] for w in group).upper() for group in (words, large) if len(group) > 1}


def _merge(found: dict[str, dict[str, None]], text: str) -> None:
    """Joins the forms of one organisation: its acronym, its short name."""
    for match in _BRACKET.finditer(text):
        name = re.sub(r"^(?:The|the)\s", "", match["who"])
        if name in found:
            found[name][match["acronym"]] = None
    for name in sorted(found, key=len, reverse=True):
        if name not in found:
            continue
        for short in [*initials(name), *found[name]]:
            if short in found and short != name:
                # The list of contributions came first and named it so: keep the earlier name.
                keep, drop = sorted((name, short), key=list(found).index)
                found[keep] = {**found[keep], drop: None, **found.pop(drop)}
                break
            if len(short) >= 3 and re.search(rf"\b{re.escape(short)}\b", text):
                found[name][short] = None
    for name in list(found):
        if _GENERIC_TAIL.search(name):
            short = _GENERIC_TAIL.sub("", name)
            if short in found:
                found[name] = {**found[name], short: None, **found.pop(short)}
            elif " " not in short and _stands_alone(short, text):
                found[name][short] = None


def _stands_alone(short: str, text: str) -> bool:
    """Whether the document uses the first word of a name as the name."""
    word = re.escape(short)
    return bool(
        re.search(rf"\b{word}(?:['’]s)?\s(?![A-Z])", text)
        and not re.search(rf"\b{word.lower()}\b", text)
    )
