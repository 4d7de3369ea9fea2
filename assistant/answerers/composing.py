"""From a draft to an answer: quoted, cited, verified and worded in the question's language."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.answer import Answer, AnswerSentence, Citation
from assistant.answerers.antecedents import in_context
from assistant.answerers.citing import cite
from assistant.markdown import text_of
from assistant.messages.catalogue import Messages
from assistant.question.question import OF_THOSE_ASKED, Question
from assistant.store_reader import StoreReader
from assistant.verification.quotation import problem

if TYPE_CHECKING:
    from assistant.answerers.draft import Draft

_LOG = logging.getLogger(__name__)


def composed(question: Question, draft: Draft, store: StoreReader) -> Answer:
    """The answer that a draft makes; without a sentence where it quotes none that stands."""
    says = Messages(question.language)
    sentences, citations = cite(in_context(draft.quoted, store), store)
    sentences = _verified(sentences, citations, store, question)
    more, more_citations = cite(in_context(draft.more, store), store, len(citations) + 1)
    more = _verified(more, more_citations, store, question)
    sentences, more = _headed(sentences, says), _headed(more, says)
    opening = draft.opening or _opening(question, sentences, says)
    answer = Answer(
        question=question.text,
        answered=True,
        answer="",
        language=question.language,
        opening=opening,
        sentences=sentences,
        citations=citations,
        more=more,
        more_citations=more_citations,
        understood=question.own_words or question.full,
        notices=draft.notices,
    )
    return answer.model_copy(update={"answer": text_of(answer)})


def _verified(
    sentences: Sequence[AnswerSentence],
    citations: Sequence[Citation],
    store: StoreReader,
    question: Question,
) -> list[AnswerSentence]:
    """The sentences whose sources carry them; any other is a fault of this program."""
    own_words = question.kind in OF_THOSE_ASKED and not question.parts
    documents = {citation.n: citation.document for citation in citations}
    kept = []
    for sentence in sentences:
        asked = [
            name
            for n in sentence.citations
            if own_words and n in documents
            for name in question.labelled(question.asked, documents[n])
        ]
        wrong = problem(sentence, citations, store.canonical, asked)
        if wrong:
            _LOG.error("a sentence was withheld: %s", wrong)
        else:
            kept.append(sentence)
    return kept


def _headed(sentences: Sequence[AnswerSentence], says: Messages) -> list[AnswerSentence]:
    """The sentences under headings in the question's language; quotes stay in their own."""
    return [
        s.model_copy(update={"heading": _in_language(s.heading, says)}) if s.heading else s
        for s in sentences
    ]


def _in_language(heading: str, says: Messages) -> str:
    return ", ".join(says.name(name) for name in heading.split(", "))


def _opening(question: Question, sentences: Sequence[AnswerSentence], says: Messages) -> str:
    """The line above the quotes, where the question is in another language than English."""
    if question.language == "en":
        return ""
    names = [speaker.name for speaker in question.asked]
    if not names or any(sentence.heading for sentence in sentences):
        return says.say("According to the documents, in the original language:")
    return says.say(
        "{who}, according to the documents, in the original language:", who=says.all_of(names)
    )
