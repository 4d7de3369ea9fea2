"""States and their names: the Member States of ITU, and states that are no more.

Short names in the six languages of the Union come from Unicode CLDR (babel), official names in
all of them from ISO 3166 (pycountry). `member_states.json` says who is a member and adds what
neither library has: the name that delegates use, former names, adjectives, what their people are
called, abbreviations and the inverted forms of lists, capitals, and what a state is commonly
called in other languages ("foreign"). A state that only changed its name is the state of today
("Swaziland"); one that ended stays itself (`historic_states.json`).
"""

from __future__ import annotations

import gettext
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pycountry
from babel import Locale

from ingest.model import Speaker, SpeakerKind
from ingest.names.aliases import Aliases

_DATA = Path(__file__).with_name("member_states.json")
_HISTORIC = Path(__file__).with_name("historic_states.json")
_TRANSLATED = ("fr", "es", "ru", "ar", "zh")


@cache
def member_states() -> tuple[Speaker, ...]:
    """All Member States of ITU under their ordinary short English names.

    >>> Speaker(name="Philippines", kind=SpeakerKind.MEMBER_STATE) in member_states()
    True
    """
    return tuple(aliases.speaker for aliases in gazetteer())


@cache
def gazetteer() -> tuple[Aliases, ...]:
    """Every Member State with all its names."""
    data: dict[str, dict] = json.loads(_DATA.read_text(encoding="utf-8"))
    english = Locale("en").territories
    translated = [Locale(language).territories for language in _TRANSLATED]
    states = []
    for code, entry in data.items():
        country = pycountry.countries.get(alpha_2=code)
        assert country is not None, code
        short, official = entry["name"], getattr(country, "official_name", country.name)
        names = [short, country.name, official, *_cldr_forms(english[code])]
        names += [_inverted(short, official) or "", *entry.get("also", [])]
        states.append(
            Aliases(
                speaker=Speaker(name=short, kind=SpeakerKind.MEMBER_STATE),
                names=tuple(dict.fromkeys(name for name in names if name)),
                abbreviations=tuple(entry.get("abbreviations", ())),
                demonyms=tuple(entry.get("demonyms", ())),
                people=tuple(entry.get("people", ())),
                capitals=_capitals(entry.get("capital", ())),
                translations=tuple(
                    dict.fromkeys(
                        form
                        for name in (
                            *(n[code] for n in translated),
                            *entry.get("foreign", ()),
                            *(_official(official, language) for language in _TRANSLATED),
                        )
                        for form in _cldr_forms(name)
                    )
                ),
            )
        )
    return tuple(states)


@cache
def by_code() -> dict[str, Speaker]:
    """Member States by their codes of two letters (ISO 3166)."""
    codes = json.loads(_DATA.read_text(encoding="utf-8"))
    return dict(zip(codes, member_states(), strict=True))


@cache
def historic_states() -> tuple[Aliases, ...]:
    """States that ended, as older documents name them; by ISO 3166-3 where it has them.

    >>> [known.speaker.name for known in historic_states()][:2]
    ['U.S.S.R.', 'Yugoslavia']
    """
    data: dict[str, dict] = json.loads(_HISTORIC.read_text(encoding="utf-8"))
    return tuple(
        Aliases(
            speaker=Speaker(name=entry["name"], kind=SpeakerKind.MEMBER_STATE),
            names=tuple(n for n in (entry["name"], *entry.get("also", ())) if "." not in n),
            abbreviations=tuple(entry.get("abbreviations", ())),
            demonyms=tuple(entry.get("demonyms", ())),
            translations=tuple(entry.get("foreign", ())),
        )
        for entry in data.values()
    )


@cache
def translated(language: str) -> tuple[Aliases, ...]:
    """Member States by their names in a language, for documents written in it.

    >>> [known.names[0] for known in translated("fr") if known.speaker.name == "Germany"]
    ['Allemagne']
    """
    territories = Locale(language).territories
    data: dict[str, dict] = json.loads(_DATA.read_text(encoding="utf-8"))
    found = []
    for code, entry in data.items():
        country = pycountry.countries.get(alpha_2=code)
        official = getattr(country, "official_name", entry["name"])
        forms = _cldr_forms(territories[code]) + entry.get("foreign", [])
        forms.append(_official(official, language))
        speaker = Speaker(name=entry["name"], kind=SpeakerKind.MEMBER_STATE)
        found.append(Aliases(speaker, names=tuple(dict.fromkeys(forms))))
    return tuple(found)


def _official(name: str, language: str) -> str:
    """An official English name in another language: "République togolaise"."""
    return _catalogue(language).gettext(name)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    locale = "zh_CN" if language == "zh" else language
    return gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [locale], fallback=True)


@cache
def _codes() -> dict[str, str]:
    data: dict[str, dict] = json.loads(_DATA.read_text(encoding="utf-8"))
    return {entry["name"]: code for code, entry in data.items()}


def local_name(name: str, language: str) -> str | None:
    """The short name of a Member State in a language (ISO 639-1), None for any other name.

    >>> local_name("Malaysia", "fr")
    'Malaisie'
    """
    code = _codes().get(name)
    return str(Locale(language).territories[code]) if code else None


def _capitals(names: Sequence[str]) -> tuple[str, ...]:
    """Capitals in English and, where CLDR names them for time zones, in the other languages."""
    forms = dict.fromkeys(names)
    for name in names:
        zone = _zones().get(name)
        for language in _TRANSLATED if zone else ():
            forms[Locale(language).time_zones.get(zone, {}).get("city", name)] = None
    return tuple(forms)


@cache
def _zones() -> dict[str, str]:
    """Time zones by their cities: "Africa/Addis_Ababa"; Russian has a name of its own for each."""
    zones = map(str, Locale("ru").time_zones)
    return {zone.rsplit("/", 1)[-1].replace("_", " "): zone for zone in zones}


def _cldr_forms(name: str) -> list[str]:
    """CLDR marks variants in one name: "Myanmar (Burma)", "Congo - Kinshasa", "St. Lucia"."""
    bare, _, bracket = name.partition(" (")
    forms = [bare.replace(" & ", " and "), name]
    if bracket and len(bracket) > 4 and bracket[0].isupper():
        forms.append(bracket.rstrip(")"))
    if bare.startswith("St. "):
        forms.append("Saint " + bare[4:])
    return forms


def _inverted(short: str, official: str) -> str | None:
    """The form of ITU's lists: "Poland (Republic of)" for "Republic of Poland"."""
    for tail in (f" of the {short}", f" of {short}"):
        if official.endswith(tail):
            article = " the" if " the " in tail else ""
            return f"{short} ({official[: -len(tail)]} of{article})"
    return None
