"""Commands that do one of several things: `cop-assistant user add`, `collection move`."""

from __future__ import annotations

import argparse
from collections.abc import Mapping


def add_actions(parser: argparse.ArgumentParser, actions: Mapping[str, str]) -> None:
    """The argument that says what to do, told in the help; the default is to list."""
    parser.epilog = "actions:\n" + "\n".join(
        f"  {action:<10}{summary}" for action, summary in actions.items()
    )
    parser.add_argument(
        "action", nargs="?", default="list", choices=actions, metavar="ACTION", help="see below"
    )
