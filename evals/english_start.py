"""What the smaller network of the reader starts from: all-MiniLM-L6-v2 with fewer pieces of words.

Of its 30,522 pieces those stay that texts of the kinds the reader meets are cut into most often;
words of other texts are read in smaller pieces.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import BertModel

from assistant.reader.encoding import LIMIT
from evals.counted_texts import CountedText
from index_store.embedding import built_in_model

_PIECES = 16_000
_SIGNS = 104  # numbers below are BERT's own signs, or free
_COLON = 1024  # the number of ":", which `assistant.reader.encoding` expects


def english_start(folder: Path, texts: Iterable[CountedText]) -> Path:
    """The folder with weights, configuration and tokenizer.json; made where it is not there."""
    if not (folder / "config.json").is_file():
        original = built_in_model()
        made = json.loads((original / "tokenizer.json").read_text(encoding="utf-8"))
        numbers = _kept(Tokenizer.from_file(str(original / "tokenizer.json")), texts)
        pieces = {number: piece for piece, number in made["model"]["vocab"].items()}
        made["model"]["vocab"] = {pieces[number]: n for n, number in enumerate(numbers)}
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "tokenizer.json").write_text(json.dumps(made, ensure_ascii=False), "utf-8")
        _network(original, numbers).save_pretrained(str(folder))
    return folder


def _kept(tokenizer: Tokenizer, texts: Iterable[CountedText]) -> list[int]:
    """Numbers of the pieces that stay, in their order; the colon has its place among them."""
    tokenizer.no_truncation()
    tokenizer.no_padding()
    counts: Counter[int] = Counter()
    for text, times in texts:
        for number in tokenizer.encode(text, add_special_tokens=False).ids:
            counts[number] += times
    pieces = tokenizer.get_vocab()
    letters = [n for piece, n in pieces.items() if len(piece.removeprefix("##")) == 1]
    # Letters stay, so that any word can be cut; then what is frequent here, then the model's order.
    ordered = dict.fromkeys([*letters, *(n for n, _ in counts.most_common()), *pieces.values()])
    kept = [n for n in ordered if n >= _SIGNS and n != _COLON][: _PIECES - _SIGNS - 1]
    kept = [*range(_SIGNS), *sorted(kept)]
    kept.insert(_COLON, _COLON)
    return kept


def _network(original: Path, numbers: list[int]) -> BertModel:
    network = BertModel.from_pretrained(str(original), add_pooling_layer=False)
    words = network.embeddings.word_embeddings.weight.detach()[torch.tensor(numbers)]
    places = network.embeddings.position_embeddings.weight.detach()[:LIMIT]
    network.config.vocab_size, network.config.max_position_embeddings = len(words), LIMIT
    smaller = BertModel(network.config, add_pooling_layer=False)
    state = network.state_dict() | {
        "embeddings.word_embeddings.weight": words,
        "embeddings.position_embeddings.weight": places,
    }
    smaller.load_state_dict({n: v for n, v in state.items() if n in smaller.state_dict()})
    return smaller
