"""Any CrossEncoder of sentence-transformers as the reader: it judges sentence by sentence."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.reader.interface import Excerpt, ReaderUnavailable

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


class CrossEncoderReader:
    """A CrossEncoder by name or path, loaded when first used.

    Each sentence is judged behind its heading, its speakers and the sentence before it. Scores
    are probabilities where the model has one output, as rerankers do.

    >>> CrossEncoderReader("BAAI/bge-reranker-v2-m3").read("When?", excerpts)  # doctest: +SKIP
    """

    threshold = 0.5

    def __init__(self, model: str) -> None:
        """`model`: a folder, or a name in the local cache of Hugging Face."""
        path = Path(model).expanduser()
        self.name = str(path.resolve()) if path.is_dir() else model
        self._model: CrossEncoder | None = None
        self._lock = threading.Lock()

    def prepare(self) -> None:
        """Loads the model now; raises `ReaderUnavailable` where that cannot be done."""
        self._loaded()

    def read(
        self, question: str, excerpts: Sequence[Excerpt], closely: bool = False
    ) -> list[np.ndarray]:
        """Probability that each sentence answers; raises `ReaderUnavailable`.

        `closely` changes nothing: one model reads everything.
        """
        pairs = [
            (question, in_context(excerpt, n))
            for excerpt in excerpts
            for n in range(len(excerpt.sentences))
        ]
        if not pairs:
            return [np.zeros(0) for _ in excerpts]
        from torch import nn

        scores = self._loaded().predict(pairs, activation_fn=nn.Sigmoid(), show_progress_bar=False)
        ends = np.cumsum([len(excerpt.sentences) for excerpt in excerpts])
        values: list[np.ndarray] = np.split(np.asarray(scores, dtype=np.float64), ends[:-1])
        return values

    def _loaded(self) -> CrossEncoder:
        from sentence_transformers import CrossEncoder

        with self._lock:
            if self._model is None:
                try:
                    model = CrossEncoder(self.name, local_files_only=True)
                    if model.num_labels != 1:
                        raise ValueError(f"it has {model.num_labels} outputs where one is needed")
                except (OSError, ValueError, KeyError) as error:
                    raise ReaderUnavailable(self.name, error) from error
                self._model = model
            return self._model


def in_context(excerpt: Excerpt, place: int) -> str:
    """A sentence of an excerpt as it is read alone."""
    before = excerpt.sentences[place - 1] if place else excerpt.before
    said = ", ".join(excerpt.speakers[place])
    sentence = excerpt.sentences[place]
    return ". ".join(
        part
        for part in (excerpt.heading, before, f"{said}: {sentence}" if said else sentence)
        if part
    )
