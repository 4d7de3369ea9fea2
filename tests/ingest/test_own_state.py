"""Statements whose header names nobody: the state that speaks, or nobody; never one spoken of."""

from pathlib import Path

import pytest

from ingest.attribution.own_state import mentions_in
from ingest.model import Document, DocumentKind
from ingest.readers.text import from_text
from ingest.reading import document

OPENING = "Mr. President,\n\nWe meet in hard times, and I thank you for your kind words.\n\n"
ABOUT_UKRAINE = (
    "Ukraine has been at war for a thousand days. Ukraine defends its towns with great courage.\n\n"
    "Ukraine needs our support, and it has our support. We stand with Ukraine and its people. "
    "The ports of Ukraine were shelled again in March. Ukraine exports grain to forty states.\n\n"
    "We urge Russia to withdraw. Our aid to Ukraine will go on, and Ukraine can rely on us. "
    "Ukraine wants peace. Ukraine deserves our respect.\n\n"
)
OF_NORWAY = (
    "My country, Norway, will do its share, as we have done before. Norway believes that our seas "
    "must be safe.\n\n"
)
CLOSING = "I thank you, Mr. President.\n"


def read(text: str) -> Document:
    return document(from_text(text), Path("statement.txt"), "0" * 64)


def speakers(read_document: Document) -> set[str]:
    sentences = [s for passage in read_document.passages for s in passage.sentences]
    return {speaker.name for sentence in sentences for speaker in sentence.speakers}


def told(text: str) -> tuple[str | None, set[str]]:
    found = read(text)
    return (found.source.name if found.source else None), speakers(found)


NORWAY: tuple[str, set[str]] = ("Norway", {"Norway"})
NOBODY: tuple[None, set[str]] = (None, set())


def test_a_statement_about_another_s_war_is_the_speaker_s() -> None:
    assert told(OPENING + ABOUT_UKRAINE + OF_NORWAY + CLOSING) == NORWAY


def test_a_statement_about_several_wars_is_the_speaker_s() -> None:
    sudan = ABOUT_UKRAINE.replace("Ukraine", "Sudan").replace("Russia", "Chad")
    own = "My country, Norway, has not forgotten them. Norway gives what it can.\n\n"
    assert told(OPENING + ABOUT_UKRAINE + sudan + own + CLOSING) == NORWAY


def test_a_statement_that_tells_nobody_is_nobody_s() -> None:
    text = OPENING + ABOUT_UKRAINE + CLOSING
    assert read(text).kind is DocumentKind.STATEMENT
    assert told(text) == NOBODY


@pytest.mark.parametrize(
    "distant",
    [
        "Ukraine has suffered long. Ukraine reminds us of our duty. Ukraine is our neighbour.",
        "In Ukraine, we see what war does. What we see in Ukraine is grave. Our friends "
        "in Ukraine have told us. Ukraine fights on.",
        "Our neighbour, Ukraine, is not alone. As a friend of Ukraine, we help. Ukraine knows it.",
        "We have acted on behalf of Ukraine before. On behalf of Ukraine, its envoy thanked us. "
        "Ukraine goes on.",
        "The people of Ukraine suffer, and we know it. Our people, Ukraine's neighbours, help. "
        "Ukraine fights for our values. Ukraine defends our Charter.",
        "For my country, Ukraine is a friend. In our country, Ukraine has many friends. "
        "Ukraine thanks us.",
        "We guard our country from Ukraine. Ukraine has struck our towns. Ukraine knows our will.",
        "In places such as Ukraine, we see need. Ukraine needs our help. Ukraine deserves it.",
        "As Ukraine fights on, we stand by it. Ukraine knows that we do. Ukraine is not alone.",
        "My country and Ukraine are friends. My country supports Ukraine. Ukraine can rely on us.",
    ],
)
def test_words_about_a_state_near_the_first_person_are_not_its_own(distant: str) -> None:
    assert told(OPENING + distant + "\n\n" + CLOSING) == NOBODY


def test_which_other_state_is_named_beside_the_own_one_tells_nothing() -> None:
    of_peru, of_costa_rica = (
        next(mentions_in(f"My country, Chad, and {other} stand by us."))
        for other in ("Peru", "Costa Rica")
    )
    assert of_peru == of_costa_rica


def test_a_text_in_the_first_person_without_any_header_is_a_statement() -> None:
    text = (
        "We meet in hard times. Chad has kept its word. In Chad our ports are few. "
        "Chad will go on. My country, Chad, thanks Peru. We thank you.\n"
    )
    assert told(text) == ("Chad", {"Chad"})
    assert read(text).kind is DocumentKind.STATEMENT


def test_what_one_of_several_speakers_says_makes_no_statement() -> None:
    turns = (
        "NORWAY: My country, Norway, agrees, and we thank you.\n\n"
        "CHAD: We thank Norway for its words on our lakes.\n\n"
        "PERU: We support it, and our ships will come.\n\n"
    )
    found = read("Plenary on harbours\n\n" + 3 * turns)
    assert (found.source, found.kind) == (None, DocumentKind.TRANSCRIPT)
    assert speakers(found) == {"Norway", "Chad", "Peru"}


def test_two_states_that_speak_are_nobody() -> None:
    both = "My country, Norway, agrees. My country, Chad, agrees. Norway helps. Chad helps.\n\n"
    assert told(OPENING + both + CLOSING) == NOBODY


def test_a_file_s_name_makes_nobody_the_speaker() -> None:
    text = from_text(OPENING + ABOUT_UKRAINE + CLOSING)
    found = document(text, Path("debate-ua_en.txt"), "0" * 64)
    assert (found.source, speakers(found)) == (None, set())


def test_what_a_state_is_reported_to_say_makes_it_no_speaker() -> None:
    reported = (
        "Ukraine calls for a truce. Ukraine welcomes the talks. Ukraine hopes for a just peace. "
        "Ukraine stresses that its ports are open. Ukraine proposes a meeting in May.\n\n"
    )
    assert told(OPENING + reported + CLOSING) == NOBODY


def test_what_is_quoted_tells_nothing() -> None:
    quoted = "Its envoy said “my country, Ukraine, thanks you; my country, Ukraine, will go on”. "
    assert told(OPENING + ABOUT_UKRAINE + quoted + CLOSING) == NOBODY


@pytest.mark.parametrize(
    "own",
    [
        "My own country, Norway, knows winter. Norway keeps its word.",
        "Norway, my country, knows winter. Norway keeps its word.",
        "On behalf of the Government and people of Norway, I thank you. Norway keeps its word.",
        "I speak on behalf of Norway. Norway keeps its word.",
        "As Norway, we have known war. Norway keeps its word.",
        "It is a sea that we in Norway know. Norway keeps its word.",
        "As Norway we have known war. As Norway we keep our word.",
        "I am here in my capacity as Minister of Ports of Norway. The delegation of Norway agrees.",
        "I have come to you as the representative of Norway.",
    ],
)
def test_forms_in_which_a_state_speaks_in_english(own: str) -> None:
    assert told(OPENING + ABOUT_UKRAINE + own + "\n\n" + CLOSING) == NORWAY


@pytest.mark.parametrize(
    ("language", "own", "other"),
    [
        (
            "fr",
            "Monsieur le Président,\n\nNous vivons des temps difficiles et je vous remercie.\n\n"
            "Mon pays, le Tchad, a connu la guerre. Le Tchad tient parole.\n\n",
            "L'Ukraine se défend avec courage. L'Ukraine a besoin de notre soutien. "
            "Nous appuyons l'Ukraine. L'Ukraine souffre. Notre voisin, l'Ukraine, n'est pas seul. "
            "L'Ukraine mérite notre respect. Nos amis en Ukraine le savent.\n",
        ),
        (
            "es",
            "Señor Presidente:\n\nVivimos tiempos difíciles y le doy las gracias en mi nombre.\n\n"
            "Mi país, Chad, ha conocido la guerra. Chad cumple su palabra.\n\n",
            "Ucrania se defiende con valor. Ucrania necesita nuestro apoyo. "
            "Nosotros apoyamos a Ucrania. Ucrania sufre. Nuestro país hermano, Ucrania, no está "
            "solo. Ucrania merece nuestro respeto. Nuestros amigos en Ucrania lo saben.\n",
        ),
        (
            "ar",
            "السيد الرئيس،\n\nنحن نعيش أوقاتاً صعبة ونشكركم على كلماتكم.\n\n"
            "إن بلدي تشاد عرف الحرب. تؤكد تشاد التزامها.\n\n",
            "أوكرانيا تدافع عن نفسها. نحن ندعم أوكرانيا. أوكرانيا تعاني. نحن مع أوكرانيا.\n",
        ),
    ],
)
def test_forms_in_other_languages(language: str, own: str, other: str) -> None:
    found = read(own + other)
    assert found.language == language
    assert (found.source and found.source.name, speakers(found)) == ("Chad", {"Chad"})
    opening = own.split("\n\n")
    assert told("\n\n".join((*opening[:2], other))) == NOBODY


@pytest.mark.parametrize(
    "lines",
    [
        "Ada Muster\nPresident of the Republic of Norway\n\n",
        "Ada Muster\nMinister for Foreign Affairs of Norway\n\n",
    ],
)
def test_lines_of_offices_at_the_top_tell_who_speaks(lines: str) -> None:
    assert told(lines + "When I came here for the first time, few knew us.\n\n" + ABOUT_UKRAINE)[
        0
    ] == ("Norway")


def test_the_office_of_somebody_met_tells_nothing() -> None:
    met = "I met the President of Norway last week. My message to the Minister of Norway was clear."
    assert told(OPENING + ABOUT_UKRAINE + met + "\n\n" + CLOSING) == NOBODY


def test_official_names_in_other_languages_are_known() -> None:
    opening = "République togolaise\n\nMonsieur le Président,\n\nNous vous remercions.\n"
    assert told(opening)[0] == "Togo"


def test_a_signature_tells_who_spoke() -> None:
    signed = "Permanent Mission of Norway\n"
    assert told(OPENING + ABOUT_UKRAINE + CLOSING + "\n" + signed) == NORWAY


def test_a_header_that_names_the_state_stands() -> None:
    head = "STATEMENT BY PERU\n\n"
    assert told(head + OPENING + ABOUT_UKRAINE + CLOSING) == ("Peru", {"Peru"})


@pytest.mark.parametrize(
    "title",
    [
        "Statement on the situation in Sudan",
        "Statement on Sudan",
        "Déclaration sur la situation au Soudan",
    ],
)
def test_a_title_about_a_state_gives_it_no_statement(title: str) -> None:
    assert told(f"{title}\n\n" + OPENING + ABOUT_UKRAINE + CLOSING) == NOBODY


@pytest.mark.parametrize("name", ["UNGA79_Norway_en", "statement-unga79-no-en", "norway-statement"])
def test_the_file_s_name_tells_whose_statement_it_is(name: str) -> None:
    greeting = "Norway was among the first to sign.\n\n"
    raw = from_text(OPENING + ABOUT_UKRAINE + greeting + CLOSING)
    read_document = document(raw, Path(f"{name}.txt"), "0" * 64)
    assert (read_document.source and read_document.source.name, speakers(read_document)) == NORWAY


@pytest.mark.parametrize("name", ["statement-on-ukraine", "talk-on-ua-en", "talk-is-en", "talk-ua"])
def test_a_file_s_name_that_tells_more_or_of_others_tells_nothing(name: str) -> None:
    raw = from_text(OPENING + ABOUT_UKRAINE + CLOSING)
    read_document = document(raw, Path(f"{name}.txt"), "0" * 64)
    assert read_document.source is None and not speakers(read_document)
