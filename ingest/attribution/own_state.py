"""The state in whose name a text without a header speaks.

How often a text names a state tells nothing: a statement may speak of another's war from
beginning to end, and "Ukraine needs our help" is as much in the first person as "Norway keeps our
word"; nor does whom it reports. Only the words around a name in the first person, or in a line of
offices, tell whose voice it is: "my country, Chad", "Minister of Ports of Norway". Which do was
learned by `evals/learn_own_state.py`; the weights are shipped as data.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.attribution import authored, first_person
from ingest.header import file_names, sources
from ingest.header.labels import any_of, pattern, words
from ingest.model import DocumentKind, Header, Speaker, SpeakerKind
from ingest.names.aliases import Aliases
from ingest.names.finder import NameFinder
from ingest.names.states import gazetteer
from ingest.raw import RawDocument
from ingest.structure.leads import sentences_of
from ingest.structure.units import units

_DATA = Path(__file__).with_name("own_state.json")
_SURE = 2.4  # log-odds of all mentions together from which they tell whose voice a text is
_MOST = 3.0  # log-odds that one mention adds at most
_AHEAD = 2.0  # times as sure as the next state
_NEAR = 4  # words beside a name that are looked at one by one
_STATE = "<state>"  # another state beside the one that may speak
# Classes of words that tell something wherever in the sentence they stand.
_TELLING = frozenset(("<i>", "<my>", "<mine>", "<you>", "<behalf>", "<capacity>", "<office>"))
_SIGNATURE = 4  # lines at the end
_TOP = 12  # sentences at the top, where lines of offices stand


def complete(header: Header, raw: RawDocument, file_name: str) -> Header:
    """The header of a statement that names nobody but persons, with the state that speaks in it.

    Where the text does not tell, the file's name may, of a state that the text speaks of.
    """
    if any(author.kind is not SpeakerKind.PERSON for author in header.authors):
        return header
    if header.kind not in (DocumentKind.STATEMENT, DocumentKind.OTHER):
        return header
    spans = [span for unit in units(raw) for span in sentences_of(raw, unit.blocks)]
    if header.kind is DocumentKind.OTHER and not authored.of_own_words(raw.text, spans):
        return header
    state = speaking(raw, spans) or _of_file(file_name, raw.text)
    if state is None:
        return header
    everybody = (state, *header.authors)
    told = {"source": state, "authors": everybody, "kind": DocumentKind.STATEMENT}
    return header.model_copy(update=told)


def speaking(raw: RawDocument, spans: Sequence[tuple[int, int]]) -> Speaker | None:
    """The one state that a text says it speaks for; None where it says none or several."""
    signed = set(_signed(raw))
    return signed.pop() if len(signed) == 1 else told(mentions(raw.text, spans), _weights())


def _of_file(name: str, text: str) -> Speaker | None:
    """The state that the name of a file tells, where the text names it."""
    state = file_names.state(name)
    named = state and any(match.speaker == state for match in _states().find(text))
    return state if named else None


def _signed(raw: RawDocument) -> Iterator[Speaker]:
    """The states whose mission stands in page headers, or whose name ends the text."""
    missions = [line for line in dict.fromkeys(raw.furniture) if pattern("government").match(line)]
    last = [line for line in raw.text.split("\n") if line.strip()][-_SIGNATURE:]
    for line in (*missions, *last):
        for state in sources.alone(line)[:1]:
            if state.kind is SpeakerKind.MEMBER_STATE:
                yield state


@dataclass(frozen=True)
class Mention:
    """The name of a state in a sentence that may tell whose voice it is, with its features."""

    state: Speaker
    features: frozenset[str]


def mentions(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    """The states named in the first person, or in lines of offices at the top."""
    for at, (start, end) in enumerate(spans):
        sentence = first_person.unquoted(" ".join(text[start:end].split()))
        of_itself = first_person.speaks_of_itself(sentence) or _is_in(sentence, "<mine>")
        if of_itself or (at < _TOP and _is_in(sentence, "<office>")):
            yield from mentions_in(sentence)


def mentions_in(sentence: str) -> Iterator[Mention]:
    """The states that a sentence names.

    >>> [m.state.name for m in mentions_in("My country, Chad, thanks Peru.")]
    ['Chad', 'Peru']
    """
    found = [m for m in _states().find(sentence) if m.speaker.kind is SpeakerKind.MEMBER_STATE]
    edges = [0, *(edge for match in found for edge in (match.start, match.end)), len(sentence)]
    between = [_classed(sentence[a:b]) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    for at, match in enumerate(found):
        before = _with_states(between[: at + 1])
        features = set(_features(before, _with_states(between[at + 1 :])))
        features |= {"possessive"} if match.possessive else set()
        features |= {"demonym"} if match.demonym else set()
        yield Mention(match.speaker, frozenset(features))


def _with_states(between: Sequence[list[str]]) -> list[str]:
    """The words between states, and one word for each state: which one it is tells nothing."""
    return [*between[0], *(word for words in between[1:] for word in (_STATE, *words))]


def told(found: Iterable[Mention], weights: Mapping[str, float]) -> Speaker | None:
    """The state that its mentions tell; None where they tell none, or another's near as much."""
    own: dict[Speaker, float] = defaultdict(float)
    for mention in found:
        odds = sum(weights.get(feature, 0.0) for feature in mention.features)
        own[mention.state] += min(_MOST, max(0.0, odds))
    best, second, *_ = *sorted(own.values(), reverse=True), 0.0, 0.0
    if best < _SURE or best < _AHEAD * second:
        return None
    return max(own, key=lambda state: own[state])


@cache
def _weights() -> dict[str, float]:
    found: dict[str, float] = json.loads(_DATA.read_text(encoding="utf-8"))
    return found


def _features(before: list[str], behind: list[str]) -> Iterator[str]:
    """The words beside a name, one by one and as they follow each other; classes anywhere."""
    yield "any"
    near = ["^", *(token for token in before if token != "<the>")][-_NEAR:]
    for length in range(1, len(near) + 1):
        yield "before " + " ".join(near[-length:])
    after = [*behind, "$"][:_NEAR]
    for length in range(1, len(after)):
        yield "behind " + " ".join(after[:length])
    yield f"around {near[-1]} _ {after[0]}"
    for side, tokens in (("before", before), ("behind", behind)):
        told = {token for token in tokens if token in _TELLING}
        yield from (f"{side} .. {token}" for token in told or ("nobody",))


def _classed(text: str) -> list[str]:
    """The words and marks of a text in lower case, those of a known class as the class."""
    for name, form in _classes():
        text = form.sub(f" {name} ", text)
    return re.findall(r"<\w+>|[\w’']+|[^\w\s]", text.lower())


def _is_in(sentence: str, name: str) -> bool:
    return dict(_classes())[name].search(sentence) is not None


@cache
def _classes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Words of a kind in all six languages, those of several words first."""
    group = first_person.words
    listed = (
        ("<behalf>", group("behalf")),
        ("<capacity>", group("capacity")),
        ("<mine>", group("my country")),
        ("<as>", group("as")),
        ("<i>", group("subjects")),
        ("<my>", group("pronouns")),
        ("<you>", group("addressed")),
        ("<country>", group("country")),
        ("<office>", words("offices")),
        ("<envoy>", group("envoy")),
        ("<title>", words("honorifics")),
        ("<government>", words("government")),
        ("<of>", words("by")),
        ("<the>", (*words("articles"), "l'")),
        ("<in>", words("at")),
    )
    return tuple((name, re.compile(any_of(those), re.IGNORECASE)) for name, those in listed)


@cache
def _states() -> NameFinder:
    """The states by their names in all languages."""
    return NameFinder([Aliases(a.speaker, names=a.translations) for a in gazetteer()])
