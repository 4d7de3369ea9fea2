"""What people are told of where a quotation stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer import Citation
from assistant.locator import Locator
from assistant.place import Place, date_in, short_title
from index_store import Store
from ingest.model import Passage


def cited(store: Store, document: str, words: str) -> Citation:
    """A citation of the first passage that holds the words, as an answerer makes it."""
    passage: Passage = next(p for p in store.passages(document) if words in p.text)
    record = store.document(document)
    citation = Citation(
        n=1,
        document=document,
        path=Path(record.path),
        title=record.title,
        paragraph=passage.paragraph,
        page=passage.page,
        start=passage.start,
        end=passage.end,
        quote=passage.text,
    )
    return Locator(store).located(citation)


def test_a_record_of_speech_is_cited_by_its_turn(samples_store: Store) -> None:
    turns = [p for p in samples_store.passages("sample-session-captions") if p.speakers]
    third = next(p for p in turns if p.unit == turns[0].unit + 2)
    citation = cited(samples_store, "sample-session-captions", third.text)
    assert citation.turn == 3
    title = "Captioned session of the Council Working Group on Child Online…"
    assert citation.place() == f"{title}, turn 3, 20 May 2030"
    assert citation.place("fr") == f"{title}, intervention 3, 20 mai 2030"


def test_a_numbered_document_is_cited_by_number_title_paragraph_page_and_date(
    samples_store: Store,
) -> None:
    second_page = next(p for p in samples_store.passages("CWG-COP-99/3") if p.page == 2)
    citation = cited(samples_store, "CWG-COP-99/3", second_page.text)
    assert citation.place() == (
        "CWG-COP-99/3, A helpline that answers at night: a sample contribution, "
        f"§{second_page.paragraph}, p. 2, 6 May 2030"
    )


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "paragraph 7, 3 March 2031"),
        ("es", "párrafo 7, 3 de marzo de 2031"),
        ("ru", "пункт 7, 3 марта 2031\u202fг."),
        ("zh", "第7段, 2031年3月3日"),
        ("de", "paragraph 7, 3. März 2031"),
    ],
)
def test_places_and_dates_are_written_as_the_reader_writes_them(language: str, shown: str) -> None:
    place = Place(
        document="d", path=Path("d"), title="D", ordinal=7, date="2031-03-03", start=0, end=1
    )
    assert place.place(language) == f"D, {shown}"


def test_what_is_no_date_is_shown_as_it_stands() -> None:
    assert [date_in(date) for date in (None, "2031", "2031-13", "spring 2031")] == [
        "",
        "2031",
        "2031-13",
        "spring 2031",
    ]


def test_a_long_title_is_cut_between_words_and_one_without_spaces_anywhere() -> None:
    assert short_title("word " * 40) == " ".join(["word"] * 12) + "…"
    assert short_title("字" * 200) == "字" * 63 + "…"
