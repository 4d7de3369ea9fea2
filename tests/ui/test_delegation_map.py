"""The map of delegations: what is counted, for whom, under which topic."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from lxml import etree  # type: ignore[import-untyped]
from matplotlib.text import Text

from index_store import Embedder, Store
from index_store.filters import Filters
from index_store.ingestion import ingest_paths
from ui.map.delegations import NO_MEETING, OTHER, By, Cell, DelegationMap, delegation_map
from ui.map.drawing import drawn, png
from ui.map.statements import Statement, statements
from ui.map.table import csv_table
from ui.messages import messages
from ui.web.map_picture import caption, opened, picture


@pytest.fixture(scope="module")
def by_topics(samples_store: Store) -> DelegationMap:
    return delegation_map(samples_store, By.TOPICS)


@pytest.fixture(scope="module")
def by_meetings(samples_store: Store) -> DelegationMap:
    return delegation_map(samples_store, By.MEETINGS)


PAPER = """\
Document CWG-COP-41/5-E
English only
Contribution by Chile

1\tLanterns
1.1\tChile hands out lanterns on the islands. Kenya was asked to do the same.

Chile adds three things:

- one lantern for every family
- no lamps
"""


def test_a_cell_counts_the_words_of_what_the_delegation_itself_said(
    tmp_path: Path, embedder: Embedder
) -> None:
    (tmp_path / "paper.txt").write_text(PAPER, "utf-8")
    with Store(tmp_path / "store", embedder) as store:
        ingest_paths(store, [tmp_path / "paper.txt"])
        shown = delegation_map(store, By.MEETINGS)
    # Twice 7 words, 4 before the list, 5 and 2 in it; none of the header.
    assert shown.rows() == [("Chile", [25])] and shown.columns == ("41",)


def test_silence_has_no_cell(by_meetings: DelegationMap) -> None:
    assert by_meetings.columns == ("24", "99")
    assert by_meetings.words("Norway", "99") > 100
    assert by_meetings.words("Norway", "24") == 0
    assert by_meetings.cell("Norway", "24") is None


def test_every_sentence_is_quoted_and_stands_once(
    samples_store: Store, by_topics: DelegationMap, by_meetings: DelegationMap
) -> None:
    said = list(statements(samples_store))
    assert len({(s.document, s.start) for s in said}) == len(said)
    for s in said:
        assert 0 < s.words <= len(samples_store.text(s.document)[s.start : s.end].split())
    for shown in (by_topics, by_meetings):
        assert sum(shown.words(who) for who in shown.delegations) == sum(
            statement.words * len(statement.delegations) for statement in said
        )


def test_chairs_and_persons_are_no_delegations(by_meetings: DelegationMap) -> None:
    assert {"Norway", "Malaysia", "Lantern Foundation"} <= set(by_meetings.delegations)
    assert not {"Chair", "Secretariat", "Elmo Tadi"} & set(by_meetings.delegations)


def test_topics_are_named_by_words_of_the_documents(
    samples_store: Store, by_topics: DelegationMap
) -> None:
    everything = " ".join(
        " ".join(samples_store.text(record.id).split()) for record in samples_store.documents()
    ).casefold()
    topics = [name for name in by_topics.columns if name != OTHER]
    assert 3 <= len(topics) <= 12
    assert len({name.casefold() for name in topics}) == len(topics)
    for name in topics:
        assert name.casefold() in everything, name
        assert name not in by_topics.delegations
    # What was said of one thing lies together: the paper on a helpline, and who answered it.
    helpline = by_topics.cells["Norway"]
    texts = {
        column: " ".join(samples_store.text(s.document)[s.start : s.end] for s in cell.statements)
        for column, cell in helpline.items()
    }
    most = max(texts, key=lambda column: texts[column].lower().count("helpline"))
    assert texts[most].lower().count("helpline") >= 3


STATES = ("Kenya", "Norway", "Brazil", "Japan", "Samoa", "Fiji")
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
LONG = """\
General debate of the assembly

Statement by {who}

{lines}
"""
SUBJECTS = {
    "lantern": "The lanterns on the piers are lit by children every night.",
    "ferry": "The ferry between the islands carries goats and letters on Mondays.",
    "orchard": "In the orchards apples and quinces ripen before the autumn rain.",
}


def test_what_one_delegation_alone_speaks_of_is_no_topic(
    tmp_path: Path, embedder: Embedder
) -> None:
    said = "\n\n".join(
        f"{n} {who} said that it agreed: {sentence.lower()}"
        for n, (sentence, who) in enumerate(
            ((sentence, who) for sentence in SUBJECTS.values() for who in STATES), 1
        )
    )
    (tmp_path / "report.txt").write_text(f"Report of the harbour meeting\n\n{said}\n", "utf-8")
    praise = "Saint Nicholas blessed our volcano, and our ancestors praised Saint Nicholas. "
    lines = "\n\n".join(f"{praise}Our year {year} was a year of the volcano." for year in NUMBERS)
    (tmp_path / "vanuatu.txt").write_text(LONG.format(who="Vanuatu", lines=lines), "utf-8")
    with Store(tmp_path / "store", embedder) as store:
        ingest_paths(store, [tmp_path / "report.txt", tmp_path / "vanuatu.txt"])
        shown = delegation_map(store, By.TOPICS)
        words = delegation_map(store, By.MEETINGS).words("Vanuatu")
    assert shown.columns[-1] == OTHER and shown.words("Vanuatu", OTHER) == words > 100
    for topic in shown.columns[:-1]:
        assert sum(shown.words(who, topic) > 0 for who in shown.delegations) >= 2, topic
        assert "Nicholas" not in topic and "volcano" not in topic.casefold()


def test_a_picture_says_what_it_shows_and_cuts_no_name(by_meetings: DelegationMap) -> None:
    name = "Association of Lighthouse Keepers of the Outer Islands and Harbours"
    cell = Cell(name, NO_MEETING, (Statement((name,), "none", unit=0, start=0, end=3, words=7),))
    shown = DelegationMap(By.MEETINGS, (name,), (NO_MEETING,), {name: {NO_MEETING: cell}})
    told = caption(by_meetings, 3, 7, messages("fr"))
    texts = [text.get_text() for text in drawn(shown, told).findobj(Text)]
    assert "Mots prononcés par chaque délégation à chaque réunion" in texts
    assert name in [text.replace("\n", " ") for text in texts]
    assert "aucune réunion" in texts
    (notes,) = (text for text in texts if "documents" in text)
    count = len(by_meetings.delegations)
    assert notes.startswith(f"Les 3 premières de {count} délégations · 7 documents · État au ")
    # A language whose letters the font of pictures lacks, or which it cannot join.
    for language in ("zh", "ar"):
        assert caption(by_meetings, 3, 7, messages(language)).title.startswith("Words said")


def test_the_same_documents_give_the_same_map(
    samples_store: Store, by_topics: DelegationMap
) -> None:
    assert delegation_map(samples_store, By.TOPICS) == by_topics


def test_filters_hold(samples_store: Store) -> None:
    only = delegation_map(samples_store, By.MEETINGS, Filters(meetings=(24,)))
    assert only.columns == ("24",) and "Estonia" not in only.delegations
    spoken = delegation_map(samples_store, By.TOPICS, Filters(speakers=("norway",)))
    assert spoken.delegations == ("Norway",)
    assert not delegation_map(samples_store, By.TOPICS, Filters(meetings=(7,))).delegations


def test_an_empty_store_has_an_empty_map(tmp_path: Path, embedder: Embedder) -> None:
    with Store(tmp_path / "store", embedder) as store:
        shown = delegation_map(store, By.TOPICS)
    assert shown.delegations == () and picture(shown, messages("en")) == ""
    assert csv_table(shown) == "delegation,all\r\n"
    assert png(shown).startswith(b"\x89PNG")


def test_sorting_and_searching_keep_the_figures(by_meetings: DelegationMap) -> None:
    named = by_meetings.sorted(by_name=True)
    assert list(named.delegations) == sorted(named.delegations, key=str.casefold)
    by_24 = by_meetings.sorted("24")
    counts = [by_24.words(who, "24") for who in by_24.delegations]
    assert counts == sorted(counts, reverse=True)
    assert by_meetings.matching("NORW").delegations == ("Norway",)
    assert by_meetings.matching("norw").words("Norway") == by_meetings.words("Norway")


HOSTILE = '=<script>alert("$x$")</script>'


def hostile_map(document: str = "none") -> DelegationMap:
    said = Statement((HOSTILE,), document, unit=0, start=0, end=30, words=5)
    cell = Cell(HOSTILE, "a & b", (said,))
    return DelegationMap(By.TOPICS, (HOSTILE,), ("a & b",), {HOSTILE: {"a & b": cell}})


def test_what_documents_say_stays_text_in_picture_table_and_page(
    tmp_path: Path, embedder: Embedder
) -> None:
    (tmp_path / "bold.txt").write_text("<b>Iceland</b> said <script> once.\n", "utf-8")
    shown = hostile_map("bold")
    root = etree.fromstring(picture(shown, messages("en")))
    (cell,) = (element for element in root.iter() if element.get("data-cell"))
    assert cell.get("aria-label") == f"{HOSTILE}, a & b: 5 words"
    assert json.loads(cell.get("data-cell")) == [HOSTILE, "a & b"]
    assert not [element for element in root.iter() if str(element.tag).endswith("script")]
    with Store(tmp_path / "store", embedder) as store:
        ingest_paths(store, [tmp_path / "bold.txt"])
        html = opened(store, shown, cell.get("data-cell"), messages("en"))
    assert "&lt;b&gt;Iceland" in html and "<script" not in html and "<b>" not in html
    assert png(shown).startswith(b"\x89PNG")
    rows = list(csv.reader(io.StringIO(csv_table(shown))))
    assert rows == [["delegation", "a & b", "all"], [f"'{HOSTILE}", "5", "5"]]


@pytest.mark.parametrize(
    "chosen", ["", "no json", "[]", '["Norway"]', '{"a": 1}', "7", '["x","y"]']
)
def test_what_names_no_cell_opens_none(samples_store: Store, chosen: str) -> None:
    assert "cop-empty" in opened(samples_store, hostile_map(), chosen, messages("fr"))
