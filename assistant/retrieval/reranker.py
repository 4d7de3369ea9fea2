"""An optional second look at the best stretches by a model that reads question and text at once."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.retrieval.retrieved_passage import RetrievedPassage

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


class RerankerUnavailable(Exception):
    """A reranker that cannot be loaded; `str()` is one line fit for the user."""


class Reranker:
    """A sentence-transformers CrossEncoder by name or path, loaded when first used.

    >>> Reranker("BAAI/bge-reranker-v2-m3").reorder("age checks", found)   # doctest: +SKIP
    """

    def __init__(self, model: str) -> None:
        """`model`: a folder, or a name in the local cache of Hugging Face."""
        path = Path(model).expanduser()
        self.name = str(path.resolve()) if path.is_dir() else model
        self._model: CrossEncoder | None = None
        self._lock = threading.Lock()

    def reorder(self, question: str, found: Sequence[RetrievedPassage]) -> list[RetrievedPassage]:
        """The stretches in the order of the model."""
        order = self.order(question, [evidence.text for evidence in found])
        return [found[n] for n, _ in order]

    def order(self, question: str, texts: Sequence[str]) -> list[tuple[int, float]]:
        """Places of the texts in the order of the model, each with its score, best first."""
        if not texts:
            return []
        scores = [float(s) for s in self._loaded().predict([(question, text) for text in texts])]
        return sorted(enumerate(scores), key=lambda place: (-place[1], place[0]))

    def prepare(self) -> None:
        """Loads the model now; raises `RerankerUnavailable` where that cannot be done."""
        self._loaded()

    def _loaded(self) -> CrossEncoder:
        from sentence_transformers import CrossEncoder

        with self._lock:
            if self._model is None:
                try:
                    self._model = CrossEncoder(self.name, local_files_only=True)
                except (OSError, ValueError, KeyError) as error:
                    reason = " ".join(str(error).split()).split(". ")[0][:200]
                    raise RerankerUnavailable(
                        f"reranker {self.name} cannot be loaded ({reason}): give the folder of a "
                        "CrossEncoder, or leave the reranker out"
                    ) from error
            return self._model
