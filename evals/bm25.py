"""BM25 over LlamaIndex's chunks, for comparison: words alone, the usual strong and cheap baseline.

The ranking is bm25s' (Lù: BM25S, orders of magnitude faster lexical search via eager sparse
scoring, 2024) with its defaults: Lucene's variant, k1 = 1.5, b = 0.75, English stop words, no
stemmer.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from evals.baseline import LlamaIndexBaseline, Ranking

if TYPE_CHECKING:
    from llama_index.core.schema import BaseNode, NodeWithScore


class Bm25Baseline(LlamaIndexBaseline):
    """The chunks of a `LlamaIndexBaseline`, ranked by BM25 instead of by their vectors."""

    def _ranking(self, nodes: Sequence[BaseNode], folder: Path | None) -> Ranking:
        """`folder` does nothing: the index is made in a moment and stays in memory."""
        import logging

        import bm25s
        from llama_index.core.schema import NodeWithScore

        logging.getLogger("bm25s").setLevel(logging.WARNING)  # it tells of every step
        index = bm25s.BM25()
        words = bm25s.tokenize([node.get_content() for node in nodes], show_progress=False)
        index.index(words, show_progress=False)

        def rank(text: str, k: int) -> list[NodeWithScore]:
            asked = bm25s.tokenize(text, show_progress=False)
            places, scores = index.retrieve(asked, k=min(k, len(nodes)), show_progress=False)
            return [
                NodeWithScore(node=nodes[place], score=float(score))
                for place, score in zip(places[0], scores[0], strict=True)
                if score > 0.0
            ]

        return rank
