"""The one XML type that readers of Word documents use."""

from __future__ import annotations

from lxml.etree import _Element as Element  # type: ignore[import-untyped]

__all__ = ["Element"]
