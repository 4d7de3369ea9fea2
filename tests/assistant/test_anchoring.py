"""Sentences without a number: what the documents carry is found, lies are not."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.store_reader import StoreReader
from assistant.writing.anchoring import Anchoring
from assistant.writing.material import Piece, pieces_of
from assistant.writing.reply import Written
from index_store import Store
from tests.assistant.model_lies import LIES

KNOWN_TO_PASS = 1  # of the forty

TRUE = {
    "FantomApp collects no data at all.": ["5.6"],
    "Poland's hotline handled 27 500 reports in 2024.": ["5.3"],
    "The Joint Statement was signed on 19 January 2026.": ["5.1"],
    "A call is never recorded.": ["2.2"],
}


@pytest.fixture(scope="module")
def anchoring(samples_store: Store) -> Anchoring:
    """Everything that the samples say, at hand."""
    reader = StoreReader(samples_store)
    pieces: list[Piece] = []
    for record in samples_store.documents():
        for passage in samples_store.passages(record.id):
            pieces += pieces_of(passage, reader.source(record.id), set(), len(pieces) + 1)
    return Anchoring(pieces, Assistant(samples_store).verifier)


@pytest.mark.parametrize("text", TRUE)
def test_what_carries_a_sentence_is_found(anchoring: Anchoring, text: str) -> None:
    verdict = anchoring.anchor(Written(text, ()))
    assert verdict.problem is None
    assert [source.piece.passage.paragraph for source in verdict.support] == TRUE[text]


JOINED = {
    "FantomApp collects no data at all, and Poland's hotline handled 27 500 reports in 2024.": {
        "5.6",
        "5.3",
    },
    "Poland's hotline handled 27 500 reports in 2024, and Norway tested an automatic assistant "
    "that suggests answers to counsellors.": {"5.3", "4.1"},
}


@pytest.mark.parametrize("text", JOINED)
def test_a_sentence_that_joins_two_facts_rests_on_both(anchoring: Anchoring, text: str) -> None:
    verdict = anchoring.anchor(Written(text, ()))
    assert verdict.problem is None
    assert {source.piece.passage.paragraph for source in verdict.support} == JOINED[text]


def test_nothing_carries_a_lie(anchoring: Anchoring) -> None:
    lies = [(kind, text) for kind, texts in LIES.items() for text in texts]
    passed = [
        (kind, text, [source.text for source in verdict.support])
        for kind, text in lies
        if (verdict := anchoring.anchor(Written(text, ()))).problem is None
    ]
    assert len(lies) == 40 and len(LIES) == 10
    assert len(passed) <= KNOWN_TO_PASS, passed
