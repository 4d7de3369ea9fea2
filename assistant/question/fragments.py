"""Follow-ups that only name what is new: "And Kenya?", "What about wages?", "no, I meant Mali".

A model says of each word what it is there for: it is new, taken back, asks, or only leads over
(`python -m evals.learn_questions`, from the marked examples in `evals/sets/question-turns.jsonl`).
What is new then takes the place of its like in the question before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.question.alike import Vector, in_its_place, with_figure
from assistant.question.linear import shipped
from assistant.question.parse import Name, Parsed, is_joint
from assistant.question.phrases import about, bare, listed
from assistant.question.topic import is_loose, runs

if TYPE_CHECKING:
    from assistant.question.earlier import Earlier
    from assistant.question.scope_draft import ScopeDraft

_Span = tuple[int, int]
_OF_WHOM = frozenset(("about", "by", "for", "from", "like", "of"))
"""Prepositions behind which whoever is asked may stand: "And from Kenya?", "What about Mali?"."""


class Part(StrEnum):
    """What a word of a fragment is there for."""

    NEW = "new"
    DENIED = "denied"
    ASKS = "asks"
    LEADS = "leads"


def features(parsed: Parsed, at: int) -> list[str]:
    """What tells the part of the word `at`: itself, its neighbours, what stands ahead."""
    code, doc = parsed.language, parsed.doc
    words = ["NAME" if n in parsed.by_token else token.lower_ for n, token in enumerate(doc)]
    found = ["bias", f"{code}|it={words[at]}", f"place={min(at, 3)}", f"length={min(len(doc), 8)}"]
    found.append(f"left={min(len(doc) - at, 4)}")
    found.append("figure" if doc[at].like_num else "word")
    for step in (-2, -1, 1, 2):
        near = words[at + step] if 0 <= at + step < len(words) else "^"
        found.append(f"{code}|{step}={near}")
    found += [f"{code}|ahead={word}" for word in words[:at]]
    found += [f"{code}|behind={word}" for word in words[at + 1 :]]
    if parsed.english and at not in parsed.by_token:
        found += [f"pos={doc[at].pos_}", f"dep={doc[at].dep_}", f"stop={doc[at].is_stop}"]
    return found


def tagged(parsed: Parsed) -> list[Part]:
    """The part of each word."""
    model = shipped("fragments")
    return [Part(model.likeliest(features(parsed, at))) for at in range(len(parsed.doc))]


@dataclass(frozen=True)
class Fragment:
    """What is new in a fragment: names, words of a topic, scope, question words.

    `bare`: the topic without the preposition and article ahead of it. `denied`: what is taken back.
    `source`: the scope is a document that takes the place of whoever
    was asked: "And document 4?". `step`: it is the next meeting (1) or the one before (-1).
    """

    names: tuple[Name, ...]
    topic: str
    scope: str
    asks: str
    bare: str = ""
    preposition: str = ""
    denied: str = ""
    source: bool = False
    step: int = 0

    @classmethod
    def of(cls, parsed: Parsed, found: ScopeDraft, spoken_of: bool = False) -> Fragment:
        """Reads a fragment; `found` is what names documents or times in it.

        `spoken_of`: whether names behind a preposition may be what is spoken of.
        """
        parts = tagged(parsed)
        sources = [_without_lead(parsed, parts, span) for span in found.sources]
        scope = [span for span in found.spans if span not in found.sources] + sources
        names, new = _new(parsed, parts, _outside(parsed, scope))
        if spoken_of and (topical := [name for name in names if _is_spoken_of(parsed, name)]):
            names = [name for name in names if name not in topical]
            new = sorted({*new, *(parsed.token(name).i for name in topical)})
        asks = [n for n, part in enumerate(parts) if part is Part.ASKS]
        if parsed.english and not (names or new or asks or scope):
            new = [t.i for t in parsed.doc if t.pos_ in ("NOUN", "PROPN")]
        return cls(
            names=tuple(names),
            topic=_words(parsed, _figure(parsed, new) or new),
            scope=" ".join(parsed.text[start:end] for start, end in scope),
            asks=_words(parsed, asks),
            bare=_words(parsed, [n for n in new if n >= _first_content(parsed, new)]),
            preposition=_preposition(parsed, new),
            denied=_words(parsed, [n for n, part in enumerate(parts) if part is Part.DENIED]),
            source=parsed.english and any(_stands_alone(parsed, span) for span in sources),
            step=found.step,
        )


def _first_content(parsed: Parsed, new: Sequence[int]) -> int:
    """The first of some tokens that is no preposition or article; else the first."""
    return next((n for n in new if not is_loose(parsed.doc[n], parsed)), min(new, default=0))


def _preposition(parsed: Parsed, new: Sequence[int]) -> str:
    """The preposition ahead of what is new: "of" in "and of the handbook?"."""
    first = _first_content(parsed, new)
    ahead = [token for token in parsed.doc[:first] if token.pos_ == "ADP"]
    return ahead[-1].lower_ if ahead and parsed.english else ""


def _new(
    parsed: Parsed, parts: Sequence[Part], outside: Sequence[int]
) -> tuple[list[Name], list[int]]:
    """The names and the other words that are new, of the tokens `outside` of the scope."""
    names = [
        name
        for name, at in zip(parsed.names, parsed.places, strict=True)
        if parts[at] is not Part.DENIED and at in outside
    ]
    new = [n for n in outside if parts[n] is Part.NEW and _is_plain(parsed, n)]
    new += [n + 1 for n in new if n + 2 in new and is_joint(parsed.doc[n + 1])]
    new.sort()
    while names and new and is_loose(parsed.doc[new[0]], parsed):
        new.pop(0)
    return names, new


def _is_spoken_of(parsed: Parsed, name: Name) -> bool:
    """Whether a name is part of a topic: "And on Sudan?" asks nothing of Sudan."""
    ahead = [token for token in parsed.token(name).ancestors if token.pos_ == "ADP"]
    return bool(ahead) and ahead[0].lower_ not in _OF_WHOM


def _figure(parsed: Parsed, new: Sequence[int]) -> list[int]:
    """The one number that words are about: "in 2029"; none where there is more."""
    tokens = [parsed.doc[n] for n in new]
    figures = [token.i for token in tokens if token.text[0].isdigit()]
    loose = all(token.text[0].isdigit() or is_loose(token, parsed) for token in tokens)
    return figures if len(figures) == 1 and loose else []


def _without_lead(parsed: Parsed, parts: Sequence[Part], span: _Span) -> _Span:
    """A stretch without the words at its beginning that only lead over: "about document 4"."""
    there = [n for n, at in enumerate(parsed.starts) if span[0] <= at < span[1]]
    while len(there) > 1 and parts[there[0]] is Part.LEADS:
        there.pop(0)
    return (parsed.starts[there[0]], span[1]) if there else span


def _stands_alone(parsed: Parsed, span: _Span) -> bool:
    """Whether a stretch begins with no preposition."""
    first = next((t for t in parsed.doc if span[0] <= parsed.starts[t.i]), None)
    return first is not None and first.pos_ != "ADP"


def _outside(parsed: Parsed, scope: Sequence[_Span]) -> list[int]:
    """The tokens that name no scope."""
    starts = enumerate(parsed.starts)
    return [n for n, at in starts if not any(start <= at < end for start, end in scope)]


def _is_plain(parsed: Parsed, n: int) -> bool:
    """Whether a token is a word and no name."""
    return n not in parsed.by_token and not parsed.doc[n].is_punct


def _words(parsed: Parsed, places: Sequence[int]) -> str:
    """The words at these places; the names between them are left out."""
    joined = "" if parsed.language == "zh" else " "
    return joined.join(parsed.words(run[0], run[-1]) for run in runs(places))


def fill(fragment: Fragment, parsed: Parsed, earlier: Earlier, vector: Vector) -> str:
    """The earlier question with what is new in the place of its like; both where nothing fits.

    `vector`: that of a text, which tells what is alike.
    """
    if fragment.names and not fragment.topic:
        earlier = earlier.with_names()
    text = earlier.parsed.text
    if not fragment.names and not fragment.topic and (fragment.asks or fragment.source):
        if fragment.asks:
            return _with_question_word(fragment.asks, earlier)
        return _of_document(fragment.scope, earlier)
    names = listed([earlier.written(name) for name in fragment.names])
    if fragment.topic[:1].isdigit() and " " not in fragment.topic and not names:
        return with_figure(fragment.topic, text)
    english = parsed.english and earlier.parsed.english
    if english and fragment.topic and not (names or fragment.scope or earlier.asks_somebody):
        put = in_its_place(
            fragment.bare, fragment.denied, fragment.preposition, earlier.parsed, vector
        )
        if put is not None:
            return put
    if fragment.topic and not names and earlier.before and not earlier.people:
        # "What about AI?", once a fact of what somebody told of has been asked for.
        people = listed([speaker.name for speaker in earlier.before[-1:]])
        return _on_another_topic(fragment.topic, people, earlier)
    scope = _scope_words(fragment, parsed, earlier)
    edits: list[tuple[int, int, str]] = []
    if names:
        places = earlier.roles.tokens or earlier.parsed.places[-1:]
        if not places:
            return f"What did {names} say{about(fragment.topic or earlier.matter)}?"
        edits.append((*earlier.parsed.span(places[0], places[-1]), names))
    if fragment.topic:
        at = text.find(earlier.matter) if earlier.matter else -1
        if at < 0:
            return _on_another_topic(fragment.topic, names, earlier)
        edits.append((at, at + len(earlier.matter), fragment.topic))
    if not edits and not scope:
        return f"{bare(parsed.text)} — {text}"
    return _within(scope, text, edits, earlier.spans)


def _of_document(document: str, earlier: Earlier) -> str:
    """The earlier question put to a document; in the place of somebody's words, all it says."""
    if earlier.people:
        return f"Summarise {document}."
    return f"What does {document} say{about(earlier.matter)}?"


def _scope_words(fragment: Fragment, parsed: Parsed, earlier: Earlier) -> str:
    """The scope in words that stand alone: "the next meeting" by its number."""
    if fragment.step and earlier.meetings and parsed.english:
        return f"at the {_beside(earlier.meetings, fragment.step)} meeting"
    return fragment.scope


def _beside(meetings: Sequence[int], step: int) -> str:
    """The number of the meeting after some, or before them: "25th"."""
    from num2words import num2words

    number = (max(meetings) if step > 0 else min(meetings)) + step
    return str(num2words(number, to="ordinal_num"))


def _within(
    scope: str, text: str, edits: list[tuple[int, int, str]], spans: Sequence[_Span]
) -> str:
    """An edited question with the new scope in the place of its own, else behind it."""
    if scope and spans:
        first, *others = spans
        edits += [(*first, scope), *((start, end, "") for start, end in others)]
    changed = _edited(text, edits)
    return f"{bare(changed)} {scope}?" if scope and not spans else changed


def _on_another_topic(topic: str, names: str, earlier: Earlier) -> str:
    """A question on what is new, where the earlier one has nothing in its place."""
    text = earlier.parsed.text
    if not earlier.parsed.english:
        return f"{bare(text)} — {topic}"
    people = names or earlier.people
    return f"What did {people} say{about(topic)}?" if people else f"{topic} — {text}"


def _edited(text: str, edits: Sequence[tuple[int, int, str]]) -> str:
    """A text with stretches replaced, of overlapping ones the first alone."""
    pieces, at = [], 0
    for start, end, new in sorted(edits):
        if start >= at:
            pieces += [text[at:start], new]
            at = end
    return " ".join("".join([*pieces, text[at:]]).split())


def _with_question_word(asks: str, earlier: Earlier) -> str:
    """The earlier question with "Why" or "In which year" in the place of its question word."""
    old, text = earlier.parsed, earlier.parsed.text
    asks = f"{asks[:1].upper()}{asks[1:]}"
    wh = old.question_word
    if wh is None:
        joined = f"{asks} {text[:1].lower()}{text[1:]}"
        return joined if old.english and old.is_clause else f"{asks}: {text}"
    last = max((t.i for t in (wh.head.subtree if wh.dep_ == "det" else [wh])), default=wh.i)
    helped = next((t.i for t in old.doc[wh.i + 1 :] if t.pos_ == "AUX"), None)
    if helped is not None and wh.dep_ in ("advmod", "det", "dobj", "attr", "pobj"):
        last = max(wh.i, helped - 1)
    return f"{asks}{text[old.span(wh.i, last)[1] :]}"
