"""Sentences that cannot be read without the one before: "He added that …", "It will cost …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answerers.evidence import ScoredSentence
from assistant.answerers.sentence_judge import text_in_full
from assistant.store_reader import StoreReader

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from assistant.answerers.draft import Quoted

_ENGLISH = "en"
_OPENING = 80  # characters, in which a subject that is a pronoun stands


def in_context(quoted: list[Quoted], store: StoreReader) -> list[Quoted]:
    """The sentences, each that opens with a pronoun with the one before it as its context."""
    plain = [item for item in quoted if _may_need(item, store)]
    opens = opening_with_pronoun([item.sentence.text for item in plain])
    contexts = {
        item.sentence.place: context
        for item, unclear in zip(plain, opens, strict=True)
        if unclear and (context := _needed(item, store))
    }
    return [
        replace(item, context=contexts[item.sentence.place])
        if item.sentence.place in contexts
        else item
        for item in quoted
    ]


def opening_with_pronoun(texts: Sequence[str]) -> list[bool]:
    """Whether the subject of each sentence is a pronoun that no noun stands before.

    >>> opening_with_pronoun(["She added that the line closes.", "Chad agreed."])
    [True, False]
    """
    from ingest.attribution.parse import pipeline

    return [_opens(parsed) for parsed in pipeline().pipe([text[:_OPENING] for text in texts])]


def _opens(parsed: Doc) -> bool:
    for token in parsed:
        if token.pos_ in ("NOUN", "PROPN"):
            return False
        if token.dep_ in ("nsubj", "nsubjpass") and token.pos_ == "PRON":
            kinds = token.morph.get("PronType", [])
            return "Dem" in kinds or ("Prs" in kinds and "3" in token.morph.get("Person", []))
    return False


def has_pronoun_subject(text: str) -> bool:
    """Whether a clause of a sentence has a pronoun for its subject, or none that names a thing.

    >>> has_pronoun_subject("Views differed; it was dropped."), has_pronoun_subject("Chad agreed.")
    (True, False)
    """
    from ingest.attribution.parse import pipeline

    return any(
        token.dep_ == "expl"
        or (token.dep_ in ("nsubj", "nsubjpass") and "3" in token.morph.get("Person", []))
        for token in pipeline()(text[:400])
        if token.pos_ == "PRON"
    )


def _may_need(item: Quoted, store: StoreReader) -> bool:
    scored = item.sentence
    english = store.source(scored.passage.document).language == _ENGLISH
    return english and not scored.sentence.lead


def _needed(item: Quoted, store: StoreReader) -> ScoredSentence | None:
    before = _before(item.sentence, store)
    if before is None or before.speakers != item.sentence.speakers:
        return None
    return before


def _before(scored: ScoredSentence, store: StoreReader) -> ScoredSentence | None:
    """The sentence ahead in the same paragraph or turn."""
    passage = scored.passage
    place = passage.sentences.index(scored.sentence)
    if place:
        ahead, sentence = passage, passage.sentences[place - 1]
    else:
        found = store.before(passage)
        if found is None or found.unit != passage.unit or not found.sentences:
            return None
        ahead, sentence = found, found.sentences[-1]
    return ScoredSentence(ahead, sentence, text_in_full(ahead, sentence), 0.0, scored.rank)
