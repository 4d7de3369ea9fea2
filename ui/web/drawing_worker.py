"""A worker process that draws what is in files, which may come from anybody: bounded in time,
memory and number."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable
from concurrent.futures import TimeoutError as TimedOut
from typing import Any, TypeVar

from ingest.enforcing import end_with_parent, limit_memory
from ui.web import limits

_Drawn = TypeVar("_Drawn")


class NotDrawn(Exception):
    """Something cannot be shown; `str()` is one line that says why."""

    def __init__(self, message: str, status: int = 404) -> None:
        super().__init__(message)
        self.status = status


class DrawingWorker:
    """Calls functions in one process of their own. May be used from every thread."""

    def __init__(self) -> None:
        self._starting = threading.Lock()
        self._waiting = threading.BoundedSemaphore(limits.DRAWINGS_WAITING)
        self._pool: object | None = None

    def drawn(self, draw: Callable[..., _Drawn], *arguments: Any) -> _Drawn:  # noqa: ANN401
        """What `draw` gives, a function of a module; raises `NotDrawn`, also for all it raises."""
        from pebble import ProcessExpired, ProcessPool

        if not self._waiting.acquire(blocking=False):
            raise NotDrawn("too many pages are being drawn; try again", 503)
        try:
            with self._starting:
                if self._pool is None:
                    context = multiprocessing.get_context("spawn")
                    self._pool = ProcessPool(1, initializer=_prepare, context=context)
                pool = self._pool
            assert isinstance(pool, ProcessPool)
            future = pool.schedule(draw, args=arguments, timeout=limits.DRAWING_SECONDS)
            made: _Drawn = future.result()
        except TimedOut:
            raise NotDrawn("drawing this page takes too long", 504) from None
        except ProcessExpired:
            raise NotDrawn("this page cannot be drawn", 422) from None
        except Exception:  # whatever is wrong with the file
            raise NotDrawn("this page cannot be drawn", 422) from None
        finally:
            self._waiting.release()
        return made


def _prepare() -> None:
    end_with_parent()
    import PIL.Image
    import pypdfium2  # noqa: F401

    PIL.Image.init()
    limit_memory(limits.DRAWING_MEMORY)
