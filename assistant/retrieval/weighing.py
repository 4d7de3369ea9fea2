"""From evidence at several scales to the share of the answer expected in each passage."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from assistant.retrieval.scales import Evidence
from assistant.retrieval.scope import Scope

# What can be left out to see what it brings: kinds of evidence, and scales.
KINDS = ("words", "topic", "pairs", "meaning", "speaker", "overview", "shape")
SCALES = ("neighbourhood", "document")
PARTS = KINDS + SCALES

Weights = Mapping[str, float]


def weighted(evidence: Evidence, weights: Weights, size: int) -> dict[str, np.ndarray]:
    """What each kind of evidence adds, shape (size,) each."""
    added: dict[str, np.ndarray] = {}
    for name, weight in weights.items():
        kind = name.partition(" ")[0]
        part = added.setdefault(kind, np.zeros(size))
        part += weight * evidence[name]
    return added


def without(weights: Weights, disabled: frozenset[str], document: bool) -> dict[str, float]:
    """The weights that are left when parts of the retriever are switched off.

    `document`: whether these are the weights of whole documents. Raises ValueError for a part
    there is not.
    """
    unknown = disabled.difference(PARTS)
    if unknown:
        raise ValueError(f"no part {sorted(unknown)}: the parts are {', '.join(PARTS)}")
    kept = {}
    for name, weight in weights.items():
        kind, _, scale = name.partition(" ")
        near = not document and scale.removeprefix("within ") in ("0", "length", "turn", "written")
        if kind in disabled or (document and "document" in disabled):
            continue
        if not document and not near and "neighbourhood" in disabled:
            continue
        kept[name] = weight
    return kept


def log_shares(
    scope: Scope, near: np.ndarray, far: np.ndarray, allowed: np.ndarray | None = None
) -> np.ndarray:
    """Logarithm of the share of the answer's text expected in each passage, shape (n,).

    `near`: scores of the passages among those of their document, shape (n,); `far`: scores of
    the documents, shape (m,). The share is that of the document (conditional logit over the
    documents) times that of the passage in it (conditional logit over its passages); both are
    what the weights were learned to predict. Where `allowed` is False the share is 0.
    """
    allowed = np.ones(len(near), dtype=bool) if allowed is None else allowed
    local = np.where(allowed, near, -np.inf)
    top = np.maximum.reduceat(local, scope.firsts)
    top = np.where(np.isfinite(top), top, 0.0)
    total = np.add.reduceat(np.exp(local - top[scope.owner]), scope.firsts)
    some = total > 0.0
    documents = np.where(some, far, -np.inf)
    if some.any():
        documents = documents - documents[some].max()
        documents = documents - np.log(np.exp(documents[some]).sum())
    spread = top + np.log(np.where(some, total, 1.0))
    shares: np.ndarray = local + (documents - spread)[scope.owner]
    return np.where(allowed & some[scope.owner], shares, -np.inf)
