"""The meetings that a question names by their dates: "the meetings of May 2024 and June 2025"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.question.meeting_terms import is_meeting, meeting_terms
from assistant.question.parse import Parsed
from assistant.question.periods import Period, find_periods
from assistant.question.topic import is_loose

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOUNS = ("NOUN", "PROPN")


@dataclass(frozen=True)
class DatedMeeting:
    """One or several meetings named by their dates: "the meetings of May 2024 and June 2025"."""

    start: int
    end: int
    periods: tuple[Period, ...]


def dated_meetings(parsed: Parsed) -> list[DatedMeeting]:
    """The meetings that a question names by their dates, in its order."""
    nouns = [(term.start, term.end) for term in meeting_terms(parsed)]
    lists: list[list[Period]] = []
    for period in sorted(find_periods(parsed.text), key=lambda p: p.start):
        if lists and _joined(parsed, lists[-1][-1].end, period.start):
            lists[-1].append(period)
        else:
            lists.append([period])
    found = []
    for listed in lists if nouns else ():
        start, end = listed[0].start, listed[-1].end
        of = [noun for noun in nouns if _belongs(parsed, noun, (start, end))]
        if of:
            noun = min(of, key=lambda noun: max(start - noun[1], noun[0] - end))
            found.append(DatedMeeting(min(start, noun[0]), max(end, noun[1]), tuple(listed)))
    return found


def _between(parsed: Parsed, start: int, end: int) -> list[Token]:
    return [token for token in parsed.doc if start <= parsed.starts[token.i] < end]


def _joined(parsed: Parsed, start: int, end: int) -> bool:
    """Whether what stands between two dates makes them a list: "and", "and of the"."""
    words = _between(parsed, start, end)
    if not words or not all(token.is_punct or is_loose(token, parsed) for token in words):
        return False
    if parsed.english:
        return words[0].is_punct or words[0].pos_ == "CCONJ"
    return not any(start <= term.start < end for term in meeting_terms(parsed))


def _belongs(parsed: Parsed, noun: tuple[int, int], dates_: tuple[int, int]) -> bool:
    """Whether dates say which meeting a noun means: they stand beside it, or hang on it."""
    start, end = min(noun[1], dates_[1]), max(noun[0], dates_[0])
    words = _between(parsed, start, end)
    if all(is_loose(token, parsed) for token in words):
        return True
    return parsed.english and _hangs(parsed, noun, dates_)


def _hangs(parsed: Parsed, noun: tuple[int, int], dates_: tuple[int, int]) -> bool:
    """Whether a date is part of a meeting's noun phrase: "the meeting that was held in May"."""
    within = _between(parsed, *dates_)
    for above in within[0].ancestors if within else ():
        if noun[0] <= parsed.starts[above.i] < noun[1]:
            return is_meeting(above)
        if above.pos_ in _NOUNS and above not in within:
            return False
    return False
