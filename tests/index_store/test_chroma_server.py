from __future__ import annotations

from pathlib import Path

import pytest

from index_store import Embedder, Filters, Store, StoreError
from tests.index_store.factories import document, transcript
from tests.servers import ChromaServer, free_port


def test_the_same_code_talks_to_a_server(
    tmp_path: Path, embedder: Embedder, chroma_server: ChromaServer
) -> None:
    server = chroma_server.address
    with Store(tmp_path / "a", embedder, chroma=server) as store:
        store.add_many([(document(), None), (transcript(), None)])
        store.add(document())
        hits = store.dense("a phone line for the young", 3, Filters(speakers=("Norway",)))
        assert hits[0].passage.paragraph == "2.1"
        assert {speaker.name for hit in hits for speaker in hit.passage.speakers} == {"Norway"}
        store.remove("transcript-2")
        assert len(store.dense("anything", 20)) == 6
    assert not (tmp_path / "a" / "chroma").exists()
    with Store(tmp_path / "a", embedder, chroma=server) as store:
        assert len(store.dense("anything", 20)) == 6
    with Store(tmp_path / "b", embedder, chroma=server) as other:
        assert other.dense("anything", 20) == []  # its own collection on the same server


def test_no_server_is_one_clear_line_and_nothing_is_lost(
    tmp_path: Path, embedder: Embedder
) -> None:
    address = f"http://127.0.0.1:{free_port()}"
    with (
        Store(tmp_path, embedder, chroma=address) as store,
        pytest.raises(StoreError, match=f"no Chroma server answers at {address}"),
    ):
        store.add(document())
    with Store(tmp_path, embedder) as store:
        assert len(store.dense("anything", 20)) == 6
