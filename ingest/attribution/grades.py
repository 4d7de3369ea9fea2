"""How much of a name the words of a label are: known to all, formal, likely by their looks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, auto

from ingest.attribution.lexicon import Lexicon, has_unlisted, is_entity, is_recognised
from ingest.attribution.voices import (
    Voices,
    base_finder,
    brackets,
    head,
    is_initials,
    is_office,
    is_titled,
    several,
    untitled,
)
from ingest.model import SpeakerKind

_MOST_WORDS = 8
_SOME = 3  # labels of one shape


class Grade(Enum):
    """How much of a name a label is."""

    NONE = auto()
    LIKELY = auto()  # a name by its looks
    KNOWN = auto()  # a state, an organisation, an office that every document knows
    FORMAL = auto()  # a person with a title or a state in brackets, or an office


class Grades:
    """How much of a name each label is, worked out once."""

    def __init__(self, text: str, language: str = "en") -> None:
        """`language` is the document's, ISO 639-1."""
        self.text = text
        self._voices = Voices([], base_finder(language))
        self._lexicon = Lexicon(text, language)
        self._english = language == "en"
        self._known: dict[str, Grade] = {}
        self._words: set[str] = set()  # of full names

    def __call__(self, label: str) -> Grade:
        """The grade of a label."""
        if label not in self._known:
            self._known[label] = self._grade(label)
        return self._known[label]

    def _grade(self, label: str) -> Grade:
        bare = head(label)
        words = bare.split()
        bars = "|" in bare
        if not 0 < len(words) <= _MOST_WORDS + 4 * bars or len(bare) > 70:
            return Grade.NONE
        if any(word[-1] in ".!?;" and len(word) > 6 for word in words[:-1]):
            return Grade.NONE
        named = self._voices.named(label)
        titled = is_titled(label)
        if titled and all(not w.islower() or len(w) < 4 for w in untitled(bare).split()):
            return Grade.FORMAL
        if named and (brackets(label) or bars or named[0].kind is SpeakerKind.CHAIR):
            return Grade.FORMAL
        if named:
            return Grade.KNOWN
        return self._looks(words)

    def _looks(self, words: Sequence[str]) -> Grade:
        """A name nobody knows: initials, capitalised words, one nickname in lower case."""
        if any(any(map(str.isdigit, word)) for word in words) or len(words) > 5:
            return Grade.NONE
        names = several(" ".join(words))
        if len(names) > 1:
            likely = all(self(name) is not Grade.NONE for name in names)
            return Grade.LIKELY if likely else Grade.NONE
        if is_initials(" ".join(words)):
            return Grade.LIKELY if len(words[0]) < 4 else self._single(words[0])
        if len(words) == 1 and is_office(words[0]):
            return Grade.LIKELY
        if len(words) == 1:
            return self._single(words[0]) if len(words[0]) > 1 else Grade.NONE
        if is_office(" ".join(words)):
            return Grade.FORMAL if words[1][0].isupper() else Grade.NONE
        capital = [word for word in words if word[0].isupper()]
        if not words[0][0].isupper() or any(len(w) > 4 for w in words if w not in capital):
            return Grade.NONE
        names = [w for w in capital if len(w) > 2 and self._lexicon.is_name(w)]
        return Grade.LIKELY if names else Grade.NONE

    def _single(self, word: str) -> Grade:
        if word.islower() and is_initials(word.upper()):
            return Grade.LIKELY if self._lexicon.is_backed(word.upper()) else Grade.NONE
        if word.isupper() and len(word) > 3 and not self._lexicon.is_backed(word):
            return Grade.NONE
        return Grade.LIKELY if self._lexicon.is_name(word) else Grade.NONE

    def accept(self, labels: Iterable[str]) -> None:
        """Takes labels for names."""
        self._known.update((label, Grade.LIKELY) for label in labels)

    def recognise(self, often: Mapping[str, int]) -> None:
        """Takes those of some doubtful labels for names that are short for one or recognised.

        `often` says how often each stands in the document.
        """
        self._words.update(
            w
            for label, g in self._known.items()
            if g is not Grade.NONE
            for w in label.split()
            if len(label.split()) > 1
        )
        doubtful = [label for label in often if is_name_like(label)]
        # Where some are "Mirja K" and "Lars E", "Christian H" is a name too.
        if sum(g is not Grade.NONE and _is_shortened(k) for k, g in self._known.items()) >= _SOME:
            self.accept(label for label in doubtful if _is_shortened(label))
        for label in sorted(doubtful, key=lambda label: -len(label.split())):
            words = label.split()
            short = len(words) == 1 and (self._lexicon.is_backed(label) or label in self._words)
            known = len(words) > 1 or self._lexicon.may_be_name(label) or often[label] > 2
            names = [label, *(self._lexicon.full_names(label) if often[label] > 1 else ())]
            again = often[label] > _SOME and self._lexicon.may_be_name(label)
            told = any(map(is_recognised, names[:4])) or (again and is_entity(label))
            if short or (known and self._english and told):
                self._known[label] = Grade.LIKELY
                self._words.update(words)

    def is_backed(self, label: str) -> bool:
        """Whether a label is short for names that stand in full in the document."""
        names = several(label)
        return all(any(map(self._lexicon.is_backed, head(name).split())) for name in names)


def is_name_like(label: str) -> bool:
    """Whether a label is one to three capitalised words of letters."""
    words = label.split()
    letters = (word.replace("-", "").replace("’", "") for word in words)
    return (
        0 < len(words) <= 3
        and len(words[0]) > 1
        and all(word[0].isupper() for word in words)
        and all(map(str.isalpha, letters))
    )


def is_nickname(label: str) -> bool:
    """Whether a label is one word in lower case that is in no word list: "ekr", "mnot"."""
    return label.islower() and label.isalpha() and len(label) > 1 and has_unlisted(label)


def _is_shortened(label: str) -> bool:
    """Whether a label is a name and an initial: "Lars E"."""
    name, _, initial = label.rpartition(" ")
    return len(initial) == 1 and name.istitle() and name.isalpha() and len(name) > 1


def may_be_full_name(label: str) -> bool:
    """Whether a label has the looks of a full name: two to five capitalised words."""
    words = head(label).split()
    return 2 <= len(words) <= 5 and all(word[0].isupper() and word.isalpha() for word in words)
