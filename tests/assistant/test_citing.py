"""Quotes: each sentence with a citation of its own, and what stands in the answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import AnswerSentence
from assistant.answerers.antecedents import in_context
from assistant.answerers.citing import cite
from assistant.answerers.composing import composed
from assistant.answerers.draft import Draft, Quoted
from assistant.answerers.evidence import ScoredSentence
from assistant.markdown import escape, markdown
from assistant.question.question import Kind, Question
from assistant.store_reader import StoreReader
from index_store import Embedder, Store
from ingest.model import Document, Passage, Sentence, Speaker, SpeakerKind

NORWAY = Speaker(name="Norway", kind=SpeakerKind.MEMBER_STATE)
GHANA = Speaker(name="Ghana", kind=SpeakerKind.MEMBER_STATE)
FIRST = "Norway opened a night line."
SECOND = "It answers until six."
THIRD = "Ghana asked what it costs."
TEXT = f"7.1\t– {FIRST} {SECOND}\n{THIRD}\nA closing remark."


def passage() -> Passage:
    sentences = []
    for text, who in ((f"– {FIRST}", NORWAY), (SECOND, NORWAY), (THIRD, GHANA)):
        start = TEXT.index(text)
        sentences.append(Sentence(start=start, end=start + len(text), speakers=(who,)))
    start, end = sentences[0].start, sentences[-1].end
    return Passage(
        document="D",
        ordinal=0,
        unit=3,
        paragraph="7.1",
        start=start,
        end=end,
        text=TEXT[start:end],
        speakers=(NORWAY, GHANA),
        sentences=tuple(sentences),
    )


def quoted(*numbers: int, heading: str | None = None) -> list[Quoted]:
    whole = passage()
    return [
        Quoted(ScoredSentence(whole, s, TEXT[s.start : s.end], 0.9), heading)
        for s in (whole.sentences[n] for n in numbers)
    ]


@pytest.fixture(scope="module")
def reader(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoreReader]:
    """A store that holds the passage alone."""
    with Store(tmp_path_factory.mktemp("one") / "store", embedder) as store:
        store.add(
            Document(
                id="D",
                title="A report",
                text=TEXT,
                path=Path("d.txt"),
                sha256="0",
                page_starts=(0,),
                passages=(passage(),),
            )
        )
        yield StoreReader(store)


def test_each_sentence_has_a_citation_of_its_own(reader: StoreReader) -> None:
    sentences, citations = cite(quoted(0, 1, 2), reader)
    assert [s.citations for s in sentences] == [[1], [2], [3]]
    assert [c.quote for c in citations] == [FIRST, SECOND, THIRD]
    assert all(c.quote == TEXT[c.start : c.end] for c in citations)
    assert [c.speakers for c in citations] == [["Norway"], ["Norway"], ["Ghana"]]
    assert citations[0].place() == "A report, §7.1, p. 1"


def test_numbers_go_on_where_they_are_told_to(reader: StoreReader) -> None:
    _, citations = cite(quoted(0), reader, first=4)
    assert [c.n for c in citations] == [4]


def test_a_bullet_is_not_quoted(reader: StoreReader) -> None:
    sentences, _ = cite(quoted(0), reader)
    assert sentences[0].text == FIRST


def test_a_pronoun_brings_the_sentence_before(reader: StoreReader) -> None:
    sentences, citations = cite(in_context(quoted(1), reader), reader)
    assert sentences[0].text == SECOND
    assert [led.text for led in citations[0].lead] == sentences[0].lead
    assert FIRST in sentences[0].lead[0]
    assert FIRST in markdown(sentences)


def test_a_pronoun_brings_nothing_that_is_quoted_already(reader: StoreReader) -> None:
    sentences, _ = cite(in_context(quoted(0, 1), reader), reader)
    assert [s.lead for s in sentences] == [[], []]


def test_a_sentence_with_a_subject_of_its_own_brings_nothing(reader: StoreReader) -> None:
    sentences, _ = cite(in_context(quoted(2), reader), reader)
    assert sentences[0].lead == []


def test_what_somebody_else_says_is_withheld_from_a_position(reader: StoreReader) -> None:
    question = Question(text="?", full="?", kind=Kind.POSITION, asked=(NORWAY,))
    answer = composed(question, Draft(quoted(0, 2), quoted(2)), reader)
    assert [s.text for s in answer.sentences] == [FIRST]
    assert not answer.more


def test_a_heading_is_written_once() -> None:
    sentences = [
        AnswerSentence(text="One.", citations=[1], heading="Norway"),
        AnswerSentence(text="Two.", citations=[1], heading="Norway"),
        AnswerSentence(text="Three.", citations=[2], heading="Ghana"),
    ]
    assert markdown(sentences) == "**Norway**: One. [1] Two. [1]\n\n**Ghana**: Three. [2]"


def test_marks_of_a_document_are_shown_not_obeyed() -> None:
    assert escape("<b>[9] *x* `y`") == r"\<b\>\[9\] \*x\* \`y\`"
