"""What an answer must bear on: "Which company developed …" turns on a company and on developing.

A text about everything else in a question does not answer it without these words or near ones.
"""

from __future__ import annotations

import re

from assistant.wording import QUESTION_WORDS, SPEECH, STANCE, VEHICLES, stem

_NAME = r"⟦\d+⟧"
_AUX = r"(?:did|does|do|has|have|had|will|would|was|were|is|are|can|could|may|might|should|must)"
_HOW_MANY = re.compile(r"\bhow\s+many\s+((?:[\w-]+\s*){1,4})", re.I)
_ASKED_KIND = re.compile(r"\b(?:what|which|whose)\s+((?:[\w-]+\s*){1,5})", re.I)
_ATTRIBUTE = re.compile(
    rf"\b(?:what|which|who|where)\s+(?:is|was|are|were|will\s+be)\s+"
    rf"(?:(?:the|its|their|an?)\s+|{_NAME}['’]s?\s+)"
    r"((?:[\w-]+\s+){0,2}?[\w-]+)"
    r"(?=\s+(?:of|for|in|on|at|from|behind|with|that|which|where|to)\b|\W*$)",
    re.I,
)
# Questions that turn on their verb: why and when something happened, whether it did, who did it.
_TURNS_ON_VERB = re.compile(
    rf"^\W*(?:and\s+)?(?:why|when|where|since\s+when|{_AUX}|who|whom|whether|if|how\s+(?:many|often|much)"
    r"|(?:what|which|in\s+which|on\s+which|under\s+which)\s+(?!did\b|does\b|do\b)\w+)\b",
    re.I,
)
# A name that nobody in the documents has stays as it is written.
_WRITTEN = r"(?-i:[A-Z][\w.&-]*(?:\s+(?:of\s+|for\s+)?[A-Z][\w.&-]*)*)"
_NAMED_VERB = re.compile(
    rf"\b{_AUX}\s+(?:the\s+)?(?:{_NAME}|{_WRITTEN})\s+(?:(?:ever|also|really|then|not)\s+)*([a-z]+)",
    re.I,
)
_WHO_VERB = re.compile(
    r"^\W*(?:and\s+)?who\s+(?:(?:has|have|had|will|would|can)\s+)?(?:been\s+)?([a-z]+)", re.I
)
_AFTER_BE = re.compile(
    r"\b(?:was|were|been|be|is|are|being|got|has|have|had)\s+(?:not\s+|also\s+)?"
    r"([a-z]+(?:ed|en|wn|id|ut|lt|pt|ught|ade|eld))\b",
    re.I,
)
_PAST = re.compile(r"\b([a-z]{2,}ed)\b", re.I)
_LAST_WORD = re.compile(
    r"^\W*(?:why|when|how\s+(?:often|much|many)\b.*?)\b.*?\b(?:did|does|do)\b.*"
    r"(?<!\binto\s)(?<!\btake\s)\b([a-z]+)\W*$",
    re.I,
)
_IRREGULAR = frozenset(
    """
    led gave sent won held wrote made took ran built came left found began sold bought paid met
    drew grew chose drove broke fell lost taught spent cut put shut signed
    """.split()
)
_UNCOUNTED = frozenset("people children staff women men youth data persons".split())
_NO_NOUN = frozenset(
    """
    thing things kind kinds type types sort way ways aim aims purpose role part parts point
    subject subjects topic topics measure measures action actions step steps event events
    something example examples trouble problem problems issue issues reason reasons name number
    date day time year month other others term terms extent level degree consideration
    considerations difficulty difficulties challenge challenges obstacle obstacles benefit benefits
    advantage advantages disadvantage disadvantages weakness weaknesses strength strengths impact
    impacts effect effects influence aspect aspects element elements factor factors importance
    opportunity opportunities priority priorities standpoint
    """.split()
)
_NO_VERB = (
    QUESTION_WORDS
    | VEHICLES
    | (SPEECH - STANCE)
    | frozenset(
        """
        use used deal hold see set like love keep put take get doing done try work works behind
        part meant name title kind type sort amount level up way aim goal purpose cover covers
        contain contains include includes included happen happened begin look looks role mean
        based related called named supposed expected held need needed
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
    run = _noun_run(match.group(1))
    for word in run:
        if word.lower() in _UNCOUNTED:
            return word
    plural = [word for word in run[:3] if word.lower().endswith("s")]
    return plural[-1] if plural else run[0] if run else None


def _noun_run(text: str) -> list[str]:
    """Words up to the first that cannot belong to the noun: an auxiliary, a verb in the past."""
    run: list[str] = []
    for word in text.split():
        lower = word.lower()
        verb = lower in (SPEECH - VEHICLES) or lower in _IRREGULAR or lower.endswith("ed")
        if lower in QUESTION_WORDS or (run and verb):
            break
        run.append(word)
    return run


def kind_asked(masked: str) -> str:
    """The kind of thing asked for: counted, "which company", or "the budget of".

    >>> kind_asked("Which company developed the game?"), kind_asked("What is the budget of it?")
    ('company', 'budget')
    """
    counted = counted_noun(masked)
    if counted:
        return counted
    attribute = _ATTRIBUTE.search(masked)
    if attribute:
        head = attribute.group(1).split()[-1]
        closes = attribute.end() >= len(masked.rstrip(" ?.!"))
        if _tells(head) and (not closes or "⟦" in attribute[0]):
            return head
    asked = _ASKED_KIND.search(masked)
    if asked:
        run = _noun_run(asked.group(1))
        if _third_person(masked) in run:
            run = run[: run.index(_third_person(masked))]
        if run and _tells(run[-1]):
            return run[-1]
    return ""


_DOER_VERB = re.compile(
    rf"^\W*(?:and\s+)?(?:which|what)\s+(?:[\w-]+\s+){{1,2}}?([a-z]+[^\Ws]s)\s+"
    rf"(?:the|an?|its|their|this|these|{_NAME})(?!\w)",
    re.I,
)


def _third_person(masked: str) -> str:
    """The verb of "which firm makes the tiles": before an article stands no noun of its own."""
    match = _DOER_VERB.search(masked)
    verb = match.group(1) if match else ""
    return "" if verb.lower() in QUESTION_WORDS else verb


def _tells(noun: str) -> bool:
    lower = noun.lower()
    return lower not in _NO_NOUN and lower not in _NO_VERB and len(lower) > 2


_NOUN_ENDING = re.compile(r"(?:ment|tion|sion|ity|ness|ship|ers|ors|ists|ies)$")


def verb_asked(masked: str) -> str:
    """The verb that a question turns on, empty where it does not turn on one.

    >>> verb_asked("Why did ⟦0⟧ ban tokens?"), verb_asked("What did ⟦0⟧ ban?")
    ('ban', '')
    """
    if not _TURNS_ON_VERB.search(masked):
        return ""
    does = _third_person(masked)
    if does and does.lower() not in _NO_VERB | SPEECH:
        return does
    for pattern in (_NAMED_VERB, _WHO_VERB, _AFTER_BE, _PAST, _LAST_WORD):
        for match in pattern.finditer(masked):
            word = match.group(1)
            if word.lower() in _NO_VERB or not word[0].islower() or len(word) < 3:
                continue
            compared = re.search(
                r"\b(?:more|most|less|very|an?|such)\s+$", masked[: match.start(1)], re.I
            )
            if not _NOUN_ENDING.search(word) and not compared:
                return word
    return ""


# Verbs of ending, refusing and punishing: nothing but a verb of the same group bears them out, as
# words of opposite meaning lie near each other for an embedding model ("open", "shut").
_BREAKING = (
    """close closed closes shut shuts stop stopped stops end ended ends abolish abolished cancel
    cancelled canceled discontinue discontinued terminate terminated abandon abandoned drop dropped
    quit dissolve dissolved cease ceased""",
    """withdraw withdrew withdrawn repeal repealed revoke revoked rescind rescinded retract
    retracted cancel cancelled drop dropped abandon abandoned""",
    """suspend suspended postpone postponed delay delayed defer deferred adjourn adjourned
    reschedule rescheduled""",
    """refuse refused reject rejected decline declined oppose opposed object objected veto vetoed
    deny denied ban banned forbid forbade forbidden prohibit prohibited block blocked""",
    """apologise apologised apologize apologized sue sued fine fined punish punished arrest arrested
    dismiss dismissed fire fired resign resigned""",
)
_GROUPS = [frozenset(stem(word) for word in group.split()) for group in _BREAKING]


def breaking(verb: str) -> frozenset[str]:
    """Stems of which one must stand where a verb of ending or refusing is asked about.

    Empty for other verbs.

    >>> stem("shut") in breaking("closed"), breaking("opened")
    (True, frozenset())
    """
    own = stem(verb)
    return frozenset().union(*(group for group in _GROUPS if own in group))


def asks_doer(question: str, verb: str) -> bool:
    """Whether the question asks who or what did what its verb says.

    >>> asks_doer("Who translated the book?", "translated"), asks_doer("Who was hired?", "hired")
    (True, False)
    """
    if not verb:
        return False
    return bool(
        re.search(
            r"^\W*(?:(?:and|but|so)\s+)?(?:who|(?:which|what)\s+(?:[\w-]+\s+){1,3}?)\s*"
            rf"(?:(?:has|have|had)\s+)?{re.escape(verb)}\b",
            question,
            re.I,
        )
    )


_BE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+|also\s+|not\s+)*$", re.I)
_BY = re.compile(r"\bby\b", re.I)
_CLAUSE = 90  # characters in which "by" must follow its verb


def tells_doer(text: str, verb: str) -> bool:
    """Whether a sentence with the verb says who does it: not in a passive without "by".

    >>> tells_doer("It was translated in May.", "translated")
    False
    >>> tells_doer("It was translated by Chad.", "translated"), tells_doer("Chad came.", "go")
    (True, True)
    """
    own = stem(verb)
    uses = [m for m in re.finditer(r"[^\W\d_]+", text) if stem(m[0]) == own]
    return not uses or any(
        not _BE.search(text, 0, use.start()) or _BY.search(text, use.end(), use.end() + _CLAUSE)
        for use in uses
    )
