"""The state in whose name a text without a header speaks.

How often a text names a state tells nothing: a statement may speak of another's war from
beginning to end, and "Ukraine needs our help" is as much in the first person as "Norway keeps our
word"; nor does whom it reports. Only who says whose voice it is tells it: "my country, Chad", "on
behalf of Norway, I".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.attribution import authored, first_person
from ingest.header import sources
from ingest.header.labels import any_of, pattern, words
from ingest.model import DocumentKind, Header, Speaker, SpeakerKind
from ingest.names.aliases import Aliases
from ingest.names.finder import NameFinder
from ingest.names.states import gazetteer
from ingest.raw import RawDocument
from ingest.structure.leads import sentences_of
from ingest.structure.units import units

_FEW = 2  # sentences that the state speaks or leads, one of them saying whose voice it is
_SIGNATURE = 4  # lines at the end


def complete(header: Header, raw: RawDocument) -> Header:
    """The header of a statement that names nobody but persons, with the state that speaks in it."""
    if any(author.kind is not SpeakerKind.PERSON for author in header.authors):
        return header
    if header.kind not in (DocumentKind.STATEMENT, DocumentKind.OTHER):
        return header
    spans = [span for unit in units(raw) for span in sentences_of(raw, unit.blocks)]
    if header.kind is DocumentKind.OTHER and not authored.of_own_words(raw.text, spans):
        return header
    state = speaking(raw, spans)
    if state is None:
        return header
    everybody = (state, *header.authors)
    told = {"source": state, "authors": everybody, "kind": DocumentKind.STATEMENT}
    return header.model_copy(update=told)


def speaking(raw: RawDocument, spans: Sequence[tuple[int, int]]) -> Speaker | None:
    """The one state that a text says it speaks for; None where it says none or several."""
    own = Counter(_signed(raw))
    led: Counter[Speaker] = Counter()
    for start, end in spans:
        sentence = first_person.unquoted(" ".join(raw.text[start:end].split()))
        for match in _states().find(sentence):
            if match.speaker.kind is not SpeakerKind.MEMBER_STATE or match.demonym:
                continue
            before, behind = sentence[: match.start], sentence[match.end :]
            if not match.possessive and _is_own(before, behind):
                own[match.speaker] += 1
            elif _leads(before):
                led[match.speaker] += 1
    if len(own) != 1:
        return None
    state = next(iter(own))
    return state if own[state] + led[state] >= _FEW else None


def _signed(raw: RawDocument) -> Iterator[Speaker]:
    """The states whose mission stands in page headers, or whose name ends the text; as good as
    a few sentences."""
    missions = [line for line in dict.fromkeys(raw.furniture) if pattern("government").match(line)]
    last = [line for line in raw.text.split("\n") if line.strip()][-_SIGNATURE:]
    for line in (*missions, *last):
        for state in sources.alone(line)[:1]:
            if state.kind is SpeakerKind.MEMBER_STATE:
                yield from [state] * _FEW


@cache
def _states() -> NameFinder:
    """The states by their names in all languages, without adjectives."""
    return NameFinder([Aliases(a.speaker, names=a.translations) for a in gazetteer()])


@dataclass(frozen=True)
class _Forms:
    """What stands around the name of the state that somebody speaks for."""

    beside: re.Pattern[str]  # "mon pays le" Togo, "we in" Fiji
    apart: re.Pattern[str]  # "my country," Norway,
    ahead: re.Pattern[str]  # Norway ", my country,"
    sentence: re.Pattern[str]  # "On behalf of the people of", "As" Norway, I
    then: re.Pattern[str]  # Norway ", I extend"
    said: re.Pattern[str]  # "I speak on behalf of", "in my capacity as Minister of" Norway
    leading: re.Pattern[str]  # "Mr. President, the delegation of" Norway


@cache
def _forms() -> _Forms:
    group = first_person.words
    article = rf"(?:(?:{any_of(words('articles'))}|l['’])\s*)*"
    of = rf"(?:(?:{any_of([*words('articles'), *words('by')])}|l['’])\s*)*"
    country, behalf = any_of(group("country")), any_of(group("behalf"))
    i, my = any_of(group("subjects")), any_of(group("pronouns"))
    mine = rf"(?:{my}\s+(?:own\s+)?{country}|{any_of(group('my country'))})"
    patterns = (
        rf"(?:{mine}|{any_of(group('we in'))})\s+{article}$",
        rf"{mine}\s*[,،:–—]\s*{article}$",
        rf"\s*[,،]\s*{mine}\s*[,،.]",
        rf"(?:^|[,،]\s*)(?:{behalf}[^,،;:]{{0,60}}|{any_of(group('as'))}\s+{article})$",
        rf"\s*[,،]?\s*{i}",
        rf"(?:{i}\s+\S+\s+{behalf}|{my}\s+{any_of(group('capacity'))})[^,،;:]{{0,60}}$",
        rf"^(?:[^,،]{{0,40}}[,،]\s*)?(?:{article}{country}\s+)?{of}$",
    )
    return _Forms(*(re.compile(one, re.IGNORECASE) for one in patterns))


def _is_own(before: str, behind: str) -> bool:
    """Whether somebody says that the state between two texts is theirs.

    >>> _is_own("My country, ", ", agrees."), _is_own("Our neighbour, ", ", agrees.")
    (True, False)
    >>> _is_own("For my country, ", " is a friend.")
    False
    """
    forms = _forms()
    if forms.beside.search(before) or forms.said.search(before):
        return True
    if forms.apart.search(before) and behind.lstrip()[:1] in tuple(",،.;:–—)"):
        return True
    if _leads(before) and forms.ahead.match(behind):
        return True
    return bool(forms.sentence.search(before) and forms.then.match(behind))


def _leads(before: str) -> bool:
    """Whether a name with this before it begins its sentence, a salutation before it allowed."""
    arabic = "\u0600" <= before[:1] <= "\u06ff" and len(before.split()) == 1  # the verb
    return arabic or _forms().leading.match(before) is not None
