"""By which act somebody belongs to a list: "Who supported …", "Who asked about …".

An act is known by several words: who offers something says "we would", who backs a proposal "we
also support it".
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class SpeechAct:
    """`asked` finds the act in a question, `done` in a sentence.

    A `loose` act may also be meant when only speaking is: "Who raised concerns about the paper?".
    A `joined` one is taken up by others in few words: "We share that concern".
    """

    asked: re.Pattern[str]
    done: re.Pattern[str]
    loose: bool = False
    joined: bool = False


def _act(asked: str, done: str, loose: bool = False, joined: bool = False) -> SpeechAct:
    asks, does_it = (re.compile(rf"\b(?:{words})\b", re.I) for words in (asked, done))
    return SpeechAct(asks, does_it, loose, joined)


_SUPPORTS = (
    # "more support to libraries" takes no side.
    r"(?<!more )(?<!technical )(?<!financial )(?<!further )(?<!received )(?<!for )support\w*|"
    r"endors\w+|agree[sd]?|agreeing|welcom\w+|favou?r\w*|back(?:s|ed)|second(?:s|ed)|"
    r"share[sd]?\s+(?:the|this|that|these|\w+['’]s)|echo\w*|align\w*|associate\w*|join(?:s|ed)?"
)
OPPOSING = _act(
    r"oppos\w+|object(?:s|ed|ions?)?|reject\w*|against|disagree\w*|criticis\w+|criticiz\w+",
    r"oppos\w+|object(?:s|ed|ions?)|reject\w*|against|disagree\w*|criticis\w+|criticiz\w+|"
    r"cannot\s+(?:accept|agree|support)|not\s+(?:accept|agree|support|go)",
    joined=True,
)
ACTS = (
    _act(
        r"concerns?|concerned|worr(?:y|ies|ied)|doubts?|reservations?|afraid",
        r"concern(?:s|ed)?|worr\w+|caution\w*|warn\w*|regret\w*|doubt\w*|fear\w*|afraid|challenges?|"
        r"hesitat\w*|reservations?|lack(?:s|ed|ing)?|insufficient\w*",
        loose=True,
        joined=True,
    ),
    OPPOSING,
    _act(
        r"support\w*|endors\w+|agreed?|in\s+favou?r|favou?red|backs?|backed|welcom\w+",
        _SUPPORTS,
        joined=True,
    ),
    _act(
        r"offer(?:s|ed)?|volunteer\w*|pledged?|promised?",
        r"offer(?:s|ed|ing)?|volunteer\w*|pledge[sd]?|(?:would|can|could|will|shall|ready\s+to|"
        r"prepared\s+to|willing\s+to)",
    ),
    _act(
        r"propos(?:e[sd]?|als?)|suggest\w*|recommend\w*|put\s+forward",
        r"propos\w+|suggest\w*|recommend\w*|invit\w+|call(?:s|ed)?\s+(?:for|on|upon)|should|"
        r"would\s+(?:like|add)|ask(?:s|ed)?\s+(?:that|the)",
    ),
    _act(
        r"call(?:s|ed)?\s+for|request(?:s|ed)?|demand(?:s|ed)?|wants?|wanted|urged?|need(?:s|ed)?",
        r"call(?:s|ed)?\s+(?:for|on|upon)|request\w*|demand\w*|want(?:s|ed)?|urg\w+|need(?:s|ed)?|should|"
        r"ask(?:s|ed)?\s+(?:for|that|the|whether)|emphasi[sz]\w+|underlin\w+|stress\w*|importance|value|"
        r"would\s+(?:like|welcome)|invit\w+|propos\w+",
    ),
    _act(
        r"ask(?:s|ed)?(?:\s+(?:about|a|for|why|how|whether|what|who|where|when))|(?:had|raised|put)\s+"
        r"(?:a\s+)?questions?",
        r"ask(?:s|ed|ing)?|enquir\w+|inquir\w+|question(?:s|ed)?|clarification\w*|wonder\w*|"
        r"request(?:s|ed)?",
    ),
    _act(
        r"told|tells?|inform(?:s|ed)|announced?|introduced?|launched?",
        r"told|tells?|inform(?:s|ed)|announc\w+|introduc\w+|launch\w*|present\w*|report\w*|recall\w*|"
        r"highlight\w*|drew\s+attention|shar(?:es|ed)|described?|updat\w+",
    ),
)
# "Japan did not support it": who denies an act is none of those who did it.
_DENIED = re.compile(
    r"(?:\b(?:not|never|cannot|(?:unable|refused|declined|unwilling)\s+to)|n['’]t)\s+(?:\w+ly\s+)?"
    r"(?:be\s+able\s+to\s+|in\s+a\s+position\s+to\s+)?(?:in\s+)?\w+",
    re.I,
)
_NOT_SUPPORTING = re.compile(
    r"(?:\bnot\b|n['’]t)\s+(?:\w+ly\s+)?(?:support|endorse|agree|back|favou?r|accept)", re.I
)
_AFTER_ANOTHER = re.compile(
    r"\b(?:also|too|as\s+well|share[sd]?|join(?:s|ed)?|echo\w*|second(?:s|ed)?|associate\w*|agrees?|agreed)\b",
    re.I,
)


def act_asked(question: str) -> SpeechAct | None:
    """The act that a question about speakers turns on, the first of several; None for speaking.

    >>> act_asked("Who mentioned the list?") is None, act_asked("Who backed the list?") is None
    (True, False)
    >>> act_asked("Who asked about the proposal?") is act_asked("Who asked about it?")
    True
    """
    if _NOT_SUPPORTING.search(question):
        return OPPOSING
    found = [
        (match.start(), n) for n, act in enumerate(ACTS) if (match := act.asked.search(question))
    ]
    return ACTS[min(found)[1]] if found else None


def act_named(terms: str) -> SpeechAct | None:
    """The same by the English terms of a question in another language.

    >>> act_named("ask") is act_asked("Who asked about the list?")
    True
    """
    return act_asked(" ".join(f"{term} about" for term in terms.split()))


def does(act: SpeechAct, text: str) -> bool:
    """Whether a sentence does what was asked for.

    >>> does(act_asked("Who offered to translate it?"), "Chad would translate it.")
    True
    """
    asks = act is ACTS[-2] and text.rstrip(" ”\"'’)").endswith("?")
    if act is not OPPOSING:
        text = _DENIED.sub(" ", text)
    return asks or bool(act.done.search(text))


def joins_in(text: str) -> bool:
    """Whether a sentence takes up what somebody said just before: "We also support it"."""
    return bool(_AFTER_ANOTHER.search(text))
