"""Learns the weights that tell who speaks in a narrated sentence, and what goes on with a report.

`python -m evals.learn_speakers SETS… [--world FOLDERS…] [--corpus FOLDER] [--write]` reads labelled
sets in the form of `evals/attribution.py`, folders of real documents, each with `speakers.jsonl`,
and `evals/sets/attribution.jsonl`, whose documents lie in a folder of their own. It prints the
figures of a cross-validation by document and of the documents that are held out, and writes
`ingest/attribution/judgement.json`.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from evals.attribution import lay_out, load
from evals.reading_set import document_text
from ingest.attribution import judgement as judging
from ingest.attribution import narrated
from ingest.attribution.candidates import Candidate, Features
from ingest.attribution.judgement import Judgement
from ingest.attribution.turns import turns
from ingest.header import parsing
from ingest.model import DocumentKind, Header, Speaker, SpeakerKind
from ingest.readers import read_raw
from ingest.structure.sentences import split
from ingest.structure.units import Unit, units

_DATA = Path(judging.__file__).with_name("judgement.json")
_LABELS = Path(__file__).parent / "sets" / "attribution.jsonl"
_FOLDS = 8
_ROUNDS = 2
_LEAST = 2  # times a feature must occur
_ONE_AUTHOR = 0.7  # share of sentences with the same voices from which a text is one author's
_STRENGTH = 4.0  # inverse of the penalty
_SLIGHT = 0.005  # weights below are left out
_SMALL = frozenset(("the", "of", "and", "mr", "mrs", "ms", "dr", "new", "united", "delegation"))
_CHAIRS = re.compile(r"chair\w*|president", re.IGNORECASE)


Labels = dict[Path, list[tuple[str, list[str]]]]
"""Sentences of files with the names of their speakers."""


@dataclass
class Example:
    """A decision with its features and the right answer."""

    features: Features
    label: bool
    document: str


@dataclass
class Labelled:
    """A document ready to be attributed; `gold` maps offsets of sentences to their speakers."""

    name: str
    text: str
    parts: list[tuple[Unit, list[tuple[int, int]]]]
    prepared: narrated.Prepared
    gold: dict[int, list[str]]
    unnamed: bool  # whether voices without a name are labelled
    real: bool = False


@dataclass
class Teaching(Judgement):
    """Answers as the labels do where there are any, and writes down what was asked."""

    document: Labelled | None = None
    speakers: list[Example] = field(default_factory=list)
    continuations: list[Example] = field(default_factory=list)

    def is_speaker(self, candidate: Candidate, at: int) -> bool:
        """As labelled, else as learned so far."""
        assert self.document is not None
        gold = self.document.gold.get(at)
        guess = super().is_speaker(candidate, at)
        who = candidate.speakers
        if gold is None or not who:
            return guess
        if not self.document.unnamed and who[0].kind is SpeakerKind.UNNAMED:
            return True
        right = any(same(name, speaker.name) for name in gold for speaker in who)
        self.speakers.append(Example(dict(candidate.features), right, self.document.name))
        return right

    def is_continued(self, features: Features, current: Sequence[Speaker], at: int) -> bool:
        """As labelled, else as learned so far."""
        assert self.document is not None
        gold = self.document.gold.get(at)
        guess = super().is_continued(features, current, at)
        if gold is None:
            return guess
        right = any(same(name, speaker.name) for name in gold for speaker in current)
        self.continuations.append(Example(dict(features), right, self.document.name))
        return right


def same(one: str, other: str) -> bool:
    """Whether two names share a telling word."""
    return one == other or bool(_words(one) & _words(other))


def _words(name: str) -> set[str]:
    name = _CHAIRS.sub("chair", name.lower().replace("usa", "united states"))
    name = name.replace("russian federation", "russia").replace("russian", "russia")
    name = re.sub(r"\b(?:us|u\.s\.)(?=\W|$)", "states", name)
    name = re.sub(
        r"\b(?:uk|united kingdom)\b", "kingdom", re.sub(r"\beu\b", "european union", name)
    )
    return {w for w in re.findall(r"[^\W_]{2,}", name) if w not in _SMALL}


def own_documents(path: Path) -> Iterator[Labelled]:
    """The narrated documents of one of our own sets."""
    for document in load(path):
        if document.kind is DocumentKind.TRANSCRIPT or document.source:
            continue
        raw, found, spans = lay_out(document)
        sentences = [s for p in document.paragraphs for block in p.blocks for s in block]
        starts = [start for inside in spans for start, _ in inside]
        header = Header(kind=document.kind)
        parts = list(zip(found, spans, strict=True))
        yield Labelled(
            document.id,
            raw.text,
            parts,
            narrated.prepared(raw.text, parts, narrated.Context.of(raw, header, found)),
            {start: s.speakers for start, s in zip(starts, sentences, strict=True)},
            unnamed=document.form == "narrated",
        )


def world_labels(folder: Path) -> Labels:
    """The labels of a folder of documents, by the file; its `speakers.jsonl` has the sentences."""
    labels: Labels = defaultdict(list)
    for line in (folder / "speakers.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        labels[folder / "docs" / row["document"]].append((row["text"], row["speakers"]))
    return labels


def corpus_labels(labelled: Path, corpus: Path, *, held_out: bool) -> Labels:
    """The labels of a set that names its sentences by their places in files of `corpus`."""
    labels: Labels = defaultdict(list)
    texts: dict[str, str] = {}
    for line in labelled.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        name, (start, end) = row["document"], row["span"]
        if row.get("held_out", False) == held_out:
            text = texts.get(name) or texts.setdefault(name, document_text(name, corpus))
            labels[corpus / name].append((text[start:end], row["speakers"]))
    return labels


def real_documents(labels: Labels) -> Iterator[Labelled]:
    """The narrated documents among those that are labelled: no transcripts, none of one author."""
    for path, rows in labels.items():
        voices = Counter(tuple(sorted(speakers)) for _, speakers in rows)
        if voices.most_common(1)[0][1] > _ONE_AUTHOR * len(rows):
            continue
        raw = read_raw(path)
        header = parsing.parse(raw, path)
        if turns(raw, header) is not None or header.language != "en":
            continue
        found = [unit for unit in units(raw) if not unit.heading]
        parts = [
            (unit, [span for a, b in unit.blocks for span in split(raw.text, a, b)])
            for unit in found
        ]
        wanted = [(_fold(text), speakers) for text, speakers in rows]
        gold: dict[int, list[str]] = {}
        context = narrated.Context.of(raw, header.model_copy(update={"source": None}), found)
        prepared = narrated.prepared(raw.text, parts, context)
        for run in prepared.runs:
            said = _fold(raw.text[run[0].start : run[-1].end])
            for text, speakers in wanted:
                if text in said or (said in text and len(said) * 2 > len(text)):
                    gold.update((place.start, speakers) for place in run)
        yield Labelled(path.name, raw.text, parts, prepared, gold, unnamed=True, real=True)


def _fold(text: str) -> str:
    return re.sub(r"[^\w%$€£]+", "", text.lower().replace("\u00ad", ""))


def examples(
    documents: Iterable[Labelled], judgement: Judgement
) -> tuple[list[Example], list[Example]]:
    """All decisions on these documents, with the labels; the judgement fills the gaps."""
    teacher = Teaching(**vars(judgement))
    for document in documents:
        teacher.document = document
        list(narrated.heard(document.prepared, teacher))
    return teacher.speakers, teacher.continuations


def fit(found: Sequence[Example], strength: float) -> dict[str, float]:
    """Weights of a logistic regression; features that occur once are left out."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    counts = Counter(key for example in found for key in example.features)
    kept = [
        {key: value for key, value in example.features.items() if counts[key] >= _LEAST}
        for example in found
    ]
    vectorizer = DictVectorizer()
    rows = vectorizer.fit_transform(kept)
    model = LogisticRegression(C=strength, max_iter=500, fit_intercept=False)
    model.fit(rows, [example.label for example in found])
    names = vectorizer.get_feature_names_out()
    weights = zip(names, model.coef_[0], strict=True)
    return {str(key): round(float(w), 3) for key, w in weights if abs(w) >= _SLIGHT}


def learn(documents: Sequence[Labelled], start: Judgement) -> Judgement:
    """Learns both weights; what is not labelled is read with the weights of the round before."""
    judgement = start
    for _ in range(_ROUNDS):
        speakers, continuations = examples(documents, judgement)
        judgement = replace(
            start, speaks=fit(speakers, _STRENGTH), goes_on=fit(continuations, _STRENGTH)
        )
    return judgement


@dataclass
class Counts:
    """Speakers found rightly, wrongly and not at all."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    notes: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.right + self.missed)
        counts = f"{self.right}/{self.wrong}/{self.missed}"
        return f"precision {precision:.3f} recall {recall:.3f} ({counts})"


def score(documents: Iterable[Labelled], judgement: Judgement) -> Counts:
    """Compares what is found with the labels."""
    counts = Counts()
    for document in documents:
        found = narrated.heard(document.prepared, judgement)
        places = [place for run in document.prepared.runs for place in run]
        for place, said in zip(places, found, strict=True):
            gold = document.gold.get(place.start)
            if gold is None:
                continue
            names = [
                s.name
                for s in said.speakers
                if document.unnamed or s.kind is not SpeakerKind.UNNAMED
            ]
            hit = [g for g in gold if any(same(g, n) for n in names)]
            extra = [n for n in names if not any(same(g, n) for g in gold)]
            counts.right += len(hit)
            counts.wrong += len(extra)
            counts.missed += len(gold) - len(hit)
            if extra or len(hit) < len(gold):
                text = " ".join(document.text[place.start : place.end].split())[:150]
                counts.notes.append(f"{document.name}: {text}\n    gold {gold} found {names}")
    return counts


def main(arguments: list[str] | None = None) -> None:
    """Cross-validates by document, prints the figures, writes the weights where asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="*", type=Path)
    parser.add_argument("--world", type=Path, nargs="*", default=[])
    parser.add_argument("--corpus", type=Path, help=f"documents of {_LABELS.name}")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--notes", type=Path, help="where to write the sentences that went wrong")
    options = parser.parse_args(arguments)
    documents = [d for path in options.sets for d in own_documents(path)]
    documents += [d for path in options.world for d in real_documents(world_labels(path))]
    held_out: list[Labelled] = []
    if options.corpus:
        labels = corpus_labels(_LABELS, options.corpus, held_out=False)
        documents += real_documents(labels)
        held_out += real_documents(corpus_labels(_LABELS, options.corpus, held_out=True))
    data = json.loads(_DATA.read_text(encoding="utf-8"))
    start = replace(judging.learned(), speaks={}, goes_on={})
    random.Random(3).shuffle(documents)
    by_set: dict[bool, Counts] = {True: Counts(), False: Counts()}
    for fold in range(_FOLDS):
        held = documents[fold::_FOLDS]
        rest = [d for d in documents if d not in held]
        judgement = learn(rest, start)
        for document in held:
            one = score([document], judgement)
            print(f"{document.name:<35} {one}", flush=True)
            total = by_set[document.real]
            total.right += one.right
            total.wrong += one.wrong
            total.missed += one.missed
            total.notes += one.notes
    print("own sets", by_set[False])
    print("world", by_set[True])
    if held_out:
        print("held out", score(held_out, learn(documents, start)))
        print("held out, as shipped", score(held_out, judging.learned()))
    if options.notes:
        options.notes.write_text("\n".join(by_set[True].notes + by_set[False].notes))
    if options.write:
        judgement = learn(documents, start)
        data.update(speaks=judgement.speaks, goes_on=judgement.goes_on)
        _DATA.write_text(json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
