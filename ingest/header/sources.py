"""Whose document it is: behind a label, in a phrase ("Contribution by …"), alone on its line.

The names themselves are read by `ingest.names.finder`, which knows the Member States in all their
spellings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.folding import fold, tokens
from ingest.header import fields as header_fields
from ingest.header.labels import any_of, group, kinds, pattern, starts, words
from ingest.header.lines import Line
from ingest.model import Speaker, SpeakerKind
from ingest.names.finder import NameFinder, base_aliases
from ingest.names.offices import CHAIR, SECRETARIAT
from ingest.names.organisations import study_groups

_MAX_WORDS = 30
_STATES = (SpeakerKind.MEMBER_STATE, SpeakerKind.GROUP)
_ARTICLE = rf"(?:{any_of(words('articles'))}\s+|l['’]\s*)*"
# What follows the name on the same line.
_BEHIND_NAME = re.compile(
    rf"\s+[-–—]\s+|\s*[:;]\s+|[–—]\s|\s+{any_of(words('behind a name'))}(?=[\s-])|\s+on\s+(?!\S+$)",
    re.IGNORECASE,
)
ADDRESSED = re.compile(r"(?:for\s+the|to\s+the)\s", re.IGNORECASE)
_AND = any_of(words("and"))
_SEPARATOR = re.compile(rf"\s*[,;/()&、和]\s*(?:{_AND}\s+)?|\s+{_AND}\s+", re.IGNORECASE)


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


def resolve(name: str) -> Speaker | None:
    """Who a name stands for, in any language of the Union."""
    return _names().resolve(name) or _translated().get(_key(name))


def mentions(text: str) -> list[Speaker]:
    """The Member States and groups of each mention in a text, in the six languages."""
    found = [
        m.speaker for m in _names().find(text, fuzzy=True) if _is_written(text[m.start : m.end])
    ]
    groups = [m.speaker for m in _names().find(text) if m.speaker.kind is SpeakerKind.GROUP]
    return [one for one in found if one.kind is SpeakerKind.MEMBER_STATE] + groups


def _is_written(name: str) -> bool:
    """Whether a name found as in a question is written as it should: no typing error forgiven.

    Outside of Latin letters names are declined, and no list has all their cases.
    """
    return (not name[0].isascii() and not "À" <= name[0] <= "ɏ") or _key(name) in _spellings()


@cache
def _spellings() -> frozenset[str]:
    """Every known name of a state, in all languages."""
    every = ((a.names, a.abbreviations, a.demonyms, a.translations) for a in base_aliases())
    return frozenset(_key(name) for groups in every for names in groups for name in names)


def states(text: str) -> list[Speaker]:
    """The Member States and groups that a text names, each once, states first."""
    return list(dict.fromkeys(mentions(text)))


def source(lines: Sequence[str]) -> Speaker | None:
    """Who submitted the document whose header block has these lines; None where it is not said.

    >>> source(["SOURCE: Malaysia", "TITLE: Helplines"]).name
    'Malaysia'
    """
    return next(iter(submitters([Line(line) for line in lines])), None)


def submitters(lines: Sequence[Line]) -> list[Speaker]:
    """All who submitted a document, the surest sign first: label, phrase, a name on its line."""
    header = " ".join(line.text for line in lines)
    for name in header_fields.read(lines).values.get("source", ()):
        if name and not starts("labels/number", name):
            return speakers(name, header)
    for line in lines:
        phrased = of_phrase(line.text)
        if phrased:
            return speakers(phrased, header)
    for line in lines:
        named = alone(line.text)
        if named:
            return named
    return [CHAIR] if any(_chair_of_group().match(line.text) for line in lines) else []


def is_source_line(line: str) -> bool:
    """Whether a line does nothing but say whose document it is: "Contribution by Malaysia"."""
    if starts("kinds/letter", line) or starts("kinds/statement", line):
        return False
    return bool(
        _is_source_label(line)
        or _chair_of_group().match(line)
        or of_phrase(line)
        or (len(line.split()) <= _MAX_WORDS and alone(line))
    )


def _is_source_label(line: str) -> bool:
    return "source" in header_fields.read([Line(line)]).values


def title_behind_source(line: str) -> str | None:
    """The title that shares the line with the source: "Contribution by Malaysia – Helplines"."""
    if not of_phrase(line):
        return None
    parts = re.split(r"\s+[-–—]\s+|\s*:\s+", line, maxsplit=1)
    return parts[1].strip() if len(parts) == 2 and len(parts[1].split()) > 1 else None


def speakers(printed: str, header: str = "") -> list[Speaker]:
    """The speakers of a printed name: several where each part of it is a state or group.

    >>> [found.name for found in speakers("Latvia and Lithuania")]
    ['Latvia', 'Lithuania']
    """
    whole = resolve(_bare(printed))
    parts = [resolve(_bare(part)) for part in _SEPARATOR.split(printed) if part.strip()]
    known = [part for part in parts if part and part.kind in _STATES]
    if whole is None and len(known) > 1 and 2 * len(known) >= len(parts):
        return list(dict.fromkeys(known))
    groups = study_groups(printed)
    if groups:
        return [groups[0].speaker]
    one = speaker(printed, header)
    return [one] if one else []


def speaker(printed: str, header: str = "") -> Speaker | None:
    """The speaker of a printed name; organisations are partners unless the header says more.

    >>> speaker("Poland (Republic of)").kind.value
    'Member State'
    """
    name = _bare(printed)
    if not name or not re.search(r"[^\W\d_]{2}", name):
        return None
    known = resolve(name)
    if known and (known != CHAIR or _of_group(name)):
        return known
    if starts("chairs", name):
        return CHAIR if _of_group(name) else Speaker(name=name, kind=SpeakerKind.CHAIR)
    if _is_secretariat(name) and not study_groups(name):
        return SECRETARIAT
    # "Malaysia (MCMC)", "Malaysia and Indonesia": the first counts. A state behind a name only
    # with a word of government: "Ministry of Digital Affairs, Poland", not "Helpline X, Poland".
    governs = pattern("government").search(name) is not None
    parts = [part for part in _SEPARATOR.split(name) if part]
    for part in parts if governs else parts[:1]:
        state = resolve(part) or resolve(_of_government().sub("", part))
        if state and state.kind in _STATES:
            return state
    if governs or re.search(r"[^\x00-\u024f\u2010-\u203a]", name):
        # "Norwegian Post Authority"; declined names ("Российской Федерации").
        found = states(name)
        if len(found) == 1 or (found and not governs):
            return found[0]
    member = pattern("sector member").search(header)
    kind = SpeakerKind.SECTOR_MEMBER if member else SpeakerKind.PARTNER
    name = re.sub(r"\s*\([^()]*(?:sector member|partner)[^()]*\)", "", name, flags=re.IGNORECASE)
    return Speaker(name=name, kind=kind)


def of_phrase(line: str) -> str | None:
    """The name in "Contribution by X", "Note du X", "Submitted by X"; None where no one is named.

    >>> of_phrase("(Working paper submitted by Chile)")
    'Chile'
    >>> of_phrase("Contribution of technology to safety")
    """
    text = line.strip(" ()[]*.")
    for phrase in (_submitted(), _paper(), _without_by()):
        match = phrase.match(text)
        if not match:
            continue
        whole = match["name"] or match["chinese"]
        name = _BEHIND_NAME.split(whole, maxsplit=1)[0].strip(" ()")
        if not name or len(name.split()) > _MAX_WORDS:
            return None
        by = match.groupdict().get("by") or ""
        # "Report of the twenty-fourth meeting", "Proposal of amendments": of whom, not of what.
        # Behind other words only a name that is known counts.
        sure = by.lower().split()[-1:] in (["by"], ["from"], ["par"], ["por"], ["من"])
        sure = sure and not name[0].islower()
        ended = match.groupdict().get("before") and not names_paper(match["before"])
        return name if (sure and not ended) or _is_somebody(name) else None
    return None


def names_paper(text: str) -> bool:
    """Whether words are those for a kind of paper: "Working paper", "Joint contribution"."""
    listed = [word for words_ in kinds().values() for word in words_] + list(words("paper"))
    paper = rf"(?:{any_of(words('draft'))}\s+)*{any_of(listed)}"
    return re.fullmatch(paper, text.strip(), re.IGNORECASE) is not None


def _is_somebody(name: str) -> bool:
    bare = _bare(name)
    if pattern("meetings", "meetings, noun first").search(bare):
        return False
    known = starts("chairs", bare) or _is_secretariat(bare) or resolve(bare)
    return bool(known or _names().find(bare) or (not bare.isascii() and states(bare)))


@cache
def _submitted() -> re.Pattern[str]:
    """ "Submitted by X", "Working paper presented by X", also behind the words of a title."""
    listed = any_of([label for label in group("labels/source") if " " in label])
    return re.compile(
        rf"(?:(?P<before>.{{8,200}}?)[.\s]\s*)?(?P<by>{listed})\s+(?:the\s+)*(?P<name>\S.*)$",
        re.IGNORECASE,
    )


@cache
def _paper() -> re.Pattern[str]:
    listed = [word for words_ in kinds().values() for word in words_] + list(words("paper"))
    paper = rf"(?:{any_of(words('draft'))}\s+)*{any_of(listed)}(?:\s*\(for\s+information\))?"
    by = any_of(words("by")).replace("d['’](?!\\w)", "d['’]")
    return re.compile(
        rf"{paper}(?:\s+and\s+{paper})?\s+(?:\w+\s+){{0,2}}?(?P<by>{by})\s*"
        rf"(?:{by}\s*)?{_ARTICLE}(?P<name>\S.*)$",
        re.IGNORECASE,
    )


@cache
def _without_by() -> re.Pattern[str]:
    """A paper and its name where the language has no word between: "Вклад Ганы", "加纳的文稿"."""
    listed = [*group("kinds/contribution"), *group("kinds/report"), *words("paper")]
    russian = any_of([word for word in listed if re.match("[а-я]", word)])
    chinese = any_of([word for word in listed if re.match("[\u4e00-\u9fff]", word)])
    return re.compile(
        rf"{russian}\s+(?P<name>\S.*)$|(?P<chinese>\S.*?)(?:提交)?的{chinese}$", re.IGNORECASE
    )


def alone(line: str) -> list[Speaker]:
    """The states that are all that a line names: "ITALY", "Permanent Mission of X"."""
    text = line.strip(" ()[]*.:")
    if not text or len(text.split()) > _MAX_WORDS:
        return []
    mission = re.sub(rf"^{any_of(words('government'))}\s+\S+\s+", "", text, flags=re.IGNORECASE)
    found = [resolve(_bare(part)) for part in _SEPARATOR.split(mission) if part.strip()]
    known = [part for part in found if part and part.kind in _STATES]
    whole = resolve(_bare(mission))
    if whole and whole.kind in _STATES:
        return [whole]
    return known if known and len(known) == len(found) else []


def _bare(name: str) -> str:
    """A name without article and punctuation around it."""
    text = " ".join(name.split()).strip(" .,;:*–—-")
    return re.sub(rf"^{_ARTICLE}", "", text, flags=re.IGNORECASE)


def _is_secretariat(name: str) -> bool:
    match = pattern("secretariat").match(name)
    return match is not None and (len(match.group()) > 4 or not name[match.end() :].strip(" /BDT"))


@cache
def _chair_of_group() -> re.Pattern[str]:
    return pattern(
        "chairs",
        after=r",?\s+(?:of\s+)?(?:the\s+)?(?:itu\s+)?(?:council\s+)?(?:working\s+group|cwg)\b",
    )


def _of_group(name: str) -> bool:
    """Whether a chair is the group's own: "Chairman of the Council Working Group", "the Chair"."""
    rest = pattern("chairs").sub("", name, count=1).strip(" ,")
    return not rest or _chair_of_group().match(name) is not None or not re.match(r"of\b", rest)


@cache
def _of_government() -> re.Pattern[str]:
    return pattern("government", before=r"^.*", after=rf"\s+{any_of(words('by'))}\s+{_ARTICLE}")
