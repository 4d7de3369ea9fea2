"""What stays in memory as long as the process need not be searched for garbage again and again."""

from __future__ import annotations

import gc

_YOUNG, _MIDDLE, _OLD = 50_000, 20, 100


def tune_garbage_collection() -> None:
    """Spares modules, names and documents from the collector; for a process that answers questions.

    Python looks through everything that lives whenever enough has come to live; with some hundred
    thousand objects (names of states in six languages, passages read) that takes a tenth of a
    second, in the middle of an answer. What there is now is left out for good, what is to come is
    looked at less often.
    """
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
