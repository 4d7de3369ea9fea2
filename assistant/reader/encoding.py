"""Question and excerpt as the tokens of a model, with the tokens of each sentence.

One window reads: question [SEP] heading, sentences in order, each speaker named where it changes.
All sentences of a window are judged in one pass, each in the context of the others, as Provence
does (Chirkova et al., "Provence: efficient and robust context pruning for retrieval-augmented
generation", 2025).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.reader.interface import Excerpt

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LIMIT = 256
"""Tokens of a window; longer excerpts are read in several."""

_QUESTION, _HEADING, _SPEAKERS, _BEFORE = 64, 32, 16, 48  # most tokens of each part
_OVERLAP = 64  # tokens of what was read that come along as context of the next window
_CLS, _SEP = 101, 102  # of every BERT vocabulary


@dataclass(frozen=True)
class Window:
    """Tokens of one pass through the model.

    `question` tokens come first, those of the text after them. `spans` are [start, end) tokens of
    the sentences that this window judges, `sentences` their places in the excerpt.
    """

    ids: tuple[int, ...]
    question: int
    sentences: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]

    @property
    def types(self) -> list[int]:
        """0 for each token of the question, 1 for each of the text."""
        return [0] * self.question + [1] * (len(self.ids) - self.question)


def windows(tokenizer: Tokenizer, question: str, excerpts: Sequence[Excerpt]) -> list[list[Window]]:
    """The windows of each excerpt, which together judge every sentence once.

    `tokenizer` is one of BERT's, without padding and truncation. Excerpts without sentences have
    no window.
    """
    texts = [question]
    for excerpt in excerpts:
        texts += [excerpt.heading, excerpt.before, *excerpt.sentences]
        texts += [", ".join(names) for names in excerpt.speakers]
    encodings = tokenizer.encode_batch([_whole(text) for text in texts], add_special_tokens=False)
    tokens = iter([encoding.ids for encoding in encodings])
    asked = [_CLS, *next(tokens)[:_QUESTION], _SEP]
    found = []
    for excerpt in excerpts:
        heading, before = next(tokens), next(tokens)
        sentences = [next(tokens) for _ in excerpt.sentences]
        names = [next(tokens) for _ in excerpt.speakers]
        found.append(_windows(asked, _middle_out(heading), before[-_BEFORE:], sentences, names))
    return found


def _windows(
    asked: list[int],
    heading: list[int],
    before: list[int],
    sentences: Sequence[list[int]],
    names: Sequence[list[int]],
) -> list[Window]:
    """Sentences go into a window until it is full; the next begins with the last of them."""
    start = [*asked, *heading, _SEP]
    room = LIMIT - len(start) - 1
    found: list[Window] = []
    first = 0
    while first < len(sentences):
        text = list(before[: max(0, room - _SPEAKERS - len(sentences[first]))])
        spans: list[tuple[int, int]] = []
        said: list[int] | None = None
        last = first
        while last < len(sentences):
            prefix = []
            if names[last] != (said or []):
                prefix = [*names[last][:_SPEAKERS], _COLON]
            piece = sentences[last]
            if len(text) + len(prefix) + len(piece) > room:
                if spans:
                    break
                piece = piece[: room - len(text) - len(prefix)]
            text += prefix
            spans.append((len(start) + len(text), len(start) + len(text) + len(piece)))
            text += piece
            said = names[last]
            last += 1
        judged = tuple(range(first, last))
        found.append(Window((*start, *text, _SEP), len(asked), judged, tuple(spans)))
        before = text[-_OVERLAP:]
        first = last
    return found


_COLON = 1024  # ":" of every English BERT vocabulary


def _middle_out(heading: list[int]) -> list[int]:
    """A long heading without its middle: the document's title opens it, the nearest ends it."""
    if len(heading) <= _HEADING:
        return heading
    return heading[: _HEADING // 2] + heading[-_HEADING // 2 :]


def _whole(text: str) -> str:
    """The text without halves of characters, which tokenizers do not take."""
    return text.encode("utf-8", "replace").decode("utf-8")
