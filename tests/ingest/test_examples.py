"""The examples in the docstrings of every module of `ingest` hold."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module

import pytest

import ingest

# To import what workers load keeps this process from torch for good.
MODULES = [
    module.name
    for module in pkgutil.walk_packages(ingest.__path__, "ingest.")
    if module.name != "ingest.preloaded"
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0
