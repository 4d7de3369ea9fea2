"""What the reader's training starts from: multilingual-e5-small with the pieces that texts need.

Of 250,000 pieces of words of a hundred languages those stay that stand in the texts the reader
learns from, so that the weights ship in 30 MB. Words of other texts are read in smaller pieces
(Abdaoui et al., "Load What You Need: Smaller Versions of Multilingual BERT", 2020).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers
from transformers import BertConfig, BertModel

from assistant.reader.encoding import LIMIT
from evals.counted_texts import CountedText
from evals.e5_weights import E5Weights

_PIECES = 19_800
_RESERVED = 104  # numbers below are BERT's own signs, or free
_SIGNS = {0: "[PAD]", 100: "[UNK]", 101: "[CLS]", 102: "[SEP]", 103: "[MASK]"}
_COLON = 1024  # where every English BERT has ":", and `assistant.reader.encoding` expects it
_LETTERS = 0x600  # single characters below, Latin, Greek and Cyrillic, stay whether met or not
_NEVER = -1e4  # score of what no text is cut into


def multilingual_start(folder: Path, texts: Iterable[CountedText]) -> Path:
    """The folder with weights, configuration and tokenizer.json; made where it is not there.

    `texts` are of the kinds that will be read. Raises `NoWeights`.
    """
    if not (folder / "config.json").is_file():
        weights = E5Weights()
        numbers = _kept(weights, texts)
        _tokenizer(weights, numbers).save(str(_made(folder) / "tokenizer.json"), pretty=False)
        _network(weights, numbers).save_pretrained(str(folder))
    return folder


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _network(weights: E5Weights, numbers: list[int]) -> BertModel:
    special = weights.special
    signs = {0: special.padding, 101: special.begin, 102: special.end}
    rows = [signs.get(n, special.unknown) for n in range(_RESERVED)] + numbers
    config = BertConfig(
        vocab_size=len(rows),
        hidden_size=weights.width,
        num_hidden_layers=weights.layers,
        num_attention_heads=weights.heads,
        intermediate_size=weights.inner,
        max_position_embeddings=LIMIT,
        pad_token_id=0,
    )
    config.update({"position_embedding_type": "absolute"})  # the converter asks for it
    network = BertModel(config, add_pooling_layer=False)
    network.load_state_dict(weights.state(rows, LIMIT))
    return network


def _tokenizer(weights: E5Weights, numbers: list[int]) -> Tokenizer:
    unknown = float(weights.scores.min()) - 10
    signs = [(_SIGNS.get(n, f"[unused{n}]"), _NEVER) for n in range(_RESERVED)]
    signs[100] = (_SIGNS[100], unknown)
    pieces = [(weights.pieces[n], float(weights.scores[n])) for n in numbers]
    return _unigram(signs + pieces, 100)


def _unigram(pieces: list[tuple[str, float]], unknown: int) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    return tokenizer


def _kept(weights: E5Weights, texts: Iterable[CountedText]) -> list[int]:
    """Numbers of the pieces that stay, likeliest first but for the colon, which has its place."""
    special = weights.special
    scores = [float(score) for score in weights.scores]
    whole = _unigram(list(zip(weights.pieces, scores, strict=True)), special.unknown)
    counts: Counter[int] = Counter()
    for text, times in texts:
        for number in whole.encode(text, add_special_tokens=False).ids:
            counts[number] += times
    colon = weights.pieces.index(":")
    never = {special.begin, special.end, special.padding, special.unknown, colon}
    letters = {
        n for n, piece in enumerate(weights.pieces) if len(piece) == 1 < ord(piece) < _LETTERS
    }
    # Where the texts have too few, the likeliest of all follow: the model has them in that order.
    ordered = dict.fromkeys([*(n for n, _ in counts.most_common()), *range(len(scores))])
    most = [number for number in ordered if number not in never | letters]
    kept = [*letters - never, *most][: _PIECES - 1]
    kept.sort(key=lambda number: -scores[number])
    kept.insert(_COLON - _RESERVED, colon)
    return kept
