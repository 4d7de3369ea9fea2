"""Who may do what on the page: the one place that says so."""

from __future__ import annotations

from collections.abc import Callable

from ui.access.viewer import Role, Viewer, current_viewer
from ui.hosts import LOOPBACK
from ui.web.incoming import Refused


class Rights:
    """What those who open the page may do beside asking.

    >>> [Rights.of(host).may_change_documents(None) for host in ("127.0.0.1", "0.0.0.0")]
    [True, False]
    """

    def __init__(self, change_documents: bool = True, accounts: bool = False) -> None:
        """`change_documents`: whether documents may be added, read again and removed.

        `accounts`: by editors alone; `viewer` then says who asks.
        """
        self._change_documents = change_documents
        self._accounts = accounts
        self.viewer: Callable[[], Viewer] = current_viewer

    @classmethod
    def of(cls, host: str, allowed: bool | None = None, accounts: bool = False) -> Rights:
        """Those of a server that listens on `host`; `allowed`: what its settings say, if they do.

        Where nobody says, whoever sits at this machine may change its documents, and nobody else.
        """
        usual = accounts or host.casefold() in LOOPBACK
        return cls(usual if allowed is None else allowed, accounts)

    def may_change_documents(self, _request: object) -> bool:
        """Whether who sends a request may add, read again and remove documents."""
        editor = not self._accounts or self.viewer().role.may_act_as(Role.EDITOR)
        return self._change_documents and editor

    def require_change(self, request: object) -> None:
        """Raises `Refused` where they may not."""
        if not self.may_change_documents(request):
            raise Refused("documents are added and removed by those who run this server", 403)
