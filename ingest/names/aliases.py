"""A speaker together with every way a document may write its name."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.model import Speaker


@dataclass(frozen=True)
class Aliases:
    """The names of one speaker.

    `names` are matched with capitals as in running text or all in upper case, `abbreviations`
    only as written ("US" is a country, "us" is not), `demonyms` are adjectives ("Polish") and
    `translations` are names in other languages, which only questions use.

    >>> from ingest.model import SpeakerKind
    >>> Aliases(Speaker(name="Chair", kind=SpeakerKind.CHAIR), names=("Chairman", "Vice-Chair"))
    ... # doctest: +ELLIPSIS
    Aliases(speaker=Speaker(name='Chair', ...
    """

    speaker: Speaker
    names: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    translations: tuple[str, ...] = ()
