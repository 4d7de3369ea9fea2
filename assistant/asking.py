"""Words around a question that are not its topic: greetings, courtesy, the act of speaking.

"Bonjour, qu'a dit la Norvège ?" asks on no topic, as "What did Norway say?" does. Greetings never
belong to a topic; the other words here only where nothing else is left of it: "recommendations"
is a topic in "recommendations on privacy", not in "the recommendations of Norway".
"""

from __future__ import annotations

import re

from assistant.question import Query
from assistant.question.thesaurus import find

_GREETINGS = frozenset(
    """
    hello hi hey dear ok okay alright
    bonjour bonsoir salut merci svp stp
    hola buenos buenas días tardes gracias
    здравствуйте здравствуй привет спасибо пожалуйста
    مرحبا شكرا أهلا
    你好 您好 谢谢 请问
    """.split()
)
_ASKING = {
    "en": """group working only just please now then instead yes fine right thanks thank
        write draft prepare
        short brief briefly quick quickly concise simple return returning turning back go going""",
    "fr": """plaît aide aider aidez comprendre adressé adressée adressés adressées formulé formulée
        formulés formulées émis émise émises fait faite faites groupe travail recommandation
        recommandations suggestion suggestions contribution contributions déclaration déclarations
        intervention interventions idée idées avis remarque remarques commentaire commentaires
        résumé résume résumer bref brièvement seulement""",
    "es": """favor ayuda ayúdame ayúdeme entender formuló hizo hecho grupo trabajo recomendación
        recomendaciones sugerencia sugerencias contribuciones declaración declaraciones intervención
        intervenciones idea ideas opinión comentario comentarios resumen resume resumir breve
        brevemente solo solamente""",
    "ru": """помоги помогите понять рабочей группе группу внес внесла внесло внесли сделал сделала
        сделало выдвинул выдвинула дал дала рекомендация рекомендации рекомендаций идея идеи
        выступление мнение комментарий комментарии замечание замечания изложи кратко кратком резюме
        только ответил ответила ответило ответили""",
    "ar": """فضلك سمحت الفريق فريق المجموعة العمل توصية توصيات التوصيات اقتراح اقتراحات مقترح
        مقترحات بيان مداخلة رأي آراء قدمها قدمه طرحت طرح ساعدني فهم فقط باختصار ملخص""",
    "zh": "问 答 工作组 建议 意见 发言 文稿 贡献 做 作 出 帮 帮我 理解 总结 简短 只",
}  # fmt: skip
# Of somebody they are all that was said: "the requests of Norway".
_OF_SOMEBODY = frozenset(
    "recommendation recommendations request requests demand demands advice input make".split()
)
_WORDS = {language: frozenset(listed.split()) for language, listed in _ASKING.items()}


def without_asking(query: Query) -> Query:
    """The query with its topic freed of what only asks; unchanged where its topic is one.

    >>> without_asking(Query(question="Hola, ¿qué dijo?", topic="Hola", language="es")).topic
    ''
    """
    if not query.topic:
        return query
    topic = _without_greetings(query.topic)
    left = _left(topic, query.language)
    if query.asked:
        left = " ".join(word for word in left.split() if word.lower() not in _OF_SOMEBODY)
    if not left:
        topic = ""
    if topic == query.topic:
        return query
    own = _without_greetings(query.own_topic) if topic else ""
    return query.model_copy(update={"topic": topic, "own_topic": own})


def _without_greetings(topic: str) -> str:
    return " ".join(word for word in topic.split() if word.lower() not in _GREETINGS)


def _left(topic: str, language: str) -> str:
    """What of a topic is neither the act of speaking nor courtesy."""
    listed = _WORDS.get(language, frozenset())
    if language != "en":
        for found in reversed(find(topic, language)):
            if all(concept.act for concept in found.concepts):
                topic = f"{topic[: found.start]} {topic[found.end :]}"
    words = re.findall(r"[^\W_]+", topic)
    if language == "zh":
        for phrase in sorted(listed, key=len, reverse=True):
            words = [part for word in words for part in word.replace(phrase, " ").split()]
    return " ".join(word for word in words if word.lower().replace("ё", "е") not in listed)
