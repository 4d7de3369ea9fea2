"""A server that lies in many ways: no lie is shown, and the answer stands all the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.writing.llm import open_llm
from assistant.writing.reply import read_reply
from assistant.writing.writer import Writer
from index_store import Store
from tests.assistant.lies_unseen import UNSEEN_LIES
from tests.assistant.lying_server import LyingServer, resolve, says
from tests.assistant.statements import LAST_LIES, LIES, NEW_LIES, TRUTHS, Statement

# True sentences whose number alone is wrong: the passage that carries them is found.
MISPLACED = ("no citation", "fabricated citation", "wrong passage")
BY_QUESTION: dict[str, list[Statement]] = defaultdict(list)
for _statement in [*LIES, *NEW_LIES, *LAST_LIES, *UNSEEN_LIES]:
    if _statement.kind not in MISPLACED:
        BY_QUESTION[_statement.question].append(_statement)


@pytest.fixture(scope="module")
def server() -> Iterator[LyingServer]:
    with LyingServer() as running:
        yield running


@pytest.fixture(scope="module")
def assistant(server: LyingServer, samples_store: Store) -> Assistant:
    return Assistant(samples_store, Writer(open_llm(server.url, "liar", 30), 30))


@pytest.fixture(scope="module")
def told(server: LyingServer, assistant: Assistant) -> dict[str, tuple[list[Answer], str]]:
    """What became of each question, all its lies told: the answer as it grew, and the prompt."""
    found = {}
    for question, statements in BY_QUESTION.items():
        server.reply = says(" ".join(lie.text for lie in statements))
        asked = len(server.prompts)
        parts = list(assistant.stream(question))
        if len(server.prompts) > asked:
            found[question] = (parts, server.prompts[-1])
    return found


@pytest.mark.owasp("API10")
def test_no_lie_is_shown(told: dict[str, tuple[list[Answer], str]]) -> None:
    for question, (parts, prompt) in told.items():
        lies = [resolve(lie.text, prompt) for lie in BY_QUESTION[question]]
        written = {w.text for lie in lies for w in read_reply(lie)}
        for part in parts:
            assert not written & {sentence.text for sentence in part.sentences}
        assert {removed.text for removed in parts[-1].removed} <= written
        if parts[-1].answered:
            assert parts[-1].sentences


def test_what_stands_in_the_place_of_a_lie_are_the_words_of_the_documents(
    told: dict[str, tuple[list[Answer], str]],
) -> None:
    shown = 0
    for parts, _ in told.values():
        quotes = {
            c.n: " ".join(" ".join([*(lead.text for lead in c.lead), c.quote]).split())
            for c in parts[-1].citations
        }
        for sentence in parts[-1].sentences:
            (number,) = sentence.citations
            assert " ".join(sentence.text.split()) in quotes[number]
            shown += 1
    assert shown > len(told)


def test_lies_were_told_of_passages_that_were_there(
    told: dict[str, tuple[list[Answer], str]],
) -> None:
    """A lie that cites no passage of the prompt would show little."""
    lies = [resolve(lie.text, told[q][1]) for q in told for lie in BY_QUESTION[q]]
    assert len(told) >= 0.7 * len(BY_QUESTION)
    assert sum("[99]" not in lie for lie in lies) >= 0.7 * len(lies)


def test_true_sentences_are_shown(server: LyingServer, assistant: Assistant) -> None:
    kept = 0
    for question in {truth.question for truth in TRUTHS}:
        server.reply = says(" ".join(t.text for t in TRUTHS if t.question == question))
        answer = assistant.ask(question)
        if not answer.notices or "quoted instead" not in answer.notices[-1]:
            kept += len(answer.sentences)
    assert kept >= 0.6 * len(TRUTHS)
