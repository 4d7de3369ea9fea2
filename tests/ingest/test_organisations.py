"""Organisations learned from the document that introduces them."""

from ingest.names.abbreviations import learn
from ingest.names.finder import NameFinder
from ingest.names.organisations import initials, known_organisations, study_groups


def test_full_name_and_abbreviation_are_one() -> None:
    text = "The Office for Bright and Calm Screens (OBCS) met. OBCS will meet again."
    [found] = learn(text, NameFinder().resolve)
    assert found.speaker.name == "Office for Bright and Calm Screens"
    assert "OBCS" in found.abbreviations


def test_an_organisation_is_called_as_the_document_mostly_does() -> None:
    text = "The Office for Calm Screens (OCS) met. " + "OCS spoke. " * 5
    [found] = learn(text, NameFinder().resolve)
    assert found.speaker.name == "OCS"
    assert "Office for Calm Screens" in found.names


def test_brackets_that_abbreviate_nothing_are_no_names() -> None:
    text = "The survey (TABLE) was sent to Kenya (KE) by the Bureau of Calm Screens (XYZ)."
    assert learn(text, NameFinder().resolve) == []


def test_study_groups_have_one_name_each() -> None:
    groups = study_groups("ITU-T SG17 met. Study Group 17 and SG 5 wrote. ITU-D Study Group 1 too.")
    assert [a.speaker.name for a in groups] == ["ITU-T SG17", "ITU SG5", "ITU-D SG1"]
    assert "Study Group 17" in groups[0].names


def test_known_organisations_have_their_full_names() -> None:
    names = {a.speaker.name: a.names for a in known_organisations()}
    assert "Office of the High Commissioner for Human Rights" in names["OHCHR"]
    assert "OHCHR" in initials("Office of the High Commissioner for Human Rights")
