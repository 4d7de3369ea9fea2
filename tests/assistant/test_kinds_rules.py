"""The words by which kinds of questions and their sentences are known."""

from __future__ import annotations

import pytest

from assistant.acts import act_asked, does, joins_in
from assistant.answer import AnswerSentence, Table
from assistant.candidates import is_sentence
from assistant.decisions import (
    asks_what_was_decided,
    asks_whether,
    decided,
    how_far_decided,
    proposes,
)
from assistant.documents_asked import documents_asked, numbers_asked
from assistant.kinds.compare import REPORTS, WANTS, WORRIES, act_of, points_named
from assistant.kinds.development import in_order
from assistant.kinds.fact import defining_first
from assistant.markdown import markdown
from assistant.question import Query, QuestionKind, Wanted
from index_store.records import DocumentRecord
from ingest.model import DocumentKind, Speaker, SpeakerKind
from tests.assistant.making import CHAD, candidates

CHAIR = Speaker(name="Chair", kind=SpeakerKind.CHAIR)


# -- decisions -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The group agreed to post the papers on its page.",
        "The meeting decided to close the list.",
        "It was agreed that the survey be repeated.",
        "The terms of reference were approved.",
        "The agenda is adopted.",
        "The Chair confirmed that the papers would be posted.",
        "I see no objection.",
    ],
)
def test_what_decides(text: str) -> None:
    assert how_far_decided(text) == 1.0
    assert not proposes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Chad proposed that a list be adopted next year.",
        "Kenya suggested a workshop on bus fares.",
        "Mali recommended that the group collect the figures.",
        "Chad invited the working group to consider a register.",
    ],
)
def test_what_only_proposes(text: str) -> None:
    assert proposes(text)
    assert how_far_decided(text) < 0.7


def test_a_refusal_is_a_decision_too() -> None:
    assert how_far_decided("The list was not adopted.") == 1.0


@pytest.mark.parametrize(
    "text", ["Kenya agrees with Chad on the fares.", "We support the list.", "Who holds the key?"]
)
def test_opinions_decide_nothing(text: str) -> None:
    assert how_far_decided(text, by_member=True) == 0.0


def test_requests_count_less_than_decisions_and_more_than_plans() -> None:
    request = how_far_decided("The Chair requested the Secretariat to collect the fares.")
    plan = how_far_decided("The papers will be posted in May.")
    assert 1.0 > request > plan > 0.0


def test_what_the_chair_sums_up_is_decided() -> None:
    text = "Let me sum up. Buses run at night. The list grows."
    by_chair = candidates(text, (CHAIR,))
    by_chad = candidates(text, (CHAD,))
    assert decided(next(c for c in by_chair if "Buses" in c.text)) == 0.9
    assert decided(next(c for c in by_chad if "Buses" in c.text)) == 0.0


@pytest.mark.parametrize(
    ("question", "whether"),
    [
        ("Was the night list adopted?", True),
        ("Have the fares been approved?", True),
        ("Did the group agree on a survey?", True),
        ("What was adopted?", False),
        ("Did Chad propose a survey?", False),
        ("Who approved the fares?", False),
    ],
)
def test_questions_answered_by_yes_or_no(question: str, whether: bool) -> None:
    assert asks_whether(question) is whether


def test_questions_for_all_decisions() -> None:
    assert asks_what_was_decided("What was agreed at the last meeting?")
    assert asks_what_was_decided("What did the group decide?")
    assert not asks_what_was_decided("What did Chad propose?")


# -- speakers by their act -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "text", "fits"),
    [
        ("Who offered to translate the guide?", "Chad would translate the guide.", True),
        ("Who offered to translate the guide?", "The guide is long.", False),
        ("Who is worried about fares?", "Mali is concerned about fares.", True),
        ("Who is worried about fares?", "Mali pays the fares.", False),
        ("Who supported the list?", "We welcome the list.", True),
        ("Who opposed the list?", "We support the list.", False),
        ("Who asked about the key?", "Who holds the key?", True),
        ("Who asked about the key?", "The bank holds the key.", False),
    ],
)
def test_acts(question: str, text: str, fits: bool) -> None:
    act = act_asked(question)
    assert act is not None
    assert does(act, text) is fits


def test_plain_speaking_is_no_act() -> None:
    assert act_asked("Which delegations spoke about buses?") is None
    assert act_asked("Who mentioned night libraries?") is None


def test_joining_in() -> None:
    assert joins_in("We share Chad's concern.")
    assert not joins_in("Our buses are late.")


@pytest.mark.parametrize("text", ["Thank you, Chair.", "Good morning, everybody."])
def test_courtesies_are_no_sentences(text: str) -> None:
    assert not is_sentence(text)
    assert is_sentence(f"{text} Our buses stop at ten in the evening.")


# -- comparisons ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "points"),
    [
        ("Compare Chad and Mali on fares and on libraries.", ["fares", "libraries"]),
        (
            "Compare Chad and Mali on fares, libraries and schools",
            ["fares", "libraries", "schools"],
        ),
        ("Compare Chad and Mali on fares.", []),
        ("What did Chad and Mali say about hotlines and helplines?", []),  # one thing
        ("Compare Chad and Mali on the statement on fares and school buses.", []),  # its title
        ("Compare Chad and Mali on fares, side by side.", []),
    ],
)
def test_points_that_a_question_names(question: str, points: list[str]) -> None:
    assert points_named(question) == points


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Chad runs nine night buses.", REPORTS),
        ("Chad is concerned about the cost of night buses.", WORRIES),
        ("Chad proposed a list of night buses.", WANTS),
        ("We ask that fares be published.", WANTS),
    ],
)
def test_columns_of_statements(text: str, column: str) -> None:
    assert act_of(text) == column


def _cell(row: str, point: str, text: str, n: int) -> AnswerSentence:
    return AnswerSentence(text=text, citations=[n], heading=row, point=point)


def test_a_table_has_a_dash_where_a_row_is_silent() -> None:
    table = Table(rows=["Chad", "Mali"], points=["fares", "schools"])
    cells = [_cell("Chad", "fares", "Fares rose.", 1), _cell("Mali", "schools", "A | b.", 2)]
    assert markdown(cells, table).splitlines() == [
        "|  | fares | schools |",
        "| --- | --- | --- |",
        "| **Chad** | Fares rose. [1] | — |",
        r"| **Mali** | — | A \| b. [2] |",
    ]
    assert "—" not in markdown(cells[:1], table, complete=False)


def test_a_table_is_one_in_chat_and_terminal() -> None:
    from ui.markdown import to_html
    from ui.rendering import AnswerText

    table = Table(rows=["Chad"], points=["fares"])
    text = markdown([_cell("Chad", "fares", "Fares rose | fell.", 1)], table)
    html = to_html(text, {1}, lambda n: f"<a>{n}</a>")
    assert html.count("<td ") == 2
    assert "Fares rose | fell. <a>1</a>" in html
    assert any(token.type == "table_open" for token in AnswerText(text).parsed)


# -- documents -----------------------------------------------------------------------------


def _record(identity: str, **changes: object) -> DocumentRecord:
    record = DocumentRecord(id=identity, path=f"/d/{identity}.txt", title="A paper")
    return record.model_copy(update=changes)


REPORT = _record(
    "CWG-COP-98/9", number="CWG-COP-98/9", kind=DocumentKind.REPORT, meeting=98, title="Report"
)
PAPER = _record(
    "CWG-COP-98/INF/4",
    number="CWG-COP-98/INF/4(Rev.1)",
    kind=DocumentKind.INFORMATION,
    meeting=98,
    title="Night buses for pupils",
    source="Chad",
)
LATER = _record("cwg-99", kind=DocumentKind.TRANSCRIPT, meeting=99, date="2031-02-03")
RECORDS = [REPORT, PAPER, LATER]


def _asked(text: str, **changes: object) -> list[str]:
    query = Query(question=text, core=text, kind=QuestionKind.OVERVIEW).model_copy(update=changes)
    return [record.id for record in documents_asked(query, RECORDS)]


def test_a_document_by_its_number() -> None:
    assert numbers_asked(Query(question="Sum up CWG-COP-98/inf/4")) == ["CWG-COP-98/INF/4"]
    assert _asked("Summarise CWG-COP-98/INF/4.") == [PAPER.id]
    assert _asked("Summarise CWG-COP-98/INF/5.") == []


def test_a_document_by_kind_title_source_or_meeting() -> None:
    assert _asked("What is the report about?") == [REPORT.id]
    assert _asked("Summarise the information document on night buses.") == [PAPER.id]
    assert _asked("Summarise Chad's paper.", asked=(CHAD,)) == [PAPER.id]
    assert _asked("What happened at the ninety-ninth meeting?", meetings=(99,)) == [LATER.id]


def test_a_question_with_a_topic_asks_for_no_document() -> None:
    assert _asked("What does the report say about elephants?") == []


def test_meetings_come_in_their_order() -> None:
    records = [LATER, PAPER, REPORT.model_copy(update={"date": "2030-10-05"})]
    occasions = in_order(records)
    assert [o.title for o in occasions] == [
        "98th meeting (5 October 2030)",
        "99th meeting (3 February 2031)",
    ]
    assert occasions[0].documents == [PAPER.id, REPORT.id]
    assert [o.meeting for o in in_order([*records, _record("x", meeting=97)], (98, 99))] == [98, 99]


def test_documents_without_a_meeting_go_by_their_day() -> None:
    records = [_record("b", date="2031-01-02"), _record("a", date="2030"), _record("c")]
    assert [o.title for o in in_order(records)] == ["2030", "2 January 2031", "Undated"]


def test_candidates_have_no_courtesies() -> None:
    texts = [c.text for c in candidates("Thank you, Chair. Our buses stop at ten.")]
    assert texts == ["Our buses stop at ten."]


# -- facts ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "wanted", "first"),
    [
        ("What is NBX?", (Wanted.DEFINITION,), "NBX (Night Bus Exchange) sells tickets."),
        ("Who is NBX for?", (Wanted.NAME,), "It is aimed at pupils aged nine."),
        ("Where is NBX sold?", (), "Many people know NBX by now."),
    ],
)
def test_what_explains_a_name_comes_first(
    question: str, wanted: tuple[Wanted, ...], first: str
) -> None:
    text = (
        "Many people know NBX by now. NBX (Night Bus Exchange) sells tickets. "
        "It is aimed at pupils aged nine."
    )
    query = Query(question=question, core=question, topic="NBX", wanted=wanted)
    assert defining_first(query, candidates(text))[0].text == first
