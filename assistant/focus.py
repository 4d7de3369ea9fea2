"""The word an answer must bear on: what "What is the budget of …" or "Why did … ban …" turn on.

A text about everything else in a question does not answer it without this word or a near one.
"""

from __future__ import annotations

import re

from assistant.wording import QUESTION_WORDS, SPEECH, STANCE, VEHICLES

_NAME = r"⟦\d+⟧"
_AUX = r"(?:did|does|do|has|have|had|will|would|was|were|is|are|can|could)"
_HOW_MANY = re.compile(r"\bhow\s+many\s+((?:[\w-]+\s*){1,4})", re.I)
_ATTRIBUTE = re.compile(
    rf"\b(?:what|which|who|where)\s+(?:is|was|are|were|will\s+be)\s+(?:(?:the|its|their|an?)\s+|{_NAME}['’]s?\s+)"
    r"((?:[\w-]+\s+){0,2}?[\w-]+)(?=\s+(?:of|for|in|on|at|from|behind|with|that|which|where)\b|\W*$)",
    re.I,
)
_NAMED_VERB = re.compile(
    rf"\b{_AUX}\s+(?:the\s+)?{_NAME}\s+(?:(?:ever|also|really|then)\s+)*([\w-]+)", re.I
)
_WHO_VERB = re.compile(
    r"^\W*(?:and\s+)?who\s+(?:(?:has|have|had|will|was|were|is|are)\s+)?([a-z]\w+)", re.I
)
_HOW_OFTEN = re.compile(r"\bhow\s+(?:often|much|long|far|fast|old)\b.*?\b([\w-]+)\W*$", re.I)
_LAST_VERB = re.compile(
    r"^\W*(?:when|where|why|how)\s+(?:was|were|is|are|will)\b.*\s([a-z]+ed)\b", re.I
)
_UNCOUNTED = frozenset("people children staff women men youth data persons".split())
_NO_VERB = (
    QUESTION_WORDS
    | VEHICLES
    | (SPEECH - STANCE)
    | frozenset(
        """
    use used deal hold see set like love keep put take get doing done try work works behind part
    meant name title kind type sort amount level set up way aim goal purpose cover covers contain
    contains include includes happen happened begin look looks role mean
    """.split()
    )
)


def counted_noun(masked: str) -> str | None:
    """What "how many" counts.

    >>> counted_noun("How many state parties does the treaty have?")
    'parties'
    """
    match = _HOW_MANY.search(masked)
    if match is None:
        return None
    run: list[str] = []
    for word in match.group(1).split():
        if word.lower() in QUESTION_WORDS:
            break
        run.append(word)
        if word.lower() in _UNCOUNTED:
            return word
    plural = [word for word in run[:3] if word.lower().endswith("s")]
    return plural[-1] if plural else run[0] if run else None


def focus_of(masked: str) -> str:
    """The word the answer must bear on, empty where the question has none to be sure of.

    >>> focus_of("What is the budget of the initiative?")
    'budget'
    >>> focus_of("Why did ⟦0⟧ ban tokens?")
    'ban'
    """
    counted = counted_noun(masked)
    if counted:
        return counted
    attribute = _ATTRIBUTE.search(masked)
    if attribute:
        head = attribute.group(1).split()[-1]
        if head.lower() not in _NO_VERB and attribute.end() < len(masked.rstrip(" ?.!")):
            return head
        if "⟦" in attribute[0] and head.lower() not in _NO_VERB:
            return head
    for pattern in (_NAMED_VERB, _WHO_VERB, _HOW_OFTEN, _LAST_VERB):
        match = pattern.search(masked)
        if match and match.group(1).lower() not in _NO_VERB and not match.group(1).isdigit():
            return match.group(1)
    return ""
