"""The trained reader as it ships: its encoder in 8 bits and its outputs, a file a network."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from evals.ctranslate2_file import coarser
from evals.reader_network import ReaderNetwork

if TYPE_CHECKING:
    from transformers import BertModel

_WRITTEN = (1980, 1, 1, 0, 0, 0)  # the same weights make the same file


def export(network: ReaderNetwork, tokenizer: Path, target: Path) -> None:
    """Writes the network to the file `target` as `assistant.reader.network` reads it.

    `tokenizer` is a file of the library tokenizers.
    """
    files = {
        **_converted(network, tokenizer),
        "tokenizer.json": tokenizer.read_bytes(),
        "head.npz": _head(network),
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            about = zipfile.ZipInfo(name, _WRITTEN)
            archive.writestr(about, content, zipfile.ZIP_DEFLATED, compresslevel=9)


def _converted(network: ReaderNetwork, tokenizer: Path) -> dict[str, bytes]:
    """The encoder's files; the vocabulary is left out, since the tokenizer has it."""
    from ctranslate2.converters import TransformersConverter
    from transformers import PreTrainedTokenizerFast
    from transformers.utils import logging

    logging.disable_progress_bar()
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as made:
        _with_pooler(network).save_pretrained(folder)
        PreTrainedTokenizerFast(tokenizer_file=str(tokenizer), unk_token="[UNK]").save_pretrained(
            folder
        )
        TransformersConverter(folder, load_as_float16=False).convert(
            made, quantization="int8", force=True
        )
        model = (Path(made) / "model.bin").read_bytes()
        config = (Path(made) / "config.json").read_bytes()
    return {"config.json": config, "model.bin": coarser(model)}


def _head(network: ReaderNetwork) -> bytes:
    made = io.BytesIO()
    np.savez(
        made,
        sentence=network.sentence.weight.detach().float().cpu().numpy()[0],
        sentence_bias=network.sentence.bias.detach().float().cpu().numpy(),
    )
    return made.getvalue()


def _with_pooler(network: ReaderNetwork) -> BertModel:
    """The encoder with the pooling layer that the converter expects; nothing reads it."""
    from transformers import BertModel

    model = BertModel(network.bert.config)
    model.load_state_dict(network.bert.state_dict(), strict=False)
    for name, parameter in model.named_parameters():
        if name.startswith("pooler"):
            parameter.data.zero_()
    return model
