"""The built-in reader: two networks, of which the larger reads what the smaller finds likeliest.

They have learned the same from different starts, one from English and one from a hundred
languages, and err on different sentences: the mean of their log odds ranks better than either
(Dietterich, "Ensemble methods in machine learning", 2000). The larger takes twice as long and
changes little about what the smaller finds unlikely.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path

import numpy as np

from assistant.reader.interface import Excerpt, ReaderUnavailable
from assistant.reader.network import ReaderNetwork

WEIGHTS = Path(__file__).parent / "weights"
"""Folder of the weights that come with the project; `python -m evals.train_reader` makes them."""

_READ_BY_BOTH = 3_000  # characters of the likeliest excerpts of a question


class BuiltInReader:
    """Judges excerpts, all of a question at once; safe to use from threads.

    Nothing is loaded before the first question; what was judged is remembered for a while.

    >>> text = Excerpt("Report", ("The group met in Geneva.", "It rained."), ((), ()))
    >>> BuiltInReader().read("Where did the group meet?", [text])[0].round(1)  # doctest: +SKIP
    array([1., 0.])
    """

    def __init__(self, folder: Path = WEIGHTS) -> None:
        """`folder` holds weights as `evals.train_reader` writes them."""
        self.folder = folder

    @cached_property
    def threshold(self) -> float:
        """The probability above which a sentence answers."""
        return self._about[0]

    def prepare(self) -> None:
        """Loads the networks now; raises `ReaderUnavailable` where that cannot be done."""
        with ThreadPoolExecutor(len(self._networks)) as pool:
            list(pool.map(ReaderNetwork.prepare, self._networks))

    def read(self, question: str, excerpts: Sequence[Excerpt]) -> list[np.ndarray]:
        """Probability that each sentence answers; raises `ReaderUnavailable`."""
        first, *others = self._networks
        odds = first.log_odds(question, excerpts)
        likeliest = _likeliest(excerpts, odds)
        for network in others:
            said = network.log_odds(question, [excerpts[n] for n in likeliest])
            for n, found in zip(likeliest, said, strict=True):
                odds[n] = odds[n] + found
        both = set(likeliest)
        count = len(self._networks)
        means = [found / count if n in both else found for n, found in enumerate(odds)]
        return [1 / (1 + np.exp(-mean)) for mean in means]

    @cached_property
    def _networks(self) -> list[ReaderNetwork]:
        return [ReaderNetwork(self.folder / name) for name in self._about[1]]

    @cached_property
    def _about(self) -> tuple[float, list[str]]:
        """The threshold, and the networks' files, the first of which reads everything."""
        try:
            about = json.loads((self.folder / "reader.json").read_text(encoding="utf-8"))
            first, *others = map(str, about["networks"])
            return float(about["threshold"]), [first, *others]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ReaderUnavailable(str(self.folder), error) from error


def _likeliest(excerpts: Sequence[Excerpt], odds: Sequence[np.ndarray]) -> list[int]:
    """Places of the excerpts with the surest sentences, as many as the other networks read."""
    chosen: list[int] = []
    room = _READ_BY_BOTH
    for n in sorted(range(len(excerpts)), key=lambda n: -odds[n].max(initial=-np.inf)):
        room -= sum(map(len, excerpts[n].sentences))
        if chosen and room < 0:
            break
        chosen.append(n)
    return chosen
