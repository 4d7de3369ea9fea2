"""Organisations and persons named in full once, with their abbreviation in brackets.

After A. Schwartz and M. Hearst, "A simple algorithm for identifying abbreviation definitions in
biomedical text", Pacific Symposium on Biocomputing 2003: the letters of the abbreviation begin
words before the bracket, in order; here all of the long form's words are capitalised.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.model import Speaker, SpeakerKind
from ingest.names.aliases import Aliases
from ingest.names.organisations import initials, named, study_groups

# Persons may have their state there too: "Ana Roe (AR, Chad)".
_DEFINED = re.compile(r"\s\((?P<short>[A-Z][\w&-]{1,14})(?:, (?P<state>[^()\n]{2,60}))?\)")
_OFTEN = 3  # times as often as its name an abbreviation must stand to be its name
_WORD = re.compile(r"[^\W_][\w.&’'-]*$")


def learn(
    text: str,
    resolve: Callable[[str], Speaker | None],
    is_person: Callable[[str], bool] = lambda name: False,
) -> list[Aliases]:
    """Organisations and persons with both of their names, called as the text mostly does.

    `resolve` knows who needs no learning, `is_person` whether a name is a person's.

    >>> found = learn("The Bureau of Quiet Seas (BQS) met.", lambda name: None)
    >>> found[0].speaker.name, found[0].abbreviations
    ('Bureau of Quiet Seas', ('BQS',))
    """
    found: dict[str, dict[str, None]] = {}
    people: set[str] = set()
    for match in _DEFINED.finditer(text):
        name = _long_form(text[max(0, match.start() - 120) : match.start()], match["short"])
        if name is None or resolve(name) is not None or resolve(match["short"]) is not None:
            continue
        state = resolve(match["state"]) if match["state"] else None
        if match["state"] and (state is None or state.kind is not SpeakerKind.MEMBER_STATE):
            continue
        if state is not None or name in people or is_person(name):
            people.add(name)
        found.setdefault(name, {})[match["short"]] = None
    organisations = []
    for name, shorts in found.items():
        counts = {
            form: len(re.findall(rf"\b{re.escape(form)}\b", text)) for form in (name, *shorts)
        }
        usual = max(counts, key=lambda form: counts[form])
        usual = usual if counts[usual] >= _OFTEN * counts[name] else name
        kind = SpeakerKind.PERSON if name in people else SpeakerKind.PARTNER
        speaker = Speaker(name=usual, kind=kind)
        organisations.append(named(speaker, [name, *shorts]))
    return organisations + study_groups(text)


def _long_form(before: str, short: str) -> str | None:
    """The shortest run of words before the bracket whose initials are the abbreviation."""
    words: list[str] = []
    for word in reversed(before.split("\n")[-1].split(" ")):
        if not _WORD.search(word):
            return None
        words.insert(0, word)
        if word[0].isupper() and short.upper() in initials(" ".join(words)):
            return " ".join(words)
        if len(words) > 2 * len(short):
            return None
    return None
