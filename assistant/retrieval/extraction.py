"""Features of passages for a question at every scale: passage, neighbourhood and document.

Each feature is a number that means the same for every question and store (a share of
the possible, a cosine, a logarithm), so that weights learned on some documents hold on others,
and one document alone needs no standardising.
"""

from __future__ import annotations

import numpy as np

from assistant.retrieval.candidate_set import CandidateSet
from assistant.retrieval.features import Features
from assistant.retrieval.lexical import balanced, counts, saturated, share
from assistant.retrieval.question_terms import QuestionTerms, rarity
from assistant.retrieval.speaker_match import presence, spoken
from assistant.retrieval.window_sums import WindowSums

# Passages to either side: 4 is about a question with its answer, 10 a topic of an agenda.
WIDTHS = (0, 2, 4, 7, 10)
_DENSE_WIDTHS = (0, 2, 4, 7)
_SIDES = (6, 15)  # passages before, and after: a topic opens at one end and closes at the other
_SMALL, _LARGE = 100.0, 600.0  # passages of a document within which its size is known to tell

FeatureColumns = dict[str, np.ndarray]


def extract(
    candidates: CandidateSet, question: QuestionTerms, cosine: np.ndarray, fit: np.ndarray
) -> tuple[Features, FeatureColumns]:
    """All features by name: of the passages, shape (n,) each, and of the documents, shape (m,).

    `cosine`: of each passage with the question's topic, shape (n,); `fit`: how well each speaker
    is named in the question.
    A name starts with the part that it belongs to: words, topic, pairs, meaning, speaker, shape.
    """
    passage: FeatureColumns = {}
    document: FeatureColumns = {}
    spoke = spoken(candidates, fit)
    _words(candidates, question, passage, document)
    _meaning(candidates, cosine, passage, document)
    names = ("words within", "meaning")
    alone = WindowSums(candidates, np.column_stack([passage[f"{name} 0"] for name in names]))
    for width in _SIDES:
        before, after = alone.mean_before(width), alone.mean_after(width)
        for n, name in enumerate(names):
            passage[f"{name} before {width}"] = before[:, n]
            passage[f"{name} after {width}"] = after[:, n]
    _speaker(candidates, spoke, passage, document)
    _shape(candidates, passage, document)
    return Features(passage), document


def _words(
    candidates: CandidateSet,
    question: QuestionTerms,
    passage: FeatureColumns,
    document: FeatureColumns,
) -> None:
    single, together = counts(candidates, question)
    average = candidates.replica.usual_length
    every, topic = balanced(question.idf), balanced(question.idf * question.topic)
    # Rare in this document: what tells its parts from one another.
    df = candidates.total((single > 0).astype(np.float64))
    within = balanced(rarity(df, candidates.sizes[:, None]) * (df > 0))[candidates.owner]
    pair_df = candidates.total((together > 0).astype(np.float64)).sum(axis=0)
    pair = balanced(rarity(pair_df, len(candidates)) * (pair_df > 0))
    t = len(question)
    lengths = candidates.lengths.astype(np.float32)[:, None]
    counted = WindowSums(candidates, np.concatenate([lengths, single, together], axis=1))
    for width in WIDTHS:
        sums = counted.around(width)
        usual = average * (2 * width + 1)
        tf = sums[:, 1 : t + 1]
        parts = saturated(tf, sums[:, 0], usual)
        passage[f"words {width}"] = share(parts, every)
        passage[f"words within {width}"] = share(parts, within)
        passage[f"topic {width}"] = share(parts, topic)
        if width == 2:
            document["words covered"] = candidates.best(share((tf > 0).astype(np.float32), every))
        if width <= 4:
            passage[f"pairs {width}"] = share(saturated(sums[:, t + 1 :], sums[:, 0], usual), pair)
    whole = candidates.total(np.concatenate([lengths, single, together], axis=1, dtype=np.float64))
    usual = average * len(candidates.replica) / len(candidates.replica.documents)
    document["words whole"] = share(saturated(whole[:, 1 : t + 1], whole[:, 0], usual), every)
    document["words top"], document["pairs top"] = candidates.top_means(
        passage["words 2"], passage["pairs 4"]
    )
    document["words wide"] = candidates.best(passage["words 10"])
    document["topic best"] = candidates.best(passage["topic 0"])
    document["pairs whole"] = share(saturated(whole[:, t + 1 :], whole[:, 0], usual), pair)


def _meaning(
    candidates: CandidateSet, cosine: np.ndarray, passage: FeatureColumns, document: FeatureColumns
) -> None:
    middle = (candidates.total(cosine) / candidates.sizes)[candidates.owner]
    cosines = WindowSums(candidates, cosine)
    for width in _DENSE_WIDTHS:
        passage[f"meaning {width}"] = cosines.mean_around(width) - middle
    document["meaning best"] = candidates.best(cosine)
    (document["meaning top"],) = candidates.top_means(cosine)
    document["meaning wide"] = candidates.best(cosines.mean_around(4))


def _speaker(
    candidates: CandidateSet, spoke: np.ndarray, passage: FeatureColumns, document: FeatureColumns
) -> None:
    """Who is named speaks here, before or after: an answer follows its question."""
    best = candidates.best(spoke)
    relative = spoke / np.maximum(best, 0.3)[candidates.owner]
    around = WindowSums(candidates, relative)
    for width in (0, 1, 4):
        passage[f"speaker {width}"] = around.mean_around(width)
    same = candidates.group[1:] == candidates.group[:-1]
    passage["speaker before"] = np.concatenate([[0.0], relative[:-1] * same])
    passage["speaker after"] = np.concatenate([relative[1:] * same, [0.0]])
    for name in ("words 4", "meaning 4"):
        peak = np.maximum(candidates.best(passage[name]), 1e-6)[candidates.owner]
        passage[f"speaker {name}"] = relative * passage[name] / peak
    document["speaker best"] = best
    document["speaker often"] = presence(candidates, spoke)


def _shape(candidates: CandidateSet, passage: FeatureColumns, document: FeatureColumns) -> None:
    """What speaks for a passage whatever is asked: that it says much."""
    unit = candidates.gather(candidates.replica.unit)
    turns = np.concatenate([[True], (unit[1:] != unit[:-1]) | (np.diff(candidates.owner) > 0)])
    turn = np.cumsum(turns) - 1
    long = np.log(np.bincount(turn, weights=candidates.lengths) + 8.0)[turn]
    passage["shape length"] = np.minimum(1.0, candidates.lengths / 50.0)
    passage["shape turn"] = long
    passage["shape turns"] = WindowSums(candidates, long).mean_around(2)
    # The best of many passages is better by chance; not told beyond the sizes seen in learning.
    document["shape size"] = np.log(np.clip(candidates.sizes, _SMALL, _LARGE))
