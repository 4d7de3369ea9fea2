from __future__ import annotations

import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index_store import Embedder
from index_store.embedding import built_in_model
from index_store.errors import ModelUnavailable
from index_store.light_encoder import LightEncoder, fits
from index_store.precision import SAME, fastest, supports_bfloat16

TEXTS = [
    "What did Norway say on helplines?",
    "",
    "Côte d'Ivoire",
    "The Chair thanked the delegations; the floor was given to Kenya (see 5.4).",
    "words without end " * 200,
    "日本 الأطفال 🙂",
]


def test_the_light_encoder_agrees_with_sentence_transformers(embedder: Embedder) -> None:
    reference = embedder.model.encode(TEXTS, normalize_embeddings=True, convert_to_tensor=True)
    light = LightEncoder(built_in_model()).encode(TEXTS)
    assert light.dtype == np.float32
    cosines = (light * reference.float().numpy()).sum(axis=1)
    assert cosines.min() > (0.99999 if reference.dtype.itemsize == 4 else SAME)


def test_a_question_is_embedded_without_torch() -> None:
    code = (
        "import sys; from index_store import Embedder; Embedder().embed_query('Who spoke?');"
        "print([m for m in ('torch', 'transformers', 'sentence_transformers') if m in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


def test_few_and_many_texts_get_the_same_vectors(embedder: Embedder) -> None:
    assert embedder.model is not None  # loaded: from now on it embeds everything but questions
    many = embedder.embed(TEXTS)
    few = Embedder().embed(TEXTS)
    assert (many * few).sum(axis=1).min() > SAME
    assert np.allclose(np.linalg.norm(many, axis=1), 1, atol=0.01)
    assert embedder.embed([]).shape == (0, 384)


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
