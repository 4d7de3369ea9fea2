"""Whose own words a question wants, told apart from whom it only names.

A model learned from labelled questions (`python -m evals.learn_questions`) weighs what the parse
says of each name: the subject of a verb of saying, the owner of a position, part of a topic.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass

from assistant.question.lexicon import is_common
from assistant.question.linear import shipped
from assistant.question.name_features import Candidate, candidates, features
from assistant.question.parse import Parsed, first_of_list
from ingest.model import Speaker

ASKED = "asked"
_LIKELY = 0.5
# A word that merely looks like a name leads to "nobody of that name speaks here".
_SURE = 0.65
# Below this a name may as well be part of the topic; the evidence tells.
_BEYOND_DOUBT = 0.9
# Of whom nobody has as a speaker much may still be told by others.
_SURELY_ABSENT = 0.97


@dataclass(frozen=True)
class Roles:
    """The names of a question by what they are there for; `tokens` are those of `asked`.

    `doubtful`: those of `asked` that may be part of the topic, with the probability that not.
    `bodies`: those of `asked` that are written as common words, "the working group".
    """

    asked: tuple[Speaker, ...] = ()
    about: tuple[Speaker, ...] = ()
    unknown: tuple[str, ...] = ()
    tokens: tuple[int, ...] = ()
    doubtful: tuple[tuple[Speaker | str, float], ...] = ()
    bodies: tuple[Speaker, ...] = ()


def roles(
    parsed: Parsed,
    speakers: Collection[Speaker],
    resolve: Callable[[str], Speaker | None] = lambda name: None,
    topical: Collection[Speaker | str] = (),
) -> Roles:
    """The part of each name; `speakers` are those of the store.

    Whoever is asked and is none of them is unknown, as are names that nobody has listed;
    `resolve` knows who is meant by a name that may also be a place. `topical` are speakers and
    unknown names that are to be taken for part of the topic.
    """
    asked: dict[Speaker, None] = {}
    about: dict[Speaker, None] = {}
    unknown: dict[str, None] = {}
    tokens: list[int] = []
    doubtful: dict[Speaker | str, float] = {}
    bodies: dict[Speaker, None] = {}
    for candidate in candidates(parsed):
        speaker = candidate.name.speaker if candidate.name else None
        likely = chance(parsed, candidate)
        if likely < (_LIKELY if speaker else _SURE) or speaker in topical:
            about |= {speaker: None} if speaker else {}
            continue
        typed = parsed.words(candidate.first, candidate.last)
        meant = speaker or resolve(typed)
        # "Member States", "the Committee": capitals make no name of words that nobody is called by.
        unlisted = candidate.name is None and meant is None
        common = is_common(typed.lower() if unlisted else typed, speaker)
        if common and speaker not in speakers:
            about |= {speaker: None} if speaker else {}
            continue
        speaker = meant
        name = speaker.name if speaker else typed
        if name in topical:
            continue
        tokens.extend(range(candidate.first, candidate.last + 1))
        if speaker in speakers and speaker:
            asked[speaker] = None
            bodies |= {speaker: None} if common else {}
            doubtful[speaker] = max(likely, doubtful.get(speaker, 0.0))
        else:
            unknown[name] = None
            doubtful[name] = max(likely, doubtful.get(name, 0.0))
    left = tuple(speaker for speaker in about if speaker not in asked)
    unsure = tuple(
        (who, likely)
        for who, likely in doubtful.items()
        if likely < (_BEYOND_DOUBT if isinstance(who, Speaker) else _SURELY_ABSENT)
    )
    return Roles(tuple(asked), left, tuple(unknown), tuple(tokens), unsure, tuple(bodies))


def compared(parsed: Parsed, told: Roles) -> Roles:
    """Where fewer than two are asked to be compared: those that the question names in one list.

    "How far had Kenya and Chad each got?" has no verb of saying that they would be subjects of.
    """
    lists: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in candidates(parsed) if parsed.english else ():
        lists[first_of_list(parsed.doc[candidate.last]).i].append(candidate)
    longest = max(lists.values(), key=len, default=[])
    named = dict.fromkeys(c.name.speaker for c in longest if c.name and c.name.speaker)
    known = [speaker for speaker in named if speaker in (*told.asked, *told.about)]
    if len(told.asked) + len(told.unknown) > 1 or len(known) < 2:
        return told
    tokens = [n for c in longest for n in range(c.first, c.last + 1)]
    about = tuple(speaker for speaker in told.about if speaker not in known)
    return Roles(tuple(known), about, told.unknown, tuple({*told.tokens, *tokens}))


def chance(parsed: Parsed, candidate: Candidate) -> float:
    """Probability that somebody's own words are wanted."""
    return shipped("names").probabilities(features(parsed, candidate))[ASKED]
