"""Parses mended where names are known to be names and the parser took them for something else.

Reports of meetings put names where other prose has none: "Chad, supported by Mali, said and, with
Togo, asked", "Chad asked for time and Mali, for the Group, refused". The small pipeline hangs such
names on the verb before, or takes the first of them for the root.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TOLD = ("VBD", "VBZ")
_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_LONGEST = 12  # words between commas behind a name


def mended(doc: Doc, names: Collection[int]) -> Doc:
    """The parse with the verbs of names repaired; `names` are the places of tokens for names."""
    from spacy.tokens import Doc

    tree = _Tree(doc)
    for at in sorted(names):
        if at < len(doc) and doc[at].dep_ not in _SUBJECTS:
            tree.mend(at)
    if not tree.changed or _is_cyclic(tree.heads):
        return doc
    return Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=tree.tags,
        pos=[token.pos_ for token in doc],
        lemmas=[token.lemma_ for token in doc],
        heads=tree.heads,
        deps=tree.deps,
    )


class _Tree:
    """The heads, dependencies and tags of a parse, to be changed."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self.heads = [token.head.i for token in doc]
        self.deps = [token.dep_ for token in doc]
        self.tags = [token.tag_ for token in doc]
        self.changed = False

    def mend(self, at: int) -> None:
        """Gives the name at a token its verb, where it has lost it."""
        doc = self._doc
        first = at - 1 if at and doc[at - 1].tag_ == "DT" else at
        joins = first > 1 and doc[first - 1].lower_ == "with" and doc[first - 2].text == ","
        is_root = self.deps[at] == "ROOT"
        verb = self._verb_behind(at, joins, is_root)
        if verb is None or any(child.dep_ in _SUBJECTS for child in verb.children):
            return
        if joins:  # "said this and, with Togo, asked"
            self._hang(first - 1, verb.i, "prep")
            root = next((t for t in doc if t.dep_ == "ROOT"), verb)
            if root.i < verb.i and root.tag_ in _TOLD:
                self._hang(verb.i, root.i, "conj")
        elif is_root:  # "Chad, supported by Mali, preferred"
            for token in doc:
                if self.heads[token.i] == at and token.i > verb.i:
                    self._hang(token.i, verb.i, self.deps[token.i])
            self._hang(verb.i, verb.i, "ROOT")
            self._hang(at, verb.i, "nsubj")
            self.tags[verb.i] = _TOLD[0]
        elif first and doc[first - 1].dep_ == "cc" and verb.dep_ == "conj":
            self._hang(at, verb.i, "nsubj")  # "and Mali, for the Group, refused"
            for i in range(at + 1, verb.i):
                if self.heads[i] < at:
                    self._hang(i, verb.i, self.deps[i])

    def _hang(self, at: int, head: int, dep: str) -> None:
        self.heads[at], self.deps[at], self.changed = head, dep, True

    def _verb_behind(self, at: int, joins: bool, is_root: bool) -> Token | None:
        """The finite verb right behind a name or, unless it `joins`, behind a phrase in commas."""
        doc = self._doc
        behind = at + 1
        if behind < len(doc) and doc[behind].text == ",":
            between = range(behind + 1, min(behind + _LONGEST, len(doc)))
            comma = next((i for i in between if doc[i].text == ","), behind)
            behind = (behind if joins else comma) + 1
        elif joins:
            return None
        tags = (*_TOLD, "VBN") if is_root and doc[behind - 1].text == "," else _TOLD
        return doc[behind] if behind < len(doc) and doc[behind].tag_ in tags else None


def _is_cyclic(heads: list[int]) -> bool:
    """Whether some token hangs on itself by way of others."""
    for at in range(len(heads)):
        seen = set()
        while heads[at] != at:
            if at in seen:
                return True
            seen.add(at)
            at = heads[at]
    return False
