"""Notices in the language of the question.

Each part of the assistant writes its notices in English, where it has something to tell; here
stands how the other five languages say them. A notice that is not listed stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.framing import named_in

_SAID = (
    (
        re.compile(r"The documents report nothing by (?P<who>.+) on this\."),
        {
            "fr": "{who} : les documents ne rapportent rien sur ce point.",
            "es": "{who}: los documentos no recogen nada al respecto.",
            "ru": "{who}: в документах об этом ничего нет.",
            "ar": "{who}: لا تورد الوثائق شيئا في هذا الشأن.",
            "zh": "{who}：文件中没有这方面的内容。",
        },
    ),
    (
        re.compile(r"The documents record no decision on “(?P<topic>.+)”\."),
        {
            "fr": "Les documents ne consignent aucune décision à ce sujet.",
            "es": "Los documentos no recogen ninguna decisión al respecto.",
            "ru": "Решений по этому вопросу в документах нет.",
            "ar": "لا تسجل الوثائق أي قرار في هذا الشأن.",
            "zh": "文件中没有关于这一问题的决定。",
        },
    ),
    (
        re.compile(r"In passing it is mentioned by (?P<who>.+)\."),
        {
            "fr": "Mentionné en passant par : {who}.",
            "es": "Mencionado de paso por: {who}.",
            "ru": "Вскользь упоминают: {who}.",
            "ar": "يذكره عرضا: {who}.",
            "zh": "顺带提及者：{who}。",
        },
    ),
)


def in_language(notices: Sequence[str], language: str) -> list[str]:
    """The notices as a language says them; English ones stay.

    >>> in_language(["The documents report nothing by Chile on this."], "es")
    ['Chile: los documentos no recogen nada al respecto.']
    """
    return [_said(notice, language) for notice in notices]


def _said(notice: str, language: str) -> str:
    for pattern, forms in _SAID:
        match = pattern.fullmatch(notice)
        if match and language in forms:
            parts = match.groupdict()
            if "who" in parts:
                names = re.split(r", | and ", parts["who"])
                parts["who"] = ", ".join(
                    named_in(name.removeprefix("the "), language) for name in names
                )
            return forms[language].format(**parts)
    return notice
