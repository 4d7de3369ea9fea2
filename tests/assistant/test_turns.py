"""Answers take turns: no more at once than there is room for, first come first served."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from assistant.stopping import Stopped, never
from assistant.turns import Turns


def test_who_came_first_goes_on_first() -> None:
    turns, order = Turns(1), list[int]()
    arrived = [threading.Event() for _ in range(4)]

    def work(number: int) -> None:
        def looks() -> bool:  # asked while it waits
            arrived[number].set()
            return False

        with turns.turn(looks):
            order.append(number)

    with ThreadPoolExecutor(4) as pool, turns.turn(never):
        for number in range(4):
            pool.submit(work, number)
            assert arrived[number].wait(5)
        assert order == []
    assert order == [0, 1, 2, 3]


def test_no_more_at_once_than_there_is_room_for() -> None:
    turns, together = Turns(2), threading.Barrier(2, timeout=5)
    inside, most, guard = [0], [0], threading.Lock()

    def work() -> None:
        with turns.turn(never):
            with guard:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
            together.wait()
            with guard:
                inside[0] -= 1

    with ThreadPoolExecutor(6) as pool:
        for done in [pool.submit(work) for _ in range(6)]:
            done.result(10)
    assert most == [2]


def test_who_no_longer_wants_an_answer_makes_room() -> None:
    turns, gone = Turns(1), threading.Event()

    def work() -> None:
        with turns.turn(gone.is_set):
            raise AssertionError("its turn never came")

    with ThreadPoolExecutor(1) as pool:
        with turns.turn(never):
            waits: Future[None] = pool.submit(work)
            gone.set()
            with pytest.raises(Stopped):
                waits.result(5)
        with turns.turn(never):  # neither the one that left nor the one before holds it
            pass


def test_an_answer_that_fails_makes_room() -> None:
    turns = Turns(1)
    with pytest.raises(ValueError), turns.turn(never):
        raise ValueError
    with turns.turn(never):
        pass
