"""The single rules by which a sentence is held against its source, on sentences of the test."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from assistant.verification.alignment import Aligner, alike, antecedent, content
from assistant.verification.cited_sentence import _PARTS
from assistant.verification.clauses import halves
from assistant.verification.facts import Context, unsupported_fact
from assistant.verification.names import actor_changed, attached_otherwise
from assistant.verification.polarity import compared, denied
from assistant.verification.stance import unlike
from assistant.verification.verifier import _stance
from assistant.verification.word_similarity import WordSimilarity
from ingest.names.finder import NameFinder


@pytest.fixture(scope="module")
def finder() -> NameFinder:
    return NameFinder()


WARD = "Each ward has four doctors and one nurse, as six hundred patients wished."


@pytest.mark.parametrize(
    ("said", "source", "right"),
    [
        ("Each ward has four doctors.", WARD, True),
        ("Each ward has four nurses.", WARD, False),
        ("Each ward has one nurse.", WARD, True),
        ("Each ward has one doctor.", WARD, False),
        ("Four patients wished it.", WARD, False),
        ("It has been shut since March.", "It is shut from March.", True),
        ("It is shut until March.", "It is shut from March.", False),
        ("It has worked since 2019.", "It was founded in 2019.", True),
        ("It was founded before 2019.", "It was founded in 2019.", False),
        ("It worked until 2019.", "It has worked since 2019.", False),
        ("7 of 9 cats came.", "Of 9 cats 7 came.", True),
        ("9 of 7 cats came.", "Of 9 cats 7 came.", False),
        ("Now 4% leave instead of 8%.", "The share fell from 8% to 4%.", True),
        ("Now 8% leave instead of 4%.", "The share fell from 8% to 4%.", False),
        ("It rose from 4% to 8%.", "The share fell from 8% to 4%.", False),
    ],
)
def test_numbers_count_the_same_and_times_begin_or_end(said: str, source: str, right: bool) -> None:
    assert (unsupported_fact(Context(said), source) is None) is right


@pytest.mark.parametrize(
    ("said", "source", "right"),
    [
        ("Price matters more than size.", "Price matters as much as size.", False),
        ("Price matters as much as size.", "Price matters more than size.", False),
        ("It costs more than 5 francs.", "It is as good as new and costs over 5 francs.", True),
        ("More people came than before.", "More than in any year came.", True),
    ],
)
def test_comparisons(said: str, source: str, right: bool) -> None:
    assert (compared(said, source) is None) is right


def test_what_stands_before_nothing_is_denied() -> None:
    assert denied("The form asks nothing.") == denied("It never asks.")


@pytest.mark.parametrize(
    ("said", "source", "right"),
    [
        ("Kenya asked who holds the key.", "Who holds the key?", True),
        ("Towns share one night bus.", "Could towns share one night bus?", False),
        ("Kenya offered to collect lists.", "Kenya invites all to collect lists.", False),
        ("Kenya offered to collect lists.", "Kenya would collect lists, please.", True),
        ("The Chair said that it will go on.", "She confirmed that it would go on.", True),
        ("Shops need a permit.", "Shops are required to hold a permit.", True),
        ("The plan is not to weaken locks.", "Tools are to work without weakening locks.", True),
        ("Judges are trained over channels.", "Over several channels judges are trained.", False),
        ("Judges are trained.", "Over several safe lines they hear; judges are trained.", True),
    ],
)  # fmt: skip
def test_what_is_asked_required_or_only_partly_so(said: str, source: str, right: bool) -> None:
    assert (unlike(said, source, (0, len(source)), []) is None) is right


def test_another_act_in_the_same_sentence_does_not_govern() -> None:
    source = "Kenya welcomed the idea of a fair and told all of the Lake Club."
    told = (source.index("Lake"), len(source))
    assert unlike("Kenya told all of the Lake Club.", source, told, []) is None


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("Acme runs the line.", True),
        ("Kenya runs the line.", False),
        ("The line runs Acme.", False),
    ],
)
def test_who_does_it_may_stand_behind_by(said: str, right: bool, finder: NameFinder) -> None:
    source = "Kenya described the line, run by Acme since 2019."
    assert (actor_changed(said, source, [], "", finder) is None) is right


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("Half of them come from Chad.", True),
        ("Half of them come from Fiji.", True),
        ("Half of them come from Peru.", False),
        ("They worry about half of them.", False),
    ],
)
def test_what_hangs_on_a_word(said: str, right: bool) -> None:
    source = "Half of them come from Kenya, Chad, Mali, Oman and Fiji; they worry about debts."
    assert (attached_otherwise(said, source) is None) is right


def test_a_reason_binds_what_it_joins(finder: NameFinder) -> None:
    joined = {text: list(halves(text, finder)) for text in ("It fell because it rained.",)}
    assert joined == {"It fell because it rained.": [("It fell", "it rained.", True)]}
    assert [bound for *_, bound in halves("It fell, and snow melted.", finder)] == [False]


@pytest.mark.parametrize(("source", "grade"), [("It was paid.", 0.9), ("The fund was paid.", 0.0)])
def test_a_subject_is_taken_up_by_a_pronoun_only(source: str, grade: float) -> None:
    class Nowhere(WordSimilarity):
        """Knows of no word near another."""

        def grade(self, word: str, others: Sequence[str]) -> float:
            return 0.0

    aligner = Aligner(Nowhere(lambda texts: np.zeros((len(texts), 1))))
    words = content("Clowns were paid.")
    assert aligner.grades(words, source, "A clown came.") == [pytest.approx(grade), 1.0]


def test_what_belongs_to_a_name_acts_itself(finder: NameFinder) -> None:
    source = "Two bodies work there, and a plan was written after talks."
    said = "The Philippines' plan was written after talks."
    assert actor_changed(said, source, [], "The paper of the Philippines.", finder) is None


def test_no_small_word_is_denied() -> None:
    source = "They put a bell on the door that leaves no mark in the paint."
    assert _stance("They put the bell there.", "They put the bell there.", source, []) is None


def test_through_its_is_no_verb(finder: NameFinder) -> None:
    source = "Teachers drew Zoomo; Kenya paid for it through its BRIGHT plan."
    assert (
        actor_changed("Kenya paid for Zoomo through its BRIGHT plan.", source, [], "", finder)
        is None
    )


def test_a_contrast_begins_a_part() -> None:
    source = "Gains are in dispute, whereas harm is proven; nobody asked."
    assert [part.strip() for part in _PARTS.split(source)] == [
        "Gains are in dispute",
        "whereas harm is proven",
        "nobody asked.",
    ]


def test_what_it_stands_for() -> None:
    assert antecedent("It is used at night.", "A list.\nMachine help was kept.") == "Machine help "
    assert antecedent("Lamps are used.", "Machine help was kept.") == ""


def test_words_that_say_nothing_of_their_own() -> None:
    words = [word.text for word in content("It helps schools to teach and takes five hours.")]
    assert words == ["schools", "teach", "five", "hours"]
    assert [word.text for word in content("Harm was documented in a document.")] == [
        "harm",
        "documented",
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("licenc", "licens", True), ("form", "farm", False), ("2024", "2025", False)],
)
def test_spellings(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same
