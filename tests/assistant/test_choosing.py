"""Which answering sentences lead, what a question keeps to, and why a sentence was left out."""

from __future__ import annotations

import pytest

from assistant.answerers.choosing import Budget, in_reading_order, leading, unbroken
from assistant.answerers.draft import Asking
from assistant.answerers.evidence import ScoredSentence, in_section, within
from assistant.assistant import Assistant
from assistant.question.question import Scope
from assistant.step_timer import StepTimer
from index_store.filters import Filters
from ingest.model import Passage, Sentence, Speaker, SpeakerKind


def scored(document: str, start: int, probability: float) -> ScoredSentence:
    sentence = Sentence(start=start, end=start + 4)
    passage = Passage(
        document=document,
        ordinal=start,
        unit=0,
        start=start,
        end=start + 4,
        text="Yes.",
        sentences=(sentence,),
    )
    return ScoredSentence(passage, sentence, "Yes.", probability)


def places(sentences: list[ScoredSentence]) -> list[tuple[str, int]]:
    return [(s.passage.document, s.sentence.start) for s in sentences]


def test_the_surest_lead_and_the_rest_is_kept() -> None:
    answering = [scored("a", 9, 0.9), scored("a", 0, 0.8), scored("a", 5, 0.6)]
    lead, rest = leading(answering, Budget(sentences=2, share=0.1))
    assert places(lead) == [("a", 0), ("a", 9)]
    assert places(rest) == [("a", 5)]


def test_what_is_far_less_sure_than_the_best_does_not_lead() -> None:
    lead, rest = leading([scored("a", 0, 0.9), scored("a", 5, 0.4)], Budget(3, share=0.5))
    assert places(lead) == [("a", 0)]
    assert places(rest) == [("a", 5)]


def test_where_no_sentence_is_sure_enough_the_surest_answers_alone(
    samples_assistant: Assistant,
) -> None:
    question = samples_assistant.understand("What did Norway say?", ())
    asking = Asking(question, Filters(), samples_assistant.gatherer, 0.1, StepTimer())

    def answering(*probabilities: float) -> list[tuple[str, int]]:
        said = [scored("a", 5 * n, each) for n, each in enumerate(probabilities)]
        return places(asking.answering(said))

    assert answering(0.3, 0.2, 0.08) == [("a", 0), ("a", 5)]
    assert answering(0.08, 0.08) == [("a", 0)]
    assert answering(0.06) == []


def test_nothing_leads_where_nothing_answers() -> None:
    assert leading([], Budget()) == ([], [])


def test_the_document_with_the_surest_sentence_is_read_first() -> None:
    mixed = [scored("a", 5, 0.6), scored("b", 9, 0.9), scored("a", 0, 0.7), scored("b", 1, 0.5)]
    assert places(in_reading_order(mixed)) == [("b", 1), ("b", 9), ("a", 0), ("a", 5)]


@pytest.mark.parametrize("another", [False, True])
def test_of_what_one_speaker_says_no_step_is_left_out(another: bool) -> None:
    chad, mali = (Speaker(name=name, kind=SpeakerKind.MEMBER_STATE) for name in ("Chad", "Mali"))
    who = [chad, mali if another else chad, chad, chad]
    said = tuple(Sentence(start=5 * n, end=5 * n + 4, speakers=(s,)) for n, s in enumerate(who))
    passage = scored("a", 0, 0.0).passage.model_copy(update={"sentences": said, "end": 19})
    first, second, third, last = (ScoredSentence(passage, s, "Yes.", 0.5) for s in said)
    lead, rest = unbroken([first, third], [second, last], [first, second, third, last])
    assert places(lead) == [("a", n) for n in ((0, 10) if another else (0, 5, 10))]
    assert places(rest) == [("a", n) for n in ((5, 15) if another else (15,))]


@pytest.mark.parametrize(
    ("number", "headings", "section", "inside"),
    [
        ("5.4", (), "5", True),
        ("5.4", (), "5.4", True),
        ("54", (), "5", False),
        (None, ("5 Fees", "Late payers"), "5", True),
        (None, ("Late payers",), "late payers", True),
        (None, ("50 Fees",), "5", False),
        (None, ("Decision 4/GA.2 Fees",), "4/GA.2", True),
        (None, ("Decision 4/GA.21",), "4/GA.2", False),
    ],
)
def test_a_section_holds_what_its_number_or_heading_begins(
    number: str | None, headings: tuple[str, ...], section: str, inside: bool
) -> None:
    passage = scored("a", 0, 0.0).passage.model_copy(
        update={"paragraph": number, "section": headings}
    )
    assert in_section(passage, section) is inside


def test_the_users_filters_go_before_the_questions_scope() -> None:
    scope = Scope(meetings=(24,), documents=("a",), since="2025")
    limits = within(scope, Filters(meetings=(23,)))
    assert limits.meetings == (23,)
    assert limits.documents == ("a",)
    assert limits.since == "2025"
