"""Groups of states: well-known ones under all their names, others as documents introduce them."""

from __future__ import annotations

import pytest

from ingest.model import SpeakerKind
from ingest.names.finder import NameFinder
from ingest.names.groups import known_groups, learn

FINDER = NameFinder()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The G-77/CHINA and the EU agreed", ["G-77 and China", "European Union"]),
        ("the Group of 77 and China", ["G-77 and China"]),
        ("The ARAB GROUP opposed this", ["Arab Group"]),
        ("the Alliance of Small Island States (AOSIS)", ["AOSIS", "AOSIS"]),
        ("Least Developed Countries", ["Least Developed Countries"]),
        ("l’Union européenne et le Groupe des 77", ["European Union", "G-77 and China"]),
        ("Европейского союза", ["European Union"]),
    ],
)
def test_well_known_groups(text: str, found: list[str]) -> None:
    matches = FINDER.find(text)
    assert [match.speaker.name for match in matches] == found
    assert {match.speaker.kind for match in matches} == {SpeakerKind.GROUP}


def test_each_name_of_a_group_is_its_own() -> None:
    for known in known_groups():
        for name in (*known.names, *known.abbreviations):
            assert FINDER.resolve(name) == known.speaker, name


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        ("FIJI, for the CORAL GROUP, asked for time.", "Coral Group", ()),
        ("Chad spoke on behalf of the Group of Friends of Water.", "Group of Friends of Water", ()),
        ("Mali, for the Alliance of Dry Lands (ADL), agreed.", "Alliance of Dry Lands", ("ADL",)),
        ("Peru, on behalf of HIGHC, agreed.", "HIGHC", ("HIGHC",)),
        (
            "Peru, for the High Valley States, spoke. Nepal, for the HVS, too.",
            "High Valley States",
            ("HVS",),
        ),
    ],
)
def test_a_group_is_introduced_by_who_speaks_for_it(
    text: str, name: str, short: tuple[str, ...]
) -> None:
    (known,) = learn(text, FINDER)
    assert (known.speaker.name, known.speaker.kind) == (name, SpeakerKind.GROUP)
    assert tuple(form for form in known.abbreviations if form != name or form in short) == short
    finder = NameFinder([known])
    assert finder.resolve(name.upper()) == known.speaker


@pytest.mark.parametrize(
    "text",
    [
        "Kenya, for example, asked for time.",
        "She spoke on behalf of Ms Ana Roe.",
        "A prize for the Coral Group, they said.",
        "He thanked Norway on behalf of the Secretariat and of UNICEF.",
    ],
)
def test_others_that_somebody_does_something_for_are_no_groups(text: str) -> None:
    assert learn(text, FINDER) == []
