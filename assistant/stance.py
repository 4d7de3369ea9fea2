"""How firmly a text says something: asked, proposed, planned, decided; denied or affirmed.

A summary may soften none of this and strengthen none of it. `acts` reads what a clause does,
`denied` which of its words stand under a negation, `contrary` finds words of opposite meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from assistant.wording import stem


class Act(StrEnum):
    """What is done by saying it."""

    QUESTION = "question"
    PROPOSAL = "proposal"
    PLAN = "plan"
    POSSIBILITY = "possibility"
    DECISION = "decision"
    OBLIGATION = "obligation"
    SUPPORT = "support"
    WELCOME = "welcome"
    OPPOSITION = "opposition"
    WARNING = "warning"
    CERTAINTY = "certainty"


_FORMS = {
    Act.QUESTION: r"ask(?:s|ed|ing)?|enquir\w+|inquir\w+|wonder\w*|whether|question(?:s|ed)|"
    r"want(?:s|ed)?\s+to\s+know",
    Act.PROPOSAL: r"propos\w+|suggest\w*|recommend\w*|invit\w+|encourag\w+|urge[sd]?|urging|"
    r"advocat\w+|offer(?:s|ed|ing)?|volunteer\w*|call(?:s|ed|ing)?\s+(?:for|on|upon)|"
    r"request(?:s|ed|ing)|wish(?:es|ed)?|would\s+like|seek(?:s|ing)?|sought|appeal\w*|hop(?:es|ed)|"
    r"should|ought|want(?:s|ed)?\b(?!\s+to\s+know)|idea\s+of|ask(?:s|ed)?\s+(?:that|for)|"
    r"would\s+(?:be\s+)?(?:prefer\w*|welcome|useful)|pleads?|consider(?:ed)?\s+\w+ing|ready\s+to|"
    r"willing\s+to|please|let\s+us",
    Act.PLAN: r"will|would|shall|plan(?:s|ned|ning)?|intend\w*|going\s+to|prepar(?:e|es|ing)|"
    r"(?:is|are)\s+to|(?:was|were)\s+to\s+be|due|undert\w+|pledg\w+|promis\w+|commit(?:s|ted)?|"
    r"(?:is|are)\s+being|later",
    Act.POSSIBILITY: r"may|might|could|possibl[ey]|perhaps|potential\w*|probabl[ey]|likely",
    Act.DECISION: r"agree[ds]?(?!\s+with)|agreement|decid\w+|decision|adopt\w*|approv\w+|"
    r"resolv(?:es|ed)|conclud\w+|conclusion|ratif\w+|enact\w*|settle[ds]?",
    Act.OBLIGATION: r"must|requir\w+|oblig\w+|mandator\w+|compulsor\w+|ha(?:ve|s|d)\s+to|duty|"
    r"duties|forbid\w*|forbade|ban(?:s|ned)?|prohibit\w*|need(?:s|ed)?\s+to|demand\w*",
    Act.SUPPORT: r"support(?:s|ed|ing)?|endors\w+|back(?:s|ed|ing)|second(?:s|ed)|favou?r(?:s|ed)?|"
    r"agree[ds]?\s+with|concur\w*|shar(?:e|es|ed)\s+(?:the\s+|\w+['’]s\s+|this\s+|that\s+)?"
    r"(?:concerns?|views?|worr\w+)|in\s+favou?r|with\s+\w+['’]s\s+support|accept(?:s|ed)?",
    Act.WELCOME: r"welcom\w+|appreciat\w+|thank\w*|congratulat\w+|commend\w*|prais\w+|applaud\w*",
    Act.OPPOSITION: r"oppos\w+|reject\w*|object(?:s|ed)?\s+to|object(?:s|ed)|disagree\w*|refus\w+|"
    r"criticis\w+|criticiz\w+|condemn\w*|den(?:y|ies|ied)|(?:is|are|was|were)\s+against",
    Act.WARNING: r"warn\w*|caution\w*|concern(?:s|ed)?|fear(?:s|ed)?|worr(?:y|ies|ied)",
    Act.CERTAINTY: r"prove[sdn]?|guarante\w+|certain(?:ly)?|definit\w+|undoubted\w*|insist\w*|"
    r"confirm\w*|always|unanimous\w*",
}  # fmt: skip
_ACT = re.compile("|".join(rf"(?P<{a.name}>\b(?:{f})\b)" for a, f in _FORMS.items()), re.I)
_EACH = {act: re.compile(rf"\b(?:{form})\b", re.I) for act, form in _FORMS.items()}

# What a clause that does the first may be told as, besides the same.
TOLD_AS = {
    Act.QUESTION: {Act.QUESTION, Act.PROPOSAL},
    Act.PROPOSAL: {Act.PROPOSAL, Act.QUESTION},
    Act.PLAN: {Act.PLAN, Act.PROPOSAL, Act.POSSIBILITY},
    Act.POSSIBILITY: {Act.POSSIBILITY, Act.PROPOSAL, Act.QUESTION},
    Act.OBLIGATION: {Act.OBLIGATION},
    Act.OPPOSITION: {Act.OPPOSITION},
}
# What a sentence that does the first may rest on, besides the same.
RESTS_ON = {
    Act.QUESTION: {Act.QUESTION, Act.PROPOSAL},
    Act.PROPOSAL: {Act.PROPOSAL, Act.QUESTION, Act.PLAN},
    Act.PLAN: {Act.PLAN},
    Act.POSSIBILITY: {Act.POSSIBILITY, Act.PLAN, Act.PROPOSAL, Act.QUESTION},
    Act.DECISION: {Act.DECISION},
    Act.OBLIGATION: {Act.OBLIGATION},
    Act.SUPPORT: {Act.SUPPORT},
    Act.WELCOME: {Act.WELCOME, Act.SUPPORT},
    Act.OPPOSITION: {Act.OPPOSITION},
    Act.WARNING: {Act.WARNING},
    Act.CERTAINTY: {Act.CERTAINTY},
}
# Of these one form does not stand for another: "confirmed" is not "guaranteed".
_BY_WORD = {Act.CERTAINTY, Act.WARNING}
_SOFTENING = (Act.QUESTION, Act.PROPOSAL, Act.OPPOSITION, Act.OBLIGATION, Act.PLAN, Act.POSSIBILITY)
_ADVERBIAL = {Act.PLAN, Act.POSSIBILITY, Act.OBLIGATION}


@dataclass(frozen=True)
class Done:
    """An act at `text[start:end]`."""

    act: Act
    start: int
    end: int


def acts(text: str) -> list[Done]:
    """The acts of a text in reading order; a form of two acts counts for both.

    >>> [done.act.value for done in acts("Ghana asked whether it could help")]
    ['question', 'question', 'possibility']
    """
    found = [
        Done(act, match.start(), match.end())
        for act, form in _EACH.items()
        for match in form.finditer(text)
        if match[0] != "May"
    ]
    return sorted(found, key=lambda done: (done.start, done.act))


SPOKEN = (Act.QUESTION, Act.PROPOSAL, Act.PLAN, Act.POSSIBILITY)
"""Acts of which one word may stand for another, so that the words themselves need not match."""


def spoken(text: str) -> list[tuple[int, int]]:
    """Where words of asking, proposing, planning and of what is possible stand."""
    return [(done.start, done.end) for done in acts(text) if done.act in SPOKEN]


def unlike(said: str, source: str, told: tuple[int, int], named: list[int]) -> str | None:
    """What a clause does that its source does not, or the other way round; None where neither.

    `told` is the stretch of `source` that the clause retells; `named` where names begin in it.
    """
    mine = {done.act for done in acts(said)}
    theirs = acts(source)
    everything = {done.act for done in theirs}
    if _WILL.search(said) and not _WILL.search(source) and not _INTENT.search(source):
        return "it is less certain in the passage"
    if bare := _without_modal(said, source):
        return f"the passage has “{bare}”"
    if part := _of_a_part(said, source, told):
        return f"the passage says it only of “{part}”"
    for act in mine:
        if not RESTS_ON[act] & everything:
            return f"“{_form(act, said)}” is not in the passage"
        if act in _BY_WORD and not _same_stems(act, said, source):
            return f"“{_form(act, said)}” is not in the passage"
    governing = _governing(source, theirs, told, named)
    if governing is not None and not TOLD_AS[governing.act] & mine:
        if governing.act is Act.OPPOSITION and denied(said):
            return None
        return f"the passage has “{source[governing.start : governing.end]}”"
    return None


_WILL = re.compile(r"\b(?:will|shall)\b|['’]ll\b", re.I)
_INTENT = re.compile(_FORMS[Act.PLAN].replace("will|would|shall|", ""), re.I)
_MODAL = re.compile(
    r"\b(?P<modal>can|could|may|might|would|will|shall|should|must)\s+(?:\w+ly\s+|also\s+|not\s+)*"
    r"(?P<verb>[^\W\d_]+)",
    re.I,
)
_ANY_MODAL = re.compile(
    r"\b(?:can|could|may|might|would|will|shall|should|must|able|possible|let|allow\w*|ha(?:s|ve|d)\s+to|"
    r"is\s+to|are\s+to)\b",
    re.I,
)
_PART = re.compile(r"\b(some|half|most|a\s+few|few|several|many|hardly\s+any)\b(?:\s+of)?", re.I)


def _without_modal(said: str, source: str) -> str | None:
    """ "can test" of the source where the sentence says that it is done."""
    verbs = {stem(match[0].lower()) for match in _WORD.finditer(said)}
    if _ANY_MODAL.search(said) or any(done.act in SPOKEN for done in acts(said)):
        return None
    for match in _MODAL.finditer(source):
        if stem(match["verb"].lower()) in verbs - {"be", "have"}:
            return match[0]
    return None


def _of_a_part(said: str, source: str, told: tuple[int, int]) -> str | None:
    """ "some of them" of the source where the sentence says it of all."""
    start, end = told
    for match in _PART.finditer(source):
        near = match.start() >= start or len(source[match.end() : start].split()) <= 3
        if (
            near
            and match.start() < end
            and not _PART.search(said)
            and not re.search(r"\d|%|\bpart\b", said)
        ):
            return match[0]
    return None


def _governing(
    source: str, theirs: list[Done], told: tuple[int, int], named: list[int]
) -> Done | None:
    """The act under which the retold stretch stands in its source."""
    start, end = told
    for act in _SOFTENING:
        for done in reversed(theirs):
            if done.act is not act or done.start >= end:
                continue
            gap = source[done.end : start]
            if done.start >= start:
                return done
            if act in _ADVERBIAL:
                if len(gap.split()) <= 3 and not re.search(r"[.,;:]", gap):
                    return done
            # Behind somebody else's name somebody else speaks.
            elif not any(done.end <= at <= start + 4 for at in named) and ";" not in gap:
                return done
    return None


def _form(act: Act, text: str) -> str:
    match = _EACH[act].search(text)
    return match[0] if match else act.value


def _same_stems(act: Act, said: str, source: str) -> bool:
    theirs = {stem(match[0]) for match in _EACH[act].finditer(source)}
    return all(stem(match[0]) in theirs for match in _EACH[act].finditer(said))


# -- negation ------------------------------------------------------------------------------

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
        "most majority mostly mainly largely above",
        "many numerous several various number some",
        "first initial initially original originally",
        "last final finally latest ultimately",
        "largest biggest highest greatest most",
        "both two",
    )
]


def overstated(said: str, source: str) -> str | None:
    """A word of how many or how often that the source has in no form.

    >>> overstated("All children left.", "One child in three left.")
    'all'
    """
    there = {word[0].lower() for word in _WORD.finditer(source)}
    for match in _WORD.finditer(said):
        word = match[0].lower()
        groups = [group for group in _QUANTIFIERS if word in group]
        if word in ("no", "not", "without", "above", "number", "some", "two", "any", "just"):
            continue  # negations and numbers are looked at by themselves
        if groups and not any(group & there for group in groups):
            return word
    return None
