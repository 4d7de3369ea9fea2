"""How well the words of a clause are carried by one sentence of its source.

Each content word gets a grade: 1 where the sentence has it, less for another form or a word near
in meaning, and less again where only what stands before the sentence has it, as a noun that a
pronoun takes up. A word of grade 0 is something that the source does not say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import OSA

from assistant.verification.word_similarity import WordSimilarity
from index_store.analysis import STOP_WORDS, stem
from ingest.attribution.parse import tag_of

_WORD = re.compile(r"[^\W\d_]+(?:['’](?!s\b)[^\W_]+)?")
_THAT = re.compile(r"\s+that\b")
_TO_DO = re.compile(r"\s+(?:[^\W\d_]+\s+){0,3}to\s+[^\W\d_]")
_TIME = re.compile(
    r"(?:ed|s)?\s+(?:about\s+|some\s+)?(?:[\w-]+\s+)?(?:second|minute|hour|day|week|month|year)s?\b",
    re.I,
)
_ANAPHOR = re.compile(
    r"^\W*(?:it|they|he|she|these|this)\s+(?!is\s+(?:possible|important)\b)", re.I
)
# Without such a word a sentence has a subject of its own.
_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|he|him|his|she|her|these|this|those|that|we|us|our|i|my|one|ones|other|"
    r"others|former|latter|there|second|third|both|such)\b",
    re.I,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|must|should)\b", re.I
)
_CARRIED = 0.9  # of a word's grade, where it stands before the sentence
_FORM, _SYNONYM = 0.95, 0.9
_FORGIVEN = 5  # letters of a word that may be spelt in another way
# Words of telling and pointing that say nothing of their own, once it is clear who speaks.
_NEUTRAL = frozenset(
    stem(word)
    for word in """
    say said state note mention explain describe report tell told recall point indicate inform
    express according present view speak spoke furthermore moreover addition document contribution
    paper statement delegation country meeting session group member include cover outline highlight
    emphasise emphasize stress underline observe remark question answer reply respond ms mr mrs dr
    mister respectively namely thus therefore however exist get got around roughly approximately
    currently well way one thing people total think believe without ever among amongst within via
    per like new every
    """.split()
)
# What is documented or grouped is no document and no group.
_OF_THE_SAME_STEM = frozenset("documented documenting grouped grouping".split())
# Forms that change in the middle or belong together by meaning, beside what the model knows.
_SAME = """
child children minor young youth youngster teenager adolescent kid|pupil student schoolchild|
begin began start launch|run operate operated manage|handle process deal dealt treat|
open opened launch establish set start|hold held keep kept store retain|
cost expense spend spent pay paid price|grow grew rise rose increase climb|
fall fell drop decline decrease shrink|hotline helpline line|show display demonstrate|
use used employ|help assist support aid|tell told inform|company firm enterprise provider|
law act legislation rule regulation|phone telephone mobile|police officer|
write wrote draft drawn|publish release issue|need require necessary|forget forgot forgotten|
take took last|ask request|buy purchase|quick fast rapid swift|sister brother sibling|
reach contact|call phone|danger risk hazard threat|remove delete erase|
learn taught teach train training|parent mother father guardian|illegal unlawful|
website site web page|online line internet digital|night nightly overnight|
cooperate cooperation collaborate|put place post publish|lawyer legal|join participate|
free charge|protect safeguard protection safety|design build built create make|
test trial pilot try|list register|figure number statistic data|make create produce generate|
get receive obtain|give provide supply grant|leave left quit depart|look seek search|
member partner|share fraction proportion percentage part|before ahead prior|
stop halt abandon give given gave|since because as|contain hold include|wait waiting|
double twice twofold|
host organise organize hold|translate translation|short brief|long lengthy|shift duty|
staff employee counsellor worker|important useful valuable|main chief principal|
harm hurt damage|various varied diverse different|tie link connect|last final|cover include|
see notice|bring brought|think thought believe|speak spoke say|meet met meeting|build built|
find found discover|sell sold|send sent|lead led head|feel felt|know knew known|become became|
let allow permit|attract draw drew drawn|apply applied force effect valid|stay remain|
answer reply respond|collect gather compile
"""
_PAST = frozenset(("VBD", "VBN"))


_LEADS_TO_NOUN = re.compile(
    r"(?:^|[,;:(“\"]|\b(?:the|an?|this|that|these|those|its|their|his|her|of|every|each)\b|['’]s\b)"
    r"\s*(?:[^\W\d_]+(?<!ed)(?<!s)\s+)?$",
    re.I,
)


@dataclass(frozen=True)
class Word:
    """A content word and the stem it is compared by.

    `noun`: it stands where a noun does, behind an article or at the beginning.
    """

    text: str
    stem: str
    noun: bool = False


def content(text: str) -> list[Word]:
    """The words of a text that say something, without numbers.

    >>> [word.text for word in content("Norway also said that the line is open at night.")]
    ['norway', 'line', 'open', 'night']
    """
    found = []
    for match in _WORD.finditer(text):
        word = match[0].lower()
        own = stem(word)
        if own in ("take", "took", "last") and _TIME.match(text, match.end()):
            continue  # "takes five hours": so long it is
        if own == "help" and _TO_DO.match(text, match.end()):
            continue  # "helps schools to teach": what is done comes behind
        if own == "ad" and _THAT.match(text, match.end()):
            continue  # "added that"
        neutral = own in _NEUTRAL and word not in _OF_THE_SAME_STEM
        if word not in STOP_WORDS and not neutral and len(word) > 1:
            noun = bool(_LEADS_TO_NOUN.search(text[: match.start()])) and not is_verb(word)
            found.append(Word(word, own, noun))
    return found


def is_verb(word: str) -> bool:
    """Whether a word, by itself, is a verb in the past: what a pronoun cannot take up.

    >>> is_verb("opened"), is_verb("won"), is_verb("need")
    (True, True, False)
    """
    return tag_of(word) in _PAST


@cache
def groups() -> dict[str, frozenset[str]]:
    """Stem → the stems that may stand for it."""
    found: dict[str, set[str]] = {}
    for group in _SAME.replace("\n", "").split("|"):
        stems = {stem(word) for word in group.split()}
        for one in stems:
            found.setdefault(one, set()).update(stems)
    return {word: frozenset(others) for word, others in found.items()}


class Aligner:
    """Grades words against a source; remembers the vectors of words."""

    def __init__(self, similarity: WordSimilarity) -> None:
        self._similarity = similarity

    def grades(self, said: Sequence[Word], source: str, before: str) -> list[float]:
        """A grade from 0 to 1 for each word; `before` is what stands before the source.

        Nothing is carried over where more than half of the words would have to be.
        """
        here, there = content(source), content(before)
        # Neutral words still stand there, and a stop word may be what a word is a form of.
        raw = {stem(m[0].lower()) for m in _WORD.finditer(source)}
        # "closed" is not carried by "closely".
        done = {stem(w) for m in _WORD.finditer(source) if not (w := m[0].lower()).endswith("ly")}
        raw_before = {stem(m[0].lower()) for m in _WORD.finditer(before)}
        # A word that the clause has itself cannot stand for another one of it, too.
        used = {word.stem for word in said}
        free = [word.text for word in here if word.stem not in used]
        own = [self._grade(word, here, done if is_verb(word.text) else raw, free) for word in said]
        meant = {word.stem for word in content(antecedent(source, before))}
        pointing = bool(_POINTS_BACK.search(source))
        carried = [
            _CARRIED * self._form(word, there, raw_before)
            if (word.noun and (i > 0 or pointing)) or word.stem in meant
            else 0.0
            for i, word in enumerate(said)
        ]
        if sum(b > a for a, b in zip(own, carried, strict=True)) > len(said) / 2:
            return own
        return [max(pair) for pair in zip(own, carried, strict=True)]

    def _grade(
        self, word: Word, source: Sequence[Word], raw: set[str], free: Sequence[str]
    ) -> float:
        exact = self._form(word, source, raw)
        if exact:
            return exact
        if groups().get(word.stem, frozenset()) & raw:
            return _SYNONYM
        return self._similarity.grade(word.text, list(dict.fromkeys(free)))

    def _form(self, word: Word, source: Sequence[Word], raw: set[str]) -> float:
        if word.stem in raw:
            return 1.0
        verb = is_verb(word.text)
        others = [o for o in source if not (verb and o.text.endswith("ly"))]
        if any(alike(word.stem, o.stem) or derived(word.text, o.text) for o in others):
            return _FORM
        return 0.0


def antecedent(source: str, before: str) -> str:
    """What "it" at the beginning of a sentence stands for: the subject of the one before it.

    >>> antecedent("It was kept.", "A test was made.\\nThe first list was long.")
    'The first list '
    """
    if not _ANAPHOR.match(source):
        return ""
    last = before.rstrip().rsplit("\n", 1)[-1]
    verb = _VERB.search(last)
    return last[: verb.start()] if verb else ""


def alike(term: str, other: str) -> bool:
    """Whether two stems are one word spelt in two ways, or cognates.

    Only longer words are forgiven, and never the first letter: in short ones a letter makes
    another word.

    >>> alike("licenc", "licens"), alike("artificiell", "artifici"), alike("form", "farm")
    (True, True, False)
    """
    shorter = min(len(term), len(other))
    if shorter < _FORGIVEN or term[0] != other[0] or term.isdigit() or other.isdigit():
        return False
    if abs(len(term) - len(other)) <= 3 and (term.startswith(other) or other.startswith(term)):
        return shorter >= 6
    limit = 1 if shorter < 8 else 2
    return abs(len(term) - len(other)) <= limit and OSA.distance(term, other) <= limit


def derived(one: str, other: str) -> bool:
    """Whether two words are built on one: "proposal" and "proposed", "regulate" and "regulator".

    >>> derived("proposal", "proposed"), derived("content", "contact")
    (True, False)
    """
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return (
        shared >= 5
        and shared >= 0.6 * max(len(one), len(other))
        and shared >= min(len(one), len(other)) - 3
    )
