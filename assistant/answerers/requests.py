"""What a reader wants done with the last answer: shorter, in bullets, more of it, translated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.markdown import markdown, text_of
from assistant.messages.catalogue import Messages
from assistant.question.question import Question, Request
from assistant.verification.figures import figures

if TYPE_CHECKING:
    from assistant.answer import Answer, AnswerSentence

_NO_MORE = "There is no more on this."
_ORIGINAL = (
    "The quotations stay in the language of the documents: without a language model there is "
    "nobody to translate them."
)


def as_requested(answer: Answer, question: Question) -> Answer:
    """The last answer, made anew, as the request wants it; without one as it is."""
    if question.request is None or not answer.answered:
        return answer
    says = Messages(question.language)
    if question.request is Request.SHORTER:
        surest = _surest(answer)
        rest = [sentence for sentence in answer.sentences if sentence is not surest]
        return _with(answer, [surest], [*rest, *answer.more])
    if question.request is Request.BULLETS:
        if (wanted := _count(question.text)) and wanted < len(answer.sentences):
            answer = _with(answer, answer.sentences[:wanted])
        # A list is Markdown: each sentence becomes an item with its citations.
        text = "\n".join(f"- {markdown([sentence])}" for sentence in answer.sentences)
        above = f"{answer.opening}\n\n" if answer.opening else ""
        return answer.model_copy(update={"answer": above + text})
    if question.request is Request.MORE:
        if not answer.more:
            return _noted(answer, says.say(_NO_MORE))
        everything = answer.model_copy(
            update={"citations": [*answer.citations, *answer.more_citations], "more_citations": []}
        )
        return _with(everything, [*answer.sentences, *answer.more], [])
    if question.request is Request.TRANSLATE:
        return _noted(answer, says.say(_ORIGINAL))
    return answer


def _surest(answer: Answer) -> AnswerSentence:
    """The sentence that the reader is surest of; the first where nothing tells."""
    read = answer.explanation.passages if answer.explanation else []
    sure = {(p.document, s.start): s.probability for p in read for s in p.sentences}
    places = {c.n: (c.document, c.start) for c in answer.citations}

    def probability(sentence: AnswerSentence) -> float:
        return max((sure.get(places[n], 0.0) for n in sentence.citations if n in places), default=0)

    return max(answer.sentences, key=probability)


def _count(request: str) -> int:
    """How many bullets are asked for: 3 of "in three bullets", 0 where no number is given."""
    return next((int(figure.value) for figure in figures(request)), 0)


def _with(
    answer: Answer,
    sentences: Sequence[AnswerSentence],
    more: Sequence[AnswerSentence] | None = None,
) -> Answer:
    """The answer with other sentences and the citations that these need."""
    left = list(more) if more is not None else [*answer.sentences[len(sentences) :], *answer.more]
    pool = [*answer.citations, *answer.more_citations]
    shown = {n for sentence in sentences for n in sentence.citations}
    made = answer.model_copy(
        update={
            "sentences": list(sentences),
            "more": left,
            "citations": [c for c in pool if c.n in shown],
            "more_citations": [c for c in pool if c.n not in shown],
        }
    )
    return made.model_copy(update={"answer": text_of(made)})


def _noted(answer: Answer, notice: str) -> Answer:
    return answer.model_copy(update={"notices": [*answer.notices, notice]})
