"""The assistant over the samples, with the real store and model."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant import Answer, Assistant
from assistant.verification.quotation import problem
from index_store import Embedder, Store
from index_store.filters import Filters
from index_store.ingestion import ingest_paths
from ingest.model import DocumentKind
from tests.assistant.conftest import Over
from tests.conftest import ROOT
from tests.ui.writing import REPORT


@pytest.fixture(scope="module")
def assistant(samples_assistant: Assistant) -> Assistant:
    return samples_assistant


def check(answer: Answer, store: Store) -> None:
    """What holds for every answer, whatever was asked."""
    citations = [*answer.citations, *answer.more_citations]
    numbers = [citation.n for citation in citations]
    assert numbers == list(range(1, len(numbers) + 1))
    for citation in citations:
        text = store.text(citation.document)
        assert citation.quote == text[citation.start : citation.end]
        assert citation.quote.strip()
        assert str(citation.path) == store.document(citation.document).path
    for sentence in [*answer.sentences, *answer.more]:
        assert sentence.citations
        assert set(sentence.citations) <= set(numbers)
    for sentence in answer.sentences:
        assert f"[{sentence.citations[0]}]" in answer.answer
    assert answer.answered == bool(answer.sentences)
    assert answer.answer.strip()


def test_the_example_question(assistant: Assistant, samples_store: Store) -> None:
    answer = assistant.ask("What did Malaysia say on AI?")
    check(answer, samples_store)
    assert answer.answered
    assert {citation.paragraph for citation in answer.citations} == {"5.4"}
    assert all("Malaysia" in citation.speakers for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("What did Tanzania propose?", "Tanzania"),
        ("What did Australia ask about the Joint Statement?", "Australia"),
        ("What did the BDT Director clarify about joint statements?", "BDT Director"),
        ("Summarize Jordan's contribution.", "Jordan"),
        ("what did malasia say abuot licencing", "Malaysia"),
        ("Qu'a dit la Pologne sur la ligne d'assistance ?", "Poland"),
    ],
)
def test_only_who_was_asked_is_quoted(
    assistant: Assistant, samples_store: Store, question: str, speaker: str
) -> None:
    answer = assistant.ask(question)
    check(answer, samples_store)
    assert answer.answered
    assert all(speaker in citation.speakers for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "What did Kenya say on AI?",  # nobody of that name speaks
        "What did Indonesia say about age-appropriate design?",  # only talked about
        "What did Microsoft say about encryption?",  # unknown to the documents
        "What did Tanzania say about the budget of the Olympic Games?",  # speaks, not on that
    ],
)
def test_silence_is_said_plainly(assistant: Assistant, samples_store: Store, question: str) -> None:
    answer = assistant.ask(question)
    check(answer, samples_store)
    assert not answer.answered
    assert "no statement" in answer.answer
    for suggestion in answer.suggestions:
        text = samples_store.text(suggestion.document)
        assert suggestion.text == text[suggestion.start : suggestion.end]


def test_a_follow_up_keeps_the_topic(assistant: Assistant) -> None:
    answer = assistant.ask(
        "And what did the Philippines say?", history=["What did Poland say about hotlines?"]
    )
    assert answer.answered
    assert all("Philippines" in citation.speakers for citation in answer.citations)


def test_who_speaks_of_something_else_is_silent_on_a_topic(over: Over) -> None:
    assistant = over(report=REPORT)
    asked = ["What did Norway say about its helpline?"]
    assert not assistant.ask("And Kenya?", asked).answered


def test_a_comparison_goes_delegation_by_delegation(assistant: Assistant) -> None:
    answer = assistant.ask("Compare what Poland and the Philippines said about helplines.")
    assert [s.heading for s in answer.sentences] == sorted(
        [s.heading for s in answer.sentences], key=["Poland", "Philippines"].index
    )
    named = {citation.n: citation.speakers for citation in answer.citations}
    for sentence in answer.sentences:
        assert all(sentence.heading in named[n] for n in sentence.citations)


def test_a_list_of_delegations_shows_each_once(assistant: Assistant, samples_store: Store) -> None:
    answer = assistant.ask("Which delegations commented on the Joint Statement?")
    check(answer, samples_store)
    headings = [sentence.heading for sentence in answer.sentences]
    assert len(headings) == len(set(headings))
    assert {"Australia", "Brazil", "South Africa"} <= set(headings)


def test_small_talk_gets_one_friendly_line(assistant: Assistant) -> None:
    answer = assistant.ask("hello there")
    assert not answer.answered
    assert not answer.suggestions
    assert len(answer.answer.splitlines()) == 1


def test_filters_hold_for_every_citation(assistant: Assistant, samples_store: Store) -> None:
    only = Filters(kinds=(DocumentKind.TRANSCRIPT,))
    answer = assistant.ask("What was said about helplines?", filters=only)
    for item in (*answer.citations, *answer.suggestions):
        assert samples_store.document(item.document).kind is DocumentKind.TRANSCRIPT


def test_the_stream_grows_to_the_answer(assistant: Assistant) -> None:
    parts = list(assistant.stream("What did Malaysia say on AI?"))
    assert len(parts) > 1
    lengths = [len(part.sentences) for part in parts]
    assert lengths == sorted(lengths)
    assert parts[-1].answer == assistant.ask("What did Malaysia say on AI?").answer


def test_an_empty_store_has_nothing_to_say(tmp_path_factory: pytest.TempPathFactory) -> None:
    with Store(tmp_path_factory.mktemp("empty")) as store:
        answer = Assistant(store).ask("What did Malaysia say on AI?")
        assert not answer.answered
        assert Assistant(store).search("hotline") == []


_WORDS = st.sampled_from(
    "what did the who which say about on how many when Malaysia Poland Jordan Norway Chair hotline "
    "AI age tokens helpline Joint Statement children [1] § \" ' ( * AND OR NOT : / é 中".split()
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(_WORDS, min_size=1, max_size=9).map(" ".join))
def test_quotes_are_canonical_text_whatever_is_asked(
    assistant: Assistant, samples_store: Store, question: str
) -> None:
    answer = assistant.ask(question)
    check(answer, samples_store)
    # Of several readings of a question one is answered.
    read = answer.explanation.question if answer.explanation else assistant.understand(question)
    asked = [speaker.name for speaker in read.asked]

    def canonical(document: str, start: int, end: int) -> str:
        return samples_store.text(document)[start:end]

    for sentence in answer.sentences:
        assert problem(sentence, answer.citations, canonical, asked) is None


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def test_the_real_report_in_each_format(report_store: Store, shared: Path) -> None:
    """The development questions: right paragraph, facts, nobody misquoted, silence kept."""
    assistant = Assistant(report_store)
    lines = (shared / "questions" / "cwg-cop-24.dev.jsonl").read_text("utf-8").splitlines()
    found, facts, cited, misattributed, refusals = [], [], [], [], []
    for item in map(json.loads, lines):
        answer = assistant.ask(item["question"], item.get("history", []))
        check(answer, report_store)
        refusals.append(answer.answered == item["answerable"])
        if not item["answerable"]:
            continue
        best = assistant.search(item["question"], item.get("history", []), top_k=5)
        found.append(any(s.paragraph in item["paragraphs"] for s in best))
        facts += [_folded(fact) in _folded(answer.answer) for fact in item["facts"]]
        cited += [c.paragraph in item["paragraphs"] for c in answer.citations]
        asked = {
            s.name for s in assistant.understand(item["question"], item.get("history", [])).asked
        }
        misattributed += [c for c in answer.citations if asked and not asked & set(c.speakers)]
    assert sum(found) / len(found) >= 0.95
    assert sum(facts) / len(facts) >= 0.90
    assert sum(cited) / len(cited) >= 0.85
    assert not misattributed
    assert all(refusals)


def test_the_readme_shows_the_answer_as_it_is(assistant: Assistant) -> None:
    readme = _folded((ROOT / "README.md").read_text("utf-8"))
    answer = assistant.ask("What did Malaysia say on AI?")
    assert _folded(answer.sentences[0].text) in readme


def test_a_document_of_any_kind_is_asked_for(embedder: Embedder, tmp_path: Path) -> None:
    bulletin = tmp_path / "bulletin.txt"
    bulletin.write_text(
        "TALKS BULLETIN\nVol. 3 No. 7\nMonday, 4 May 2026\n\n"
        "Chad said that hotlines need more staff.\n",
        "utf-8",
    )
    with Store(tmp_path / "store", embedder) as store:
        ingest_paths(store, [bulletin])
        answer = Assistant(store).ask("Give me an overview of the bulletin.")
    assert isinstance(answer.answer, str) and answer.answer
