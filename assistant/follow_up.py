"""Completing a question from the one before it: pronouns, ellipsis, corrections."""

from __future__ import annotations

import re

from assistant.question import Query, QuestionKind

_STARTS_ON = re.compile(
    r"^\W*(?:and|but|so|also|then|what\s+about|how\s+about|what\s+else|anything\s+else|et|y|и|а|أو|و)\b",
    re.I,
)
_PRONOUN = re.compile(
    r"\b(?:it|its|they|them|their|theirs|he|him|his|she|her|hers|this|these|those|there|that)\b",
    re.I,
)
# "that" and "this" that point at nothing outside the question.
_INNER = re.compile(
    r"\b(?:this|that|these|those)\s+(?:meeting|report|document|year|session|group)\b", re.I
)
_SPEAKER_PRONOUN = re.compile(r"\b(?:they|them|their|he|him|his|she|her|it|its)\b", re.I)


def complete(query: Query, earlier: Query | None) -> Query:
    """`query` with what it leaves unsaid taken from `earlier`; unchanged where it stands alone.

    A question that names its own topic and refers to nothing before it starts afresh.
    """
    if earlier is None or query.kind is QuestionKind.SMALL_TALK:
        return query
    if earlier.kind is QuestionKind.SMALL_TALK:
        return query
    correction = query.corrects
    starts_on = bool(_STARTS_ON.search(query.words))
    refers = bool(_PRONOUN.search(_INNER.sub(" ", query.words)))
    named = bool(query.asked or query.unknown)
    bare = not query.topic
    if not (correction or starts_on or refers or (bare and not named)):
        return query
    changes: dict[str, object] = {}
    if not named and (refers or starts_on or correction or bare):
        # "What about screen time?" keeps the delegation, "When did it …?" its subject.
        if not query.about or _SPEAKER_PRONOUN.search(query.words):
            changes["asked"] = earlier.asked
            changes["unknown"] = earlier.unknown
        if not query.about:
            changes["about"] = earlier.about
    if bare and (starts_on or correction or refers or not named):
        changes["topic"] = earlier.topic
        if not query.act or correction:
            changes["act"] = earlier.act
    elif refers and not named:
        # "When did it enter into force?": what "it" is stands in the earlier topic.
        carried = [w for w in earlier.topic.split() if w.lower() not in query.topic.lower().split()]
        changes["topic"] = " ".join([*carried, query.topic])
        changes["focus"] = query.focus
    if correction and not query.focus:
        changes["focus"] = earlier.focus
        changes["sort"] = earlier.sort
    if not query.meetings:
        changes["meetings"] = earlier.meetings
    if not query.wanted and correction:
        changes["wanted"] = earlier.wanted
    changes["kind"] = _kind(query, earlier, changes)
    return query.model_copy(update=changes)


def _kind(query: Query, earlier: Query, changes: dict[str, object]) -> QuestionKind:
    if query.wanted and not changes.get("asked", query.asked):
        return QuestionKind.FACT
    asked = changes.get("asked", query.asked)
    if query.kind is QuestionKind.FACT and asked:
        return QuestionKind.POSITION
    if query.kind is QuestionKind.FACT and earlier.kind is not QuestionKind.COMPARE:
        return earlier.kind
    return query.kind
