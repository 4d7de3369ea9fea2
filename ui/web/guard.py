"""Who may come in where there are accounts, and how often they may ask."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from anyio import to_thread

from ui.access.viewer import Role, Viewer
from ui.errors import Failure
from ui.web.doors import Body, Door
from ui.web.incoming import Refused
from ui.web.signing_in import BACK, ELSEWHERE, SIGN_IN, SIGN_OUT, SigningIn

if TYPE_CHECKING:
    from limits import RateLimitItem
    from starlette.types import ASGIApp

    from ui.access.audit import Audit

_LOG = logging.getLogger(__name__)
_OF_PROGRAMS = ("/api/", "/mcp", "/metrics")
_ASKING = frozenset(
    {"/api/v1/ask", "/api/v1/ask/stream", "/api/v1/search", "/api/v1/export", "/mcp"}
)


_LOOKING = (
    *("/api/v1/", "/original", "/note", "/feedback", "/conversation"),
    "/gradio_api/upload",
)
_OTHERS = 20
"""What else a user may ask of one machine in a minute, for each question that they may ask."""


class Guard:
    """The accounts of a server at its gate."""

    paths = frozenset({SIGN_IN, SIGN_OUT, ELSEWHERE, BACK})
    """Where people sign in and out."""

    def __init__(self, signing: SigningIn, audit: Audit, a_minute: int, texts: bool) -> None:
        """`a_minute`: questions of one user; `texts`: whether these go to the audit log."""
        from limits import parse
        from limits.storage import MemoryStorage
        from limits.strategies import MovingWindowRateLimiter

        self._signing = signing
        self._audit = audit
        self._texts = texts
        self._a_minute = a_minute
        self._asked = MovingWindowRateLimiter(MemoryStorage())
        self._others: RateLimitItem = parse(f"{a_minute * _OTHERS}/minute")
        self.pages: ASGIApp = signing.application()

    async def identified(self, headers: dict[str, str], path: str) -> tuple[Viewer, str] | None:
        """Who sends a request, and the owner of their open pages; None where nobody is known."""
        token = self._signing.token(headers, path.startswith(_OF_PROGRAMS))
        with _looked_up():
            user = await to_thread.run_sync(self._signing.user, token)
        return None if user is None else (user.viewer, self._signing.owner(token))

    async def admit(self, door: Door, viewer: Viewer) -> None:
        """Refuses what the role does not allow, and who asks too often."""
        if door.body is Body.FILES and not viewer.role.may_act_as(Role.EDITOR):
            raise Refused("documents are added and removed by those who run this server", 403)
        if door.path in _ASKING:
            await self.count_question(viewer)
        elif door.path.startswith(_LOOKING):
            self.count_other(viewer)

    def count_other(self, viewer: Viewer) -> None:
        """Refuses anything but a question where a user sends more than any page does."""
        if not self._asked.hit(self._others, "other", viewer.name):
            raise Refused("too many requests in a minute; wait a little, then try again", 429)

    async def count_question(self, viewer: Viewer, body: dict[str, Any] | None = None) -> None:
        """Refuses a question beyond those that a user may ask in a minute, of all machines."""
        with _looked_up():
            counted = await to_thread.run_sync(self._signing.asks, viewer.name, self._a_minute)
        if not counted:
            raise Refused("too many questions in a minute; wait a little, then ask again", 429)
        if self._texts and body is not None:
            text = next((value for value in body["data"] if isinstance(value, str)), "")
            self._audit.note("asked", by=viewer.name, question=text)


@contextmanager
def _looked_up() -> Iterator[None]:
    """Refuses a request where the database of the accounts is away."""
    try:
        yield
    except Failure as error:
        _LOG.error("%s", error)
        raise Refused("accounts cannot be looked up just now; try again", 503) from None
