"""What the retriever finds with other weights, measured once for all of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.retrieval.finder import EvidenceFinder
from index_store.filters import Filters

if TYPE_CHECKING:
    from assistant.answer import Suggestion
    from assistant.retrieval.finder import Judged
    from assistant.retrieval.query import RetrievalQuery
    from assistant.retrieval.weighing import Weights

_ALL = Filters()


class RememberingFinder(EvidenceFinder):
    """A finder that keeps what it measured last."""

    judged: Judged | None = None

    def judge(self, query: RetrievalQuery, filters: Filters = _ALL) -> Judged | None:
        """Measures the evidence and keeps it in `judged`."""
        self.judged = super().judge(query, filters)
        return self.judged


def found_with(judged: Judged, weights: Weights, k: int) -> list[Suggestion]:
    """The `k` best stretches by these weights: places without their text, best first."""
    from assistant.answer import Suggestion
    from assistant.retrieval.stretches import stretches
    from assistant.retrieval.weighing import weigh

    scope = judged.scope
    shares = weigh(scope, judged.near, judged.far, weights, judged.allowed)
    start, end = scope.gather(scope.replica.start), scope.gather(scope.replica.end)
    records = [scope.replica.documents[d] for d in scope.documents]
    return [
        Suggestion(
            document=records[scope.owner[s.first]].id,
            path=Path(records[scope.owner[s.first]].path),
            title="",
            start=int(start[s.first]),
            end=int(end[s.last]),
            score=s.mass,
            text="",
        )
        for s in stretches(scope, np.exp(shares), k)
    ]
