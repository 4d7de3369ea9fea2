"""The conversations that a server keeps for its accounts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ui.access import conversations as keeping
from ui.access.accounts import Accounts
from ui.access.conversations import Conversations, Head, Turn
from ui.access.viewer import Viewer

ANA = Viewer("ana", groups=frozenset({"delegates"}))


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Conversations]:
    accounts = Accounts(tmp_path)
    for name in ("ana", "bob"):
        accounts.add(name, None)
    accounts.close()
    kept = Conversations(tmp_path)
    yield kept
    kept.close()


def test_what_two_browsers_add_is_joined_and_what_one_removes_goes(kept: Conversations) -> None:
    kept.keep(ANA, Head(5, "Helplines", 1), Turn(10, "{}"))
    kept.keep(ANA, Head(5, "Helplines", 3), Turn(30, "{}"))
    kept.keep(ANA, Head(5, "Night helplines", 4), Turn(20, '{"a": 1}'), gone=[10])
    assert kept.heads("ana") == [Head(5, "Night helplines", 4, (20, 30))]
    assert kept.turns(ANA, 5) == [Turn(20, '{"a": 1}'), Turn(30, "{}")]
    assert kept.heads("bob") == [] and kept.turns(Viewer("bob"), 5) == []
    kept.remove("bob", 5)
    assert kept.turns(ANA, 5)
    kept.remove("ana", 5)
    assert kept.heads("ana") == [] and kept.turns(ANA, 5) == []


@pytest.mark.owasp("API1")
def test_what_was_answered_to_a_group_is_closed_to_who_has_left_it(kept: Conversations) -> None:
    kept.keep(ANA, Head(5, "Helplines", 1), Turn(10, "{}"))
    assert not kept.turns(Viewer("ana", groups=frozenset({"delegates", "staff"})), 5)[0].closed
    assert kept.turns(Viewer("ana"), 5)[0].closed


@pytest.mark.owasp("API4")
def test_the_oldest_make_room(kept: Conversations, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST", 3)
    monkeypatch.setattr(keeping, "ROOM", 50)
    for n in range(1, 6):
        kept.keep(ANA, Head(n, "Helplines", n), Turn(n, "{}"))
    assert [head.id for head in kept.heads("ana")] == [5, 4, 3]
    kept.keep(ANA, Head(6, "Helplines", 6), Turn(6, "x" * 49))
    assert [head.id for head in kept.heads("ana")] == [6]
