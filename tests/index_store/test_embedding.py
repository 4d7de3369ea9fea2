from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index_store import Embedder
from index_store.embedding import built_in_model
from index_store.errors import ModelUnavailable
from index_store.precision import fastest, supports_bfloat16
from index_store.quick_model import ALIKE, converted, fingerprint, fits
from index_store.remembered_vectors import RememberedVectors

TEXTS = [
    "What did Norway say on helplines?",
    "",
    "Côte d'Ivoire",
    "The Chair thanked the delegations; the floor was given to Kenya (see 5.4).",
    "words without end " * 200,
    "日本 الأطفال 🙂",
]


def test_vectors_agree_with_those_of_sentence_transformers(embedder: Embedder) -> None:
    exact = embedder.model.encode(TEXTS, normalize_embeddings=True, convert_to_tensor=True)
    quick = embedder.embed(TEXTS)
    assert quick.dtype == np.float32
    cosines = (quick * exact.float().numpy()).sum(axis=1)
    said = [bool(text) for text in TEXTS]  # of nothing, any vector is as good
    assert cosines[said].min() >= ALIKE
    assert np.allclose(np.linalg.norm(quick, axis=1), 1, atol=1e-5)


def test_a_text_has_the_same_vector_alone_and_among_others(embedder: Embedder) -> None:
    many = embedder.embed(TEXTS * 4)
    alone = np.stack([embedder.embed([text])[0] for text in TEXTS])
    assert np.allclose(many, np.tile(alone, (4, 1)), atol=1e-6)
    assert np.allclose(alone[0], embedder.embed_query(TEXTS[0]), atol=1e-6)
    assert embedder.embed([]).shape == (0, 384)


def test_the_last_texts_are_not_embedded_anew(embedder: Embedder) -> None:
    one, two, three, embedded = TEXTS[0], TEXTS[2], TEXTS[3], []

    def embed(texts: Sequence[str]) -> np.ndarray:
        embedded.extend(texts)
        return embedder.embed(texts)

    vectors = RememberedVectors(embed, remembered=2)
    first, second, again = vectors([one, two, one])
    assert embedded == [one, two]
    assert np.array_equal(first, again) and np.array_equal(vectors([two])[0], second)
    vectors([three])
    assert embedded == [one, two, three]
    assert np.allclose(vectors([one])[0], first, atol=0.01)  # the longest unused was forgotten
    assert embedded[3:] == [one]


def test_half_a_character_is_no_reason_to_stop(embedder: Embedder) -> None:
    assert embedder.embed(["Norway \ud83d said"]).shape == (1, 384)
    assert embedder.embed_query("Norway \ud83d said").shape == (384,)


def test_a_question_is_embedded_without_torch() -> None:
    code = (
        "import sys; from index_store import Embedder; Embedder().embed_query('Who spoke?');"
        "print([m for m in ('torch', 'transformers', 'sentence_transformers') if m in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


def test_questions_from_several_threads(embedder: Embedder) -> None:
    with ThreadPoolExecutor(8) as pool:
        vectors = list(pool.map(embedder.embed_query, [TEXTS[0]] * 24))
    assert all(np.allclose(vector, vectors[0], atol=1e-6) for vector in vectors)


def test_the_model_as_a_llama_index_embedding(embedder: Embedder) -> None:
    embedding = embedder.llama_index
    assert np.allclose(embedding.get_query_embedding(TEXTS[0]), embedder.embed_query(TEXTS[0]))
    vectors = embedding.get_text_embedding_batch(TEXTS)
    assert np.allclose(vectors, embedder.embed(TEXTS), atol=1e-3)
    assert embedding.model_name == "all-MiniLM-L6-v2"


def test_a_folder_is_a_model_too(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(built_in_model(), folder)
    own = Embedder(str(folder))
    assert (own.name, own.dimension) == (str(folder), 384)
    assert np.allclose(own.embed_query("helpline"), Embedder().embed_query("helpline"))


def test_a_model_of_another_kind_is_left_to_sentence_transformers(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(built_in_model(), folder)
    assert fits(folder)
    pooling = folder / "1_Pooling" / "config.json"
    config = json.loads(pooling.read_text())
    config |= {"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}
    pooling.write_text(json.dumps(config))
    assert not fits(folder)
    vector = Embedder(str(folder)).embed_query("helpline")
    assert vector.shape == (384,)
    assert float(vector @ Embedder().embed_query("helpline")) < 0.99


def test_a_model_that_cannot_be_converted_is_none_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COP_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "model"
    shutil.copytree(built_in_model(), folder)
    (folder / "model.safetensors").write_bytes(b"no weights")
    assert converted(folder) is None
    assert list((tmp_path / "cache" / "models").iterdir()) == []
    (tmp_path / "cache" / "models").rmdir()
    (tmp_path / "cache" / "models").write_text("a file where the folder should be")
    assert converted(folder) is None


def test_a_model_found_too_far_from_its_original_is_not_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COP_CACHE", str(tmp_path))
    monkeypatch.setattr("index_store.quick_model.ALIKE", 1.1)
    assert converted(built_in_model()) is None
    monkeypatch.setattr("index_store.quick_model._convert", None)  # would fail if it were called
    assert converted(built_in_model()) is None
    monkeypatch.setattr("index_store.embedding.converted", converted)
    assert Embedder()._quick_encoder() is None


def test_other_weights_are_another_model(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(built_in_model(), folder)
    assert fingerprint(folder) == fingerprint(built_in_model())
    weights = bytearray((folder / "model.safetensors").read_bytes())
    weights[-4:] = b"\0\0\0\1"
    (folder / "model.safetensors").write_bytes(weights)
    assert fingerprint(folder) != fingerprint(built_in_model())


def test_a_model_that_is_not_here_is_one_clear_line() -> None:
    with pytest.raises(ModelUnavailable) as error:
        Embedder("nobody/has-this-model").embed(["text"])
    assert "nobody/has-this-model cannot be loaded" in str(error.value)
    assert "\n" not in str(error.value)


def test_the_precision_is_one_that_the_processor_has(embedder: Embedder) -> None:
    import torch

    dtype = next(embedder.model.parameters()).dtype
    if not supports_bfloat16(embedder.model.device):
        assert dtype == torch.float32
        assert fastest(embedder.model) is embedder.model
