"""Sentences that take up what was said just before them: "Mali seconded the request".

Their topic stands in the sentence they answer to, not in themselves.
"""

from __future__ import annotations

import re

_SAID = (
    r"(?:proposals?|requests?|suggestions?|ideas?|concerns?|views?|amendments?|statements?|"
    r"positions?|motions?|reservations?|remarks?|comments?|opinions?|offers?|"
    r"appeals?|doubts?)"
)
# What has a complement has a topic of its own: "the proposal to close the library".
_OWN_TOPIC = r"(?!\s+(?:on|about|to|for|that|regarding|concerning|as|in)\b)"
_REFERS = re.compile(
    rf"\b(?:the|this|that|these|those|such|same|both)\s+(?:\w+\s+)?{_SAID}\b{_OWN_TOPIC}", re.I
)
_SIDES = re.compile(
    r"\b(?:agree[sd]?|disagree[sd]?|concur(?:s|red)?|side[sd]?|in\s+agreement|"
    r"(?:align|associate)[sd]?(?:ed)?\s+(?:itself|themselves))\s+with\b",
    re.I,
)
_BRIEFLY = re.compile(
    r"\b(?:in\s+(?:support|favou?r)|concur(?:s|red)|(?:dis)?agree[sd]|dissent(?:s|ed)|"
    r"follow(?:s|ed)\s+suit|support(?:s|ed)\s+(?:it|this|that|them)|"
    r"(?:had|has|have)\s+no\s+objections?|expressed\s+interest|oppos(?:es|ed)\s+(?:it|this|that))"
    r"(?=\W*$|\s*[,;.]|\s+(?:and|but|while|whereas)\b)",
    re.I,
)


def takes_up(text: str) -> bool:
    """Whether a sentence answers to the one before without saying again what it is about.

    >>> takes_up("Mali seconded the request."), takes_up("Mali agreed with Chad.")
    (True, True)
    >>> takes_up("Mali seconded the request for a library."), takes_up("Mali read on.")
    (False, False)
    """
    return any(form.search(text) for form in (_REFERS, _SIDES, _BRIEFLY))
