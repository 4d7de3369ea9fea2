"""The assistant's own sentences in the language of the question.

The English sentence is the key, as gettext has it; `fr.po` and its neighbours hold the others,
`en.po` only the names that English gives an article.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel import Locale
from babel.lists import format_list

from ingest.names.states import local_name

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
"""ISO 639-1 of the languages there are catalogues in, English being the keys."""

_FOLDER = Path(__file__).parent
_NAME = "name"  # context of a catalogue's names of offices
_SENTENCE = "sentence"  # context of names as they stand in a sentence: "the United States"


class Messages:
    """Says things in one language; in English where there is no catalogue of it.

    >>> Messages("es").say("The nearest passages:")
    'Los pasajes más cercanos:'
    """

    def __init__(self, language: str, folder: Path = _FOLDER) -> None:
        """`language`: ISO 639-1; `folder`: where the catalogues are."""
        self.language = language if language in LANGUAGES else "en"
        self._catalogue = _catalogue(self.language, folder)

    def say(self, message: str, **parts: object) -> str:
        """A message with its parts filled in."""
        return self._catalogue.gettext(message).format(**parts)

    def count(self, one: str, many: str, n: int, **parts: object) -> str:
        """A message in the number that `n` asks for; `{n}` stands for it.

        >>> Messages("en").count("{n} document", "{n} documents", 2)
        '2 documents'
        """
        return self._catalogue.ngettext(one, many, n).format(n=n, **parts)

    def name(self, name: str) -> str:
        """A speaker's name: states and offices have one in each language, others keep theirs.

        >>> Messages("fr").name("United States"), Messages("zh").name("Chair")
        ('États-Unis', '主席')
        """
        if self.language == "en":
            return name
        office = self._catalogue.pgettext(_NAME, name)
        return office if office != name else local_name(name, self.language) or name

    def all_of(self, names: Sequence[str]) -> str:
        """Names one behind the other.

        >>> Messages("en").all_of(["Chad", "United States", "Peru"])
        'Chad, the United States and Peru'
        """
        return self._list(names, "standard")

    def any_of(self, names: Sequence[str]) -> str:
        """Names as alternatives.

        >>> Messages("fr").any_of(["Chad", "Mali"])
        'Tchad ou Mali'
        """
        return self._list(names, "or")

    @property
    def right_to_left(self) -> bool:
        """Does the language run from right to left?"""
        return Locale(self.language).text_direction == "rtl"

    def _list(self, names: Sequence[str], style: str) -> str:
        # "en_GB" has no comma before "and", as the documents of the group write it.
        locale = "en_GB" if self.language == "en" else self.language
        named = [self._catalogue.pgettext(_SENTENCE, self.name(name)) for name in names]
        return format_list(named, style, locale)  # type: ignore[arg-type]


@cache
def _catalogue(language: str, folder: Path) -> NullTranslations:
    path = folder / f"{language}.po"
    if not path.exists():
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
