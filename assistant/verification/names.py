"""Names in a sentence that a model wrote: are they in the source, and do they do what it says?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.verification.alignment import Word, alike, content, groups
from assistant.verification.semantic_roles import parsed, taken_up_from
from index_store.analysis import STOP_WORDS, stem
from ingest.model import Speaker
from ingest.names.finder import NameFinder

_TOKEN = re.compile(r"[^\W_]+")
_PREPOSITION = re.compile(
    r"(?:\b(?:by|with|of|for|from|to|in|at|on|than|against|between|towards?)\s+(?:the\s+)?|[(“\"])$",
    re.I,
)
_TOGETHER = re.compile(
    r"(?:\s*(?:,|and|or|&|of\s+the|of)\s*|\s+|\s*\(|\)\s*,?\s*)(?:the\s+)?", re.I
)
_NO_VERB = frozenset(
    """that which who and or of in on to for with through by at from into under as since until till
    after before during against between among via per""".split()
)
_BY = re.compile(r"\w+\s+(?:\w+\s+){0,2}?by\s+(?:the\s+)?$", re.I)
_AUXILIARY = re.compile(r"\w+ly$|^(?:has|have|had|was|were|is|are|be|been|also|then|further)$")


@dataclass(frozen=True)
class Name:
    """A run of capitalised words; `object_` where a preposition stands before it."""

    start: int
    end: int
    text: str
    object_: bool


def capitalised(text: str) -> list[Name]:
    """Capitalised words of a text, also codes such as "X.1091"; runs of them are one name.

    The first word of a sentence counts only where another capital follows it.
    """
    found: list[Name] = []
    for match in re.finditer(r"[^\s()“”\"]+", text):
        word = match[0].strip(".,;:!?’'")
        bare = re.sub(r"['’]s?$", "", word)
        if not bare or not any(c.isupper() for c in bare):
            continue
        start = match.start() + match[0].find(word)
        opening = not text[:start].strip(' “"(') or re.search(r"[.!?:]\s+$", text[:start])
        plain = bare[0].isupper() and (bare[1:].islower() or len(bare) == 1)
        if opening and plain and bare.lower() in STOP_WORDS:
            continue
        end = start + len(bare)
        if found and text[found[-1].end : start] == " ":
            last = found.pop()
            found.append(Name(last.start, end, text[last.start : end], last.object_))
        else:
            found.append(Name(start, end, bare, bool(_PREPOSITION.search(text[:start]))))
    # A single plain word at the beginning is no name by its capital alone.
    return [n for n in found if not (n.start == 0 and " " not in n.text and n.text[1:].islower())]


def missing_name(said: str, source: str, known: Iterable[str]) -> str | None:
    """A capitalised word or code of `said` that stands nowhere in the source or the names known."""
    there = {t[0].casefold() for text in (source, *known) for t in _TOKEN.finditer(text)}
    initials = _initials(source)
    for name in capitalised(said):
        for token in _TOKEN.finditer(name.text):
            word = token[0].casefold()
            if word in there or word in STOP_WORDS or word.rstrip("s") in there:
                continue
            if token[0].isupper() and word in initials:
                continue
            # Other forms of a word that stands there: "Polish" beside "Poland" does not count.
            if stem(word) in {stem(t) for t in there}:
                continue
            return name.text
    return None


def _initials(text: str) -> set[str]:
    """Initials of runs of capitalised words, as acronyms are made."""
    return {
        "".join(w[0] for w in name.text.split()).casefold()
        for name in capitalised(text)
        if len(name.text.split()) > 1
    }


def actor_changed(
    said: str,
    source: str,
    speakers: Sequence[Speaker],
    before: str,
    finder: NameFinder,
) -> str | None:
    """A name that does in `said` what another one does in `source`; None where there is none.

    The name before a verb must be the one before the same verb in the source. Where no name
    stands there, it must be a speaker of the sentence or stand before it.
    """
    groups = _groups_of(source, finder)
    for name in _names(said, finder):

        def same(others: Iterable[Name], name: Name = name) -> bool:
            return any(_same(name, other, said, source, finder) for other in others)

        # "The line runs Chad", where Chad runs it.
        ahead = _places(_verb_ahead(said[: name.start]), source)
        if any(same(_doer(place, source, groups) or ()) for place in ahead):
            return name.text
        if name.object_ or re.match(r"['’](?:s\b|\s)", said[name.end :]):
            continue
        if _is_told_what_it_is(name, said):
            continue
        places = _places(_verb_behind(said[name.end :]), source)
        if not places or any(same(_nearest_actor(place, source, groups)) for place in places):
            continue
        if any(group[0].start < place and _acts(group) for place in places for group in groups):
            return name.text
        if any(map(same, groups)):
            return name.text  # in the source it is done to this one
        before_it = any(t[0].casefold() in before.casefold() for t in _TOKEN.finditer(name.text))
        if finder.resolve(name.text) in speakers or before_it:
            continue
        if name.text.casefold() not in source.casefold():
            return name.text
    return None


def _nearest_actor(place: int, source: str, groups: Sequence[Sequence[Name]]) -> Sequence[Name]:
    """The names that do what the verb at `place` says; none where no name does."""
    doer = _doer(place, source, groups)
    if doer is not None:
        return doer  # "run by Chad": who does it stands behind
    start = taken_up_from(source, place)
    if start is not None:  # "the start of the Act (ACT), which entered into force"
        return [name for g in groups for name in g if start <= name.start < place]
    ahead = [group for group in groups if group[0].start < place and _acts(group)]
    return ahead[-1] if ahead else ()


def _names(text: str, finder: NameFinder) -> list[Name]:
    """Names of speakers, and other capitalised words outside of them."""
    found = [
        Name(m.start, m.end, text[m.start : m.end], bool(_PREPOSITION.search(text[: m.start])))
        for m in finder.find(text)
        if not m.demonym
    ]
    taken = [(m.start, m.end) for m in finder.find(text)]  # "Polish" does nothing by itself
    others = [n for n in capitalised(text) if not any(a < n.end and n.start < b for a, b in taken)]
    return sorted([*found, *others], key=lambda name: name.start)


def _groups_of(text: str, finder: NameFinder) -> list[list[Name]]:
    """Names in reading order; those that stand together ("A, B and C") in one list."""
    groups: list[list[Name]] = []
    for name in _names(text, finder):
        if groups and _TOGETHER.fullmatch(text[groups[-1][-1].end : name.start]):
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


def _acts(group: Sequence[Name]) -> bool:
    return not group[0].object_


def _verb_ahead(text: str) -> Word | None:
    """The word right before a name, an article between them or none."""
    match = re.search(r"([^\W\d_]+)\s+(?:the\s+)?$", text)
    word = match[1].lower() if match else ""
    if not word or word in _NO_VERB or word in STOP_WORDS:
        return None
    return Word(word, stem(word))


def _doer(place: int, source: str, groups: Sequence[Sequence[Name]]) -> Sequence[Name] | None:
    """The names behind a passive verb at `place` and "by"."""
    behind = (g for g in groups if g[0].start > place)
    return next((g for g in behind if _BY.fullmatch(source[place : g[0].start])), None)


def _verb_behind(text: str) -> Word | None:
    """The first content word behind a name, None where a preposition or stop comes first."""
    for token in re.finditer(r"[^\W\d_]+|[.;:,]", text[:80]):
        word = token[0].lower()
        if not word[0].isalpha():
            return None
        if _AUXILIARY.search(word):
            continue
        if word in _NO_VERB or token[0][0].isupper():
            return None
        if word in STOP_WORDS:
            continue
        return Word(word, stem(word))
    return None


def _is_told_what_it_is(name: Name, text: str) -> bool:
    """Whether a name is the subject of "is a …": then it does nothing."""
    return any(
        t.dep_ == "nsubj"
        and t.head.lemma_ == "be"
        and any(c.dep_ == "attr" for c in t.head.children)
        for t in parsed(text)
        if name.start <= t.idx < name.end
    )


def _places(verb: Word | None, source: str) -> list[int]:
    """Where a verb stands in any of its forms; nowhere without one."""
    if verb is None:
        return []
    return [m.start() for m in re.finditer(r"[^\W\d_]+", source) if stem(m[0].lower()) == verb.stem]


def _same(name: Name, other: Name, said: str, source: str, finder: NameFinder) -> bool:
    one, two = finder.resolve(name.text), finder.resolve(other.text)
    if one is not None and one == two:
        return True
    words = {w.stem for w in content(name.text)}
    return bool(words & {w.stem for w in content(other.text)})


_ATTACHED = re.compile(
    r"(?P<head>[^\W\d_]+)\s+(?P<preposition>from|to|by|for|with|on|in|at|against|into|of|about)\s+"
    # Five words, and the whole of a list of names.
    r"(?=(?P<rest>(?:[A-Z]\w+,\s+)*(?:[^\W_]+(?:['’]s)?[\s-]*){1,5}))"
)


def attached_otherwise(said: str, source: str) -> str | None:
    """A word that hangs on another in `said` than in `source`: "come from children", not adults.

    Only where the source has the same two words before it.
    """
    theirs = list(_ATTACHED.finditer(source))
    for match in _ATTACHED.finditer(said):
        key = (stem(match["head"].lower()), match["preposition"])
        same = [t for t in theirs if (stem(t["head"].lower()), t["preposition"]) == key]
        wanted = content(match["rest"])[:1]
        if not same or not wanted or key[0] in STOP_WORDS:
            continue
        word = wanted[0]
        for other in same:
            there = content(other["rest"])
            stems = {w.stem for w in there}
            near = groups().get(word.stem, frozenset()) & stems
            if not there or word.stem in stems or near or any(alike(word.stem, s) for s in stems):
                break
            if re.search(r"\d", other["rest"]):
                break
        else:
            return f"{match['head']} {match['preposition']} {word.text}"
    return None
