"""What the kind of a question makes of its names, and they of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.question.parse import Parsed
from assistant.question.question import TALK, Kind
from assistant.question.speakers import Roles


def kind_of(decided: Kind, told: Roles) -> Kind:
    """The kind of a question with these names: to compare takes two."""
    if decided in TALK:
        return Kind.FACT
    asked = (*told.asked, *told.unknown)
    if decided is Kind.COMPARE and len((*asked, *told.about)) == 1:
        return Kind.POSITION if asked else Kind.FACT
    return decided


def without_bodies(told: Roles) -> Roles:
    """What "the committee" decided is an outcome, whoever tells of it."""
    asked = tuple(speaker for speaker in told.asked if speaker not in told.bodies)
    return replace(told, asked=asked, about=(*told.about, *told.bodies))


def outside(told: Roles, parsed: Parsed, spans: Sequence[tuple[int, int]]) -> Roles:
    """Without the names that only say which document is meant."""
    there = {
        name.speaker
        for name in parsed.names
        if not any(start <= name.start < end for start, end in spans)
    }
    return replace(told, about=tuple(speaker for speaker in told.about if speaker in there))


def for_kind(told: Roles, kind: Kind) -> Roles:
    """Nobody's own words are wanted where everybody's are.

    An overview may be of anything that has a name, an event or a paper.
    """
    if kind is Kind.OVERVIEW:
        return replace(told, unknown=())
    if kind is not Kind.WHO or not (told.asked or told.unknown):
        return told
    return Roles((), (*told.asked, *told.about), ())
