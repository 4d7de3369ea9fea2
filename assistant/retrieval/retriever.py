"""The retriever of llama-index over a store."""

from __future__ import annotations

from collections.abc import Callable

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.callbacks import CallbackManager
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from assistant.retrieval.passage_finder import PassageFinder
from assistant.retrieval.query import RetrievalQuery
from assistant.retrieval.retrieved_passage import RetrievedPassage
from index_store import Store
from index_store.filters import Filters


class PassageRetriever(BaseRetriever):
    """Passages of a store as llama-index asks for them; `PassageFinder` finds them.

    >>> PassageRetriever(store, k=5).retrieve("age checks in games")       # doctest: +SKIP
    """

    def __init__(
        self,
        store: Store,
        k: int = 10,
        filters: Filters | None = None,
        finder: PassageFinder | None = None,
        understand: Callable[[str], RetrievalQuery] = RetrievalQuery,
        callback_manager: CallbackManager | None = None,
    ) -> None:
        """`k` passages that pass `filters`; `finder` where one is there already.

        `understand`: what is looked for, from the text of a question; by default its words.
        Raises ValueError for a `k` below 1.
        """
        if k <= 0:
            raise ValueError("k must be greater than 0")
        self.k = k
        self.filters = filters or Filters()
        self.finder = finder or PassageFinder(store)
        self._understand = understand
        super().__init__(callback_manager=callback_manager)

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        query = self._understand(query_bundle.query_str)
        found = self.finder.retrieve_passages(query, self.k, self.filters)
        return [NodeWithScore(node=_node(passage), score=passage.score) for passage in found]


def _node(passage: RetrievedPassage) -> TextNode:
    return TextNode(
        id_=f"{passage.document}:{passage.start}-{passage.end}",
        text=passage.text,
        start_char_idx=passage.start,
        end_char_idx=passage.end,
        metadata={
            "document": passage.document,
            "paragraph": passage.first.paragraph,
            "page": passage.first.page,
            "section": list(passage.first.section),
            "speakers": list(passage.speakers),
        },
    )
