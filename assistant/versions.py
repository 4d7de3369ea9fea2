"""What an answer or a search quotes, placed: superseded or not, with corrigenda beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.answer import Answer, Citation, Suggestion
from assistant.locator import Locator
from assistant.markdown import text_of
from index_store import Store
from ingest.model import Passage


class Versions:
    """What the store's revisions mean for quotations.

    >>> Versions(store).beside(answer).citations[-1].corrects             # doctest: +SKIP
    [1]
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._locator = Locator(store)

    def beside(self, answer: Answer) -> Answer:
        """The answer with each source placed and corrigenda cited beside what they correct.

        A corrigendum is cited by its passage that names the paragraph quoted, else by the one
        nearest in meaning.
        """
        revisions = self._store.revisions
        citations = [self._locator.located(citation) for citation in answer.citations]
        more = [self._locator.located(citation) for citation in answer.more_citations]
        quoted = {citation.document for citation in citations}
        added: dict[str, Citation] = {}
        for citation in list(citations):
            for document in revisions.corrected.get(citation.document, ()):
                if document in quoted:
                    continue
                passage = self._nearest(document, citation)
                if passage is None:
                    continue
                if passage.id not in added:
                    number = max(c.n for c in citations) + len(added) + 1
                    added[passage.id] = self._citation(passage, number)
                added[passage.id].corrects.append(citation.n)
        suggestions = self.marked(answer.suggestions)
        placed = {"citations": citations, "more_citations": more, "suggestions": suggestions}
        if not added:
            return answer.model_copy(update=placed)
        sentences = [
            sentence.model_copy(
                update={
                    "citations": [
                        *sentence.citations,
                        *(c.n for c in added.values() if set(c.corrects) & set(sentence.citations)),
                    ]
                }
            )
            for sentence in answer.sentences
        ]
        beside = answer.model_copy(
            update={
                **placed,
                "citations": [*citations, *added.values()],
                "sentences": sentences,
            }
        )
        return beside.model_copy(update={"answer": text_of(beside)})

    def marked(self, found: Sequence[Suggestion]) -> list[Suggestion]:
        """Search results with their places, and what stands in place of superseded documents."""
        return [self._locator.located(item) for item in found]

    def _nearest(self, document: str, citation: Citation) -> Passage | None:
        """The passage of a corrigendum that bears most on what is quoted."""
        passages = self._store.passages(document)
        if citation.paragraph:
            number = re.compile(rf"(?<![\w.]){re.escape(citation.paragraph)}(?!\.?\w)")
            named = [p for p in passages if number.search(_body(p))]
            passages = named or passages
        if len(passages) < 2:
            return passages[0] if passages else None
        vectors = self._store.embedder.embed([citation.quote, *(p.text for p in passages)])
        return passages[int(np.argmax(vectors[1:] @ vectors[0]))]

    def _citation(self, passage: Passage, number: int) -> Citation:
        record = self._store.document(passage.document)
        citation = Citation(
            n=number,
            document=passage.document,
            path=Path(record.path),
            title=record.title,
            paragraph=passage.paragraph,
            page=passage.page,
            start=passage.start,
            end=passage.end,
            speakers=[speaker.name for speaker in passage.speakers],
            quote=passage.text,
        )
        return self._locator.located(citation)


def _body(passage: Passage) -> str:
    """The text of a passage without its own paragraph number."""
    return passage.text.removeprefix(passage.paragraph or "")
