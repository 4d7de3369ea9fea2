"""`cop-assistant`: reads the command line, runs the command, turns errors into one line.

Exit status: 0 done; 1 the work failed or part of it did; 2 bad usage; 130 interrupted.
`COP_DEBUG=1` shows the traceback behind an error.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module, metadata
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

from ui.errors import BadUsage, Failure, debugging, one_line
from ui.suggesting import did_you_mistype

COMMANDS = {
    "ingest": "read files and folders into the store",
    "documents": "list what is in the store",
    "collection": "list collections of documents, and say who may read them",
    "user": "list accounts, add and change them",
    "show": "show a document: its header, passages and who speaks where",
    "search": "find the passages nearest to a query",
    "ask": "answer a question with citations",
    "chat": "ask in the terminal, with memory of the conversation",
    "map": "show who spoke on which topic or at which meeting, and how much",
    "export": "write kept answers as a briefing note for Word, as Markdown or HTML",
    "feedback": "list what users said of answers, and make questions for eval of it",
    "serve": "serve the web chat",
    "mcp": "serve the documents as tools to a program that speaks MCP",
    "check": "look whether the store is whole, and mend it",
    "backup": "write the store to one file, while it is in use",
    "restore": "bring a backup back",
    "eval": "measure answers against a set of questions",
    "bench": "measure speed and size beside the LlamaIndex default",
    "completion": "print what makes the shell complete commands, options, documents and speakers",
}
AS_USER = frozenset(
    {"ask", "search", "chat", "documents", "show", "map", "export", "eval", "mcp"}
    | {"bench", "completion"}  # these look into no store
)
"""Commands that keep to the rights of `--as`; all others see and change everything."""
INTERRUPTED = 130
PIPE_CLOSED = 141


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line and say what may have been meant."""

    commands: Mapping[str, Parser] = MappingProxyType({})
    """The parsers of its commands, by their names."""

    def parse(self, argv: Sequence[str] | None) -> argparse.Namespace:
        """The arguments of a command line; leaves with one line where they cannot be read."""
        arguments, unknown = self.parse_known_args(argv)
        if unknown:
            self._told_of(arguments).refuse(unknown[0])
        return arguments

    def refuse(self, unknown: str) -> NoReturn:
        """Leave because of an argument that there is not."""
        if not unknown.startswith("-"):
            self.error(f"{unknown!r} is one argument too many")
        option = unknown.split("=")[0]
        options = [known for known in self._option_string_actions if known.startswith("--")]
        hint = did_you_mistype(option, options)
        self.error(f"there is no option {option}{hint}")

    def _told_of(self, arguments: argparse.Namespace) -> Parser:
        return self.commands.get(arguments.command or "", self)

    def _check_value(self, action: argparse.Action, value: object) -> None:
        """Called by argparse for an argument with choices, the command among them."""
        if action.choices is None or value in action.choices:
            return
        choices = [str(choice) for choice in action.choices]
        hint = did_you_mistype(str(value), choices) or f"; there are {', '.join(choices)}"
        raise argparse.ArgumentError(None, f"there is no {action.dest} {str(value)!r}{hint}")

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and where help is, and leave with status 2."""
        self.exit(BadUsage.status, f"error: {message} (see {self.prog} --help)\n")


def parser() -> Parser:
    """The whole command line; the options every command has stand before or after it."""
    common = Parser(add_help=False, argument_default=argparse.SUPPRESS, allow_abbrev=False)
    group = common.add_argument_group("for every command")
    group.add_argument(
        "--store",
        metavar="DIR",
        type=Path,
        help="folder of the store (default: COP_STORE, else a folder among the user's data)",
    )
    group.add_argument(
        "--database",
        metavar="URL",
        help="PostgreSQL database for the catalogue, which several machines may share, as "
        "postgresql://user@host/name (default: COP_DATABASE, else a file in the store)",
    )
    group.add_argument(
        "--json", action="store_true", help="machine-readable output, and nothing else, on stdout"
    )
    group.add_argument(
        "--as",
        dest="as_user",
        metavar="USER",
        help="see only what this user may (of commands that read; see cop-assistant user)",
    )
    group.add_argument(
        "--config", metavar="FILE", type=Path, help="settings file (default: cop.toml here)"
    )
    top = Parser(
        prog="cop-assistant",
        description="Cited answers over the documents of the ITU Council Working Group on "
        "Child Online Protection.",
        epilog="First steps: cop-assistant ingest FOLDER, then "
        'cop-assistant ask "What did Malaysia say on AI?"',
        parents=[common],
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"%(prog)s {_version()}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for name, summary in COMMANDS.items():
        module = import_module(f"ui.commands.{name}")
        command = commands.add_parser(
            name,
            help=summary,
            description=f"{summary[0].upper()}{summary[1:]}.",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            parents=[common],
            allow_abbrev=False,
        )
        module.configure(command)
        examples = "\n  ".join(["examples:", *getattr(module, "EXAMPLES", ())])
        command.epilog = f"{command.epilog}\n\n{examples}" if command.epilog else examples
    top.commands = commands.choices
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status; no traceback reaches the user.

    >>> main(["documents", "--store", "/nowhere", "--json"])
    []
    0
    """
    _speak_utf8()
    top = parser()
    if "_ARGCOMPLETE" in os.environ:  # the shell asks how the line may go on
        import argcomplete

        argcomplete.autocomplete(top)
    arguments = top.parse(argv)
    if arguments.command is None:
        top.print_help(sys.stderr)
        return BadUsage.status
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _drop_stdout()
        return PIPE_CLOSED
    except Failure as failure:
        tell(failure)
        return failure.status
    except Exception as error:  # the last resort: whatever a floor below lets through
        tell(error)
        return Failure.status


def _run(arguments: argparse.Namespace) -> int:
    """Load settings and hand over to the command; its stray prints never reach stdout."""
    from ui.output import Output
    from ui.settings import load

    arguments.json = getattr(arguments, "json", False)
    settings = load(
        getattr(arguments, "config", None),
        store=getattr(arguments, "store", None),
        database=getattr(arguments, "database", None),
        top_k=getattr(arguments, "top_k", None),
        allow_uploads=getattr(arguments, "allow_uploads", None),
        as_user=getattr(arguments, "as_user", None),
    )
    if settings.as_user is not None and arguments.command not in AS_USER:
        raise BadUsage(f"--as goes with commands that only read: not with {arguments.command}")
    output = Output(sys.stdout, sys.stderr, json=arguments.json)
    command = import_module(f"ui.commands.{arguments.command}")
    with contextlib.redirect_stdout(sys.stderr):
        status: int = command.run(arguments, settings, output)
    output.flush()
    return status


def tell(error: Exception) -> None:
    """Print the error as one line on stderr; its traceback too where `COP_DEBUG` is set."""
    if debugging():
        import traceback

        traceback.print_exception(error, file=sys.stderr)
    with contextlib.suppress(BrokenPipeError):
        print(f"error: {one_line(error)}", file=sys.stderr)


def _speak_utf8() -> None:
    """UTF-8 on both streams, also on Windows and under LANG=C.

    A lone surrogate (from a file name) becomes its `\\u` escape, which is valid in JSON too.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _drop_stdout() -> None:
    """Let the interpreter's last flush go nowhere: the reader of the pipe has left."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _version() -> str:
    try:
        return metadata.version("cop-assistant")
    except metadata.PackageNotFoundError:
        return "(not installed)"


if __name__ == "__main__":
    sys.exit(main())
