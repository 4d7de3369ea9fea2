"""The built-in reader: a network that reads everything, and one more for a closer look.

Both have learned the same from different starts, one from English and one from a hundred
languages, and err on different sentences: the mean of their log odds ranks better than either
(Dietterich, "Ensemble methods in machine learning", 2000). The second is larger and takes twice as
long, so it reads only what the first finds likeliest.
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

    def read(
        self, question: str, excerpts: Sequence[Excerpt], closely: bool = False
    ) -> list[np.ndarray]:
        """Probability that each sentence answers; raises `ReaderUnavailable`.

        `closely`: by the mean of all networks' log odds, else by the first one's.
        """
        networks = self._networks if closely else self._networks[:1]
        said = [network.log_odds(question, excerpts) for network in networks]
        means = (np.mean(odds, axis=0) for odds in zip(*said, strict=True))
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
