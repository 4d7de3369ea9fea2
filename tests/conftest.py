"""Parts that every test may use; models are loaded once per session."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder with the development corpus and questions; absent outside of development."""
    folder = Path(os.environ.get("COP_SHARED", ROOT.parent / "shared"))
    if not (folder / "corpus").is_dir():
        pytest.skip(f"development corpus not found at {folder} (set COP_SHARED)")
    return folder


@pytest.fixture(scope="session")
def samples() -> Path:
    """The documents that come with the project."""
    return ROOT / "samples"
