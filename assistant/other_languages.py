"""Questions in French, Spanish, Russian, Arabic and Chinese: their language, kind and wants."""

from __future__ import annotations

import re

from assistant.question import QuestionKind, Wanted
from assistant.question.thesaurus import find as terms_in
from ingest.header.languages import detect

_SCRIPTS = {
    "zh": re.compile(r"[\u4e00-\u9fff]"),
    "ar": re.compile(r"[\u0620-\u064a\u0671-\u06d3]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
}


# What one says to somebody; no text of a meeting is known by it.
_TO_SOMEBODY = {
    "fr": frozenset(
        "tu moi toi vous je mon ma mes votre vos peux pouvez fais faites donne".split()
    ),
    "es": frozenset("te mi tus puedes puede dame hazme hay eres usted".split()),
}


def language_of(text: str, before: str = "en") -> str:
    """ISO 639-1 code of a question's language; `before` where nothing in it tells.

    Names may stand in Latin letters, so one letter of another script decides.

    >>> language_of("Что такое Nattlys?"), language_of("Jordan?", before="fr")
    ('ru', 'fr')
    """
    for language, script in _SCRIPTS.items():
        if script.search(text):
            return language
    told = detect(text, default="")
    if told:
        return told
    spoken = set(re.findall(r"[a-zà-ÿ]+", text.lower()))
    return next((code for code, said in _TO_SOMEBODY.items() if spoken & said), before)


_SPOKE = {
    "fr": r"(?:parl|dit|comment|évoqu|souten|soutien|appuy|mentionn|interv|présent|propos|demand|"
    r"critiqu|réagi|exprim|accueilli|pos|interrog|oppos|inquiét)\w*",
    "es": r"(?:habl|dij|coment|mencion|apoy|propus|propon|respald|present|interv|pid|pregunt|"
    r"critic|opin|plante|reaccion|expres|opus|opon|preocup|hizo|hicieron)\w*",
    "ru": r"(?:говорил|сказал|высказ|упом|поддерж|выступ|коммент|предлож|спрос|критик|затрон|"
    r"отреаг|выраз|возра|одобр|прос|запрос|задал|задав)\w*",
    "ar": r"(?:تحدث|تكلم|قال|ذكر|علق|أيد|اقترح|طلب|انتقد|سأل|أعرب|عارض|استفسر)\w*",
    "zh": r"(?:谈|说|提|评论|支持|发言|赞成|反对|讨论|建议|要求|询问|表示|批评|关切|担忧|担心)",
}
_WHO = {
    "fr": re.compile(
        r"^\W*(?:(?:sur|de)\s+)?quel(?:le)?s?\s+(?:sont\s+les\s+)?(?:délégations?|pays|états(?:\s+membres)?|"
        rf"organisations?|membres|orateurs|intervenants)\b|^\W*(?:et\s+)?qui\s+(?:d['’]autre\s+)?(?:n['’](?=a|ont|est))?"
        rf"(?:a|ont|s['’]est)?\s*(?:pas\s+)?{_SPOKE['fr']}",
        re.I,
    ),
    "es": re.compile(
        r"^\W*(?:qué|que|cuáles|cuales)\s+(?:otr[oa]s\s+)?(?:delegaci(?:ón|ones)|países|país|estados|"
        rf"organizaciones|miembros|oradores)\b|^\W*(?:y\s+)?quién(?:es)?\s+(?:más\s+|no\s+)?(?:ha|han|se)?\s*"
        rf"{_SPOKE['es']}",
        re.I,
    ),
    "ru": re.compile(
        r"^\W*(?:какие|какая|чьи)\s+(?:ещё\s+|еще\s+|другие\s+)?(?:делегаци|стран|государств|организаци|член)"
        rf"\w*|^\W*(?:а\s+|и\s+)?кто\s+(?:ещё\s+|еще\s+|не\s+|из\s+\w+\s+)?{_SPOKE['ru']}",
        re.I,
    ),
    "ar": re.compile(
        r"^\W*(?:أي|ما\s+هي|ما|أية)\s+(?:الوفود|وفود|الدول|دول|البلدان|بلدان|دولة|وفد|المنظمات)"
        rf"|^\W*و?من\s+(?:أيضا\s+)?{_SPOKE['ar']}"
    ),
    "zh": re.compile(
        rf"(?:哪些|哪个|哪几个|有哪些)(?:代表团|国家|成员国|组织|代表|与会者)|(?:还有)?谁(?:还)?(?:不|没有?)?(?:对.+)?{_SPOKE['zh']}"
    ),
}
# "Что сказала Касталия о …": who is asked about, where no name of a speaker is known there.
_SAID_BY = {
    "ru": re.compile(
        r"\b(?:сказал|заявил|предложил|отметил|сообщил|представил|подчеркнул|спросил|попросил|ответил|"
        r"думает|считает|говорит|говорил|предлагает)(?:а|о|и)?\s+"
        r"((?:[А-ЯЁ][\w-]*)(?:\s+(?:и\s+)?[А-ЯЁ][\w-]*)*)"
        r"|\b(?:[Пп]озици[яию]|[Мм]нени[еяю]|[Вв]клад|[Пп]редложени[еяю])\s+([А-ЯЁ][\w-]*(?:\s+[А-ЯЁ][\w-]*)*)"
    ),
    "ar": re.compile(
        r"(?:^|\s)و?(?:ماذا|بماذا|ما\s+الذي)\s+(?:قالت|قال|ذكرت|ذكر|اقترحت|اقترح|قدمت|قدم|أعلنت|أعلن)\s+"
        r"((?:(?!(?:عن|حول|في|بشأن|بخصوص|على|إلى|من)\b)[\w]+\s*){1,3}?)"
        r"(?=\s*(?:[؟?]|$|(?:عن|حول|في|بشأن|بخصوص|على|إلى|من)\s))"
    ),
    "zh": re.compile(
        r"^\W*([^\W\d_]{2,10}?)(?:代表团|代表)?(?:(?:对|就|关于|在)[^，。？?]{1,24}?)?"
        r"(?:说了|说过|提出了?|表示了?)(?:些)?(?:什么|哪些|何)"
    ),
}
# What may stand there without being a name of its own.
_NO_NAME = re.compile(
    r"^(?:кто|что|он|она|они|группа|председатель|секретариат|докладчик|союз|мсэ|совет|рабочая)\b"
    r"|^(?:و?ال|وفد|هو|هي|هم)"
    r"|谁|哪|什么|各|国家|代表|成员|会议|文件|报告|小组|工作组|主席|秘书处|他|她|它|我|你|大家|关于|对|有|那|在|是",
    re.I,
)


def unknown_speakers(masked: str, language: str) -> tuple[str, ...]:
    """Names in a Russian, Arabic or Chinese question whose words it wants, known to nobody.

    `masked` has a placeholder for every known name.

    >>> unknown_speakers("Что сказала Касталия о школах?", "ru")
    ('Касталия',)
    >>> unknown_speakers("Что сказала группа о школах?", "ru")
    ()
    """
    pattern = _SAID_BY.get(language)
    if pattern is None or "⟦" in masked:
        return ()
    found = (next(filter(None, match.groups()), "").strip() for match in pattern.finditer(masked))
    return tuple(
        dict.fromkeys(
            name
            for name in found
            if name and not _NO_NAME.search(name) and not terms_in(name, language)
        )
    )


_KINDS: dict[QuestionKind, re.Pattern[str]] = {
    QuestionKind.COMPARE: re.compile(
        r"\b(?:compar\w+|différen\w+|diferenc\w+|сравни\w*|разниц\w+|отлича\w+)\b|قارن|مقارنة|الفرق|"
        r"比较|区别|不同",
        re.I,
    ),
    QuestionKind.DEVELOPMENT: re.compile(
        r"\b(?:évolu\w+|a(?:-t-\w+)?\s+changé|au\s+fil|evolucion\w*|cambi(?:ó|ado)|a\s+lo\s+largo|"
        r"измени\w+|со\s+временем|эволюци\w+)\b|تطور|تغير|变化|演变|发展历程",
        re.I,
    ),
    QuestionKind.OVERVIEW: re.compile(
        r"\b(?:résum\w+|aperçu|vue\s+d['’]ensemble|que\s+s['’]est-il\s+passé|resum\w+|panorama|qué\s+(?:pasó|"
        r"ocurrió)|обзор|кратк\w+|что\s+произошло|резюм\w+)\b|ملخص|لخص|نظرة\s+عامة|ماذا\s+حدث|总结|概述|概要|"
        r"发生了什么",
        re.I,
    ),
    QuestionKind.OUTCOME: re.compile(
        r"\b(?:décid\w+|décisions?|conclusions?|résultats?|convenu|decidi\w+|decisi\w+|conclusi\w+|"
        r"resultados?|acord\w+|решил\w*|решени\w+|итог\w*|результат\w*|вывод\w*)\b|قرر|قرارات|القرارات|"
        r"نتائج|النتائج|استنتاجات|决定|结论|成果|结果",
        re.I,
    ),
}
_WANTED = {
    Wanted.DATE: re.compile(
        r"\bкогда\b|\bс\s+какого\b|متى|منذ\s+متى|什么时候|何时|哪一年|哪年", re.I
    ),
    Wanted.NUMBER: re.compile(r"\bсколько\b|(?:^|\s)كم\b|多少|几个|几名", re.I),
    Wanted.NAME: re.compile(r"^\W*кто\b|^\W*من\s|谁", re.I),
    Wanted.PLACE: re.compile(r"^\W*где\b|أين|哪里|在哪", re.I),
    Wanted.DEFINITION: re.compile(
        r"^\W*(?:qu['’]est-ce\s+que\s|c['’]est\s+quoi|qu[ée]\s+es\s|что\s+такое\b|ما\s+(?:هو|هي)\s|什么是)",
        re.I,
    ),
}


def kind_of(text: str, language: str, asked: int) -> QuestionKind | None:
    """The kind of a question by its own language's words, None where none of them tells.

    `asked` is the number of speakers whose words are wanted.

    >>> kind_of("Quelles délégations ont parlé de l'âge ?", "fr", 0)
    <QuestionKind.WHO: 'who'>
    """
    if not asked and asks_who(text, language):
        return QuestionKind.WHO
    for kind, pattern in _KINDS.items():
        if pattern.search(text):
            if kind is QuestionKind.COMPARE:
                return kind if asked > 1 else None
            if not asked or kind is QuestionKind.DEVELOPMENT:
                return kind
    return None


def asks_who(text: str, language: str) -> bool:
    """Whether a question asks who spoke; a name in it is then of what they spoke about.

    >>> asks_who("Какие страны поддержали предложение Китая?", "ru")
    True
    """
    return language in _WHO and bool(_WHO[language].search(text))


def without_who(text: str, language: str) -> str:
    """A question that asks who spoke, without those words and the act: what is left is its topic.

    >>> without_who("Какие страны поддержали предложение о школах?", "ru").split()
    ['о', 'школах?']
    """
    for term in reversed(terms_in(text, language)):
        if all(concept.act for concept in term.concepts):
            text = f"{text[: term.start]} {text[term.end :]}"
    return _WHO[language].sub(" ", text)


_NOT = r"(?:\bn['’e]\s*\w+\s+pas\b|\bno\b|\bне\b|(?<!\w)(?:لم|لا|ليست?)\s|没有?|不(?!同))"
_DENIES = re.compile(_NOT, re.IGNORECASE)
_DENIES_NEXT = re.compile(rf"\W*(?:التي\s+)?{_NOT}", re.IGNORECASE)


def denies(text: str, language: str) -> bool:
    """Whether a question in another language asks who did not do something.

    What a proposal denies is not meant: only a "not" that stands with those who are asked for.

    >>> denies("Кто не поддержал предложение?", "ru"), denies("Кто поддержал его?", "ru")
    (True, False)
    >>> denies("Какие страны поддержали предложение не публиковать документы?", "ru")
    False
    """
    who = _WHO[language].search(text) if language in _WHO else None
    if who is None:
        return False
    return bool(_DENIES.search(who[0]) or _DENIES_NEXT.match(text, who.end()))


def compares(text: str) -> bool:
    """Whether a question asks for a comparison, in any of the five languages."""
    return bool(_KINDS[QuestionKind.COMPARE].search(text))


def wanted_of(text: str) -> tuple[Wanted, ...]:
    """What a fact must look like, as Russian, Arabic and Chinese ask for it; and definitions."""
    return tuple(wanted for wanted, pattern in _WANTED.items() if pattern.search(text))
