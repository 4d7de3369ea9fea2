"""A speaker together with every way a document may write its name."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.model import Speaker


@dataclass(frozen=True)
class Aliases:
    """The names of one speaker.

    `names` are matched with capitals as in running text or all in upper case, `abbreviations`
    only as written ("US" is a country, "us" is not), `demonyms` are adjectives ("Polish").
    `translations` are names in other languages, `people` what one of its people is called
    ("Pole"), `capitals` stand for a state's delegation ("Warsaw"): only questions use these.

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
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
