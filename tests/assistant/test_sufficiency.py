"""When the evidence is enough to answer, and which section a question asks for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.candidates import Candidate
from assistant.matching import stems_of, terms_of
from assistant.question import Query, Wanted
from assistant.sections import stands_under
from assistant.sufficiency import (
    SIGNS,
    WEIGHTS,
    answers,
    carried_on,
    may_answer,
    on_topic,
    proper_names,
    signs,
)
from tests.assistant.making import CHAD, KENYA, LIBRARY, candidates, passage

TOPIC = terms_of("night library", lambda stem: 1.0)
ASKS = Query(question="Who runs the night library?", topic="night library")


def good(text: str = LIBRARY) -> list[Candidate]:
    return [
        replace(
            c, said=1.0, around=1.0, near=1.0, mean=1.0, met=2.0, setting=1.0, focus=1.0, sort=1.0,
            likeness=0.7, stems=stems_of(text),
        )
        for c in candidates(text)
    ]  # fmt: skip


def test_good_evidence_answers_and_none_does_not() -> None:
    assert answers(ASKS, good(), [], TOPIC)
    assert not answers(ASKS, [], [], TOPIC)


def test_weak_evidence_does_not_answer() -> None:
    weak = [replace(c, near=0.2, mean=0.2, met=0.4, setting=0.3, likeness=0.3) for c in good()]
    assert not answers(ASKS, weak, [], TOPIC)


@pytest.mark.parametrize("missing", ["focus", "sort"])
def test_what_the_question_turns_on_weighs(missing: str) -> None:
    without = [replace(c, **{missing: 0.0}) for c in good()]  # type: ignore[arg-type]
    full, less = (max(signs(ASKS, c, []) @ WEIGHTS) for c in (good(), without))
    assert less < full - 0.5


def test_signs_have_their_names() -> None:
    rows = signs(ASKS, good(), [])
    assert rows.shape == (len(good()), len(SIGNS)) == (len(good()), len(WEIGHTS))


def test_others_who_say_more_speak_against() -> None:
    asked = ASKS.model_copy(update={"asked": (KENYA,)})
    own = [replace(c, said=0.1, likeness=0.3) for c in good()]
    margin = SIGNS.index("margin")
    assert all(signs(asked, own, good())[:, margin] < 0)
    assert all(signs(asked, good(), own)[:, margin] == 0)


def test_a_sum_of_money_must_show() -> None:
    query = ASKS.model_copy(update={"wanted": (Wanted.MONEY,)})
    assert not answers(query, [replace(c, shows=0.0) for c in good()], [], TOPIC)


def test_a_number_must_be_of_what_is_counted() -> None:
    query = ASKS.model_copy(update={"wanted": (Wanted.NUMBER,), "counted": "nurses"})
    assert not answers(query, [replace(c, shows=0.4) for c in good()], [], TOPIC)
    assert answers(query, [replace(c, shows=1.0) for c in good()], [], TOPIC)


def test_one_sentence_must_have_all() -> None:
    query = ASKS.model_copy(update={"wanted": (Wanted.DATE,)})
    first, second, third = good()
    dated = replace(first, near=0.1, met=0.2, setting=0.1, likeness=0.2)
    spoken = [replace(c, shows=0.0) for c in (second, third)]
    assert answers(query, [first, *spoken], [], TOPIC)
    assert not answers(query, [dated, *spoken], [], TOPIC)


def test_the_end_of_something_is_only_told_by_its_end() -> None:
    query = ASKS.model_copy(update={"focus": "closed"})
    assert answers(query, good(), [], TOPIC)
    assert not answers(query, [replace(c, mean=0.5) for c in good()], [], TOPIC)


def test_figures_are_those_of_the_state_and_the_year_asked_about() -> None:
    query = ASKS.model_copy(update={"wanted": (Wanted.NUMBER,)})
    counted = good("The night library lent 400 books in 2029.")
    assert may_answer(query, counted[0])
    of_chad = query.model_copy(update={"about": (CHAD,)})
    assert not may_answer(of_chad, replace(counted[0], named=0.0))
    assert may_answer(of_chad, replace(counted[0], named=1.0))
    for year, found in (("2029", True), ("2030", False)):
        of_a_year = query.model_copy(update={"topic": f"night library {year}"})
        assert may_answer(of_a_year, counted[0]) is found


def test_the_next_meeting_lies_ahead() -> None:
    query = ASKS.model_copy(update={"question": "Who runs the next meeting?"})
    assert not answers(query, good(), [], TOPIC)
    ahead = good("The night library runs the next meeting.")
    assert answers(query, ahead, [], TOPIC)


def test_a_meeting_without_documents_is_not_answered_on() -> None:
    query = ASKS.model_copy(update={"meetings": (31,)})
    assert not answers(query, good(), [], TOPIC, meetings={30})
    assert answers(query, good(), [], TOPIC, meetings={31})
    told = good("The thirty-first meeting will visit the night library.")
    assert answers(query, told, [], TOPIC, meetings={30})


def test_names_of_things_must_be_there() -> None:
    query = Query(question="Who runs Bookmobil?", core="Who runs Bookmobil?", topic="Bookmobil")
    assert proper_names(query) == ["Bookmobil"]
    assert not answers(query, good(), [], TOPIC)


def test_support_for_a_speaker_needs_no_topic() -> None:
    query = Query(
        question="Did Kenya support Chad's idea of buses?",
        asked=(KENYA,), about=(CHAD,), topic="idea buses", focus="support",
    )  # fmt: skip
    own = [replace(c, focus=1.0, near=0.0) for c in candidates("I support Chad in this.")]
    assert answers(query, own, [], terms_of("idea buses", lambda stem: 1.0))


def test_without_a_topic_the_speaker_named_must_be_borne_on() -> None:
    query = Query(question="Who is Chad?", about=(CHAD,))
    assert not answers(query, [replace(c, named=0.0) for c in good()], [], ())
    assert answers(query, good(), [], ())


def test_a_list_of_supporters_wants_support() -> None:
    stance = terms_of("supported", lambda stem: 1.0)
    query = ASKS.model_copy(update={"stance": "supported"})
    yes, no = (
        replace(candidates(text)[0], said=1.0, stems=stems_of(text))
        for text in ("Chad supports the night library.", "Chad visited the night library.")
    )
    assert on_topic(query, yes, stance) and not on_topic(query, no, stance)


def test_pronouns_carry_the_topic_on() -> None:
    text = (
        "Several asked about the draft. Kenya wanted to read it first. "
        "As for lunch, it was late. Chad liked it warm."
    )
    first, *rest = candidates(text)
    carried = carried_on([replace(first, said=1.0), *rest])
    assert carried == {rest[0].place}


@pytest.mark.parametrize(
    ("question", "under"),
    [
        ("What happened under closing remarks?", True),
        ("What did the closing remarks at the third meeting present?", True),
        ("What did the closing remarks say on buses?", False),
        ("What did Kenya remark?", False),
    ],
)
def test_sections_by_heading(question: str, under: bool) -> None:
    part = passage(LIBRARY, section=("Closing remarks",))
    assert stands_under(Query(question=question), part) is under


def test_sections_by_number() -> None:
    query = Query(question="Summarise section 7", paragraph="7")
    assert stands_under(query, passage(LIBRARY, paragraph="7.2"))
    assert not stands_under(query, passage(LIBRARY, paragraph="71"))
