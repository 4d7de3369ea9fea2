"""Learns from unlabelled text which verbs report speech and which nouns speak.

`python -m evals.learn_verbs TRAINING.jsonl.gz REPORTS…` parses public sentences and reports of
meetings. A verb that names govern in reports more often than elsewhere reports speech, and so does
one that a clause completes ("said that"). The log-odds go into `ingest/attribution/judgement.json`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.attribution import judgement as judging
from ingest.attribution import parse
from ingest.attribution.stand_ins import plain
from ingest.names.finder import NameFinder
from ingest.readers import read_raw
from ingest.structure.sentences import split

if TYPE_CHECKING:
    from spacy.tokens import Doc

_DATA = Path(judging.__file__).with_name("judgement.json")
_SHORTEST, _LONGEST = 30, 400  # characters
_PERSONS = frozenset(("he", "she", "i", "we", "they"))
_LEAST = 3  # occurrences of a word that is kept


@dataclass
class Usage:
    """How often verbs and nouns are used how: `n`, by a person, with a clause."""

    verbs: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    nouns: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, doc: Doc) -> None:
        """Counts one sentence."""
        for verb in doc:
            subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
            if verb.pos_ != "VERB" or subject is None:
                continue
            clause = any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children)
            person = subject.pos_ == "PROPN" or subject.lower_ in _PERSONS
            keys = ["n"] + ["person"] * person + ["clause"] * (person and clause)
            self.verbs[verb.lemma_.lower()].update(keys)
            if subject.pos_ == "NOUN":
                self.nouns[subject.lemma_.lower()].update(["n"] + ["clause"] * clause)


def elsewhere(path: Path) -> Iterator[str]:
    """English sentences of the public question answering data, each once."""
    seen: set[str] = set()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row.get("language") == "en":
                seen.update(row["sentences"])
    yield from sorted(s for s in seen if _SHORTEST < len(s) < _LONGEST)


def reports(paths: Iterable[Path]) -> Iterator[str]:
    """Sentences of the reports."""
    for path in paths:
        raw = read_raw(path)
        for block in raw.blocks:
            for start, end in split(raw.text, block.start, block.end):
                if _SHORTEST < end - start < _LONGEST:
                    yield raw.text[start:end]


def usage(sentences: Iterable[str]) -> Usage:
    """Parses and counts."""
    finder, counted = NameFinder(), Usage()
    plains = (plain(sentence, finder, {}) for sentence in sentences)
    for doc in parse.parsed((p.words, p.spaces) for p in plains):
        counted.add(doc)
    return counted


def log_odds(share: float) -> float:
    """Logarithm of the odds of a share between 0 and 1."""
    return math.log(share / (1 - share))


def learned(there: Usage, here: Usage) -> dict[str, dict[str, float]]:
    """The three tables: clauses of verbs, verbs of reports, nouns that speak."""
    saying: dict[str, float] = {}
    reporting: dict[str, float] = {}
    total_here = sum(c["person"] for c in here.verbs.values())
    total_there = sum(c["person"] for c in there.verbs.values())
    for verb in sorted({*there.verbs, *here.verbs}):
        one, other = here.verbs.get(verb, Counter()), there.verbs.get(verb, Counter())
        persons = one["person"] + other["person"]
        if persons < _LEAST:
            continue
        clauses = one["clause"] + other["clause"]
        saying[verb] = round(log_odds((clauses + 0.3) / (persons + 3)) + 2, 2)
        ratio = ((one["person"] + 0.5) / total_here) / ((other["person"] + 0.5) / total_there)
        reporting[verb] = round(math.log(ratio), 2)
    voices: dict[str, float] = {}
    for noun in sorted({*there.nouns, *here.nouns}):
        one, other = here.nouns.get(noun, Counter()), there.nouns.get(noun, Counter())
        n = one["n"] + other["n"]
        if n >= _LEAST:
            share = (one["clause"] + other["clause"] + 0.1) / (n + 2)
            voices[noun] = round(log_odds(share) + 2, 2)
    return {"saying": saying, "reporting": reporting, "voices": voices}


def main(arguments: list[str] | None = None) -> None:
    """Counts and writes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("training", type=Path)
    parser.add_argument("reports", nargs="+", type=Path)
    options = parser.parse_args(arguments)
    found = learned(usage(elsewhere(options.training)), usage(reports(options.reports)))
    data = json.loads(_DATA.read_text(encoding="utf-8"))
    data.update(found)
    _DATA.write_text(json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
