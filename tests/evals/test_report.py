"""The report as a page, in the terminal and as JSON."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from rich.console import Console

from evals.evaluate import figures
from evals.metrics import default_metrics
from evals.report import html, markdown, write_html
from evals.results import (
    Ablation,
    BadReport,
    Difference,
    Evidence,
    KindRow,
    MetricInfo,
    Part,
    QuestionRow,
    Report,
    Settings,
    load_report,
)
from evals.significance import compare
from evals.terminal import show
from tests.evals.made import case, gold, suggestion

HOSTILE = "</div><script>alert('x')</script><img src=x onerror=alert(1)> & [bold]$x_1$ {{ 7*7 }}"


@pytest.fixture(scope="module")
def report() -> Report:
    metrics = default_metrics()
    good = case(golds=[gold((0, 9))], found=[suggestion(0, 9)], facts=("law",), text="A law [1].")
    bad = case(golds=[gold((0, 9))], found=[suggestion(50, 60)], facts=("law",), answered=False)
    infos = [
        MetricInfo(
            name=metric.name,
            description=metric.description,
            citation=metric.citation,
            unit=metric.unit,
            higher_is_better=metric.higher_is_better,
        )
        for metric in metrics
    ]
    rows = [
        QuestionRow(
            id=identity,
            kind=HOSTILE,
            question=HOSTILE,
            history=[HOSTILE],
            answerable=True,
            answered=made.answer.answered,
            answer=HOSTILE,
            figures={metric.name: metric.of(made) for metric in metrics},
            problems=[HOSTILE] if identity == "bad" else [],
            removed=[HOSTILE],
            expected=[Evidence(label=HOSTILE, text=HOSTILE)],
            cited=[Evidence(label=HOSTILE, text=HOSTILE, gold=False, speakers=[HOSTILE])],
            found=[Evidence(label=HOSTILE, text=HOSTILE)],
            search_seconds=0.01,
            seconds=0.1,
        )
        for identity, made in (("good", good), ("bad", bad))
    ]
    made = Report(
        settings=Settings(
            system=HOSTILE,
            model=HOSTILE,
            questions=HOSTILE,
            documents=1,
            passages=2,
            top_k=50,
            version="0",
            created="2026-01-19",
        ),
        metrics=infos,
        overall=figures(metrics, [good, bad]),
        kinds=[
            KindRow(kind=HOSTILE, questions=1, figures=figures(metrics, [good])),
            KindRow(kind="fact", questions=1, figures=figures(metrics, [bad])),
        ],
        questions=rows,
        notes=[HOSTILE],
    )
    made.comparisons.append(compare(made, made, HOSTILE))
    lost = Difference(
        metric="recall@6000c",
        questions=2,
        value=0.7,
        baseline=0.45,
        low=0.1,
        high=0.4,
        p=0.001,
        adjusted=0.002,
    )
    made.ablation = Ablation(questions=2, parts=[Part(name=HOSTILE, differences=[lost])])
    return made


def test_the_page_escapes_everything(report: Report) -> None:
    page = BeautifulSoup(html(report), "html.parser")
    assert page.find("script") is None
    assert all(img["src"].startswith("data:image/svg+xml") for img in page.find_all("img"))
    assert not page.find_all(attrs={"onerror": True})
    answer, expected = page.select_one("details .answer"), page.select_one("details .text")
    assert answer is not None
    assert answer.get_text().strip() == HOSTILE
    assert expected is not None
    assert expected.get_text() == HOSTILE


def test_answers_are_shown_as_markdown_without_links() -> None:
    shown = markdown("**Utopia**: [a](javascript:alert(1)) ![b](http://x/y.png) <http://x>")
    page = BeautifulSoup(shown, "html.parser")
    assert [tag.name for tag in page.find_all(True)] == ["p", "strong"]


def test_the_page_fetches_nothing(report: Report) -> None:
    page = BeautifulSoup(html(report), "html.parser")
    assert not page.find_all(["link", "iframe", "object"])
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert policy is not None
    assert str(policy["content"]).startswith("default-src 'none'")


def test_the_page_has_every_figure_and_question(report: Report) -> None:
    page = BeautifulSoup(html(report), "html.parser")
    terms = [term.get_text() for term in page.select("dt")]
    assert [term.split(":")[0] for term in terms] == [info.name for info in report.metrics]
    assert len(page.select("details")) == 2
    assert page.select_one("ul.problems li").get_text() == HOSTILE  # type: ignore[union-attr]
    assert "49" not in [node.get_text() for node in page.select("h1, .id")]


def test_page_and_terminal_tell_what_others_find_and_what_parts_bring(report: Report) -> None:
    page = BeautifulSoup(html(report), "html.parser")
    tables = [table.get_text(" ", strip=True) for table in page.select("table")]
    (retrieval,) = [text for text in tables if "hit@1000c" in text and "(p 1.000)" in text]
    assert "0.500 (p 1.000)" in retrieval
    (ablation,) = [text for text in tables if text.startswith("change without")]
    assert "(with all) 0.700" in ablation and "-0.250 (p 0.002)" in ablation
    assert len(page.select("img")) == 3
    stream = io.StringIO()
    show(report, Console(file=stream, width=200))
    assert "-0.250 (p 0.002)" in stream.getvalue()
    assert "0.500 (p 1.000)" in stream.getvalue()


def test_the_page_is_written_where_asked(report: Report, tmp_path: Path) -> None:
    write_html(report, tmp_path / "new" / "report.html")
    assert (tmp_path / "new" / "report.html").read_text(encoding="utf-8").startswith("<!doctype")


def test_the_terminal_shows_markup_as_text(report: Report) -> None:
    stream = io.StringIO()
    show(report, Console(file=stream, width=200))
    shown = stream.getvalue()
    assert "[bold]" in shown
    assert "fact recall" in shown
    assert "1 question(s) with a problem" in shown


def test_json_and_back(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text(report.model_dump_json(), encoding="utf-8")
    assert load_report(path) == report


@pytest.mark.parametrize("text", ["", "[]", '{"settings": 1}', None])
def test_a_file_that_is_no_report(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "baseline.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(BadReport) as error:
        load_report(path)
    assert str(error.value).startswith(str(path))
    assert "\n" not in str(error.value)
