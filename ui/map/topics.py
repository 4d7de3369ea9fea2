"""Topics of a store, found in it: paragraphs that lie near to each other, and the words of theirs
that lie nearest to what they have in common.

Paragraphs are clustered by their vectors (`clusters.py`); a cluster is named by one of its headings
or by a phrase that is frequent in it and rare in the others (class-based TF-IDF: Grootendorst 2022,
"BERTopic"), whichever the embedding model puts nearest to the middle of the cluster (Sharma & Li
2019, "Self-supervised contextual keyword extraction").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from index_store import Store
from ingest.attribution.parse import pipeline
from ingest.model import SpeakerKind
from ui.map.clusters import ALONE, clustered, some
from ui.map.delegations import OTHER
from ui.map.phrases import LONGEST, phrases_of, words_of

if TYPE_CHECKING:
    from ui.map.statements import Statement

Unit = tuple[str, int]
"""A paragraph or turn: document and place."""
SINGLE = 0.85
"""What the nearness of a single word counts: it seldom tells a topic ("age", "chat")."""
MANY = 200
"""Paragraphs from which on a phrase that stands in one alone is none."""
CANDIDATES = 30
"""Phrases of a cluster that may name it."""
ALIKE = 80
"""Likeness, in percent, from which on two names are nearly the same."""
FITTING = 0.9
"""What the nearness of a name counts at least, beside that of the best one, to be as fitting."""
_NAMED = (SpeakerKind.MEMBER_STATE, SpeakerKind.PERSON)
"""Kinds of speakers whose names are no topics; "Child Helpline" may be one."""
_NUMBER = re.compile(r"[\d.\s]+")


@dataclass(frozen=True)
class _Paragraph:
    """What delegations say in a paragraph, the heading that it stands under, and who they are."""

    text: str
    heading: str
    speaking: Collection[str]


def topics_of(store: Store, statements: Sequence[Statement]) -> dict[Unit, str]:
    """The topic of each paragraph that statements stand in, by its name."""
    said: dict[Unit, list[Statement]] = defaultdict(list)
    for statement in statements:
        said[statement.document, statement.unit].append(statement)
    units = list(said)
    if not units:
        return {}
    speaking = [{who for s in said[unit] for who in s.delegations} for unit in units]
    clusters, centres = clustered(_vectors(store, units), speaking)
    chosen = [n for n in some(len(units)) if clusters[n] != ALONE]
    read = {units[n]: said[units[n]] for n in chosen}
    paragraphs = [
        _Paragraph(text, found[0].heading, speaking[n])
        for text, n, found in zip(_texts(store, read), chosen, read.values(), strict=True)
    ]
    labels = _named(store, paragraphs, clusters[chosen], centres)
    labels = [*labels, OTHER]  # in the place of `ALONE`, the last
    return {unit: labels[cluster] for unit, cluster in zip(units, clusters, strict=True)}


def _texts(store: Store, said: Mapping[Unit, Sequence[Statement]]) -> list[str]:
    """What is said in each paragraph."""
    texts = []
    document, text = "", ""
    for (name, _), found in said.items():
        if name != document:
            document, text = name, store.text(name)
        texts.append(" . ".join(text[statement.start : statement.end] for statement in found))
    return texts


def _vectors(store: Store, units: Iterable[Unit]) -> np.ndarray:
    """The mean of the vectors of each paragraph's passages, of length 1."""
    replica = store.replica()
    places = {record.id: n for n, record in enumerate(replica.documents)}
    rows = []
    for document, unit in units:
        first, last = replica.document_offsets[places[document] : places[document] + 2]
        own = replica.unit[first:last] == unit
        rows.append(np.asarray(replica.vectors[first:last][own], np.float32).mean(axis=0))
    found = np.stack(rows)
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)


def _named(
    store: Store, paragraphs: Sequence[_Paragraph], clusters: np.ndarray, centres: np.ndarray
) -> list[str]:
    """A name for each cluster, the surest first; nobody's own name.

    Two have the same name where they are one topic.
    """
    everybody = [count.speaker for count in store.speakers()]
    known = [speaker.name.casefold() for speaker in everybody]
    names = {
        word
        for speaker in everybody
        if speaker.kind in _NAMED or " " not in speaker.name
        for word in words_of(speaker.name)
    }
    candidates = [
        {**frequent, **_headings(paragraphs, clusters == n)}
        for n, frequent in enumerate(_frequent(paragraphs, clusters, len(centres), names))
    ]
    every = [
        phrase
        for phrase in _nominal(sorted(set().union(*candidates)))
        if " " not in phrase or not any(phrase.casefold() in name for name in known)
    ]
    candidates = [_shared(own, every) for own in candidates]
    if not every:
        return [f"Topic {n + 1}" for n in range(len(centres))]
    near = store.embedder.embed(every) @ centres.T
    near *= np.array([[1.0 if " " in phrase else SINGLE] for phrase in every])
    ranked = sorted(
        (
            (near[place, n], n, phrase)
            for place, phrase in enumerate(every)
            for n in range(len(centres))
            if phrase in candidates[n]
        ),
        reverse=True,
    )
    labels = _apart(ranked)
    return [_capital(labels.get(n, f"Topic {n + 1}")) for n in range(len(centres))]


def _apart(ranked: Iterable[tuple[float, int, str]]) -> dict[int, str]:
    """A name for each cluster, out of (nearness, cluster, phrase), the best first.

    A cluster whose best names are nearly those of another gets the next one that is as fitting;
    where there is none, both are one topic.

    >>> _apart([(0.9, 0, "Night helpline"), (0.8, 1, "Night line"), (0.75, 1, "Filters")])[1]
    'Filters'
    >>> _apart([(0.9, 0, "Night helpline"), (0.8, 1, "Night line"), (0.3, 1, "Filters")])[1]
    'Night helpline'
    """
    from rapidfuzz import fuzz, utils

    labels: dict[int, str] = {}
    best: dict[int, float] = {}
    twins: dict[int, str] = {}
    for nearness, n, phrase in ranked:
        if n in labels or nearness < FITTING * best.setdefault(n, nearness):
            continue
        twin = next(
            (
                taken
                for taken in labels.values()
                if fuzz.token_set_ratio(taken, phrase, processor=utils.default_process) > ALIKE
            ),
            None,
        )
        if twin is None:
            labels[n] = phrase
        else:
            twins.setdefault(n, twin)
    return {**twins, **labels}


def _nominal(phrases: Sequence[str]) -> list[str]:
    """The phrases that name a thing: made of nouns and what goes with them, no verb."""
    named = {"NOUN", "PROPN"}
    kept = []
    for phrase, doc in zip(phrases, pipeline().pipe(phrases), strict=True):
        tags = {token.pos_ for token in doc}
        if doc[-1].pos_ in named and not tags & {"VERB", "AUX", "NUM", "SYM"}:
            kept.append(phrase)
    return kept


def _headings(paragraphs: Sequence[_Paragraph], own: np.ndarray) -> dict[str, set[str]]:
    """Headings short enough to be names, without their numbers and dashes, and who speaks there."""
    found: dict[str, set[str]] = defaultdict(set)
    for paragraph, mine in zip(paragraphs, own, strict=True):
        heading = paragraph.heading
        bare = _NUMBER.sub("", heading, count=1) if heading[:1].isdigit() else heading
        bare = bare.strip(" -–—•")
        short = 0 < len(bare.split()) <= 2 * LONGEST and not any(map(str.isdigit, bare))
        if mine and short:
            found[bare].update(paragraph.speaking)
    return found


def _shared(phrases: Mapping[str, Collection[str]], every: Collection[str]) -> dict[str, Any]:
    """Those phrases out of `every` that several delegations use; where there is none, all of them.

    A word that one delegation alone uses tells of them, not of what several spoke of.

    >>> [*_shared({"Lanterns": {"Chad", "Fiji"}, "Saint Nicholas": {"Fiji"}}, ["Lanterns"])]
    ['Lanterns']
    """
    named = {phrase: who for phrase, who in phrases.items() if phrase in set(every)}
    return {phrase: who for phrase, who in named.items() if len(who) > 1} or named


def _frequent(
    paragraphs: Sequence[_Paragraph], clusters: np.ndarray, count: int, names: Collection[str]
) -> list[dict[str, set[str]]]:
    """For each cluster the phrases with the highest class-based TF-IDF, as mostly printed.

    With each the delegations that use it; of those that several use there are as many again.
    """
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import CountVectorizer

    texts = [paragraph.text for paragraph in paragraphs]
    vectorizer: Any = CountVectorizer(
        analyzer=lambda text: phrases_of(text, names), min_df=2 if len(texts) > MANY else 1
    )
    try:
        counts = vectorizer.fit_transform(texts)
    except ValueError:  # no phrase at all
        return [{} for _ in range(count)]
    member = csr_matrix(
        (np.ones(len(texts)), (clusters, np.arange(len(texts)))), shape=(count, len(texts))
    )
    by_cluster = (member @ counts).toarray()
    total = by_cluster.sum(axis=0)
    weight = by_cluster * np.log1p(by_cluster.sum() / count / np.maximum(total, 1))
    known = vectorizer.get_feature_names_out()
    found = []
    for n, row in enumerate(weight):
        own = counts[clusters == n].tocsc()
        speaking = [paragraphs[at].speaking for at in np.flatnonzero(clusters == n).tolist()]
        best: dict[str, set[str]] = {}
        several = 0
        for i in np.argsort(-row).tolist():
            if row[i] <= 0 or several == CANDIDATES:
                break
            places = own.indices[own.indptr[i] : own.indptr[i + 1]]
            who = {who for at in places for who in speaking[at]}
            several += len(who) > 1
            if len(who) > 1 or len(best) < CANDIDATES:
                best[known[i]] = who
        found.append(best)
    return found


def _capital(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]
