"""Quotes: which sentences share a citation, and what stands in the answer."""

from __future__ import annotations

from pathlib import Path

from assistant.answer import AnswerSentence
from assistant.candidates import Candidate
from assistant.compose import Quoted, cite
from assistant.markdown import escape, markdown
from assistant.store_reader import Source
from ingest.model import Passage, Sentence, Speaker, SpeakerKind

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
        Quoted(Candidate(whole, s, TEXT[s.start : s.end]), heading)
        for s in (whole.sentences[n] for n in numbers)
    ]


def cited(items: list[Quoted]):  # type: ignore[no-untyped-def]  # noqa: ANN201
    return cite(
        items,
        source=lambda document: Source("A report", Path("d.txt"), False),
        page=lambda document, offset: 2,
        canonical=lambda document, start, end: TEXT[start:end],
    )


def test_sentences_in_a_row_share_a_citation() -> None:
    sentences, citations = cited(quoted(0, 1))
    assert [s.citations for s in sentences] == [[1], [1]]
    assert [c.quote for c in citations] == [f"{FIRST} {SECOND}"]
    assert citations[0].quote == TEXT[citations[0].start : citations[0].end]
    assert citations[0].place() == "A report, §7.1, p. 2"


def test_a_bullet_is_not_quoted() -> None:
    sentences, _ = cited(quoted(0))
    assert sentences[0].text == FIRST


def test_another_speaker_is_another_citation() -> None:
    sentences, citations = cited(quoted(1, 2))
    assert [s.citations for s in sentences] == [[1], [2]]
    assert [c.speakers for c in citations] == [["Norway"], ["Ghana"]]


def test_a_gap_is_another_citation() -> None:
    whole = passage()
    _, citations = cited(quoted(0, 2))
    assert len(citations) == 2
    assert whole.text.count("\n") == 1


def test_a_heading_is_written_once() -> None:
    sentences = [
        AnswerSentence(text="One.", citations=[1], heading="Norway"),
        AnswerSentence(text="Two.", citations=[1], heading="Norway"),
        AnswerSentence(text="Three.", citations=[2], heading="Ghana"),
    ]
    assert markdown(sentences) == "**Norway**: One. [1] Two. [1]\n\n**Ghana**: Three. [2]"


def test_marks_of_a_document_are_shown_not_obeyed() -> None:
    assert escape("<b>[9] *x* `y`") == r"\<b\>\[9\] \*x\* \`y\`"
