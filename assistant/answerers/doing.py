"""Whether a speaker does in a sentence what a question asks for: "Who opposed the fee?"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.question.deed import Act, Deed
from assistant.question.deeds import Done, doing, done, first
from ingest.attribution.parse import pipeline
from ingest.model import Speaker
from ingest.names.finder import NameFinder

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from assistant.answerers.evidence import ScoredSentence

_ALIKE = (Act.QUESTION, Act.PROPOSAL)  # to ask for a thing is to propose it
_SIDES = (Act.SUPPORT, *_ALIKE)


def does(
    speaker: Speaker, scored: ScoredSentence, deed: Deed, language: str, transcript: bool
) -> bool:
    """Whether a speaker of a sentence does `deed` in it.

    Where the sentence does not tell, an act that is told plainly is believed of its speaker, one
    that is denied or opposes is not.
    """
    own = {each.settled for each in _own(speaker, scored, deed, language, transcript)}
    if any(_is_same(each, deed.settled) for each in own):
        return True
    return not deed.strict and not any(_is_contrary(each, deed.settled) for each in own)


def tells(
    speaker: Speaker, scored: ScoredSentence, deed: Deed, language: str, transcript: bool
) -> bool:
    """Whether a sentence tells in so many words that its speaker does what a deed says."""
    own = _own(speaker, scored, deed, language, transcript)
    return any(each.settled == deed.settled for each in own)


def _is_same(one: Deed, wanted: Deed) -> bool:
    if one.denied != wanted.denied:
        return False
    # Not to want a thing is not to support it; not to ask about it says nothing.
    alike = one.act in _ALIKE and wanted.act in _ALIKE and not wanted.denied
    alike = alike or (wanted.denied and wanted.act is Act.PROPOSAL and one.act in _SIDES)
    return alike or (one.act == wanted.act and one.verb == wanted.verb)


def _is_contrary(one: Deed, wanted: Deed) -> bool:
    if one.act is Act.WARNING:  # who but worries about a thing is not in favour of it
        return wanted.act is Act.SUPPORT and one.denied == wanted.denied
    return one.act in _SIDES and wanted.act in _SIDES and one.denied != wanted.denied


def _own(
    speaker: Speaker, scored: ScoredSentence, deed: Deed, language: str, transcript: bool
) -> Iterator[Deed]:
    """What a speaker does in a sentence."""
    if language != "en":
        told = first(scored.text, language)
        if told is not None and told.act is not None:
            yield told
        return
    doc = _parsed(scored.own)
    for each in doing(doc, deed.verb) if deed.act is None else done(doc):
        if _is_by(speaker, each, scored, transcript):
            yield each.deed


def _is_by(speaker: Speaker, told: Done, scored: ScoredSentence, transcript: bool) -> bool:
    """Whether the subject of a deed is the speaker: by name, as "we", or as the narrated voice."""
    subject = told.subject
    if subject is None:
        return told.main
    words = list(subject.subtree)
    named = _named(
        " ".join(word.text for word in words), scored.speakers + scored.sentence.mentions
    )
    if named:
        return speaker.name in named
    if any("1" in word.morph.get("Person", []) for word in words):
        return True
    return not transcript and (told.main or subject.pos_ == "PRON")


@lru_cache(maxsize=2000)
def _parsed(text: str) -> Doc:
    """The parse of a sentence, remembered."""
    return pipeline()(text)


@lru_cache(maxsize=2000)
def _named(text: str, among: tuple[Speaker, ...]) -> frozenset[str]:
    """Who of some is named in a text."""
    folded = text.casefold()
    there = {speaker.name for speaker in among if speaker.name.casefold() in folded}
    there.update(match.speaker.name for match in _finder().find(text))
    return frozenset(there)


@lru_cache(maxsize=1)
def _finder() -> NameFinder:
    return NameFinder()
