"""The dependency parse of a question, made once: every name in it is one token.

A parser trained on running text trips over small letters, capitals and names of several words,
and the names are known anyway: each is parsed as one plain word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ingest.attribution.parse import pipeline
from ingest.model import Speaker, SpeakerKind

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

_STAND_IN = {
    SpeakerKind.PERSON: "Smith",
    SpeakerKind.CHAIR: "Chairman",
    SpeakerKind.SECRETARIAT: "Director",
}
_JOINTS = ("-", "–")
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
WH = frozenset(("WP", "WDT", "WRB", "WP$"))
"""Tags of question words."""


@dataclass(frozen=True)
class Name:
    """A name at `start`–`end` of a question; `speaker` is None where nobody of the store has it."""

    text: str
    start: int
    end: int
    speaker: Speaker | None
    demonym: bool = False
    possessive: bool = False


@dataclass(frozen=True)
class Parsed:
    """A question with its parse; offsets are those of `text`.

    `names` stand in their order, `places` has the token of each. Where a question is in another
    language than English, only its words are cut.
    """

    text: str
    language: str
    names: tuple[Name, ...]
    doc: Doc
    places: tuple[int, ...]
    starts: tuple[int, ...]

    @property
    def english(self) -> bool:
        """Whether there is a parse, not only words."""
        return self.language == "en"

    @cached_property
    def by_token(self) -> dict[int, Name]:
        """The name that a token stands for."""
        return dict(zip(self.places, self.names, strict=True))

    def token(self, name: Name) -> Token:
        """The token that stands for a name."""
        return self.doc[self.places[self.names.index(name)]]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Characters [start, end) of the tokens `first` to `last`."""
        return self.starts[first], self._end(last)

    def words(self, first: int, last: int) -> str:
        """The text of the tokens `first` to `last`, as typed."""
        start, end = self.span(first, last)
        return self.text[start:end]

    def _end(self, at: int) -> int:
        name = self.by_token.get(at)
        return name.end if name else self.starts[at] + len(self.doc[at].text)

    @cached_property
    def question_word(self) -> Token | None:
        """The first "who", "which", "how" …; none in an order or in keywords."""
        return next((token for token in self.doc if token.tag_ in WH), None)

    @cached_property
    def root(self) -> Token | None:
        """The main word; None of an empty question."""
        return next((token for token in self.doc if token.dep_ == "ROOT"), None)

    @cached_property
    def is_clause(self) -> bool:
        """Whether the question has a finite verb with a subject, or gives an order."""
        root = self.root
        if root is None or root.pos_ not in ("VERB", "AUX"):
            return False
        if any(child.dep_ in _SUBJECTS or child.dep_ == "expl" for child in root.children):
            return True
        return root.tag_ == "VB" and root.i <= 1


def verb_above(token: Token) -> Token | None:
    """The verb whose clause a token stands in, None where it stands in none."""
    for above in token.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            return above
    return None


def is_joint(token: Token) -> bool:
    """Whether a token is the hyphen inside a word, which the parser parts: "SAFE-SEAS"."""
    inside = token.i and not token.whitespace_ and not token.doc[token.i - 1].whitespace_
    return bool(inside) and token.text in _JOINTS


def first_of_list(token: Token) -> Token:
    """The first of names that are joined by "and" or commas."""
    while token.dep_ in ("conj", "appos") and token.head.i < token.i:
        token = token.head
    return token


def parse(text: str, names: Sequence[Name], language: str = "en") -> Parsed:
    """Parses a question in which `names` were found, in their order and not overlapping.

    >>> parsed = parse("Why did Chad agree?", [])
    >>> parsed.question_word.text, parsed.is_clause
    ('Why', True)
    """
    nlp = pipeline()  # ahead of spaCy's own parts, as it imports less

    from spacy.tokens import Doc

    words: list[str] = []
    spaces: list[bool] = []
    starts: list[int] = []
    places: list[int] = []
    for start, end, name in _pieces(text, names):
        if name is not None:
            places.append(len(words))
            words.append(_stand_in(name))
            starts.append(start)
            spaces.append(text[end : end + 1].isspace())
            continue
        for at, word in _words(nlp, text[start:end], language):
            words.append(word)
            starts.append(start + at)
            spaces.append(text[start + at + len(word) :][:1].isspace())
    doc = Doc(nlp.vocab, words, spaces)
    if language == "en" and words:
        doc = nlp(doc)
    return Parsed(text, language, tuple(names), doc, tuple(places), tuple(starts))


def _words(nlp: Language, text: str, language: str) -> Iterator[tuple[int, str]]:
    """Words with their places; of Chinese each character is one."""
    for token in nlp.make_doc(text):
        if language == "zh" and not token.text.isascii():
            yield from enumerate(token.text, token.idx)
        elif not token.is_space:
            yield token.idx, token.text


def masked(text: str, names: Sequence[Name], word: str = "X") -> str:
    """A question with one word in the place of every name."""
    for name in reversed(names):
        text = f"{text[: name.start]}{word}{text[name.end :]}"
    return text


def _pieces(text: str, names: Sequence[Name]) -> Iterator[tuple[int, int, Name | None]]:
    at = 0
    for name in names:
        if text[at : name.start].strip():
            yield at, name.start, None
        yield name.start, name.end, name
        at = name.end
    if text[at:].strip():
        yield at, len(text), None


def _stand_in(name: Name) -> str:
    if name.demonym:
        return "Norwegian"
    kind = name.speaker.kind if name.speaker else SpeakerKind.PARTNER
    return _STAND_IN.get(kind, "Norway")
