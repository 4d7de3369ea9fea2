"""In a transcript, the subject that turns speak to: what the chair last opened.

"We come to the handbook for teachers. Chile." – and Chile says "The draft is good but long",
without the word. What opened the subject stands above the turns behind it like a heading. A model
learned from labelled sentences (`python -m evals.learn_questions --only openings`) knows it.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.question.linear import shipped, word_features
from ingest.model import Passage, SpeakerKind

OPENS = "opens"
_FIRST = 4  # words that a sentence begins with


def features(text: str) -> list[str]:
    """What tells that a chair's sentence opens a subject: its words, names and figures as one."""
    first, *others = text.split() or [""]
    words = [_written(first.casefold()), *map(_written, others)]
    words = [word for word in words if word]
    found = word_features(words, _FIRST)
    found |= {f"long={min(len(words), 30) // 6}", f"end={text.rstrip()[-1:]}"}
    found.update(f"three={' '.join(words[n : n + 3])}" for n in range(len(words) - 2))
    return sorted(found)


def _written(word: str) -> str:
    """A word in small letters, a name or a figure as what it is; empty for a mark."""
    bare = "".join(letter for letter in word if letter.isalnum())
    if bare[:1].isupper():
        return "⟦name⟧"
    return "⟦figure⟧" if bare[:1].isdigit() else bare.casefold()


def opens(text: str) -> bool:
    """Whether a chair's sentence turns the meeting to a subject.

    >>> opens("We now come to ferries."), opens("We now come to Mr. Lee.")
    (True, False)
    """
    return shipped("openings").likeliest(features(text)) == OPENS


def subjects(passages: Sequence[Passage]) -> dict[int, str]:
    """What opened the subject of each turn (unit) of a transcript; one before the first has none.

    `passages` are those of one document, in order.
    """
    found: dict[int, str] = {}
    running = ""
    for passage in passages:
        # The turn that opens a subject still closes the one before.
        if running:
            found.setdefault(passage.unit, running)
        for sentence in passage.sentences:
            if not any(who.kind is SpeakerKind.CHAIR for who in sentence.speakers):
                continue
            text = passage.words_of(sentence)
            if opens(text):
                running = " ".join(text.split())
    return found


def under_subject(passage: Passage, subject: str | None) -> Passage:
    """The passage with its subject as the nearest heading above it."""
    if not subject:
        return passage
    return passage.model_copy(update={"section": (*passage.section, subject)})
