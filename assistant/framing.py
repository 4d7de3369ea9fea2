"""The sentences around quotes, in the language of the question: headings, openings, refusals.

A name stands before a colon, so that no language has to bend it or give it an article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Answer, AnswerSentence, Table
from assistant.markdown import markdown, set_apart
from assistant.question import Query
from ingest.names.states import local_name


@dataclass(frozen=True)
class Frame:
    """The phrases of one language; `{who}`, `{topic}` and `{names}` are filled in."""

    purpose: str
    no_documents: str
    no_meeting: str
    no_speaker: str
    no_statement: str
    silent: str
    silent_on: str
    spoke: str
    opening: str
    opening_by: str
    nearest: str
    comma: str = ", "
    either: str = " / "
    offices: tuple[str, ...] = ()


# In the order of `Frame.offices`.
_OFFICES = (
    "Chair", "Secretariat", "BDT Director", "TSB Director", "BR Director", "Secretary-General",
    "Deputy Secretary-General",
)  # fmt: skip
FRAMES = {
    "fr": Frame(
        purpose="Je réponds aux questions sur les documents du Groupe de travail du Conseil sur la "
        "protection en ligne des enfants, par exemple « Qu'a dit la Malaisie sur l'IA ? ».",
        no_documents="Il n'y a aucun document d'où tirer une réponse.",
        no_meeting="Aucun document connu de cette réunion ; il y en a des réunions : {names}.",
        no_speaker="{who} : les documents ne rapportent aucune déclaration.",
        no_statement="{who} : les documents ne rapportent aucune déclaration sur « {topic} ».",
        silent="Les documents ne le disent pas.",
        silent_on="Les documents ne disent rien qui réponde à une question sur « {topic} ».",
        spoke="Sur ce sujet, ils citent : {names}.",
        opening="D'après les documents, dans la langue d'origine :",
        opening_by="{who}, d'après les documents, dans la langue d'origine :",
        nearest="Les passages les plus proches :",
        either=" ou ",
        offices=(
            "Présidence", "Secrétariat", "Directeur du BDT", "Directeur du TSB", "Directeur du BR",
            "Secrétaire général", "Vice-Secrétaire général",
        ),
    ),
    "es": Frame(
        purpose="Respondo a preguntas sobre los documentos del Grupo de Trabajo del Consejo sobre "
        "la protección de la infancia en línea, por ejemplo «¿Qué dijo Malasia sobre la IA?».",
        no_documents="No hay documentos de los que sacar una respuesta.",
        no_meeting="No consta ningún documento de esa reunión; los hay de las reuniones: {names}.",
        no_speaker="{who}: los documentos no recogen ninguna declaración.",
        no_statement="{who}: los documentos no recogen ninguna declaración sobre «{topic}».",
        silent="Los documentos no lo dicen.",
        silent_on="Los documentos no dicen nada que responda a una pregunta sobre «{topic}».",
        spoke="Sobre este tema citan a: {names}.",
        opening="Según los documentos, en el idioma original:",
        opening_by="{who}, según los documentos, en el idioma original:",
        nearest="Los pasajes más cercanos:",
        either=" o ",
        offices=(
            "Presidencia", "Secretaría", "Director de la BDT", "Director de la TSB",
            "Director de la BR", "Secretario General", "Vicesecretario General",
        ),
    ),
    "ru": Frame(
        purpose="Я отвечаю на вопросы о документах Рабочей группы Совета по защите ребенка в "
        "онлайновой среде, например: «Что сказала Малайзия об ИИ?».",
        no_documents="Документов, по которым можно ответить, нет.",
        no_meeting="Документы этого собрания не известны; есть документы собраний: {names}.",
        no_speaker="{who}: в документах нет ни одного заявления.",
        no_statement="{who}: в документах нет заявлений на тему «{topic}».",
        silent="В документах этого нет.",
        silent_on="В документах нет ответа на вопрос на тему «{topic}».",
        spoke="На эту тему в них цитируются: {names}.",
        opening="Согласно документам, на языке оригинала:",
        opening_by="{who}, согласно документам, на языке оригинала:",
        nearest="Ближайшие места в документах:",
        either=" или ",
        offices=(
            "Председатель", "Секретариат", "Директор БРЭ", "Директор БСЭ", "Директор БР",
            "Генеральный секретарь", "Заместитель Генерального секретаря",
        ),
    ),
    "ar": Frame(
        purpose="أجيب عن الأسئلة المتعلقة بوثائق فريق العمل التابع للمجلس والمعني بحماية الأطفال "
        "على الإنترنت، مثل: «ماذا قالت ماليزيا عن الذكاء الاصطناعي؟».",
        no_documents="لا توجد وثائق يمكن الإجابة منها.",
        no_meeting="لا تعرف وثائق لهذا الاجتماع؛ توجد وثائق للاجتماعات: {names}.",
        no_speaker="{who}: لا تورد الوثائق أي بيان.",
        no_statement="{who}: لا تورد الوثائق أي بيان بشأن «{topic}».",
        silent="لا تذكر الوثائق ذلك.",
        silent_on="لا تذكر الوثائق ما يجيب عن سؤال بشأن «{topic}».",
        spoke="وهي تنقل في هذا الموضوع عن: {names}.",
        opening="وفقا للوثائق، باللغة الأصلية:",
        opening_by="{who}، وفقا للوثائق، باللغة الأصلية:",
        nearest="أقرب المقاطع:",
        comma="، ",
        either=" أو ",
        offices=(
            "الرئيس", "الأمانة", "مدير مكتب تنمية الاتصالات", "مدير مكتب تقييس الاتصالات",
            "مدير مكتب الاتصالات الراديوية", "الأمين العام", "نائب الأمين العام",
        ),
    ),
    "zh": Frame(
        purpose="我回答有关理事会保护上网儿童工作组文件的问题，例如“马来西亚对人工智能说了什么？”。",
        no_documents="没有可供回答的文件。",
        no_meeting="没有已知属于该次会议的文件；现有以下会议的文件：{names}。",
        no_speaker="{who}：文件中没有任何发言。",
        no_statement="{who}：文件中没有关于“{topic}”的发言。",
        silent="文件中没有说明。",
        silent_on="文件中没有回答关于“{topic}”的问题的内容。",
        spoke="关于这一主题，文件引用了：{names}。",
        opening="根据文件（原文）：",
        opening_by="{who}，根据文件（原文）：",
        nearest="最接近的段落：",
        comma="、",
        either="或",
        offices=(
            "主席", "秘书处", "电信发展局主任", "电信标准化局主任", "无线电通信局主任", "秘书长",
            "副秘书长",
        ),
    ),
}  # fmt: skip

_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff]")


def named_in(name: str, language: str) -> str:
    """A speaker's name in a language: states and offices have one, others stay as they are.

    >>> named_in("United States", "fr"), named_in("Chair", "zh"), named_in("Lantern", "ru")
    ('États-Unis', '主席', 'Lantern')
    """
    frame = FRAMES.get(language)
    if frame is None:
        return name
    if name in _OFFICES:
        return frame.offices[_OFFICES.index(name)]
    return local_name(name, language) or name


def listed_in(names: Sequence[str], language: str) -> str:
    """Names one behind the other, as a language writes a list."""
    frame = FRAMES.get(language)
    return (frame.comma if frame else ", ").join(named_in(name, language) for name in names)


def framed(answer: Answer, query: Query) -> Answer:
    """The answer under headings in the question's language; quotes stay in their own."""
    frame = FRAMES.get(query.language)
    if frame is None or not answer.sentences:
        return answer
    who = [speaker.name for speaker in query.asked]
    headed = any(sentence.heading for sentence in answer.sentences)
    opening = (
        frame.opening_by.format(who=listed_in(who, query.language))
        if who and not headed
        else frame.opening
    )
    sentences = [
        sentence.model_copy(update={"heading": _heading(sentence.heading, query.language)})
        for sentence in answer.sentences
    ]
    table = answer.table
    if table is not None:
        rows = [_heading(row, query.language) or row for row in table.rows]
        table = table.model_copy(update={"rows": rows})
    return answer.model_copy(
        update={
            "sentences": sentences,
            "table": table,
            "opening": opening,
            "answer": f"{opening}\n\n{body(sentences, table, opening)}",
        }
    )


def nearest_in(language: str) -> str:
    """What stands above the nearest passages where there is no answer.

    >>> nearest_in("en"), nearest_in("es")
    ('The nearest passages:', 'Los pasajes más cercanos:')
    """
    frame = FRAMES.get(language)
    return frame.nearest if frame else "The nearest passages:"


def body(
    sentences: Sequence[AnswerSentence], table: Table | None, opening: str, complete: bool = True
) -> str:
    """The quotes as Markdown below `opening`; in a text from right to left each is set apart.

    >>> body([AnswerSentence(text="Yes.", citations=[1])], None, "According to the documents:")
    'Yes. [1]'
    """
    if _RIGHT_TO_LEFT.search(opening):
        sentences = set_apart(sentences)
    return markdown(sentences, table, complete)


def _heading(heading: str | None, language: str) -> str | None:
    """A heading with each of its names in the question's language."""
    if heading is None:
        return None
    return listed_in(heading.split(", "), language)
