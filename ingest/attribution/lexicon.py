"""Whether a capitalised word is a name or an ordinary word, as "Mark" and "Note" before a colon.

The document's own use decides first: a word that stands capitalised behind words in lower case is
a name, one that also stands in lower case is none (truecasing, after Lita et al. 2003). What the
document does not tell, the word list of the English pipeline does (WordNet's lemmas).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING

from ingest.english import PIPELINES, is_english
from ingest.spacy_alone import import_spacy

if TYPE_CHECKING:
    from spacy.language import Language

_WORD = re.compile(r"[^\W\d_]{2,}")


@cache
def _recogniser() -> Language:
    """The named entity recogniser of the English pipeline alone, loaded once a process."""
    spacy = import_spacy()
    from spacy.util import is_package

    name = next((name for name in PIPELINES if is_package(name)), PIPELINES[-1])
    loaded: Language = spacy.load(name, disable=["tok2vec", "tagger", "parser", "lemmatizer"])
    return loaded


# A label alone is no sentence: in each of these it stands where a person would.
_FRAMES = ("{} said that this was right.", "Then {} asked Peter about it.", "I agree with {}.")


def is_recognised(name: str) -> bool:
    """Whether the English recogniser takes words for a person, in most of several sentences."""
    return sum("PERSON" in kinds for kinds in _recognised(name)) > 1


@cache
def is_entity(name: str) -> bool:
    """Whether the English recogniser takes words for an entity of some kind in every sentence.

    It takes "Martin" for an organisation, but for a name.
    """
    return all(_recognised(name))


@cache
def _recognised(name: str) -> tuple[frozenset[str], ...]:
    """The kinds of entity that a name is taken for, sentence by sentence."""
    docs = _recogniser().pipe(frame.format(name) for frame in _FRAMES)
    return tuple(frozenset(e.label_ for e in doc.ents if name in e.text) for doc in docs)


class Lexicon:
    """What the words of one document are.

    >>> lexicon = Lexicon("Note: we asked Mark, and thanked Mark. The note is short.", "en")
    >>> lexicon.is_name("Mark"), lexicon.is_name("Note")
    (True, False)
    """

    def __init__(self, text: str, language: str = "en") -> None:
        """`language` is the document's, ISO 639-1: the word list knows English alone."""
        self._text = text
        self._english = language == "en"
        self._behind: dict[str, dict[str, None]] = {}

    @cached_property
    def _counts(self) -> tuple[Counter[str], Counter[str], Counter[str]]:
        """How often each word is in lower case, capitalised behind lower case, in a full name.

        A full name is a capitalised word before one that no word list knows: "Mark Roensen".
        """
        lower: Counter[str] = Counter()
        inside: Counter[str] = Counter()
        named: Counter[str] = Counter()
        before, end = "", -2
        for match in _WORD.finditer(self._text):
            word = match[0]
            adjacent = match.start() == end + 1 and self._text[end] == " "
            if word.islower():
                lower[word] += 1
            elif adjacent and before.islower():
                inside[word.casefold()] += 1
            elif adjacent and _capitalised(before) and _capitalised(word):
                self._behind.setdefault(before.casefold(), {})[word] = None
                if not is_english(word.casefold()):
                    named[before.casefold()] += 1
                    named[word.casefold()] += 1
                    self.initials.add(before[0] + word[0])
            before, end = word, match.end()
        return lower, inside, named

    def full_names(self, word: str) -> list[str]:
        """A capitalised word with each capitalised word that stands behind it."""
        _ = self._counts
        return [f"{word} {behind}" for behind in self._behind.get(word.casefold(), {})]

    @cached_property
    def initials(self) -> set[str]:
        """The initials of the full names of the document."""
        return set()

    def is_backed(self, label: str) -> bool:
        """Whether a label is short for a full name of the document: "Mark" or "MR"."""
        _, _, named = self._counts
        return label in self.initials or named[label.casefold()] > 0

    def is_name(self, word: str) -> bool:
        """Whether a word that stands alone before a colon can be somebody's name."""
        lower, inside, _ = self._counts
        bare = word.casefold().strip(".'’?")
        if self._english and not is_english(bare):
            return True
        return inside[bare] > lower[bare] and (inside[bare] > 1 or not self._english)

    def may_be_name(self, word: str) -> bool:
        """Whether nothing in the document speaks against a word being a name."""
        lower, inside, named = self._counts
        bare = word.casefold()
        return named[bare] > 0 or inside[bare] >= lower[bare]


def _capitalised(word: str) -> bool:
    return word[:1].isupper() and not word.isupper()


def has_unlisted(name: str) -> bool:
    """Whether some word of a name is none of the English word list."""
    return any(not is_english(word.casefold().strip("’'.")) for word in name.split())


def person_at_end(words: Sequence[str]) -> list[str]:
    """The person that a run of capitalised words ends with, without office; empty for none.

    >>> person_at_end(["Minister", "Jane", "Okoli"])
    ['Jane', 'Okoli']
    """
    if len(words) < 2 or is_english(words[-1].casefold()):
        return []
    first = len(words) - 2
    while first and not is_english(words[first - 1].casefold().rpartition("-")[2]):
        first -= 1
    return list(words[first:]) if is_recognised(" ".join(words[first:])) else []
