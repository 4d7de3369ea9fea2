"""What a question asks for, read once."""

from __future__ import annotations

from assistant.question.query import Query, QuestionKind, Wanted

__all__ = ["Query", "QuestionKind", "Wanted"]
