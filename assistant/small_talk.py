"""What no document could answer: greetings, thanks, requests for poems, code or the weather."""

from __future__ import annotations

import re

_PLEASANTRY = (
    r"hi|hiya|hello|hey|good\s+(?:morning|afternoon|evening|day|night)|thanks?(?:\s+you)?|cheers|bye|goodbye|"
    r"see\s+you(?:\s+later)?|how\s+are\s+you(?:\s+doing)?|how\s+do\s+you\s+do|nice\s+to\s+meet\s+you|"
    r"who\s+(?:are\s+you|made\s+you|built\s+you)|what(?:'s|\s+is)\s+your\s+name|"
    r"what\s+(?:are\s+you|can\s+you\s+do|do\s+you\s+do)|how\s+can\s+you\s+help(?:\s+me)?|"
    r"can\s+you\s+help(?:\s+me)?|are\s+you\s+(?:a\s+|an\s+)?(?:human|robot|bot|ai|real|there)|help|"
    r"great|perfect|ok(?:ay)?|well\s+done|"
    r"bonjour|bonsoir|salut|merci|au\s+revoir|ça\s+va|qui\s+(?:es[\s-]tu|êtes[\s-]vous)|"
    r"hola|buen[oa]s\s+(?:d[ií]as|tardes|noches)|gracias|adi[oó]s|qu[ié]+n\s+eres|"
    r"привет|здравствуй(?:те)?|спасибо|до\s+свидания|добрый\s+(?:день|вечер)|доброе\s+утро|кто\s+ты|"
    r"مرحبا|أهلا|السلام\s+عليكم|شكرا|صباح\s+الخير|من\s+أنت|你好|您好|谢谢|再见|早上好|你是谁"
)
_EXTRAS = (
    r"there|very\s+much|so\s+much|all|again|today|a\s+lot|everyone|friend|beaucoup|bien|muchas|mucho|"
    r"большое|جزيلا|الك?|لك|and|for\s+(?:your|the|that|all\s+your)(?:\s+\w+){0,2}|that(?:'s|\s+is|\s+was)\s+"
    r"(?:all|helpful|great|useful)"
)
_PLEASANT = re.compile(rf"^\W*(?:(?:{_PLEASANTRY}|{_EXTRAS})(?:\W+|$))+$", re.I)
_ERRAND = re.compile(
    r"^\W*(?:(?:please|can\s+you|could\s+you|would\s+you|will\s+you|i\s+want\s+you\s+to)\s+)*"
    r"(?:(?:write|compose|sing|draw|tell|give|make|create|generate|show)\s+(?:(?:me|us)\s+)?"
    r"(?:a|an|some|the)?\s*(?:[\w-]+\s+){0,3}(?:poems?|songs?|jokes?|stor(?:y|ies)|haiku|code|scripts?|programs?|"
    r"functions?|essays?|limericks?|pictures?|recipes?|riddles?|lyrics|sonnets?)\b"
    r"|translate\s+(?!.*\b(?:paper|document|paragraph|section|statement)\b)|play\s+\w+|remind\s+me\s+to|"
    r"book\s+(?:me\s+)?a|order\s+(?:me\s+)?|solve\s+|calculate\s+|convert\s+)",
    re.I,
)
_WEATHER = re.compile(
    r"\b(?:weather|will\s+it\s+(?:rain|snow)|temperature\s+outside|m[ée]t[ée]o|quel\s+temps\s+fait|"
    r"qué\s+tiempo\s+hace|el\s+clima\s+(?:hoy|mañana)|погод[аеуы]|天气)\b|الطقس|天气",
    re.I,
)
_SUM = re.compile(
    r"^\W*(?:what(?:'s|\s+is)\s+)?[\d\s.,+*/x×÷()-]*\d"
    r"(?:\s*(?:times|plus|minus|divided\s+by|[-+*/x×÷])\s*\d+)+\W*$",
    re.I,
)


def is_small_talk(text: str) -> bool:
    """Whether a question is none that documents could answer, in any of the six languages.

    Text without a single letter is none either.

    >>> is_small_talk("Merci beaucoup !"), is_small_talk("???")
    (True, True)
    >>> is_small_talk("Who thanked the host?")
    False
    """
    text = text.replace("’", "'")
    if not any(character.isalpha() for character in text):
        return True
    return any(pattern.search(text) for pattern in (_PLEASANT, _ERRAND, _WEATHER, _SUM))
