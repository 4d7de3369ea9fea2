"""Whose facts a sentence tells: what a state's paper says of itself is nothing of another state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.model import Speaker, SpeakerKind
from ingest.names.finder import NameFinder

if TYPE_CHECKING:
    from assistant.answerers.draft import Asking
    from assistant.answerers.evidence import ScoredSentence


def of_those_meant(asking: Asking, found: list[ScoredSentence]) -> list[ScoredSentence]:
    """The sentences without those of states that a question about other states does not mean.

    Whoever names one of these, or does so elsewhere in the passage, may speak of them; in a debate
    everybody may, and where no state speaks and none is named besides. A capital may be a place.
    """
    meant = _states(asking.question.about)
    if not meant:
        return found
    typed = {match.speaker.name for match in NameFinder().find(asking.question.text)}
    return [s for s in found if _may_be_of(asking, s, meant, meant <= typed)]


def _may_be_of(asking: Asking, scored: ScoredSentence, meant: set[str], by_name: bool) -> bool:
    """Whether a sentence may tell of the states meant; `by_name`: not by their capitals."""
    source = asking.store.source(scored.passage.document)
    speaking = _states(scored.speakers)
    if source.transcript or speaking & meant:
        return True
    there = (*scored.passage.sentences, scored.sentence)
    named = _states(tuple(s for each in there for s in (*each.speakers, *each.mentions)))
    headings = " ".join((source.title, *scored.passage.section)).casefold()
    if named & meant or any(name.casefold() in headings for name in meant):
        return True
    return not speaking and not (named and by_name)


def _states(speakers: tuple[Speaker, ...]) -> set[str]:
    return {s.name for s in speakers if s.kind is SpeakerKind.MEMBER_STATE}
