"""Who submitted a document: the name that stands behind "SOURCE", "Contribution by" and the like.

The name itself is read by `ingest.names.finder`, which knows the Member States in all their
spellings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.folding import fold, tokens
from ingest.model import Speaker, SpeakerKind
from ingest.names.finder import NameFinder, base_aliases
from ingest.names.offices import CHAIR, SECRETARIAT

_LABEL = re.compile(
    r"^(?:source|sources|origin|from|submitted\s+by|presented\s+by|prepared\s+by|contributor|"
    r"origine|auteur|soumis\s+par|présenté\s+par|fuente|origen|presentado\s+por|"
    r"источник|المصدر|来源|文稿来源)(?:\(s\))?\s*(?:[:：]\s*|\s*$)(?P<name>.*)$",
    re.IGNORECASE,
)
# "SOURCE Malaysia": without a colon only in capitals, else it may be a sentence.
_BARE_LABEL = re.compile(r"^(?:SOURCE|ORIGIN|Source\t)\s+(?P<name>\S.*)$")
TITLE_LABEL = re.compile(
    r"^(?:title|subject|titre|objet|título|asunto|название|предмет|标题|题目|الموضوع|العنوان)"
    r"\s*(?:[:：]\s*|\s*$)(?P<title>.*)$|^(?:TITLE|SUBJECT)\s+(?P<bare>\S.*)$",
    re.IGNORECASE,
)
_BARE_TITLE = re.compile(r"^(?:TITLE|SUBJECT)\s")

_PAPER = (
    r"(?:joint\s+|draft\s+|written\s+)?"
    r"(?:(?:contribution|information\s+document|document|input|submission|proposals?|paper|note|"
    r"report|liaison\s+statement|presentation|communication|statement|comments)"
    r"(?:\s*\(for\s+information\))?(?:\s+and\s+)?){1,2}"
)
_PHRASES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^{_PAPER}\s+(?:submitted\s+|presented\s+|provided\s+|prepared\s+|received\s+|sent\s+)?"
        r"(?P<by>by|from|of)\s+(?:the\s+)?(?P<name>\S.*)$",
        r"^(?P<by>contribution|document\s+d.information|note\s+de\s+liaison|note|rapport)\s+"
        r"(?:(?:soumise?|présentée?|émanant)\s+(?:par|de)\s*)?"
        r"(?:de\s+la\s+|de\s+l['’]\s*|du\s+|des\s+|de\s+|d['’]\s*|par\s+)"
        r"(?:la\s+|le\s+|les\s+|l['’])?(?P<name>\S.*)$",
        r"^(?P<by>contribución|documento\s+de\s+información|declaración\s+de\s+coordinación|nota|"
        r"informe)\s+(?:presentad[oa]\s+por\s+)?(?:de\s+los\s+|de\s+la\s+|del\s+|de\s+)?"
        r"(?:el\s+|la\s+|los\s+)?(?P<name>\S.*)$",
        r"^(?P<by>вклад|документ|записка|отчет)\s+(?P<name>\S.*)$",
        r"^(?P<name>\S.*?)(?P<by>提交的(?:文稿|文件)|的文稿)$",
        r"^(?P<by>مساهمة|وثيقة|مذكرة)\s+(?:مقدمة\s+)?من\s+(?P<name>\S.*)$",
    )
)
# What follows the name on the same line.
_BEHIND_NAME = re.compile(
    r"\s+[-–—]\s+|\s*[:;]\s+|\s+(?:for\s+the\s+(?:work|meeting|attention)|to\s+(?:the\s+(?:work|"
    r"council|meeting|itu|\w+\s+meeting)|cwg)|at\s+the\s|on\s+(?!\S+$)|regarding|concerning|about|entitled|"
    r"sur\s|sobre\s|aux\s+travaux)|[–—]\s",
    re.IGNORECASE,
)
_CHAIR = re.compile(
    r"^(?:vice-?\s*)?(?:chair(?:man|woman|person)?|président|presidente?|председател)\w*\b",
    re.IGNORECASE,
)
_CHAIR_OF_GROUP = re.compile(
    r"^(?:vice-?\s*)?chair\w*,?\s+(?:of\s+)?(?:the\s+)?(?:itu\s+)?(?:council\s+)?(?:working\s+group|"
    r"cwg)\b",
    re.IGNORECASE,
)
_SECRETARIAT = re.compile(
    r"^(?:the\s+)?(?:(?:itu|general|bdt|uit)\s+)*(?:secretariat|secretary-?\s*general|secrétariat|"
    r"secrétaire|secretaría|secretario|секретариат|генеральн)|^(?:itu|bdt|uit)(?:\s*/\s*bdt)?$|"
    r"^director\b.*bureau|^(?:telecommunication development|radiocommunication) bureau|"
    r"^秘书处|^الأمانة",
    re.IGNORECASE,
)
_GOVERNMENT = re.compile(
    r"\b(?:administration|government|ministr|minist[eè]r|authority|commission|agency|department|"
    r"regulator|gouvernement|gobierno|autorité|agence|agencia|autoridad)",
    re.IGNORECASE,
)
_OF_GOVERNMENT = re.compile(
    r"^.*\b(?:administration|government|ministry|agency|authority|gouvernement|gobierno)\s+"
    r"(?:of|de|du)\s+(?:the\s+|la\s+|l['’])?",
    re.IGNORECASE,
)
_SECTOR_MEMBER = re.compile(r"\bsector\s+member\b|\bmembre\s+(?:de|du)\s+secteur", re.IGNORECASE)

_OTHER_BODY = re.compile(r"study\s+group|\bSG\s?\d|\bITU-[TDR]\b|committee", re.IGNORECASE)


@cache
def _names() -> NameFinder:
    return NameFinder()


@cache
def _translated() -> dict[str, Speaker]:
    """Names in other languages, as they are written: a header has no typing errors to forgive."""
    return {
        _key(name): aliases.speaker for aliases in base_aliases() for name in aliases.translations
    }


def _key(name: str) -> str:
    return " ".join(fold(word) for word, _, _ in tokens(name))


def _resolve(name: str) -> Speaker | None:
    """Who a name stands for, in any language of the Union."""
    return _names().resolve(name) or _translated().get(_key(name))


def source(lines: Sequence[str]) -> Speaker | None:
    """Who submitted the document whose header block has these lines; None where it is not said.

    >>> source(["SOURCE: Malaysia", "TITLE: Helplines"]).name
    'Malaysia'
    """
    for name in _labelled(lines):
        return speaker(name, " ".join(lines))
    for line in lines:
        phrased = of_phrase(line)
        if phrased:
            return speaker(phrased, " ".join(lines))
    return CHAIR if any(_CHAIR_OF_GROUP.match(line) for line in lines) else None


def is_source_line(line: str) -> bool:
    """Whether a line does nothing but say whose document it is: "Contribution by Malaysia"."""
    return bool(
        _LABEL.match(line)
        or _BARE_LABEL.match(line)
        or _CHAIR_OF_GROUP.match(line)
        or of_phrase(line)
    )


def is_label(line: str) -> bool:
    """Whether a line is the label "SOURCE" alone, its value on the next one."""
    match = _LABEL.match(line)
    return bool(match and not match["name"])


def title_behind_source(line: str) -> str | None:
    """The title that shares the line with the source: "Contribution by Malaysia – Helplines"."""
    if not of_phrase(line):
        return None
    parts = re.split(r"\s+[-–—]\s+|\s*:\s+", line, maxsplit=1)
    return parts[1].strip() if len(parts) == 2 and len(parts[1].split()) > 1 else None


def speaker(printed: str, header: str = "") -> Speaker | None:
    """The speaker of a printed name; organisations are partners unless the header says more.

    >>> speaker("Poland (Republic of)").kind.value
    'Member State'
    """
    name = " ".join(printed.split()).strip(" .,;:*–—-")
    name = re.sub(r"^(?:the|la|le|les|el)\s+", "", name, flags=re.IGNORECASE)
    if not name or not re.search(r"[^\W\d_]{2}", name):
        return None
    known = _resolve(name)
    if known:
        return known
    if not _OTHER_BODY.search(name):
        if _CHAIR.match(name):
            return CHAIR
        if _SECRETARIAT.match(name):
            return SECRETARIAT
    # "Malaysia (MCMC)", "Malaysia and Indonesia": the first counts. A state behind a name only
    # with a word of government: "Ministry of Digital Affairs, Poland", not "Helpline X, Poland".
    parts = [part.strip() for part in re.split(r"[,;/()]|\band\b|\bet\b|\by\b", name)]
    for part in parts if _GOVERNMENT.search(name) else parts[:1]:
        state = _resolve(part) or _resolve(_OF_GOVERNMENT.sub("", part))
        if state and state.kind is SpeakerKind.MEMBER_STATE:
            return state
    if re.search(r"[^\x00-\u024f\u2010-\u203a]", name):
        # Declined names ("Российской Федерации"): whatever name is found in it.
        found = [match.speaker for match in _names().find(name, fuzzy=True)]
        if found:
            return found[0]
    kind = SpeakerKind.SECTOR_MEMBER if _SECTOR_MEMBER.search(header) else SpeakerKind.PARTNER
    name = re.sub(r"\s*\([^()]*(?:sector member|partner)[^()]*\)", "", name, flags=re.IGNORECASE)
    return Speaker(name=name, kind=kind)


def _labelled(lines: Sequence[str]) -> list[str]:
    """Names that stand behind, or on the line below, a label."""
    names: list[str] = []
    for at, line in enumerate(lines):
        match = _LABEL.match(line) or _BARE_LABEL.match(line)
        if not match:
            continue
        name = match["name"].strip()
        below = at + 1
        if not name:
            # A table read by columns: SOURCE, TITLE, then their values in the same order.
            while below < len(lines) and _is_empty_title(lines[below]):
                below += 1
            name = lines[below] if below < len(lines) else ""
        if name and not document_like(name):
            names.append(name)
    return names


def _is_empty_title(line: str) -> bool:
    match = TITLE_LABEL.match(line)
    return bool(match and not match["title"] and not match["bare"])


def document_like(line: str) -> bool:
    """Whether a line names a document rather than somebody."""
    return bool(re.match(r"^(?:document|original|english|date)\b", line, re.IGNORECASE))


def of_phrase(line: str) -> str | None:
    """The name in "Contribution by X", "Note du X"; None where no one is named."""
    for pattern in _PHRASES:
        match = pattern.match(line)
        if not match:
            continue
        name = _BEHIND_NAME.split(match["name"], maxsplit=1)[0].strip()
        if not name or len(name.split()) > 16:
            return None
        # "Report of the twenty-fourth meeting", "Proposal of amendments": of whom, not of what.
        if match["by"].lower() not in ("by", "from"):
            bare = re.sub(r"^(?:the|la|le|el)\s+", "", name, flags=re.IGNORECASE)
            known = _CHAIR.match(bare) or _SECRETARIAT.match(bare)
            if not known and not _resolve(bare) and not _names().find(bare):
                return None
            if re.search(r"\b(?:meeting|réunion|reunión|session)\b", bare, re.IGNORECASE):
                return None
        return name
    return None
