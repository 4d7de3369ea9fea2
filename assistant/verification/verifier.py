"""Checks that what a model wrote stands in the sentences it rests on.

Quotation marks, numbers, dates, document numbers, names and who speaks are compared exactly. What
other words change, comparisons do not tell: a model of entailment judges it where there is one
(`entailment.py`); where there is none, most words must be those of its source, and nothing in the
model's own words is shown. Quotations of the documents are checked by `quotation.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np

from assistant.verification.cited_sentence import CitedSentence, shared_words, terms_of
from assistant.verification.facts import missing_fact, without, without_references, wrong_reference
from assistant.verification.names import missing_name
from assistant.verification.quotation import folded
from index_store.analysis import terms
from ingest.attribution.narrated import claimants
from ingest.names.finder import NameFinder, NameMatch

_IN_ITS_WORDS = 0.9  # share of its terms that a sentence has from its source, without a judge
_QUOTED = re.compile(r"[“\"«]([^”\"»]{2,})[”\"»]")


class Entailment(Protocol):
    """A model that reads a source and a sentence at once (`entailment.py`)."""

    def entails(self, source: str, sentence: str) -> bool:
        """Whether the sentence follows from the source."""


class Verifier:
    """Holds sentences against those of the documents that they rest on.

    >>> verifier = Verifier(finder, embedder.embed)                       # doctest: +SKIP
    >>> verifier.problem("Norway opened two lines.", support)             # doctest: +SKIP
    'the number two is not in the passage'
    """

    def __init__(
        self,
        finder: NameFinder,
        embed: Callable[[Sequence[str]], np.ndarray],
        entailment: Entailment | None = None,
    ) -> None:
        """`finder` knows the speakers of the store, `embed` gives vectors of length 1."""
        self.finder = finder
        self.embed = embed
        self._entailment = entailment

    @property
    def has_entailment(self) -> bool:
        """Whether a model of entailment judges what the comparisons let pass."""
        return self._entailment is not None

    def problem(self, text: str, support: Sequence[CitedSentence]) -> str | None:
        """What is wrong with a sentence that rests on those of `support`; None where nothing is."""
        if not support:
            return "no passage says anything like it"
        source = "\n".join(each.text for each in support)
        before = "\n".join(each.before for each in support)
        if folded(text).strip(" .") == folded(source).strip(" ."):
            return None
        if quoted := _misquoted(text, source):
            return f"quotes “{quoted}”, which is not in the passage"
        paragraphs = [each.piece.passage.paragraph or "" for each in support]
        if wrong := wrong_reference(text, f"{before}\n{source}", paragraphs):
            return f"{wrong} is not in the passage"
        plain = without_references(text)
        named = self.finder.find(plain)
        nameless = without(plain, [(name.start, name.end) for name in named])
        if wrong := self._names(plain, named, nameless, support):
            return wrong
        if wrong := missing_fact(nameless, source):  # the figure in "5Rights" counts nothing
            return f"{wrong} is not in the passage"
        if self._entailment is None:
            known = terms_of(support) | set(terms(before))
            if shared_words(text, known) < _IN_ITS_WORDS:
                return "the passage does not say it in these words"
            return None
        if not self._entailment.entails(source, text):
            return "the entailment model does not find it in the passage"
        return None

    def _names(
        self,
        text: str,
        named: Sequence[NameMatch],
        nameless: str,
        support: Sequence[CitedSentence],
    ) -> str | None:
        """A name of a text that its source has not, or that does not speak there."""
        source = "\n".join(each.text for each in support)
        around = "\n".join([*(each.before for each in support), source])
        speakers = {s for each in support for s in each.sentence.speakers}
        there = speakers | {s for each in support for s in each.sentence.mentions}
        there |= {m.speaker for m in self.finder.find(around)}
        for match in named:
            if match.speaker not in there:
                return f"{match.speaker.name} is not in the passage"
        known = [speaker.name for speaker in there]
        if name := missing_name(nameless, around, known):
            return f"“{name}” is not in the passage"
        speaking = set(claimants(text, self.finder)) & {match.speaker for match in named}
        wrongly = speaking - speakers - set(claimants(source, self.finder))
        return f"{min(s.name for s in wrongly)} does not say it there" if wrongly else None


def _misquoted(text: str, source: str) -> str | None:
    """What a text has in quotation marks that its source does not say."""
    everything = folded(source).casefold()
    quoted = _QUOTED.findall(text)
    wrong = (q for q in quoted if folded(q).strip(" .,;:!?").casefold() not in everything)
    return next(wrong, None)
