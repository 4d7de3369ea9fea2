"""The words of the page are there in all its languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from assistant.messages.catalogue import LANGUAGES
from ui.messages import FOLDER, messages
from ui.web.feedback_tab import VERDICTS
from ui.web.map_tab import COLUMNS, ORDERS

WEB = FOLDER.parent / "web"
SAID = re.compile(r'\b(?:say|word)\(\s*"((?:[^"\\]|\\.)+)"')


def catalogue(language: str) -> dict[str, str]:
    with (FOLDER / f"{language}.po").open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file) if isinstance(m.id, str) and m.id}


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_each_language_says_all_and_keeps_the_parts(language: str) -> None:
    said = catalogue(language)
    assert set(said) == set(catalogue("fr"))
    for english, other in said.items():
        assert other
        assert set(re.findall(r"{\w+}", english)) == set(re.findall(r"{\w+}", other)), english


@pytest.mark.parametrize("path", ["app.py", "filters.py", "answering.py", "understood.py",
                                  "conversations.js", "dates.js", "templates/welcome.html",
                                  "templates/sign_in.html"])  # fmt: skip
def test_what_the_page_says_is_in_the_catalogues(path: str) -> None:
    said = set(SAID.findall((WEB / Path(path)).read_text("utf-8")))
    assert said, path
    assert said <= set(catalogue("fr"))


@pytest.mark.parametrize("choice", [VERDICTS, COLUMNS, ORDERS])
def test_what_a_choice_stands_for_is_no_message(choice: dict[str, str]) -> None:
    """Gradio would translate it, and what came back would stand for nothing."""
    assert set(choice) <= set(catalogue("fr"))
    assert not set(choice.values()) & set(catalogue("fr"))


def test_numbers_are_told_in_the_form_of_the_language() -> None:
    assert messages("ru").count("{n} document", "{n} documents", 3) == "3 документа"
    assert messages("en").count("{n} document", "{n} documents", 1) == "1 document"
