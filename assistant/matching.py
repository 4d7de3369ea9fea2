"""Which words of a question a text contains, spelling and language forgiven.

A term is matched by its stem, by a close spelling ("licencing", "artificielle") or by an acronym
the documents define ("artificial intelligence (AI)").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from assistant.question.thesaurus import find
from assistant.wording import stem, words
from index_store.analysis import terms

# Of what a question asks for, the words that need not stand in its answer: "the advantages of".
_ABSTRACT = frozenset(
    stem(word)
    for word in """
    thing aim purpose role point subject measure action step example problem issue matter question
    reason term extent level degree consideration difficulty challenge obstacle barrier benefit
    advantage disadvantage weakness strength impact effect influence aspect element factor
    importance opportunity priority standpoint attitude explanation description detail situation
    inquiry debate discussion discuss talk whether content
    """.split()
)
_ABSTRACT_WEIGHT = 0.3
_FORGIVEN = 5  # letters of a word that may be spelt in another way
# Of persons, before or behind their names.
TITLES = frozenset("mr mrs ms dr hon prof professor sir am mp madam".split())

_ACRONYM = re.compile(r"((?:[\w’'-]+[\s/-]+){1,8}[\w’'-]+)\s*\(([A-Z][A-Za-z]{1,9}s?)\)")


@dataclass(frozen=True)
class Term:
    """A word or expression of the question's topic.

    `ways` are the sets of stems that stand for it: a text has the term if it has all stems of
    one of them. `stem` is the word's own, None for an expression of several words. `abstract`
    words need not stand in an answer: "the advantages of".
    """

    text: str
    weight: float
    ways: tuple[frozenset[str], ...]
    stem: str | None = None
    abstract: bool = False

    def in_stems(self, stems: frozenset[str]) -> bool:
        """Whether a text with these stems has the term."""
        if any(way <= stems for way in self.ways):
            return True
        if self.stem is None or len(self.stem) < _FORGIVEN:
            return False
        first = self.stem[0]  # compared here: most words of a text differ in it
        return any(other[0] == first and alike(self.stem, other) for other in stems)


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


def stems_of(text: str) -> frozenset[str]:
    """Stems of all words of a text; of joined words ("Nattlys.no") every part.

    >>> sorted(stems_of("safety-by-design rules"))
    ['design', 'rule', 'safeti']
    """
    return frozenset(terms(text))


def acronyms(texts: Iterable[str]) -> dict[str, str]:
    """Acronyms that texts define in brackets → the words they stand for.

    >>> acronyms(["risks of artificial intelligence (AI) for children"])
    {'AI': 'artificial intelligence'}
    """
    found: dict[str, str] = {}
    for text in texts:
        for match in _ACRONYM.finditer(text):
            letters = [c.lower() for c in match.group(2) if c.isupper()]
            named = re.split(r"[\s/-]+", match.group(1))
            for size in range(len(letters), min(len(named), len(letters) + 3) + 1):
                tail = named[-size:]
                initials = [w[0].lower() for w in tail if w]
                if _subsequence(letters, initials) and initials[0] == letters[0]:
                    found.setdefault(match.group(2), " ".join(tail))
                    break
    return found


def _subsequence(letters: Sequence[str], initials: Sequence[str]) -> bool:
    rest = iter(initials)
    return all(letter in rest for letter in letters)


def terms_of(
    topic: str, weight: Callable[[str], float], expansions: dict[str, str] | None = None
) -> tuple[Term, ...]:
    """Terms of a topic, each once; `weight` gives a stem's rarity.

    The field's expressions count as one term and are matched by their near-synonyms
    (`assistant.thesaurus`), other words by their stem. `expansions` are acronyms as `acronyms`
    finds them: "AI" is then also matched by the words it stands for.
    """
    found: dict[str, Term] = {}
    at = 0
    for expression in [*find(topic), None]:
        between = topic[at : expression.start if expression else len(topic)]
        for word in words(between):
            _add_word(found, word, weight, expansions or {})
        if expression is None:
            break
        at = expression.end
        own = stems_of(expression.text)
        ways = (own, *(stems_of(equivalent) for equivalent in expression.equivalents))
        if own:
            found.setdefault(
                " ".join(sorted(own)),
                Term(
                    expression.text,
                    max(weight(s) for s in own),
                    tuple(dict.fromkeys(way for way in ways if way)),
                    next(iter(own)) if len(own) == 1 else None,
                ),
            )
    return tuple(found.values())


def _add_word(
    found: dict[str, Term], word: str, weight: Callable[[str], float], known: dict[str, str]
) -> None:
    own = stem(word)
    if not stems_of(word) or word.lower() in TITLES:
        return  # a stop word of the indexes
    share = _ABSTRACT_WEIGHT if own in _ABSTRACT else 1.0
    ways = [stems_of(word), frozenset({own})]
    long = known.get(word) or known.get(word.upper())
    if long:
        ways.append(stems_of(long))
    found.setdefault(
        own, Term(word, share * weight(own), tuple(dict.fromkeys(ways)), own, share < 1)
    )


def coverage(terms: Sequence[Term], stems: frozenset[str]) -> float:
    """Share of the terms' weight that a text with these stems contains, 0 to 1."""
    total = sum(term.weight for term in terms)
    if not total:
        return 0.0
    return sum(term.weight for term in terms if term.in_stems(stems)) / total
