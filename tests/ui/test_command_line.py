"""The commands as a user runs them, on a real store with the real model."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ui.conftest import COMMAND, Run, clean_environment
from tests.ui.writing import REPORT

Json = Callable[..., Any]
PASSAGE = {"document", "path", "paragraph", "page", "start", "end", "speakers", "score", "text"}
CITATION = {
    "n",
    "document",
    "path",
    "title",
    "paragraph",
    "page",
    "start",
    "end",
    "speakers",
    "quote",
}


def errors(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The error lines of a run that must not show a traceback."""
    assert "Traceback" not in done.stderr, done.stderr
    return [line for line in done.stderr.splitlines() if line.startswith("error: ")]


def _processor_seconds() -> float:
    """Processor time of all processes that this one started and that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_help_is_quick_and_lists_every_command(cop: Run) -> None:
    began = _processor_seconds()
    done = cop("--help")
    assert done.returncode == 0
    assert _processor_seconds() - began < 0.5  # whatever else the machine does
    for name in ["ingest", "documents", "show", "search", "ask", "chat", "serve", "eval", "bench"]:
        assert name in done.stdout


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, ui.command_line as c; c.parser();"
        "print([m for m in ('torch', 'gradio', 'chromadb', 'pydantic') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr


def test_words_are_looked_up_without_torch() -> None:
    code = (
        "import sys; from ingest.english import english_words as words;"
        "print('note' in words(), 'torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.split() == ["True", "False"], done.stderr


def test_the_console_script_is_installed() -> None:
    script = Path(sys.executable).with_name("cop-assistant")
    if not script.exists():
        pytest.skip("the project is not installed with its console script")
    done = subprocess.run([script, "--version"], capture_output=True, text=True)
    assert done.stdout.startswith("cop-assistant ")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["ask"],
        ["ask", "--top-k", "0", "Why?"],
        ["ask", "--since", "soon", "Why?"],
        ["search"],
        ["ingest"],
        ["show"],
        ["serve", "--port", "99999"],
        ["ask", "Why?", "--batch", "questions.jsonl"],
    ],
)
def test_bad_usage_is_one_line_and_status_2(cop: Run, filled: Path, arguments: list[str]) -> None:
    done = cop(*arguments, "--store", filled) if arguments else cop()
    assert done.returncode == 2
    assert done.stdout == ""
    if arguments:
        assert len(done.stderr.splitlines()) == 1
        assert len(errors(done)) == 1


@pytest.mark.parametrize(
    "command", [["ask", "Why?"], ["search", "hotline"], ["show", "x"], ["chat"]]
)
def test_an_empty_store_says_what_to_do(cop: Run, tmp_path: Path, command: list[str]) -> None:
    store = tmp_path / "none"
    done = cop(*command, "--store", store)
    assert done.returncode == 1
    line = f"error: nothing is ingested yet in {store}: run cop-assistant ingest PATH"
    assert done.stderr.splitlines() == [line]
    assert not store.exists()


def test_documents_of_an_empty_store_are_an_empty_list(cop: Run, tmp_path: Path) -> None:
    done = cop("documents", "--json", "--store", tmp_path / "none")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])


def test_ingest_reports_added_unchanged_updated_removed_and_failed(
    cop: Run, tmp_path: Path
) -> None:
    folder, store = tmp_path / "in", tmp_path / "store"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT, "utf-8")
    (folder / "b.txt").write_text("1\tNorway spoke of helplines for schools.\n", "utf-8")
    (folder / "empty.txt").write_bytes(b"")

    def ingest(*more: object) -> tuple[int, dict[str, Any], subprocess.CompletedProcess[str]]:
        done = cop("ingest", folder, "--store", store, "--json", *more)
        return done.returncode, json.loads(done.stdout), done

    status, report, done = ingest()
    assert status == 1
    assert set(report) == {
        "added",
        "updated",
        "unchanged",
        "removed",
        "failed",
        "warnings",
        "passages",
        "seconds",
    }
    assert [Path(path).name for path in report["added"]] == ["a.txt", "b.txt"]
    assert [Path(failed["path"]).name for failed in report["failed"]] == ["empty.txt"]
    assert len(errors(done)) == 1 and "empty.txt" in errors(done)[0]

    (folder / "empty.txt").unlink()
    (folder / "b.txt").write_text("1\tNorway spoke of helplines for parents.\n", "utf-8")
    status, report, _ = ingest()
    assert status == 0
    assert [Path(path).name for path in report["updated"]] == ["b.txt"]
    assert [Path(path).name for path in report["unchanged"]] == ["a.txt"]

    (folder / "b.txt").unlink()
    status, report, _ = ingest("--prune")
    assert status == 0
    assert [Path(path).name for path in report["removed"]] == ["b.txt"]

    done = cop("ingest", folder / "missing.pdf", "--store", store)
    assert done.returncode == 1
    assert len(errors(done)) == 1 and "missing.pdf" in errors(done)[0]


def test_documents_have_the_keys_of_the_contract(ask_json: Json) -> None:
    records = ask_json("documents")
    assert len(records) == 3
    keys = {
        "id",
        "path",
        "number",
        "title",
        "kind",
        "meeting",
        "date",
        "source",
        "speakers",
        "pages",
        "passages",
    }
    assert all(keys <= set(record) for record in records)
    report = next(record for record in records if record["id"].startswith("CWG-COP-41/9"))
    assert report["meeting"] == 41
    assert {"Norway", "Kenya", "Brazil"} <= set(report["speakers"])


def test_options_of_every_command_stand_before_or_after_it(cop: Run, filled: Path) -> None:
    before = cop("--json", "--store", filled, "documents")
    after = cop("documents", "--json", "--store", filled)
    by_environment = cop("documents", "--json", environment={"COP_STORE": str(filled)})
    assert json.loads(before.stdout) == json.loads(after.stdout)
    assert json.loads(before.stdout) == json.loads(by_environment.stdout)


def test_show_text_is_the_file_byte_for_byte(filled: Path, written: Path, ask_json: Json) -> None:
    report = next(r for r in ask_json("documents") if r["path"].endswith("report.txt"))
    done = subprocess.run(
        [*COMMAND, "show", report["id"], "--text", "--store", filled],
        capture_output=True,
        env=clean_environment(),
    )
    assert done.returncode == 0
    assert done.stdout == (written / "report.txt").read_bytes()


def test_show_tells_who_speaks_where(cop: Run, filled: Path, ask_json: Json) -> None:
    report = next(r for r in ask_json("documents") if r["path"].endswith("report.txt"))
    done = cop("show", report["id"], "--paragraph", "2.2", "--store", filled)
    assert done.returncode == 0
    assert "§2.2" in done.stdout
    assert "Kenya: " in done.stdout
    assert "Norway" not in done.stdout
    shown = ask_json("show", report["id"], "--paragraph", "2.2")
    assert shown["document"]["id"] == report["id"]
    assert {passage["paragraph"] for passage in shown["passages"]} == {"2.2"}


def test_show_names_the_nearest_document_and_paragraph(cop: Run, filled: Path) -> None:
    done = cop("show", "CWG-COP-41/8", "--store", filled)
    assert done.returncode == 2
    assert "CWG-COP-41/9" in errors(done)[0]
    done = cop("show", "report.txt", "--paragraph", "9.9", "--store", filled)
    assert done.returncode == 2
    assert "2.2" in errors(done)[0]


def test_search_gives_passages_with_their_offsets(ask_json: Json) -> None:
    passages = ask_json("search", "night helpline for teenagers", "--top-k", "2")["passages"]
    assert 1 <= len(passages) <= 2
    assert all(set(passage) >= PASSAGE for passage in passages)
    assert passages[0]["paragraph"] == "2.1"
    assert passages[0]["speakers"] == ["Norway"]
    for passage in passages:
        text = Path(passage["path"]).read_text("utf-8")
        assert text[passage["start"] : passage["end"]] == passage["text"]


def test_ask_cites_what_the_delegation_said(ask_json: Json) -> None:
    answer = ask_json("ask", "What did Kenya say on age verification?")
    assert answer["answered"] is True
    assert set(answer) >= {
        "question",
        "answered",
        "answer",
        "sentences",
        "citations",
        "suggestions",
        "seconds",
    }
    assert "[1]" in answer["answer"]
    for citation in answer["citations"]:
        assert set(citation) >= CITATION
        assert citation["paragraph"] == "2.2"
        assert citation["speakers"] == ["Kenya"]
        text = Path(citation["path"]).read_text("utf-8")
        assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert {n for sentence in answer["sentences"] for n in sentence["citations"]} == {
        citation["n"] for citation in answer["citations"]
    }


def test_ask_suggests_where_the_documents_do_not_answer(ask_json: Json) -> None:
    answer = ask_json("ask", "What did Japan say about age verification?")
    assert answer["answered"] is False
    assert answer["citations"] == []
    assert answer["suggestions"]
    assert all(set(suggestion) >= PASSAGE for suggestion in answer["suggestions"])


def test_ask_in_the_terminal_shows_answer_and_sources(cop: Run, filled: Path) -> None:
    done = cop("ask", "What did Norway say about its helpline?", "--store", filled)
    assert done.returncode == 0
    assert "answered 4 300 calls" in " ".join(done.stdout.split())
    assert "Sources" in done.stdout
    assert "§2.1" in done.stdout
    assert "\x1b" not in done.stdout


def test_filters_narrow_the_search(cop: Run, filled: Path, ask_json: Json) -> None:
    found = ask_json("search", "the group", "--speaker", "norwegian", "--since", "2031")
    assert {tuple(passage["speakers"]) for passage in found["passages"]} == {("Norway",)}
    found = ask_json("search", "Chair", "--kind", "transcript")
    assert {Path(passage["path"]).name for passage in found["passages"]} == {"hearing.txt"}
    done = cop("search", "x", "--speaker", "Atlantis", "--store", filled)
    assert done.returncode == 2 and len(errors(done)) == 1
    done = cop("search", "x", "--speaker", "Ida Flak", "--store", filled)
    assert "Falk" in done.stderr or done.returncode == 0
    done = cop("search", "x", "--kind", "song", "--store", filled)
    assert done.returncode == 2 and "transcript" in errors(done)[0]


def test_a_batch_gives_one_line_for_each_line(cop: Run, filled: Path, tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "a", "question": "What did Norway say about its helpline?"}),
        "no json",
        json.dumps({"id": 3}),
        json.dumps(
            {
                "id": "d",
                "question": "And what did Kenya say?",
                "history": ["What did Brazil say about age verification?"],
            }
        ),
    ]
    batch = tmp_path / "questions.jsonl"
    batch.write_text("\n".join(lines) + "\n", "utf-8")
    done = cop("ask", "--json", "--batch", batch, "--store", filled)
    assert done.returncode == 1
    out = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["id"] for line in out] == ["a", None, 3, "d"]
    assert out[0]["answered"] and out[0]["citations"][0]["paragraph"] == "2.1"
    assert set(out[1]) == set(out[2]) == {"id", "error"}
    assert out[3]["citations"][0]["speakers"] == ["Kenya"]
    done = cop("search", "--json", "--batch", "-", "--store", filled, text=lines[0])
    assert done.returncode == 0
    (line,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert line["id"] == "a"
    assert "2.1" in [passage["paragraph"] for passage in line["passages"]]


def test_chat_remembers_the_conversation(cop: Run, filled: Path) -> None:
    questions = "What did Kenya say on age verification?\nAnd Norway?\n"
    done = cop("chat", "--store", filled, "--json", text=questions)
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert answers[0]["citations"][0]["speakers"] == ["Kenya"]
    assert answers[1]["question"] == "And Norway?"
    assert "Norway" in json.dumps(answers[1])


def test_a_refusal_names_the_filters_and_how_to_ask_without(cop: Run, filled: Path) -> None:
    question = "What did Kenya say on age verification?"
    done = cop("ask", question, "--document", "CWG-COP-41/4", "--store", filled)
    assert "These filters were in force: CWG-COP-41/4." in done.stderr
    assert f"Without them: cop-assistant ask '{question}'" in done.stderr
    done = cop("chat", "--document", "CWG-COP-41/4", "--store", filled, text=f"{question}\n/all\n")
    assert "/all asks the last question again" in done.stderr
    assert "CWG-COP-41/9" in done.stdout


def test_a_closed_pipe_is_silent(filled: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "show", "report.txt", "--text", "--store", str(filled)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=clean_environment(),
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    with process.stderr as stderr:
        assert stderr.read() == b""
    process.wait()


def test_output_is_utf8_whatever_the_locale(cop: Run, filled: Path) -> None:
    done = cop(
        "show",
        "report.txt",
        "--paragraph",
        "2.1",
        "--store",
        filled,
        environment={"LC_ALL": "C", "PYTHONUTF8": "0", "COLUMNS": "40", "NO_COLOR": "1"},
    )
    assert done.returncode == 0, done.stderr
    assert "§2.1" in done.stdout


def test_settings_come_from_file_environment_and_command_line(
    cop: Run, filled: Path, tmp_path: Path
) -> None:
    (tmp_path / "cop.toml").write_text(f'store = "{filled}"\ntop_k = 1\n', "utf-8")
    done = cop("search", "the group", "--json", folder=tmp_path)
    assert len(json.loads(done.stdout)["passages"]) == 1
    done = cop("search", "the group", "--json", folder=tmp_path, environment={"COP_TOP_K": "2"})
    assert len(json.loads(done.stdout)["passages"]) == 2
    (tmp_path / "cop.toml").write_text('stoer = "x"\n', "utf-8")
    done = cop("documents", folder=tmp_path)
    assert done.returncode == 2 and "stoer" in errors(done)[0]


def test_an_unreadable_store_is_one_line(cop: Run, tmp_path: Path, written: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder", "utf-8")
    done = cop("ingest", written, "--store", blocked)
    assert done.returncode == 1
    assert len(errors(done)) == 1


def test_eval_writes_its_report_as_json_and_page(cop: Run, filled: Path, tmp_path: Path) -> None:
    questions = tmp_path / "questions.jsonl"
    asked = {
        "id": "q1",
        "kind": "position",
        "question": "What did Kenya say on age verification?",
        "document": "report.txt",
        "paragraphs": ["2.2"],
        "who": ["Kenya"],
        "facts": ["online games"],
        "answerable": True,
    }
    questions.write_text(json.dumps(asked) + "\n", "utf-8")
    page = tmp_path / "report.html"
    done = cop("eval", questions, "--json", "--report", page, "--store", filled)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)
    assert page.read_text("utf-8").lstrip().lower().startswith("<!doctype html")
    done = cop("eval", tmp_path / "missing.jsonl", "--store", filled)
    assert done.returncode != 0 and "Traceback" not in done.stderr


def test_switching_the_document_in_a_chat_does_not_end_it(cop: Run, filled: Path) -> None:
    questions = (
        "What did Norway say about its helpline?\nAnd document CWG-COP-41/4?\n"
        "What did Kenya say on age verification?\n"
    )
    done = cop("chat", "--json", "--store", filled, text=questions)
    assert (done.returncode, done.stderr) == (0, "")
    first, switched, last = map(json.loads, done.stdout.splitlines())
    assert first["answered"] and last["answered"]
    assert {citation["document"] for citation in switched["citations"]} == {"CWG-COP-41/4"}
