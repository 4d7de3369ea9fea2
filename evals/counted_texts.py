"""Texts of the kinds the reader meets, by which the pieces of words are chosen that it keeps."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from evals.reading_set import CONTRAST, SETS, document_text, load

_DOCUMENTS = 3  # a piece of a document counts as often as so many of public texts
_OTHER_LANGUAGES = 3

CountedText = tuple[str, int]
"""A text and how often it counts."""


def counted_texts(shared: Path) -> Iterator[CountedText]:
    """Texts of the kinds the reader meets, each with how often it counts."""
    with gzip.open(shared / "training" / "reading.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in map(json.loads, file):
            times = 1 if line["language"] == "en" else _OTHER_LANGUAGES
            yield " ".join([*line["sentences"], line["question"]]), times
    corpus = shared / "corpus" / "more"
    for text in _readable(corpus, sorted(path.name for path in corpus.iterdir())):
        yield text, _DOCUMENTS
    for folder in (SETS, CONTRAST):
        for question in load(folder):
            yield question.question, 1


def _readable(corpus: Path, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if name.endswith((".txt", ".md", ".pdf")):
            yield document_text(name, corpus)
