"""What an evaluation finds, as typed models: written as JSON, read back as a baseline."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, Field, ValidationError

from evals.metrics.metric import Unit

Figures = dict[str, float | None]
"""Figures by name of the metric; None where a metric does not apply."""


class BadReport(Exception):
    """A report that cannot be read; `str()` is one line fit for the user."""


class MetricInfo(BaseModel):
    """What a figure is, so that a report explains itself."""

    name: str
    description: str
    citation: str
    unit: Unit
    higher_is_better: bool


class Settings(BaseModel):
    """What was evaluated."""

    system: str = Field(description="what answered")
    model: str = Field(description="embedding model")
    questions: str = Field(default="", description="file of the question set")
    documents: int
    passages: int
    top_k: int = Field(description="passages retrieved for the retrieval figures")
    version: str
    created: str = Field(description="ISO 8601, UTC")


class Evidence(BaseModel):
    """A piece of text and where it stands: a gold, a citation or a passage found."""

    label: str
    text: str
    gold: bool = True
    speakers: list[str] = Field(default_factory=list)


class QuestionRow(BaseModel):
    """One question, its figures and what went wrong with it."""

    id: str
    kind: str
    sort: str | None = None
    question: str
    history: list[str] = Field(default_factory=list)
    answerable: bool
    answered: bool
    answer: str
    figures: Figures
    problems: list[str] = Field(default_factory=list)
    expected: list[Evidence] = Field(default_factory=list)
    removed: list[str] = Field(
        default_factory=list, description="sentences that verification did not let through, and why"
    )
    cited: list[Evidence] = Field(default_factory=list)
    found: list[Evidence] = Field(default_factory=list, description="first passages retrieved")
    search_seconds: float
    seconds: float


class KindRow(BaseModel):
    """The figures of the questions of one kind."""

    kind: str
    questions: int
    figures: Figures


class Difference(BaseModel):
    """One figure beside a baseline's, over the questions that both have it for."""

    metric: str
    questions: int
    baseline: float
    value: float
    low: float = Field(description="95% confidence interval of value minus baseline")
    high: float
    p: float = Field(description="two-sided, paired randomisation test")
    adjusted: float = Field(description="p after Benjamini and Hochberg over the figures")

    @property
    def change(self) -> float:
        """Value minus baseline."""
        return self.value - self.baseline


class Comparison(BaseModel):
    """All figures beside a baseline's."""

    baseline: str
    figures: Figures = Field(description="the baseline's, over all its questions")
    differences: list[Difference]


class Part(BaseModel):
    """What a part of the retriever brings: `value` with it, `baseline` without."""

    name: str
    differences: list[Difference]


class Ablation(BaseModel):
    """Every part of the retriever switched off in turn."""

    questions: int
    parts: list[Part]


class Report(BaseModel):
    """The evaluation of one system on one question set."""

    settings: Settings
    metrics: list[MetricInfo]
    overall: Figures
    kinds: list[KindRow]
    questions: list[QuestionRow]
    comparisons: list[Comparison] = Field(default_factory=list)
    ablation: Ablation | None = None
    notes: list[str] = Field(default_factory=list)

    @property
    def failed(self) -> list[QuestionRow]:
        """Questions with a problem."""
        return [row for row in self.questions if row.problems]


def load_report(path: Path) -> Report:
    """Read a report that `eval --json` wrote; raises `BadReport` naming the file."""
    try:
        return Report.model_validate_json(path.read_bytes())
    except OSError as error:
        raise BadReport(f"{path}: {error.strerror or error}") from None
    except ValidationError:
        raise BadReport(
            f"{path}: not a report of this version; write one with eval --json"
        ) from None
