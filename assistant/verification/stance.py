"""How firmly a text says something: asked, proposed, planned, possible, decided.

A summary may soften none of this and strengthen none of it.
"""

from __future__ import annotations

import re

from assistant.question.deed import Act
from assistant.question.speech_acts import FORMS, PATTERNS, SpeechAct, acts
from assistant.verification.polarity import denied
from assistant.verification.semantic_roles import leads_to_question, parsed
from index_store.analysis import stem

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


SPOKEN = (Act.QUESTION, Act.PROPOSAL, Act.PLAN, Act.POSSIBILITY)
"""Acts of which one word may stand for another, so that the words themselves need not match."""


def spoken(text: str) -> list[tuple[int, int]]:
    """Where words of asking, proposing, planning and of what is possible stand."""
    return [(done.start, done.end) for done in acts(text) if done.act in SPOKEN]


def unlike(said: str, source: str, told: tuple[int, int], named: list[int]) -> str | None:
    """What a clause does that its source does not, or the other way round; None where neither.

    `told` is the stretch of `source` that the clause retells; `named` where names begin in it.
    """
    return _firmer(said, source, told) or _other_act(said, source, told, named)


def _firmer(said: str, source: str, told: tuple[int, int]) -> str | None:
    """What is certain, done or true of all in a clause, and less so in its source."""
    if _WILL.search(said) and not (
        _WILL.search(source) or _INTENT.search(source) or _TOLD_WOULD.search(source)
    ):
        return "it is less certain in the passage"
    if _OFFERS.search(said) and not _BINDS_ITSELF.search(source):
        return "it is not offered in the passage"
    if bare := _without_modal(said, source):
        return f"the passage has “{bare}”"
    if part := _of_a_part(said, source, told):
        return f"the passage says it only of “{part}”"
    return None


def _other_act(said: str, source: str, told: tuple[int, int], named: list[int]) -> str | None:
    """An act of a clause that its source has not, or one that the source puts above it."""
    mine = {done.act for done in acts(said)}
    theirs = acts(source)
    everything = {done.act for done in theirs}
    asks = [done for done in theirs if done.act is Act.QUESTION]
    # Who enquires whether a thing would be done neither proposes nor plans it.
    indirect = asks and all(leads_to_question(source, done.start) for done in asks)
    if indirect and Act.QUESTION not in mine:
        everything = {done.act for done in theirs if done.start < asks[0].start}
    for act in mine:
        if not RESTS_ON[act] & everything:
            return f"“{_form(act, said)}” is not in the passage"
        if act in _BY_WORD and not _same_stems(act, said, source):
            return f"“{_form(act, said)}” is not in the passage"
    governing = _governing(source, theirs, told, named)
    if governing is not None and not TOLD_AS[governing.act] & mine:
        if governing.act is Act.OPPOSITION and denied(said):
            return None
        if governing.act is Act.OBLIGATION and _NEED.search(said):
            return None
        return f"the passage has “{source[governing.start : governing.end]}”"
    return None


_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_NEED = re.compile(r"\bneed(?:s|ed)?\b", re.I)
_WILL = re.compile(r"\b(?:will|shall)\b|['’]ll\b", re.I)
# "confirmed that it would go on" is told as "confirmed that it will".
_TOLD_WOULD = re.compile(r"\b(?:said|confirmed|announced|added)\s+that\s[^.;]*\bwould\b", re.I)
# An offer is one's own: to invite others is none.
_OFFERS = re.compile(r"\b(?:offer(?:s|ed|ing)?|volunteer\w*)\b", re.I)
_BINDS_ITSELF = re.compile(
    r"\b(?:(?i:we|i)|[A-Z]\w+)\s+(?:\w+ly\s+|also\s+)?(?:will|would|can|could|shall)\b"
    r"|\b(?i:offer\w*|volunteer\w*|ready|willing|prepared|glad|happy|undert\w+|provid\w+|available|free)\b"
)
_INTENT = re.compile(FORMS[Act.PLAN].replace("will|would|shall|", ""), re.I)
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
_COUNTED = 4  # words behind "several" among which is what it counts
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
        if not match[0].endswith("of") and not _said_behind(source[match.end() :], said):
            continue  # several of something else
        near = match.start() >= start or len(source[match.end() : start].split()) <= 3
        if (
            near
            and match.start() < end
            and not _PART.search(said)
            and not re.search(r"\d|%|\bpart\b", said)
        ):
            return match[0]
    return None


def _said_behind(source: str, said: str) -> bool:
    """Whether one of the next words of the source is said: what "several" counts."""
    words = {stem(match[0].lower()) for match in _WORD.finditer(said)}
    behind = [match[0].lower() for match in _WORD.finditer(source)][:_COUNTED]
    return any(stem(word) in words for word in behind)


def _governing(
    source: str, theirs: list[SpeechAct], told: tuple[int, int], named: list[int]
) -> SpeechAct | None:
    """The act under which the retold stretch stands in its source."""
    start, end = told
    for act in _SOFTENING:
        for done in reversed(theirs):
            if done.act is not act or done.start >= end:
                continue
            gap = source[done.end : start]
            if _says_more(source, done.end, start):
                continue  # "welcomed the idea and told the group of another thing"
            if done.start >= start:
                return done
            if act in _ADVERBIAL:
                if len(gap.split()) <= 3 and not re.search(r"[.,;:]", gap):
                    return done
            # Behind somebody else's name somebody else speaks.
            elif not any(done.end <= at <= start + 4 for at in named) and ";" not in gap:
                return done
    return None


def _says_more(source: str, start: int, end: int) -> bool:
    """Whether a further verb in the past begins there: "and told"."""
    return " and " in source[start:end] and any(
        token.tag_ == "VBD" and token.dep_ == "conj" and start <= token.idx < end
        for token in parsed(source)
    )


def _form(act: Act, text: str) -> str:
    match = PATTERNS[act].search(text)
    return match[0] if match else act.value


def _same_stems(act: Act, said: str, source: str) -> bool:
    theirs = {stem(match[0]) for match in PATTERNS[act].finditer(source)}
    return all(stem(match[0]) in theirs for match in PATTERNS[act].finditer(said))
