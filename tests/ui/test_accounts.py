"""Accounts, sessions and attempts, without a server."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.servers import PostgresqlServer
from ui.access.accounts import Accounts, UnknownUser
from ui.access.viewer import NOBODY, Role, Viewer, current_viewer, on_behalf_of
from ui.errors import BadUsage

PASSWORD = "seven green lanterns"


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    made = Accounts(tmp_path)
    made.add("ana", PASSWORD, Role.EDITOR, ["staff"])
    return made


def test_looking_makes_no_file(tmp_path: Path) -> None:
    assert not Accounts(tmp_path).any()
    assert Accounts(tmp_path).all() == []
    assert not list(tmp_path.iterdir())


def test_only_name_and_password_together_let_in(accounts: Accounts) -> None:
    user = accounts.verified("ana", PASSWORD)
    assert user is not None
    assert user.viewer == Viewer("ana", Role.EDITOR, frozenset({"staff"}))
    for name, password in (("ana", "wrong password"), ("bob", PASSWORD), ("ana", ""), ("", "")):
        assert accounts.verified(name, password) is None
    accounts.add("eve", None)
    assert accounts.verified("eve", "") is None, "signs in elsewhere"


@pytest.mark.owasp("API2")
def test_neither_password_nor_token_is_on_the_disk(accounts: Accounts, tmp_path: Path) -> None:
    token = accounts.begin(accounts.get("ana"))
    accounts.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert PASSWORD.encode() not in kept and token.encode() not in kept
    assert b"$argon2id$" in kept
    assert (tmp_path / "access.sqlite").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("change", ["password", "groups", "role", "disabled"])
@pytest.mark.owasp("API2")
def test_a_change_ends_the_sessions(accounts: Accounts, change: str) -> None:
    token = accounts.begin(accounts.get("ana"))
    assert accounts.of(token) is not None
    if change == "password":
        accounts.change("ana", password="another long password")
        assert accounts.verified("ana", PASSWORD) is None
    elif change == "groups":
        accounts.change("ana", groups=[])
    elif change == "role":
        accounts.change("ana", role=Role.READER)
    else:
        accounts.change("ana", disabled=True)
        assert accounts.verified("ana", PASSWORD) is None
    assert accounts.of(token) is None


@pytest.mark.owasp("API2")
def test_sessions_end(accounts: Accounts, tmp_path: Path) -> None:
    ana = accounts.get("ana")
    one, other = accounts.begin(ana), accounts.begin(ana)
    accounts.end(one)
    assert accounts.of(one) is None
    assert accounts.of(other) is not None
    unused = Accounts(tmp_path, idle_hours=-1)
    assert unused.of(unused.begin(ana)) is None
    assert accounts.of(accounts.begin(ana, days=-1)) is None
    accounts.remove("ana")
    assert accounts.of(other) is None
    with pytest.raises(UnknownUser):
        accounts.get("ana")


def test_machines_on_one_database_share_accounts(
    postgresql_server: PostgresqlServer, tmp_path: Path
) -> None:
    address = postgresql_server.database()
    one, other = (Accounts(tmp_path / name, address=address) for name in ("one", "other"))
    assert not other.any()
    token = one.begin(one.add("ana", PASSWORD, Role.EDITOR, ["staff"]))
    assert other.any() and other.of(token) == one.get("ana")
    assert [one.attempt("ana", "9.9.9.9") for _ in range(3)] == [True] * 3
    assert [other.attempt("ana", "9.9.9.9") for _ in range(3)] == [True, True, False]
    other.succeeded("ana", "9.9.9.9")
    assert one.attempt("ana", "9.9.9.9")
    other.change("ana", disabled=True)
    assert one.of(token) is None
    assert not list(tmp_path.iterdir()), "nothing beside the stores"
    one.close()
    other.close()


def test_who_signs_in_uses_no_attempt_of_an_address_up(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind a proxy all have one address."""
    monkeypatch.setattr("ui.access.accounts.OF_ADDRESS", 3)
    for n in range(4):
        assert accounts.attempt(f"user {n}", "1.2.3.4")
        accounts.succeeded(f"user {n}", "1.2.3.4")
    assert all(accounts.attempt(f"user {n}", "1.2.3.4") for n in range(3))
    assert not accounts.attempt("ana", "1.2.3.4")
    assert accounts.attempt("ana", "4.3.2.1")


def test_mistakes_are_told_without_the_password(accounts: Accounts) -> None:
    for name, password in (("ana", PASSWORD), ("b,c", PASSWORD), ("", PASSWORD), ("dora", "short")):
        with pytest.raises(BadUsage) as caught:
            accounts.add(name, password)
        assert password not in str(caught.value)


def test_roles_and_who_asks() -> None:
    assert [r for r in Role if r.may_act_as(Role.EDITOR)] == [Role.EDITOR, Role.ADMINISTRATOR]
    assert current_viewer() is NOBODY, "nobody has said who asks: open collections"
    with on_behalf_of(Viewer("ana")):
        assert current_viewer().name == "ana"
    assert current_viewer() is NOBODY
