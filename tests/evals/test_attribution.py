"""The labelled set and its figures."""

from pathlib import Path

import pytest

from evals.attribution import Counts, LabelledDocument, evaluate, lay_out, load, main, table

SET = Path(__file__).resolve().parents[2] / "evals" / "sets" / "speakers.jsonl"


def test_the_set_reaches_its_targets() -> None:
    documents = load(SET)
    report = evaluate(documents)
    assert report.total.sentences >= 150
    assert len(report.forms) >= 10
    assert report.total.speakers.precision >= 0.97, "\n".join(report.errors)
    assert report.total.speakers.recall >= 0.95, "\n".join(report.errors)
    assert report.total.mentions.precision >= 0.97, "\n".join(report.errors)
    assert report.total.mentions.recall >= 0.95, "\n".join(report.errors)
    assert "all" in table(report)


def test_layout_keeps_every_sentence_in_place() -> None:
    for document in load(SET):
        raw, units, spans = lay_out(document)
        labelled = [s.text for p in document.paragraphs for block in p.blocks for s in block]
        assert [raw.text[a:b] for inside in spans for a, b in inside] == labelled
        assert all(
            u.start <= a < b <= u.end for u, s in zip(units, spans, strict=True) for a, b in s
        )


def test_wrong_and_missed_speakers_are_counted() -> None:
    document = LabelledDocument.model_validate(
        {
            "id": "x",
            "form": "f",
            "kind": "report",
            "paragraphs": [
                {"blocks": [[{"text": "Kenya spoke about rain.", "speakers": ["Chad", "Mali"]}]]}
            ],
        }
    )
    report = evaluate([document])
    counts = report.total.speakers
    assert (counts.right, counts.wrong, counts.missed) == (0, 1, 2)
    assert len(report.errors) == 1
    assert Counts().precision == Counts().recall == 1.0


def test_it_runs_from_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(SET)]) == 0
    assert "speakers P" in capsys.readouterr().out
    assert main([]) == 2
