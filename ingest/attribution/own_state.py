"""The state in whose name a text without a header speaks, told by how it speaks of itself.

How often a text names a state tells nothing: a statement may speak of another's war from
beginning to end. Who says "my country, Chad" or "Norway will do our share" is Chad or Norway;
who says "we stand with Ukraine" is not Ukraine. In English the dependency parse tells subject
from object, in other languages how near a name stands to words of the first person.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from ingest.attribution import authored, first_person, parse
from ingest.header import sources
from ingest.header.labels import any_of, words
from ingest.model import DocumentKind, Header, Speaker, SpeakerKind
from ingest.names.aliases import Aliases
from ingest.names.finder import NameFinder
from ingest.names.states import gazetteer
from ingest.raw import RawDocument
from ingest.structure.leads import sentences_of
from ingest.structure.units import units

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FEW = 2  # sentences that speak as a state, one of them saying "my country, X"
_MANY = 3  # sentences that speak as a state, where none says so
_AHEAD = 2  # times as many as any other
_SIGNATURE = 4  # lines at the end
_NEAR = 4  # words between the first person and the name of somebody else
_SUBJECT = ("nsubj", "nsubjpass")
_TOWARDS = frozenset(("with", "to", "for", "against", "on", "upon", "by"))


@dataclass
class Evidence:
    """Sentences of a text by state.

    Those that say who speaks; those of which the state is the subject, with and without the first
    person; those in which the first person speaks to it.
    """

    identity: Counter[Speaker] = field(default_factory=Counter)
    voice: Counter[Speaker] = field(default_factory=Counter)
    subject: Counter[Speaker] = field(default_factory=Counter)
    other: Counter[Speaker] = field(default_factory=Counter)

    def state(self) -> Speaker | None:
        """The one state that clearly speaks; None where none or more than one does."""
        own = self.identity + self.voice
        # Whom a text speaks to, it does not speak for.
        left = {
            state: count
            for state, count in own.items()
            if not self.other[state] or (self.identity[state] and count >= 2 * self.other[state])
        }
        if not left:
            return None
        best = max(left, key=lambda state: (self.identity[state], left[state]))
        rivals = [count for state, count in left.items() if state != best]
        if left[best] < _AHEAD * max(rivals, default=0):
            return None
        if self.identity[best]:
            unique = all(state == best for state in self.identity)
            return best if unique and left[best] + self.subject[best] >= _FEW else None
        return best if self.voice[best] >= _MANY else None


def complete(header: Header, raw: RawDocument) -> Header:
    """The header of a statement that names nobody but persons, with the state that speaks in it."""
    if any(author.kind is not SpeakerKind.PERSON for author in header.authors):
        return header
    if header.kind not in (DocumentKind.STATEMENT, DocumentKind.OTHER):
        return header
    spans = [span for unit in units(raw) for span in sentences_of(raw, unit.blocks)]
    if header.kind is DocumentKind.OTHER and not authored.of_own_words(raw.text, spans):
        return header
    state = evidence(raw, spans, header.language).state()
    if state is None:
        return header
    everybody = (state, *header.authors)
    told = {"source": state, "authors": everybody, "kind": DocumentKind.STATEMENT}
    return header.model_copy(update=told)


def evidence(raw: RawDocument, spans: Sequence[tuple[int, int]], language: str) -> Evidence:
    """What a text says of who speaks in it."""
    found = Evidence()
    for line in _signatures(raw):
        for state in sources.alone(line)[:1]:
            if state.kind is SpeakerKind.MEMBER_STATE:
                found.identity[state] += _FEW
    sentences = [first_person.unquoted(" ".join(raw.text[a:b].split())) for a, b in spans]
    spoken = []
    for sentence in sentences:
        speaks = first_person.speaks_of_itself(sentence)
        others = []
        for state, start, end in _named(sentence):
            before, behind = sentence[:start], sentence[end:]
            if _is_own(before, behind, speaks):
                found.identity[state] += 1
            elif speaks:
                others.append((state, start, end))
            elif _leads(before):
                found.subject[state] += 1
        if others:
            spoken.append((sentence, others))
    parses: Iterable[Doc | None] = _parses(spoken) if language == "en" else [None] * len(spoken)
    for (sentence, names), doc in zip(spoken, parses, strict=True):
        for state, start, end in names:
            before = sentence[:start]
            if _is_subject(doc, start, end) if doc is not None else _leads(before):
                found.voice[state] += 1
            elif _is_other(doc, start, end) if doc is not None else _is_near(before):
                found.other[state] += 1
    return found


def _signatures(raw: RawDocument) -> Iterator[str]:
    """Page headers, and the last lines of a text."""
    yield from dict.fromkeys(raw.furniture)
    yield from [line for line in raw.text.split("\n") if line.strip()][-_SIGNATURE:]


@cache
def _states() -> NameFinder:
    """The states by their names in all languages, without adjectives."""
    return NameFinder([Aliases(a.speaker, names=a.translations) for a in gazetteer()])


def _named(sentence: str) -> list[tuple[Speaker, int, int]]:
    """The states that a sentence names, each with where its name stands."""
    return [
        (match.speaker, match.start, match.end)
        for match in _states().find(sentence)
        if match.speaker.kind is SpeakerKind.MEMBER_STATE and not match.demonym
    ]


@dataclass(frozen=True)
class _Forms:
    """How somebody names the state they speak for: before its name, and behind it."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    behalf: re.Pattern[str]
    role: re.Pattern[str]
    behind_role: re.Pattern[str]
    leading: re.Pattern[str]


@cache
def _forms() -> _Forms:
    article = rf"(?:(?:{any_of([*words('articles'), *words('by')])}|l['’])\s*)*"
    country = any_of(first_person.words("country"))
    mine = rf"{any_of(first_person.words('pronouns'))}\s+(?:own\s+)?{country}"
    mine = rf"(?:{mine}|{any_of(first_person.words('my country'))})"
    we = any_of(first_person.words("subjects"))
    behalf, role = (any_of(first_person.words(group)) for group in ("behalf", "as"))
    its = rf"(?:{article}{country}\s+)?{article}"
    patterns = (
        rf"{mine}[\s,،:–—-]*{article}$",
        rf"\s*[,،]\s*{mine}\s*[,،.]",
        rf"(?:^|{we}\s+\S+\s+){behalf}[^,;:]{{0,60}}$",
        rf"{role}\s+{article}$",
        rf"\s*[,،]?\s*{we}",
        rf"^(?:[^,،]{{0,40}}[,،]\s*)?{its}$",
    )
    return _Forms(*(re.compile(one, re.IGNORECASE) for one in patterns))


def _is_own(before: str, behind: str, speaks: bool) -> bool:
    """Whether somebody says that the state between two texts is theirs.

    `speaks` tells whether the sentence is in the first person.

    >>> _is_own("My country, ", ", agrees.", True), _is_own("Our neighbour ", " agrees.", True)
    (True, False)
    """
    forms = _forms()
    if forms.before.search(before) or (_leads(before) and forms.behind.match(behind)):
        return True
    as_it = forms.role.search(before) and forms.behind_role.match(behind)
    return speaks and bool(as_it or forms.behalf.search(before))


def _leads(before: str) -> bool:
    """Whether a name with this before it begins its sentence, a salutation before it allowed."""
    arabic = "\u0600" <= before[:1] <= "\u06ff" and len(before.split()) == 1  # the verb
    return arabic or _forms().leading.match(before) is not None


def _is_near(before: str) -> bool:
    """Whether words of the first person stand shortly before a name: "we stand with Ukraine"."""
    return first_person.speaks_of_itself(" ".join(before.split()[-_NEAR:]))


def _parses(named: Sequence[tuple[str, list[tuple[Speaker, int, int]]]]) -> Iterator[Doc]:
    docs = [parse.words(sentence) for sentence, _ in named]
    return parse.parsed(([t.text for t in d], [bool(t.whitespace_) for t in d]) for d in docs)


def _head(doc: Doc, start: int, end: int) -> Token | None:
    """The word of a name on which the others hang; None behind what was parsed."""
    inside = [token for token in doc if start <= token.idx < end]
    return next((t for t in inside if t.head not in inside or t.head == t), None)


def _is_subject(doc: Doc, start: int, end: int) -> bool:
    """Whether a name, or a government or delegation of it, is the subject of the sentence.

    Who does something to "us" is somebody else.
    """
    head = _head(doc, start, end)
    if head is not None and _belongs(head):
        head = head.head.head
    if head is None or head.dep_ not in _SUBJECT:
        return False
    verb = head.head
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.dep_ == "ROOT" and not any(_is_me(child) for child in head.head.children)


def _belongs(name: Token) -> bool:
    """Whether a name stands behind its government or people: "the delegation of Chad"."""
    of = name.head
    return (
        name.dep_ == "pobj" and of.text == "of" and of.head.lemma_ in first_person.words("country")
    )


def _is_me(token: Token) -> bool:
    return token.dep_ in ("dobj", "dative") and token.lower_ in ("us", "me")


def _is_other(doc: Doc, start: int, end: int) -> bool:
    """Whether a name is what the first person speaks to or of: "we support Chad", "our aid to"."""
    head = _head(doc, start, end)
    if head is None:
        return False
    if head.dep_ in _SUBJECT and any(_is_me(child) for child in head.head.children):
        return True
    while head.dep_ in ("conj", "appos", "compound"):
        head = head.head
    if _belongs(head):
        head = head.head.head
    towards = head.dep_ == "dobj" or (head.dep_ == "pobj" and head.head.text in _TOWARDS)
    return towards and any(_has_me(above) for above in head.ancestors)


def _has_me(token: Token) -> bool:
    """Whether a verb has a subject, or a noun an owner, in the first person."""
    return any(
        child.dep_ in (*_SUBJECT, "poss") and child.lower_ in ("i", "we", "my", "our")
        for child in token.children
    )
