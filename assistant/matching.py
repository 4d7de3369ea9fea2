"""Which words of a question a text contains, spelling and language forgiven.

A term is matched by its stem, by a close spelling ("licencing", "artificielle") or by an acronym
the documents define ("artificial intelligence (AI)").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from assistant.wording import stem, words
from index_store.analysis import terms

_ACRONYM = re.compile(r"((?:[\w’'-]+[\s/-]+){1,8}[\w’'-]+)\s*\(([A-Z][A-Za-z]{1,9}s?)\)")


@dataclass(frozen=True)
class Term:
    """A content word of the question with its weight and every stem that stands for it."""

    word: str
    stem: str
    weight: float
    also: frozenset[str] = field(default_factory=frozenset)

    def in_stems(self, stems: frozenset[str] | set[str]) -> bool:
        """Whether a text with these stems has the term."""
        if self.stem in stems or not self.also.isdisjoint(stems):
            return True
        return any(alike(self.stem, other) for other in stems)


def alike(term: str, other: str) -> bool:
    """Whether two stems are one word spelt in two ways, or cognates.

    Only longer words are forgiven, and never the first letter: in short ones a letter makes
    another word.

    >>> alike("licenc", "licens"), alike("artificiell", "artifici"), alike("form", "farm")
    (True, True, False)
    """
    shorter = min(len(term), len(other))
    if shorter < 5 or term[0] != other[0] or term.isdigit() or other.isdigit():
        return False
    if abs(len(term) - len(other)) <= 3 and (term.startswith(other) or other.startswith(term)):
        return shorter >= 6
    limit = 1 if shorter < 8 else 2
    return abs(len(term) - len(other)) <= limit and OSA.distance(term, other) <= limit


def stems_of(text: str) -> frozenset[str]:
    """Stems of all words of a text; of joined words ("Dyzurnet.pl") every part.

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
    content: Sequence[str],
    weight: Callable[[str], float],
    expansions: dict[str, str] | None = None,
) -> tuple[Term, ...]:
    """Terms of a question's content words, each once; `weight` gives a stem's rarity.

    `expansions` are acronyms as `acronyms` finds them: "AI" is then also matched by its words
    and the words by "AI".
    """
    terms: dict[str, Term] = {}
    known = expansions or {}
    spelt = {
        frozenset(stem(w) for w in words(long) if len(w) > 3): short for short, long in known.items()
    }
    joined = frozenset(stem(word) for word in content)
    for word in content:
        key = stem(word)
        if key in terms:
            continue
        also: set[str] = set()
        long = known.get(word) or known.get(word.upper())
        if long:
            parts = [stem(w) for w in words(long) if len(w) > 3]
            also.update(parts[:1])
        for stems, short in spelt.items():
            if key in stems and all(any(s == j or alike(s, j) for j in joined) for s in stems):
                also.add(stem(short))
            elif any(alike(key, s) for s in stems) and all(
                any(s == j or alike(s, j) for j in joined) for s in stems
            ):
                also.add(stem(short))
        terms[key] = Term(word=word, stem=key, weight=weight(key), also=frozenset(also))
    return tuple(terms.values())


def coverage(terms: Sequence[Term], stems: frozenset[str]) -> float:
    """Share of the terms' weight that a text with these stems contains, 0 to 1."""
    total = sum(term.weight for term in terms)
    if not total:
        return 0.0
    return sum(term.weight for term in terms if term.in_stems(stems)) / total
