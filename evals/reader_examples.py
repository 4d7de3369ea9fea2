"""Examples the reader learns from: a question, an excerpt, and which of its sentences answer."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from assistant.reader.interface import Excerpt


@dataclass(frozen=True)
class Example:
    """One excerpt as judged by people.

    `answers` holds for each sentence 1 where it answers and 0 where it does not, `weights` how
    much that counts in training: 0 where nobody can tell. `question_id` is shared by all
    excerpts of a question, `document` names the one it is asked about.
    """

    question_id: str
    kind: str
    document: str
    question: str
    excerpt: Excerpt
    answers: tuple[int, ...]
    weights: tuple[float, ...]
    made: bool = False
    """Whether it was made from one with an answer, so that it has none."""

    @property
    def answered(self) -> bool:
        """True where a sentence of the excerpt answers."""
        return any(a and w for a, w in zip(self.answers, self.weights, strict=True))


def without_answers(example: Example) -> Example | None:
    """The excerpt with its answering sentences taken out; None where nothing is left."""
    kept = [n for n, a in enumerate(example.answers) if not a]
    if not kept or len(kept) == len(example.answers):
        return None
    excerpt = example.excerpt
    return replace(
        example,
        excerpt=replace(
            excerpt,
            sentences=tuple(excerpt.sentences[n] for n in kept),
            speakers=tuple(excerpt.speakers[n] for n in kept),
        ),
        answers=(0,) * len(kept),
        weights=tuple(example.weights[n] for n in kept),
        made=True,
    )


def asked_otherwise(example: Example, question: str) -> Example:
    """The excerpt under a changed question that it does not answer."""
    return replace(
        example,
        question=question,
        answers=(0,) * len(example.answers),
        weights=tuple(
            max(w, float(a)) for a, w in zip(example.answers, example.weights, strict=True)
        ),
        made=True,
    )


def save(examples: Iterable[Example], path: Path) -> None:
    """Writes examples as compressed JSON Lines."""
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=4) as file:
        for example in examples:
            file.write(json.dumps(asdict(example), ensure_ascii=False) + "\n")


def load(path: Path) -> list[Example]:
    """Reads what `save` wrote."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [_example(json.loads(line)) for line in file]


def _example(fields: dict[str, object]) -> Example:
    excerpt: dict[str, object] = fields.pop("excerpt")  # type: ignore[assignment]
    return Example(
        **{k: tuple(v) if isinstance(v, list) else v for k, v in fields.items()},  # type: ignore[arg-type]
        excerpt=Excerpt(
            heading=str(excerpt["heading"]),
            before=str(excerpt["before"]),
            sentences=tuple(excerpt["sentences"]),  # type: ignore[arg-type]
            speakers=tuple(tuple(names) for names in excerpt["speakers"]),  # type: ignore[attr-defined]
        ),
    )
