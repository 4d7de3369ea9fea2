"""Learns how the reader's word is weighed: `python -m evals.learn_judging --shared DIR --work DIR`.

Takes the questions written for the reader over documents that it has not learned from, with the
passages that a store finds for them, and fits a logistic regression on the features of
`assistant.answerers.judging`. `--work` holds the store that `evals.train_reader` has made.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.answerers import judging
from assistant.answerers.evidence import PASSAGES
from assistant.assistant import Assistant
from assistant.question.question import OF_THOSE_ASKED, Question
from evals.reader_examples_reading import held_out
from evals.reading_set import OWN, SETS, ReadingQuestion, document_text, load
from evals.span_mapping import SpanMapping
from index_store import Store
from index_store.filters import Filters
from ingest.model import Speaker

TARGET = Path(judging.__file__).with_suffix(".json")


@dataclass(frozen=True)
class Sample:
    """Features of the sentences found for one question, and which of them answer."""

    document: str
    rows: np.ndarray
    answers: np.ndarray


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with corpus/more/")
    parser.add_argument("--work", type=Path, required=True, help="folder with reading-store/")
    parser.add_argument("--threshold", type=float, default=0.1, help="from where on one answers")
    arguments = parser.parse_args()
    with Store(arguments.work / "reading-store") as store:
        samples = gathered(store, arguments.shared / "corpus" / "more")
    model = fitted(samples)
    model["threshold"] = arguments.threshold
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
    """The weights as judging.json has them, features standardised."""
    from sklearn.linear_model import LogisticRegression

    rows = np.concatenate([s.rows for s in samples])
    answers = np.concatenate([s.answers for s in samples])
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    model = LogisticRegression(max_iter=500).fit((rows - mean) / scale, answers)
    return {
        "features": list(judging.FEATURES),
        "mean": mean.round(5).tolist(),
        "scale": scale.round(5).tolist(),
        "weights": model.coef_[0].round(5).tolist(),
        "offset": round(float(model.intercept_[0]), 5),
    }


def _samples(
    assistant: Assistant, asked: ReadingQuestion, document: str, mapping: SpanMapping
) -> list[Sample]:
    """One sample a question, of several delegations asked about one for each."""
    question = assistant.understand(asked.question, asked.history)
    spans = [span for answer in asked.answers if (span := mapping.find(*answer))]
    of_whom = question.asked if question.kind in OF_THOSE_ASKED else ()
    groups: list[tuple[Speaker, ...]] = [(speaker,) for speaker in of_whom] or [()]
    found = (_sample(assistant, question, group, document, spans) for group in groups)
    return [sample for sample in found if len(sample.rows)]


def _sample(
    assistant: Assistant,
    question: Question,
    speakers: tuple[Speaker, ...],
    document: str,
    spans: list[tuple[int, int]],
) -> Sample:
    gatherer = assistant.gatherer
    hits = gatherer.retrieve(question, Filters(), PASSAGES, speakers)
    rows = gatherer.features(question, hits)
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
    return Sample(document, rows[kept], np.array(answers)[kept])


if __name__ == "__main__":
    main()
