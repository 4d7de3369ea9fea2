"""What the terminal does for who types: proposals, completion, examples, each quotation once."""

from __future__ import annotations

import io
import os
import shlex
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from rich.console import Console

from assistant.answer import Answer, AnswerSentence, Citation, Suggestion
from assistant.answerers.best_sentences import BestSentence
from tests.ui.conftest import COMMAND, Run, clean_environment
from ui.command_line import COMMANDS, main, parser
from ui.completing import SHELLS
from ui.output import Output
from ui.rendering import passage_list, show_answer


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("serach helplines", "did you mean search?"),
        ("ask --speakr Kenya Why?", "no option --speakr; did you mean --speaker?"),
        ("show --paragrph 5", "no option --paragrph; did you mean --paragraph?"),
        ("feedback --verdict helpfull", "no verdict 'helpfull'; did you mean helpful?"),
        ("xyzzy", "there are ingest, "),
        ("documents more", "'more' is one argument too many"),
    ],
)
def test_a_typing_error_is_told_with_what_may_have_been_meant(
    typed: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(typed.split())
    told = capsys.readouterr().err
    assert left.value.code == 2
    assert meant in told
    assert len(told.splitlines()) == 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["show", "CWG-COP-41/8"], "or CWG-COP-41/9?"),
        (["search", "--speaker", "Norwya Sea", "helplines"], "did you mean Norway"),
        (["ask", "--kind", "raport", "Why?"], "did you mean report?"),
    ],
)
def test_documents_speakers_and_kinds_are_proposed(
    typed: list[str], meant: str, filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*typed, "--store", str(filled)]) == 2
    assert meant in capsys.readouterr().err


@pytest.mark.parametrize("command", COMMANDS)
def test_the_examples_of_each_help_can_be_typed(command: str) -> None:
    examples = import_module(f"ui.commands.{command}").EXAMPLES
    assert examples
    for example in examples:
        assert example in parser().commands[command].format_help()
        words = shlex.split(example, comments=True)
        if words[0] == "eval":  # a line for the shell's own settings
            words = shlex.split(words[1].strip("$()"))
        assert words[0] == "cop-assistant"
        words = words[: words.index(">")] if ">" in words else words
        assert parser().parse(words[1:]).command == command


def _completed(line: str, tmp_path: Path) -> list[str]:
    """What the command proposes to the shell for a line that ends at the cursor."""
    proposed = tmp_path / "proposed"
    subprocess.run(
        COMMAND,
        env={
            **clean_environment(),
            "_ARGCOMPLETE": "1",
            "_ARGCOMPLETE_STDOUT_FILENAME": str(proposed),
            "COMP_LINE": line,
            "COMP_POINT": str(len(line)),
        },
        cwd=tmp_path,
        timeout=60,
        check=False,
    )
    return [word.strip() for word in proposed.read_text("utf-8").split("\v") if word]


def test_the_shell_completes_options(tmp_path: Path) -> None:
    assert _completed("cop-assistant ask --spe", tmp_path) == ["--speaker"]


def test_the_shell_completes_documents_of_the_store(tmp_path: Path, filled: Path) -> None:
    line = f"cop-assistant show --store {filled} CWG-COP-41/"
    assert "CWG-COP-41/9" in _completed(line, tmp_path)


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
def test_bash_takes_what_completion_prints(tmp_path: Path) -> None:
    (tmp_path / "cop-assistant").write_text(
        f'#!/bin/sh\nexec {shlex.join([sys.executable, "-m", "ui.command_line"])} "$@"\n'
    )
    (tmp_path / "cop-assistant").chmod(0o755)
    script = """
        source <(cop-assistant completion bash)
        COMP_LINE="cop-assistant se" COMP_POINT=16 COMP_TYPE=9
        $(complete -p cop-assistant | sed 's/.*-F \\([^ ]*\\).*/\\1/') cop-assistant
        printf '%s\\n' "${COMPREPLY[@]}"
    """
    path = f"{tmp_path}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script], env={**clean_environment(), "PATH": path}, capture_output=True
    )
    assert done.stdout.decode().split() == ["search", "serve"], done.stderr.decode()


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_prints_something_for_each_shell(
    shell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["completion", shell]) == 0
    assert "cop-assistant" in capsys.readouterr().out


def _shown(answer: Answer) -> str:
    out = io.StringIO()
    output = Output(out, io.StringIO(), json=False)
    show_answer(answer, output)
    return " ".join(out.getvalue().split())


def _citation(n: int, quote: str) -> Citation:
    return Citation(
        n=n, document="report", path=Path("r.txt"), title="Report", start=n, end=n + 9, quote=quote
    )


def test_an_answer_prints_each_quotation_once() -> None:
    one, two = "Norway has a\nhelpline.", "It is open at night."
    answer = Answer(
        question="?",
        answered=True,
        answer="Norway has a helpline. [1] It is open at night. [2]",
        sentences=[
            AnswerSentence(text=" ".join(one.split()), citations=[1]),
            AnswerSentence(text=two, citations=[2]),
        ],
        citations=[_citation(1, one), _citation(2, two)],
    )
    shown = _shown(answer)

    assert shown.count("Norway has a helpline.") == 1
    assert shown.count("open at night") == 1
    assert "[1]–[2]" in shown
    assert shown.count("Report") == 1


def test_what_an_answer_words_itself_is_quoted_below_it() -> None:
    answer = Answer(
        question="?",
        answered=True,
        answer="Norway runs a helpline. [1]",
        sentences=[AnswerSentence(text="Norway runs a helpline.", citations=[1])],
        citations=[_citation(1, "Norway has a helpline.")],
    )

    assert "“Norway has a helpline.”" in _shown(answer)


def test_exit_ends_the_chat(filled: Path, cop: Run) -> None:
    done = cop("chat", "--store", filled, text="Exit\nWhat did Norway say?\n")
    assert (done.returncode, done.stdout) == (0, "")


def test_search_marks_the_sentence_that_answers() -> None:
    passage = Suggestion(
        document="report",
        path=Path("r.txt"),
        title="Report",
        start=100,
        end=150,
        score=1.0,
        text="The Chair spoke.\nKenya is\nat work. All agreed.",
    )
    out = io.StringIO()
    console = Console(file=out, width=90, force_terminal=True, color_system="standard")
    console.print(*passage_list([passage], surest=[BestSentence(117, 134, 0.9)]))
    assert "The Chair spoke. \x1b[1mKenya is at work.\x1b[0m All agreed." in out.getvalue()


def test_search_stops_where_nothing_is_near(cop: Run, filled: Path) -> None:
    words = ["search", "--store", filled, "the football world cup"]
    done = cop(*words)
    assert (done.returncode, done.stdout) == (0, "")
    assert "nothing near" in done.stderr
    assert cop(*words, "--top-k", "2").stdout.startswith("1.")
