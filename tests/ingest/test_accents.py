"""Accents written apart from their letters match those that are one character with them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.folding import composed, composition, tokens
from ingest.model import Speaker, SpeakerKind
from ingest.names.finder import NameFinder
from ingest.names.persons import learn

FINDER = NameFinder()


def apart(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize("fuzzy", [False, True])
@pytest.mark.parametrize(
    ("text", "printed", "name"),
    [
        ("The delegation of Türkiye asked", "Türkiye", "Türkiye"),
        ("CÔTE D’IVOIRE, supported by many", "CÔTE D’IVOIRE", "Côte d'Ivoire"),
        ("Then São Tomé and Príncipe left", "São Tomé and Príncipe", "Sao Tome and Principe"),
    ],
)
def test_names_are_found_where_they_stand(text: str, printed: str, name: str, fuzzy: bool) -> None:
    for written in (text, apart(text)):
        (match,) = FINDER.find(written, fuzzy=fuzzy)
        assert match.speaker.name == name
        assert composed(written[match.start : match.end]) == printed
    assert FINDER.resolve(apart(printed)) == FINDER.resolve(printed)


def test_one_person_whichever_way_the_name_is_written() -> None:
    (known,) = learn(apart("Ms Zoë Müller spoke.") + " Later Ms Müller left.")
    assert known.speaker == Speaker(name="Zoë Müller", kind=SpeakerKind.PERSON)
    finder = NameFinder([known])
    for text in ("Ms Müller agreed", apart("Ms Müller agreed")):
        assert [m.speaker.name for m in finder.find(text)] == ["Zoë Müller"]


def test_words_keep_their_accents() -> None:
    assert [word for word, _, _ in tokens(apart("à la Réunion"))] == apart("à la Réunion").split()


@given(st.text(alphabet="aeüñ ́̈̀ы́ن한x", max_size=30))
def test_each_place_of_a_composed_text_is_one_of_the_text(text: str) -> None:
    plain, places = composition(text)
    assert len(places) == len(plain) + 1
    assert list(places) == sorted(places)
    assert places[-1] == len(text)
    for n, letter in enumerate(plain):
        if letter.isalpha() and places[n] < places[n + 1]:
            assert composed(text[places[n] : places[n + 1]])[:1] == letter
