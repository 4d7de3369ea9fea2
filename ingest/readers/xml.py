"""The names that readers of Word documents use of lxml."""

from __future__ import annotations

from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]
from lxml.etree import _Element as Element

__all__ = ["Element", "XMLSyntaxError"]
