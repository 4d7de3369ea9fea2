"""One network of the built-in reader: a small BERT in 8-bit integers, run by CTranslate2.

Its file is a zip archive with what CTranslate2 converts a model to (`config.json`, `model.bin`),
the tokenizer and `head.npz`, which makes log odds of the states of a sentence's tokens.
"""

from __future__ import annotations

import io
import json
import threading
import zipfile
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.reader.encoding import Window, windows
from assistant.reader.interface import Excerpt, ReaderUnavailable
from index_store.equal_batches import equal_batches
from index_store.quick_encoder import use_avx512
from ingest.cores import cores

if TYPE_CHECKING:
    from ctranslate2 import Encoder
    from tokenizers import Tokenizer

_TOKENS_AT_ONCE = 1_024  # tokens that go through the model together
_REMEMBERED = 4_096  # judged excerpts that stay in memory


@dataclass(frozen=True)
class _Head:
    """What makes log odds of the states of a sentence's tokens and of [CLS]."""

    of_sentence: np.ndarray
    of_window: np.ndarray
    bias: float

    def log_odds(self, states: np.ndarray, window: Window) -> np.ndarray:
        """One a sentence; `states` has shape (tokens, width)."""
        means = np.stack([states[a : max(b, a + 1)].mean(axis=0) for a, b in window.spans])
        odds: np.ndarray = means @ self.of_sentence + states[0] @ self.of_window + self.bias
        return odds


@dataclass(frozen=True)
class _Parts:
    tokenizer: Tokenizer
    encoder: Encoder
    head: _Head
    pool: ThreadPoolExecutor


class ReaderNetwork:
    """Judges excerpts, all of a question at once; safe to use from threads.

    Nothing is loaded before the first question; what was judged is remembered for a while.
    """

    def __init__(self, path: Path) -> None:
        """`path`: the file, as `evals.reader_export` writes it."""
        self.path = path
        self._known: OrderedDict[tuple[str, Excerpt], np.ndarray] = OrderedDict()
        self._guard = threading.Lock()
        self._loading = threading.Lock()

    def prepare(self) -> None:
        """Loads the model now; raises `ReaderUnavailable` where that cannot be done."""
        with self._loading:
            _ = self._parts

    def log_odds(self, question: str, excerpts: Sequence[Excerpt]) -> list[np.ndarray]:
        """Log odds that each sentence answers; raises `ReaderUnavailable`.

        The arrays are those that are remembered: not to be written to.
        """
        keys = [(question, excerpt) for excerpt in excerpts]
        with self._guard:
            found = {key: self._known[key] for key in keys if key in self._known}
        new = list(dict.fromkeys(key for key in keys if key not in found))
        if new:
            judged = self._judged(question, [excerpt for _, excerpt in new])
            found.update(zip(new, judged, strict=True))
            self._remember(new, judged)
        return [found[key] for key in keys]

    def _judged(self, question: str, excerpts: Sequence[Excerpt]) -> list[np.ndarray]:
        self.prepare()
        parts = self._parts
        of_excerpt = windows(parts.tokenizer, question, excerpts)
        flat = [window for some in of_excerpt for window in some]
        batches = equal_batches([len(window.ids) for window in flat], _TOKENS_AT_ONCE)
        groups = [[flat[n] for n in batch] for batch in batches]

        def judge(group: Sequence[Window]) -> list[np.ndarray]:
            return _judge(parts, group)

        # A single batch is run right here: a question need not wait for a thread.
        done = map(judge, groups) if len(groups) < 2 else parts.pool.map(judge, groups)
        by_window: list[np.ndarray] = [np.zeros(0)] * len(flat)
        for batch, values in zip(batches, done, strict=True):
            for place, value in zip(batch, values, strict=True):
                by_window[place] = value
        rest = iter(by_window)
        return [np.concatenate([np.zeros(0), *(next(rest) for _ in some)]) for some in of_excerpt]

    def _remember(self, keys: Sequence[tuple[str, Excerpt]], judged: Sequence[np.ndarray]) -> None:
        with self._guard:
            for key, value in zip(keys, judged, strict=True):
                self._known[key] = value
                self._known.move_to_end(key)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)

    @cached_property
    def _parts(self) -> _Parts:
        use_avx512()
        from ctranslate2 import Encoder
        from tokenizers import Tokenizer

        workers = cores()
        try:
            with zipfile.ZipFile(self.path) as archive:
                files = {name: archive.read(name) for name in archive.namelist()}
            tokenizer = Tokenizer.from_buffer(files.pop("tokenizer.json"))
            tokenizer.no_truncation()
            tokenizer.no_padding()
            with np.load(io.BytesIO(files.pop("head.npz"))) as saved:
                weights, bias = saved["sentence"], float(saved["sentence_bias"][0])
            encoder = Encoder(
                str(self.path),
                device="cpu",
                # Few weights are large (`evals.ctranslate2_file.coarser`), so that processors
                # without VNNI, too, multiply next to without loss, a third faster than in 32 bits.
                compute_type="int8",
                inter_threads=workers,
                intra_threads=1,
                files=files | {"vocabulary.json": _vocabulary(tokenizer)},
            )
        except Exception as error:  # the libraries raise whatever a damaged file leads them to
            raise ReaderUnavailable(str(self.path), error) from error
        width = len(weights) // 2
        head = _Head(weights[:width], weights[width:], bias)
        return _Parts(tokenizer, encoder, head, ThreadPoolExecutor(workers, "reader"))


def _vocabulary(tokenizer: Tokenizer) -> bytes:
    """The pieces of words in their order, as CTranslate2 asks for them."""
    pieces = tokenizer.get_vocab()
    return json.dumps(sorted(pieces, key=pieces.__getitem__)).encode()


def _judge(parts: _Parts, group: Sequence[Window]) -> list[np.ndarray]:
    """Log odds of the sentences of windows of one length."""
    done = parts.encoder.forward_batch(
        [list(window.ids) for window in group],
        token_type_ids=[list(window.types) for window in group],
    )
    states = np.asarray(done.last_hidden_state)
    return [parts.head.log_odds(states[n], window) for n, window in enumerate(group)]
