"""From evidence at several scales to the share of the answer expected in each passage."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

import numpy as np

from assistant.retrieval.scales import Evidence
from assistant.retrieval.scope import Scope

# What can be left out to see what it brings: kinds of evidence, and scales.
KINDS = ("words", "topic", "pairs", "meaning", "speaker", "shape")
SCALES = ("neighbourhood", "document", "region")
PARTS = KINDS + SCALES

_OWN = ("0", "length", "turn")  # ends of names of what a passage has by itself
_REGION = 20  # passages to either side that an answer may stretch over
_LEAST = 1e-6  # share below which regions no longer differ


@dataclass(frozen=True)
class Weights:
    """What each kind of evidence is worth, by its name.

    `near`: of passages, `far`: of documents, `gather`: of the passage's own share and of its
    region's; empty where regions do not count.
    """

    near: Mapping[str, float]
    far: Mapping[str, float]
    gather: Mapping[str, float]

    def without(self, disabled: Set[str]) -> Weights:
        """The weights that are left when parts of the retriever are switched off.

        Raises ValueError for a part there is not.
        """
        unknown = disabled - set(PARTS)
        if unknown:
            raise ValueError(f"no part {sorted(unknown)}: the parts are {', '.join(PARTS)}")

        def kept(weights: Mapping[str, float]) -> dict[str, float]:
            return {n: w for n, w in weights.items() if n.partition(" ")[0] not in disabled}

        near, far = kept(self.near), kept(self.far)
        if "neighbourhood" in disabled:
            near = {n: w for n, w in near.items() if n.rpartition(" ")[2] in _OWN}
        return Weights(
            near,
            {} if "document" in disabled else far,
            {} if "region" in disabled else self.gather,
        )


def weigh(
    scope: Scope,
    near: Evidence,
    far: Evidence,
    weights: Weights,
    allowed: np.ndarray | None = None,
) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Log shares of the passages (see `log_shares`) and what each part adds to them, by name."""
    parts: dict[str, np.ndarray] = {}
    for name, weight in weights.near.items():
        kind = name.partition(" ")[0]
        parts[kind] = parts.get(kind, 0.0) + weight * near[name]
    local = sum(parts.values(), start=np.zeros(len(scope)))
    if weights.gather:
        share, region = gathered(scope, local)
        parts["region"] = weights.gather["region"] * region
        local = weights.gather["share"] * share + parts["region"]
    documents = np.zeros(len(scope.documents))
    for name, weight in weights.far.items():
        documents += weight * far[name]
    parts["document"] = documents[scope.owner]
    return log_shares(scope, local, documents, allowed), parts


def local_shares(scope: Scope, near: np.ndarray) -> np.ndarray:
    """Logarithm of each passage's share of its document's evidence, shape (n,)."""
    top = np.maximum.reduceat(near, scope.firsts)
    top = np.where(np.isfinite(top), top, 0.0)
    total = scope.total(np.exp(near - top[scope.owner]))
    spread = top + np.log(np.where(total > 0.0, total, 1.0))
    shares: np.ndarray = near - spread[scope.owner]
    return shares


def gathered(scope: Scope, near: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Logarithms of each passage's share and of the mean share of its region, shape (n,) both.

    Answers lie together: where the twenty passages to either side hold much, a passage that says
    little by itself belongs to them all the same.
    """
    shares = local_shares(scope, near)
    region = scope.mean_around(np.exp(shares), _REGION)
    return shares, np.log(region + _LEAST)


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
    some = scope.total(allowed.astype(np.float64)) > 0.0
    documents = np.where(some, far, -np.inf)
    if some.any():
        documents = documents - documents[some].max()
        documents = documents - np.log(np.exp(documents[some]).sum())
    local = local_shares(scope, np.where(allowed, near, -np.inf))
    shares: np.ndarray = np.where(allowed, local + documents[scope.owner], -np.inf)
    return shares
