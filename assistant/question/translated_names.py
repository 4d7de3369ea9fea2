"""What organisations are called in the other languages of the Union, as the thesaurus has it."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.question.thesaurus import LANGUAGES, concepts
from ingest.model import Speaker, SpeakerKind
from ingest.names.aliases import Aliases

# States have their names from a library, persons have one.
_OTHERWISE = (SpeakerKind.MEMBER_STATE, SpeakerKind.PERSON)
_OTHER_LETTERS = ("ru", "ar", "zh")


def translated_names(speakers: Iterable[Speaker]) -> list[Aliases]:
    """Names of those of the speakers that are a term of the thesaurus, in all its languages.

    A method called QUERY is no "demande": terms that are no body name no organisation.
    Organisations that do not speak are known by their names in other letters, which nothing else
    tells from a topic: whoever asks what they said must not get the words of others.

    >>> unicef = Speaker(name="UNICEF", kind=SpeakerKind.PARTNER)
    >>> [k.translations[-1] for k in translated_names([unicef]) if k.speaker == unicef]
    ['联合国儿童基金会']
    """
    named = {s.name.casefold(): s for s in speakers if s.kind not in _OTHERWISE}
    found = []
    for concept in concepts():
        there = {
            named[term.casefold()]
            for term in concept.en
            if term.casefold() in named
            and (concept.body or named[term.casefold()].kind is not SpeakerKind.PARTNER)
        }
        languages = [language for language in LANGUAGES if there or language in _OTHER_LETTERS]
        if concept.body and not there:
            there = {Speaker(name=concept.concept, kind=SpeakerKind.PARTNER)}
        names = tuple(term for language in languages for term in concept.terms(language))
        found += [Aliases(speaker, translations=names) for speaker in there]
    return found
