"""The built-in reader: a small BERT in 8-bit integers with an output for each sentence."""

from __future__ import annotations

import json
import threading
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
from index_store.quick_encoder import arithmetic, use_avx512
from ingest.cores import cores

if TYPE_CHECKING:
    from ctranslate2 import Encoder
    from tokenizers import Tokenizer

WEIGHTS = Path(__file__).parent / "weights"
"""Folder of the weights that come with the project; `python -m evals.train_reader` makes them."""

_TOKENS_AT_ONCE = 1_024  # tokens that go through the model together
_REMEMBERED = 4_096  # judged excerpts that stay in memory


@dataclass(frozen=True)
class _Head:
    """What makes a probability of the states of a sentence's tokens and of [CLS].

    `slope` and `offset` calibrate the logit (Platt, "Probabilistic outputs for support vector
    machines", 1999).
    """

    of_sentence: np.ndarray
    of_window: np.ndarray
    bias: float
    slope: float
    offset: float

    def probabilities(self, states: np.ndarray, window: Window) -> np.ndarray:
        """One a sentence; `states` has shape (tokens, width)."""
        means = np.stack([states[a : max(b, a + 1)].mean(axis=0) for a, b in window.spans])
        logits = means @ self.of_sentence + states[0] @ self.of_window + self.bias
        return 1 / (1 + np.exp(-(self.slope * logits + self.offset)))


class BuiltInReader:
    """Judges excerpts, all of a question at once; safe to use from threads.

    Nothing is loaded before the first question; what was judged is remembered for a while.

    >>> text = Excerpt("Report", ("The group met in Geneva.", "It rained."), ((), ()))
    >>> BuiltInReader().read("Where did the group meet?", [text])[0].round(1)  # doctest: +SKIP
    array([1., 0.])
    """

    def __init__(self, folder: Path = WEIGHTS) -> None:
        """`folder` holds weights as `evals.train_reader` writes them."""
        self.folder = folder
        self._known: OrderedDict[tuple[str, Excerpt], np.ndarray] = OrderedDict()
        self._guard = threading.Lock()
        self._loading = threading.Lock()

    @cached_property
    def threshold(self) -> float:
        """The probability above which a sentence answers."""
        return float(self._about["threshold"])

    def prepare(self) -> None:
        """Loads the model now; raises `ReaderUnavailable` where that cannot be done."""
        with self._loading:
            _ = self._parts

    def read(self, question: str, excerpts: Sequence[Excerpt]) -> list[np.ndarray]:
        """Probability that each sentence answers; raises `ReaderUnavailable`."""
        keys = [(question, excerpt) for excerpt in excerpts]
        with self._guard:
            found = {key: self._known[key] for key in keys if key in self._known}
        new = list(dict.fromkeys(key for key in keys if key not in found))
        if new:
            judged = self._judged(question, [excerpt for _, excerpt in new])
            found.update(zip(new, judged, strict=True))
            self._remember(new, judged)
        return [found[key].copy() for key in keys]

    def _judged(self, question: str, excerpts: Sequence[Excerpt]) -> list[np.ndarray]:
        self.prepare()
        tokenizer, encoder, head, pool = self._parts
        of_excerpt = windows(tokenizer, question, excerpts)
        flat = [window for some in of_excerpt for window in some]
        batches = equal_batches([len(window.ids) for window in flat], _TOKENS_AT_ONCE)
        groups = [[flat[n] for n in batch] for batch in batches]

        def judge(group: Sequence[Window]) -> list[np.ndarray]:
            return _judge(encoder, head, group)

        # A single batch is run right here: a question need not wait for a thread.
        done = map(judge, groups) if len(groups) < 2 else pool.map(judge, groups)
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
    def _about(self) -> dict[str, float]:
        path = self.folder / "reader.json"
        try:
            about: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
            return {key: float(about[key]) for key in ("threshold", "slope", "offset")}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise self._unavailable(error) from error

    @cached_property
    def _parts(self) -> tuple[Tokenizer, Encoder, _Head, ThreadPoolExecutor]:
        about = self._about
        use_avx512()
        from ctranslate2 import Encoder
        from tokenizers import Tokenizer

        workers = cores()
        try:
            tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
            tokenizer.no_truncation()
            tokenizer.no_padding()
            with np.load(self.folder / "head.npz") as saved:
                weights, bias = saved["sentence"], float(saved["sentence_bias"][0])
            encoder = Encoder(
                str(self.folder),
                device="cpu",
                compute_type=arithmetic(),
                inter_threads=workers,
                intra_threads=1,
            )
        except Exception as error:  # the libraries raise whatever a damaged file leads them to
            raise self._unavailable(error) from error
        width = len(weights) // 2
        head = _Head(weights[:width], weights[width:], bias, about["slope"], about["offset"])
        return tokenizer, encoder, head, ThreadPoolExecutor(workers, "reader")

    def _unavailable(self, error: Exception) -> ReaderUnavailable:
        return ReaderUnavailable(str(self.folder), error)


def _judge(encoder: Encoder, head: _Head, group: Sequence[Window]) -> list[np.ndarray]:
    """Probabilities for the sentences of windows of one length."""
    done = encoder.forward_batch(
        [list(window.ids) for window in group],
        token_type_ids=[list(window.types) for window in group],
    )
    states = np.asarray(done.last_hidden_state)
    return [head.probabilities(states[n], window) for n, window in enumerate(group)]
