"""The assistant as a query engine of llama-index."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import Response
from llama_index.core.callbacks import CallbackManager
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from assistant.assistant import Assistant
from index_store.filters import Filters

if TYPE_CHECKING:
    from assistant.answer import Citation, Suggestion
    from index_store import Store


class AssistantQueryEngine(BaseQueryEngine):
    """Answers as llama-index has them: a text, and the nodes that it stands on.

    Each source node is one citation: its text is the quote, its metadata say where it stands and
    who speaks. The metadata of a response say whether the documents answer, and what each
    sentence stands on. An agent, a router or a sub-question engine can use it like any other.

    >>> engine = AssistantQueryEngine(Assistant(store))                   # doctest: +SKIP
    >>> engine.query("What did Malaysia say on AI?").source_nodes[0].metadata  # doctest: +SKIP
    """

    def __init__(
        self,
        assistant: Assistant,
        filters: Filters | None = None,
        top_k: int | None = None,
        callback_manager: CallbackManager | None = None,
    ) -> None:
        """`filters`: the part of the store to answer from; `top_k`: passages to answer from."""
        super().__init__(callback_manager)
        self.assistant = assistant
        self.filters = filters or Filters()
        self.top_k = top_k

    def retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        """The passages that bear on a question, best first, whether they answer it or not."""
        found = self.assistant.search(query_bundle.query_str, filters=self.filters)
        return [NodeWithScore(node=_node(item, item.text), score=item.score) for item in found]

    def _query(self, query_bundle: QueryBundle) -> Response:
        answer = self.assistant.ask(query_bundle.query_str, filters=self.filters, top_k=self.top_k)
        nodes = [NodeWithScore(node=_node(cited, cited.quote)) for cited in answer.citations]
        told = {
            "answered": answer.answered,
            "sentences": [s.model_dump(mode="json") for s in answer.sentences],
            "notices": answer.notices,
        }
        return Response(answer.answer, nodes, told)

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        return await asyncio.to_thread(self._query, query_bundle)

    def _get_prompt_modules(self) -> dict[str, Any]:
        return {}


def query_engine(
    store: Store, filters: Filters | None = None, top_k: int | None = None
) -> AssistantQueryEngine:
    """A query engine over the documents of a store; the store stays open as long as it is used."""
    return AssistantQueryEngine(Assistant(store), filters, top_k)


def _node(place: Citation | Suggestion, text: str) -> TextNode:
    return TextNode(
        id_=f"{place.document}:{place.start}-{place.end}",
        text=text,
        start_char_idx=place.start,
        end_char_idx=place.end,
        metadata={
            "document": place.document,
            "title": place.title,
            "paragraph": place.paragraph,
            "page": place.page,
            "speakers": place.speakers,
        },
    )
