"""What a question in another language asks for, as English asks for it: "Who", "How many".

Learned from the examples in `evals/sets/question-asks.jsonl`, in the five other languages of the
Union (`python -m evals.learn_questions`).
"""

from __future__ import annotations

from assistant.question import kind_features
from assistant.question.linear import shipped
from assistant.question.parse import Parsed


def features(parsed: Parsed) -> list[str]:
    """What tells what is asked for: the words of the question and where they stand."""
    return kind_features.features(parsed, 0, False)


def asks(parsed: Parsed) -> str:
    """The words that an English question would begin with.

    >>> from assistant.question.parse import parse
    >>> asks(parse("¿Cuántas salas hay?", [], "es"))
    'How many'
    """
    return shipped("asks").likeliest(features(parsed))
