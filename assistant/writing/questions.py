"""Questions made whole by the language model: follow-ups, and questions in other languages.

The model only words the question anew, in the language that the reader's training and most of the
documents share. Its wording is taken where it names nobody and no figure that the conversation does
not; in any doubt the assistant's own reading stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from assistant.question.focus import Recall, nowhere
from assistant.question.language import language_of
from assistant.question.question import Kind, Question
from assistant.stopping import Stop, never
from assistant.writing.failures import WriterFailed
from assistant.writing.prompt import one_line
from assistant.writing.writer import Writer

if TYPE_CHECKING:
    from assistant.question.understanding import Understanding

_RULES = """You are given the questions of a conversation about documents, the last one last. \
Write the last question so that it can be understood alone, in English: put what its pronouns and \
omissions stand for, keep every name, number and date, add nothing. Do not answer it. Reply with \
the one question."""
_TRANSLATE = """Translate the question into English. Keep every name, number and date as it is. Do \
not answer it. Reply with the translation alone."""
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"question": {"type": "string"}},
    "required": ["question"],
    "additionalProperties": False,
}
_EARLIER = 4  # questions of the conversation that are given
_LONGEST = 400  # characters of a question
_FIGURES = re.compile(r"\d+")
_OWN = (Kind.SMALL_TALK, Kind.REQUEST, Kind.LIST)  # kinds whose own reading needs no other wording


class QuestionWriter:
    """Understands questions with the help of a model.

    >>> QuestionWriter(writer, understanding).understand("Et la Norvège ?", ["…"])  # doctest: +SKIP
    """

    def __init__(self, writer: Writer, understanding: Understanding) -> None:
        """`understanding`: the assistant's own reading, which stands wherever in doubt."""
        self._writer = writer
        self._understanding = understanding

    def understand(
        self,
        text: str,
        history: Sequence[str] = (),
        recall: Recall = nowhere,
        stop: Stop = never,
    ) -> Question:
        """What `text` asks, made complete from the earlier questions, oldest first.

        `recall` tells what their answers were on.
        """
        own = self._understanding.understand(text, history, recall)
        if own.request is not None or own.kind in _OWN or not self._helps(own, history):
            return own
        asked = [*history[-_EARLIER:], text]
        reworded = self._reworded(asked, stop)
        if not reworded or not self._same(reworded, own, asked):
            return own
        read = self._understanding.understand(reworded)
        named = {speaker.name for speaker in (*read.asked, *read.about)}
        if read.kind in _OWN or {speaker.name for speaker in own.asked} - named:
            return own
        # Whose words are wanted stays, however the question is put.
        whose = {"asked": own.asked, "kind": own.kind} if own.asked else {}
        changed = {
            "text": text,
            "language": own.language,
            "instead": own,
            "focus": own.focus,
            **whose,
        }
        return read.model_copy(update=changed)

    def _helps(self, own: Question, history: Sequence[str]) -> bool:
        """Whether another wording may help: in another language, or after other questions."""
        return own.language != "en" or (bool(history) and own.full != own.text)

    def _reworded(self, asked: Sequence[str], stop: Stop) -> str:
        """The question as the model words it, empty where it gives none."""
        rules, ending = (
            (_RULES, "The last question:") if len(asked) > 1 else (_TRANSLATE, "English:")
        )
        lines = "\n".join(json.dumps(one_line(q), ensure_ascii=False) for q in asked)
        try:
            parts = self._writer.pieces(rules, f"{lines}\n\n{ending}", stop, _SCHEMA)
            reply = "".join(part for part in parts if isinstance(part, str)).strip()
        except WriterFailed:
            return ""
        if reply.startswith("{"):
            try:
                reply = str(json.loads(reply).get("question", ""))
            except ValueError:
                return ""
        lines_of = [one_line(line).strip('"“” ') for line in reply.splitlines() if line.strip()]
        if len(lines_of) != 1 or len(lines_of[0]) > _LONGEST:
            return ""
        return lines_of[0]

    def _same(self, reworded: str, own: Question, asked: Sequence[str]) -> bool:
        """Whether a reworded question is in English and has no name or figure of its own."""
        if language_of(reworded) != "en":
            return False
        figures = {n for text in [*asked, own.full] for n in _FIGURES.findall(text)}
        if set(_FIGURES.findall(reworded)) - figures:
            return False
        there = {name for text in [*asked, own.full] for name in self._understanding.names(text)}
        return not set(self._understanding.names(reworded)) - there
