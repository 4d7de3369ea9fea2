"""Limits of memory and processor time that the system holds a worker process to.

Both hold in compiled code, too: the system refuses the memory, and ends the process at a signal
that Python does not handle. Where the system has no such limits, as on Windows, nothing happens.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import parent_process
from multiprocessing.connection import wait
from pathlib import Path

TIME_IS_UP = -signal.SIGPROF if hasattr(signal, "SIGPROF") else None
"""Exit code of a process that used up its processor time."""


def end_with_parent() -> None:
    """Makes this worker process end when the one that started it does, and not at an interrupt."""
    # The parent decides what an interrupt ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def limit_memory(more: int) -> None:
    """Allows this process `more` bytes beside what it holds now."""
    with suppress(ImportError, OSError, ValueError, StopIteration):
        import resource

        status = Path("/proc/self/status").read_text("ascii").splitlines()
        held = next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmData"))
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (held + more, hard))


@contextmanager
def processor_time(seconds: float) -> Iterator[None]:
    """Ends this process where what is done takes more processor time than this.

    What its threads use is counted, what child processes use is not. For the main thread alone.
    """
    if TIME_IS_UP is None:
        yield
        return
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
