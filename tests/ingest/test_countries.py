"""Member States under all their names."""

import pytest

from ingest.model import SpeakerKind
from ingest.names.aliases import Aliases
from ingest.names.finder import NameFinder
from ingest.names.states import gazetteer, member_states

FINDER = NameFinder()


def test_there_are_all_member_states_once() -> None:
    names = [state.name for state in member_states()]
    assert len(names) == len(set(names)) == 194
    assert {state.kind for state in member_states()} == {SpeakerKind.MEMBER_STATE}


@pytest.mark.parametrize("known", gazetteer(), ids=lambda known: known.speaker.name)
def test_every_name_finds_its_state(known: Aliases) -> None:
    for name in known.names:
        assert FINDER.resolve(name) == known.speaker, name
        assert FINDER.resolve(name.upper()) == known.speaker, name
        assert FINDER.resolve(name.lower(), fuzzy=True) == known.speaker, name
    for name in known.abbreviations:
        assert FINDER.resolve(name) == known.speaker, name
    for name in known.translations:
        assert FINDER.resolve(name, fuzzy=True) == known.speaker, name


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Poland (Republic of)", "Poland"),
        ("Jordan (Hashemite Kingdom of)", "Jordan"),
        ("the Philippines", "Philippines"),
        ("Iran (Islamic Republic of)", "Iran"),
        ("Korea (Rep. of)", "Republic of Korea"),
        ("Turkey", "Türkiye"),
        ("Côte d’Ivoire", "Côte d'Ivoire"),
        ("Ivory Coast", "Côte d'Ivoire"),
        ("Russia", "Russian Federation"),
        ("People's Republic of China", "China"),
        ("Czech Republic", "Czechia"),
        ("Holy See", "Vatican"),
        ("Tanzania (United Republic of)", "Tanzania"),
        ("U.S.", "United States"),
        ("USA", "United States"),
        ("UAE", "United Arab Emirates"),
        ("RSA", "South Africa"),
        ("DRC", "Democratic Republic of the Congo"),
    ],
)
def test_forms_of_itu_lists(name: str, state: str) -> None:
    assert FINDER.resolve(name).name == state
