"""Learns how questions are understood: language, whose words are wanted, kind, what is left unsaid.

`python -m evals.learn_questions` reads the labelled questions of `evals/sets` (and those of the
folder named by `COP_SHARED`, where it is), tells by five-fold cross-validation over documents how
good each model is, and writes `assistant/question/*.npz`.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from assistant import agenda
from assistant.answerers import acts
from assistant.question import (
    bounds,
    follow_up,
    fragments,
    kind_features,
    language,
    name_features,
    speakers,
)
from assistant.question.follow_up import Turn
from assistant.question.fragments import Part
from assistant.question.linear import LinearModel, shipped, weights_of
from assistant.question.naming import names_in
from assistant.question.parse import Parsed, masked, parse
from assistant.question.speaker_names import short_offices
from index_store.embedding import Embedder
from ingest.model import Speaker, SpeakerKind
from ingest.names.finder import NameFinder

SETS = Path(__file__).parent / "sets"
FOLDS = 5
_SETS = ("cwg-cop-24.jsonl", "cwg-cop-24-facts.jsonl", "samples.jsonl")
_CONTENT = ("position", "fact", "definition", "list", "keyword", "yes_no", "polite")
_OF_KIND = ("who", "compare", "development", "outcome", "overview")
_OWN_WORDS = ("position", "compare", "language", "other_language", "typo", "development")
_OWN = 3.0  # how much more an example counts that was written to show a kind
_PAIR = 0.3  # how much one of the many pairs counts
# Who is "the Director" in the examples.
_DIRECTOR = Speaker(name="BDT Director", kind=SpeakerKind.SECRETARIAT)
_DENSE = 4.0  # how much the embedding is stretched, against features of 0 and 1


@dataclass(frozen=True)
class Labelled:
    """A question with what is known of it; None and () where that is nothing."""

    text: str
    language: str
    group: str
    finder: NameFinder
    kind: str | None = None
    who: frozenset[str] | None = None
    turn: Turn | None = Turn.ALONE
    follows: bool = False
    weight: float = 1.0


def speaker_named(name: str) -> Speaker:
    """A speaker by the name that a set gives, its kind told by the form of the name."""
    words = name.split()
    capitalised = all(word[0].isupper() and not word.isupper() for word in words)
    person = capitalised and 1 < len(words) < 4
    return Speaker(name=name, kind=SpeakerKind.PERSON if person else SpeakerKind.PARTNER)


def questions() -> Iterator[Labelled]:
    """All labelled questions there are."""
    rows: list[dict] = []
    # The sets called "unseen" are for figures.
    files = [*sorted((SETS / "reading").glob("*.jsonl")), *(SETS / name for name in _SETS)]
    if shared := os.environ.get("COP_SHARED"):
        files.append(Path(shared) / "world" / "questions.jsonl")
    for path in (path for path in files if path.is_file()):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if "question" in row:
                rows.append({"document": path.stem.split("-")[0], **row})
    finders = _finders(rows)
    for row in rows:
        yield _labelled(row, finders[str(row["document"])])
    yield from _of_invented_stores()
    everybody = NameFinder(short_offices([_DIRECTOR]))
    for name in ("question-kinds.jsonl", "question-turns.jsonl"):
        for number, row in enumerate(_rows(name)):
            turn = Turn(row.get("turn", Turn.ALONE))
            yield Labelled(
                unmarked(row["text"]),
                row["language"],
                row["text"],
                everybody,
                kind=row.get("sort") or row.get("kind"),
                who=frozenset(row["asked"]) if "asked" in row else None,
                turn=turn,
                # Requests and small talk come ahead of any answer, and after one.
                follows=turn is not Turn.ALONE
                or ("sort" in row and number % 2 == 0 and not row.get("alone")),
                weight=_OWN,
            )


def pairs() -> Iterator[Labelled]:
    """The questions of `contrast/` that have an answer: they tell kinds and whose words are asked.

    Of a fact they do not tell who states it.
    """
    rows = []
    for path in sorted((SETS / "contrast").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["answerable"] and not row["history"]:
                told = row["who"] or row["kind"] in ("who", "outcome")
                rows.append(row if told else {**row, "who": None})
    finders = _finders(rows)
    return (replace(_labelled(row, finders[str(row["document"])]), weight=_PAIR) for row in rows)


def _rows(name: str) -> list[dict]:
    """The lines of a set."""
    return [json.loads(line) for line in (SETS / name).read_text(encoding="utf-8").splitlines()]


def _of_invented_stores() -> Iterator[Labelled]:
    """The halves of `questions.jsonl` and `questions-meetings.jsonl` that are to learn from."""
    stores = json.loads((SETS / "questions-store.json").read_text(encoding="utf-8"))
    for row in (*_rows("questions.jsonl"), *_rows("questions-meetings.jsonl")):
        if row["half"] != "tune":
            continue
        speakers_ = stores[row.get("store", "lagoon")]["speakers"]
        history = bool(row.get("history"))
        sort = (row.get(what) for what in ("small_talk", "request", "listed"))
        kind = next(filter(None, sort), row["kind"])
        alone = not history or row["question"] in " ".join(row.get("full", ()))
        # What hangs on the question before tells its kind only by that.
        told = alone or kind in ("who", "outcome")
        yield Labelled(
            row["question"],
            row.get("language", "en"),
            row["id"],
            NameFinder([Speaker(name=name, kind=kind) for name, kind in speakers_]),
            kind={"position": "content", "fact": "content"}.get(kind, kind) if told else None,
            who=frozenset([*row["asked"], *row.get("unknown", ())]) if alone else None,
            turn=Turn.ALONE if alone else None,
            follows=history,
            weight=_OWN,
        )


def _finders(rows: Iterable[dict]) -> dict[str, NameFinder]:
    plain = NameFinder()
    named: dict[str, dict[Speaker, None]] = {}
    for row in rows:
        there = named.setdefault(str(row["document"]), {})
        for name in row.get("who") or ():
            if name[:1].isupper() and plain.resolve(name) is None:
                there[speaker_named(name)] = None
    return {document: NameFinder(there) for document, there in named.items()}


def _labelled(row: dict, finder: NameFinder) -> Labelled:
    kind, told = row["kind"], row.get("who", ())
    who = told or ()
    label = "content" if kind in _CONTENT else kind if kind in _OF_KIND else None
    names: frozenset[str] | None = frozenset(
        (finder.resolve(name) or speaker_named(name)).name for name in who
    )
    if told is None or kind in ("unanswerable", "small_talk", "overview", "follow_up"):
        names = None
    elif kind == "who":
        names = frozenset()
    history = bool(row.get("history"))
    return Labelled(
        row["question"],
        language.language_by_words(row["question"]),
        str(row["document"]),
        finder,
        kind=label,
        who=names,
        turn=None if history else Turn.ALONE,
        follows=history,
    )


_MARKS = {"[": Part.NEW, "{": Part.DENIED, "<": Part.ASKS}
_ENDS = "]}>"


def unmarked(text: str) -> str:
    """An example without the marks of its parts."""
    return "".join(letter for letter in text if letter not in _MARKS and letter not in _ENDS)


def marked(text: str) -> list[Part]:
    """The part of each letter of an example, marks left out."""
    found, part = [], Part.LEADS
    for letter in text:
        if letter in _MARKS:
            part = _MARKS[letter]
        elif letter in _ENDS:
            part = Part.LEADS
        else:
            found.append(part)
    return found


@dataclass(frozen=True)
class Examples:
    """Features and labels in the same order; `weights` say how much each counts."""

    features: Sequence[Sequence[str]]
    labels: Sequence[str]
    groups: Sequence[str]
    weights: Sequence[float]
    vectors: np.ndarray | None = None


def learn(
    examples: Examples, strength: float, least: int = 2, check: bool = True
) -> tuple[LinearModel, np.ndarray | None]:
    """Logistic regression, and the labels that cross-validation gives the examples (`check`).

    `strength`: how little the weights are held back; `least`: examples that a feature is in.
    """
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold

    counted = Counter(name for present in examples.features for name in set(present))
    names = sorted(name for name, count in counted.items() if count >= least)
    place = {name: n for n, name in enumerate(names)}
    pairs = [
        (n, place[name])
        for n, present in enumerate(examples.features)
        for name in set(present)
        if name in place
    ]
    shape = (len(examples.labels), len(names))
    rows, columns = zip(*pairs, strict=True)
    matrix = csr_matrix((np.ones(len(pairs)), (rows, columns)), shape)
    if examples.vectors is not None:
        matrix = hstack([matrix, examples.vectors * _DENSE]).tocsr()
    labels, weights = np.array(examples.labels), np.array(examples.weights)

    def fitted(chosen: np.ndarray) -> LogisticRegression:
        model = LogisticRegression(C=strength, max_iter=500, fit_intercept=False)
        return model.fit(matrix[chosen], labels[chosen], weights[chosen])

    told = np.empty(len(labels), object)
    for known, new in GroupKFold(FOLDS).split(matrix, labels, examples.groups) if check else ():
        told[new] = fitted(known).predict(matrix[new])
    model = fitted(np.arange(len(labels)))
    # Of two labels scikit-learn keeps the weights of the second only.
    weights_ = model.coef_.T if len(model.classes_) > 2 else _both(model.coef_[0])
    dense = weights_[len(names) :] * _DENSE
    learned = LinearModel(tuple(model.classes_), tuple(names), weights_[: len(names)], dense)
    return learned, told if check else None


def _both(second: np.ndarray) -> np.ndarray:
    return np.stack([np.zeros_like(second), second], axis=1)


def report(what: str, examples: Examples, told: np.ndarray) -> None:
    """Prints how many of each label were found."""
    labels = np.array(examples.labels)
    print(f"{what}: {len(labels)} examples, right {np.mean(told == labels):.3f}")
    for label in sorted(set(labels)):
        of_label = labels == label
        found = np.mean(told[of_label] == label)
        precision = np.mean(labels[told == label] == label) if (told == label).any() else 0.0
        print(f"    {label}: {of_label.sum()}, recall {found:.2f}, precision {precision:.2f}")


def language_examples(labelled: Sequence[tuple[Labelled, Parsed]]) -> Examples:
    """Questions of the three languages in Latin letters, and terms of the thesaurus.

    Left out are questions of sets that do not tell their language, where no small word does.
    """
    from assistant.question.thesaurus import concepts

    latin = ("en", "fr", "es")
    known = [
        (q, p) for q, p in labelled if q.weight == _OWN or language.language_by_words(q.text, "")
    ]
    texts = [(masked(p.text, p.names, ""), q.language) for q, p in known if q.language in latin]
    for concept in concepts():
        for code in latin:
            texts += [(term, code) for term in concept.terms(code)[:2]]
    texts = list(dict.fromkeys(texts))
    return Examples(
        [language.features(text) for text, _ in texts],
        [code for _, code in texts],
        [text for text, _ in texts],
        [1.0] * len(texts),
    )


def name_examples(labelled: Sequence[tuple[Labelled, Parsed]]) -> Examples:
    """Names in questions that say whose words answer.

    Left out are names of positions that match nobody who answers: the set writes them in
    another way, and what they are is not known.
    """
    features, labels, groups, weights = [], [], [], []
    for question, parsed in labelled:
        if question.who is None:
            continue
        for version in _as_known_and_unlisted(parsed):
            found = name_features.candidates(version)
            wanted = [_is_one_of(question.who, candidate, version, parsed) for candidate in found]
            doubtful = question.kind in ("content", "compare", "development", None)
            if question.who and doubtful and question.weight != _OWN and not any(wanted):
                continue
            for candidate, asked in zip(found, wanted, strict=True):
                features.append(name_features.features(version, candidate))
                labels.append(speakers.ASKED if asked else "about")
                groups.append(question.group)
                weights.append(question.weight)
    return Examples(features, labels, groups, weights)


def _as_known_and_unlisted(parsed: Parsed) -> Iterator[Parsed]:
    """A question as it is, and as it would be where nobody has listed its names."""
    yield parsed
    if parsed.english and parsed.names:
        yield parse(parsed.text, (), parsed.language)


def _is_one_of(
    who: frozenset[str], candidate: name_features.Candidate, version: Parsed, known: Parsed
) -> bool:
    if candidate.name and candidate.name.speaker:
        return candidate.name.speaker.name in who
    start, end = version.span(candidate.first, candidate.last)
    if version.text[start:end] in who:
        return True
    there = [n.speaker for n in known.names if n.start < end and start < n.end]
    return any(speaker is not None and speaker.name in who for speaker in there)


def kind_examples(
    labelled: Sequence[tuple[Labelled, Parsed]], embed: Callable[[Sequence[str]], np.ndarray]
) -> Examples:
    """Questions of known kinds."""
    known = [(q, p) for q, p in labelled if q.kind is not None]
    asked = [
        len(speakers.roles(p, {n.speaker for n in p.names if n.speaker}).asked) for _, p in known
    ]
    return Examples(
        [kind_features.features(p, n, q.follows) for (q, p), n in zip(known, asked, strict=True)],
        [q.kind or "" for q, _ in known],
        [q.group for q, _ in known],
        [q.weight for q, _ in known],
        embed([masked(p.text, p.names) for _, p in known]),
    )


def turn_examples(labelled: Sequence[tuple[Labelled, Parsed]]) -> Examples:
    """Questions that stand alone and such that need the one before."""
    known = [(q, p) for q, p in labelled if q.kind not in _TALK and (q.turn or q.weight == 1.0)]
    return Examples(
        [follow_up.features(p) for _, p in known],
        # Of real conversations it is only known that they go on.
        [q.turn or (Turn.CLAUSE if p.is_clause else Turn.FRAGMENT) for q, p in known],
        [q.group for q, _ in known],
        [q.weight for q, _ in known],
    )


def fragment_examples(finder: NameFinder) -> Examples:
    """The words of the marked fragments."""
    features, labels, groups = [], [], []
    for row in _rows("question-turns.jsonl"):
        if row["turn"] == Turn.FRAGMENT:
            text, parts = unmarked(row["text"]), marked(row["text"])
            parsed = parse(text, names_in(text, finder), row["language"])
            for at, start in enumerate(parsed.starts):
                features.append(fragments.features(parsed, at))
                labels.append(parts[start])
                groups.append(text)
    return Examples(features, labels, groups, [1.0] * len(labels))


def bound_examples(finder: NameFinder) -> Examples:
    """Times and meetings in questions."""
    rows = _rows("question-bounds.jsonl")
    features = []
    for row in rows:
        text, start = unmarked(row["text"]), row["text"].index("[")
        parsed = parse(text, names_in(text, finder), row["language"])
        end = row["text"].index("]") - 1
        features.append(bounds.features(parsed, start, end, row["kind"]))
    labels = [row["bound"] for row in rows]
    return Examples(features, labels, [row["text"] for row in rows], [1.0] * len(rows))


def asks_examples(finder: NameFinder) -> Examples:
    """Questions in other languages, with the words that an English one would begin with."""
    rows = _rows("question-asks.jsonl")
    texts = [row["text"] for row in rows]
    return Examples(
        [
            kind_features.features(parse(t, names_in(t, finder), row["language"]), 0, False)
            for t, row in zip(texts, rows, strict=True)
        ],
        [row["asks"] for row in rows],
        texts,
        [1.0] * len(rows),
    )


def act_examples(embed: Callable[[Sequence[str]], np.ndarray]) -> Examples:
    """Sentences of reports and transcripts, with what each does in its meeting."""
    rows = _rows("sentence-acts.jsonl")
    texts = [row["text"] for row in rows]
    return Examples(
        [acts.features(row["text"], row["speaker"]) for row in rows],
        [row["act"] for row in rows],
        texts,
        [1.0] * len(rows),
        embed(texts),
    )


def opening_examples() -> Examples:
    """Sentences of chairs, with whether each turns the meeting to a subject."""
    rows = _rows("openings.jsonl")
    texts = [row["text"] for row in rows]
    labels = [agenda.OPENS if row["opens"] else "other" for row in rows]
    return Examples([agenda.features(text) for text in texts], labels, texts, [1.0] * len(rows))


_TALK = ("greeting", "thanks", "help", "off topic", "shorter", "bullets", "translate", "more")


def main(arguments: Sequence[str] | None = None) -> None:
    """Learns all models, one after the other, as each reads what was learned before."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=_MODELS)
    parser.add_argument("--unchecked", action="store_true", help="without cross-validation")
    options = parser.parse_args(arguments)
    chosen = (options.only,) if options.only else _MODELS
    learn_ = partial(_learn, check=not options.unchecked)
    everybody = NameFinder()
    if "fragments" in chosen:
        learn_("fragments", fragment_examples(everybody), 30.0, least=1)
    if "bounds" in chosen:
        learn_("bounds", bound_examples(everybody), 5.0, least=1)
    if "asks" in chosen:
        learn_("asks", asks_examples(everybody), 5.0)
    if "acts" in chosen:
        learn_("acts", act_examples(Embedder().embed), 1.0)
    if "openings" in chosen:
        learn_("openings", opening_examples(), 1.0)
    if set(chosen) <= {"fragments", "bounds", "asks", "acts", "openings"}:
        return
    parsed = _parsed(questions())
    if "languages" in chosen:
        learn_("languages", language_examples(parsed), 1.0)
    if "turns" in chosen:
        learn_("turns", turn_examples(parsed), 0.5)
    if not {"names", "kinds"} & set(chosen):
        return
    parsed += _parsed(pairs())
    if "names" in chosen:
        learn_("names", name_examples(parsed), 0.3)
        shipped.cache_clear()
    if "kinds" in chosen:
        # What is off topic would drown in so many questions of content.
        rarer = [(q, p) for q, p in parsed if q.weight != _PAIR or q.kind != "content"]
        learn_("kinds", kind_examples(rarer, Embedder().embed), 0.5)


def _parsed(labelled: Iterable[Labelled]) -> list[tuple[Labelled, Parsed]]:
    return [(q, parse(q.text, names_in(q.text, q.finder), q.language)) for q in labelled]


_MODELS = (
    "fragments",
    "bounds",
    "asks",
    "acts",
    "openings",
    "languages",
    "turns",
    "names",
    "kinds",
)


def _learn(
    what: str,
    examples: Examples,
    strength: float,
    least: int = 2,
    check: bool = True,
) -> None:
    model, told = learn(examples, strength, least, check)
    if told is not None:
        report(what, examples, told)
    model.save(weights_of(what))


if __name__ == "__main__":
    main()
