"""What a question leaves unsaid, filled in from the one before it.

A model says how a question hangs on the one before (`turn`): only what is new is named
(`fragments`), pronouns stand for what was spoken of, or it asks who said the same. "What did they
say on AI?" after "What did Chad say on tolls?" becomes "What did Chad say on AI?".
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.question import fragments, kind_features
from assistant.question.alike import Vector
from assistant.question.earlier import NOUNS, Earlier
from assistant.question.linear import shipped
from assistant.question.parse import WH, Name, Parsed, verb_above
from assistant.question.phrases import about, bare, listed
from assistant.question.question import Kind
from assistant.question.scope_draft import ScopeDraft
from assistant.question.topic import topic
from ingest.attribution.judgement import learned as verbs
from ingest.model import SpeakerKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_LIKELY = 0.5
_OBJECTS = ("dobj", "pobj")
_SET_OFF = ("npadvmod", "dep")  # "And Chad, what did they say?"
_SETS_OFF = (",", "–", "-", ":")
_SEVERAL = 2  # names that make a comparison
_WHOLE = 2  # content words that need no topic besides


class Turn(StrEnum):
    """How a question hangs on the one before."""

    ALONE = "alone"
    FRAGMENT = "fragment"
    """Names only what is new: "And Kenya?"."""
    CLAUSE = "clause"
    """A whole clause that is not understood alone: "What did they say on AI?"."""
    OTHERS = "others"
    """Asks who else: all but those spoken of."""


def features(parsed: Parsed) -> list[str]:
    """What tells that a question needs the one before."""
    found = set(kind_features.features(parsed, 0, True))
    if parsed.english:
        content = sum(
            t.pos_ in ("NOUN", "VERB", "ADJ", "NUM") and not t.is_stop for t in parsed.doc
        )
        found.add(f"content={min(content, 5)}")
        found.add(f"content={min(content, 5)}|names={len(parsed.names)}|clause={parsed.is_clause}")
        for token in pointing(parsed):
            found.add(f"points={token.lower_}")
            found.add(f"points={token.dep_}")
            found.add("points")
    return sorted(found)


def turn(parsed: Parsed, compares: bool) -> Turn:
    """How a question hangs on the one before; `compares`: whether it asks for a comparison."""
    chances = shipped("turns").probabilities(features(parsed))
    if chances.pop(Turn.ALONE) < _LIKELY:
        likely = Turn(max(chances, key=lambda label: chances[label]))
        return Turn.FRAGMENT if likely is Turn.CLAUSE and _is_bare(parsed) else likely
    points = parsed.english and any(token.dep_ != "det" for token in pointing(parsed))
    # "Compare the two": neither named, nor what about.
    empty = compares and not any(token.pos_ in ("NOUN", "PROPN") for token in parsed.doc)
    return Turn.CLAUSE if points or empty else Turn.ALONE


def _is_bare(parsed: Parsed) -> bool:
    """Whether a question is a noun alone, or one word that may be: "And mackerel?"."""
    words = [t for t in parsed.doc if not t.is_punct and t.pos_ not in ("CCONJ", "DET")]
    nouns = all(t.pos_ in ("NOUN", "PROPN", "ADJ") for t in words)
    return parsed.english and (nouns or (len(words) == 1 and not words[0].is_stop))


def pointing(parsed: Parsed) -> list[Token]:
    """Pronouns that point outside the question."""
    found = []
    for token in parsed.doc:
        if token.i in parsed.by_token or token.dep_ == "expl" or _is(token, "Reflex=Yes"):
            continue
        third = _is(token, "Person=3", "PronType=Prs") and not _inside(token, parsed)
        points = _is(token, "PronType=Dem") and token.dep_ in (*NOUNS, "det")
        points = points and not _asked_before(token)
        ahead = any(_set_ahead(noun, token, parsed) for noun in parsed.doc[: token.i])
        if third or (points and not ahead):
            found.append(token)
    return found


def _is(token: Token, *form: str) -> bool:
    """Whether a word has this form, as the parse tells it."""
    return set(form) <= set(str(token.morph).split("|"))


def _asked_before(token: Token) -> bool:
    """Whether something was asked ahead of a word in one go: "Will it meet? When is that?"."""
    ahead = token.doc[: token.sent.start].text
    return ahead.rstrip().endswith("?")


def _inside(pronoun: Token, parsed: Parsed) -> bool:
    """Whether a pronoun may stand for somebody named earlier in the same question."""
    verb = verb_above(pronoun)
    ahead = [token for token in parsed.doc if token.i < pronoun.i]
    if _is(pronoun, "Gender=Neut"):  # no person: "And Ana, where does she stand on it?"
        persons = {n for n, name in parsed.by_token.items() if _is_person(name)}
        ahead = [token for token in ahead if token.i not in persons]
    named = any(_named_ahead(token, pronoun, parsed) for token in ahead)
    return (
        named
        or any(_set_ahead(token, pronoun, parsed) for token in ahead)
        or any(
            (
                other.i in parsed.by_token
                or (other.dep_ == "nsubj" and other.pos_ == "NOUN" and _agree(other, pronoun))
            )
            and (verb_above(other) != verb or pronoun.dep_ == "poss" or other.dep_ in _SET_OFF)
            for other in ahead
        )
    )


def _is_person(name: Name) -> bool:
    return name.speaker is not None and name.speaker.kind is SpeakerKind.PERSON


def _set_ahead(token: Token, pronoun: Token, parsed: Parsed) -> bool:
    """Whether a noun is set ahead of the question that asks of it: "That group, who heads it?"."""
    asks = parsed.question_word
    if asks is None or not token.i < asks.i < pronoun.i:
        return False
    comma = any(mark.text in _SETS_OFF for mark in parsed.doc[token.i + 1 : asks.i])
    named = token.i in parsed.by_token
    return comma and (named or (token.pos_ in ("NOUN", "PROPN") and _agree(token, pronoun)))


def _named_ahead(token: Token, pronoun: Token, parsed: Parsed) -> bool:
    """Whether somebody is named in a clause of its own ahead: "What about Chad, do they ask?"."""
    between = parsed.doc[token.i + 1 : pronoun.i]
    acts = pronoun.dep_ in ("nsubj", "nsubjpass", "poss")
    return token.i in parsed.by_token and acts and any(t.text in _SETS_OFF for t in between)


def _has_subject_ahead(parsed: Parsed) -> bool:
    """Whether a question says itself, ahead of its question word, what it is about."""
    asks = parsed.question_word
    if asks is None:
        return False
    pronouns = [token for token in parsed.doc[asks.i + 1 :] if token.pos_ == "PRON"]
    return any(_set_ahead(noun, p, parsed) for noun in parsed.doc[: asks.i] for p in pronouns)


def _agree(noun: Token, pronoun: Token) -> bool:
    """Whether both are of one number."""
    return noun.morph.get("Number", []) == pronoun.morph.get("Number", [])


def complete(
    parsed: Parsed,
    turned: Turn,
    earlier: Earlier,
    compares: bool,
    vector: Vector,
    scope: ScopeDraft | None = None,
) -> str:
    """The question as it would be asked alone; where the two do not fit together, both.

    `compares`: whether it asks for a comparison; `scope`: what names documents or times in it;
    `vector`: that of a text.
    """
    if turned is Turn.FRAGMENT:
        spoken_of = parsed.english and earlier.asks_somebody
        fragment = fragments.Fragment.of(parsed, scope or ScopeDraft(), spoken_of)
        return fragments.fill(fragment, parsed, earlier, vector)
    if turned is Turn.OTHERS and earlier.parsed.english and not _has_object(parsed):
        if earlier.kind is Kind.WHO:
            return earlier.parsed.text
        return f"Who else spoke{about(earlier.matter)}?"
    if not parsed.english:
        return f"{parsed.text} — {earlier.parsed.text}"
    if compares and earlier.roles.asked and len(parsed.names) < _SEVERAL:
        names = [speaker.name for speaker in earlier.roles.asked]
        names += [earlier.written(name) for name in parsed.names]
        if len(names) < _SEVERAL:
            names = [*(speaker.name for speaker in earlier.before[-1:]), *names]
        on = f" on {earlier.matter}" if earlier.matter else ""
        return f"How do {listed(names)} compare{on}?"
    return _clause(parsed, earlier, turned is Turn.OTHERS)


def _has_object(parsed: Parsed) -> bool:
    """Whether a question says itself what it is about, if only by a pronoun."""
    asks = parsed.question_word
    if not parsed.is_clause and (asks is None or asks.lower_ != "who"):
        return False  # "What about the others?"
    return any(
        t.dep_ in _OBJECTS and t.pos_ in ("NOUN", "PROPN", "PRON") and t.tag_ not in WH
        for t in parsed.doc
    )


def _has_topic(parsed: Parsed) -> bool:
    """Whether a preposition tells what a question is about: "What did they say on AI?"."""
    return any(
        t.dep_ == "pobj" and t.pos_ in ("NOUN", "PROPN") and t.i not in parsed.by_token
        for t in parsed.doc
    )


def _clause(parsed: Parsed, earlier: Earlier, whole: bool) -> str:
    """A clause with what its pronouns stand for put in their place.

    `whole`: whether nothing else is to be added.
    """
    pieces, at = [], 0
    people, replaced = False, False
    for token in pointing(parsed):
        # Who else spoke of them: not of those who are left out.
        stands_for = _spoken_of(earlier) if whole else _antecedent(token, parsed, earlier)
        if not stands_for or token.dep_ == "det":
            continue
        start, end = parsed.span(token.i, token.i)
        possessive = token.dep_ == "poss" or token.tag_ == "PRP$"
        pieces += [parsed.text[at:start], f"{stands_for}'s" if possessive else stands_for]
        at, replaced = end, True
        people = people or stands_for == earlier.people
    text = "".join([*pieces, parsed.text[at:]])
    return text if whole else _with_rest(text, parsed, earlier, people, replaced)


def _spoken_of(earlier: Earlier) -> str:
    """What others may have spoken of, too: "that" behind "What did Chad propose?"."""
    return earlier.thing or (f"what {earlier.people} said" if earlier.people else "")


def _with_rest(text: str, parsed: Parsed, earlier: Earlier, people: bool, replaced: bool) -> str:
    """A clause with the topic or people that it still lacks.

    `replaced`: whether a pronoun was, `people`: by whoever was spoken of.
    """
    adverbs = {token.lower_ for token in parsed.doc if token.pos_ == "ADV"}  # "instead"
    own = len([word for word in topic(parsed, parsed.places).split() if word not in adverbs])
    if (earlier.stated and (people or own or parsed.names)) or _has_subject_ahead(parsed):
        return text  # what is stated says where to look, and is no part of what is asked
    if own and parsed.names and not replaced:
        return text  # another's words on something else
    if earlier.matter and earlier.matter.lower() not in text.lower():
        if (people and own < _WHOLE and not _has_topic(parsed)) or (not replaced and own == 0):
            return f"{bare(text)}{about(earlier.matter)}?"
        if not replaced and (own < _WHOLE or not parsed.is_clause):
            return f"{bare(text)}, on {earlier.matter}?"
    if not replaced and not parsed.names and earlier.people and earlier.people not in text:
        return f"{bare(text)} ({earlier.people})?"
    return text


def _antecedent(pronoun: Token, parsed: Parsed, earlier: Earlier) -> str:
    """What a pronoun stands for: whoever was asked, or what they were asked about."""
    people, thing = earlier.people, earlier.thing_in(pronoun.morph.get("Number", []))
    it = _is(pronoun, "Gender=Neut")
    if not it and _is(pronoun, "PronType=Prs"):
        one = _is(pronoun, "Number=Sing")
        things = not one and not _acts(pronoun) and earlier.has_things
        return (thing if things else "") or earlier.those_meant(one) or thing
    if _is(pronoun, "PronType=Dem") and people and (thing or earlier.matter) and not parsed.names:
        return f"what {people} said{about(earlier.matter)}"
    verb = verb_above(pronoun)
    # Of two who could do it, it is whose words are asked for (Grosz et al., "Centering", 1995).
    either = thing in {name.text for name in earlier.parsed.names}
    subject = pronoun.dep_ == "nsubj" and (either or _speaks(verb) or _is_reflexive(verb))
    acts = it and (pronoun.dep_ == "poss" or subject)
    if it and not acts:
        return thing  # no delegation is launched, or binding
    return (people or thing) if acts else (thing or people)


def _acts(pronoun: Token) -> bool:
    """Whether a pronoun stands for somebody who does something, or has it."""
    verb = verb_above(pronoun)
    if pronoun.dep_ != "nsubj" or verb is None:
        return pronoun.dep_ == "poss"
    ready = (of for child in verb.children if child.dep_ == "acomp" for of in child.children)
    return verb.lemma_ != "be" or any(of.dep_ == "xcomp" for of in ready)  # "ready to do"


def _is_reflexive(verb: Token | None) -> bool:
    """Whether somebody does something to themselves: "What has it set itself?"."""
    return verb is not None and any(_is(child, "Reflex=Yes") for child in verb.children)


def _speaks(verb: Token | None) -> bool:
    """Whether a verb is of speech or of meetings: delegations do it, not things."""
    lemma = verb.lemma_.lower() if verb is not None else ""
    return verbs().saying.get(lemma, -1) > 0 or verbs().reporting.get(lemma, -1) > 0
