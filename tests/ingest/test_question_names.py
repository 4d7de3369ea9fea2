"""Names in questions: what states are called in the six languages beside their library names."""

from __future__ import annotations

import pytest

from assistant.question.lexicon import is_english
from ingest.names.finder import NameFinder
from ingest.names.states import gazetteer

FINDER = NameFinder(ordinary=is_english)

COMMON = {
    "South Africa": "Южной Африки|ЮАР|África del Sur|جنوب إفريقيا|南非",
    "Republic of Korea": "Южной Кореи|Corée|República de Corea|جمهورية كوريا|大韩民国|南韩",
    "Democratic People's Republic of Korea": "Северной Кореи|КНДР|RPDC|كوريا الشمالية|朝鲜|北朝鲜",
    "United Kingdom": "Великобритании|Соединенного Королевства|Gran Bretaña|بريطانيا|英国|联合王国",
    "United States": "США|EE.UU.|EEUU|États-Unis d’Amérique|美利坚合众国",
    "United Arab Emirates": "Эмиратов|EAU|الإمارات|阿联酋",
    "Saudi Arabia": "Arabia Saudita|السعودية|沙特",
    "Belarus": "Белоруссии|Беларуси|Biélorussie|Bielorrusia|روسيا البيضاء",
    "Russian Federation": "Российской Федерации|РФ|Fédération de Russie|الاتحاد الروسي|俄国",
    "Moldova": "Молдавии|Республики Молдова|République de Moldova",
    "Kyrgyzstan": "Кыргызстана|Киргизии|قرغيزستان",
    "Democratic Republic of the Congo": "ДРК|RDC|RD del Congo|الكونغو الديمقراطية|刚果(金)",
    "Congo": "Республики Конго|République du Congo|الكونغو|刚果（布）",
    "Myanmar": "Бирмы|Birmanie|Birmania|بورما",
    "Netherlands": "Голландии|Holanda|هولندا",
    "Syria": "Сирийской Арабской Республики|سورية|République arabe syrienne",
    "Oman": "عمان|سلطنة عمان",
    "Vatican": "Святого Престола|Saint-Siège|Santa Sede|教廷",
    "Indonesia": "印尼",
    "New Zealand": "纽西兰",
    "Viet Nam": "Вьетнама|Вьетнаму",
    "Sudan": "Судану|Суданом",
    "China": "Китая|КНР",
    "Guinea": "Гвинеи|Гвинею",
    "Mali": "Мали",
}


@pytest.mark.parametrize(
    ("name", "state"), [(n, state) for state, names in COMMON.items() for n in names.split("|")]
)
def test_common_names_are_found_whole(name: str, state: str) -> None:
    text = f"« {name} »"
    (found,) = FINDER.find(text, fuzzy=True)
    assert found.speaker.name == state
    assert text[found.start : found.end] == name.rstrip(".")


def test_no_common_name_stands_for_two_states() -> None:
    bearers: dict[str, set[str]] = {}
    for known in gazetteer():
        for name in known.translations:
            bearers.setdefault(name, set()).add(known.speaker.name)
    assert {name for name, states in bearers.items() if len(states) > 1} <= {"Congo"}


@pytest.mark.parametrize(
    "text",
    [
        "Qui a parlé de l'eau ?",
        "страны Латинской Америки",
        "rdc",
        "кроме того",
        "малые фирмы",
        "о мальках",
    ],
)
def test_words_that_are_no_state(text: str) -> None:
    assert FINDER.find(text, fuzzy=True) == []
