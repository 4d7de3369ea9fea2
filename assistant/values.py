"""What the answer to a question must look like: a date, a sum of money, a place, an address.

`shows` grades one sentence: 1 where it has all that is wanted, 0 where it has not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.question import Wanted
from assistant.wording import stem, words

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
MONTH = re.compile(_MONTHS, re.I)
_COUNT_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|twenty|thirty|forty|"
    "fifty|hundreds?|thousands?|millions?|billions?|half|several|none|no"
)
# "The twenty-fourth meeting", "the 24th": the place in a row counts nothing.
_NTH = r"(?:-(?:first|second|third|\w+th)|(?:st|nd|rd|th))\b"
FIGURE = rf"(?:\d[\d\s.,]*(?!{_NTH}|\d)|(?:{_COUNT_WORDS})\b(?!{_NTH}))"
_SPANS = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?)"
_SHOWS = {
    Wanted.DATE: re.compile(
        rf"\b(?:(?:19|20)\d\d|(?:{_MONTHS})\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|"
        r"tomorrow|yesterday|within|(?:morning|afternoon|evening|night|noon|midnight)|weeks?|o'clock|"
        r"(?:next|last|this)\s+(?:week|month|year|spring|summer|autumn|winter|time|term|meeting|session))",
        re.I,
    ),
    Wanted.NUMBER: re.compile(rf"\b(?!(?:19|20)\d\d\b){FIGURE}", re.I),
    Wanted.NAME: re.compile(r"(?<=[\w,] )[A-Z][\w’'-]+"),
    Wanted.PLACE: re.compile(
        rf"\b(?:in|at|on|to|from|via|through|near|across)\s+(?:the\s+|its\s+|a\s+)?"
        rf"(?:(?!(?:{_MONTHS})\b)(?-i:[A-Z][a-z])\w+|\w*\s*(?:web\s*site|page|portal|platform|channels?|hub|school\w*|"
        r"home|office|device\w*|countr\w+|region\w*|areas?))|\bwebsite\b"
        r"|\b(?:online|on\s+line)(?=\W*$|\s*[,;.]|\s+(?:and|or|at|in|so|for)\b)",
        re.I,
    ),
    Wanted.DURATION: re.compile(
        rf"\b(?:{FIGURE}|an?)[\s-]*(?:\w+\s+)?{_SPANS}\b"
        rf"|\b(?:since|until|throughout)\s+(?:\w+\s+){{0,2}}(?:\d|(?:{_MONTHS})\b|then\b)",
        re.I,
    ),
    Wanted.MONEY: re.compile(
        r"[$€£¥]|\b(?:euros?|dollars?|francs?|pounds?|cents?|usd|chf|eur|pesos?|yen|kroner|krone|"
        r"crowns?|krona|kronor|rand|roubles?|rubles?|rupees?|riyals?|dinars?|dirhams?|shillings?|naira|"
        r"yuan|reais|ringgit|lira|zlot\w+|free|charge)\b",
        re.I,
    ),
    Wanted.ADDRESS: re.compile(
        r"@|\bwww\.|https?:|\b[\w-]+\.(?:int|org|net|com|edu|gov|eu)\b", re.I
    ),
    Wanted.PHONE: re.compile(r"\b\d{3,}\b"),
    Wanted.AGE: re.compile(
        rf"\b(?:aged|ages?)\b.{{0,40}}\d|\d[\d\s–-]*[- ](?:years?|olds?)\b"
        rf"|\b{FIGURE}[\s-]+years?\b",
        re.I,
    ),
    Wanted.FREQUENCY: re.compile(
        rf"\b(?:once|twice|every|each|daily|weekly|monthly|quarterly|annual(?:ly)?|yearly|always|never|"
        rf"{FIGURE}\s*times)\b",
        re.I,
    ),
    Wanted.MEASURE: re.compile(
        r"\d\s*(?:%|percent|k?m|cm|mm|kg|g|t|ha|mb|gb|tb|(?:kilo|centi|milli)?(?:met(?:er|re)s?|grams?)|"
        r"miles?|feet|foot|inch(?:es)?|tons?|tonnes?|hectares?|degrees?)\b",
        re.I,
    ),
    Wanted.DEFINITION: re.compile(
        r"\w \([A-Z]|, (?:an?|the)\b|\b(?:is|are|was|as) (?:an?|the)\b|\bstands? for\b|"
        r"\bdesigned (?:to|for)\b|\baim(?:s|ed|ing)? (?:to|at)\b|\bcalled\b|\bnamely\b"
    ),
}
_MONEY = (
    r"(?:cost|costs|pay|pays|paid|spend|spent|money|funding|budget|price|fee|fees|salary|salaries|"
    r"wages?|fine|fines|donat\w+|invest\w*|earn\w*)"
)
_ASKS = [
    (Wanted.DATE, re.compile(
        # Neither "What did he say when he opened the meeting?" nor "… when talking about it".
        r"^(?!\W*(?:(?:and|but|so)\s+)?(?:what|which|whom?|whose|how|why|where|summar\w+)\b).*"
        r"\bwhen(?!\s+(?:\w{2,}ing|(?:he|she|they)\s+(?:talk|spoke|speak|discuss|ask|answer)\w*)\b)\b"
        r"|\b(?:(?:and|since|until|by)\s+when|(?:what|which)\s+(?:date|year|day|month)|quand|cuándo)\b",
        re.I)),
    (Wanted.MONEY, re.compile(
        rf"\bhow\s+much\b.*\b{_MONEY}\b|\bwhat\s+(?:is|was|are|were)\s+the\s+(?:\w+\s+)?"
        rf"(?:budget|cost|price|salary|fee)\b|\bwhat\s+(?:do|does|did)\b.*\bcost(?=\W*$|\s+(?:in|per|a|each)\b)|"
        r"\bwhat\s+(?:salary|fine|price|fee|budget)\b", re.I)),
    (Wanted.DURATION, re.compile(
        r"\bhow\s+(?:long|fast|quickly|soon)\b|\bwhat\s+(?:is|was)\s+the\s+duration\b", re.I)),
    (Wanted.AGE, re.compile(
        r"\bhow\s+old\b|\b(?:what|which)\s+(?:(?:is|was)\s+the\s+)?(?:ages?|age\s+groups?)\b",
        re.I)),
    (Wanted.FREQUENCY, re.compile(r"\bhow\s+(?:often|frequently)\b", re.I)),
    (Wanted.MEASURE, re.compile(
        r"\bhow\s+(?:tall|far\s+(?:is|are|was|away)|heavy|wide|deep|high)\b", re.I)),
    (Wanted.ADDRESS, re.compile(
        r"\b(?:web\s*site|web|internet|e-?mail|url)\s+address|\burl\b|\be-?mail\b", re.I)),
    (Wanted.PHONE, re.compile(r"\b(?:tele)?phone\s+numbers?\b", re.I)),
    (Wanted.NUMBER, re.compile(
        r"\b(?:how\s+(?:many|much|big)|(?:what|which)\s+(?:number|share|percentage|"
        r"proportion)\b(?!.{0,20}\b(?:filed|document))|combien|cuánt[oa]s?)\b", re.I)),
    (Wanted.DEFINITION, re.compile(
        r"^\W*(?:and\s+)?what(?:'s|\s+is|\s+are)\s+(?:(?:the|an?)\s+)?(?:[\w.’'-]+\s*){1,3}\W*$"
        r"|\bstand(?:s)?\s+for\W*$|^\W*what\s+does\s+\S+\s+mean\W*$", re.I)),
    (Wanted.NAME, re.compile(r"\b(?:who|whom|whose|qui|quién(?:es)?)\b", re.I)),
    (Wanted.PLACE, re.compile(
        r"\b(?:where|où|dónde|(?:in|at)\s+(?:what|which)\s+(?:city|country|town|place|building))\b",
        re.I)),
]  # fmt: skip
# "Helpline 1383", "Act 2025", "version 3": a figure that is part of a name counts nothing.
_LABEL = re.compile(
    r"(?:(?<=[\w,] )[A-Z][\w’'-]*|[/.-]|\b(?:number|no\.?|version|document|section|paragraph|"
    r"article|item|resolution|annex|phase|page|line|hotline|helpline))\s*$"
)
_COUNTED = re.compile(rf"\b{FIGURE}(?=((?:\W*\w+){{1,4}}))", re.I)
# What is counted stands before the next preposition: "1 383 for child protection" counts no child.
_BEYOND = re.compile(
    r"(?<=\w)[.;:)]|\b(?:for|in|on|at|by|with|from|to|about|against|during|and|or|that|which|who|as)\b",
    re.I,
)
_PARTLY = 0.4  # what a number counts that stands with other things than those counted


def values_wanted(question: str) -> tuple[Wanted, ...]:
    """What the question asks for.

    >>> values_wanted("How much did the helpline cost in its first year?")
    (<Wanted.MONEY: 'money'>, <Wanted.NUMBER: 'number'>)
    """
    return tuple(wanted for wanted, pattern in _ASKS if pattern.search(question))


def shows(text: str, wanted: Sequence[Wanted], counted: str | None = None) -> float:
    """1 where a sentence has all that is wanted, 0.4 where it has some number but not that one.

    `counted` is what a question for a number counts.

    >>> shows("It has 18 experts.", [Wanted.NUMBER], "experts")
    1.0
    >>> shows("It has 18 experts.", [Wanted.NUMBER], "members")
    0.4
    """
    if not all(_shown(w, text) for w in wanted):
        return 0.0
    if Wanted.NUMBER in wanted and counted:
        own = stem(counted)
        return 1.0 if any(stem(word) == own for word in numbered(text)) else _PARTLY
    return 1.0


def _shown(wanted: Wanted, text: str) -> bool:
    found = _SHOWS[wanted].finditer(text)
    if wanted is Wanted.NUMBER:
        return any(not _LABEL.search(text, 0, match.start()) for match in found)
    return any(True for _ in found)


def numbered(text: str) -> list[str]:
    """Words that stand up to four places behind a number.

    >>> numbered("In 2030 four counsellors answered.")
    ['four', 'counsellors', 'answered', 'counsellors', 'answered']
    """
    return [
        word
        for match in _COUNTED.finditer(text)
        if not _LABEL.search(text, 0, match.start())
        for word in words(_BEYOND.split(match.group(1), maxsplit=1)[0])
    ]
