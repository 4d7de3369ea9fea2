"""Organisations that a document introduces itself.

They stand in its list of contributions, in "the information document by X", "X's contribution",
"Mr Y, Director of X", and with their acronym in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from ingest.attribution.verbs import SAYING
from ingest.model import Speaker, SpeakerKind
from ingest.names import persons
from ingest.names.aliases import Aliases
from ingest.names.organisations import STUDY_GROUP, initials, named, study_groups

_CAP = r"(?:(?:[^\W\d_a-z]|\d{1,3}(?=[A-Z])|[a-z](?=[A-Z]))[\w&’'.\-]*\w|[A-Z])"
_SMALL = r"(?:of|for|the|and|de|der|des|du|la|on|in|für|y|et|&|against)"
# At most 14 words, so that a long run of capitals takes no longer than other text.
_NAME = rf"{_CAP}(?:[ \u00a0](?:{_SMALL}[ \u00a0]){{0,2}}{_CAP}){{0,13}}"
DOCUMENT_NOUN = (
    r"(?:information documents?|information papers?|contributions?|submissions?|"
    r"liaison statements?|proposals?|interventions?|statements?|presentations?|papers?|"
    r"input documents?|inputs?|written comments|comments)"
)
# "Contribution by X – title", "Liaison statement from X: title", "X (Document …/INF/3)"
_LISTED = re.compile(
    rf"^[\s•·●▪◦–—*\-]*(?:\w{{1,3}}[.)]\s)?(?:[A-Z]{{2,12}}\S{{0,30}}/\S{{1,40}}\s*[:\t–-]?\s*)?(?:Joint\s)?"
    rf"{DOCUMENT_NOUN}(?:\sand\s{DOCUMENT_NOUN})?\s(?:submitted\s|presented\s)?(?:by|from|of)\s"
    r"(?:the\s)?(?P<who>[^\n]{2,160}?)\s*(?:\s[–—-]\s|:\s|\s?\(?Document\s|[.;]?$)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    rf"(?P<who>{_NAME}(?:,\s{_NAME})*)\s\((?:Doc(?:ument|\.)?\s)[A-Z][^)\s]*\d\)"
)
_BY = re.compile(
    rf"\b(?i:{DOCUMENT_NOUN})\s(?:(?:submitted|presented|made|received)\s)?(?:by|from|of)\s"
    rf"(?:the\s)?(?P<who>{_NAME}(?:(?:, (?:the )?{_NAME})*,? and (?:the )?{_NAME})?)"
    rf"(?:\s\((?P<acronym>[A-Z][\w\-]{{1,14}})\))?"
)
_OWN = re.compile(rf"(?P<who>{_NAME})$")
_OWN_HINT = re.compile(rf"(?:['’]s|(?<=s)['’])\s(?:\w+\s){{0,2}}?(?i:{DOCUMENT_NOUN})\b")
# "Mr X, Chief Executive of Y, …": a person's body, where it speaks.
_AFFILIATION = re.compile(
    rf"\b{persons.TITLE}{_NAME},? "
    rf"(?P<role>\(|[\w’' -]{{0,40}}?\b(?:of|at|from|for|representing) (?:the )?)"
    rf"(?P<who>{_NAME})(?=,|\)|\s[a-z]+ed\b)"
)
_BRACKET = re.compile(rf"(?P<who>{_NAME})\s\((?P<acronym>[A-Z0-9][\w\-]{{1,14}})\)")
# "The Chamber of Commerce reminded …": who opens a sentence by saying something.
_OPENING = re.compile(
    r"(?:^|(?<=[.:;] )|(?<=\t))The "
    rf"(?P<who>{_CAP}(?:[ \u00a0](?:{_SMALL}[ \u00a0]){{0,2}}{_CAP}){{1,13}})"
    rf"(?:\s\((?P<acronym>[A-Z][\w\-]{{1,14}})\))? (?:also |further |then )?{SAYING}"
)
# "On behalf of Example Telecom, Ms Roe spoke": whom somebody speaks for.
_FOR = re.compile(rf"\b[Oo]n behalf of (?:the )?(?P<who>{_NAME})(?=, {persons.TITLE})")
_GROUP_HEADING = re.compile(
    r"\b(?:contributions?|documents?|presentations?|inputs?)\b.{0,40}\b"
    r"(?P<who>Member States|Sector Members|Associates|Academia|partners|stakeholders|"
    r"Secretariat|international organi[sz]ations)\b",
    re.IGNORECASE,
)
# Words that an organisation is often named without.
GENERIC_TAIL = re.compile(
    r"\s(?:Foundation|Institute|Association|Society|Initiative|International|Organi[sz]ation|"
    r"Ltd|Inc|Group|Limited|Network|Lab|Labs|GmbH|Corporation|Corp)\.?$"
)

# What capitalised words in the place of a submitter are when they are no organisation.
_NOBODY_NAMES = """member state,sector member,itu,secretariat,group,working group,working party,
council working group,meeting,chair,document,documents,information,contribution,contributions,
academia,stakeholders,members,participants,delegations,resolution,plenipotentiary conference,
council,cwg,cwg-cop,this,these,that,it,its,their,he,she,they,the,a,an,all,several,joint,ai,icts,
ict,cop,children,child,industry,director,tunis agenda,annex,part,section,report,rapporteur,editor,
internet,online,cyber,general assembly,january,february,march,april,may,june,july,august,september,
october,november,december,eur,usd,chf,gbp,jpy"""
_NOBODY = frozenset(name.strip() for name in _NOBODY_NAMES.split(","))
# First words of a sentence that stand before a name without being part of it.
_LEADING = re.compile(
    r"^(?:(?:Following|After|In|On|From|With|Under|During|Regarding|Concerning|As|At|For|While|When|"
    r"Since|To|By|Both|Unlike|Like|Based|Building|Noting|Responding|Thanking|Recalling|The|Also|"
    r"Welcoming|Supporting|Before|Besides|Through|Within|And|But|Although|Given|Because|If|Per|"
    r"Referring|Answering|Commenting|Concluding|Presenting|Introducing|Second|First|Third|Finally|"
    r"Lastly|Then|Next)\s+(?:on\s|to\s|upon\s)?)+(?:the\s)?"
)
_GROUP = re.compile(
    r"Member States|Sector Members|Associates|[Pp]artners\b|[Ss]takeholders|[Oo]rgani[sz]ations$|"
    r"[Dd]elegations|[Mm]embers$|[Pp]articipants"
)
_OWN_BODY = re.compile(r"^(?:ITU|CWG|WG)\b|\b(?:Working|Study) Group\b|\bBureau\b|\bCWG\b")
_TITLED = re.compile(
    r"(?:(?:Prime\s)?Minister|President|Leader|Head|Director|Secretary|Mr|Mrs|Ms|Dr|Prof|Hon|Sir|H\.E)\b"
)


def learn(
    text: str, blocks: Iterable[tuple[int, int]], resolve: Callable[[str], Speaker | None]
) -> list[Aliases]:
    """Organisations that the document at hand introduces, with all the forms it uses.

    `blocks` are spans of its paragraphs in reading order; `resolve` knows who needs no learning.
    """
    words = set(re.findall(r"[\w-]+", text))
    found: dict[str, dict[str, None]] = {}
    kinds: dict[str, SpeakerKind] = {}
    kind = SpeakerKind.PARTNER

    def add(name: str, acronym: str | None = None, listed: bool = False) -> None:
        name = name.strip(" ,.;:“”\"'’")
        name = _LEADING.sub("", re.sub(r"^the\s", "", name))
        if not _is_organisation(name) or resolve(name) is not None:
            return
        # A single word that the document also writes small is no name: "Government".
        if not listed and name.istitle() and name.lower() in words:
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
                add(bare, acronym, listed=True)
            continue
        for match in _introductions(block):
            groups = match.groupdict()
            # "Minister of Education of Kenya": no organisation of its own.
            if "role" in groups and resolve(match["who"].split(" of ")[-1]) is not None:
                continue
            for name in submitters(match["who"], resolve):
                add(name, groups.get("acronym"))
    _merge(found, text, words)
    organisations = [
        named(Speaker(name=name, kind=kinds[name]), tuple(forms)) for name, forms in found.items()
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


def _introductions(block: str) -> Iterator[re.Match[str]]:
    """Places where a paragraph names a submitter or somebody's organisation."""
    if "(Doc" in block:
        yield from _NUMBERED.finditer(block)
    yield from _BY.finditer(block)
    for hint in _OWN_HINT.finditer(block):
        before = max(0, hint.start() - 120)
        if match := _OWN.search(block, before, hint.start()):
            yield match
    yield from _AFFILIATION.finditer(block)
    yield from _OPENING.finditer(block)
    yield from _FOR.finditer(block)


def _is_organisation(name: str) -> bool:
    if not 2 <= len(name) <= 90 or name.casefold() in _NOBODY or _TITLED.match(name):
        return False
    if _OWN_BODY.search(name):
        return False
    if STUDY_GROUP.search(name) or _GROUP.search(name) or len(name.split()) > 12:
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


def _merge(found: dict[str, dict[str, None]], text: str, words: set[str]) -> None:
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
            if len(short) >= 3 and short in words:
                found[name][short] = None
    for name in list(found):
        if GENERIC_TAIL.search(name):
            short = GENERIC_TAIL.sub("", name)
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
