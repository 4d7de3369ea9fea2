"""The question itself, without greetings, thanks and requests to be told.

"Could you kindly tell me, if it is no trouble, which states spoke?" asks "which states spoke?".
"""

from __future__ import annotations

import re

# Where the question proper begins; "if you could" and "when you have time" ask nothing.
_INTERROGATIVE = re.compile(
    r"\b(?:(?:on|in|at|by|for|to|with|from|under|of|through|until|since|about)\s+)?"
    r"(?:(?:what|which|who|whom|whose|when|where|why|how|whether|if)\b"
    r"(?!\s+(?:you|i|we|it\s+(?:is|'s|would|were)|it's|that\s+is|possible|need\s+be|not\b|any\b)))",
    re.I,
)
_COURTESY = re.compile(
    r"\b(?:i|i'm|i'd|i've|i'll|me|my|mine|we|us|our|you|your|yours|please|kindly|thank\w*|grateful|"
    r"sorry|excuse|pardon|dear|hello|hi|hey|colleagues?|sir|madam|trouble|mind|possible|possibly|"
    r"wondering|quick\s+question|good\s+(?:morning|afternoon|evening|day))\b",
    re.I,
)
_OWN_PLACE = re.compile(
    r"\b(?:as\s+(?:a|an|the|one\s+of)?\s*(?:delegates?|representatives?|members?)\b|i\s+am\s+from|"
    r"i\s+represent|on\s+behalf\s+of|i\s+work\s+(?:for|at|with))",
    re.I,
)
_CLAUSE_END = re.compile(r"(?<=[,;:.!?])\s+|\s+[–—-]\s+")
# "Please tell me about …", "I would like a summary of …": requests without a question word.
_REQUEST = re.compile(
    r"^\W*(?:(?:dear\s+\w+|hello|hi|hey|please|kindly|thank\s+you|thanks|good\s+\w+)\b[\s,.!;:]*)*"
    r"(?:(?:can|could|would|will|may|might)\s+(?:you|i|we|someone|somebody)\s+(?:please\s+|kindly\s+|"
    r"possibly\s+|perhaps\s+)*(?:be\s+(?:so\s+)?(?:kind|good|able)\s+(?:enough\s+)?(?:as\s+)?to\s+)?"
    r"|i\s+(?:would|should)\s+(?:like|love)\s+(?:you\s+)?(?:to\s+)?|i'd\s+(?:like|love)\s+(?:to\s+)?"
    r"|i\s+(?:want|need|wish)\s+(?:to\s+)?|i\s+am\s+interested\s+in\s+)?"
    r"(?:please\s+|kindly\s+)*"
    r"(?:(?:tell|inform|brief|enlighten)\s+(?:me|us)\s+(?:about\s+|on\s+|of\s+)?"
    r"|(?:know|learn|hear|read|find\s+out)\s+(?:more\s+)?(?:about\s+)?"
    r"|(?:give|show|send|get)\s+(?:me|us)\s+|have\s+(?=an?\b|the\b)|look\s+up\s+(?:for\s+(?:me|us)\s+)?"
    r"|(?:explain|describe)\s+(?:to\s+(?:me|us)\s+)?)?",
    re.I,
)
_TRAILING = re.compile(
    r"[\s,;.–—-]+(?:please|thank\s+you(?:\s+\w+){0,6}|thanks(?:\s+\w+){0,4}|if\s+(?:you\s+(?:do\s+not|don't)\s+"
    r"mind|possible)|many\s+thanks.*|kind\s+regards.*|best\s+regards.*)\W*$",
    re.I,
)


def core_question(text: str) -> str:
    """The question without its polite frame; unchanged where it has none.

    Clauses before the question that carry a name (⟦0⟧) stay, as they may say whose words are
    wanted.

    >>> core_question("Dear all, would you be able to tell me which states spoke?")
    'which states spoke?'
    >>> core_question("Which states spoke?")
    'Which states spoke?'
    """
    text = text.replace("’", "'")
    shorter = _TRAILING.sub("?" if text.rstrip().endswith("?") else "", text)
    text = shorter if len(shorter.split()) > 1 else text
    question = _INTERROGATIVE.search(text)
    if question is not None and question.start() > 0:
        before = text[: question.start()]
        if _COURTESY.search(before):
            kept = [c.strip(" ,;:.!?") for c in _CLAUSE_END.split(before) if _tells(c)]
            # A clause that runs into the question is a request: "tell me which".
            return ", ".join([*(clause for clause in kept if clause), text[question.start() :]])
        return text
    if question is None:
        request = _REQUEST.match(text)
        if request and _COURTESY.search(request[0]) and len(text) - request.end() > 3:
            return text[request.end() :]
    return text


def _tells(clause: str) -> bool:
    """Whether a clause before the question belongs to it."""
    if "⟦" in clause:
        return not _OWN_PLACE.search(clause)
    return bool(clause.strip()) and not _COURTESY.search(clause)
