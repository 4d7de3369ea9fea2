"""One question as it was put: its gold, what was retrieved, what was answered, how fast."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answer import Answer, AnswerSentence, Citation, Suggestion
from evals.gold import Gold
from evals.questions import Question
from evals.text import plain

SameSpeaker = Callable[[str, str], bool]


def same_name(wanted: str, said: str) -> bool:
    """Whether two names are the same but for letter case; the plainest `SameSpeaker`."""
    return wanted.casefold() == said.casefold()


@dataclass(frozen=True)
class Case:
    """All that a metric may look at.

    `who` names whose words were asked for; empty where the question names nobody.
    `same_speaker` tells whether two names mean the same speaker.
    `search_seconds` and `seconds` are wall-clock: the retrieval alone, the whole answer.
    """

    question: Question
    golds: Sequence[Gold]
    found: Sequence[Suggestion]
    answer: Answer
    who: Sequence[str] = ()
    same_speaker: SameSpeaker = same_name
    search_seconds: float = 0.0
    seconds: float = 0.0

    @property
    def answer_text(self) -> str:
        """The answer's words, without Markdown and citation numbers."""
        return plain(self.answer.answer)

    def cited_by(self, sentence: AnswerSentence) -> list[Citation]:
        """The citations that carry a sentence."""
        return [cited for cited in self.answer.citations if cited.n in sentence.citations]

    def gold(self, citation: Citation) -> bool:
        """Whether a citation stands on gold evidence."""
        return any(gold.hit(citation) for gold in self.golds)

    def misattributed(self) -> list[AnswerSentence]:
        """Sentences shown as the words of `who` though no citation of theirs is spoken by them."""
        if not self.who:
            return []
        return [s for s in self.answer.sentences if not self._spoken_by_who(s)]

    def _spoken_by_who(self, sentence: AnswerSentence) -> bool:
        return any(
            self.same_speaker(wanted, said)
            for citation in self.cited_by(sentence)
            for said in citation.speakers
            for wanted in self.who
        )
