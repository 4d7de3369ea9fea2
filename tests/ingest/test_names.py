"""Finding names in running text and in questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question.lexicon import is_english
from ingest.model import Speaker, SpeakerKind
from ingest.names.finder import NameFinder
from ingest.names.persons import learn
from ingest.names.states import member_states

FINDER = NameFinder(ordinary=is_english)


def names(text: str, fuzzy: bool = False, finder: NameFinder = FINDER) -> list[str]:
    return [match.speaker.name for match in finder.find(text, fuzzy=fuzzy)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kenya’s paper was read by the U.S.", ["Kenya", "United States"]),
        ("NORWAY and the DPRK", ["Norway", "Democratic People's Republic of Korea"]),
        ("Join us, said the US delegate", ["United States"]),
        (
            "Guinea-Bissau, Guinea and Papua New Guinea",
            ["Guinea-Bissau", "Guinea", "Papua New Guinea"],
        ),
        ("the Democratic Republic of the Congo", ["Democratic Republic of the Congo"]),
        ("from Northern Ireland and New Mexico", []),
        ("Mr Jordan Smith and Ms Georgia Roe", []),
        ("Hon. Michael Chad met Ana Jordan", []),
        ("workshops in Jordan and Chad", ["Jordan", "Chad"]),
        ("available in French and German", []),
        ("translated into Portuguese by volunteers", []),
        ("the Portuguese regulator", ["Portugal"]),
        ("Latin American and Indian Ocean partners", []),
        ("They polish the text", []),
        ("the Chair of the Working Group", ["Chair"]),
        ("the Chair of Study Group 5", []),
        ("the secretariat and the Secretary-General", ["Secretariat", "Secretary-General"]),
        ("the UN Secretary-General", []),
        ("the Director of the Telecommunication Development Bureau", ["BDT Director"]),
    ],
)
def test_names_in_text(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_offsets_possessives_and_adjectives() -> None:
    text = "In Kenya’s view the Swiss text (Iran (Islamic Republic of)) is fine."
    kenya, swiss, iran = FINDER.find(text)
    assert text[kenya.start : kenya.end] == "Kenya" and kenya.possessive
    assert text[swiss.start : swiss.end] == "Swiss" and swiss.demonym and not swiss.possessive
    assert text[iran.start : iran.end] == "Iran (Islamic Republic of)"


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("what did malasia say", ["Malaysia"]),
        ("phillipines helpline", ["Philippines"]),
        ("did south afrika speak", ["South Africa"]),
        ("usa or uk", ["United States", "United Kingdom"]),
        ("qu'a dit la malaisie", ["Malaysia"]),
        ("¿qué dijeron los estados unidos?", ["United States"]),
        ("позиция Малайзии и Соединённых Штатов", ["Malaysia", "United States"]),
        ("что сказала Нигерия, а не Нигер", ["Nigeria", "Niger"]),
        ("Что сказала Малайзия о защите данных?", ["Malaysia"]),
        ("Данные о детях: что сказала дания? И Данией?", ["Denmark", "Denmark"]),
        ("ماذا قالت ماليزيا والأردن", ["Malaysia", "Jordan"]),
        ("马来西亚说了什么", ["Malaysia"]),
        ("nigeria and niger", ["Nigeria", "Niger"]),
        ("what did the chairman say", ["Chair"]),
        ("the swiss and turkish delegations", ["Switzerland", "Türkiye"]),
        ("tell us who can polish it", []),
    ],
)
def test_names_in_questions(question: str, found: list[str]) -> None:
    assert names(question, fuzzy=True) == found


@pytest.mark.parametrize(
    "word",
    [
        "child",
        "children",
        "iron",
        "main",
        "spin",
        "grease",
        "chat",
        "secretary",
        "president",
        "union",
        "states",
        "island",
        "bank",
        "cyber",
        "online",
        "protection",
        "age",
        "grooming",
    ],
)
def test_no_ordinary_word_is_a_country(word: str) -> None:
    assert names(word, fuzzy=True) == []
    assert FINDER.resolve(word, fuzzy=True) is None


@given(st.sampled_from(member_states()), st.data())
def test_a_dropped_letter_never_names_another_state(state: Speaker, data: st.DataObject) -> None:
    name = state.name
    if len(name) < 8 or " " in name:
        return
    at = data.draw(st.integers(1, len(name) - 1))
    found = FINDER.resolve((name[:at] + name[at + 1 :]).lower(), fuzzy=True)
    assert found in (state, None)


@given(st.text(max_size=200))
def test_any_text_can_be_searched(text: str) -> None:
    for fuzzy in (False, True):
        for match in FINDER.find(text, fuzzy=fuzzy):
            assert 0 <= match.start < match.end <= len(text)


def test_speakers_of_a_store_are_found_by_their_usual_forms() -> None:
    finder = NameFinder(
        [
            Speaker(name="ITU-T SG17", kind=SpeakerKind.PARTNER),
            Speaker(name="7Lights Foundation", kind=SpeakerKind.PARTNER),
            Speaker(name="Ana Roe", kind=SpeakerKind.PERSON),
        ]
    )
    assert names("what did study group 17 say", True, finder) == ["ITU-T SG17"]
    assert names("what did 7lights say", True, finder) == ["7Lights Foundation"]
    assert names("did Ms Roe answer", True, finder) == ["Ana Roe"]


def test_nobody_is_resolved_to_nobody() -> None:
    assert FINDER.resolve("") is None
    assert FINDER.resolve("the") is None
    assert FINDER.resolve("Kenya and Ghana") is None


def test_a_title_before_a_whole_name_is_that_person() -> None:
    ann, bo, lee = (
        Speaker(name=name, kind=SpeakerKind.PERSON) for name in ("Ann Lee", "Lee Roe", "Bo Lee")
    )
    finder = NameFinder([ann, bo])
    for fuzzy in (False, True):
        found = finder.find("What did Dr. Lee Roe tell Dr. Lee?", fuzzy)
        assert [match.speaker.name for match in found] == ["Lee Roe", "Ann Lee"]
    # Of two persons of one surname the title tells neither.
    assert not NameFinder([ann, lee]).find("What did Ms Lee say?", fuzzy=True)


def test_an_abbreviation_before_a_noun_is_no_excellency() -> None:
    assert not learn("The HE Act was read by H.E. Ann Roe.")[1:]
    assert [a.speaker.name for a in learn("H.E. Ann Roe opened the day.")] == ["Ann Roe"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mr. Theo W.R. Roe spoke, and Mr. K P Roe Lee left.", ["Theo W.R. Roe", "K P Roe Lee"]),
        ("H.E. Ana Roe Minister of Ports", ["Ana Roe"]),
        ("S.E. Monsieur Ivo ROE Vice-Président de la République", ["Ivo Roe"]),
        ("SEÑOR IVO ROE EXCELENTÍSIMO SEÑOR ANA LEE", ["Ivo Roe", "Ana Lee"]),
        ("I thank you, Madam Co-Chair, and the Honourable Minister.", []),
    ],
)
def test_a_name_ends_before_an_office_and_not_at_its_initials(text: str, names: list[str]) -> None:
    assert [known.speaker.name for known in learn(text)] == names
