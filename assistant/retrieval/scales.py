"""The evidence of a question at every scale: passage, neighbourhood and document.

Each kind of evidence is a number that means the same for every question and store (a share of
the possible, a cosine, a logarithm), so that weights learned on some documents hold on others,
and one document alone needs no standardising.
"""

from __future__ import annotations

import numpy as np

from assistant.retrieval.lexical import balanced, counts, saturated, share
from assistant.retrieval.measured import Measured
from assistant.retrieval.question_terms import QuestionTerms, rarity
from assistant.retrieval.running import Running
from assistant.retrieval.scope import Scope
from assistant.retrieval.speaking import presence, spoken

# Passages to either side: 4 is about a question with its answer, 10 a topic of an agenda.
WIDTHS = (0, 2, 4, 7, 10)
_DENSE_WIDTHS = (0, 2, 4, 7)
_SIDES = (6, 15)  # passages before, and after: a topic opens at one end and closes at the other
_SMALL, _LARGE = 100.0, 600.0  # passages of a document within which its size is known to tell

Evidence = dict[str, np.ndarray]


def measure(
    scope: Scope, question: QuestionTerms, cosine: np.ndarray, fit: np.ndarray
) -> tuple[Measured, Evidence]:
    """All evidence by name: of the passages, shape (n,) each, and of the documents, shape (m,).

    `cosine`: of each passage with the question's topic, shape (n,); `fit`: how well each speaker
    is named in the question.
    A name starts with the part that it belongs to: words, topic, pairs, meaning, speaker, shape.
    """
    near: Evidence = {}
    far: Evidence = {}
    spoke = spoken(scope, fit)
    _words(scope, question, near, far)
    _meaning(scope, cosine, near, far)
    names = ("words within", "meaning")
    alone = Running(scope, np.column_stack([near[f"{name} 0"] for name in names]))
    for width in _SIDES:
        before, after = alone.mean_before(width), alone.mean_after(width)
        for n, name in enumerate(names):
            near[f"{name} before {width}"] = before[:, n]
            near[f"{name} after {width}"] = after[:, n]
    _speaker(scope, spoke, near, far)
    _shape(scope, near, far)
    return Measured(near), far


def _words(scope: Scope, question: QuestionTerms, near: Evidence, far: Evidence) -> None:
    single, together = counts(scope, question)
    average = scope.replica.usual_length
    every, topic = balanced(question.idf), balanced(question.idf * question.topic)
    # Rare in this document: what tells its parts from one another.
    df = scope.total((single > 0).astype(np.float64))
    within = balanced(rarity(df, scope.sizes[:, None]) * (df > 0))[scope.owner]
    pair_df = scope.total((together > 0).astype(np.float64)).sum(axis=0)
    pair = balanced(rarity(pair_df, len(scope)) * (pair_df > 0))
    t = len(question)
    lengths = scope.lengths.astype(np.float32)[:, None]
    counted = Running(scope, np.concatenate([lengths, single, together], axis=1))
    for width in WIDTHS:
        sums = counted.around(width)
        usual = average * (2 * width + 1)
        tf = sums[:, 1 : t + 1]
        parts = saturated(tf, sums[:, 0], usual)
        near[f"words {width}"] = share(parts, every)
        near[f"words within {width}"] = share(parts, within)
        near[f"topic {width}"] = share(parts, topic)
        if width == 2:
            far["words covered"] = scope.best(share((tf > 0).astype(np.float32), every))
        if width <= 4:
            near[f"pairs {width}"] = share(saturated(sums[:, t + 1 :], sums[:, 0], usual), pair)
    whole = scope.total(np.concatenate([lengths, single, together], axis=1, dtype=np.float64))
    usual = average * len(scope.replica) / len(scope.replica.documents)
    far["words whole"] = share(saturated(whole[:, 1 : t + 1], whole[:, 0], usual), every)
    far["words top"], far["pairs top"] = scope.top_means(near["words 2"], near["pairs 4"])
    far["words wide"] = scope.best(near["words 10"])
    far["topic best"] = scope.best(near["topic 0"])
    far["pairs whole"] = share(saturated(whole[:, t + 1 :], whole[:, 0], usual), pair)


def _meaning(scope: Scope, cosine: np.ndarray, near: Evidence, far: Evidence) -> None:
    middle = (scope.total(cosine) / scope.sizes)[scope.owner]
    cosines = Running(scope, cosine)
    for width in _DENSE_WIDTHS:
        near[f"meaning {width}"] = cosines.mean_around(width) - middle
    far["meaning best"] = scope.best(cosine)
    (far["meaning top"],) = scope.top_means(cosine)
    far["meaning wide"] = scope.best(cosines.mean_around(4))


def _speaker(scope: Scope, spoke: np.ndarray, near: Evidence, far: Evidence) -> None:
    """Who is named speaks here, before or after: an answer follows its question."""
    best = scope.best(spoke)
    relative = spoke / np.maximum(best, 0.3)[scope.owner]
    around = Running(scope, relative)
    for width in (0, 1, 4):
        near[f"speaker {width}"] = around.mean_around(width)
    same = scope.group[1:] == scope.group[:-1]
    near["speaker before"] = np.concatenate([[0.0], relative[:-1] * same])
    near["speaker after"] = np.concatenate([relative[1:] * same, [0.0]])
    for name in ("words 4", "meaning 4"):
        peak = np.maximum(scope.best(near[name]), 1e-6)[scope.owner]
        near[f"speaker {name}"] = relative * near[name] / peak
    far["speaker best"] = best
    far["speaker often"] = presence(scope, spoke)


def _shape(scope: Scope, near: Evidence, far: Evidence) -> None:
    """What speaks for a passage whatever is asked: that it says much."""
    unit = scope.gather(scope.replica.unit)
    turns = np.concatenate([[True], (unit[1:] != unit[:-1]) | (np.diff(scope.owner) > 0)])
    turn = np.cumsum(turns) - 1
    long = np.log(np.bincount(turn, weights=scope.lengths) + 8.0)[turn]
    near["shape length"] = np.minimum(1.0, scope.lengths / 50.0)
    near["shape turn"] = long
    near["shape turns"] = Running(scope, long).mean_around(2)
    # The best of many passages is better by chance; not told beyond the sizes seen in learning.
    far["shape size"] = np.log(np.clip(scope.sizes, _SMALL, _LARGE))
