"""Quotations: what is quoted must be the canonical text, word by word, of who was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from ingest.folding import composed

if TYPE_CHECKING:
    from assistant.answer import AnswerSentence, Citation


def folded(text: str) -> str:
    """Text with its white space folded and its accents composed, for comparison.

    >>> folded("two\\n  words")
    'two words'
    """
    return " ".join(composed(text).split())


def problem(
    sentence: AnswerSentence,
    citations: Sequence[Citation],
    canonical: Callable[[str, int, int], str],
    asked: Iterable[str] = (),
) -> str | None:
    """What is wrong with a quoted sentence, None where nothing is.

    `canonical(document, start, end)` gives the stored text; `asked` are the names of the
    speakers whose words were wanted, any of which may have said it.
    """
    numbered = {citation.n: citation for citation in citations}
    if not sentence.citations:
        return "no citation"
    cited = []
    for n in sentence.citations:
        citation = numbered.get(n)
        if citation is None:
            return f"citation [{n}] does not exist"
        if canonical(citation.document, citation.start, citation.end) != citation.quote:
            return f"citation [{n}] is not the text of the document"
        cited.append(citation)
    if not any(folded(sentence.text) in folded(citation.quote) for citation in cited):
        return "the cited passage does not say it"
    wanted = set(asked)
    if wanted and not any(wanted & set(citation.speakers) for citation in cited):
        return "said by somebody else"
    return None
