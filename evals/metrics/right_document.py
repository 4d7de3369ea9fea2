"""The right document first."""

from __future__ import annotations

from typing import ClassVar

from evals.case import Case
from evals.metrics.metric import Metric


class RightDocumentFirst(Metric):
    """Applies to questions that name the document of their gold."""

    name = "doc@1"
    description: ClassVar[str] = "Share of questions whose first passage is of the gold document."
    citation: ClassVar[str] = (
        "success at rank 1, over documents (MacAvaney, Macdonald, Ounis: Streamlining evaluation "
        "with ir-measures, ECIR 2022)"
    )

    def of(self, case: Case) -> float | None:
        """None where the question has no gold or does not say of which document it is."""
        if not case.golds or case.question.document is None:
            return None
        right = {stretch.document for gold in case.golds for stretch in gold.stretches}
        return float(bool(case.found) and case.found[0].document in right)
