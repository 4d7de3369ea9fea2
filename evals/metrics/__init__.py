"""The figures that an evaluation reports, one small declared metric a file.

`default_metrics()` are all of them. To add one, write its class and name it there.
"""

from __future__ import annotations

from collections.abc import Sequence

from evals.metrics.answered import AnsweredRate
from evals.metrics.citation_precision import CitationPrecision
from evals.metrics.citation_recall import CitationRecall
from evals.metrics.fact_recall import FactRecall
from evals.metrics.latency import Latency, Step
from evals.metrics.metric import Metric, Unit
from evals.metrics.misattribution import MisattributionRate, Misattributions
from evals.metrics.precision import Precision
from evals.metrics.reading_budget import HitWithin, RecallWithin
from evals.metrics.recall import Recall
from evals.metrics.reciprocal_rank import ReciprocalRank
from evals.metrics.refusal import RefusalF1, RefusalPrecision, RefusalRecall
from evals.metrics.right_document import RightDocumentFirst
from evals.metrics.rouge import Rouge

__all__ = ["Metric", "Unit", "default_metrics", "retrieval_metrics"]


def retrieval_metrics() -> list[Metric]:
    """What retrievers are compared by: what somebody finds who reads from the top."""
    return [
        RightDocumentFirst(),
        HitWithin(1000),
        HitWithin(2000),
        RecallWithin(1000),
        RecallWithin(6000),
    ]


def default_metrics(ks: Sequence[int] = (1, 3, 5, 10)) -> list[Metric]:
    """All figures of the evaluation report; `ks`: the ranks of the retrieval figures.

    ROUGE is left out where rouge-score is not installed.
    """
    metrics = retrieval_metrics()
    metrics += [Recall(k) for k in ks]
    metrics += [ReciprocalRank(), *(Precision(k) for k in ks)]
    metrics += [CitationPrecision(), CitationRecall(), FactRecall()]
    metrics += [MisattributionRate(), Misattributions()]
    metrics += [AnsweredRate(), RefusalPrecision(), RefusalRecall(), RefusalF1()]
    if Rouge.available():
        metrics += [Rouge(order) for order in ("1", "2", "L")]
    metrics += [Latency(step, percentile) for step in Step for percentile in (50, 95)]
    return metrics
