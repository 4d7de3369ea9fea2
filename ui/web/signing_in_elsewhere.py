"""Signing in at an organisation's own provider, by OpenID Connect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


class NoName(Exception):
    """The provider does not say who signed in, or that the address is theirs."""


class Elsewhere:
    """One provider; people need an account of the same name here, which says what they may see."""

    def __init__(
        self,
        issuer: str,
        client_id: str,
        client_secret: str | None,
        claim: str,
        back: str | None = None,
    ) -> None:
        """`claim`: which of the provider's claims is the name of the account.

        `back`: the address it sends people back to; without one, that under which they left.
        """
        from authlib.integrations.starlette_client import OAuth

        self._claim = claim
        self.back = back
        registry = OAuth()
        registry.register(
            "provider",
            client_id=client_id,
            client_secret=client_secret,
            server_metadata_url=f"{issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256"},
        )
        self._provider: Any = registry.create_client("provider")

    async def leave(self, request: Request, back: str) -> Response:
        """Sends the browser to the provider, which sends it to the path `back`."""
        address = self.back or str(request.url.replace(path=back, query=""))
        response: Response = await self._provider.authorize_redirect(request, address)
        return response

    async def name(self, request: Request) -> str:
        """Who has signed in there; raises an error of Authlib, or NoName."""
        token = await self._provider.authorize_access_token(request)
        claims = token.get("userinfo") or {}
        name = claims.get(self._claim)
        # An address that nobody has verified may be anybody's.
        if not isinstance(name, str) or (
            self._claim == "email" and claims.get("email_verified") is False
        ):
            raise NoName
        return name
