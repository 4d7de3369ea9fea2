from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from index_store import Filters, Store
from index_store.analysis import terms
from index_store.embedding_text import embedding_text
from index_store.names import speaker_key
from tests.index_store.factories import KENYA, document, transcript


def check(store: Store) -> None:
    """Every array says of every passage what the catalogue says."""
    replica = store.replica()
    assert replica.revision == store.catalogue.revision
    names = {n: term for term, n in replica.vocabulary.items()}
    position = 0
    found: Counter[str] = Counter()
    for n, record in enumerate(replica.documents):
        assert replica.document_offsets[n] == position
        for passage in store.passages(record.id):
            words = terms(passage.text)
            span = slice(*replica.token_offsets[position : position + 2])
            assert [names[token] for token in replica.tokens[span]] == words
            assert replica.lengths[position] == len(words)
            assert replica.document[position] == n
            assert replica.unit[position] == passage.unit
            assert (replica.start[position], replica.end[position]) == (passage.start, passage.end)
            assert replica.passage_id(position) == passage.id
            found.update(set(words))
            own = store.embedder.embed([embedding_text(passage, record)])[0]
            assert float(own @ replica.vectors[position].astype(np.float32)) > 0.999
            position += 1
    assert len(replica) == position == replica.document_offsets[-1]
    assert {t: replica.passage_df[n] for t, n in replica.vocabulary.items()} == found
    heard = {
        speaker_key(s.name)
        for r in replica.documents
        for p in store.passages(r.id)
        for s in p.speakers
    }
    assert set(replica.speakers) == heard


def test_it_copies_the_catalogue_through_every_change(store: Store) -> None:
    assert len(store.replica()) == 0
    store.add(document())
    check(store)
    store.add(transcript())
    check(store)
    store.add(document(parts=[("2.1", [KENYA], "Kenya opened a helpline for teachers.")]))
    check(store)
    store.remove("transcript-2")
    check(store)


def test_it_is_opened_and_not_built_where_nothing_changed(filled: Store) -> None:
    folder = filled.replica().folder
    before = (folder / "tokens.npy").stat().st_mtime_ns
    with Store(filled.folder, filled.embedder) as again:
        assert again.replica().folder == folder
    assert (folder / "tokens.npy").stat().st_mtime_ns == before


def test_a_damaged_one_is_built_again(filled: Store) -> None:
    folder = filled.replica().folder
    (folder / "tokens.npy").write_bytes(b"cut off")
    with Store(filled.folder, filled.embedder) as again:
        check(again)


def test_rows_lead_to_positions(filled: Store) -> None:
    replica = filled.replica()
    rows = replica.row[[4, 0, 8]]
    assert replica.positions(rows).tolist() == [4, 0, 8]
    assert replica.positions(np.array([10**9])).tolist() == [-1]


@pytest.mark.parametrize(
    "filters",
    [
        Filters(speakers=("Norway",)),
        Filters(speakers=("norway", "Côte d’Ivoire"), meetings=(1,)),
        Filters(documents=("transcript-2",)),
        Filters(since="2032", until="2032-05"),
        Filters(speakers=("Nobody",)),
    ],
)
def test_filters_pass_what_the_indexes_pass(filled: Store, filters: Filters) -> None:
    mask = filled.replica().mask(filters)
    assert mask is not None
    passing = {filled.replica().passage_id(n) for n in np.flatnonzero(mask)}
    assert passing == {hit.passage.id for hit in filled.dense("anything", 20, filters)}
    assert filled.replica().mask(Filters()) is None
