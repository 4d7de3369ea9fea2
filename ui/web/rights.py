"""Who may do what on the page: the one place that says so."""

from __future__ import annotations

from ui.hosts import LOOPBACK
from ui.web.incoming import Refused


class Rights:
    """What those who open the page may do beside asking.

    >>> [Rights.of(host).may_change_documents(None) for host in ("127.0.0.1", "0.0.0.0")]
    [True, False]
    """

    def __init__(self, change_documents: bool = True) -> None:
        """`change_documents`: whether documents may be added, read again and removed."""
        self._change_documents = change_documents

    @classmethod
    def of(cls, host: str, allowed: bool | None = None) -> Rights:
        """Those of a server that listens on `host`; `allowed`: what its settings say, if they do.

        Where nobody says, whoever sits at this machine may change its documents, and nobody else.
        """
        return cls(host.casefold() in LOOPBACK if allowed is None else allowed)

    def may_change_documents(self, _request: object) -> bool:
        """Whether who sends a request may add, read again and remove documents."""
        return self._change_documents

    def require_change(self, request: object) -> None:
        """Raises `Refused` where they may not."""
        if not self.may_change_documents(request):
            raise Refused("documents are added and removed by those who run this server", 403)
