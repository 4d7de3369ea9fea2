"""Pictures of pages, made on demand; the last ones stay in memory."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from ui.web import limits
from ui.web.drawing_worker import DrawingWorker
from ui.web.page_picture import Quotation, picture


class PagePictures:
    """Makes pictures of pages. May be used from every thread."""

    def __init__(self, worker: DrawingWorker) -> None:
        self._worker = worker
        self._kept = lru_cache(maxsize=limits.PICTURES_KEPT)(self._make)

    def picture(self, path: Path, sha256: str, page: int, quotations: Sequence[Quotation]) -> bytes:
        """A page (from 1) as WebP, with the quotations marked; raises `NotDrawn`.

        `sha256`: of the file, so that a changed one is drawn anew.
        """
        return self._kept(path, sha256, page, tuple(quotations))

    def _make(self, path: Path, _: str, page: int, quotations: tuple[Quotation, ...]) -> bytes:
        return self._worker.drawn(picture, path, page, quotations)
