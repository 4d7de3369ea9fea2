"""What the shell completes: documents and speakers of the store, by the argcomplete library."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index_store import Store

SHELLS = ("bash", "zsh", "fish", "tcsh", "powershell")


def documents(parsed_args: argparse.Namespace, **_: Any) -> list[str]:  # noqa: ANN401
    """The ids of the documents; argcomplete keeps those that begin as the user does."""
    return [record.id for record in _store(parsed_args).documents()]


def speakers(parsed_args: argparse.Namespace, **_: Any) -> list[str]:  # noqa: ANN401
    """The names of those who speak."""
    return [count.speaker.name for count in _store(parsed_args).speakers() if count.can_be_chosen]


def kinds(**_: Any) -> list[str]:  # noqa: ANN401
    """The kinds of documents."""
    from ingest.model import DocumentKind

    return [kind.value for kind in DocumentKind]


def nothing(**_: Any) -> list[str]:  # noqa: ANN401
    """Nothing: what stands here is in the user's own words."""
    return []


def complete_with(action: argparse.Action, completer: object) -> None:
    """Says how the values of an argument are completed."""
    action.completer = completer  # type: ignore[attr-defined]  # argcomplete looks for it


def _store(arguments: argparse.Namespace) -> Store:
    from ui.opening import open_filled_store
    from ui.settings import load

    return open_filled_store(
        load(
            getattr(arguments, "config", None),
            **{name: getattr(arguments, name, None) for name in ("store", "database", "as_user")},
        )
    )
