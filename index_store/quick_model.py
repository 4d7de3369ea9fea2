"""Plain BERT encoders converted once to 8-bit integers, kept in the user's cache folder.

The processor multiplies 8-bit integers two to four times as fast as 32-bit floats (VNNI, AMX,
dot products of ARM), and CTranslate2, which runs the converted model, is imported in a tenth of a
second where torch takes several. Conversion needs torch and takes some seconds, once a machine.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

ALIKE = 0.99
"""Smallest cosine with the original's vectors; passages on different things differ far more."""

_PROBE = [
    "What did Norway say?",
    "The delegation presented its national strategy and thanked the secretariat for the support.",
    "It was agreed to forward document 24/7 to the Council, as amended on 12 February 2025.",
    "Helplines, hotlines; age verification (see 5.4): US$ 3 million a year.",
    "La délégation a proposé de traduire les lignes directrices. 儿童在线保护 حماية الأطفال",
]
_FORMAT = "int8-1"  # to be changed with anything that changes what is written
_MODULES = ["Transformer", "Pooling", "Normalize"]
_SAMPLES = 256  # pieces of the weights' file that go into its fingerprint
_SAMPLE_BYTES = 4096


def fits(folder: Path) -> bool:
    """True where `folder` holds a plain BERT with mean pooling, which CTranslate2 can run."""
    try:
        modules = [module["type"].rsplit(".", 1)[-1] for module in _json(folder, "modules.json")]
        config = _json(folder, "config.json")
        pooling = _json(folder, "1_Pooling/config.json")
        prompts = _json(folder, "config_sentence_transformers.json").get("prompts")
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return (
        modules == _MODULES
        and config.get("model_type") == "bert"
        and config.get("hidden_act") == "gelu"
        and config.get("position_embedding_type", "absolute") == "absolute"
        and [key for key, value in pooling.items() if value is True] == ["pooling_mode_mean_tokens"]
        and not any((prompts or {}).values())
        and (folder / "model.safetensors").is_file()
        and (folder / "tokenizer.json").is_file()
    )


def token_limit(folder: Path) -> int:
    """Number of tokens of a text that the model reads."""
    limit = _json(folder, "sentence_bert_config.json").get("max_seq_length")
    return int(limit or _json(folder, "config.json")["max_position_embeddings"])


def converted(folder: Path) -> Path | None:
    """Folder of the converted model, made now where it is not there yet.

    None where it cannot be made (no room in the cache folder, an unknown architecture), or was
    found too far from the original (see `ALIKE`), which is remembered.
    """
    target = cache_folder() / f"{fingerprint(folder)}-{_FORMAT}"
    if not target.is_dir():
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            work = Path(tempfile.mkdtemp(prefix="converting-", dir=target.parent))
        except OSError:
            return None
        try:
            _convert(folder, work / "model")
            if _alike(folder, work / "model") < ALIKE:
                (work / "model" / "model.bin").unlink()
            (work / "model").replace(target)  # all of it or nothing, whoever else is at it
        except Exception:  # whatever the model or the processor lacks, torch may still do
            return None
        finally:
            shutil.rmtree(work, ignore_errors=True)
    return target if (target / "model.bin").is_file() else None


def cache_folder() -> Path:
    """Where converted models are kept; the variable COP_CACHE names another place."""
    import platformdirs

    named = os.environ.get("COP_CACHE")
    base = Path(named).expanduser() if named else platformdirs.user_cache_path("cop-assistant")
    return base / "models"


def fingerprint(folder: Path) -> str:
    """Hexadecimal name of a model's content.

    Reads the configuration, the weights' size and pieces all over the weights: hashing 90 MB
    would take longer than a question does, and training changes weights everywhere.
    """
    digest = hashlib.sha256((folder / "config.json").read_bytes())
    weights = folder / "model.safetensors"
    size = weights.stat().st_size
    digest.update(str(size).encode())
    with weights.open("rb") as file:
        for n in range(_SAMPLES):
            file.seek(max(0, size - _SAMPLE_BYTES) * n // (_SAMPLES - 1))
            digest.update(file.read(_SAMPLE_BYTES))
    return digest.hexdigest()[:32]


def _convert(folder: Path, target: Path) -> None:
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from ctranslate2.converters import TransformersConverter
    from transformers.utils import logging

    before = logging.get_verbosity()
    logging.disable_progress_bar()
    logging.set_verbosity_error()
    try:
        TransformersConverter(str(folder), load_as_float16=False).convert(
            str(target), quantization="int8"
        )
    finally:
        logging.set_verbosity(before)


def _alike(folder: Path, model: Path) -> float:
    """The smallest cosine between vectors of the original and of the converted model."""
    from sentence_transformers import SentenceTransformer

    from index_store.quick_encoder import QuickEncoder

    original = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    exact = original.encode(_PROBE, normalize_embeddings=True, show_progress_bar=False)
    return float((exact * QuickEncoder(folder, model).encode(_PROBE)).sum(axis=1).min())


def _json(folder: Path, name: str) -> Any:  # noqa: ANN401
    return json.loads((folder / name).read_text(encoding="utf-8"))
