"""Signing in at a provider of OpenID Connect that runs on this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from starlette.testclient import TestClient

from ui.access.accounts import Accounts
from ui.access.audit import Audit
from ui.access.viewer import Role
from ui.web.signing_in import COOKIE, ELSEWHERE, SigningIn
from ui.web.signing_in_elsewhere import Elsewhere


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """Its address; it knows two people."""
    mock = pytest.importorskip("oidc_provider_mock")
    os.environ.setdefault("NO_PROXY", "localhost,127.0.0.1")
    with mock.run_server_in_thread() as server:
        address = f"http://localhost:{server.server_port}"
        for name in ("ana@example.org", "stranger@example.org"):
            known = {"email": name, "email_verified": True}
            httpx.put(f"{address}/users/{quote(name)}", json=known).raise_for_status()
        yield address


@pytest.fixture
def page(provider: str, tmp_path: Path) -> Iterator[tuple[TestClient, Accounts]]:
    """A browser at the pages of signing in."""
    accounts = Accounts(tmp_path)
    accounts.add("ana@example.org", None, Role.READER, ["staff"])
    elsewhere = Elsewhere(provider, "cop", "secret", "email")
    signing = SigningIn(accounts, Audit(tmp_path), elsewhere)
    with TestClient(
        signing.application(), base_url="http://localhost:7860", follow_redirects=False
    ) as client:
        yield client, accounts
    accounts.close()


def come_back(client: TestClient, name: str) -> httpx.Response:
    """Leaves for the provider, signs in there as somebody, and comes back."""
    left = client.get(ELSEWHERE)
    assert left.status_code == 302, left.text
    assert "code_challenge=" in left.headers["location"]
    there = httpx.post(left.headers["location"], data={"sub": name})
    assert there.status_code in (302, 303), there.text
    return client.get(there.headers["location"])


def test_who_has_an_account_comes_in(page: tuple[TestClient, Accounts]) -> None:
    client, accounts = page
    came = come_back(client, "ana@example.org")
    assert (came.status_code, came.headers["location"]) == (303, "/")
    user = accounts.of(client.cookies[COOKIE])
    assert user is not None and user.groups == {"staff"}


@pytest.mark.owasp("API10")
def test_who_has_none_stays_out(page: tuple[TestClient, Accounts]) -> None:
    client, accounts = page
    assert come_back(client, "stranger@example.org").status_code == 403
    accounts.change("ana@example.org", disabled=True)
    assert come_back(client, "ana@example.org").status_code == 403
    assert COOKIE not in client.cookies


@pytest.mark.owasp("API10")
def test_an_answer_that_nobody_asked_for_is_refused(page: tuple[TestClient, Accounts]) -> None:
    client, _ = page
    left = client.get(ELSEWHERE)
    there = httpx.post(left.headers["location"], data={"sub": "ana@example.org"})
    client.cookies.clear()  # another browser, to which somebody sends their link
    assert client.get(there.headers["location"]).status_code == 403
    assert client.get("/sign-in/back?code=guessed&state=guessed").status_code == 403
