"""What a conversation is on: what the last answer quoted, and whom."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import BaseModel, ConfigDict, Field

from ingest.model import Speaker


class Focus(BaseModel):
    """What the last answer of a conversation quoted; empty where there is none."""

    model_config = ConfigDict(frozen=True)

    documents: tuple[str, ...] = Field(default=(), description="ids, the surest first")
    passages: tuple[str, ...] = Field(default=(), description="ids, the surest first")
    speakers: tuple[Speaker, ...] = Field(default=(), description="the surest first")
    named: tuple[Speaker, ...] = Field(
        default=(), description="whom the quotes only name, the surest first"
    )
    asked: tuple[Speaker, ...] = Field(
        default=(), description="who was asked, in the reading of the question that was answered"
    )
    hangs: bool = Field(default=False, description="the question is not understood alone")


NOWHERE = Focus()

Recall = Callable[[tuple[str, ...]], Focus]
"""What a conversation was on after some turns, the oldest first."""


def nowhere(turns: tuple[str, ...]) -> Focus:
    """No conversation is remembered."""
    return NOWHERE
