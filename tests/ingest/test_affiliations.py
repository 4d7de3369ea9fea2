"""Whom a person speaks for, as the document tells it."""

from __future__ import annotations

import pytest

from ingest.names.finder import NameFinder
from ingest.names.persons import affiliations

FINDER = NameFinder()


@pytest.mark.parametrize(
    ("text", "person", "body"),
    [
        ("Mr. Vogt (Germany): We agree.", "Vogt", "Germany"),
        ("Mr. Vogt (Germany) spoke. Later Mr. Vogt left.", "Vogt", "Germany"),
        ("Ms. Li Min (China) (spoke in Chinese): Thank you.", "Li Min", "China"),
        ("Ambassador Jane Roe of Fiji took the floor.", "Jane Roe", "Fiji"),
        ("H.E. Ms. Ana Sol, Minister of Energy of Chile, asked.", "Ana Sol", "Chile"),
        ("Dr. Bo Lund, Norway, asked.", "Bo Lund", "Norway"),
        ("Mr. DUPRAT (FRANCE) said", "Duprat", "France"),
        ("Mr. Oduya (Iran (Islamic Republic of)) said", "Oduya", "Iran"),
        ("Ms Ida Falk, director at the office of UNICEF, said", "Ida Falk", "UNICEF"),
        ("Ms Ida Roe (European Union) said", "Ida Roe", "European Union"),
    ],
)
def test_a_person_speaks_for_whom_the_text_names_behind(text: str, person: str, body: str) -> None:
    found = affiliations(text, FINDER)
    assert {name: speaker.name for name, speaker in found.items()} == {person: body}


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Vogt thanked the delegate of Chad.",
        "Ms Ann Oh, after a visit to Chad, left.",
        "Mr. Vogt (Chair) opened the meeting.",
        "Mr. Roe (Chad) and Mr. Roe (Mali) spoke.",  # two of one name
        "Mr. Vogt (French version to follow)",
    ],
)
def test_where_the_text_does_not_tell_nobody_is_named(text: str) -> None:
    assert affiliations(text, FINDER) == {}
