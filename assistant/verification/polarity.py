"""What a text denies, what it says the opposite of, and of how many it says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from index_store.analysis import STOP_WORDS, stem

_NEGATION = re.compile(
    r"\b(?:not|no|never|nobody|nothing|none|nor|neither|without|cannot|hardly|non|lacks?|lacked|"
    r"fail(?:s|ed)?\s+to|nowhere)\b|n['’]t\b",
    re.I,
)
_NOT_NEGATED = re.compile(r"\bnot\s+only\b|\bno\s+fewer\s+than\b|\bno\s+more\s+than\b", re.I)
_SCOPE_ENDS = re.compile(r"[,;:.!?]|\b(?:but|and\s+(?:is|are|was|were|has|have|it|they)|because|"
                         r"since|so\s+that|while|whereas|although)\b", re.I)  # fmt: skip
_SCOPE = 6  # words behind a negation that it bears on
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def denied(text: str) -> set[str]:
    """Stems of the words that stand under a negation.

    >>> sorted(denied("A call is never recorded. It is free."))
    ['record']
    """
    return {stem(word) for _, scope in _negations(text) for word in scope}


def undenied(said: str, source: str) -> str | None:
    """A word that the source denies and a sentence with fewer negations repeats."""
    there = {stem(word[0].lower()) for word in _WORD.finditer(said)}
    first = [
        next((word for word in scope if word not in STOP_WORDS), "")
        for _, scope in _negations(source)
    ]
    repeated = [word for word in first if word and stem(word) in there]
    return repeated[-1] if negations(said) < len(repeated) else None


def negations(text: str) -> int:
    """How many negations there are."""
    return sum(1 for _ in _negations(text))


def _negations(text: str) -> Iterator[tuple[int, list[str]]]:
    skipped = [match.span() for match in _NOT_NEGATED.finditer(text)]
    for match in _NEGATION.finditer(text):
        if any(a <= match.start() < b for a, b in skipped):
            continue
        behind = text[match.end() :]
        end = _SCOPE_ENDS.search(behind)
        scope = [w[0].lower() for w in _WORD.finditer(behind[: end.start() if end else None])]
        # "It asks nothing."
        scope = scope or [w[0].lower() for w in _WORD.finditer(text[: match.start()])][-1:]
        yield match.start(), scope[:_SCOPE]


# -- opposites -----------------------------------------------------------------------------

_PAIRS = """
support oppose|agree disagree|accept reject|accept refuse|approve reject|increase decrease|
increase fall|rise fall|rose fell|rise drop|grow shrink|grew fell|grew shrank|open close|
opened closed|more less|more fewer|before after|include exclude|allow forbid|allow ban|
allow prohibit|permit forbid|permit ban|favour oppose|longer shorter|first last|all none|
binding nonbinding|voluntary mandatory|voluntary compulsory|higher lower|above below|begin end|
start stop|start end|with without|minimum maximum|public private|free paid|most few|most least|
majority minority|better worse|strong weak|strengthen weaken|expand reduce|easy hard|
success failure|succeed fail|national international|formal informal|early late|earlier later|
day night|inside outside|online offline|parents children|boys girls|keep delete|kept deleted|
add remove|launch end|gain lose|many few|old new|oldest newest|large small|larger smaller|high low|
useful useless|safe unsafe|until since|short long|hot cold|rural urban|youngest oldest|
encrypted unencrypted|encourage discourage|likely unlikely|give receive|gave received|
lend borrow|buy sell|import export|arrive leave|joined left|praise criticise|welcome regret|
welcome reject|contribution withdrawal|present absent|same different|always never|
multiple single|several one|temporary permanent|optional mandatory|satisfied concerned|
longer less|shorter more|reduce remove|reduce eliminate|reduce abolish|limit abolish|
slow fast|slowly quickly|weekend weekday|morning afternoon|morning evening|success mistake
"""
_PREFIXES = ("un", "in", "im", "ir", "dis", "non")


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in _PAIRS.replace("\n", "").split("|"):
        one, other = (stem(word) for word in pair.split())
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


def contrary(said: set[str], source: set[str]) -> tuple[str, str] | None:
    """A stem of `said` whose opposite stands in `source` while the stem itself does not.

    >>> contrary({"fell"}, {"rose", "share"})
    ('fell', 'rose')
    """
    for word in sorted(said - source):
        opposites = _opposites().get(word, frozenset()) & source - said
        if opposites:
            return word, min(opposites)
        for prefix in _PREFIXES:
            if len(word) >= 4 and prefix + word in source:
                return word, prefix + word
            bare = word.removeprefix(prefix)
            if bare != word and len(bare) >= 4 and bare in source:
                return word, bare
    return None


# -- how many, how often -------------------------------------------------------------------

_QUANTIFIERS = [
    frozenset(group.split())
    for group in (
        "all every each any whole entire everyone everybody everything universal wherever whatever",
        "only sole solely alone exclusively just merely",
        "always never permanently constantly no not without",
        "most majority above",
        "mostly mainly largely most majority",
        "many numerous several various number some",
        "first initial initially original originally",
        "last final finally latest ultimately",
        "largest biggest highest greatest most",
        "both two",
    )
]


_THAN = re.compile(r"(?<!rather )(?<!other )\bthan\b(?!\s+(?:[\d$€£]|(?:about|some)\s+\d))", re.I)
_AS_AS = re.compile(r"\bas\s+(?:much|many|little|few|\w+ly|\w{3,12})\s+as\b", re.I)


def compared(said: str, source: str) -> str | None:
    """A comparison that the source does not make, or makes otherwise: "more than", "as much as".

    >>> compared("Price matters more than size.", "Price matters as much as size.")
    'than'
    """
    for form, other in ((_THAN, _AS_AS), (_AS_AS, _THAN)):
        mine = form.search(said)
        if mine and other.search(source) and not form.search(source):
            return mine[0]
    return None


def overstated(said: str, source: str) -> str | None:
    """A word of how many or how often that the source has in no form.

    >>> overstated("All children left.", "One child in three left.")
    'all'
    """
    there = {word[0].lower() for word in _WORD.finditer(source)}
    for match in _WORD.finditer(said):
        word = match[0].lower()
        # The first alone: what comes mostly from one place is not in most.
        group = next((group for group in _QUANTIFIERS if word in group), None)
        if word in ("no", "not", "without", "above", "number", "some", "two", "any", "just"):
            continue  # negations and numbers are looked at by themselves
        if group is not None and not group & there:
            return word
    return None
