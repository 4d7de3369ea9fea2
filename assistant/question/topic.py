"""What a question is about: its words without those that ask, the names asked and the scope."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.question.lexicon import asking_words
from assistant.question.meeting_terms import is_meeting
from assistant.question.parse import WH, Parsed
from assistant.question.thesaurus import find
from ingest.attribution.judgement import learned

if TYPE_CHECKING:
    from spacy.tokens import Token

_QUOTED = re.compile(r"«\s*([^«»]+?)\s*»|“\s*([^“”„]+?)\s*[”“]|„\s*([^“”„]+?)\s*[”“]|\"([^\"]+)\"")
_ASKS = WH | {"."}
_HELPS = frozenset(("aux", "auxpass", "punct", "case", "expl", "prt", "intj", "cc", "neg"))
_LOOSE = frozenset(("ADP", "DET", "PART", "CCONJ", "SCONJ", "PUNCT", "AUX", "PRON"))
_SPEAKS = frozenset(("say", "do", "be", "think", "make", "take", "tell", "give"))


def topic_tokens(
    parsed: Parsed, asked: Collection[int] = (), scope: Sequence[tuple[int, int]] = ()
) -> list[int]:
    """The tokens of a topic; `asked` are tokens of names asked, `scope` stretches of the text."""
    kept = [
        token.i
        for token in parsed.doc
        if not _is_frame(token, parsed, asked)
        and not any(start <= parsed.starts[token.i] < end for start, end in scope)
    ]
    doc = parsed.doc
    kept += [t.i for t in doc if t.dep_ == "cc" and {t.i - 1, t.i + 1} <= set(kept)]
    kept = _without_scene(sorted(kept), parsed)
    while kept and is_loose(doc[kept[0]], parsed):
        kept.pop(0)
    while kept and is_loose(doc[kept[-1]], parsed):
        kept.pop()
    # "What did Chad answer?": the verb alone is no topic.
    return [] if asked and len(kept) == 1 and doc[kept[0]].dep_ == "ROOT" else kept


def _without_scene(kept: list[int], parsed: Parsed) -> list[int]:
    """Without when or where it was, ahead of a question that has a topic besides: "In May, who"."""
    asks = parsed.question_word
    if not parsed.english or asks is None or not asks.i or parsed.doc[asks.i - 1].text != ",":
        return kept
    opens = next(token for token in parsed.doc if token.dep_ != "intj" and not token.is_punct)
    behind = [n for n in kept if n > asks.i]
    named = any(parsed.doc[n].pos_ in ("NOUN", "PROPN") and asks.head.i != n for n in behind)
    scene = opens.pos_ == "ADP" and any(is_meeting(token) for token in parsed.doc[: asks.i])
    return behind if scene and named else kept


def topic(
    parsed: Parsed, asked: Collection[int] = (), scope: Sequence[tuple[int, int]] = ()
) -> str:
    """The topic in the question's words; empty where it has none.

    >>> from assistant.question.parse import parse
    >>> topic(parse("What was said about ferry lights?", []))
    'ferry lights'
    """
    found = runs(topic_tokens(parsed, asked, scope))
    if not parsed.english:
        found = [run for run in found if not all(is_loose(parsed.doc[n], parsed) for n in run)]
    return " ".join(parsed.words(run[0], run[-1]) for run in found)


def subject(
    parsed: Parsed, asked: Collection[int] = (), scope: Sequence[tuple[int, int]] = ()
) -> str:
    """The topic without the main verb, as it is spoken of: "decided on fees" is about fees.

    >>> from assistant.question.parse import parse
    >>> subject(parse("What was decided on ferry lights?", []))
    'ferry lights'
    """
    kept = topic_tokens(parsed, asked, scope)
    doc = parsed.doc
    while kept and (is_loose(doc[kept[0]], parsed) or _only_acts(doc[kept[0]], parsed)):
        kept.pop(0)
    return " ".join(parsed.words(run[0], run[-1]) for run in runs(kept))


def _only_acts(token: Token, parsed: Parsed) -> bool:
    """Whether a word is the main verb, or who is asked for by it: "Which states", "Who else"."""
    if not parsed.english or token.i in parsed.by_token:
        return False
    if token.dep_ == "ROOT":
        return token.pos_ in ("VERB", "AUX")
    of_root = token.head.dep_ == "ROOT"
    asked_for = token.dep_ == "nsubj" and any(child.tag_ in WH for child in token.lefts)
    return of_root and (asked_for or token.dep_ == "advmod")


def quoted(question: str) -> list[str]:
    """What stands in quotation marks, in order.

    >>> quoted("Malaisie : quelle position sur « age verification » ?")
    ['age verification']
    """
    return [next(filter(None, match.groups())) for match in _QUOTED.finditer(question)]


def is_only(parsed: Parsed, tokens: Collection[int], concepts: Collection[str]) -> bool:
    """Whether tokens of an English question name nothing but some concepts of the thesaurus.

    >>> from assistant.question.parse import parse
    >>> parsed = parse("What were the outcomes of the meeting?", [])
    >>> is_only(parsed, range(2, 7), ("outcome", "meeting"))
    True
    """
    spans = [
        (term.start, term.end)
        for term in find(parsed.text)
        if any(concept.concept in concepts for concept in term.concepts)
    ]
    words = [n for n in tokens if not is_loose(parsed.doc[n], parsed)]
    return (
        parsed.english
        and bool(words)
        and all(any(a <= parsed.starts[n] < b for a, b in spans) for n in words)
    )


def runs(places: Sequence[int]) -> list[list[int]]:
    """Places in stretches without a gap."""
    found: list[list[int]] = []
    for place in places:
        if found and found[-1][-1] == place - 1:
            found[-1].append(place)
        else:
            found.append([place])
    return found


def is_loose(token: Token, parsed: Parsed) -> bool:
    """Whether a word is no content: by the parse, else one of those that questions ask with."""
    if token.i in parsed.by_token:
        return False
    if parsed.english:
        return token.pos_ in _LOOSE
    at = parsed.starts[token.i]
    in_term = any(start <= at < end for start, end in _terms(parsed.text, parsed.language))
    return token.lower_ in asking_words() and not in_term


def stretches(parsed: Parsed, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """The words of some stretches; with only "and" between them, two are one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        between = [t for t in parsed.doc if joined and joined[-1][1] <= parsed.starts[t.i] < start]
        if joined and all(is_loose(token, parsed) for token in between):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(parsed.text[start:end] for start, end in joined)


@lru_cache(maxsize=256)
def _terms(text: str, language: str) -> list[tuple[int, int]]:
    """Where terms of the field stand that are no acts of a meeting."""
    return [
        (term.start, term.end)
        for term in find(text, language, frame=False)
        if not all(concept.act for concept in term.concepts)
    ]


def _is_frame(token: Token, parsed: Parsed, asked: Collection[int]) -> bool:
    """Whether a word only asks: question words, auxiliaries, whoever is asked, what they do."""
    if token.i in asked or token.tag_ in _ASKS or token.dep_ in _HELPS or token.is_punct:
        return True
    if not parsed.english or token.i in parsed.by_token:
        return False
    if _belongs_to_question_word(token) or _of_the_asked(token, asked) or _is_task(token):
        return True
    if token.dep_ == "ROOT":
        if _is_order(token):
            return True
        if len(asked) > 1 and any(c.dep_ == "prep" for c in token.children):
            return True  # "differ on", "agree about"
    if token.pos_ in ("VERB", "AUX"):
        lemma = token.lemma_.lower()
        return lemma in _SPEAKS or (
            token.dep_ == "ROOT" and bool(asked) and learned().saying.get(lemma, -1) > 0
        )
    return token.pos_ == "NOUN" and bool(asked) and _carries(token, asked)


def _belongs_to_question_word(token: Token) -> bool:
    """Whether a word only completes a question word: "What else", "How much"."""
    asks = token.head.tag_ in WH or any(child.tag_ == "WRB" for child in token.lefts)
    return asks and token.pos_ in ("ADV", "ADJ")


def _of_the_asked(token: Token, asked: Collection[int]) -> bool:
    """Whether a word only leads to somebody asked, as "of" and "the" do."""
    below = [t for t in token.subtree if t != token and t.pos_ not in _LOOSE]
    if token.dep_ == "prep" and below and all(t.i in asked for t in below):
        return True
    return token.dep_ in ("det", "poss") and token.head.i in asked


def _is_order(root: Token) -> bool:
    """Whether the root says what to do ("Compare …"): an object, no subject, however tagged."""
    parts = {child.dep_ for child in root.children}
    return not parts & {"nsubj", "nsubjpass", "expl"} and (root.tag_ == "VB" or "dobj" in parts)


def _is_task(noun: Token) -> bool:
    """Whether a noun is what an order asks to be given: "Give me an overview of the debate"."""
    order = noun.dep_ == "dobj" and noun.head.dep_ == "ROOT" and _is_order(noun.head)
    light = order and noun.head.lemma_.lower() in _SPEAKS
    return light and any(child.dep_ == "prep" for child in noun.children)


def _carries(noun: Token, asked: Collection[int]) -> bool:
    """Whether a noun is only what somebody says something with: "Chad's position on fares"."""
    own = any(
        child.i in asked
        or any(below.i in asked for below in child.children if child.dep_ == "prep")
        for child in noun.children
    )
    said = any(child.dep_ == "prep" and child.i > noun.i for child in noun.children)
    return own and said and noun.dep_ in ("ROOT", "attr", "nsubj", "dobj")
