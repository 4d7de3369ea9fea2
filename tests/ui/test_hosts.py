"""Under which names the chat is opened, and what a page says of an error."""

from __future__ import annotations

import logging

import pytest

from index_store.errors import DatabaseAway, StoreBusy
from tests.conftest import ROOT
from ui.errors import BadUsage
from ui.hosts import Hosts, own_origin
from ui.settings import load


@pytest.mark.parametrize(
    ("listening", "host", "allowed"),
    [
        ("127.0.0.1", "127.0.0.1:7860", True),
        ("127.0.0.1", "localhost", True),
        ("127.0.0.1", "LOCALHOST.:80", True),
        ("127.0.0.1", "[::1]:7860", True),
        ("127.0.0.1", "cop.example", True),
        ("127.0.0.1", "10.0.0.5:7860", False),
        ("127.0.0.1", "localhost.evil.example", False),
        ("127.0.0.1", "127.0.0.1.evil.example", False),
        ("127.0.0.1", "127.0.0.1@evil.example", False),
        ("127.0.0.1", "evil.example#127.0.0.1", False),
        ("127.0.0.1", "127.0.0.1:80:80", False),
        ("127.0.0.1", "127.0.0.1:99999", False),
        ("127.0.0.1", "2130706433", False),
        ("127.0.0.1", "", False),
        ("0.0.0.0", "10.0.0.5:7860", True),
        ("0.0.0.0", "10.0.0.6:7860", False),
        ("0.0.0.0", "evil.example", False),
        ("::", "[::ffff:10.0.0.5]", True),
        ("cop.local", "cop.local:7860", True),
    ],
)
@pytest.mark.owasp("API8")
def test_only_the_names_of_this_server_are_answered_to(
    listening: str, host: str, allowed: bool
) -> None:
    address = "::ffff:10.0.0.5" if listening == "::" else "10.0.0.5"
    assert Hosts(listening, ["cop.example"]).allows(host, address) is allowed


@pytest.mark.parametrize(
    ("origin", "own"),
    [
        ("http://localhost:7860", True),
        ("https://localhost:7860", True),
        ("http://localhost", False),
        ("http://127.0.0.1:7860", False),
        ("http://localhost:7860.evil.example", False),
        ("null", False),
        ("file://", False),
        ("", False),
    ],
)
def test_only_the_page_itself_is_the_own_origin(origin: str, own: bool) -> None:
    assert own_origin(origin, "localhost:7860") is own


def test_a_host_in_the_settings_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COP_ALLOWED_HOSTS", "cop.example, other.example")
    assert load().allowed_hosts == ("cop.example", "other.example")
    monkeypatch.setenv("COP_ALLOWED_HOSTS", "http://cop.example/")
    with pytest.raises(BadUsage, match=r"COP_ALLOWED_HOSTS.*no host name"):
        load()


def test_the_page_tells_what_the_user_can_mend_and_the_log_the_rest(
    caplog: pytest.LogCaptureFixture,
) -> None:
    from assistant.messages.catalogue import Messages
    from ui.api.problems import problem
    from ui.web.answering import told

    says = Messages("en")
    with caplog.at_level(logging.ERROR):
        assert "wait a little" in told(StoreBusy(ROOT), says)
        assert str(ROOT) not in told(StoreBusy(ROOT), says)
        assert "7311" not in told(KeyError("/private/7311"), says)
        assert "7312" not in problem(DatabaseAway("db.example:7312/cop", "refused"))[1]
    assert all(each in caplog.text for each in (str(ROOT), "7311", "7312"))
