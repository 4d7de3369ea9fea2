"""The answer of a language model: shown sentence by sentence, each once it is verified.

The model is given the passages that may answer and decides whether they do. What it writes and the
passages do not carry is left out and kept in `Answer.removed`. Where the model fails, or too little
of what it wrote stands, the quoted answer takes its place with one line that says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from assistant.answer import Answer, AnswerSentence
from assistant.answerers.antecedents import opening_with_pronoun
from assistant.answerers.requests import as_requested
from assistant.markdown import markdown, text_of
from assistant.messages.catalogue import Messages
from assistant.question.question import Kind, Question, Request
from assistant.stopping import Stop, never
from assistant.writing.anchoring import Anchoring
from assistant.writing.candidates import IN_DOUBT, candidates, own_words, passages_of
from assistant.writing.citations import Citations, remaining
from assistant.writing.failures import WriterFailed
from assistant.writing.material import Piece, gather_pieces, quoted_passages
from assistant.writing.progress import Progress, left_out
from assistant.writing.prompt import SCHEMA, system_prompt, user_prompt
from assistant.writing.reply import ReplyReader
from assistant.writing.translating import Translator
from assistant.writing.writer import Cut, Waiting, Writer

if TYPE_CHECKING:
    from assistant.answerers.draft import Asking
    from assistant.answerers.evidence import ScoredSentence
    from assistant.store_reader import StoreReader
    from assistant.verification.cited_sentence import CitedSentence
    from assistant.verification.verifier import Verifier
    from assistant.writing.reply import Written

FURTHER = 6  # of the best passages that are given beside those with a likely sentence
_QUOTED_ONLY = (Kind.LIST,)  # what stands in the store's structure, where nothing is to be worded
_RULES = 500  # tokens of the rules, the question and what stands around the passages
_CHARACTERS = 3  # of a token, at the least, in the languages of the documents


class WrittenAnswerer:
    """Lets a model write from the evidence, and shows what stands in it."""

    def __init__(self, writer: Writer, store: StoreReader) -> None:
        """`writer`: the model; `store`: the documents it writes from."""
        self._writer = writer
        self._store = store

    def answers(self, asking: Asking, quoted: Answer, doubtful: bool) -> bool:
        """Whether the model is asked: something answers, or might.

        `doubtful`: nothing is quoted because nothing answers surely.
        """
        if asking.question.kind in _QUOTED_ONLY:
            return False
        if quoted.answered:
            return True
        bar = IN_DOUBT * asking.threshold
        surest = candidates(asking, own_words(asking, quoted))[:1]
        return doubtful and any(scored.probability >= bar for scored in surest)

    def stream(
        self,
        asking: Asking,
        quoted: Answer,
        refuse: Callable[[], Answer],
        verifier: Verifier,
        stop: Stop = never,
    ) -> Iterator[Answer]:
        """The answer as it grows; the last one is complete.

        `quoted`: the answer without the model, of quotations or none; `refuse` makes the one
        that says that the documents do not answer.
        """
        question, says = asking.question, Messages(asking.question.language)
        wanted = own_words(asking, quoted)
        likely = candidates(asking, wanted)
        answering = [*quoted_passages(self._store, quoted.citations), *passages_of(likely)]
        passages = chain(
            answering,
            (hit.passage for evidence in asking.read for hit in evidence.hits[:FURTHER]),
        )
        pieces = gather_pieces(self._store, passages, wanted, self._room())
        language = self._language(pieces, question.language)
        progress = Progress(language, answered=quoted.answered)
        units = {(p.document, p.unit) for p in answering}
        anchoring = Anchoring(pieces, verifier.embed, units)
        reader, cut = ReplyReader(), False
        instead = as_requested(quoted, question)
        rules = system_prompt(question, language, self._writer.structured)
        try:
            asked = user_prompt(question, pieces)
            for part in self._writer.pieces(rules, asked, stop, SCHEMA):
                if isinstance(part, Waiting):
                    yield _waiting(quoted, part, says)
                elif isinstance(part, Cut):
                    cut = True
                elif progress.take(reader.add(part), anchoring, verifier):
                    yield self._answer(question, quoted, progress)
        except WriterFailed as failure:
            yield _instead(instead, progress, says, f"it {failure}")
            return
        progress.take(reader.end(cut), anchoring, verifier)
        why = _too_little(progress, quoted, question, likely)
        if reader.refused and not progress.kept:
            yield refuse().model_copy(update={"removed": progress.removed})
        elif why is not None:
            yield _instead(instead, progress, says, why)
        else:
            if question.request is not Request.SHORTER:
                everything = [*pieces, *self._beyond(pieces, quoted, wanted)]
                progress.add(left_out(progress, quoted, everything))
            answer = self._answer(question, quoted, progress, complete=True)
            yield answer
            if language != question.language or question.request is Request.TRANSLATE:
                translator = Translator(self._writer, verifier)
                support = [sources for _, sources in progress.kept]
                yield translator.translated(answer, question, support, stop)

    def _beyond(self, pieces: Sequence[Piece], quoted: Answer, wanted: set[str]) -> Iterator[Piece]:
        """The pieces of quoted passages that the model's context had no room for."""
        given = {(piece.passage.id, piece.sentences[0].start) for piece in pieces}
        passages = quoted_passages(self._store, quoted.citations)
        for piece in gather_pieces(self._store, passages, wanted):
            if (piece.passage.id, piece.sentences[0].start) not in given:
                yield replace(piece, n=len(pieces) + piece.n)

    def _room(self) -> int:
        """Characters of passages that the model's context has room for."""
        from assistant.writing.llm import MAX_TOKENS

        return max(1_000, (self._writer.context - MAX_TOKENS - _RULES) * _CHARACTERS)

    def _language(self, pieces: Sequence[Piece], asked: str) -> str:
        """The language to write in, which is that of the passages: so each word can be checked."""
        documents = Counter(piece.passage.document for piece in pieces)
        codes = {self._store.store.document(name).language for name in documents}
        if not codes or asked in codes:
            return asked
        most, _ = documents.most_common(1)[0]
        return self._store.store.document(most).language

    def _answer(
        self, question: Question, instead: Answer, progress: Progress, complete: bool = False
    ) -> Answer:
        citations = Citations(self._store)
        headed = any(sentence.heading for sentence in instead.sentences)
        sentences: list[AnswerSentence] = []
        for written, support in progress.kept:
            numbers = citations.numbers(support)
            heading = ", ".join(s.name for s in support[0].sentence.speakers) if headed else ""
            sentences.append(
                AnswerSentence(
                    text=written.text,
                    lead=_lead(written, support, sentences[-1:]),
                    citations=numbers,
                    heading=heading or None,
                )
            )
        cited = citations.all()
        beside = complete and question.request is not Request.SHORTER
        more, more_citations = remaining(instead, cited) if beside else ([], [])
        notices = list(instead.notices) if instead.answered else []
        if complete and progress.removed:
            notices.append(
                Messages(question.language).count(
                    "{n} sentence of the language model left out: not in the passages cited.",
                    "{n} sentences of the language model left out: not in the passages cited.",
                    len(progress.removed),
                )
            )
        answer = instead.model_copy(
            update={
                "answered": True,
                "opening": instead.opening if instead.answered else "",
                "sentences": sentences,
                "citations": cited,
                "more": more,
                "more_citations": more_citations,
                "suggestions": [],
                "removed": progress.removed,
                "notices": notices,
            }
        )
        if question.request is Request.BULLETS:
            text = "\n".join(f"- {markdown([sentence])}" for sentence in sentences)
            return answer.model_copy(update={"answer": text})
        return answer.model_copy(update={"answer": text_of(answer)})


def _lead(
    written: Written, support: Sequence[CitedSentence], ahead: Sequence[AnswerSentence]
) -> list[str]:
    """What stands before a sentence of the documents that opens with a pronoun.

    Nothing where that is what the answer has just shown (`ahead`).
    """
    first = support[0]
    quoted = first.index > 0 and written.text == first.text
    quoted = quoted and first.piece.source.language == "en"  # what the parse knows
    needed = quoted and opening_with_pronoun([written.text])[0]
    before = first.piece.texts[first.index - 1]
    return [before] if needed and not any(shown.text == before for shown in ahead) else []


def _too_little(
    progress: Progress, quoted: Answer, question: Question, likely: Sequence[ScoredSentence]
) -> str | None:
    """Why what was written does not take the place of the quotations; "" where nothing is told."""
    if not progress.written:
        return "it sent no sentence"
    if not quoted.answered:
        return None if progress.rests_on(likely) else ""
    if not progress.is_enough(quoted, question):
        return f"of its {progress.written} sentences too few stand in the documents"
    return None


def _waiting(instead: Answer, sign: Waiting, says: Messages) -> Answer:
    """A sign of life in place of the answer, while other questions are with the model."""
    line = says.count(
        "Waiting for the language model: {n} question comes first.",
        "Waiting for the language model: {n} questions come first.",
        sign.ahead,
    )
    emptied = ("sentences", "citations", "more", "more_citations", "suggestions")
    empty = {name: list[object]() for name in emptied}
    return instead.model_copy(update={**empty, "opening": "", "answer": f"*{line}*"})


def _instead(instead: Answer, progress: Progress, says: Messages, why: str) -> Answer:
    """The answer without the model; `why` is told in one line, where there is something to tell."""
    notice = []
    if why and instead.answered:
        quoted = (
            "The language model gave nothing usable, so the documents are quoted instead: {why}."
        )
        notice = [says.say(quoted, why=why)]
    elif why:
        notice = [says.say("The language model gave nothing usable: {why}.", why=why)]
    return instead.model_copy(
        update={
            "notices": [*instead.notices, *notice],
            "removed": progress.given_up(),
        }
    )
