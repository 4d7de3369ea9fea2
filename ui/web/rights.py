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

    def __init__(
        self, change_documents: bool = True, accounts: bool = False, here: bool = True
    ) -> None:
        """`change_documents`: whether documents may be added, read again and removed.

        `accounts`: by editors alone; `viewer` then says who asks. `here`: whether the server
        answers this machine alone, so that without accounts whoever asks runs it.
        """
        self._change_documents = change_documents
        self._accounts = accounts
        self._here = here
        self.viewer: Callable[[], Viewer] = current_viewer

    @classmethod
    def of(cls, host: str, allowed: bool | None = None, accounts: bool = False) -> Rights:
        """Those of a server that listens on `host`; `allowed`: what its settings say, if they do.

        Where nobody says, whoever sits at this machine may change its documents, and nobody else.
        """
        here = host.casefold() in LOOPBACK
        return cls(accounts or here if allowed is None else allowed, accounts, here)

    def may_change_documents(self, _request: object) -> bool:
        """Whether who sends a request may add, read again and remove documents."""
        editor = not self._accounts or self.viewer().role.may_act_as(Role.EDITOR)
        return self._change_documents and editor

    def may_administer(self, _request: object) -> bool:
        """Whether they may put documents into collections and read what users said of answers."""
        if not self._accounts:
            return self._here
        return self.viewer().role.may_act_as(Role.ADMINISTRATOR)

    def require_administrator(self, request: object) -> None:
        """Raises `Refused` where they may not."""
        if not self.may_administer(request):
            raise Refused("this is for the administrators of this server", 403)

    def require_change(self, request: object) -> None:
        """Raises `Refused` where they may not."""
        if not self.may_change_documents(request):
            raise Refused("documents are added and removed by those who run this server", 403)
