"""The model makes questions whole and answers in the reader's language, never in doubt."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.assistant import Assistant
from assistant.writing.llm import open_llm
from assistant.writing.writer import Writer
from index_store import Store
from tests.assistant.lying_server import LyingServer, Reply, says

HOTLINE = "What did Poland say about its hotline?"
ENGLISH = "It handled 27 500 reports in 2024, more than in any year before."
FRENCH = "Il a traité 27 500 signalements en 2024, plus que toute autre année."


@pytest.fixture(scope="module")
def server() -> Iterator[LyingServer]:
    with LyingServer() as running:
        yield running


@pytest.fixture(scope="module")
def assistant(server: LyingServer, samples_store: Store) -> Assistant:
    return Assistant(samples_store, Writer(open_llm(server.url, "liar", 30), 30))


def scripted(question: str, there: str = FRENCH, back: str = ENGLISH) -> Reply:
    """What a model says as it is asked for a question, an answer, a translation there and back."""

    def reply(prompt: str) -> str:
        if "The last question:" in prompt or "Translate the question" in prompt:
            return question
        if "You translate." not in prompt:
            return ENGLISH
        return f"1. {back}" if "into English" in prompt else f"1. {there}"

    return Reply(reply)


def test_a_follow_up_is_put_in_the_words_of_the_model(
    server: LyingServer, assistant: Assistant
) -> None:
    whole = "How many reports did Poland's hotline handle in 2024?"
    server.reply = scripted(whole)
    answer = assistant.ask("And how many in 2024?", [HOTLINE])
    assert f"Question: {whole}" in server.prompts[-1]
    assert answer.sentences[0].text == ENGLISH


def test_words_that_name_somebody_else_are_not_taken(
    server: LyingServer, samples_store: Store, assistant: Assistant
) -> None:
    server.reply = scripted("How many reports did Malaysia handle in 2024?")
    assistant.ask("And how many in 2024?", [HOTLINE])
    assert "Question: How many reports did Malaysia" not in server.prompts[-1]
    silent = Assistant(samples_store, Writer(open_llm(server.url, "liar", 30), 30), rewords=False)
    asked = len(server.prompts)
    silent.ask("And how many in 2024?", [HOTLINE])
    assert not any("The last question:" in prompt for prompt in server.prompts[asked:])


@pytest.mark.parametrize(
    "question",
    ["Que dit la Pologne ?", "What is the purpose of the sentence that Poland is asked about?"],
    ids=["not in English", "something else"],
)
def test_a_wording_that_finds_nothing_gives_way_to_the_assistants_own(
    server: LyingServer, assistant: Assistant, question: str
) -> None:
    server.reply = scripted(question)
    answer = assistant.ask("Qu'a dit la Pologne de sa ligne d'assistance ?")
    assert answer.answered and answer.sentences[0].text == FRENCH


def test_an_answer_is_translated_where_it_comes_back(
    server: LyingServer, assistant: Assistant
) -> None:
    question = "Qu'a dit la Pologne de sa ligne d'assistance ?"
    server.reply = scripted(HOTLINE)
    answer = assistant.ask(question)
    assert answer.language == "fr" and answer.sentences[0].text == FRENCH
    assert any("Traduit par le modèle" in notice for notice in answer.notices)
    (citation,) = (c for c in answer.citations if c.n in answer.sentences[0].citations)
    assert "27 500 reports" in citation.quote


@pytest.mark.parametrize(
    ("there", "back"),
    [
        (FRENCH, "It was closed in 2024 after 27 500 reports."),
        (FRENCH.replace("27 500", "72 500"), ENGLISH),
    ],
    ids=["comes back as something else", "another figure"],
)
def test_a_false_translation_is_not_shown(
    server: LyingServer, assistant: Assistant, there: str, back: str
) -> None:
    server.reply = scripted(HOTLINE, there, back)
    answer = assistant.ask("Qu'a dit la Pologne de sa ligne d'assistance ?")
    assert answer.sentences[0].text == ENGLISH


def test_a_translation_that_names_another_state_is_not_shown(
    server: LyingServer, assistant: Assistant
) -> None:
    named = "Norway proposes that the group collect the opening hours of national helplines"
    there = "La Suède propose que le groupe recueille les heures des lignes d'assistance."

    def reply(prompt: str) -> str:
        if "Translate the question" in prompt:
            return "What did Norway propose on opening hours of helplines?"
        if "You translate." not in prompt:
            return f"{named}."
        into_english = "into English" in prompt
        lines = (line for line in prompt.splitlines() if line.split(".")[0].isdigit())
        return "\n".join(
            f"{line.split('.')[0]}. {f'{named}.' if into_english else there}" for line in lines
        )

    server.reply = Reply(reply)
    answer = assistant.ask("Qu'a proposé la Norvège sur les heures des lignes d'assistance ?")
    assert answer.answered and "Suède" not in answer.answer
    assert any(sentence.text.startswith(named) for sentence in answer.sentences)


def test_the_last_answer_is_asked_for_in_another_form(
    server: LyingServer, assistant: Assistant
) -> None:
    server.reply = scripted(HOTLINE)
    bullets = assistant.ask("As bullets, please", [HOTLINE])
    lines = bullets.answer.splitlines()
    assert ENGLISH in lines[0] and all(line.startswith("- ") for line in lines)
    assert "each on a line of its own" in server.prompts[-1]
    shorter = assistant.ask("Shorter, please", [HOTLINE])
    assert [s.text for s in shorter.sentences] == [ENGLISH]
    assert "one or two short" in server.prompts[-1]
    translated = assistant.ask("Translate that into French", [HOTLINE])
    assert translated.sentences[0].text == FRENCH


def test_of_a_fragment_the_sentence_is_shown_and_of_half_a_sentence_nothing(
    server: LyingServer, assistant: Assistant
) -> None:
    server.reply = says("27 500 reports in 2024.")
    answer = assistant.ask(HOTLINE)
    assert "27 500 reports in 2024, more than" in answer.sentences[0].text
    server.reply = Reply(f"{ENGLISH} It trains police", finish="length")
    texts = [sentence.text for sentence in assistant.ask(HOTLINE).sentences]
    assert texts[0] == ENGLISH and "It trains police" not in texts
