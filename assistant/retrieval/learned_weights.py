"""Weights of the evidence, written by `python -m evals.learn_weights --write`."""

from __future__ import annotations

NEAR: dict[str, float] = {
    "words 0": 0.3208,
    "words within 0": 0.2218,
    "topic 0": 0.3443,
    "pairs 0": 0.4375,
    "words 2": 0.4683,
    "topic 2": 0.4755,
    "pairs 2": 0.6575,
    "topic 4": 0.007105,
    "pairs 4": 2.699,
    "words 7": 0.3315,
    "topic 7": 2.212,
    "words 10": 1.878,
    "words within 10": 0.1312,
    "topic 10": 2.948,
    "meaning 0": 1.011,
    "meaning 2": 2.435,
    "meaning 4": 0.3645,
    "meaning 7": 1.31,
    "words within before 6": 1.875,
    "words within after 6": -7.058,
    "words within before 15": 1.492,
    "words within after 15": -4.184,
    "meaning before 6": 1.473,
    "meaning after 6": 1.188,
    "meaning before 15": 2.884,
    "meaning after 15": 2.825,
    "speaker 4": 2.383,
    "speaker before": 0.2517,
    "speaker after": 0.2818,
    "speaker words 4": 0.9025,
    "speaker meaning 4": 0.0453,
    "shape length": 1.456,
    "shape turn": 0.3891,
    "shape turns": -0.6591,
}

FAR: dict[str, float] = {
    "words covered": 2.435,
    "words whole": 3.151,
    "words top": 1.496,
    "words wide": 1.753,
    "topic best": 9.904,
    "pairs whole": 2.525,
    "pairs top": 2.581,
    "meaning best": 4.519,
    "meaning top": 3.513,
    "meaning wide": 5.588,
    "speaker best": 1.911,
    "speaker often": 0.1978,
    "shape size": -1.248,
}

GATHER: dict[str, float] = {
    "share": 0.5668,
    "region": 0.5304,
    "feedback 0": 1.746,
    "feedback 2": 0.8215,
}
