"""Pictures of pages, made on demand by a worker process: bounded in size, time and memory."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Sequence
from concurrent.futures import TimeoutError as TimedOut
from functools import lru_cache
from pathlib import Path

from ingest.enforcing import end_with_parent, limit_memory
from ui.web import limits
from ui.web.page_picture import Quotation, picture


class NoPicture(Exception):
    """There is no picture of a page; `str()` is one line that says why."""

    def __init__(self, message: str, status: int = 404) -> None:
        super().__init__(message)
        self.status = status


class PagePictures:
    """Makes pictures of pages; the last ones stay in memory. May be used from every thread."""

    def __init__(self) -> None:
        self._starting = threading.Lock()
        self._waiting = threading.BoundedSemaphore(limits.PICTURES_WAITING)
        self._pool: object | None = None
        self._kept = lru_cache(maxsize=limits.PICTURES_KEPT)(self._make)

    def picture(self, path: Path, sha256: str, page: int, quotations: Sequence[Quotation]) -> bytes:
        """A page (from 1) as WebP, with the quotations marked; raises `NoPicture`.

        `sha256`: of the file, so that a changed one is drawn anew.
        """
        return self._kept(path, sha256, page, tuple(quotations))

    def _make(self, path: Path, _: str, page: int, quotations: tuple[Quotation, ...]) -> bytes:
        from pebble import ProcessExpired, ProcessPool

        if not self._waiting.acquire(blocking=False):
            raise NoPicture("too many pages are being drawn; try again", 503)
        try:
            with self._starting:
                if self._pool is None:
                    context = multiprocessing.get_context("spawn")
                    self._pool = ProcessPool(1, initializer=_prepare, context=context)
                pool = self._pool
            assert isinstance(pool, ProcessPool)
            future = pool.schedule(
                _drawn, args=(path, page, quotations), timeout=limits.PICTURE_SECONDS
            )
            made = future.result()
        except TimedOut:
            raise NoPicture("drawing this page takes too long", 504) from None
        except ProcessExpired:
            raise NoPicture("this page cannot be drawn", 422) from None
        finally:
            self._waiting.release()
        if not made:
            raise NoPicture("this page cannot be drawn", 422)
        return made


def _prepare() -> None:
    end_with_parent()
    import PIL.Image
    import pypdfium2  # noqa: F401

    PIL.Image.init()
    limit_memory(limits.PICTURE_MEMORY)


def _drawn(path: Path, page: int, quotations: Sequence[Quotation]) -> bytes:
    """The picture; empty where the file is no PDF that can be drawn, whatever is wrong with it."""
    try:
        return picture(path, page, quotations)
    except Exception:
        return b""
