"""What the retriever finds with other weights, measured once for all of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.retrieval.passage_finder import PassageFinder
from index_store.filters import Filters

if TYPE_CHECKING:
    from assistant.answer import Suggestion
    from assistant.retrieval.features import CandidateFeatures
    from assistant.retrieval.query import RetrievalQuery
    from assistant.retrieval.scoring import Weights

_ALL = Filters()


class RememberingFinder(PassageFinder):
    """A finder that keeps what it measured last."""

    kept: CandidateFeatures | None = None

    def candidate_features(
        self, query: RetrievalQuery, filters: Filters = _ALL
    ) -> CandidateFeatures | None:
        """The features of all candidates, which stay in `kept`."""
        self.kept = super().candidate_features(query, filters)
        return self.kept


def found_with(features: CandidateFeatures, weights: Weights, k: int) -> list[Suggestion]:
    """The `k` best windows by these weights: places without their text, best first."""
    from assistant.answer import Suggestion
    from assistant.retrieval.scoring import score_passages
    from assistant.retrieval.windows import best_windows

    candidates = features.candidates
    shares = score_passages(features, weights)
    replica = candidates.replica
    start, end = candidates.gather(replica.start), candidates.gather(replica.end)
    records = [replica.documents[d] for d in candidates.documents]
    return [
        Suggestion(
            document=records[candidates.owner[w.first]].id,
            path=Path(records[candidates.owner[w.first]].path),
            title="",
            start=int(start[w.first]),
            end=int(end[w.last]),
            score=w.mass,
            text="",
        )
        for w in best_windows(candidates, np.exp(shares), k)
    ]
