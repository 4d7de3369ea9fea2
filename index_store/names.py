"""One key for a speaker's name, however it is typed."""

from __future__ import annotations

import unicodedata


def speaker_key(name: str) -> str:
    """Key under which a speaker is filtered: no case, accents or double spaces.

    >>> speaker_key("Côte  d’Ivoire") == speaker_key("COTE D'IVOIRE")
    True
    """
    decomposed = unicodedata.normalize("NFKD", name.replace("’", "'"))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())
