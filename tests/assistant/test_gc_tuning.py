"""The garbage collector leaves alone what stays."""

from __future__ import annotations

import gc

from assistant.gc_tuning import tune_garbage_collection


def test_what_is_there_is_spared() -> None:
    before = gc.get_threshold()
    gc.unfreeze()
    gc.set_threshold(700, 10, 10)
    try:
        tune_garbage_collection()
        assert gc.get_freeze_count() > 1000
        assert gc.get_threshold() > (700, 10, 10)
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
