"""The examples in the docstrings of readers and structure hold."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest

MODULES = (
    "chunking cleaning hyphens lines numbering page_jobs parallel reading roles running_heads "
    "sentences signatures structure wordlists readers.blocks readers.counting readers.decoding "
    "readers.docx readers.html readers.markdown readers.pdf readers.pdf_lines readers.text"
)


@pytest.mark.parametrize("name", MODULES.split())
def test_examples(name: str) -> None:
    assert doctest.testmod(import_module(f"ingest.{name}")).failed == 0
