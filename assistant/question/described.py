"""Documents that a question names by what they are: "Norway's contribution on tokens"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from assistant.question.parse import Parsed
from assistant.question.question import Kind
from assistant.question.scope_draft import ScopeDraft, Span
from index_store.analysis import terms
from index_store.records import DocumentRecord
from ingest.header.labels import kinds
from ingest.model import DocumentKind, Speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORDS_OF_TITLE = 3  # that name a document, at least
_WHOLE = (Kind.OVERVIEW, Kind.LIST)
_PAPERS = ("paper", "document")  # words for whatever was submitted


def bind_described(
    parsed: Parsed,
    kind: Kind,
    asked: Sequence[Speaker],
    records: Sequence[DocumentRecord],
    found: ScopeDraft,
) -> None:
    """Keeps to the documents that a question describes, else to those of the kinds it names."""
    pool = [r for r in records if not found.meetings or r.meeting in found.meetings]
    for token in parsed.doc:
        if not (kind in _WHOLE or _within_it(token)):
            continue
        named = kinds_named(token, parsed)
        if named and token.tag_ == "NNS" and token.lemma_.lower() not in _PAPERS:
            found.kinds += sorted(named & {record.kind for record in pool})
            continue
        if named:
            of_kind = [record for record in pool if record.kind in named]
            meant = _described(token, parsed, asked, of_kind, len(pool))
        else:
            meant = _titled(token, parsed, pool)
        if meant:
            found.documents += [record.id for record in meant]
            found.spans.append(_phrase(parsed, token))
            return


def kinds_named(token: Token, parsed: Parsed) -> set[DocumentKind]:
    """Kinds of document that a noun names, with the adjective before it."""
    if token.pos_ not in ("NOUN", "PROPN") or token.i in parsed.by_token:
        return set()
    single = token.lemma_.lower()
    double = f"{parsed.doc[token.i - 1].lower_} {single}" if token.i else single
    by_name = _kind_names()
    return by_name.get(double) or by_name.get(single) or set()


@cache
def _kind_names() -> dict[str, set[DocumentKind]]:
    found: dict[str, set[DocumentKind]] = {}
    for kind, names in kinds().items():
        for name in names:
            found.setdefault(name, set()).add(DocumentKind(kind))
    papers = {DocumentKind.CONTRIBUTION, DocumentKind.INFORMATION}
    for general in (*_PAPERS, "contribution"):
        found.setdefault(general, set()).update(papers)
    return found


def _described(
    token: Token,
    parsed: Parsed,
    asked: Sequence[Speaker],
    records: Sequence[DocumentRecord],
    among: int,
) -> list[DocumentRecord]:
    """The documents that a noun with its modifiers describes, where it tells some from others."""
    fitting = [record for record in records if _fits(token, parsed, asked, record)]
    telling = bool(_modifiers(token, parsed)) or len(fitting) == 1
    return fitting if telling and len(fitting) < max(among, 2) else []


def _titled(
    token: Token, parsed: Parsed, records: Sequence[DocumentRecord]
) -> list[DocumentRecord]:
    """The one document whose title has all words of a noun phrase of several."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return []
    inside = [*_modifiers(token, parsed), token]
    words = set(terms(" ".join(parsed.words(t.i, t.i) for t in inside)))
    if len(words) < _WORDS_OF_TITLE:
        return []
    fitting = [r for r in records if words <= set(terms(r.title))]
    return fitting if len(fitting) == 1 else []


def _within_it(token: Token) -> bool:
    """ "In its contribution": what is asked is asked of the document."""
    return (
        token.dep_ == "pobj"
        and token.head.lower_ in ("in", "to")
        and (token.head.lower_ == "in" or token.head.head.lower_ == "according")
    )


def _modifiers(token: Token, parsed: Parsed) -> list[Token]:
    return [
        t
        for t in token.subtree
        if t != token and not t.is_stop and not t.is_punct and t.dep_ not in ("det", "case")
    ]


def _fits(token: Token, parsed: Parsed, asked: Sequence[Speaker], record: DocumentRecord) -> bool:
    """Whether all that is said of a document is true of this one."""
    describing = set(terms(f"{record.title} {record.kind} {record.id} {record.source or ''}"))
    for child in token.subtree:
        name = parsed.by_token.get(child.i)
        if name is not None:
            source = name.speaker.name if name.speaker else name.text
            if source not in (record.source, *record.authors):
                return False
        elif child.tag_ == "PRP$" and asked:
            if not {s.name for s in asked} & {record.source, *record.authors}:
                return False
        elif child != token and not child.is_stop and not child.is_punct:
            modifies = child.dep_ in ("compound", "amod")
            if not modifies and not set(terms(child.text)) <= describing:
                return False
    return True


def _phrase(parsed: Parsed, noun: Token) -> Span:
    """The noun phrase with its preposition."""
    places = [t.i for t in noun.subtree if t.i <= noun.i]
    first = min(places)
    if noun.dep_ == "pobj":
        first = min(first, noun.head.i)
    return parsed.span(first, noun.i)
