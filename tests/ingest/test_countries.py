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


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("FYROM", "North Macedonia"),
        ("SWAZILAND", "Eswatini"),
        ("Zaire", "Democratic Republic of the Congo"),
        ("Upper Volta", "Burkina Faso"),
        ("Ceylon", "Sri Lanka"),
        ("D.P.R.K.", "Democratic People's Republic of Korea"),
        # What ended is not the state that came after it.
        ("U.S.S.R.", "U.S.S.R."),
        ("the Soviet Union", "U.S.S.R."),
        ("Czechoslovakia", "Czechoslovakia"),
        ("the former Yugoslav Republic of Macedonia", "North Macedonia"),
        ("YUGOSLAVIA", "Yugoslavia"),
    ],
)
def test_former_names_and_former_states(name: str, state: str) -> None:
    text = f"The delegation of {name} agreed."
    (match,) = FINDER.find(text)
    assert match.speaker.name == state
    assert match.speaker.kind is SpeakerKind.MEMBER_STATE


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("fr", "L’Allemagne et les Pays-Bas appuient la Côte d’Ivoire.",
         ["Germany", "Netherlands", "Côte d'Ivoire"]),
        ("es", "Alemania y los Países Bajos apoyan a Côte d’Ivoire.",
         ["Germany", "Netherlands", "Côte d'Ivoire"]),
        ("ru", "Делегация Нидерландов поддержала Германию и Российскую Федерацию.",
         ["Netherlands", "Germany", "Russian Federation"]),
        ("ar", "وافقت ألمانيا وهولندا على الاقتراح", ["Germany", "Netherlands"]),
        ("zh", "德国代表团和荷兰代表团表示同意", ["Germany", "Netherlands"]),
    ],
)  # fmt: skip
def test_documents_in_other_languages(language: str, text: str, found: list[str]) -> None:
    matches = NameFinder(language=language).find(text)
    assert [match.speaker.name for match in matches] == found


def test_small_words_in_other_scripts_are_no_states() -> None:
    assert NameFinder(language="ru").find("малые фирмы и данные, кроме того") == []


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What did the Chileans make of it?", ["Chile"]),
        ("Do the Poles and the Swiss agree?", ["Poland", "Switzerland"]),
        ("What does Ottawa think of the Paris Accord?", ["Canada"]),
        ("In Riyadh's view, what is missing?", ["Saudi Arabia"]),
        ("Что предлагает Москва?", ["Russian Federation"]),
        ("Que propose Le Caire ?", ["Egypt"]),
        # As a place it is nobody.
        ("How many delegates came to Wellington?", []),
        ("What was decided at the meeting in Nairobi?", []),
        ("What does the Lima Declaration say?", []),
        ("FORUM Baku", []),
        ("Who wrote it in Portuguese and French?", []),
    ],
)
def test_capitals_and_peoples_stand_for_delegations_in_questions(
    question: str, found: list[str]
) -> None:
    assert [match.speaker.name for match in FINDER.find(question, fuzzy=True)] == found


def test_in_documents_a_capital_is_a_place() -> None:
    assert FINDER.find("Ottawa will host the next session, Moscow the one after.") == []


def test_names_of_languages_are_no_delegations() -> None:
    assert FINDER.find("The text is in English, French, Arabic and Russian.") == []
    assert len(FINDER.find("The Danish, French and German delegations left.")) == 3
