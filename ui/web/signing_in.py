"""Signing in and out, and whose request it is: pages of their own before all others."""

from __future__ import annotations

import hashlib
import logging
import secrets
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING

import anyio
from anyio import to_thread

from ui.access.accounts import MOST, Accounts, User
from ui.access.audit import Audit
from ui.errors import Failure
from ui.messages import messages
from ui.web.signing_in_elsewhere import Elsewhere
from ui.web.templating import templates
from ui.web.words import language_wanted

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp

_LOG = logging.getLogger(__name__)
SIGN_IN, SIGN_OUT = "/sign-in", "/sign-out"
ELSEWHERE, BACK = "/sign-in/elsewhere", "/sign-in/back"
COOKIE = "cop_session"
ACCOUNT = "cop_account"
"""What the page's own script keeps the conversations of an account under; no secret."""
_STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:1rem/1.5 system-ui,sans-serif;margin:10vh auto;max-width:22rem;padding:0 1rem}"
    "label,input,button{display:block;width:100%;box-sizing:border-box}"
    "input,button{font:inherit;padding:.5rem;margin:.25rem 0 1rem}"
    "[role=alert]{color:#a40000}"
    "@media(prefers-color-scheme:dark){body{background:#111;color:#eee}[role=alert]{color:#ff9d9d}}"
)


class SigningIn:
    """The accounts of a server at its door."""

    def __init__(
        self, accounts: Accounts, audit: Audit, elsewhere: Elsewhere | None = None
    ) -> None:
        """`elsewhere`: the OpenID Connect provider, where there is one."""
        self._accounts = accounts
        self._audit = audit
        self._elsewhere = elsewhere
        # Argon2 takes 64 MB each time: not as often at once as somebody may ask for it.
        self._turns: anyio.CapacityLimiter | None = None

    def token(self, headers: dict[str, str], program: bool) -> str:
        """The session that a request names: by its cookie, of a program by its header; or ""."""
        kind, _, token = headers.get("authorization", "").partition(" ")
        if program and kind.lower() == "bearer":
            return token.strip()
        try:
            morsel = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        except CookieError:
            return ""
        return morsel.value if morsel is not None else ""

    def user(self, token: str) -> User | None:
        """Whose session it is, None where it is nobody's."""
        return self._accounts.of(token) if 0 < len(token) <= MOST else None

    def asks(self, name: str, most: int) -> bool:
        """Counts a question of a user (see `Accounts.asks`)."""
        return self._accounts.asks(name, most)

    @staticmethod
    def owner(token: str) -> str:
        """The owner of the open pages of a session."""
        return hashlib.sha256(f"owner {token}".encode()).hexdigest()[:32]

    def application(self) -> ASGIApp:
        """The pages and what they send."""
        from starlette.applications import Starlette
        from starlette.middleware import Middleware
        from starlette.middleware.sessions import SessionMiddleware
        from starlette.routing import Route

        routes = [
            Route(SIGN_IN, self._page, methods=["GET"]),
            Route(SIGN_IN, self._sign_in, methods=["POST"]),
            Route(SIGN_OUT, self._sign_out, methods=["POST"]),
            Route(SIGN_OUT, self._before_sign_out, methods=["GET"]),
        ]
        middleware = []
        if self._elsewhere is not None:
            routes += [
                Route(ELSEWHERE, self._leave, methods=["GET"]),
                Route(BACK, self._come_back, methods=["GET"]),
            ]
            # What the provider's answer is compared with; of this browser, for ten minutes.
            middleware = [
                Middleware(
                    SessionMiddleware,
                    secret_key=secrets.token_urlsafe(32),
                    session_cookie="cop_leaving",
                    path=SIGN_IN,
                    max_age=600,
                    same_site="lax",
                )
            ]
        return Starlette(
            routes=routes, middleware=middleware, exception_handlers={Failure: self._away}
        )

    async def _away(self, request: Request, error: Exception) -> Response:
        _LOG.error("%s", error)
        return self._shown(request, 503, "Nobody can sign in just now. Try again in a minute.")

    async def _page(self, request: Request) -> Response:
        return self._shown(request, 200)

    async def _sign_in(self, request: Request) -> Response:
        """Name and password: the same answer, after the same time, whichever of them is wrong."""
        form = await request.form(max_files=0, max_fields=5)
        name, password = str(form.get("name", "")).strip(), str(form.get("password", ""))
        address = request.client.host if request.client else ""
        # Counted before it is looked at, so that many at once are not one.
        if not await to_thread.run_sync(self._accounts.attempt, name, address):
            self._audit.note("sign-in refused", by=name[:MOST], address=address)
            return self._shown(
                request, 429, "Too many attempts. Wait a quarter of an hour, then try again."
            )
        self._turns = self._turns or anyio.CapacityLimiter(2)
        user = await to_thread.run_sync(
            self._accounts.verified, name[:MOST], password, limiter=self._turns
        )
        if user is None:
            self._audit.note("sign-in failed", by=name[:MOST], address=address)
            return self._shown(request, 401, "Name or password is wrong.")
        await to_thread.run_sync(self._accounts.succeeded, name, address)
        return self._let_in(request, user)

    async def _sign_out(self, request: Request) -> Response:
        from starlette.responses import RedirectResponse

        token = request.cookies.get(COOKIE, "")
        user = self.user(token)
        if user is not None:
            self._accounts.end(token)
            self._audit.note("signed out", by=user.name)
        response = RedirectResponse(SIGN_IN, 303)
        response.delete_cookie(COOKIE, path="/")
        response.delete_cookie(ACCOUNT, path="/")
        response.headers["clear-site-data"] = '"cache", "storage"'
        return response

    async def _before_sign_out(self, request: Request) -> Response:
        user = self.user(request.cookies.get(COOKIE, ""))
        return self._shown(request, 200, name=user.name if user else None)

    async def _leave(self, request: Request) -> Response:
        assert self._elsewhere is not None
        try:
            return await self._elsewhere.leave(request, BACK)
        except Exception as error:  # the provider does not answer as it should
            self._audit.note("sign-in elsewhere failed", by="", reason=type(error).__name__)
            return self._shown(request, 502, "The provider cannot be reached. Try again later.")

    async def _come_back(self, request: Request) -> Response:
        assert self._elsewhere is not None
        try:
            name = await self._elsewhere.name(request)
            user = self._accounts.get(name)
        except Exception as error:  # forged, too late, refused there, or unknown here
            self._audit.note("sign-in elsewhere failed", by="", reason=type(error).__name__)
            return self._shown(
                request, 403, "This did not sign you in. Ask whoever runs this server."
            )
        if user.disabled:
            return self._shown(
                request, 403, "This did not sign you in. Ask whoever runs this server."
            )
        return self._let_in(request, user)

    def _let_in(self, request: Request, user: User) -> Response:
        from starlette.responses import RedirectResponse

        self._audit.note("signed in", by=user.name)
        response = RedirectResponse("/", 303)
        # A form says under which address it was sent; who comes back from a provider does not.
        back = self._elsewhere.back if self._elsewhere is not None else None
        origin = request.headers.get("origin") or back or str(request.url)
        secure = origin.startswith("https:")
        # Not strict: who comes back from a provider comes from another site.
        response.set_cookie(
            COOKIE,
            self._accounts.begin(user),
            path="/",
            httponly=True,
            samesite="lax",
            secure=secure,
        )
        mark = hashlib.sha256(f"account {user.name}".encode()).hexdigest()[:16]
        response.set_cookie(ACCOUNT, mark, path="/", samesite="strict", secure=secure)
        return response

    def _shown(
        self, request: Request, status: int, problem: str = "", name: str | None = None
    ) -> Response:
        from starlette.responses import HTMLResponse

        template = templates().get_template("sign_in.html")
        says = messages(language_wanted(request.headers))
        page = template.render(
            style=_STYLE,
            problem=problem and says.say(problem),
            name=name,
            elsewhere=self._elsewhere and ELSEWHERE,
            says=says,
            say=says.say,
        )
        return HTMLResponse(page, status)
