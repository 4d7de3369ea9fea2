"""From features at several scales to the share of the answer expected in each passage."""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.retrieval.candidate_set import CandidateSet
from assistant.retrieval.document_features import centroid
from assistant.retrieval.features import CandidateFeatures, Features
from assistant.retrieval.spans import expected
from assistant.retrieval.window_sums import WindowSums

# What can be left out to see what it brings: kinds of evidence, and scales.
KINDS = ("words", "topic", "pairs", "meaning", "speaker", "shape", "feedback")
SCALES = ("neighbourhood", "document", "region", "span")
PARTS = KINDS + SCALES

_OWN = ("0", "length", "turn")  # ends of names of what a passage has by itself
_REGION = 20  # passages to either side that an answer may stretch over
_LEAST = 1e-6  # share below which regions no longer differ
_FEEDBACK = (0, 2)  # passages to either side over which likeness to the likeliest ones is taken
_LIKELY = 12  # documents that get a second look, at the most
_BESIDE = 0.002  # of the likeliest one's share: those below it get none
_SPAN = 0.35  # what stretches as wholes tell of a share, against passages each by itself
_UNLIKELY = 0.01  # share of a document below which its stretches are not looked at
CONTEXT_FEATURES = ("share", "region", *(f"feedback {width}" for width in _FEEDBACK))


@dataclass(frozen=True)
class Weights:
    """What each feature is worth, by its name.

    `passage`: of the features of passages, `document`: of those of documents, `context`: of the
    passage's own share and of what the shares of the others tell (see `context_features`); empty
    where the others do not count. `span`: of spans as wholes (see `spans.expected`); empty where
    they do not count.
    """

    passage: Mapping[str, float]
    document: Mapping[str, float]
    context: Mapping[str, float]
    span: Mapping[str, float]

    @classmethod
    def read(cls, path: Path) -> Weights:
        """Those that `python -m evals.learn_weights --write` has written."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))

    def without(self, disabled: Set[str]) -> Weights:
        """The weights that are left when parts of the retriever are switched off.

        Raises ValueError for a part there is not.
        """
        unknown = disabled - set(PARTS)
        if unknown:
            raise ValueError(f"no part {sorted(unknown)}: the parts are {', '.join(PARTS)}")

        def kept(weights: Mapping[str, float]) -> dict[str, float]:
            return {n: w for n, w in weights.items() if n.partition(" ")[0] not in disabled}

        passage, document = kept(self.passage), kept(self.document)
        if "neighbourhood" in disabled:
            passage = {n: w for n, w in passage.items() if n.rpartition(" ")[2] in _OWN}
        context = kept(self.context)
        return Weights(
            passage,
            {} if "document" in disabled else document,
            {} if set(context) == {"share"} else context,
            {} if disabled & {"span", "neighbourhood"} else kept(self.span),
        )


def score_passages(features: CandidateFeatures, weights: Weights) -> np.ndarray:
    """Log shares of the passages (see `log_shares`)."""
    candidates, passage = features.candidates, features.passage
    local = passage.weighted_sum(weights.passage)
    documents = np.zeros(len(candidates.documents))
    for name, weight in weights.document.items():
        documents += weight * features.document[name]
    context = None
    if weights.context:
        likely = np.argsort(-documents, kind="stable")[:_LIKELY]
        likely = likely[documents[likely] >= documents[likely[0]] + np.log(_BESIDE)]
        context = context_features(candidates, local, likely)
        local = context.weighted_sum(weights.context)
    shares = log_shares(candidates, local, documents, features.allowed)
    if context is not None and weights.span:
        held = passage.weighted_sum(weights.span) + context.weighted_sum(weights.span)
        shares = with_spans(candidates, shares, held, weights.span, likely)
    return shares


def with_spans(
    candidates: CandidateSet,
    shares: np.ndarray,
    held: np.ndarray,
    weights: Mapping[str, float],
    likely: np.ndarray,
) -> np.ndarray:
    """Log shares of the passages, corrected by those of the stretches that they are part of.

    In the transcripts among the documents `likely`; paragraphs of a written document each have a
    topic of their own. A document keeps the share that it has. `held`: what each passage adds to
    a stretch that holds it, shape (n,).
    """
    mass = np.exp(shares)
    by_document = candidates.total(mass)
    for place in likely[by_document[likely] > _UNLIKELY]:
        part = candidates.part(place)
        if candidates.written[part.start]:
            continue
        told = expected(candidates, int(place), held[part], weights) * (mass[part] > 0.0)
        told *= by_document[place] / max(float(told.sum()), 1e-300)
        mass[part] += _SPAN * (told - mass[part])
    with np.errstate(divide="ignore"):
        return np.log(mass)


def local_shares(candidates: CandidateSet, scores: np.ndarray) -> np.ndarray:
    """Logarithm of each passage's share of its document's evidence, shape (n,)."""
    top = np.maximum.reduceat(scores, candidates.firsts)
    top = np.where(np.isfinite(top), top, 0.0)
    total = candidates.total(np.exp(scores - top[candidates.owner]))
    spread = top + np.log(np.where(total > 0.0, total, 1.0))
    shares: np.ndarray = scores - spread[candidates.owner]
    return shares


def context_features(
    candidates: CandidateSet, scores: np.ndarray, likely: np.ndarray | None = None
) -> Features:
    """What the passages tell of one another, by the names in `CONTEXT_FEATURES`, shape (n,) each.

    `share`: logarithm of each one's share of its document. `region`: of the mean share of its
    region, as answers lie together: where the twenty passages to either side hold much, one that
    says little by itself belongs to them all the same. `feedback`: see `_feedback`; 0 but in the
    documents `likely` (places in the candidates, shape (l,)), where they are given.
    """
    shares = local_shares(candidates, scores)
    held = np.exp(shares)
    likeness = _feedback(
        candidates, held, np.arange(len(candidates.documents)) if likely is None else likely
    )
    told = {
        "share": shares,
        "region": np.log(WindowSums(candidates, held).mean_around(_REGION) + _LEAST),
    }
    alike = WindowSums(candidates, likeness)
    for width in _FEEDBACK:
        told[f"feedback {width}"] = alike.mean_around(width)
    return Features(told)


def _feedback(candidates: CandidateSet, held: np.ndarray, likely: np.ndarray) -> np.ndarray:
    """How near in meaning each passage is to the likeliest ones of its document, shape (n,).

    Pseudo relevance feedback on vectors (Rocchio, "Relevance feedback in information retrieval",
    1971): the mean of the vectors by share, less that of the document, says what the answer is
    about in the document's own words.
    """
    likeness = np.zeros(len(candidates))
    for place in likely:
        inside = candidates.part(place)
        vectors = candidates.vectors(int(place))
        weights = held[inside].astype(np.float32)
        total = float(weights.sum())
        if total <= 0.0:
            continue
        subject = weights @ vectors / total - centroid(candidates, int(place))
        cosine = vectors @ (subject / (float(np.linalg.norm(subject)) + 1e-9))
        likeness[inside] = cosine - cosine.mean()
    return likeness


def log_shares(
    candidates: CandidateSet,
    scores: np.ndarray,
    documents: np.ndarray,
    allowed: np.ndarray | None = None,
) -> np.ndarray:
    """Logarithm of the share of the answer's text expected in each passage, shape (n,).

    `scores`: of the passages among those of their document, shape (n,); `documents`: of
    the documents, shape (m,). The share is that of the document (conditional logit over the
    documents) times that of the passage in it (conditional logit over its passages); both are
    what the weights were learned to predict. Where `allowed` is False the share is 0.
    """
    allowed = np.ones(len(scores), dtype=bool) if allowed is None else allowed
    some = candidates.total(allowed.astype(np.float64)) > 0.0
    documents = np.where(some, documents, -np.inf)
    if some.any():
        documents = documents - documents[some].max()
        documents = documents - np.log(np.exp(documents[some]).sum())
    local = local_shares(candidates, np.where(allowed, scores, -np.inf))
    shares: np.ndarray = np.where(allowed, local + documents[candidates.owner], -np.inf)
    return shares
