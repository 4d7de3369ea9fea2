"""Words in front of a question that only lead over to it: "New topic: what …", "OK. What …".

The model of fragments (`fragments.tagged`) says of each word whether it names anything new.
"""

from __future__ import annotations

import re

from assistant.question.fragments import Part, tagged
from assistant.question.language import language_of
from assistant.question.naming import names_in
from assistant.question.parse import parse
from ingest.names import titles
from ingest.names.finder import NameFinder

_LONGEST = 4  # words of a lead-in
_FEWEST = 3  # words of what follows it
_WORD = re.compile(r"[^\W\d_]{3,}")
_CUT = re.compile(r"[.,:;!–—،؛，：。！]\s*|\s-\s")


def without_lead_in(text: str, finder: NameFinder, before: str = "en") -> str:
    """A question without what leads over to it; `before` is its language where it does not tell.

    >>> without_lead_in("New topic: what did Chad say about nets?", NameFinder())
    'what did Chad say about nets?'
    >>> without_lead_in("Nets: what did Chad say?", NameFinder())
    'Nets: what did Chad say?'
    >>> without_lead_in("Who agreed with Mr. Tull that it was late?", NameFinder())
    'Who agreed with Mr. Tull that it was late?'
    """
    cut = _CUT.search(text)
    if cut is None:
        return text
    lead, rest = text[: cut.start()].strip(), text[cut.end() :].strip()
    if not lead or len(lead.split()) > _LONGEST or len(rest.split()) < _FEWEST:
        return text
    names = names_in(lead, finder)
    if names or any(map(str.isdigit, lead)) or titles.stands_last(f"{lead}."):
        return text  # "Who agreed with Mr. Tull?"
    if any(word.isupper() for word in _WORD.findall(lead)) and not rest.isupper():
        return text  # "PIER, what is that?"
    parsed = parse(lead, names, language_of(text, before))
    if parsed.question_word is None and all(part is Part.LEADS for part in tagged(parsed)):
        return without_lead_in(rest, finder, before)
    return text
