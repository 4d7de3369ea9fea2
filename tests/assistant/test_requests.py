"""What a reader wants done with the last answer."""

from __future__ import annotations

import pytest

from assistant import Answer, Assistant
from assistant.answerers.requests import as_requested
from assistant.question.question import Question, Request

ASKED = "What happened at the twenty-fourth meeting?"


@pytest.fixture(scope="module")
def last(samples_assistant: Assistant) -> Answer:
    answer = samples_assistant.ask(ASKED)
    assert len(answer.sentences) > 1 and answer.more
    return answer


def put(answer: Answer, request: Request | None, language: str = "en") -> Answer:
    return as_requested(answer, Question(text="…", full=ASKED, request=request, language=language))


def whole(answer: Answer) -> set[str]:
    """All sentences, those that lead and those that are there on demand."""
    return {sentence.text for sentence in [*answer.sentences, *answer.more]}


def test_shorter_is_the_surest_sentence_and_the_rest_on_demand(last: Answer) -> None:
    shorter = put(last, Request.SHORTER)
    (kept,) = shorter.sentences
    assert last.explanation is not None
    read = {s.start: s for passage in last.explanation.passages for s in passage.sentences}
    sure = {c.n: read[c.start].probability for c in last.citations if c.start in read}
    assert max(sure, key=lambda n: sure[n]) in kept.citations
    assert {n for s in shorter.sentences for n in s.citations} == {c.n for c in shorter.citations}
    assert whole(shorter) == whole(last)
    assert all(s.text not in shorter.answer for s in last.sentences if s is not kept)


def test_more_brings_the_rest_with_its_sources(last: Answer) -> None:
    longer = put(last, Request.MORE)
    assert longer.more == []
    assert whole(longer) == whole(last)
    assert {n for s in longer.sentences for n in s.citations} == {c.n for c in longer.citations}
    assert put(longer, Request.MORE).notices[-1] == "There is no more on this."


def test_bullets_are_a_list_of_the_same_sentences(last: Answer) -> None:
    lines = put(last, Request.BULLETS).answer.splitlines()
    assert len([line for line in lines if line.startswith("- ")]) == len(last.sentences)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar", "zh"])
def test_quotations_are_not_translated_and_that_is_said(last: Answer, language: str) -> None:
    asked = put(last, Request.TRANSLATE, language)
    assert asked.sentences == last.sentences
    assert len(asked.notices) == len(last.notices) + 1


def test_without_a_request_or_an_answer_nothing_changes(last: Answer) -> None:
    assert put(last, None) == last
    refused = last.model_copy(update={"answered": False, "sentences": [], "citations": []})
    assert put(refused, Request.SHORTER) == refused
