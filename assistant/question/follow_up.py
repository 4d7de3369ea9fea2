"""What a question leaves unsaid, filled in from the one before it.

A model says whether a question needs the one before (`refers`); the parses of both say what goes
where: "And Kenya?" after "What did Chad say on AI?" becomes "What did Kenya say on AI?".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.question import kind_features
from assistant.question.linear import LinearModel
from assistant.question.parse import Parsed, verb_above
from assistant.question.speakers import Roles
from assistant.question.topic import topic, topic_tokens
from ingest.attribution.judgement import learned as verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

WEIGHTS = Path(__file__).with_name("refers.npz")
REFERS = "refers"
_LIKELY = 0.5
_POINTS = frozenset(("this", "that", "these", "those"))
_PERSONAL = frozenset(("he", "she", "they", "him", "her", "them", "his", "their", "hers", "theirs"))
_OTHERS = frozenset(("else", "other", "others"))
_THING = frozenset(("it", "its"))
_OBJECTS = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "attr", "ROOT", "appos", "conj"))
_WH_TAGS = frozenset(("WDT", "WP$", "WRB"))
_OPENS = frozenset(("CC", "UH", "RB", ",", ".", ":", "IN", "NFP", "PRP"))


@dataclass(frozen=True)
class Earlier:
    """The question before: its parse (of the completed text) and who was asked."""

    parsed: Parsed
    roles: Roles
    topic: str

    @property
    def people(self) -> str:
        """Whoever was asked, else whoever was named."""
        asked = [speaker.name for speaker in self.roles.asked] + list(self.roles.unknown)
        return _listed(asked or [speaker.name for speaker in self.roles.about])

    @property
    def thing(self) -> str:
        """The noun phrase that "it" stands for."""
        parsed = self.parsed
        if not parsed.english:
            return self.topic
        places = topic_tokens(parsed, self.roles.tokens)
        nouns = [
            t
            for t in (parsed.doc[n] for n in places)
            if t.pos_ in ("NOUN", "PROPN") and t.dep_ in _OBJECTS
        ]
        if not nouns:
            return self.topic
        head = next((t for t in nouns if t.dep_ in ("nsubj", "nsubjpass")), nouns[0])
        within = [t.i for t in head.subtree if not t.is_punct]
        first, last = min(within), max(within)
        while first < head.i and parsed.doc[first].tag_ in _WH_TAGS:
            first += 1
        return parsed.words(first, last)


@cache
def learned() -> LinearModel:
    """The shipped weights."""
    return LinearModel.load(WEIGHTS)


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


def refers(parsed: Parsed) -> bool:
    """Whether a question cannot be understood without the one before."""
    if parsed.english and any(token.dep_ != "det" for token in pointing(parsed)):
        return True
    return learned().probabilities(features(parsed))[REFERS] >= _LIKELY


def pointing(parsed: Parsed) -> list[Token]:
    """Pronouns that point outside the question."""
    found = []
    for token in parsed.doc:
        word = token.lower_
        if word in _PERSONAL or (word in _THING and token.dep_ != "expl"):
            if not _inside(token, parsed):
                found.append(token)
        elif word in _POINTS and token.tag_ == "DT" and token.dep_ in (*_OBJECTS, "det"):
            found.append(token)
    return found


def _inside(pronoun: Token, parsed: Parsed) -> bool:
    """Whether a pronoun may stand for somebody named earlier in the same question."""
    verb = verb_above(pronoun)
    return any(
        other.i < pronoun.i
        and (other.i in parsed.by_token or (other.pos_ == "NOUN" and other.dep_ == "nsubj"))
        and (verb_above(other) is not verb or pronoun.dep_ == "poss")
        for other in parsed.doc
    )


def complete(parsed: Parsed, earlier: Earlier, compares: bool) -> str:
    """The question as it would be asked alone; `compares`: whether it asks for a comparison.

    Where the two do not fit together, both are given.
    """
    if not parsed.english or not earlier.parsed.english:
        return _other_language(parsed, earlier)
    if compares and parsed.names and earlier.roles.asked and len(parsed.names) == 1:
        names = [speaker.name for speaker in earlier.roles.asked] + [_name(parsed)]
        return f"Compare {_listed(names)}{_about(earlier.topic)}."
    if asks_others(parsed) and len(topic_tokens(parsed)) < _WHOLE:
        return f"Who else spoke{_about(earlier.topic)}?"
    if _is_fragment(parsed) and all(token.dep_ == "det" for token in pointing(parsed)):
        return _fragment(parsed, earlier)
    return _clause(parsed, earlier)


def asks_others(parsed: Parsed) -> bool:
    """Whether a question is about all but those spoken of: "Who else?"."""
    return any(token.lower_ in _OTHERS for token in parsed.doc)


def _is_fragment(parsed: Parsed) -> bool:
    """Whether a question only names what is new: "And Kenya?", "In 2024?", "no, I meant Mali"."""
    if not parsed.is_clause:
        return True
    root = parsed.root
    subject = next((c for c in root.children if c.dep_ == "nsubj"), None) if root else None
    return subject is not None and subject.lower_ == "i" and parsed.question_word is None


def _fragment(parsed: Parsed, earlier: Earlier) -> str:
    doc = parsed.doc
    denied = {t.i for n in doc if n.dep_ == "neg" for t in _denied(n)}
    own = [
        n for n in topic_tokens(parsed, parsed.places) if n not in denied and not _opener(doc[n])
    ]
    names = [name for name in parsed.names if parsed.token(name).i not in denied]
    figures = [n for n in own if doc[n].like_num]
    words = " ".join(parsed.words(n, n) for n in own)
    text = earlier.parsed.text
    if names:
        text = _with_names(earlier, _listed([_official(name.text, name.speaker) for name in names]))
        return _with_topic(text, earlier, words) if own else text
    if parsed.question_word is not None and len(own) <= 1 and not figures and not _of_topic(parsed):
        return _with_question_word(parsed, earlier)
    if figures and len(own) == len(figures):
        return _with_figure(parsed, figures, earlier)
    return _with_topic(text, earlier, words) if own else f"{_bare(parsed.text)} — {text}"


def _denied(negation: Token) -> Sequence[Token]:
    """What a "not" in a correction takes back: "tides, not nets"."""
    after = [t for t in negation.doc[negation.i :] if not t.is_punct]
    return after if negation.i > 0 else ()


def _opener(token: Token) -> bool:
    return token.tag_ in _OPENS and token.dep_ not in ("prep", "pobj") and token.i < 3


def _of_topic(parsed: Parsed) -> bool:
    """ "What about wages?": the question word asks nothing."""
    wh = parsed.question_word
    return wh is not None and wh.i + 1 < len(parsed.doc) and parsed.doc[wh.i + 1].pos_ == "ADP"


def _with_names(earlier: Earlier, names: str) -> str:
    """The earlier question put to others."""
    places = earlier.roles.tokens or earlier.parsed.places[-1:]
    if not places:
        return f"What did {names} say{_about(earlier.topic)}?"
    start, end = earlier.parsed.span(places[0], places[-1])
    return f"{earlier.parsed.text[:start]}{names}{earlier.parsed.text[end:]}"


def _with_topic(text: str, earlier: Earlier, words: str) -> str:
    """A question with another topic; `text` is the earlier one, with other names perhaps."""
    if earlier.topic and earlier.topic in text:
        return text.replace(earlier.topic, words)
    people = earlier.people
    return f"What did {people} say{_about(words)}?" if people else f"{words} — {text}"


def _with_question_word(parsed: Parsed, earlier: Earlier) -> str:
    """The earlier question with "Why" or "In which year" in the place of its question word."""
    asks = parsed.words(0, len(parsed.doc) - 1).strip(" ?!.")
    opening = [t for t in parsed.doc if t.tag_ in ("CC", "UH") or t.is_punct]
    if opening and opening[0].i == 0 and len(parsed.doc) > 1:
        asks = parsed.words(1, len(parsed.doc) - 1).strip(" ?!.,")
    old, text = earlier.parsed, earlier.parsed.text
    wh = old.question_word
    if wh is None:
        return (
            f"{asks[:1].upper()}{asks[1:]} {text[:1].lower()}{text[1:]}"
            if old.is_clause
            else (f"{asks}: {text}")
        )
    last = max((t.i for t in (wh.head.subtree if wh.dep_ == "det" else [wh])), default=wh.i)
    helped = next((t.i for t in old.doc[wh.i + 1 :] if t.pos_ == "AUX"), None)
    if helped is not None and wh.dep_ in ("advmod", "det", "dobj", "attr", "pobj"):
        last = max(wh.i, helped - 1)
    _, end = old.span(wh.i, last)
    return f"{asks[:1].upper()}{asks[1:]}{text[end:]}"


def _with_figure(parsed: Parsed, figures: Sequence[int], earlier: Earlier) -> str:
    """The earlier question for another year or number."""
    new = parsed.words(figures[0], figures[-1])
    old = earlier.parsed
    for token in old.doc:
        if token.like_num and token.i not in old.by_token and len(token.text) == len(new):
            start, end = old.span(token.i, token.i)
            return f"{old.text[:start]}{new}{old.text[end:]}"
    before = parsed.doc[figures[0] - 1] if figures[0] else None
    preposition = before.text.lower() if before is not None and before.pos_ == "ADP" else "in"
    return f"{_bare(old.text)} {preposition} {new}?"


def _clause(parsed: Parsed, earlier: Earlier) -> str:
    """A whole clause: what its pronouns stand for put in their place."""
    pieces, at = [], 0
    people, replaced = False, False
    for token in pointing(parsed):
        stands_for = _antecedent(token, parsed, earlier)
        if not stands_for or token.dep_ == "det":
            continue
        start, end = parsed.span(token.i, token.i)
        possessive = token.dep_ == "poss" or token.tag_ == "PRP$"
        pieces += [parsed.text[at:start], f"{stands_for}'s" if possessive else stands_for]
        at, replaced = end, True
        people = people or stands_for == earlier.people
    text = "".join([*pieces, parsed.text[at:]])
    own = len(topic(parsed, parsed.places).split())
    if earlier.topic and earlier.topic.lower() not in text.lower():
        if (people and own < _WHOLE) or (not replaced and own == 0):
            return f"{_bare(text)}{_about(earlier.topic)}?"
        if not replaced:
            return f"{_bare(text)}, on {earlier.topic}?"
    if not replaced and not parsed.names and earlier.people and earlier.people not in text:
        return f"{_bare(text)} ({earlier.people})?"
    return text


def _antecedent(pronoun: Token, parsed: Parsed, earlier: Earlier) -> str:
    """What a pronoun stands for: whoever was asked, or what they were asked about."""
    people, thing = earlier.people, earlier.thing
    if pronoun.lower_ in _PERSONAL:
        return people or thing
    if pronoun.lower_ in _POINTS and people and thing and not parsed.names:
        return f"what {people} said about {earlier.topic}"
    acts = pronoun.lower_ == "its" or (
        pronoun.lower_ in _THING and pronoun.dep_ == "nsubj" and _speaks(verb_above(pronoun))
    )
    return (people or thing) if acts else (thing or people)


def _speaks(verb: Token | None) -> bool:
    """Whether a verb is of speech or of meetings: delegations do it, not things."""
    lemma = verb.lemma_.lower() if verb is not None else ""
    return verbs().saying.get(lemma, -1) > 0 or verbs().reporting.get(lemma, -1) > 0


def _other_language(parsed: Parsed, earlier: Earlier) -> str:
    """Without a parse: a short question with a name asks the same of others."""
    same = parsed.language == earlier.parsed.language
    content = [t for t in parsed.doc if not t.is_punct]
    if same and len(parsed.names) == 1 and len(content) <= _SHORT and earlier.roles.tokens:
        return _with_names(earlier, parsed.names[0].text)
    return f"{parsed.text} — {earlier.parsed.text}"


_WHOLE = 2  # content words that need no topic besides
_SHORT = 4  # words that a question has at most which only names somebody


def _name(parsed: Parsed) -> str:
    name = parsed.names[0]
    return _official(name.text, name.speaker)


def _official(written: str, speaker: object) -> str:
    return getattr(speaker, "name", written)


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _about(words: str) -> str:
    return f" about {words}" if words else ""


def _bare(text: str) -> str:
    return text.rstrip(" ?.!")
