"""Whoever asks: their groups say what they may see, their role what they may do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What somebody may do; each may do what those before it may. None of them gives sight."""

    READER = "reader"
    """Ask, search, read, export."""
    EDITOR = "editor"
    """Also add documents."""
    ADMINISTRATOR = "administrator"
    """Also put documents into collections, read feedback and the server's figures."""

    def may_act_as(self, role: Role) -> bool:
        """Whether this role includes another.

        >>> Role.EDITOR.may_act_as(Role.READER), Role.READER.may_act_as(Role.EDITOR)
        (True, False)
        """
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(role)


@dataclass(frozen=True)
class Viewer:
    """Somebody who asks, as far as access is concerned; without a name: nobody who is known."""

    name: str = ""
    role: Role = Role.READER
    groups: frozenset[str] = field(default_factory=frozenset)


NOBODY = Viewer()
"""Sees open collections and changes nothing: what holds where nobody has said who asks."""
WITHOUT_ACCOUNTS = Viewer(role=Role.EDITOR)
"""Everybody, on a server without accounts: open collections, and documents may be added."""

_CURRENT: ContextVar[Viewer | None] = ContextVar("viewer", default=None)


@contextmanager
def on_behalf_of(viewer: Viewer) -> Iterator[None]:
    """While a request is worked on: it is this viewer's."""
    token = _CURRENT.set(viewer)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def current_viewer(otherwise: Callable[[], Viewer | None] = lambda: None) -> Viewer:
    """Whose request is worked on here; `otherwise` is asked where no request says."""
    return _CURRENT.get() or otherwise() or NOBODY
