"""The retriever of llama-index over a store."""

from __future__ import annotations

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.callbacks import CallbackManager
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from assistant.retrieval.passage_finder import PassageFinder
from assistant.retrieval.query import RetrievalQuery
from assistant.retrieval.retrieved_passage import RetrievedPassage
from index_store import Store
from index_store.filters import Filters


class PassageRetriever(BaseRetriever):
    """Evidence at several scales as llama-index asks for it; `PassageFinder` does the work.

    Whoever does not need llama-index uses `PassageFinder`, which loads in no time.

    >>> PassageRetriever(store, k=5).retrieve("age checks in games")       # doctest: +SKIP
    """

    def __init__(
        self,
        store: Store,
        k: int = 10,
        filters: Filters | None = None,
        finder: PassageFinder | None = None,
        callback_manager: CallbackManager | None = None,
    ) -> None:
        """`k` stretches of passages that pass `filters`; `finder` where one is there already."""
        if k <= 0:
            raise ValueError("k must be greater than 0")
        self.k = k
        self.filters = filters or Filters()
        self.finder = finder or PassageFinder(store)
        super().__init__(callback_manager=callback_manager)

    def retrieve_passages(
        self, query: RetrievalQuery, k: int | None = None, filters: Filters | None = None
    ) -> list[RetrievedPassage]:
        """The same as typed evidence."""
        return self.finder.retrieve_passages(
            query, self.k if k is None else k, filters or self.filters
        )

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        found = self.retrieve_passages(RetrievalQuery(query_bundle.query_str))
        return [NodeWithScore(node=_node(evidence), score=evidence.score) for evidence in found]


def _node(evidence: RetrievedPassage) -> TextNode:
    return TextNode(
        id_=f"{evidence.document}:{evidence.start}-{evidence.end}",
        text=evidence.text,
        start_char_idx=evidence.start,
        end_char_idx=evidence.end,
        metadata={
            "document": evidence.document,
            "paragraph": evidence.first.paragraph,
            "page": evidence.first.page,
            "speakers": list(evidence.speakers),
        },
    )
