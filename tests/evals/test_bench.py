"""The benchmark, small but real: every worker runs in its own process."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from rich.console import Console

from evals import generated
from evals.bench import BenchFailed, bench, collect
from evals.bench_report import ROWS, growth, html, ratio, show, written
from evals.bench_results import BenchReport, Ingestion, Machine, Querying, Run
from evals.command import run_bench
from ingest import read


def run(system: str, passages: int, seconds: float = 2.0, p95: float = 0.02) -> Run:
    return Run(
        system=system,
        collection=f"{passages} passages <b>",
        documents=1,
        words=passages * 75,
        ingestion=Ingestion(
            pieces=passages,
            seconds=seconds,
            reading=0.5,
            embedding=1.0,
            indexing=0.5,
            start=3,
            peak_bytes=int(500e6) + passages * 1000,
            reader_bytes=0,
            disk_bytes=passages * 5000,
        ),
        querying=Querying(
            questions=5,
            start=1,
            retrieval_p50=0.01,
            retrieval_p95=p95,
            peak_bytes=int(400e6) + passages * 2000,
        ),
    )


@pytest.fixture
def report() -> BenchReport:
    runs = [
        run("cop-assistant", 1000),
        run("llamaindex-256", 1000, seconds=6.0, p95=0.01),
        run("cop-assistant", 10_000, seconds=20.0),
        run("llamaindex-256", 10_000, seconds=60.0),
    ]
    machine = Machine(processor="p", cores=2, python="3.11", versions={"torch": "2"})
    return BenchReport(machine=machine, created="2026-01-19T10:00:00", model="m", runs=runs)


def test_rates_and_ratios(report: BenchReport) -> None:
    ours, theirs = report.runs[:2]
    assert ours.pages_per_second == 75
    assert ours.pieces_per_second == 500
    ratios = {row.name: ratio(row, ours, theirs) for row in ROWS}
    assert ratios["ingestion, pages/s"] == ratios["ingestion, whole"] == "×3.00"
    assert ratios["retrieval p95"] == "×0.50"
    assert ratios["passages in the index"] == ratios["whole answer p50"] == ""


def test_growth_is_per_100_000_passages(report: BenchReport) -> None:
    ours, theirs = report.growth
    assert (ours.system, theirs.system) == ("cop-assistant", "llamaindex-256")
    assert ours.questions_bytes == pytest.approx(200e6)
    assert ours.ingestion_bytes == pytest.approx(100e6)
    assert ours.disk_bytes == pytest.approx(500e6)
    assert "memory of questions 200 MB, of ingestion 100 MB, on disk 500 MB" in growth(report)[0]
    near = [run("cop-assistant", 1000), run("cop-assistant", 2000)]
    assert report.model_copy(update={"runs": near}).growth == []
    assert report.model_copy(update={"runs": report.runs[:2]}).growth == []


def test_figures_as_written() -> None:
    assert written(0.0421, "ms") == "42.1 ms"
    assert written(1.5, "ms") == "1,500 ms"
    assert written(12345, "count") == "12,345"


def test_page_and_terminal(report: BenchReport) -> None:
    page = BeautifulSoup(html(report), "html.parser")
    assert len(page.select("table")) == 3
    assert len(page.select("img")) == 7  # nobody answers in these figures: no plot of answers
    assert page.find("script") is None
    assert page.select("h2")[1].get_text() == "1000 passages <b>"
    stream = io.StringIO()
    show(report, Console(file=stream, width=120))
    assert "×3.00" in stream.getvalue()


def test_generated_documents_are_read_as_written(tmp_path: Path) -> None:
    made = generated.write(tmp_path / "a", passages=130, questions=7)
    again = generated.write(tmp_path / "b", passages=130, questions=7)
    texts = [path.read_text(encoding="utf-8") for path in made.files]
    assert texts == [path.read_text(encoding="utf-8") for path in again.files]
    assert len(made.questions) == 7
    numbers = [p.paragraph or "" for p in read(made.files[0]).passages]
    assert len({number for number in numbers if "." in number}) == 100
    passage = next(p for p in read(made.files[0]).passages if p.paragraph == "1.1")
    assert [speaker.name for speaker in passage.speakers] == [passage.text.split()[0]]
    (_, by_form), *_ = generated.read(made.files)
    assert [p.text for p in by_form.passages] == [
        p.text for p in read(made.files[0]).passages if "." in (p.paragraph or "")
    ]
    assert all(by_form.text[p.start : p.end] == p.text for p in by_form.passages)
    with pytest.raises(ValueError, match="greater than 0"):
        generated.write(tmp_path, passages=0)


def test_a_real_measurement(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    page = tmp_path / "bench.html"
    assert (
        run_bench(sizes=[20], questions=2, json=True, report=page, random_vectors=True, beside=())
        == 0
    )
    report = BenchReport.model_validate(json.loads(capsys.readouterr().out))
    (measured,) = report.runs
    assert measured.system == "cop-assistant"
    assert measured.ingestion.pieces >= 20
    assert measured.ingestion.disk_bytes > 10_000
    assert measured.ingestion.peak_bytes > 50e6
    querying = measured.querying
    assert 0 < querying.retrieval_p50 <= querying.retrieval_p95
    assert querying.first_words_p50 and querying.answer_p50 and querying.answer_p95
    assert querying.first_words_p50 <= querying.answer_p50 <= querying.answer_p95
    assert "What does it cost?" in page.read_text(encoding="utf-8")


def test_a_baseline_is_measured_the_same_way(tmp_path: Path) -> None:
    """In this process, which has the libraries loaded; as a process of its own see above."""
    from evals.bench_worker import Task, main

    made = generated.write(tmp_path / "documents", passages=20, questions=2)
    task = Task(
        what="ingestion",
        system="llamaindex-256",
        files=list(made.files),
        questions=list(made.questions),
        store=tmp_path / "index",
        random_vectors=True,
        out=tmp_path / "measured.json",
    )
    order = tmp_path / "task.json"
    order.write_text(task.model_dump_json(), encoding="utf-8")
    assert main([str(order)]) == 0
    ingestion = Ingestion.model_validate_json(task.out.read_bytes())
    assert ingestion.pieces >= 5
    assert ingestion.disk_bytes > 10_000
    assert ingestion.processor > 0
    assert 0 < ingestion.embedding < ingestion.seconds
    order.write_text(task.model_copy(update={"what": "querying"}).model_dump_json(), "utf-8")
    assert main([str(order)]) == 0
    querying = Querying.model_validate_json(task.out.read_bytes())
    assert 0 < querying.retrieval_p50 <= querying.retrieval_p95
    assert querying.answer_p95 is None


def test_documents_of_the_user(samples: Path, tmp_path: Path) -> None:
    file = samples / "sample-session-captions.txt"
    files, questions, label = collect([file], None, 2, tmp_path)
    assert files == [file]
    assert label == "1 file(s)"
    text = file.read_text(encoding="utf-8")
    assert len(questions) == 2
    for question in questions:
        words = question.removeprefix("What was said on ").removesuffix("?").split()
        assert len(words) == 9
        assert words[0] in text
    both, _, label = collect([samples], None, 2, tmp_path)
    assert file in both
    assert label == f"{len(both)} file(s)"
    made, _, label = collect([], 20, 2, tmp_path)
    assert [f.suffix for f in made] == [".txt"]
    assert label == "20 generated passages"


def test_what_cannot_be_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BenchFailed, match="choose of"):
        bench(beside=["other"])
    with pytest.raises(BenchFailed, match="no file"):
        bench([tmp_path])
    with pytest.raises(BenchFailed, match="greater than 0"):
        bench(sizes=[0])
    assert run_bench([tmp_path / "none"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "no such file" in captured.err
