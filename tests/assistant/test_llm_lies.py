"""A server that lies in many ways: no lie is shown, and the answer stands all the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest

from assistant.assistant import Assistant
from assistant.writing.llm import open_llm
from assistant.writing.reply import read_reply
from assistant.writing.writer import Writer
from index_store import Store
from tests.assistant.lying_server import LyingServer, passages, resolve, says
from tests.assistant.statements import LAST_LIES, LIES, NEW_LIES, TRUTHS, Statement

# True sentences whose number alone is wrong: the passage that carries them is found.
MISPLACED = ("no citation", "fabricated citation", "wrong passage")
BY_QUESTION: dict[str, list[Statement]] = defaultdict(list)
for _statement in [*LIES, *NEW_LIES, *LAST_LIES]:
    if _statement.kind not in MISPLACED:
        BY_QUESTION[_statement.question].append(_statement)


@pytest.fixture(scope="module")
def server() -> Iterator[LyingServer]:
    with LyingServer() as running:
        yield running


@pytest.fixture(scope="module")
def assistant(server: LyingServer, samples_store: Store) -> Assistant:
    return Assistant(samples_store, Writer(open_llm(server.url, "liar", 30), 30))


@pytest.mark.parametrize("question", BY_QUESTION)
def test_no_lie_is_shown(server: LyingServer, assistant: Assistant, question: str) -> None:
    lies = [lie.text for lie in BY_QUESTION[question]]
    server.reply = says(" ".join(lies))
    parts = list(assistant.stream(question))
    written = {w.text for lie in lies for w in read_reply(resolve(lie, server.prompts[-1]))}
    for part in parts:
        assert not written & {sentence.text for sentence in part.sentences}
    answer = parts[-1]
    assert {removed.text for removed in answer.removed} == written
    assert answer.answered and answer.sentences and "quoted instead" in answer.notices[-1]
    # A lie that cites no passage of the prompt would show little.
    found = [lie for lie in lies if "[99]" not in resolve(lie, server.prompts[-1])]
    assert len(found) >= 0.7 * len(lies), passages(server.prompts[-1])


def test_true_sentences_are_shown(server: LyingServer, assistant: Assistant) -> None:
    kept = 0
    for question in {truth.question for truth in TRUTHS}:
        server.reply = says(" ".join(t.text for t in TRUTHS if t.question == question))
        answer = assistant.ask(question)
        if not answer.notices or "quoted instead" not in answer.notices[-1]:
            kept += len(answer.sentences)
    assert kept >= 0.7 * len(TRUTHS)
