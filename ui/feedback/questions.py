"""Feedback as lines of a question set, for `cop-assistant eval`.

A verdict says whether an answer was good. It says what a good answer is only where it is
"helpful": then what was quoted is the evidence. Other lines have no gold; whoever completes them
reads `feedback`, `comment` and `shown`, which `eval` leaves alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from ui.feedback.record import Feedback, Quoted, Verdict

KIND = "feedback"


def question_lines(kept: Iterable[tuple[int, Feedback]]) -> Iterator[dict[str, Any]]:
    """Lines of a question set, one for each verdict, its `id` made of its number."""
    for number, feedback in kept:
        yield {"id": f"feedback-{number}", **_line(feedback)}


def _line(feedback: Feedback) -> dict[str, Any]:
    good = feedback.verdict is Verdict.HELPFUL
    line: dict[str, Any] = {
        "kind": KIND,
        "question": feedback.question,
        "history": list(feedback.history),
        # Who finds a refusal unhelpful thinks that the documents do say.
        "answerable": feedback.answered or not good,
    }
    if good and feedback.answered:
        line |= _gold(feedback.quoted)
    line |= {"feedback": feedback.verdict.value, "comment": feedback.comment}
    if not good:
        line["shown"] = feedback.answer
    return line


def _gold(quoted: Iterable[Quoted]) -> dict[str, Any]:
    """The evidence that was quoted: spans of the first document, of others under `also`."""
    ordered = sorted(quoted, key=lambda quote: (quote.document, quote.start))
    documents = [
        {"document": document, "spans": [[quote.start, quote.end] for quote in quotes]}
        for document, quotes in groupby(ordered, key=lambda quote: quote.document)
    ]
    if not documents:
        return {}
    first, *others = documents
    who = dict.fromkeys(name for quote in ordered for name in quote.speakers)
    return {**first, "also": others, "who": list(who)}
