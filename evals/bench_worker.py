"""One measurement in a process of its own, so that its memory is its own.

`python -m evals.bench_worker TASK.json` does what the file says and writes what it measured to
the file that it names; `evals.bench` starts it.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, Field

from evals.bench_results import Ingestion, Querying

if TYPE_CHECKING:
    import numpy as np

    from assistant.answer import Answer

OURS = "cop-assistant"
_TOP_K = 10


class Task(BaseModel):
    """What a worker measures."""

    what: Literal["ingestion", "querying"]
    system: str
    files: list[Path]
    questions: list[str]
    store: Path
    model: str | None = None
    random_vectors: bool = False
    by_form: bool = Field(default=False, description="read generated text without any model")
    out: Path
    started: float = Field(default=0.0, description="time.time() when the process was started")


def main(arguments: Sequence[str]) -> int:
    """Measure and write the figures."""
    task = Task.model_validate_json(Path(arguments[0]).read_bytes())
    measure: dict[tuple[str, bool], Callable[[Task], BaseModel]] = {
        ("ingestion", True): _our_ingestion,
        ("ingestion", False): _their_ingestion,
        ("querying", True): _our_querying,
        ("querying", False): _their_querying,
    }
    result = measure[task.what, task.system == OURS](task)
    task.out.write_text(result.model_dump_json(), encoding="utf-8")
    return 0


class _Clock:
    """Seconds spent in calls that are wrapped."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def timed(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 (any call)
            start = time.perf_counter()
            try:
                return call(*args, **kwargs)
            finally:
                self.seconds += time.perf_counter() - start

        return wrapped


def _our_ingestion(task: Task) -> Ingestion:
    from evals import generated
    from index_store import Embedder, Store
    from index_store.ingestion import ingest_paths
    from ingest import read_many

    embedding, reading, indexing = _Clock(), _Clock(), _Clock()
    embedder = Embedder(task.model)
    embedder.embed(["Load the model."])
    _load_libraries()
    started = time.time() - task.started
    embed = _random_vectors(embedder.dimension) if task.random_vectors else embedder.embed
    embedder.embed = embedding.timed(embed)  # type: ignore[method-assign]

    def read(paths: Iterable[Path]) -> Iterator[Any]:
        results = iter((generated.read if task.by_form else read_many)(paths))
        following = reading.timed(lambda: next(results, None))
        while (result := following()) is not None:
            yield result

    start, spent = time.perf_counter(), time.process_time()
    with Store(task.store, embedder) as store:
        for writing in ("add_many", "flush"):
            setattr(store, writing, indexing.timed(getattr(store, writing)))
        report = ingest_paths(store, task.files, read=read)
    seconds, spent = time.perf_counter() - start, time.process_time() - spent
    if report.failed:
        raise SystemExit(f"{report.failed[0].path}: {report.failed[0].error}")
    return _ingestion(
        task, report.passages, seconds, spent, reading, embedding, started, indexing.seconds
    )


def _their_ingestion(task: Task) -> Ingestion:
    from evals.baseline import BASELINES, build_index, split

    embedding, reading = _Clock(), _Clock()
    embedder = _their_embedder(task)
    dimension = len(embedder.get_text_embedding("Load the model."))
    started = time.time() - task.started
    embed = embedder._get_text_embeddings
    if task.random_vectors:
        vectors = _random_vectors(dimension)
        embed = lambda texts: vectors(texts).tolist()  # noqa: E731
    # LlamaIndex's models take no other attributes; this one object is to be watched.
    object.__setattr__(embedder, "_get_text_embeddings", embedding.timed(embed))

    def chunks() -> list[Any]:
        return split({path.name: text(path) for path in task.files}, *BASELINES[task.system])

    start, spent = time.perf_counter(), time.process_time()
    nodes = reading.timed(chunks)()
    build_index(nodes, embedder, task.store)
    seconds, spent = time.perf_counter() - start, time.process_time() - spent
    return _ingestion(task, len(nodes), seconds, spent, reading, embedding, started)


def text(path: Path) -> str:
    """A text file as it is; of other formats the text that our own reader finds."""
    if path.suffix in {".txt", ".md"}:
        return path.read_text(encoding="utf-8", errors="replace")
    from ingest import read_raw

    return read_raw(path).text


def _their_embedder(task: Task) -> Any:  # noqa: ANN401 (changed below its type)
    from evals.baseline import embedding
    from index_store import Embedder

    return embedding(Embedder(task.model).location)


def _random_vectors(dimension: int) -> Callable[[Sequence[str]], np.ndarray]:
    """Unit vectors, float32, that depend on nothing."""
    import numpy as np

    chance = np.random.default_rng(24)

    def vectors(texts: Sequence[str]) -> np.ndarray:
        drawn = chance.standard_normal((len(texts), dimension), dtype=np.float32)
        return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)

    return vectors


def _load_libraries() -> None:
    """Imports of whole frameworks are no part of ingesting, for either system."""
    import chromadb  # noqa: F401
    import llama_index.vector_stores.chroma  # noqa: F401


def _ingestion(
    task: Task,
    pieces: int,
    seconds: float,
    spent: float,
    reading: _Clock,
    embedding: _Clock,
    start: float,
    indexing: float | None = None,
) -> Ingestion:
    """`spent`: processor seconds; `indexing`: of writing if measured, else what is left."""
    if indexing is None:
        indexing = max(0.0, seconds - reading.seconds - embedding.seconds)
    return Ingestion(
        pieces=pieces,
        seconds=seconds,
        reading=reading.seconds,
        embedding=embedding.seconds,
        indexing=indexing,
        processor=spent,
        start=start,
        peak_bytes=_peak(resource.RUSAGE_SELF),
        reader_bytes=_peak(resource.RUSAGE_CHILDREN),
        disk_bytes=sum(p.stat().st_size for p in task.store.rglob("*") if p.is_file()),
    )


def _our_querying(task: Task) -> Querying:
    from assistant.assistant import Assistant
    from index_store import Embedder, Store

    with Store(task.store, Embedder(task.model)) as store:
        assistant = Assistant(store)
        assistant.warm_up()  # as the web chat does; it counts as part of the start
        return _querying(
            task, lambda question: assistant.search(question, top_k=_TOP_K), assistant.stream
        )


def _their_querying(task: Task) -> Querying:
    from evals.baseline import open_index

    retriever = open_index(_their_embedder(task), task.store).as_retriever(similarity_top_k=_TOP_K)
    return _querying(task, retriever.retrieve, None)


def _querying(
    task: Task,
    search: Callable[[str], Any],
    stream: Callable[[str], Iterator[Answer]] | None,
) -> Querying:
    """The first question warms up and is not counted."""
    from assistant.gc_tuning import tune_garbage_collection

    search(task.questions[0])
    tune_garbage_collection()  # for every system alike, as the command does for itself
    start = time.time() - task.started
    searches = [_seconds(search, question) for question in task.questions]
    answers: list[tuple[float, float]] = []
    if stream:
        _streamed(stream, task.questions[0])
        answers = [_streamed(stream, question) for question in task.questions]
    first_words, whole = zip(*answers, strict=True) if answers else ((), ())
    return Querying(
        questions=len(task.questions),
        start=start,
        retrieval_p50=_percentile(searches, 50),
        retrieval_p95=_percentile(searches, 95),
        answer_p50=_percentile(whole, 50) if whole else None,
        answer_p95=_percentile(whole, 95) if whole else None,
        first_words_p50=_percentile(first_words, 50) if whole else None,
        first_words_p95=_percentile(first_words, 95) if whole else None,
        peak_bytes=_peak(resource.RUSAGE_SELF),
    )


def _seconds(call: Callable[[str], Any], question: str) -> float:
    start = time.perf_counter()
    call(question)
    return time.perf_counter() - start


def _streamed(stream: Callable[[str], Iterator[Answer]], question: str) -> tuple[float, float]:
    """Seconds until an answer has its first words, and until it is complete."""
    start = time.perf_counter()
    first = None
    for answer in stream(question):
        if first is None and answer.answer:
            first = time.perf_counter() - start
    whole = time.perf_counter() - start
    return (whole if first is None else first), whole


def _percentile(values: Sequence[float], percent: int) -> float:
    import numpy as np

    return float(np.percentile(values, percent))


def _peak(who: int) -> int:
    """Largest resident memory in bytes; Linux counts it in KiB, macOS in bytes."""
    return resource.getrusage(who).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
