"""How a question bounds what it asks by a time or a meeting: "since 2021", "at the last meeting".

A model says of each date, year and meeting in a question what it is there for
(`python -m evals.learn_questions`, from `evals/sets/question-bounds.jsonl`, in six languages): the
words around it tell, and in English what it hangs on.
"""

from __future__ import annotations

from enum import StrEnum

from assistant.question.linear import shipped
from assistant.question.parse import Parsed, verb_above
from assistant.question.question import Kind
from ingest.attribution.judgement import learned as verbs

_AROUND = 4  # words on either side that tell
_WHOSE = ("amod", "compound", "poss")  # relations of words that say which or whose
_STEM = 5  # letters that tell a word of another language, whatever its ending


class Bound(StrEnum):
    """What a time or meeting is there for."""

    IN = "in"
    SINCE = "since"
    AFTER = "after"
    UNTIL = "until"
    BEFORE = "before"
    LAST = "last"
    PREVIOUS = "previous"
    NEXT = "next"
    TOPIC = "topic"
    """What is asked about, no bound."""


def bound(parsed: Parsed, start: int, end: int, kind: Kind) -> Bound:
    """What the characters `start` to `end` are there for in a question of `kind`."""
    return Bound(shipped("bounds").likeliest(features(parsed, start, end, kind)))


def features(parsed: Parsed, start: int, end: int, kind: str) -> list[str]:
    """Present or absent, by name."""
    code, doc = parsed.language, parsed.doc
    inside = [n for n, at in enumerate(parsed.starts) if start <= at < end]
    if not inside:
        return ["bias"]
    first, last = inside[0], inside[-1]
    size = 99 if code == "en" else _STEM
    words = [
        "NAME" if n in parsed.by_token else "#" if token.like_num else token.lower_[:size]
        for n, token in enumerate(doc)
    ]
    ahead = [words[n] for n in range(first - 1, max(-1, first - 1 - _AROUND), -1)]
    behind = words[last + 1 : last + 1 + _AROUND]
    text = parsed.text[start:end]
    form = "figure" if any(map(str.isdigit, text)) else "word" if first == last else "words"
    form = "year" if text.isdigit() else form
    found = ["bias", f"kind={kind}", f"form={form}", f"form={form}|kind={kind}"]
    for step, word in enumerate(ahead):
        found += [f"{code}|ahead{step}={word}", f"{code}|ahead={word}"]
    for step, word in enumerate(behind):
        found += [f"{code}|behind{step}={word}", f"{code}|behind={word}"]
    found.append(f"{code}|ahead={' '.join(ahead[:2])}")
    found.append(f"{code}|form={form}|ahead={' '.join(ahead[:1])}")
    if parsed.english:
        found += _hanging(parsed, first, last)
    return found


def _hanging(parsed: Parsed, first: int, last: int) -> list[str]:
    """What it hangs on: the main verb, one of saying, a noun."""
    token = parsed.doc[last]
    while token.head.i != token.i and (
        first <= token.head.i <= last or token.dep_ in ("pobj", "nummod", "pcomp", "npadvmod")
    ):
        token = token.head
    above = token.head
    verb = verb_above(token)
    within = parsed.doc[first : last + 1]
    whose = {c.dep_ for t in within for c in t.lefts if c.i < first and c.dep_ in _WHOSE}
    said = verbs().saying.get(verb.lemma_.lower(), -1) > 0 if verb is not None else False
    return [
        *(f"whose={relation}" for relation in whose),
        f"by={token.lower_ if token.pos_ in ('ADP', 'SCONJ') else token.dep_}",
        f"on={above.pos_}:{above.dep_}",
        f"on={above.lemma_.lower()}",
        f"root={above.dep_ == 'ROOT'}|said={said}",
        f"past={any(token.tag_ == 'VBD' for token in parsed.doc)}",
    ]
