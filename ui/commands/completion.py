"""`cop-assistant completion SHELL`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ui.completing import SHELLS

if TYPE_CHECKING:
    from ui.output import Output
    from ui.settings import Settings

EXAMPLES = (
    'eval "$(cop-assistant completion bash)"    # in ~/.bashrc; zsh the same in ~/.zshrc',
    "cop-assistant completion fish > ~/.config/fish/completions/cop-assistant.fish",
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Which shell."""
    parser.add_argument("shell", choices=SHELLS, help="the shell that is to complete")


def run(arguments: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Print what the shell has to run once."""
    import argcomplete

    output.exactly(argcomplete.shellcode(["cop-assistant"], shell=arguments.shell) + "\n")
    return 0
