"""The trained reader as it ships: an encoder in 8 bits, its outputs, and what they mean."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from evals.reader_network import ReaderNetwork

if TYPE_CHECKING:
    from transformers import BertModel


def export(network: ReaderNetwork, tokenizer: Path, target: Path, about: Mapping[str, Any]) -> None:
    """Writes the network to the folder `target` as `assistant.reader.model` reads it.

    `tokenizer` is a file of the library tokenizers; `about` goes into reader.json: the
    calibration, the threshold and where the weights come from.
    """
    from ctranslate2.converters import TransformersConverter
    from transformers import PreTrainedTokenizerFast
    from transformers.utils import logging

    logging.disable_progress_bar()

    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        _with_pooler(network).save_pretrained(folder)
        PreTrainedTokenizerFast(tokenizer_file=str(tokenizer), unk_token="[UNK]").save_pretrained(
            folder
        )
        TransformersConverter(folder, load_as_float16=False).convert(
            str(target), quantization="int8", force=True
        )
    shutil.copyfile(tokenizer, target / "tokenizer.json")
    head = {
        name: value.detach().float().cpu().numpy()
        for name, value in network.state_dict().items()
        if not name.startswith("bert.")
    }
    np.savez(
        target / "head.npz",
        sentence=head["sentence.weight"][0],
        sentence_bias=head["sentence.bias"],
    )
    text = json.dumps(about, indent=1, ensure_ascii=False)
    (target / "reader.json").write_text(text + "\n", encoding="utf-8")


def _with_pooler(network: ReaderNetwork) -> BertModel:
    """The encoder with the pooling layer that the converter expects; nothing reads it."""
    from transformers import BertModel

    model = BertModel(network.bert.config)
    model.load_state_dict(network.bert.state_dict(), strict=False)
    for name, parameter in model.named_parameters():
        if name.startswith("pooler"):
            parameter.data.zero_()
    return model
