"""Which language a question is in."""

from __future__ import annotations

import re

from assistant.question.linear import shipped
from ingest.header.languages import detect

_SCRIPTS = {
    "zh": re.compile(r"[\u4e00-\u9fff]"),
    "ar": re.compile(r"[\u0620-\u064a\u0671-\u06d3]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
}
_PIECE = re.compile(r"[^\W\d_]+|[¿¡’]")
_LONGEST = 4  # letters of the parts of words that tell
_SURE = 0.65


def features(text: str) -> list[str]:
    """Parts of the words of a text, with marks where a word begins and ends."""
    folded = f" {' '.join(_PIECE.findall(text.lower()))} "
    found = {
        folded[at : at + size]
        for size in range(1, _LONGEST + 1)
        for at in range(len(folded) - size + 1)
    }
    return ["bias", *sorted(found)]


def language_by_words(text: str, otherwise: str = "en") -> str:
    """The language by script and small words alone, without the model; `otherwise` untold."""
    by_script = (code for code, script in _SCRIPTS.items() if script.search(text))
    return next(by_script, None) or detect(text, default=otherwise)


def language_of(text: str, before: str = "en") -> str:
    """ISO 639-1 code of a question's language; `before` where it does not tell.

    Names may stand in Latin letters, so one letter of another script decides.

    >>> language_of("Что такое Nattlys?"), language_of("Jordan?", before="fr")
    ('ru', 'fr')
    """
    for language, script in _SCRIPTS.items():
        if script.search(text):
            return language
    if not any(map(str.isalpha, text)):
        return before
    chances = shipped("languages").probabilities(features(text))
    best = max(chances, key=lambda language: chances[language])
    return best if chances[best] >= _SURE else before
