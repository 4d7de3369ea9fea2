"""Topics of a store, found in it: paragraphs that lie near to each other, and the words of theirs
that lie nearest to what they have in common.

Paragraphs are clustered by their vectors (k-means); a cluster is named by one of its headings or
by a phrase that is frequent in it and rare in the others (class-based TF-IDF: Grootendorst 2022,
"BERTopic"), whichever the embedding model puts nearest to the middle of the cluster (Sharma & Li
2019, "Self-supervised contextual keyword extraction").
"""

from __future__ import annotations

import re
import runpy
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.messages.catalogue import LANGUAGES
from index_store import Store
from ingest.attribution.parse import pipeline
from ingest.model import SpeakerKind
from ingest.spacy_alone import import_spacy

if TYPE_CHECKING:
    from ui.map.statements import Statement

Unit = tuple[str, int]
"""A paragraph or turn: document and place."""
MOST = 12
"""Topics, at most."""
PARAGRAPHS = 4
"""Paragraphs of a topic, about, where there are few."""
LONGEST = 3
"""Words of a phrase, at most; of a heading twice as many."""
SINGLE = 0.85
"""What the nearness of a single word counts: it seldom tells a topic ("age", "chat")."""
READ = 20_000
"""Paragraphs that topics are learned from, at most; the others go to the nearest."""
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
_SEGMENT = re.compile(r"[^\w\s'’-]+")
_WORD = re.compile(r"[^\W\d_][\w'’-]+")
_POSSESSIVE = re.compile(r"['’]s?\Z")
_NUMBER = re.compile(r"[\d.\s]+")


def topics_of(store: Store, statements: Sequence[Statement]) -> dict[Unit, str]:
    """The topic of each paragraph that statements stand in, by its name."""
    said: dict[Unit, list[Statement]] = defaultdict(list)
    for statement in statements:
        said[statement.document, statement.unit].append(statement)
    units = list(said)
    if not units:
        return {}
    clusters, centres = _clustered(_vectors(store, units))
    chosen = _some(len(units))
    read = {units[n]: said[units[n]] for n in chosen}
    headings = [found[0].heading for found in read.values()]
    labels = _named(store, _texts(store, read), headings, clusters[chosen], centres)
    return {unit: labels[cluster] for unit, cluster in zip(units, clusters, strict=True)}


def _some(count: int) -> np.ndarray:
    """Places of the paragraphs that are learned from, in order: all, or as many as tell enough."""
    if count <= READ:
        return np.arange(count)
    return np.sort(np.random.default_rng(0).choice(count, READ, replace=False))


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


def _clustered(vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The cluster of each vector, and the middle of each cluster."""
    from sklearn.cluster import KMeans

    wanted = min(MOST, max(1, round(len(vectors) / PARAGRAPHS)))
    model = KMeans(n_clusters=wanted, n_init=4, random_state=0).fit(vectors[_some(len(vectors))])
    return model.predict(vectors), model.cluster_centers_


def _named(
    store: Store,
    texts: Sequence[str],
    headings: Sequence[str],
    clusters: np.ndarray,
    centres: np.ndarray,
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
        for word in _words(speaker.name)
    }
    candidates = [
        {*frequent, *_headings(headings, clusters == n)}
        for n, frequent in enumerate(_frequent(texts, clusters, len(centres), names))
    ]
    every = [
        phrase
        for phrase in _nominal(sorted(set().union(*candidates)))
        if " " not in phrase or not any(phrase.casefold() in name for name in known)
    ]
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


def _headings(headings: Sequence[str], own: np.ndarray) -> set[str]:
    """Headings short enough to be names, without their numbers and dashes."""
    found = (
        _NUMBER.sub("", heading, count=1).strip() if heading[:1].isdigit() else heading
        for heading, mine in zip(headings, own, strict=True)
        if mine
    )
    bare = (heading.strip(" -–—•") for heading in found)
    return {
        heading
        for heading in bare
        if 0 < len(heading.split()) <= 2 * LONGEST and not any(map(str.isdigit, heading))
    }


def _frequent(
    texts: Sequence[str], clusters: np.ndarray, count: int, names: Collection[str]
) -> list[list[str]]:
    """For each cluster the phrases with the highest class-based TF-IDF, as mostly printed."""
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import CountVectorizer

    vectorizer: Any = CountVectorizer(
        analyzer=lambda text: _phrases(text, names), min_df=2 if len(texts) > MANY else 1
    )
    try:
        counts = vectorizer.fit_transform(texts)
    except ValueError:  # no phrase at all
        return [[] for _ in range(count)]
    member = csr_matrix(
        (np.ones(len(texts)), (clusters, np.arange(len(texts)))), shape=(count, len(texts))
    )
    by_cluster = (member @ counts).toarray()
    total = by_cluster.sum(axis=0)
    weight = by_cluster * np.log1p(by_cluster.sum() / count / np.maximum(total, 1))
    known = vectorizer.get_feature_names_out()
    return [[known[i] for i in np.argsort(-row)[:CANDIDATES] if row[i] > 0] for row in weight]


def _phrases(text: str, names: Collection[str]) -> list[str]:
    """Sequences of words as printed that neither begin nor end with a word of little meaning.

    >>> _phrases("The safety of children matters.", ())
    ['safety', 'safety of children', 'children', 'children matters', 'matters']
    >>> _phrases("Of 40 pupils", ())
    ['pupils']
    """
    found = []
    for segment in _SEGMENT.split(text):
        words = list(_WORD.finditer(segment))
        light = [
            bare in _light() or bare in names
            for bare in (_POSSESSIVE.sub("", word[0]).casefold() for word in words)
        ]
        for first in range(len(words)):
            for last in range(first, min(first + LONGEST, len(words))):
                # A number between two words is no part of a name, and the words are not adjacent.
                printed = segment[words[first].start() : words[last].end()].split()
                if not (light[first] or light[last]) and len(printed) == last - first + 1:
                    found.append(" ".join(printed))
    return found


def _words(name: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(name)]


@cache
def _light() -> frozenset[str]:
    """Words of little meaning in the languages of the Union.

    Only their files are read: to import French takes spaCy seconds, for what a tokenizer needs.
    """
    languages = Path(str(import_spacy().__file__)).parent / "lang"
    return frozenset().union(
        *(
            runpy.run_path(str(languages / code / "stop_words.py"))["STOP_WORDS"]
            for code in LANGUAGES
        )
    )


def _capital(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]
