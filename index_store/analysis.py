"""How text becomes terms: lower case, no accents, no stop words, English stems."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ingest.folding import composed

if TYPE_CHECKING:
    import tantivy

LONGEST = 40  # a longer "word" is an address or an artefact

# Words that say nothing of the topic, whichever way a question is put.
_LISTED = """
    a about above after again against all also am an and any are aren as at be because been before
    being below between both but by can cannot could couldn d did didn do does doesn doing don down
    during each few for from further had hadn has hasn have haven having he her here hers herself
    him himself his how i if in into is isn it its itself just ll m me might mightn more most must
    mustn my myself needn no nor not now of off on once only or other our ours ourselves out over
    own re s same shall shan she should shouldn so some such t than that the their theirs them
    themselves then there these they this those through to too under until up upon us ve very was
    wasn we were weren what when where which while who whom whose why will with won would wouldn
    you your yours yourself yourselves
"""
STOP_WORDS = tuple(_LISTED.split())


@cache
def analyzer() -> tantivy.TextAnalyzer:
    """The analyzer of the full-text index and of everything that counts its terms."""
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    return (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.remove_long(LONGEST))
        .filter(Filter.lowercase())
        .filter(Filter.ascii_fold())
        .filter(Filter.custom_stopword(list(STOP_WORDS)))
        .filter(Filter.stemmer("english"))
        .build()
    )


def terms(text: str) -> list[str]:
    """The terms of a text in their order, with repetitions.

    >>> terms("What did the delegations say about children's safety?")
    ['deleg', 'say', 'children', 'safeti']
    """
    # Halves of characters, as a terminal may hand on, are no text to the engine.
    return analyzer().analyze(composed(text).encode("utf-8", "replace").decode("utf-8"))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The term that the indexes know a word by.

    Stop words stay as they are, of joined words ("Nattlys.no") the longest part counts.

    >>> stem("Regulations") == stem("regulation")
    True
    """
    return max(terms(word), key=len, default=word.lower())
