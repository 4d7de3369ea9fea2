"""Rows of tables and list items: found by their row, quoted, shown with what leads to them."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

import ingest
from assistant import Answer, Assistant
from index_store import Store
from ui.messages import messages
from ui.rendering import source
from ui.web.sources import panel

PAPER = """# Ovens of the members: a contribution

Document CWG-COP-91/14
11 September 2031
Contribution by Kenya

## 1 Ovens

1.1 Kenya counted the ovens of the school kitchens, and gives the figures of the last full year in \
this table, as the schools reported them.

| Town | Ovens | Cost of repair in dollars |
|---|---:|---:|
| Nakuru | 12 | 2 100 |
| Kisumu | 7 | 1 345 |
| Mombasa | 15 | 2 880 |

1.2 Every kitchen shall, after a fire alarm:

- turn off the gas within two minutes;
- call the inspector, where a child is hurt:
    - within one hour on a school day;
    - within three hours on a holiday.

1.3 Kenya will repeat the count next year.
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("rows")
    path = folder / "ovens.md"
    path.write_text(PAPER, encoding="utf-8")
    with Store(folder / "store") as opened:
        opened.add(ingest.read(path))
        yield opened


@pytest.fixture(scope="module")
def row(store: Store) -> Answer:
    return Assistant(store).ask("How many ovens does Kisumu have?")


@pytest.fixture(scope="module")
def item(store: Store) -> Answer:
    return Assistant(store).ask("What must a kitchen turn off after a fire alarm?")


def test_a_row_is_found_by_what_it_names_and_shown_under_its_heads(
    row: Answer, store: Store
) -> None:
    assert row.answered
    assert "Town: Kisumu; Ovens: 7; Cost of repair in dollars: 1 345 [1]" in row.answer
    text = store.text(row.citations[0].document)
    citation = row.citations[0]
    assert citation.quote == text[citation.start : citation.end] == "Kisumu\t7\t1 345"
    assert [led.text for led in citation.lead] == ["Town\tOvens\tCost of repair in dollars"]
    assert all(text[led.start : led.end] == led.text for led in citation.lead)


def test_a_row_is_found_by_a_figure_in_it(store: Store) -> None:
    answer = Assistant(store).ask("Which town has 15 ovens?")
    assert answer.answered and answer.citations[0].quote.startswith("Mombasa")


def test_an_item_is_quoted_behind_the_words_that_lead_to_it(item: Answer) -> None:
    assert item.answered
    assert "Every kitchen shall, after a fire alarm: turn off the gas" in item.answer
    assert item.citations[0].quote.startswith("turn off the gas within two minutes")


def test_a_search_finds_the_row_by_the_head_of_its_column(store: Store) -> None:
    best = store.search("repair cost Mombasa", 3)[0].passage
    assert "Mombasa" in best.text


def test_terminal_and_web_show_what_leads_to_a_quote(row: Answer, store: Store) -> None:
    from rich.console import Console

    console = Console(width=120, record=True, file=io.StringIO())
    console.print(source(row.citations[:1], row.model_copy(update={"sentences": []})))
    shown = console.export_text()
    assert "Town | Ovens | Cost of repair in dollars" in shown and "Kisumu | 7 | 1 345" in shown
    assert "Town\tOvens\tCost of repair in dollars" in panel(row, 1, store, messages("en"))
