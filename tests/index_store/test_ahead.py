from __future__ import annotations

import threading

import pytest

from index_store.ahead import Ahead


def test_batches_come_back_in_order_and_all() -> None:
    ahead = Ahead(lambda batch: batch * 2)
    done = [pair for n in range(20) for pair in ahead.give(n)]
    done += ahead.rest()
    ahead.stop()
    assert done == [(n, 2 * n) for n in range(20)]


def test_work_goes_on_while_the_caller_does_something_else_but_not_without_end() -> None:
    go, begun = threading.Event(), threading.Event()

    def work(batch: int) -> int:
        begun.set()
        assert go.wait(30)
        return batch

    ahead = Ahead(work)
    for n in range(3):
        assert list(ahead.give(n)) == []
    assert begun.wait(30)
    threading.Timer(0.1, go.set).start()
    (first, _), *_ = ahead.give(3)  # waits: too much would be in memory
    assert first == 0
    assert len(list(ahead.rest())) <= 3
    ahead.stop()


def test_an_error_reaches_the_caller() -> None:
    ahead = Ahead(lambda batch: 1 / batch)
    with pytest.raises(ZeroDivisionError):
        list(ahead.give(0)) + list(ahead.rest())
    ahead.stop()


def test_whoever_waits_is_called_now_and_then() -> None:
    called = threading.Event()
    ahead = Ahead(lambda batch: called.wait(30), called.set)
    assert list(ahead.give(1)) == []
    assert list(ahead.rest()) == [(1, True)]
    ahead.stop()
