"""Assistants over the samples and over documents that a test writes; the reader is loaded once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from assistant import Assistant
from assistant.reader import Reader, open_reader
from index_store import Embedder, Store
from index_store.ingestion import ingest_paths

Over = Callable[..., Assistant]

_NEAR = "the reader takes the nearest that somebody says for an answer"
_FAR = "the reader finds a sentence too unlike the question"
_CLOSE = "who proposes is taken for who asks about it, where a processor rounds products"
_BY_TEST = {
    "test_over_documents": {
        "What did it cost?": _FAR,
        "waiting time? / And document CWG-COP-99/INF/2?": _FAR,
    },
    "test_a_question_finds_its_passages_in_english": {
        "sobre el control parental": _NEAR,
        "о конфиденциальности": _NEAR,
    },
    "test_silence_is_kept_in_every_language": {
        "sobre el control parental": _NEAR,
        "о конфиденциальности": _NEAR,
    },
    "test_who_speaks_of_something_else_is_silent_on_a_topic": {"": _NEAR},
    "test_only_those_who_did_it": {
        "Who asked about the proposal by Chile?": _CLOSE,
    },
}
"""Questions that the reader answers wrongly: tests, and parts of their names.

A test that passes nevertheless fails, so that what is answered rightly leaves this list; but not
where processors differ, since a probability lies next to the threshold.
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of known misses are expected to fail."""
    for item in items:
        test = getattr(item, "originalname", item.name)
        for part, reason in _BY_TEST.get(test, {}).items():
            if part.encode("unicode_escape").decode() in item.name:
                item.add_marker(pytest.mark.xfail(reason=reason, strict=reason != _CLOSE))


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The built-in reader; what it has judged it remembers."""
    return open_reader()


@pytest.fixture(scope="session")
def samples_assistant(samples_store: Store, reader: Reader) -> Assistant:
    """An assistant over the samples."""
    return Assistant(samples_store, reader=reader)


@pytest.fixture(scope="module")
def over(
    tmp_path_factory: pytest.TempPathFactory, embedder: Embedder, reader: Reader
) -> Iterator[Over]:
    """Makes an assistant over documents: `over(report="Document CWG-COP-41/9…")`."""
    with ExitStack() as stack:

        def make(**papers: str) -> Assistant:
            folder = tmp_path_factory.mktemp("over")
            for name, text in papers.items():
                (folder / f"{name}.txt").write_text(text, encoding="utf-8")
            store = stack.enter_context(Store(folder / "store", embedder))
            assert not ingest_paths(store, sorted(folder.glob("*.txt"))).failed
            return Assistant(store, reader=reader)

        yield make
