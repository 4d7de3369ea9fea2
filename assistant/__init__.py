"""From a question to an answer in which every sentence is cited.

>>> from assistant import Assistant  # doctest: +SKIP
>>> Assistant(store).ask("What did Malaysia say on AI?").answer  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.answer import Answer, AnswerSentence, Citation, Suggestion
    from assistant.assistant import Assistant
    from assistant.engine import query_engine

__all__ = ["Answer", "AnswerSentence", "Assistant", "Citation", "Suggestion", "query_engine"]


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Imports the assistant when it is first used: it brings the store with it."""
    if name == "query_engine":
        from assistant.engine import query_engine

        return query_engine
    if name == "Assistant":
        from assistant.assistant import Assistant

        return Assistant
    if name in __all__:
        from assistant import answer

        return getattr(answer, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
