"""Who does what to whom: whether a sentence turns subject and object of its source round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.question.parse import WH
from ingest.attribution.parse import pipeline

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_DOING = frozenset(("nsubj", "agent"))
_SUFFERING = frozenset(("dobj", "nsubjpass"))
_NAME = "PROPN"
_NOUNS = ("NOUN", _NAME)
_LIGHT = frozenset(("make", "do", "have", "take", "give", "get"))  # mean what their object does
_REMEMBERED = 2000  # sentences


def turned_round(text: str, source: str) -> str | None:
    """The verb that both have and whose subject in one is only its object in the other.

    Or that one party does in one and the other party in the other, or two that have names.

    >>> turned_round("Staff offer answers to the tool.", "The tool offers answers to staff.")
    'offer'

    >>> turned_round("Judges train the staff.", "The line trains judges and teaches children.")
    'train'
    >>> turned_round("Judges are trained.", "The line trains judges.")
    """
    there = _roles(source)
    for verb, (doing, suffering) in _roles(text).items():
        does, suffers = there.get(verb, (frozenset(), frozenset()))
        if (doing & suffers and not doing & does) or (suffering & does and not suffering & suffers):
            return verb
        if not doing or not does or doing & does:
            continue
        nouns = _lemmas(source, *_NOUNS)
        swapped = doing <= nouns and does <= _lemmas(text, *_NOUNS)
        # Both have a name, and not the same one.
        if swapped or (doing <= _lemmas(text, _NAME) - nouns and does <= _lemmas(source, _NAME)):
            return verb
    return None


def doing_in_both(text: str, source: str) -> frozenset[str]:
    """The lemmas of those that do the same in a sentence and in its source.

    >>> sorted(doing_in_both("The line was opened by NASK.", "Chad told of a line NASK opened."))
    ['nask']
    """
    there = _roles(source)
    both = (doing & there[verb][0] for verb, (doing, _) in _roles(text).items() if verb in there)
    return frozenset[str]().union(*both)


def taken_up_from(text: str, place: int) -> int | None:
    """Where the phrase begins that "which" or "who" takes up, the subject of the verb at `place`.

    >>> taken_up_from("Chad told of the Act, which entered into force.", 28)
    13
    """
    for token in parsed(text):
        if token.idx == place and token.dep_ == "relcl":
            relative = any(
                child.dep_ in ("nsubj", "nsubjpass") and child.tag_ in ("WDT", "WP")
                for child in token.children
            )
            return token.head.left_edge.idx if relative else None
    return None


def said_to_be_over(text: str, source: str) -> str | None:
    """A verb in the past of which the source says everywhere that it is still going on.

    >>> said_to_be_over("NASK conducted tests.", "NASK is conducting tests.")
    'conducted'
    >>> said_to_be_over("NASK conducts tests.", "NASK is conducting tests.")
    """
    past = (token for token in parsed(text) if token.tag_ == "VBD")
    return _everywhere(past, source, _goes_on)


def negated_otherwise(text: str, source: str) -> str | None:
    """A verb that one denies and the other does not, wherever else either denies something.

    >>> negated_otherwise("Fees should not rise.", "Fees should rise, and should not be waived.")
    'rise'
    """
    mine, theirs = _denials(text), _denials(source)
    return next((verb for verb in mine if verb in theirs and not mine[verb] & theirs[verb]), None)


def only_to_come(text: str, source: str) -> str | None:
    """A verb told as done of which the source says everywhere that it is yet to be done.

    >>> only_to_come("Chad has got it started.", "Chad hoped to get it started.")
    'got'
    >>> only_to_come("Chad got it started.", "Chad got it started and hoped to get more.")
    """
    done = (token for token in parsed(text) if token.pos_ == "VERB" and _is_done(token))
    return _everywhere(done, source, lambda verb: verb.tag_ == "VB")


def leads_to_question(text: str, place: int) -> bool:
    """Whether the word at `place` leads to an indirect question: "asked where", "asked whether".

    >>> leads_to_question("Chad asked where it was.", 5)
    True
    >>> leads_to_question("Chad asked that it be moved.", 5)
    False
    """
    word = next((token for token in parsed(text) if token.idx == place), None)
    if word is None or word.dep_ == "mark":
        return word is not None
    clauses = (child for child in word.children if child.dep_ in ("ccomp", "advcl"))
    return any(_opens_question(token) for clause in clauses for token in clause.lefts)


def _opens_question(token: Token) -> bool:
    """Whether a word makes a question of its clause, as "that" and "for" do not."""
    return token.tag_ in WH or (token.dep_ == "mark" and token.lower_ not in ("that", "for"))


def turned_way(text: str, source: str) -> str | None:
    """A preposition whose noun in the source stands behind another one of the same thing.

    >>> turned_way("A letter from Chad to Mali was read.", "A letter from Mali to Chad was read.")
    'from'
    """
    there = _prepositions(source)
    for thing, places in _prepositions(text).items():
        for preposition, nouns in places.items():
            theirs = there.get(thing, {})
            same = theirs.get(preposition, set())
            moved = nouns & _behind(theirs, preposition) or same & _behind(places, preposition)
            if same and moved and not nouns & same:
                return preposition
    return None


def _everywhere(verbs: Iterable[Token], source: str, so: Callable[[Token], bool]) -> str | None:
    """The first of some verbs that the source has, and wherever it has it, in this way alone."""
    for verb in verbs:
        there = [t for t in parsed(source) if t.pos_ == "VERB" and t.lemma_ == verb.lemma_]
        if there and all(map(so, there)):
            return verb.text
    return None


def _behind(places: Mapping[str, set[str]], but: str) -> set[str]:
    """The nouns behind all prepositions but one."""
    return set[str]().union(*(nouns for name, nouns in places.items() if name != but))


def _denials(text: str) -> dict[str, set[bool]]:
    """Of each verb whether it is denied, each way it stands there."""
    found: dict[str, set[bool]] = {}
    for token in parsed(text):
        if token.pos_ == "VERB" and token.lemma_ not in _LIGHT:
            denied = any(child.dep_ == "neg" for child in token.children)
            found.setdefault(token.lemma_, set()).add(denied)
    return found


def _is_done(verb: Token) -> bool:
    """Whether a verb is in the past or a participle of it, and under no modal."""
    modal = any(child.tag_ in ("MD", "TO") for child in verb.children)
    return verb.tag_ in ("VBD", "VBN") and not modal


def _prepositions(text: str) -> dict[str, dict[str, set[str]]]:
    """Of each noun what stands behind its prepositions, by preposition."""
    found: dict[str, dict[str, set[str]]] = {}
    for token in parsed(text):
        if token.dep_ != "pobj" or token.head.dep_ != "prep":
            continue
        thing = token.head.head
        if thing.dep_ == "pobj" and thing.head.dep_ == "prep" and thing.head.head.pos_ == "NOUN":
            thing = thing.head.head  # "from Mali to Chad": both of the letter
        if thing.pos_ == "NOUN":
            places = found.setdefault(thing.lemma_.lower(), {})
            places.setdefault(token.head.lower_, set()).update(_nouns(token))
    return found


def _goes_on(verb: Token) -> bool:
    return verb.tag_ == "VBG" and any(
        child.dep_ == "aux" and child.tag_ in ("VBZ", "VBP") for child in verb.children
    )


@lru_cache(maxsize=_REMEMBERED)
def parsed(text: str) -> Doc:
    """The parse of a sentence, remembered."""
    return pipeline()(text)


def _roles(text: str) -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
    """Of each verb the lemmas of what does it and of what it is done to."""
    found: defaultdict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for token in parsed(text):
        if token.pos_ != "VERB":
            continue
        for child in token.children:
            role = 0 if child.dep_ in _DOING else 1 if child.dep_ in _SUFFERING else None
            if role is not None:
                # "An assistant that suggests answers": who does it stands ahead of the clause.
                taken_up = child.tag_ in ("WDT", "WP") and token.dep_ == "relcl"
                found[token.lemma_][role].update(_nouns(token.head if taken_up else child))
    return {verb: (frozenset(one), frozenset(two)) for verb, (one, two) in found.items()}


def _lemmas(text: str, *kinds: str) -> frozenset[str]:
    """The lemmas of all words of these kinds in a sentence."""
    return frozenset(t.lemma_.lower() for t in parsed(text) if t.pos_ in kinds)


def _nouns(token: Token) -> Iterator[str]:
    """The lemmas of a noun and of those joined to it; behind "by" of its object."""
    if token.dep_ == "agent":
        for child in token.children:
            yield from _nouns(child)
        return
    if token.pos_ in _NOUNS:
        yield token.lemma_.lower()
    for child in token.children:
        if child.dep_ == "conj":
            yield from _nouns(child)
