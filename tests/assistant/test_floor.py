"""Offices that a transcript tells only by giving the floor, and names that several bear."""

from assistant.floor import offices
from assistant.known_as import KnownAs
from assistant.named import sort_names
from ingest.model import Speaker, SpeakerKind
from ingest.names.finder import NameFinder

ANN, BO, CY = (
    Speaker(name=name, kind=SpeakerKind.PERSON) for name in ("Ann Lee", "Bo Ray", "Cy Lee")
)
PEOPLE = {person.name: person for person in (ANN, BO, CY)}


def told(*turns: str) -> dict[str, str]:
    return {office: who.name for office, who in offices("\n".join(turns), PEOPLE.get)}


def test_who_is_called_upon_and_thanked_by_an_office_holds_it() -> None:
    assert told(
        "Bo Ray: Are there others? No. I call on the Deputy Minister to reply.",
        "Ann Lee: We shall report every year.",
        "Bo Ray: Thank you very much, Deputy Minister. We move on.",
    ) == {"Deputy Minister": "Ann Lee"}


def test_once_is_not_enough_and_two_holders_are_none() -> None:
    assert not told("Bo Ray: Deputy Minister.", "Ann Lee: We shall report.")
    assert not told(
        "Bo Ray: Deputy Minister.",
        "Ann Lee: We shall report.",
        "Bo Ray: Deputy Minister.",
        "Cy Lee: So shall we.",
    )
    # To speak of an office gives nobody the floor.
    assert not told(*["Bo Ray: The Deputy Minister has written to us.", "Ann Lee: Indeed."] * 3)


def test_a_title_and_a_shared_surname_stand_for_each_who_bears_it() -> None:
    known = KnownAs([("Ann Lee: Yes.\nCy Lee: No.", [ANN, CY])])
    assert set(known.members("the Dr Lee")) == {ANN, CY}
    assert not known.members("the Dr Ray")


def test_names_without_their_space_and_names_of_places() -> None:
    finder = NameFinder([ANN])
    assert sort_names("What did AnnLee say on helplines?", finder).asked == (ANN,)
    states = sort_names("Had the schools across Norway indicated a need?", finder)
    assert not states.asked
    assert [s.name for s in states.about] == ["Norway"]


def test_what_a_word_stands_for_is_nobody_s_stand() -> None:
    assert not sort_names("What does NIGHTS stand for?", NameFinder()).unknown
