"""Questions over an invented store, as they are understood."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.question.known import Known
from assistant.question.question import Kind, Listed, Question, Request, SmallTalk
from assistant.question.understanding import Understanding
from index_store import Store
from index_store.ingestion import ingest_paths
from index_store.records import DocumentRecord
from ingest.model import DocumentKind, Speaker, SpeakerKind

NAMES = ("Kenya", "Norway", "Chile", "Canada", "Egypt", "Poland")


@pytest.fixture(scope="module")
def understanding() -> Understanding:
    speakers = [Speaker(name=name, kind=SpeakerKind.MEMBER_STATE) for name in NAMES]
    speakers.append(Speaker(name="Ana Tull", kind=SpeakerKind.PERSON))
    documents = [
        DocumentRecord(
            id="cwg-cop-40-2",
            path="cwg-cop-40-2.docx",
            number="CWG-COP-40/2",
            title="Lamps for piers",
            kind=DocumentKind.CONTRIBUTION,
            meeting=40,
            date="2029-03-05",
            source="Norway",
        ),
        DocumentRecord(
            id="cwg-cop-41-7",
            path="cwg-cop-41-7.docx",
            number="CWG-COP-41/7",
            title="Report of the forty-first meeting",
            kind=DocumentKind.REPORT,
            meeting=41,
            date="2030-02-11",
        ),
        DocumentRecord(
            id="pv-6117",
            path="pv-6117.pdf",
            title="The situation on the piers",
            kind=DocumentKind.VERBATIM_RECORD,
            meeting_name="6117th meeting",
            date="2028-05-02",
        ),
    ]
    known = Known.of(speakers, documents, {"pier": 0, "lamp": 0, "toll": 0})
    return Understanding(lambda: known)


def asked(question: Question) -> set[str]:
    return {speaker.name for speaker in question.asked}


def about(question: Question) -> set[str]:
    return {speaker.name for speaker in question.about}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("What did Kenya say about lamps?", {"Kenya"}),
        ("According to Ottawa, who should pay the toll?", {"Canada"}),
        ("What is the Chileans' position on tolls?", {"Chile"}),
        ("What did Ms Tull propose?", {"Ana Tull"}),
        ("What does the contribution by Kenya propose?", {"Kenya"}),
        ("What did the president of Kenya say about lamps?", {"Kenya"}),
        ("What did President Tull say about lamps?", {"Ana Tull"}),
        ("I am from Chad; could you tell me what Kenya said?", {"Kenya"}),
        ("Que dit la Norvège sur les lampes ?", {"Norway"}),
        ("Что сказала Польша о лампах?", {"Poland"}),
        ("埃及对收费说了什么？", {"Egypt"}),
    ],
)
def test_asks_for_the_words_of_those_it_names_as_speakers(
    understanding: Understanding, text: str, who: set[str]
) -> None:
    question = understanding.understand(text)
    assert question.kind is Kind.POSITION
    assert asked(question) == who


@pytest.mark.parametrize(
    ("text", "listed", "kinds"),
    [
        ("Which delegations took the floor?", Listed.SPEAKERS, ()),
        ("Show me all contributions.", Listed.DOCUMENTS, (DocumentKind.CONTRIBUTION,)),
    ],
)
def test_lists_are_of_documents_or_of_speakers(
    understanding: Understanding, text: str, listed: Listed, kinds: tuple[DocumentKind, ...]
) -> None:
    question = understanding.understand(text)
    assert question.listed is listed
    assert set(kinds) <= set(question.scope.kinds)


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("What did Norway propose for article 9 of the treaty on piers?", None),
        ("What does article 9 say on piers?", "9"),
        ("What did Norway say in section 5.4 of the report?", "5.4"),
        ("What does paragraph 3 of the 41st meeting say?", "3"),
    ],
)
def test_a_section_of_another_text_is_part_of_the_topic(
    understanding: Understanding, text: str, section: str | None
) -> None:
    assert understanding.understand(text).scope.section == section


def test_a_name_in_the_topic_is_no_speaker_asked_for(understanding: Understanding) -> None:
    question = understanding.understand("What did Poland say about Ukraine?")
    assert asked(question) == {"Poland"}
    assert about(question) == {"Ukraine"}


def test_who_supported_somebody_asks_for_everybody_else(understanding: Understanding) -> None:
    question = understanding.understand("Which delegations supported Norway's proposal?")
    assert question.kind is Kind.WHO
    assert not question.asked
    assert about(question) == {"Norway"}


@pytest.mark.parametrize(
    "text",
    [
        "What did Peru say about lamps?",
        "Что сказала Перу о лампах?",
        "ماذا قالت بيرو عن المصابيح؟",
        "秘鲁对灯说了什么？",
    ],
)
def test_a_delegation_that_does_not_speak_is_unknown(
    understanding: Understanding, text: str
) -> None:
    question = understanding.understand(text)
    assert question.unknown == ("Peru",)
    assert not question.asked


def test_a_title_before_a_name_is_nobody_else() -> None:
    speakers = [
        Speaker(name="Carrick", kind=SpeakerKind.PERSON),
        Speaker(name="Harbour Council", kind=SpeakerKind.PARTNER),
    ]
    known = Known.of(speakers, (), {"pier": 0})
    text = "Why does Mr. Carrick want the Harbour Council kept in a house of its own?"
    question = Understanding(lambda: known).understand(text)
    assert (asked(question), question.unknown) == ({"Carrick"}, ())


def test_a_part_of_a_long_name_is_its_bearer_s_not_the_state_s_in_it() -> None:
    chapter = Speaker(name="Plan Juvenia Costa Rica Chapter", kind=SpeakerKind.PARTNER)
    known = Known.of([chapter, Speaker(name="Costa Rica", kind=SpeakerKind.MEMBER_STATE)])
    understanding = Understanding(lambda: known)
    for text, who in (
        ("What does Plan Juvenia Costa Rica want to see in schools?", chapter.name),
        ("what dose plan juvenia costa rica say on schools", chapter.name),
        ("What do schools need in the Costa Rican chapter's opinion?", chapter.name),
        ("What does Costa Rica want to see in schools?", "Costa Rica"),
    ):
        assert asked(understanding.understand(text)) == {who}


def test_one_body_s_chair_by_name_is_not_the_chair_of_all(tmp_path: Path) -> None:
    for name, turns in (
        ("harbours", ("Ana Tull (chair):", "Bo Carrick:")),
        ("ferries", ("CHAIR:",)),
    ):
        said = (f"{who}\nThe pier needs a lamp now." for who in 3 * turns)
        (tmp_path / f"{name}.txt").write_text("\n\n".join(said))
    with Store(tmp_path / "alone") as store:
        assert not ingest_paths(store, [tmp_path / "harbours.txt"]).failed
        question = Understanding.of(store).understand("What did the chair say about lamps?")
        assert asked(question) == {"Ana Tull"}
        assert not ingest_paths(store, [tmp_path / "ferries.txt"]).failed
        question = Understanding.of(store).understand("What did the chairman say about lamps?")
        assert asked(question) == {"Chair"}


def test_how_somebody_speaks_is_no_name(tmp_path: Path) -> None:
    debate = tmp_path / "debate.txt"
    turns = ("Ana Tull (as an individual):", "Bo Carrick (as an individual):")
    debate.write_text("\n\n".join(f"{who}\nThe pier needs a lamp now." for who in 3 * turns))
    with Store(tmp_path / "store") as store:
        assert not ingest_paths(store, [debate]).failed
        question = Understanding.of(store).understand("Which lamps serve as a sign at the pier?")
    assert not question.asked and not question.about


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("What did the Director say on schools?", True),
        ("Qu'a dit le Directeur sur les écoles ?", True),
        ("¿Qué dijo el director?", True),
        ("Что сказал директор о школах?", True),
        ("主任对学校说了什么？", True),
        ("What did the Director of Castalia say?", False),
        ("What did the managing director say?", False),
        ("Qu'a dit la directrice de l'école ?", False),
        ("Что сказал директор школы?", False),
    ],
)
def test_the_director_is_the_only_one_who_speaks(text: str, meant: bool) -> None:
    director = Speaker(name="TSB Director", kind=SpeakerKind.SECRETARIAT)
    known = Known.of([director], (), {"school": 1})
    assert bool(asked(Understanding(lambda: known).understand(text))) == meant


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("How do Kenya and Egypt differ on tolls?", Kind.COMPARE),
        ("What did the Committee decide on lamps?", Kind.OUTCOME),
        ("Summarise section 4.", Kind.OVERVIEW),
        ("How has the toll changed over the years?", Kind.DEVELOPMENT),
        ("List all contributions.", Kind.LIST),
        ("When does the survey end?", Kind.FACT),
    ],
)
def test_kinds(understanding: Understanding, text: str, kind: Kind) -> None:
    assert understanding.understand(text).kind is kind


@pytest.mark.parametrize(
    ("text", "before", "parts"),
    [
        ("And Kenya?", "What did Norway say about lamps?", ("Kenya", "lamps")),
        ("no, I meant Egypt", "What did Kenya say about tolls?", ("Egypt", "tolls")),
        ("Did they mention the cost?", "What did Chile say on tolls?", ("Chile", "cost")),
        ("What about tolls?", "What did Norway say about lamps?", ("Norway", "tolls")),
        ("sorry, I mean Egypt", "What did Poland say about tolls?", ("Egypt", "tolls")),
        ("not Kenya but Chile", "What did Kenya say about lamps?", ("Chile", "lamps")),
        ("What else did they say?", "What did Kenya say about lamps?", ("Kenya",)),
        ("Why?", "Did Poland reject the toll?", ("Why", "Poland", "toll")),
        ("what did Egypt say?", "Who spoke on lamps?", ("Egypt", "lamps")),
        ("and on tolls?", "What was decided on lamps?", ("decided", "tolls")),
        ("who objected?", "What was decided on lamps?", ("objected", "lamps")),
        ("is Poland against it?", "What did Chile say about lamps?", ("Poland", "lamps")),
        ("et la Pologne ?", "What did Kenya say about lamps?", ("Poland", "lamps")),
        ("Et le Chili ?", "Que dit la Norvège sur les lampes ?", ("Chili", "lampes")),
    ],
)
def test_a_follow_up_is_made_a_whole_question(
    understanding: Understanding, text: str, before: str, parts: tuple[str, ...]
) -> None:
    full = understanding.understand(text, [before]).full
    assert all(part in full for part in parts), full


@pytest.mark.parametrize("text", ["Who else?", "Did anyone else mention it?", "Qui d'autre ?"])
def test_whoever_else_is_asked_for_leaves_out_those_before(
    understanding: Understanding, text: str
) -> None:
    question = understanding.understand(text, ["What did Kenya say about lamps?"])
    assert question.kind is Kind.WHO
    assert {speaker.name for speaker in question.without} == {"Kenya"}


def test_what_somebody_is_asked_to_do_stands_in_the_words_of_others(
    understanding: Understanding,
) -> None:
    question = understanding.understand("What was Norway asked to do?")
    assert not question.asked
    assert about(question) == {"Norway"}


def test_thanks_between_two_questions_change_nothing(understanding: Understanding) -> None:
    history = ["What did Norway say about lamps?", "thank you!"]
    question = understanding.understand("And Kenya?", history)
    assert asked(question) == {"Kenya"}
    assert "lamps" in question.full


def test_a_whole_question_takes_nothing_from_the_one_before(understanding: Understanding) -> None:
    text = "What did Egypt say about tolls?"
    assert understanding.understand(text, ["Summarise section 4."]).full == text


def test_scope_names_documents_meetings_sections_and_dates(understanding: Understanding) -> None:
    def scope(text: str) -> dict:
        return understanding.understand(text).scope.model_dump(exclude_defaults=True)

    assert scope("What is CWG-COP-40/2 about?") == {"documents": ("cwg-cop-40-2",)}
    assert scope("What did Chile say at the 41st meeting?") == {"meetings": (41,)}
    assert scope("Summarise section 5.4.") == {"section": "5.4"}
    assert scope("What did Kenya propose in February 2030?") == {
        "since": "2030-02-01",
        "until": "2030-02-28",
    }
    assert scope("Summarise Norway's contribution.") == {"documents": ("cwg-cop-40-2",)}


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("What has Kenya said since 2029 about lamps?", {"since": "2029-01-01"}),
        ("What did Chile say before March 2030?", {"until": "2030-02-28"}),
        ("What did Chile say after March 2029 on tolls?", {"since": "2029-04-01"}),
        ("What was decided in the last two meetings?", {"meetings": (40, 41)}),
        ("What did Egypt say at the previous meeting?", {"meetings": (40,)}),
        ("What did Egypt say before the 41st meeting?", {"meetings": (40,)}),
        ("Qu'a dit le Chili depuis 2029 ?", {"since": "2029-01-01"}),
    ],
)
def test_times_and_meetings_bound_what_is_asked(
    understanding: Understanding, text: str, scope: dict
) -> None:
    assert understanding.understand(text).scope.model_dump(exclude_defaults=True) == scope


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Que dit le Chili sur la vie privée ?", "privacy"),
        ("¿Qué dijo Egipto sobre la privacidad?", "privacy"),
    ],
)
def test_a_question_is_put_in_english_only_for_documents_in_english(
    understanding: Understanding, text: str, english: str
) -> None:
    assert english in understanding.understand(text).full
    language = understanding.understand(text).language
    speakers = [Speaker(name=name, kind=SpeakerKind.MEMBER_STATE) for name in NAMES]
    document = DocumentRecord(id="a", path="a.docx", title="Rapport", language=language)
    own = Known.of(speakers, [document], {})
    question = Understanding(lambda: own).understand(text)
    assert question.full == text
    assert asked(question)


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("Combien de juges Fanal compte-t-il ?", "How many judge Fanal?"),
        ("¿Quién financia Fanal?", "Who fund Fanal?"),
        ("Что такое Fanal?", "What is Fanal?"),
        ("متى نشرت قائمة Fanal؟", "When publish list Fanal?"),
        ("学校有多少名教师？", "How many school teacher?"),
    ],
)
def test_a_fact_is_asked_for_in_the_words_of_english(
    understanding: Understanding, text: str, full: str
) -> None:
    assert understanding.understand(text).full == full


def test_a_delegation_is_asked_in_the_language_of_its_own_documents() -> None:
    speakers = [Speaker(name=name, kind=SpeakerKind.MEMBER_STATE) for name in NAMES]
    documents = [
        DocumentRecord(id=name, path=name, title=name, language=language, speakers=(name,))
        for name, language in (("Kenya", "en"), ("Norway", "en"), ("Chile", "es"))
    ]
    store = Known.of(speakers, documents, {})
    understanding = Understanding(lambda: store)
    own = "¿Qué dijo Chile sobre la privacidad?"
    assert understanding.understand(own).full == own
    other = understanding.understand("¿Qué dijo Kenia sobre la privacidad?")
    assert "privacy" in other.full


def test_a_year_in_the_topic_is_no_scope(understanding: Understanding) -> None:
    assert understanding.understand("Will the lamps be electric by 2035?").scope.since is None


def test_meetings_that_the_store_does_not_have_are_missing(understanding: Understanding) -> None:
    assert understanding.understand("What was decided at the 12th meeting?").scope.missing


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("hello there", SmallTalk.GREETING),
        ("merci beaucoup", SmallTalk.THANKS),
        ("что ты умеешь?", SmallTalk.HELP),
        ("write me a poem about the moon", SmallTalk.OFF_TOPIC),
    ],
)
def test_small_talk(understanding: Understanding, text: str, sort: SmallTalk) -> None:
    question = understanding.understand(text)
    assert question.kind is Kind.SMALL_TALK
    assert question.small_talk is sort


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("shorter please", Request.SHORTER),
        ("en tres puntos", Request.BULLETS),
        ("переведи на английский", Request.TRANSLATE),
        ("tell me more", Request.MORE),
    ],
)
def test_requests_on_the_last_answer(
    understanding: Understanding, text: str, request_: Request
) -> None:
    question = understanding.understand(text, ["What did Chile say on tolls?"])
    assert question.request is request_
    assert question.full == "What did Chile say on tolls?"
    assert understanding.understand(text).kind is Kind.REQUEST


def test_typing_errors_are_mended(understanding: Understanding) -> None:
    question = understanding.understand("wat did Kenia say abuot lamps")
    assert asked(question) == {"Kenya"}
    assert "about lamps" in question.full


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wich contry shuld recieve the lamps?", "which country should receive the lamps?"),
        ("Should trawlers pay the toll?", "Should trawlers pay the toll?"),
        ("What did the concil decide on tolls?", "What did the council decide on tolls?"),
    ],
)
def test_the_nearest_word_of_english_is_taken(
    understanding: Understanding, typed: str, meant: str
) -> None:
    assert understanding.understand(typed).full == meant


@pytest.mark.parametrize("text", ["", "   ", "?", "?!…", "a" * 3000, "\u202e\u0000"])
def test_anything_typed_is_a_question(understanding: Understanding, text: str) -> None:
    assert understanding.understand(text).text == text


@pytest.mark.parametrize(
    "text",
    ["Kenya : quelle position sur « pier lamps » ?", "肯尼亚对“pier lamps”的立场是什么？"],
)
def test_what_stands_in_quotation_marks_is_the_topic(
    understanding: Understanding, text: str
) -> None:
    question = understanding.understand(text)
    assert (asked(question), question.topic, question.subject) == (
        {"Kenya"},
        "pier lamps",
        "pier lamps",
    )
    assert question.full == "What did Kenya say about pier lamps?"


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("Did the harbour committee agree on who pays the toll?", Kind.OUTCOME, set()),
        (
            "What did the harbour committee say about the toll?",
            Kind.POSITION,
            {"Harbour Committee"},
        ),
    ],
)
def test_what_a_body_agreed_is_an_outcome(text: str, kind: Kind, who: set[str]) -> None:
    committee = Speaker(name="Harbour Committee", kind=SpeakerKind.PARTNER)
    known = Known.of([committee])
    question = Understanding(lambda: known).understand(text)
    assert (question.kind, asked(question)) == (kind, who)


@pytest.mark.parametrize(
    ("typed", "full"),
    [
        ("New topic: what did Kenya say about lamps?", "what did Kenya say about lamps?"),
        ("OK. What did Kenya say about lamps?", "What did Kenya say about lamps?"),
        ("Lamps: what did Kenya say?", "Lamps: what did Kenya say?"),
        ("New topic: PIER, what is it?", "PIER, what is it?"),
        ("Who agreed with Mr. Tull on lamps?", "Who agreed with Mr. Tull on lamps?"),
    ],
)
def test_what_only_leads_over_to_a_question_is_dropped(
    understanding: Understanding, typed: str, full: str
) -> None:
    assert understanding.understand(typed).full == full


def test_those_named_in_one_list_are_compared(understanding: Understanding) -> None:
    question = understanding.understand("How far had Kenya and Norway each got with new lamps?")
    assert question.kind is Kind.COMPARE
    assert asked(question) == {"Kenya", "Norway"}
    assert "Kenya" not in question.topic


def test_a_meeting_of_another_body_is_the_document_that_is_named_after_it(
    understanding: Understanding,
) -> None:
    question = understanding.understand("What did Norway say at the 6117th meeting?")
    assert question.scope.documents == ("pv-6117",) and not question.scope.meetings
    other = understanding.understand("What did Norway say at the 6118th meeting?")
    assert other.scope.missing and not other.scope.documents


def test_more_of_an_answer_in_parts_is_more_of_all_parts(understanding: Understanding) -> None:
    both = "Who asked for lamps and what does a lamp cost?"
    more = understanding.understand("Show more.", [both])
    assert more.request is Request.MORE
    assert [part.full for part in more.parts] == [
        part.full for part in understanding.understand(both).parts
    ]
    assert len(more.parts) > 1


def test_it_stands_for_one_thing(understanding: Understanding) -> None:
    before = "Why did Norway give up the lamp that the people on the piers had?"
    assert "lamp" in understanding.understand("When did it go out?", [before]).full


@pytest.mark.parametrize(
    ("history", "text", "full"),
    [
        (["Is the pier open to ferries?", "When was it built?"], "Who owns it?", "the pier"),
        (["What did Kenya say about lamps?"], "The nets, who mends them?", "nets, who mends them"),
        (["What did Kenya say about lamps?"], "What about Chile, do they use them?", "do they use"),
        (["Our capital is nervous about the new toll."], "When does it begin?", "the new toll"),
    ],
)
def test_a_pronoun_stands_for_what_it_stood_for_or_what_is_set_ahead(
    understanding: Understanding, history: list[str], text: str, full: str
) -> None:
    assert full in understanding.understand(text, history).full
