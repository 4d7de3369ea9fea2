"""Runs commands in processes forked from one that has imported them, seconds sooner each.

A command is a process of its own all the same, with its own streams, folder and exit status.
"""

from __future__ import annotations

import gc
import json
import os
import select
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import IO, NoReturn

_BEHIND = ("assistant.assistant", "index_store", "index_store.vectors", "chromadb")
_STREAMS = ("stdin", "stdout", "stderr")


class ForkedCommands:
    """Runs `cop-assistant` with arguments, one after the other."""

    def __init__(self) -> None:
        """Nothing is imported before the first command."""
        self._process: subprocess.Popen[str] | None = None

    def run(
        self,
        arguments: list[str],
        folder: Path,
        environment: dict[str, str],
        text: str | None = None,
        timeout: float = 180,
    ) -> subprocess.CompletedProcess[str]:
        """As `subprocess.run`; variables that Python reads as it starts are without effect."""
        with tempfile.TemporaryDirectory() as streams:
            files = {name: str(Path(streams, name)) for name in _STREAMS}
            Path(files["stdin"]).write_text(text or "", "utf-8")
            status = self._told(
                {
                    "arguments": arguments,
                    "folder": str(folder),
                    "environment": environment,
                    "streams": files,
                },
                timeout,
            )
            out, err = (Path(files[name]).read_text("utf-8") for name in _STREAMS[1:])
        return subprocess.CompletedProcess(arguments, status, out, err)

    def close(self) -> None:
        """Ends the process that commands are forked from."""
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _told(self, request: dict[str, object], timeout: float) -> int:
        process = self._process = self._process or subprocess.Popen(
            [sys.executable, "-m", "tests.ui.forked"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        assert process.stdin and process.stdout
        process.stdin.write(json.dumps(request) + "\n")
        process.stdin.flush()
        if not select.select([process.stdout], [], [], timeout)[0]:
            self.close()
            raise subprocess.TimeoutExpired(str(request["arguments"]), timeout)
        return int(process.stdout.readline())


def _serve(requests: IO[str], told: int) -> None:
    """Forks for every request, and writes the exit status to the file descriptor `told`."""
    from ui.command_line import COMMANDS

    for name in (*(f"ui.commands.{command}" for command in COMMANDS), *_BEHIND):
        import_module(name)
    gc.freeze()
    for line in requests:
        child = os.fork()
        if not child:
            os.close(told)
            _run(json.loads(line))
        _, status = os.waitpid(child, 0)
        os.write(told, f"{os.waitstatus_to_exitcode(status)}\n".encode())


def _run(request: dict[str, object]) -> NoReturn:
    from ui.command_line import main

    streams, environment = request["streams"], request["environment"]
    assert isinstance(streams, dict) and isinstance(environment, dict)
    for number, name in enumerate(_STREAMS):
        flags = os.O_RDONLY if name == "stdin" else os.O_WRONLY | os.O_CREAT
        os.dup2(os.open(streams[name], flags), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False, buffering=1)  # noqa: SIM115
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(str(request["folder"]))
    arguments = request["arguments"]
    assert isinstance(arguments, list)
    try:
        status = main(arguments)
    except SystemExit as left:  # bad usage, or help
        status = int(left.code or 0)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)  # taking down all that was imported would take longer than many commands


if __name__ == "__main__":
    _serve(sys.stdin, os.dup(1))
