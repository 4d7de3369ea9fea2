"""The thesaurus: synonyms in English, terms of the other five languages into English."""

from __future__ import annotations

import pytest

from assistant.question.thesaurus import (
    LANGUAGES,
    Concept,
    concepts,
    find,
    in_words_of,
    translate,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_listed_term_is_found_in_itself(language: str) -> None:
    lost = [
        (concept.concept, term)
        for concept in concepts()
        for term in concept.terms(language)
        if not any(concept in found.concepts for found in find(term, language))
    ]
    assert lost == []


def test_concepts_have_names_of_their_own_and_terms_in_all_languages() -> None:
    names = [concept.concept for concept in concepts()]
    assert len(names) == len(set(names)) >= 150
    for concept in concepts():
        assert all(all(concept.terms(language)) for language in LANGUAGES), concept.concept


@pytest.mark.parametrize(
    ("question", "used", "words"),
    [
        ("Who pays for the hotline?", {"helplin": 3}, ["helpline"]),
        ("What was said on AI?", {"artifici": 2, "intellig": 2}, ["artificial intelligence"]),
        ("Who pays for the hotline?", {"helplin": 3, "hotlin": 1}, []),
        ("Who pays for the bicycle?", {"car": 3}, []),
    ],
)
def test_terms_that_no_document_uses_go_with_one_that_some_do(
    question: str, used: dict[str, int], words: list[str]
) -> None:
    assert in_words_of(question, used) == words


def test_of_equivalents_the_one_that_documents_use_is_taken() -> None:
    question = "¿Qué dijo Polonia sobre la línea de ayuda?"
    assert translate(question, "es", used={"helplin": 9, "hotlin": 1}) == ["helpline"]
    assert translate(question, "es", used={"helplin": 2, "hotlin": 1}) == ["hotline"]


def test_the_longest_expression_wins() -> None:
    assert [found.text for found in find("generative artificial intelligence")] == [
        "generative artificial intelligence"
    ]
    assert [found.concepts[0].concept for found in find("the age assurance work item")] == [
        "age verification",
        "work item",
    ]


def test_hyphens_articles_and_plurals_do_not_matter() -> None:
    assert find("safety-by-design rules")[0].text == "safety-by-design"
    assert find("the right of a child")[0].concepts[0].concept == "children's rights"
    assert find("new work items")[0].concepts[0].concept == "work item"


def test_an_expression_does_not_cross_a_sentence() -> None:
    found = find("Look at the screen. Time is short.")
    assert "screen time" not in {concept.concept for each in found for concept in each.concepts}


@pytest.mark.parametrize(
    ("language", "question", "english"),
    [
        ("fr", "Qu'a dit le Tchad sur l'intelligence artificielle générative ?", ["generative AI"]),
        ("fr", "Quid du TEMPS D’ÉCRAN et des lignes d'assistance ?", ["screen time", "hotline"]),
        ("fr", "la verification de l'age", ["age verification"]),
        ("fr", "les droits de l'enfant dans les écoles", ["children's rights", "school"]),
        ("es", "¿Qué dijo Chile sobre las líneas de ayuda?", ["hotline"]),
        ("es", "proteccion de datos en las redes sociales", ["data protection", "social media"]),
        ("es", "¿y el control parental?", ["parental control"]),
        ("ru", "Что сказано о родительском контроле?", ["parental control"]),
        ("ru", "борьба с травлей в интернете и горячие линии", ["cyberbullying", "hotline"]),
        (
            "ru",
            "регулирование искусственного интеллекта",
            ["regulation", "artificial intelligence"],
        ),
        ("ru", "права ребёнка", ["children's rights"]),
        ("ar", "ماذا قيل عن الذكاء الاصطناعي والخصوصية؟", ["artificial intelligence", "privacy"]),
        ("ar", "التحقق من العمر للأطفال", ["age verification", "child"]),
        ("ar", "الخُصوصية", ["privacy"]),
        ("ar", "وللتوعية", ["awareness campaign"]),
        ("zh", "关于屏幕时间和网络欺凌的意见", ["screen time", "cyberbullying"]),
        ("zh", "生成式人工智能有什么风险？", ["generative AI", "risk"]),
        ("zh", "生成式ai", ["generative AI"]),
    ],
)
def test_terms_in_other_languages(language: str, question: str, english: list[str]) -> None:
    assert translate(question, language) == english


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fr", "Qu'a proposé la Norvège ?"),
        ("es", "¿Qué propuso Noruega?"),
        ("ru", "Что предложила Норвегия?"),
        ("ar", "ماذا اقترحت النرويج؟"),
        ("zh", "挪威提议什么？"),
    ],
)
def test_acts_are_found_and_no_topic(language: str, question: str) -> None:
    assert translate(question, language) == []
    found = find(question, language, frame=False)
    assert [concept.concept for term in found for concept in term.concepts] == ["propose"]


def test_nothing_to_translate() -> None:
    assert translate("What about screen time?", "en") == []
    assert translate("Was ist mit der Bildschirmzeit?", "de") == []
    assert translate("", "zh") == translate("…", "ar") == []
    assert find("screen time", "de") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_are_those_of_the_text(language: str) -> None:
    for concept in concepts():
        term = concept.terms(language)[0]
        text = f"«{term}», {term}?"
        for found in find(text, language):
            assert text[found.start : found.end] == found.text
            assert isinstance(found.concepts[0], Concept)


@pytest.mark.parametrize(
    ("question", "language", "terms"),
    [
        ("Combien de notifications en 2031 ?", "fr", ["report of abuse"]),
        ("¿Cuánta notificación hubo?", "es", ["report of abuse"]),
        ("Сколько обращений было?", "ru", ["report of abuse"]),
        ("Сколько центров оборудовала Кения?", "ru", ["centre", "equip"]),
        ("Combien de centres sont équipés ?", "fr", ["centre", "equip"]),
        ("¿Cuántos centros equipados hay?", "es", ["centre", "equip"]),
    ],
)
def test_what_is_counted(question: str, language: str, terms: list[str]) -> None:
    assert translate(question, language) == terms
