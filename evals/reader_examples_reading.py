"""Examples out of the questions that were written for the reader (`evals/sets/reading/`)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from evals.reader_examples import Example
from evals.reader_examples_sets import Asked, Mix, SetExamples, Span
from evals.reading_set import OWN, ReadingKind, ReadingQuestion, document_text, home_of, load
from evals.span_mapping import SpanMapping
from index_store import Store
from index_store.ingestion import ingest_paths

_INCOMPLETE = {ReadingKind.OVERVIEW, ReadingKind.DEVELOPMENT}
_HELD_OUT = 7  # one document in so many gives development figures


def reading_examples(
    folder: Path,
    corpus: Path | None,
    mix: Mix,
    seed: int = 0,
    given: Sequence[ReadingQuestion] | None = None,
) -> Iterator[Example]:
    """Examples of every question whose document is there; `folder` keeps the store.

    `given` are the questions, by default those of the reading set.
    """
    asked_for = load() if given is None else given
    questions = [q for q in asked_for if corpus or q.document.startswith(OWN)]
    files = {q.document: home_of(q.document, corpus) for q in questions}
    paths = {d: (home / d).resolve() for d, home in files.items() if home and (home / d).is_file()}
    with Store(folder) as store:
        ingest_paths(store, paths.values())
        ids = {record.path: record.id for record in store.documents()}
        maker = SetExamples(store, seed)
        for name, path in paths.items():
            document = ids.get(str(path))
            if document is None:
                continue
            mapping = SpanMapping(document_text(name, corpus), store.text(document))
            asked = [_asked(q, document, mapping) for q in questions if q.document == name]
            names = sorted({w for q in questions if q.document == name for w in q.who})
            for one in asked:
                if one is not None:
                    yield from maker.of(one, names, mix)


def held_out(document: str) -> bool:
    """True for documents that give figures and are not learned from."""
    return hashlib.sha256(document.encode()).digest()[0] % _HELD_OUT == 0


def _asked(question: ReadingQuestion, document: str, mapping: SpanMapping) -> Asked | None:
    """The question over the canonical text; None where an answer is not found in it."""
    answers = _mapped(question.answers, mapping)
    if len(answers) < len(question.answers):
        return None
    return Asked(
        id=question.id,
        kind=question.kind.value,
        document=document,
        question=question.question,
        answers=answers,
        near=_mapped(question.near, mapping),
        who=question.who,
        complete=question.kind not in _INCOMPLETE,
        history=question.history,
    )


def _mapped(spans: tuple[Span, ...], mapping: SpanMapping) -> tuple[Span, ...]:
    return tuple(sorted(found for span in spans if (found := mapping.find(*span))))
