"""Weights of the evidence, written by `python -m evals.learn_weights --write`."""

from __future__ import annotations

NEAR: dict[str, float] = {
    "words 0": 0.5256,
    "words within 0": 0.2485,
    "topic 0": 0.1258,
    "pairs 0": 0.4467,
    "words 2": 0.7229,
    "topic 2": 0.2923,
    "pairs 2": 0.6603,
    "pairs 4": 2.725,
    "words 7": 0.3422,
    "topic 7": 2.165,
    "words 10": 1.699,
    "words within 10": 0.2749,
    "topic 10": 2.958,
    "meaning 0": 0.9816,
    "meaning 2": 2.404,
    "meaning 4": 0.2551,
    "meaning 7": 1.529,
    "words within before 6": 1.859,
    "words within after 6": -7.146,
    "words within before 15": 1.218,
    "words within after 15": -4.505,
    "meaning before 6": 1.446,
    "meaning after 6": 1.178,
    "meaning before 15": 2.781,
    "meaning after 15": 2.817,
    "speaker 4": 2.515,
    "speaker before": 0.2847,
    "speaker after": 0.3015,
    "speaker words 4": 0.8705,
    "speaker meaning 4": 0.077,
    "shape length": 1.459,
    "shape turn": 0.3929,
    "shape turns": -0.6671,
}

FAR: dict[str, float] = {
    "words covered": 2.561,
    "words whole": 2.833,
    "words top": 1.115,
    "words wide": 2.112,
    "topic best": 10.36,
    "pairs whole": 2.529,
    "pairs top": 2.024,
    "meaning best": 4.273,
    "meaning top": 3.345,
    "meaning wide": 6.132,
    "speaker best": 1.92,
    "speaker often": 0.207,
    "shape size": -1.337,
}

GATHER: dict[str, float] = {
    "share": 0.8204,
    "region": 0.4814,
}
