"""An optional second opinion on sentences a model wrote: does the source entail them?

Any sentence-transformers CrossEncoder trained for natural language inference will do, such as
those trained on MultiNLI (Williams et al., 2018): it reads source and sentence at once and tells
entailment from neutral and contradiction.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


class EntailmentUnavailable(Exception):
    """An entailment model that cannot be used; `str()` is one line fit for the user."""


class EntailmentModel:
    """A CrossEncoder by name or path, loaded when first used.

    >>> model = EntailmentModel("cross-encoder/nli-deberta-v3-small")     # doctest: +SKIP
    >>> model.entails("Norway opened a line in 2030.", "Norway opened a line.")  # doctest: +SKIP
    True
    """

    def __init__(self, model: str) -> None:
        """`model`: a folder, or a name in the local cache of Hugging Face."""
        path = Path(model).expanduser()
        self.name = str(path.resolve()) if path.is_dir() else model
        self._model: CrossEncoder | None = None
        self._entailment = 0
        self._lock = threading.Lock()

    def prepare(self) -> None:
        """Loads the model; raises `EntailmentUnavailable` where it cannot be used."""
        from sentence_transformers import CrossEncoder

        with self._lock:
            if self._model is not None:
                return
            try:
                model = CrossEncoder(self.name, local_files_only=True)
            except (OSError, ValueError, KeyError) as error:
                reason = " ".join(str(error).split()).split(". ")[0][:200]
                raise EntailmentUnavailable(
                    f"nli_model {self.name} cannot be loaded ({reason}): give the folder of a "
                    "CrossEncoder for natural language inference, or leave nli_model out"
                ) from error
            labels = {n: str(text).lower() for n, text in model.config.id2label.items()}
            found = [n for n, text in labels.items() if text.startswith("entail")]
            if len(labels) < 2 or not found:
                raise EntailmentUnavailable(
                    f"nli_model {self.name} does not tell entailment (its labels are "
                    f"{', '.join(labels.values())}): give a model for natural language inference"
                )
            self._model, self._entailment = model, found[0]

    def entails(self, source: str, sentence: str) -> bool:
        """Whether entailment is the likeliest of the model's labels."""
        self.prepare()
        assert self._model is not None
        scores = self._model.predict([(source, sentence)])[0]
        return int(scores.argmax()) == self._entailment
