"""Organisations learned from the document that introduces them."""

from ingest.model import SpeakerKind
from ingest.names.aliases import Aliases
from ingest.names.finder import NameFinder
from ingest.names.introductions import learn
from ingest.names.organisations import initials, known_organisations, study_groups


def learned(*lines: str) -> dict[str, Aliases]:
    text = "\n".join(lines)
    spans, at = [], 0
    for line in lines:
        spans.append((at, at + len(line)))
        at += len(line) + 1
    return {a.speaker.name: a for a in learn(text, spans, NameFinder().resolve)}


def test_a_list_of_contributions_introduces_its_submitters() -> None:
    found = learned(
        "– Contributions by Member States:",
        "• Contribution by Kenya – Community policing",
        "– Information documents from Sector Members:",
        "• Contribution by Bluebird Telecom – Filters",
        "– Information documents from ITU partners:",
        "• Contribution by Kite Trust, Open Play, 9Stars Foundation – Joint research",
        "9Stars runs a helpline.",
    )
    assert list(found) == ["Bluebird Telecom", "Kite Trust", "Open Play", "9Stars Foundation"]
    assert found["Bluebird Telecom"].speaker.kind is SpeakerKind.SECTOR_MEMBER
    assert found["Kite Trust"].speaker.kind is SpeakerKind.PARTNER
    assert "9Stars" in found["9Stars Foundation"].names


def test_running_text_introduces_them_too() -> None:
    found = learned(
        "5.1\tThe information document by the Centre for Bright Screens (CBS) gave figures.",
        "5.2\tPlayfair Alliance's contribution described games.",
        "5.3\tFollowing Kenya's contribution, the meeting adjourned.",
        "5.4\tMs Ana Roe, Director of Quiet Minds, described therapies.",
    )
    assert set(found) == {"Centre for Bright Screens", "Playfair Alliance", "Quiet Minds"}
    assert "CBS" in found["Centre for Bright Screens"].abbreviations


def test_full_name_and_acronym_are_one() -> None:
    found = learned(
        "Contribution by OBCS – Recent activities",
        "The Office for Bright and Calm Screens’ information document was presented.",
    )
    assert list(found) == ["OBCS"]
    assert "Office for Bright and Calm Screens" in found["OBCS"].names


def test_ordinary_words_and_groups_are_no_organisations() -> None:
    found = learned(
        "Contributions by ITU Member States",
        "The contribution by Government and the government's statement were noted.",
        "The statement by Minister Roe and the proposal of Member States.",
    )
    assert found == {}


def test_study_groups_have_one_name_each() -> None:
    groups = study_groups("ITU-T SG17 met. Study Group 17 and SG 5 wrote. ITU-D Study Group 1 too.")
    assert [a.speaker.name for a in groups] == ["ITU-T SG17", "ITU SG5", "ITU-D SG1"]
    assert "Study Group 17" in groups[0].names


def test_known_organisations_have_their_full_names() -> None:
    names = {a.speaker.name: a.names for a in known_organisations()}
    assert "Office of the High Commissioner for Human Rights" in names["OHCHR"]
    assert "OHCHR" in initials("Office of the High Commissioner for Human Rights")
