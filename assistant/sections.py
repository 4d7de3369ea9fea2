"""Questions on a part of a document: "What happened under any other business?", "section 7"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.question import Query
from assistant.wording import QUESTION_WORDS, SPEECH, STANCE, content_words, words
from ingest.model import Passage

# Words of a question on a section that need not stand in its heading.
PLAIN = (
    QUESTION_WORDS
    | (SPEECH - STANCE)
    | STANCE
    | frozenset(
        """
        happen happened section sections part parts chapter heading item meeting report document
        agenda session summary summarize summarise overview main points under gist
        """.split()
    )
)
_SUMS_UP = re.compile(r"\b(?:summar\w+|overview|outline|what\s+happened)\b", re.I)
_SHARED = 2  # words in a row that question and heading must share


def stands_under(query: Query, passage: Passage) -> bool:
    """Whether a passage stands under the heading or number that a question asks for.

    Of the question nothing but its asking may be left beside the words shared with the heading:
    "What did sector members present?" asks for a section, "… on AI?" would not.
    """
    if query.paragraph is not None:
        number = passage.paragraph or ""
        return number == query.paragraph or number.startswith(f"{query.paragraph}.")
    return any(_asks_for(query.words, heading) for heading in passage.section)


def _asks_for(question: str, heading: str) -> bool:
    asked = _plain_words(question)
    named = _plain_words(heading)
    if _SUMS_UP.search(question) and _alone(named) == _alone(asked):
        return bool(_alone(named))  # "Summarise the discussion", under "7 Discussion"
    runs = [
        named[at : at + size]
        for size in range(len(named), _SHARED - 1, -1)
        for at in range(len(named) - size + 1)
    ]
    for run in runs:
        at = _position(run, asked)
        if at is None or all(_says_nothing(word) for word in run):
            continue
        left = asked[:at] + asked[at + len(run) :]
        return not [w for w in content_words(" ".join(left)) if w not in PLAIN and not _ordinal(w)]
    return False


def _alone(named: Sequence[str]) -> list[str]:
    return [word for word in named if word not in PLAIN and not word.isdigit()]


def _says_nothing(word: str) -> bool:
    """Whether a word in common makes no heading: "of the twenty-third meeting"."""
    return (word in PLAIN and word not in ("any", "other")) or _ordinal(word)


def _plain_words(text: str) -> list[str]:
    return [word.lower().removesuffix("'s") for word in words(text.replace("-", " "))]


def _position(run: Sequence[str], of: Sequence[str]) -> int | None:
    for at in range(len(of) - len(run) + 1):
        if list(of[at : at + len(run)]) == list(run):
            return at
    return None


def _ordinal(word: str) -> bool:
    return bool(re.fullmatch(r"\d+(?:st|nd|rd|th)?|[a-z]*(?:th|ty|first|second|third)", word))
