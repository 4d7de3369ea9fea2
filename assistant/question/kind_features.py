"""What tells the kind of a question: its words, and in English its parse."""

from __future__ import annotations

from assistant.question.linear import word_features
from assistant.question.parse import Parsed

_PART = 4  # letters of the parts of words that are compared
_FIRST = 3  # words with which a question begins
_NAME = "⟦name⟧"
_FIGURE = "⟦figure⟧"


def features(parsed: Parsed, asked: int, follows: bool) -> list[str]:
    """Present or absent, by name; `asked`: whose own words are wanted, how many of them.

    `follows`: whether there are earlier questions.
    """
    words = _words(parsed)
    names = min(len(parsed.names), 3)
    # A bare year, or "What is its length?", is a question only behind another.
    found = word_features(words, _FIRST) | {
        f"asked={min(asked, 2)}",
        f"follows={follows}",
        f"names={names}",
        f"asked={min(asked, 2)}|names={names}",
        f"length={min(len(words), 30) // 3}",
        f"words={min(len(words), 5)}|follows={follows}",
        f"figures={all(word == _FIGURE for word in words)}|follows={follows}",
    }
    for word in words:
        if (not word.startswith("⟦") and not word.isascii()) or parsed.language in ("fr", "es"):
            marked = f"<{word}>"
            found.update(
                f"part={marked[n : n + _PART]}" for n in range(max(1, len(marked) - _PART + 1))
            )
    if parsed.english:
        found.update(_parsed(parsed))
    return sorted(found)


def _words(parsed: Parsed) -> list[str]:
    """The words in small letters, names and figures each as one."""
    words: list[str] = []
    for n, token in enumerate(parsed.doc):
        if n in parsed.by_token:
            words.append(_NAME)
        elif token.like_num and token.text[:1].isdigit():
            words.append(_FIGURE)
        elif not token.is_punct:
            words.append(token.lower_)
    return words


def _parsed(parsed: Parsed) -> set[str]:
    found = {f"clause={parsed.is_clause}"}
    root, wh = parsed.root, parsed.question_word
    asks = wh.lower_ if wh is not None else "none"
    found.add(f"asks={asks}")
    if root is not None:
        found.add(f"root={root.lemma_.lower()}")
        found.add(f"root form={root.tag_}|asks={asks}")
        for child in root.children:
            if child.i not in parsed.by_token and child.dep_ in (
                "nsubj",
                "nsubjpass",
                "dobj",
                "attr",
            ):
                found.add(f"{child.dep_}={child.lemma_.lower()}")
                found.add(f"{child.dep_}={child.lemma_.lower()}|root={root.lemma_.lower()}")
            elif child.i in parsed.by_token:
                found.add(f"{child.dep_}=name|asks={asks}")
    if wh is not None:
        found.add(f"asks={asks}:{wh.dep_}")
        found.add(f"asks={asks}:{wh.head.lemma_.lower()}:{wh.head.dep_}")
        found.add(f"asks={asks}:{wh.head.lemma_.lower()}:{wh.head.tag_}")
    return found
