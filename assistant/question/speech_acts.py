"""Where an English text asks, proposes, plans, decides, supports or opposes: its speech acts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.question.deed import Act

_FORMS = {
    Act.QUESTION: r"ask(?:s|ed|ing)?|enquir\w+|inquir\w+|wonder\w*|whether|question(?:s|ed)|"
    r"want(?:s|ed)?\s+to\s+know",
    Act.PROPOSAL: r"propos\w+|suggest\w*|recommend\w*|invit\w+|encourag\w+|urge[sd]?|urging|"
    r"advocat\w+|offer(?:s|ed|ing)?|volunteer\w*|call(?:s|ed|ing)?\s+(?:for|on|upon)|"
    r"request(?:s|ed|ing)|wish(?:es|ed)?|would\s+like|seek(?:s|ing)?|sought|appeal\w*|hop(?:es|ed)|"
    r"should|ought|want(?:s|ed)?\b(?!\s+to\s+know)|idea\s+of|ask(?:s|ed)?\s+(?:that|for)|"
    r"would\s+(?:be\s+)?(?:prefer\w*|welcome|useful)|pleads?|consider(?:ed)?\s+\w+ing|ready\s+to|"
    r"willing\s+to|please|let\s+us",
    Act.PLAN: r"will|would|shall|plan(?:s|ned|ning)?|intend\w*|going\s+to|prepar(?:e|es|ing)|"
    r"(?:is|are)\s+(?:not\s+)?to|(?:was|were)\s+to\s+be|due|undert\w+|pledg\w+|promis\w+|commit(?:s|ted)?|"
    r"(?:is|are)\s+being|later",
    Act.POSSIBILITY: r"may|might|could|possibl[ey]|perhaps|potential\w*|probabl[ey]|likely",
    Act.DECISION: r"agree[ds]?(?!\s+with)|agreement|decid\w+|decision|adopt\w*|approv\w+|"
    r"resolv(?:es|ed)|conclud\w+|conclusion|ratif\w+|enact\w*|settle[ds]?",
    Act.OBLIGATION: r"must|requir\w+|oblig\w+|mandator\w+|compulsor\w+|ha(?:ve|s|d)\s+to|duty|"
    r"duties|forbid\w*|forbade|ban(?:s|ned)?|prohibit\w*|need(?:s|ed)?\s+to|demand\w*",
    Act.SUPPORT: r"support(?:s|ed|ing)?|endors\w+|back(?:s|ed|ing)|second(?:s|ed)|favou?r(?:s|ed)?|"
    r"agree[ds]?\s+with|concur\w*|shar(?:e|es|ed)\s+(?:the\s+|\w+['’]s\s+|this\s+|that\s+)?"
    r"(?:concerns?|views?|worr\w+)|in\s+favou?r|with\s+\w+['’]s\s+support|accept(?:s|ed)?",
    Act.WELCOME: r"welcom\w+|appreciat\w+|thank\w*|congratulat\w+|commend\w*|prais\w+|applaud\w*",
    Act.OPPOSITION: r"oppos\w+|reject\w*|object(?:s|ed)?\s+to|object(?:s|ed)|disagree\w*|refus\w+|"
    r"criticis\w+|criticiz\w+|condemn\w*|den(?:y|ies|ied)|(?:is|are|was|were)\s+against",
    Act.WARNING: r"warn\w*|caution\w*|concern(?:s|ed)?|fear(?:s|ed)?|worr(?:y|ies|ied)",
    Act.CERTAINTY: r"prove[sdn]?|guarante\w+|certain(?:ly)?|definit\w+|undoubted\w*|insist\w*|"
    r"confirm\w*|always|unanimous\w*",
}  # fmt: skip
_PATTERNS = {act: re.compile(rf"\b(?:{form})\b", re.I) for act, form in _FORMS.items()}
_ASKS = re.compile(r"\?[\s”\"»)]*$")


@dataclass(frozen=True)
class SpeechAct:
    """An act at `text[start:end]`."""

    act: Act
    start: int
    end: int


def acts(text: str) -> list[SpeechAct]:
    """The acts of a text in reading order; a form of two acts counts for both.

    >>> [done.act.value for done in acts("Ghana asked whether it could help")]
    ['question', 'question', 'possibility']
    """
    found = [
        SpeechAct(act, match.start(), match.end())
        for act, form in _PATTERNS.items()
        for match in form.finditer(text)
        if match[0] != "May"
    ]
    if _ASKS.search(text):
        found.append(SpeechAct(Act.QUESTION, 0, 0))  # who only asks states nothing
    return sorted(found, key=lambda done: (done.start, done.act))
