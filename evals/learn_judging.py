"""Learns how the reader's word is weighed: `python -m evals.learn_judging --shared DIR --work DIR`.

Takes the questions written for the reader over documents that it has not learned from, with the
passages that a store finds for them, and fits the two logistic regressions of
`assistant.answerers.judging`: of the first look at every sentence, and of the surest ones, each
read by itself. Prints how well they tell, cross-validated by document. `--work` holds the store
that `evals.train_reader` has made.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.answerers import judging
from assistant.answerers.evidence import PASSAGES
from assistant.answerers.sentence_judge import by_themselves
from assistant.assistant import Assistant
from assistant.question.question import OF_THOSE_ASKED, Question
from evals.judging_figures import Told, by_kind, calibration, overall
from evals.reader_examples_reading import held_out
from evals.reading_set import OWN, SETS, ReadingQuestion, document_text, load
from evals.span_mapping import SpanMapping
from index_store import Store
from index_store.filters import Filters
from ingest.model import Speaker

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

_FOLDS = 6
TARGET = Path(judging.__file__).with_suffix(".json")


@dataclass
class Sample:
    """Features of the sentences found for one question, and which of them answer.

    `read` gives the reader's probabilities of sentences by themselves, of their places.
    """

    kind: str
    document: str
    rows: np.ndarray
    answers: np.ndarray
    read: Callable[[np.ndarray], np.ndarray]

    def __post_init__(self) -> None:
        """Nothing has been read by itself."""
        self._alone = np.full(len(self.rows), np.nan)

    def alone(self, places: np.ndarray) -> np.ndarray:
        """What `read` says of the places; each is read once, and only where it is asked for."""
        new = places[np.isnan(self._alone[places])]
        if len(new):
            self._alone[new] = self.read(new)
        return self._alone[places]


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with corpus/more/")
    parser.add_argument("--work", type=Path, required=True, help="folder with reading-store/")
    parser.add_argument("--threshold", type=float, default=0.1, help="from where on one answers")
    arguments = parser.parse_args()
    with Store(arguments.work / "reading-store") as store:
        samples = gathered(store, arguments.shared / "corpus" / "more")
        model = {**fitted(samples), "threshold": arguments.threshold}
    TARGET.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


def gathered(store: Store, corpus: Path) -> list[Sample]:
    """The questions over documents held out of training, as the assistant meets them."""
    assistant = Assistant(store)
    ids = {Path(record.path).name: record.id for record in store.documents()}
    mappings: dict[str, SpanMapping] = {}
    samples = []
    for question in load():
        document = ids.get(Path(question.document).name)
        if document is None or not held_out(document):
            continue
        if document not in mappings:
            home = None if question.document.startswith(OWN) else corpus
            source = document_text(question.document, home, SETS)
            mappings[document] = SpanMapping(source, store.text(document))
        samples += _samples(assistant, question, document, mappings[document])
    return samples


def fitted(samples: list[Sample]) -> dict[str, object]:
    """The weights as judging.json has them."""
    told: list[Told] = []
    for number in range(_FOLDS):
        documents = {d for n, d in enumerate(_documents(samples)) if n % _FOLDS == number}
        others = [s for s in samples if s.document not in documents]
        judges = _fit(others)
        told += [
            Told(s.kind, _judged(s, *judges), s.answers) for s in samples if s.document in documents
        ]
    for table in (overall, by_kind, calibration):
        print(table(told), end="\n\n")
    first, closely = _fit(samples)
    return {
        "first look": _stored(first, judging.FEATURES),
        "closely": _stored(closely, (*judging.FEATURES, *judging.CLOSELY)),
    }


def _documents(samples: list[Sample]) -> list[str]:
    return sorted({sample.document for sample in samples})


def _fit(samples: list[Sample]) -> tuple[Pipeline, Pipeline]:
    """What judges at first look, and what judges the surest closely."""
    first = _regression(
        np.concatenate([s.rows for s in samples]), np.concatenate([s.answers for s in samples])
    )
    rows, answers = [], []
    for sample in samples:
        odds = first.decision_function(sample.rows)
        chosen = judging.surest(odds, np.ones(len(odds), dtype=bool))
        rows.append(judging.closely(sample.rows[chosen], odds[chosen], sample.alone(chosen)))
        answers.append(sample.answers[chosen])
    return first, _regression(np.concatenate(rows), np.concatenate(answers))


def _judged(sample: Sample, first: Pipeline, closely: Pipeline) -> np.ndarray:
    """Log odds of a sample's sentences, as `judging.probabilities` finds them."""
    odds = first.decision_function(sample.rows)
    chosen = judging.surest(odds, np.ones(len(odds), dtype=bool))
    found = judging.closer(
        closely.decision_function, sample.rows[chosen], odds[chosen], sample.alone(chosen)
    )
    odds = np.minimum(odds, found.min())
    odds[chosen] = found
    judged: np.ndarray = odds
    return judged


def _regression(rows: np.ndarray, answers: np.ndarray) -> Pipeline:
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    return make_pipeline(StandardScaler(), LogisticRegression(max_iter=500)).fit(rows, answers)


def _stored(fit: Pipeline, names: Sequence[str]) -> dict[str, dict[str, float]]:
    scaler, model = (step for _, step in fit.steps)
    known = zip(names, scaler.mean_, scaler.scale_, model.coef_[0], strict=True)
    return {
        **{
            name: {
                "mean": round(float(mean), 5),
                "scale": round(float(scale), 5),
                "weight": round(float(weight), 5),
            }
            for name, mean, scale, weight in known
        },
        "offset": {"weight": round(float(model.intercept_[0]), 5)},
    }


def _samples(
    assistant: Assistant, asked: ReadingQuestion, document: str, mapping: SpanMapping
) -> list[Sample]:
    """One sample a question, of several delegations asked about one for each."""
    question = assistant.understand(asked.question, asked.history)
    spans = [span for answer in asked.answers if (span := mapping.find(*answer))]
    of_whom = question.asked if question.kind in OF_THOSE_ASKED else ()
    groups: list[tuple[Speaker, ...]] = [(speaker,) for speaker in of_whom] or [()]
    kind = asked.kind.value
    found = (_sample(assistant, question, kind, group, document, spans) for group in groups)
    return [sample for sample in found if len(sample.rows)]


def _sample(
    assistant: Assistant,
    question: Question,
    kind: str,
    speakers: tuple[Speaker, ...],
    document: str,
    spans: list[tuple[int, int]],
) -> Sample:
    gatherer = assistant.gatherer
    hits = gatherer.retrieve(question, Filters(), PASSAGES, speakers)
    judge = gatherer.judge
    titled = judge.titled(hits)
    excerpts = judge.excerpts(titled)
    rows = judge.features(question, titled, excerpts)
    alone = [one for each in excerpts for one in by_themselves(each)]
    names = {speaker.name for speaker in speakers}
    own: list[bool] = []
    answers: list[int] = []
    for hit in hits:
        for sentence in hit.passage.sentences:
            own.append(not names or any(s.name in names for s in sentence.speakers))
            here = hit.passage.document == document
            met = any(a < sentence.end and sentence.start < b for a, b in spans)
            answers.append(int(here and met))
    kept = np.array(own, dtype=bool)
    places = np.flatnonzero(kept)
    return Sample(
        kind,
        document,
        rows[kept],
        np.array(answers)[kept],
        lambda chosen: judge.read_alone(question, [alone[places[n]] for n in chosen]),
    )


if __name__ == "__main__":
    main()
