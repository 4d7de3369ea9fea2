"""Answers to take away: what stands in the files is what was answered, each quotation a note."""

from __future__ import annotations

import datetime
import io
import json
import re
from pathlib import Path

import docx
import pytest
from bs4 import BeautifulSoup
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree

from assistant.answer import Answer, Citation, Suggestion
from index_store.filters import Filters
from index_store.records import DocumentRecord
from ingest.model import DocumentKind
from tests.ui.conftest import Run
from ui.errors import BadUsage
from ui.export import Briefing, Entry, Format, briefing, exported, format_of
from ui.export.loading import load
from ui.export.plain import plain

REPORT = DocumentRecord(
    id="CWG-COP-41/9",
    path="/in/report.docx",
    number="CWG-COP-41/9",
    title="Report of the forty-first meeting",
    kind=DocumentKind.REPORT,
    meeting=41,
    date="2031-05-06",
)
LETTER = DocumentRecord(id="letter", path="/in/letter.txt", title="Letter", language="ar")
HELPLINE = "Norway told that its helpline answered\n4 300 calls."
TRIAL = "Brazil asked for a trial <b>[7]</b>."
ARABIC = "تدعم مصر هذا الاقتراح."


def _citation(n: int, quote: str, start: int, record: DocumentRecord = REPORT) -> Citation:
    return Citation(
        n=n,
        document=record.id,
        path=Path(record.path),
        title=record.title,
        number=record.number,
        date=record.date,
        paragraph="2.1",
        page=7,
        start=start,
        end=start + len(quote),
        speakers=["Norway"],
        quote=quote,
    )


POSITION = Answer(
    question="What did Norway say?",
    answered=True,
    answer=r"Its helpline answered 4 300 calls. [1] It will go on. [1] A trial \<b\>\[7\]. [2][1]",
    citations=[_citation(1, HELPLINE, 10), _citation(2, TRIAL, 90)],
    understood="What did Norway say about helplines?",
)
COMPARISON = Answer(
    question="Compare Norway and Brazil",
    answered=True,
    answer="On “reports”:\n\n**Norway**: 4 300 calls. [2]\n\n**Egypt**: None.",
    citations=[_citation(1, ARABIC, 0, LETTER), _citation(2, HELPLINE, 10)],
)
REFUSAL = Answer(
    question="What did Chad say?",
    answered=False,
    answer="The documents report no statement by Chad.",
    notices=["Not all of “Letter” could be read."],
    suggestions=[
        Suggestion(
            document="letter",
            path=Path("letter.txt"),
            title="Letter",
            start=0,
            end=5,
            speakers=["Egypt"],
            score=1.0,
            text=ARABIC,
        )
    ],
)
IN_ARABIC = POSITION.model_copy(
    update={
        "question": "ماذا قالت النرويج؟",
        "language": "ar",
        "answer": "وفقا للوثائق:\n\n\u2068Its helpline answered 4 300 calls.\u2069 [1]",
        "citations": POSITION.citations[:1],
        "understood": "",
    }
)


def note(*answers: Answer, filters: Filters = Filters()) -> Briefing:  # noqa: B008
    entries = [Entry(answer=answer, filters=filters) for answer in answers]
    return briefing(entries, [REPORT, LETTER], datetime.date(2031, 6, 1))


class Opened:
    """A Word file that was opened again."""

    def __init__(self, made: Briefing) -> None:
        self.document = docx.Document(io.BytesIO(exported(made, Format.DOCX)))
        part = self.document.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
        self.footnotes = {
            int(found.get(qn("w:id"))): found
            for found in etree.fromstring(part.blob)
            if found.get(qn("w:type")) is None
        }
        # Elements of python-docx have a text of their own, which itertext() would tell twice.
        self.body = etree.fromstring(etree.tostring(self.document.element.body))
        self.paragraphs = [paragraph.text for paragraph in self.document.paragraphs]

    def words(self, number: int) -> str:
        return "".join(self.footnotes[number].itertext()).strip()

    @property
    def references(self) -> list[int]:
        return [int(found.get(qn("w:id"))) for found in self.body.iter(qn("w:footnoteReference"))]


def test_a_word_note_has_its_citations_as_footnotes() -> None:
    opened = Opened(note(POSITION))

    assert opened.references == [1, 2]
    assert sorted(opened.footnotes) == [1, 2]
    assert "“Norway told that its helpline answered 4 300 calls.”" in opened.words(1)
    assert opened.words(1).startswith(
        "Norway: CWG-COP-41/9, Report of the forty-first meeting, §2.1, p. 7, 6 May 2031"
    )
    assert "“Brazil asked for a trial <b>[7]</b>.”" in opened.words(2)


def test_a_word_note_refers_to_an_earlier_footnote_by_a_field_that_finds_it() -> None:
    opened = Opened(note(POSITION))

    (field,) = opened.body.iter(qn("w:fldSimple"))
    target = field.get(qn("w:instr")).split()[1]
    (bookmark,) = [
        found
        for found in opened.body.iter(qn("w:bookmarkStart"))
        if found.get(qn("w:name")) == target
    ]
    marked = bookmark.getnext().find(qn("w:footnoteReference"))
    assert marked.get(qn("w:id")) == "1"
    assert "".join(field.itertext()) == "1"


def test_a_word_note_says_what_was_asked_when_and_under_which_filters() -> None:
    filters = Filters(speakers=("Norway",), meetings=(41,), since="2031-05")
    text = "\n".join(Opened(note(POSITION, filters=filters)).paragraphs)

    assert "What did Norway say?" in text
    assert "Understood as: What did Norway say about helplines?" in text
    assert "1 June 2031" in text
    assert "Filters: Norway · Meeting 41 · from May 2031" in text
    assert (
        "Report of the forty-first meeting (CWG-COP-41/9) · report · Meeting 41 · 6 May 2031"
        " · report.docx" in text
    )
    assert "Filters: none" in "\n".join(Opened(note(POSITION)).paragraphs)


def test_a_conversation_quotes_each_stretch_in_one_note() -> None:
    opened = Opened(note(POSITION, COMPARISON))

    assert opened.references == [1, 2, 3]
    # Of a comparison each delegation has a paragraph; its quotation of Norway is note 1.
    norway, egypt = [p for p in opened.document.paragraphs if p.text.endswith((" calls.", "None."))]
    assert "".join(norway._p.itertext(qn("w:t"))) == "Norway: 4 300 calls.1"
    assert [p.runs[0].text for p in (norway, egypt) if p.runs[0].bold] == ["Norway", "Egypt"]


def test_a_citation_that_the_text_does_not_mark_is_not_lost() -> None:
    opened = Opened(note(COMPARISON))

    assert opened.references == [1, 2]
    assert ARABIC in opened.words(2)


def test_arabic_runs_from_right_to_left_and_what_it_quotes_does_not() -> None:
    opened = Opened(note(IN_ARABIC))

    for paragraph in opened.document.paragraphs:
        text = paragraph.text
        if text.strip():
            assert paragraph._p.pPr.find(qn("w:bidi")) is not None, text
    runs = {
        run.text.strip("\u200e"): run.font.rtl
        for paragraph in opened.document.paragraphs
        for run in paragraph.runs
    }
    assert runs["وفقا للوثائق:"] is True
    assert not runs["Its helpline answered 4 300 calls."]
    where, quoted = opened.footnotes[1].iter(qn("w:p"))
    assert where.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
    assert quoted.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is None
    assert "مذكرة إحاطة" in opened.paragraphs[0]


def test_an_arabic_quotation_in_an_english_note_runs_from_right_to_left() -> None:
    quoted = list(Opened(note(COMPARISON)).footnotes[2].iter(qn("w:p")))[1]

    assert quoted.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
    assert quoted.find(f"{qn('w:r')}/{qn('w:rPr')}/{qn('w:rtl')}") is not None


def test_a_refusal_lists_the_nearest_passages_and_what_to_know() -> None:
    text = "\n".join(docx_text(note(REFUSAL)))

    assert "The documents report no statement by Chad." in text
    assert f"“{ARABIC}”" in text
    assert "Egypt: Letter" in text
    assert "Not all of “Letter” could be read." in text


def docx_text(made: Briefing) -> list[str]:
    document = docx.Document(io.BytesIO(exported(made, Format.DOCX)))
    return [paragraph.text for paragraph in document.paragraphs]


def test_markdown_defines_each_footnote_that_it_refers_to() -> None:
    text = exported(note(POSITION, COMPARISON, REFUSAL), Format.MARKDOWN).decode()

    defined = re.findall(r"^\[\^(\d+)\]:", text, re.M)
    assert defined == ["1", "2", "3"]
    assert set(re.findall(r"\[\^(\d+)\](?!:)", text)) == set(defined)
    assert "Its helpline answered 4 300 calls. It will go on. [^1]" in text  # one mark for both
    assert r"A trial \<b\>\[7\]. [^2][^1]" in text
    assert r"“Brazil asked for a trial \<b\>\[7\]\</b\>.”" in text


def test_html_links_each_mark_to_its_note_and_shows_text_as_text() -> None:
    page = BeautifulSoup(exported(note(POSITION, COMPARISON), Format.HTML), "html.parser")

    links = [link["href"].removeprefix("#") for link in page.select("sup a")]
    assert links == ["cop-note-1", "cop-note-2", "cop-note-1", "cop-note-1", "cop-note-3"]
    assert all(page.find(id=link) is not None for link in links)
    assert page.find("b") is None
    assert [name.text for name in page.select("strong")] == ["Norway", "Egypt"]
    assert "<b>[7]</b>" in page.text
    assert page.find(id="cop-note-3").find(lang="ar", dir="auto").text == f"“{ARABIC}”"


@pytest.mark.parametrize("form", list(Format))
def test_an_arabic_note_says_its_own_words_in_arabic(form: Format) -> None:
    made = note(IN_ARABIC)
    text = "\n".join(docx_text(made)) if form is Format.DOCX else exported(made, form).decode()
    assert "مذكرة إحاطة" in text
    assert "الوثائق" in text


def test_what_is_kept_as_json_is_read_again(tmp_path: Path) -> None:
    one, several, kept = tmp_path / "1.json", tmp_path / "2.jsonl", tmp_path / "3.json"
    one.write_text(POSITION.model_dump_json(indent=1), "utf-8")
    lines = [
        POSITION.model_dump_json(),
        json.dumps({"id": 2, "error": "no"}),
        "",
        REFUSAL.model_dump_json(),
    ]
    several.write_text("\n".join(lines), "utf-8")
    entries = [Entry(answer=COMPARISON, filters=Filters(meetings=(41,)))]
    kept.write_text(json.dumps({"entries": [e.model_dump(mode="json") for e in entries]}), "utf-8")

    assert [entry.answer.question for entry in load(one)] == [POSITION.question]
    assert [entry.answer for entry in load(several)] == [POSITION, REFUSAL]
    assert load(kept) == entries


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"no", b"\xff\xfe\x00", b"[1, 2]", b'{"entries": 3}']
)
def test_a_file_without_answers_is_told_in_one_line(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "kept.json"
    file.write_bytes(content)
    with pytest.raises(BadUsage, match=r"kept\.json: holds no answers"):
        load(file)


def test_a_form_that_there_is_not_is_told_in_one_line() -> None:
    with pytest.raises(BadUsage, match=r"must end in one of \.docx, \.md, \.html"):
        format_of(Path("note.pdf"))


def test_ask_writes_the_answer_as_a_note_and_export_a_kept_one(
    cop: Run, filled: Path, tmp_path: Path
) -> None:
    file, kept, later = tmp_path / "note.docx", tmp_path / "kept.json", tmp_path / "later.md"
    question = "What did Norway say about its helpline?"
    done = cop("--store", filled, "--json", "ask", question, "--meeting", 41, "--export", file)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    paragraphs = [paragraph.text for paragraph in docx.Document(str(file)).paragraphs]
    assert question in paragraphs
    assert "Filters: Meeting 41" in paragraphs

    asked = done.stdout
    kept.write_text(asked, "utf-8")
    done = cop("--store", filled, "export", kept, later)
    assert done.returncode == 0, done.stderr
    text = later.read_text("utf-8")
    assert f"## {question}" in text
    assert " ".join(answer["citations"][0]["quote"].split()) in text
    assert "CWG-COP-41/9" in text

    kept.write_text(asked.replace('"quote": "', '"quote": "not '), "utf-8")
    done = cop("--store", filled, "export", kept, later)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "has changed since it was quoted" in done.stderr

    done = cop("--store", filled, "ask", question, "--export", tmp_path / "note.pdf")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


def test_plain_text_reads_as_a_letter() -> None:
    text = plain(note(POSITION, COMPARISON, REFUSAL))

    assert text.startswith(
        "What did Norway say?\n\nIts helpline answered 4 300 calls. It will go on. [1] "
        "A trial <b>[7]. [2][1]\n\nUnderstood as: What did Norway say about helplines?\n\n"
        "\nCompare Norway and Brazil\n\nOn “reports”:\n\nNorway: 4 300 calls. [1]\n\nEgypt: None."
    )
    assert "\n\n- Egypt: Letter: “تدعم مصر هذا الاقتراح.”\n\n" in text
    place = "CWG-COP-41/9, Report of the forty-first meeting, §2.1, p. 7, 6 May 2031"
    assert f"Sources\n\n[1] Norway: {place}: “Norway told that its helpline" in text
    assert "Filters" not in text
    filtered = plain(note(POSITION, filters=Filters(meetings=(41,))))
    assert "\n\nFilters: Meeting 41\n\n" in filtered
