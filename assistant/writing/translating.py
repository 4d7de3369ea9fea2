"""Verified sentences in the reader's language, each only where it comes back as it went.

What is written is verified in the language of the documents, whose words it is held against. A
translation has none of these words, so the model translates it back without seeing the original,
and what comes back must have its words and stand in the passages cited; figures and names of
speakers are compared in the translation itself. A sentence that does not come back stays as it was.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.markdown import text_of
from assistant.messages.catalogue import Messages
from assistant.question.language import language_of
from assistant.question.question import Question, Request
from assistant.stopping import Stop, never
from assistant.writing.failures import WriterFailed
from assistant.writing.prompt import language_name, one_line
from index_store.analysis import terms
from ingest.attribution.parse import pipeline

if TYPE_CHECKING:
    from assistant.answer import Answer, AnswerSentence
    from assistant.verification.cited_sentence import CitedSentence
    from assistant.verification.verifier import Verifier
    from assistant.writing.writer import Writer

_RULES = """You translate. You are given numbered sentences. {task} Translate each by itself and \
exactly: nothing added, nothing left out. Keep numbers and the names of programmes, laws and \
documents as they are. Reply with the same numbers, one sentence a line, and nothing else."""
_LINE = re.compile(r"^\s*(\d{1,3})\s*[.):]\s*(\S.*)$", re.M)
_APART = re.compile(r"(?<=\d)[\s.,\u00a0\u202f\u066b\u066c](?=\d{3}(?!\d))")  # thousands
_DIGITS = re.compile(r"\d+")
_ALIKE = 0.6  # share of its words with which a sentence comes back, at the least
_NONE = frozenset(("no", "nobody", "none", "nothing", "without", "neither"))


class Translator:
    """Translates an answer with a model and checks what it gives."""

    def __init__(self, writer: Writer, verifier: Verifier) -> None:
        """`verifier` holds what is translated back against the sources."""
        self._writer = writer
        self._verifier = verifier

    def translated(
        self,
        answer: Answer,
        question: Question,
        support: Sequence[Sequence[CitedSentence]],
        stop: Stop = never,
    ) -> Answer:
        """The answer with each sentence translated that comes back; `support`: what carries it.

        The language is that of the question, or the one that a request to translate names.
        """
        texts = [sentence.text for sentence in answer.sentences]
        task = f"Translate them into {language_name(question.language)}."
        if question.request is Request.TRANSLATE:
            task = f'The reader asks: "{one_line(question.text)}". Translate them as asked.'
        says = Messages(question.language)
        try:
            there = self._lines(task, texts, stop)
            back = self._lines("Translate them into English.", there, stop)
        except WriterFailed as failure:
            notice = says.say(
                "The answer could not be translated: {why}.", why=f"the language model {failure}"
            )
            return answer.model_copy(update={"notices": [*answer.notices, notice]})
        sentences = [
            sentence.model_copy(update={"text": new})
            if new and self._stands(sentence.text, new, again, sources)
            else sentence
            for sentence, new, again, sources in zip(
                answer.sentences, there, back, support, strict=True
            )
        ]
        if all(new is old for new, old in zip(sentences, answer.sentences, strict=True)):
            return answer
        return _shown(answer, sentences, says)

    def _lines(self, task: str, texts: Sequence[str], stop: Stop) -> list[str]:
        """The translation of each text, empty where there is none."""
        numbered = "\n".join(f"{n}. {one_line(text)}" for n, text in enumerate(texts, 1) if text)
        if not numbered:
            return [""] * len(texts)
        reply = "".join(self._writer.write(_RULES.format(task=task), numbered, stop))
        lines = {int(n): one_line(text) for n, text in _LINE.findall(reply)}
        return [lines.get(n, "") for n in range(1, len(texts) + 1)]

    def _stands(self, text: str, new: str, again: str, support: Sequence[CitedSentence]) -> bool:
        """Whether a translation has the figures and speakers of its sentence and comes back."""
        if not again or _figures(text) != _figures(new):
            return False
        says = Messages(language_of(new, "en"))
        for match in self._verifier.finder.find(text):
            name = match.speaker.name
            if not any(known.casefold() in new.casefold() for known in (name, says.name(name))):
                return False
        return comes_back(text, again) and self._verifier.problem(again, support) is None


def comes_back(text: str, again: str) -> bool:
    """Whether what is translated back has most words of a sentence and denies as much.

    >>> comes_back("Chad did not support the fee.", "The fee was not supported by Chad.")
    True
    >>> comes_back("Chad did not support the fee.", "Chad supported the fee.")
    False
    """
    one, other = ({t for t in terms(each) if not t.isdigit()} for each in (text, again))
    alike = len(one & other) >= _ALIKE * max(len(one), len(other))
    return alike and denials(text) == denials(again)


def denials(text: str) -> int:
    """How many words of an English sentence deny something, by the parse.

    >>> denials("It is never recorded, and no file is kept.")
    2
    """
    return sum(token.dep_ == "neg" or token.lower_ in _NONE for token in pipeline()(text))


def _shown(answer: Answer, sentences: list[AnswerSentence], says: Messages) -> Answer:
    notice = says.say(
        "Translated by the language model; what is quoted stays in the language of the documents."
    )
    new = answer.model_copy(
        update={"sentences": sentences, "opening": "", "notices": [*answer.notices, notice]}
    )
    return new.model_copy(update={"answer": text_of(new)})


def _figures(text: str) -> Counter[str]:
    """The figures of a text in any script, without what parts their digits.

    >>> _figures("27 500 in 2024") == _figures("27,500 en 2024") == _figures("٢٧٥٠٠ ٢٠٢٤")
    True
    """
    plain = "".join(
        str(unicodedata.digit(letter)) if letter.isdigit() else letter for letter in text
    )
    return Counter(_DIGITS.findall(_APART.sub("", plain)))
