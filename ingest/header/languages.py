"""Which of the six UN languages a text is written in: the script tells, else its small words."""

from __future__ import annotations

import re

# Words that are frequent in one of the three languages written in Latin letters and absent
# from, or rare in, the other two.
_SMALL_WORDS = {
    "en": "the and of to in is that for with on was were this are which by from at an be has "
    "have not it as their should would what who which how did does about",
    "fr": "le les des et du une dans pour que qui est sur par aux avec sont cette ce au ses "
    "leur leurs ou été il elle nous être plus "
    "qu quel quelle quels quelles comment pourquoi où dit ont fait",
    "es": "el los las y del una para que por con es se su sus como al lo esta este fue son "
    "más ha han entre sobre también "
    "qué quién quiénes cuál cuáles cómo dijo dijeron hizo",
}
_VOTES = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_SCRIPTS = {
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
}
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]")
# Letters and signs that only one of them writes.
_SIGNS = {
    "fr": re.compile(r"[çœèêëîû]|\b[ldjcnqs][’']", re.I),
    "es": re.compile(r"[ñ¿¡áíóú]", re.I),
}
_SAMPLE = 20_000  # characters: more does not change the vote


def is_small(word: str) -> bool:
    """Whether a word is one of the frequent small ones of English, French or Spanish."""
    small = word.lower()
    return small in ("a", "à", "y", "e", "o") or any(small in words for words in _VOTES.values())


def detect(text: str, default: str = "en") -> str:
    """ISO 639-1 code of a text's language; `default` where it has no word that tells.

    >>> detect("La protection des enfants dans le monde numérique est une priorité.")
    'fr'
    >>> detect("保护上网儿童理事会工作组")
    'zh'
    """
    sample = text[:_SAMPLE]
    latin = len(_LATIN.findall(sample))
    for language, script in _SCRIPTS.items():
        # A Chinese character stands for a word, hence for several letters.
        weight = 3 if language == "zh" else 1
        if weight * len(script.findall(sample)) > latin:
            return language
    words = re.findall(r"[a-zà-ÿ]+", sample.lower())
    votes = {language: sum(word in small for word in words) for language, small in _VOTES.items()}
    for language, sign in _SIGNS.items():
        votes[language] += bool(sign.search(sample))
    best = max(votes, key=lambda language: votes[language])
    return best if votes[best] else default
