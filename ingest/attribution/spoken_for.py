"""The group for which somebody takes the floor: "I speak on behalf of the Pacific Forum"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.attribution import parse
from ingest.attribution.first_person import speaks_of_itself
from ingest.model import Speaker, SpeakerKind
from ingest.names import groups
from ingest.names.finder import NameFinder

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEHALF = "behalf"
_NEAR = 60  # characters from "on behalf of" to the group's name
_SUBJECTS = ("nsubj", "nsubjpass")
_OWN = ("i", "we", "my", "our")


def group(sentence: str, finder: NameFinder) -> Speaker | None:
    """The group on whose behalf an English sentence says that it is spoken; None where none.

    "We support the statement made by Iraq on behalf of the Group" is not said for the group.
    """
    if _BEHALF not in sentence or not speaks_of_itself(sentence):
        return None
    words = parse.words(" ".join(sentence.split()))
    spaced = [bool(token.whitespace_) for token in words]
    doc = next(parse.parsed([([token.text for token in words], spaced)]))
    for token in doc:
        if token.lower_ == _BEHALF and _is_own(token.head):
            return _named(doc.text[token.idx :], finder)
    return None


def _is_own(token: Token) -> bool:
    """Whether what a preposition tells of is done by who speaks, through verbs without subjects."""
    node = token.head
    while node.head != node or node.pos_ in ("VERB", "AUX"):
        if node.pos_ in ("VERB", "AUX"):
            subject = next((c for c in node.children if c.dep_ in _SUBJECTS), None)
            if subject is not None:
                return any(t.lower_ in _OWN for t in (subject, *subject.children))
            if node.head == node or (node.dep_ in ("acl", "relcl") and node.tag_ != "VB"):
                return False  # "the statement made on behalf of"
        elif node.dep_ not in ("dobj", "attr", "acomp", "nsubj"):
            return False
        node = node.head
    return False


def _named(behind: str, finder: NameFinder) -> Speaker | None:
    """The group that words with "behalf" at their start name first, whether known or not."""
    found = [m for m in finder.find(behind) if m.start < _NEAR]
    for match in found:
        if match.speaker.kind in (SpeakerKind.GROUP, SpeakerKind.PARTNER):
            return match.speaker
    name = groups.behind_behalf(behind)
    if name is None or any(match.start < behind.index(name) + len(name) for match in found):
        return None
    return Speaker(name=name, kind=SpeakerKind.GROUP)
