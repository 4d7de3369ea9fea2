"""The reader as a node postprocessor of llama-index."""

from __future__ import annotations

from collections.abc import Sequence

from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.postprocessor.types import BaseNodePostprocessor
from llama_index.core.schema import NodeWithScore, QueryBundle

from assistant.reader.interface import Excerpt, Reader
from ingest.structure.sentences import split


class ReaderPostprocessor(BaseNodePostprocessor):
    """Puts nodes in the order of their best sentences, as the reader judges them.

    It works behind any retriever of llama-index. The score of a node becomes the probability that
    its best sentence answers; nodes below `threshold` are left out.

    >>> RetrieverQueryEngine.from_args(                                   # doctest: +SKIP
    ...     retriever, node_postprocessors=[ReaderPostprocessor(reader, threshold=0.5)])
    """

    threshold: float = 0.0
    top_n: int | None = None
    _reader: Reader = PrivateAttr()

    def __init__(self, reader: Reader, threshold: float = 0.0, top_n: int | None = None) -> None:
        """`top_n`: the most nodes that are kept; all by default."""
        super().__init__(threshold=threshold, top_n=top_n)
        self._reader = reader

    @classmethod
    def class_name(cls) -> str:
        """Name under which llama-index knows the class."""
        return "ReaderPostprocessor"

    def _postprocess_nodes(
        self, nodes: list[NodeWithScore], query_bundle: QueryBundle | None = None
    ) -> list[NodeWithScore]:
        if query_bundle is None:
            raise ValueError("the reader needs the question: give query_str or query_bundle")
        probabilities = self._reader.read(query_bundle.query_str, [_excerpt(n) for n in nodes])
        judged = [
            NodeWithScore(node=node.node, score=float(found.max()) if len(found) else 0.0)
            for node, found in zip(nodes, probabilities, strict=True)
        ]
        kept = [node for node in judged if node.get_score() >= self.threshold]
        return sorted(kept, key=lambda node: -node.get_score())[: self.top_n]


def _excerpt(node: NodeWithScore) -> Excerpt:
    text, about = node.node.get_content(), node.node.metadata
    sentences = tuple(text[start:end] for start, end in split(text))
    speakers = tuple(_texts(about.get("speakers")))
    heading = " · ".join([*_texts(about.get("title")), *_texts(about.get("section"))])
    return Excerpt(heading, sentences, (speakers,) * len(sentences))


def _texts(value: object) -> Sequence[str]:
    """What a field of somebody's metadata holds, as texts."""
    if isinstance(value, str):
        return [value]
    return [str(each) for each in value] if isinstance(value, (list, tuple)) else []
