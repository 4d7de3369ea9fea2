"""What a question's parse tells of a name in it: the features that `speakers` weighs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.question.lexicon import is_english
from assistant.question.parse import Name, Parsed, first_of_list, is_joint, verb_above
from ingest.attribution.judgement import learned
from ingest.model import SpeakerKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_STEPS = 3  # of the path from a name to the main verb
_AROUND = 2  # words on either side of a name
_STEM = 5  # letters that tell a word of another language, whatever its ending


@dataclass(frozen=True)
class Candidate:
    """Who may be asked: the tokens `first` to `last`, and the name where it is a known one."""

    first: int
    last: int
    name: Name | None = None


def candidates(parsed: Parsed) -> list[Candidate]:
    """The known names of a question, and in English its other proper names, in order."""
    found = [Candidate(at, at, name) for at, name in zip(parsed.places, parsed.names, strict=True)]
    if parsed.english:
        found += _unlisted(parsed)
    return sorted(found, key=lambda candidate: candidate.first)


def _unlisted(parsed: Parsed) -> list[Candidate]:
    """Runs of proper nouns that nobody has listed, with a capital each."""
    found: list[Candidate] = []
    run: list[int] = []
    for token in [*parsed.doc, None]:
        proper = (
            token is not None
            and token.i not in parsed.by_token
            and token.pos_ == "PROPN"
            and token.text[0].isupper()
            and not _is_code(parsed, token)
            and not _leads_to_name(parsed, token)
            and (token.i or not is_english(token.lower_))
        )
        if token is not None and run and is_joint(token):
            run.append(token.i)
        elif token is not None and proper:
            run += range(_word_start(token), token.i + 1) if not run else [token.i]
        elif run:
            found.append(Candidate(run[0], run[-1]))
            run = []
    return found


def _word_start(token: Token) -> int:
    """The first token of the word that a token ends: "GO" of "GO-SAIL"."""
    at = token.i
    while at > 1 and is_joint(token.doc[at - 1]):
        at -= 2
    return at


def _is_code(parsed: Parsed, token: Token) -> bool:
    """Whether a word is part of a number: "CWG" in "CWG-12/3"."""
    behind = parsed.text[parsed.starts[token.i] :].split(maxsplit=1)[0]
    return any(letter.isdigit() for letter in behind)


def _leads_to_name(parsed: Parsed, token: Token) -> bool:
    """Whether a word is but the title of a known name behind it: "Mr." of "Mr. Tull"."""
    return token.dep_ == "compound" and token.head.i > token.i and token.head.i in parsed.by_token


def features(parsed: Parsed, candidate: Candidate) -> list[str]:
    """What tells whether somebody's own words are wanted: present or absent, by name."""
    common = [
        "bias",
        f"names={min(len(parsed.names), 4)}",
        f"kind={_kind(candidate)}",
        f"listed={candidate.name is not None}",
        f"possessive={bool(candidate.name and candidate.name.possessive)}",
        f"demonym={bool(candidate.name and candidate.name.demonym)}",
    ]
    around = _around(parsed, candidate)
    return common + around + (_parsed(parsed, candidate) if parsed.english else [])


def _kind(candidate: Candidate) -> SpeakerKind:
    speaker = candidate.name.speaker if candidate.name else None
    return speaker.kind if speaker else SpeakerKind.PARTNER


def _around(parsed: Parsed, candidate: Candidate) -> list[str]:
    """The words next to a name; a name among them is one word."""
    code = parsed.language
    words = [
        "NAME" if n in parsed.by_token else token.lower_[: 99 if code == "en" else _STEM]
        for n, token in enumerate(parsed.doc)
    ]
    found = []
    for step in range(1, _AROUND + 1):
        before, after = candidate.first - step, candidate.last + step
        found.append(f"{code}|before{step}={words[before] if before >= 0 else '^'}")
        found.append(f"{code}|after{step}={words[after] if after < len(words) else '$'}")
    if _is_short_office(parsed, candidate):
        # Whose office it is stands next to it: "the school director", "директор школы".
        found += [f"short|{feature}" for feature in ("bias", found[0], found[1])]
    found += [f"{code}|word={word}" for word in {*words} - {"NAME"}]
    found.append(f"{code}|opens={' '.join(words[:2])}")
    found.append(f"{code}|first={all(n >= candidate.first for n in parsed.places)}")
    return found


def _is_short_office(parsed: Parsed, candidate: Candidate) -> bool:
    """Whether an office of several words is written with one of them: "the Director"."""
    speaker = candidate.name.speaker if candidate.name else None
    if speaker is None or speaker.kind is not SpeakerKind.SECRETARIAT or " " not in speaker.name:
        return False
    return " " not in parsed.words(candidate.first, candidate.last)


def _parsed(parsed: Parsed, candidate: Candidate) -> list[str]:
    token = first_of_list(parsed.doc[candidate.last])
    path = [token.dep_]
    above: Token = token
    for _ in range(_STEPS):
        if above.head is above:
            path.append("root")
            break
        above = above.head
        path.append(_step(above))
    verb = verb_above(token)
    wh = parsed.question_word
    asks = f"{wh.lower_}:{wh.dep_}" if wh is not None else "none"
    found = [f"path{n}={'<'.join(path[: n + 1])}" for n in range(len(path))]
    found += [f"path1={'<'.join(path[:2])}|asks={asks}", f"role={token.dep_}|asks={asks}"]
    found.append(f"asks={asks}")
    found.append(f"clause={parsed.is_clause}|role={token.dep_}")
    if verb is not None:
        judged = learned()
        for what, known in (("saying", judged.saying), ("reporting", judged.reporting)):
            found.append(f"{what}={_bucket(known.get(verb.lemma_.lower()))}|role={token.dep_}")
        found.append(f"main={verb.dep_}|role={token.dep_}")
        found.append(f"verb={verb.lemma_.lower()}|role={token.dep_}")
    else:
        found.append(f"no verb|role={token.dep_}")
    subject = any(
        other is not token and other.dep_ in ("nsubj", "poss") and other.i in parsed.by_token
        for other in parsed.doc
    )
    found.append(f"other subject={subject}|role={token.dep_}")
    return found


def _step(token: Token) -> str:
    """A step of the path: which preposition, which noun or verb."""
    return f"{token.dep_}:{token.lemma_.lower()}" if token.pos_ in ("ADP", "NOUN") else token.dep_


def _bucket(value: float | None) -> str:
    """A log-odds as one of a few steps, so that each learns a weight of its own."""
    return "unknown" if value is None else str(max(-2, min(3, math.floor(value))))
