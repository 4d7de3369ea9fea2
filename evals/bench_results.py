"""What a benchmark measures, as typed models."""

from __future__ import annotations

from pydantic import BaseModel, Field, computed_field

WORDS_PER_PAGE = 500
"""A page is so many words, whatever the format of the file."""


class Ingestion(BaseModel):
    """Files into an index. Seconds are wall-clock; loading model and libraries is not among them.

    The parts may overlap, and then are more than the whole together.
    """

    pieces: int = Field(description="passages or chunks in the index")
    seconds: float
    reading: float = Field(description="seconds spent waiting for documents that are being read")
    embedding: float
    indexing: float = Field(description="writing vectors, full text and catalogue")
    processor: float = Field(
        default=0.0,
        description="processor seconds on all cores, without those of reading processes: "
        "tells more than the clock where the machine does other work",
    )
    start: float = Field(description="seconds until the model is loaded, from process start")
    peak_bytes: int = Field(description="largest resident memory of the process")
    reader_bytes: int = Field(description="the same of its largest reading process, 0 without one")
    disk_bytes: int


class Querying(BaseModel):
    """Questions to an index that is on disk. Seconds are wall-clock, of one question."""

    questions: int
    start: float = Field(description="seconds from process start to the first passages found")
    retrieval_p50: float
    retrieval_p95: float
    answer_p50: float | None = Field(default=None, description="None for a bare retriever")
    answer_p95: float | None = None
    first_words_p50: float | None = Field(
        default=None, description="until a streamed answer shows its first words"
    )
    first_words_p95: float | None = None
    peak_bytes: int


class Run(BaseModel):
    """One system on one collection."""

    system: str
    collection: str = Field(description='such as "10,000 generated passages"')
    documents: int
    words: int
    ingestion: Ingestion
    querying: Querying

    @property
    def pages_per_second(self) -> float:
        """Pages of 500 words read, embedded and indexed in a second."""
        return self.words / WORDS_PER_PAGE / self.ingestion.seconds

    @property
    def pieces_per_second(self) -> float:
        """Passages or chunks ingested in a second."""
        return self.ingestion.pieces / self.ingestion.seconds


class Machine(BaseModel):
    """Where it was measured."""

    processor: str
    cores: int
    python: str
    versions: dict[str, str]


_PER = 100_000
_ENOUGH = 5_000  # passages between two sizes, below which growth drowns in the model's memory


class Growth(BaseModel):
    """What 100,000 more passages cost a system, from the smallest to the largest size measured.

    Passages are the assistant's for every system, so that all are told for the same text.
    """

    system: str
    questions_bytes: float = Field(description="peak memory of a process that answers")
    ingestion_bytes: float = Field(description="peak memory of a process that ingests")
    disk_bytes: float


class BenchReport(BaseModel):
    """All runs of a benchmark; those on one collection stand together, the assistant's first."""

    machine: Machine
    created: str
    model: str
    random_vectors: bool = Field(
        default=False, description="passages got random vectors: embedding was not measured"
    )
    runs: list[Run]

    def collections(self) -> list[list[Run]]:
        """The runs on each collection, in the order measured."""
        groups: dict[str, list[Run]] = {}
        for run in self.runs:
            groups.setdefault(run.collection, []).append(run)
        return list(groups.values())

    @computed_field  # type: ignore[prop-decorator]
    @property
    def growth(self) -> list[Growth]:
        """Each system's; empty where the sizes are too near to each other to tell."""
        groups = self.collections()
        if not groups:
            return []
        more = groups[-1][0].ingestion.pieces - groups[0][0].ingestion.pieces
        if more < _ENOUGH:
            return []
        pairs = zip(groups[0], groups[-1], strict=True)
        return [_growth(small, large, _PER / more) for small, large in pairs]


def _growth(small: Run, large: Run, times: float) -> Growth:
    return Growth(
        system=small.system,
        questions_bytes=(large.querying.peak_bytes - small.querying.peak_bytes) * times,
        ingestion_bytes=(large.ingestion.peak_bytes - small.ingestion.peak_bytes) * times,
        disk_bytes=(large.ingestion.disk_bytes - small.ingestion.disk_bytes) * times,
    )
