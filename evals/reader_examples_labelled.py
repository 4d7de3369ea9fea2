"""Examples out of the development sets: `world/`, the transcripts, and the project's own sets.

They serve a short second stage of training. Which document a question is over tells its fold, so
that figures come from documents that were not learned from.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from evals.gold import GoldFinder
from evals.questions import Question, load
from evals.reader_examples import Example
from evals.reader_examples_sets import Asked, Mix, SetExamples, Span
from evals.span_mapping import SpanMapping
from evals.text import fold
from index_store import Store
from index_store.ingestion import ingest_paths
from ingest.structure.sentences import split

SETS = Path(__file__).parent / "sets"
SAMPLES = Path(__file__).parent.parent / "samples"
_OWN_SETS = ("cwg-cop-24", "cwg-cop-24-facts")  # over the report
_INCOMPLETE = {"overview", "development", "position"}
_ALIKE = 0.45  # cosine of a sentence with a part of a written answer that it may stand for
_BEST = 2  # sentences for each part of a written answer


def labelled_examples(shared: Path, folder: Path, mix: Mix, seed: int = 0) -> Iterator[Example]:
    """Examples of every question of the development sets; `folder` keeps the store."""
    report = shared / "corpus" / "cwg-cop-24-report.docx"
    with Store(folder) as store:
        ingest_paths(
            store, [shared / "world" / "docs", shared / "corpus" / "transcripts", report, SAMPLES]
        )
        maker = SetExamples(store, seed)
        asked = [
            *_world(store, shared / "world"),
            *_transcripts(store, shared / "questions" / "transcripts.dev.jsonl"),
            *_report(store, report, shared / "questions" / "cwg-cop-24.dev.jsonl"),
            *_samples(store),
        ]
        names: dict[str, set[str]] = {}
        for one in asked:
            names.setdefault(one.document, set()).update(one.who)
        for one in asked:
            yield from maker.of(one, sorted(names[one.document]), mix)


def _world(store: Store, folder: Path) -> Iterator[Asked]:
    """Questions whose gold is exact text; two documents are asked one after the other."""
    ids = {Path(record.path).name: record.id for record in store.documents()}
    texts: dict[str, str] = {}
    for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        fields: dict[str, Any] = json.loads(line)
        files = fields["document"]
        for file in [files] if isinstance(files, str) else files:
            if file not in ids:
                continue
            text = texts.setdefault(file, store.text(ids[file]))
            found = [SpanMapping(gold, text).find(0, len(gold)) for gold in fields["gold"]]
            answers = tuple(sorted(span for span in found if span))
            if answers or not fields["answerable"]:
                yield Asked(
                    id=f"world-{fields['id']}",
                    kind=fields["kind"],
                    document=ids[file],
                    question=fields["question"],
                    answers=answers,
                    who=tuple(fields["who"]),
                    complete=fields["kind"] not in _INCOMPLETE,
                    history=tuple(fields["history"]),
                )


def _transcripts(store: Store, path: Path) -> Iterator[Asked]:
    """Questions whose gold are whole stretches of debate, with a written answer.

    Of a stretch those sentences answer that are most like a part of the written answer, as
    extractive summaries are labelled (Nallapati et al., "SummaRuNNer", 2017); nobody can tell of
    the others there.
    """
    golds = GoldFinder(store)
    for question in load(path):
        stretches = [s for gold in golds.find(question) for s in gold.stretches]
        if not stretches or not question.answer:
            continue
        document = stretches[0].document
        inside = [
            (sentence.start, sentence.end)
            for passage in store.passages(document)
            for sentence in passage.sentences
            if any(s.start <= sentence.start and sentence.end <= s.end for s in stretches)
        ]
        answers = _most_alike(store, store.text(document), inside, question.answer)
        if answers:
            yield Asked(
                id=f"transcripts-{question.id}",
                kind="debate",
                document=document,
                question=question.question,
                answers=answers,
                unsure=tuple(span for span in inside if span not in set(answers)),
                complete=False,
            )


def _most_alike(store: Store, text: str, sentences: list[Span], answer: str) -> tuple[Span, ...]:
    parts = [answer[start:end] for start, end in split(answer)]
    if not sentences or not parts:
        return ()
    vectors = store.embedder.embed([text[start:end] for start, end in sentences])
    alike = vectors @ store.embedder.embed(parts).T
    best = np.argsort(-alike, axis=0)[:_BEST]
    chosen = {
        sentences[place]
        for part in range(len(parts))
        for place in best[:, part]
        if alike[place, part] >= _ALIKE
    }
    return tuple(sorted(chosen))


def _report(store: Store, report: Path, further: Path) -> Iterator[Asked]:
    """Questions over numbered paragraphs, of which the sentences with a fact answer."""
    document = next(r.id for r in store.documents() if Path(r.path).name == report.name)
    golds = GoldFinder(store)
    paths = [SETS / f"{name}.jsonl" for name in _OWN_SETS]
    for path in [*paths, *([further] if further.is_file() else [])]:
        for question in load(path):
            named = question.model_copy(update={"document": document})
            yield from _by_facts(store, golds, named, f"{path.stem}-{question.id}")


def _samples(store: Store) -> Iterator[Asked]:
    golds = GoldFinder(store)
    for question in load(SETS / "samples.jsonl"):
        if question.document:
            yield from _by_facts(store, golds, question, f"samples-{question.id}")


def _by_facts(store: Store, golds: GoldFinder, question: Question, name: str) -> Iterator[Asked]:
    documents = golds.documents(question.document)
    if not documents:
        return
    stretches = [s for gold in golds.find(question) for s in gold.stretches]
    inside = [
        sentence
        for passage in store.passages(documents[0])
        for sentence in passage.sentences
        if any(s.start < sentence.end and sentence.start < s.end for s in stretches)
    ]
    text = store.text(documents[0])
    facts = [fold(fact) for fact in question.facts]
    answers = [s for s in inside if any(f in fold(text[s.start : s.end]) for f in facts)]
    if bool(answers) != question.answerable:
        return
    taken = {(s.start, s.end) for s in answers}
    yield Asked(
        id=name,
        kind=question.kind,
        document=documents[0],
        question=question.question,
        answers=tuple(sorted(taken)),
        unsure=tuple((s.start, s.end) for s in inside if (s.start, s.end) not in taken),
        who=question.who,
        complete=question.kind not in _INCOMPLETE,
        history=question.history,
    )
