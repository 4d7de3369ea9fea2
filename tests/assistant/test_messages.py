"""The assistant's own sentences: every language says every message."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from assistant.messages import catalogue
from assistant.messages.catalogue import LANGUAGES, Messages

_OTHERS = [language for language in LANGUAGES if language != "en"]


def _messages(language: str) -> dict[object, object]:
    path = Path(catalogue.__file__).parent / f"{language}.po"
    with path.open("rb") as file:
        return {
            (message.context, str(message.id)): message.string
            for message in read_po(file, locale=language)
            if message.id
        }


@pytest.mark.parametrize("language", _OTHERS)
def test_every_language_says_everything(language: str) -> None:
    said, all_of_them = _messages(language), _messages("fr")

    assert said.keys() == all_of_them.keys()
    for key, text in said.items():
        forms = text if isinstance(text, tuple) else (text,)
        assert all(forms), key
        parts = set(re.findall(r"\{(\w+)\}", str(key)))
        assert all(set(re.findall(r"\{(\w+)\}", str(form))) == parts for form in forms), key


def test_a_part_with_braces_is_said_as_it_is() -> None:
    said = Messages("en").say("The documents report no statement by {who}.", who="{0} {who}")

    assert said == "The documents report no statement by {0} {who}."


def test_a_language_without_a_catalogue_is_answered_in_english() -> None:
    assert Messages("de").say("The documents do not say.") == "The documents do not say."


def test_names_stand_in_a_sentence_with_their_article() -> None:
    assert Messages("en").any_of(["United States", "Chad"]) == "the United States or Chad"
    assert Messages("en").name("United States") == "United States"
