"""Examples out of public question answering data, to learn reading as such.

A line of the data holds a question, the sentences of a text in order and which of them answer.
No line is without an answer: questions without one are made here, by taking the answer out of
its text, by giving the question another text, and by changing a name or number of the question.
Where a question stands in several languages, texts of the others are asked about in English, too.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.reader.interface import Excerpt
from evals.reader_changes import changed, names_in
from evals.reader_examples import Example, asked_otherwise, without_answers

Line = dict[str, Any]

_WORDS = 130  # most words of an excerpt
_CANDIDATES = 60  # texts of the same source among which the nearest wrong one is looked for


def public_examples(
    path: Path,
    shares: Mapping[tuple[str, str], int],
    seed: int,
    negatives: float = 0.8,
    in_english: float = 0.0,
) -> list[Example]:
    """Examples of at most `shares[source, language]` questions of each source.

    `negatives`: how many excerpts without an answer there are for each one with; `in_english`:
    share of the examples in other languages whose question is put in English.
    """
    chance = random.Random(seed)
    lines: dict[tuple[str, str], list[Line]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in map(json.loads, file):
            lines[line["source"], line["language"]].append(line)
    examples: list[Example] = []
    for source, count in shares.items():
        among = lines[source]
        chosen = chance.sample(among, min(count, len(among)))
        names = [name for line in among for name in names_in(line["question"])]
        for number, line in enumerate(chosen):
            identity = f"{source[0]}-{source[1]}-{number}"
            examples += _of_line(identity, line, among, names, negatives, chance)
    english = _english(lines)
    return [
        replace(example, question=english[example.kind, example.question])
        if (example.kind, example.question) in english and chance.random() < in_english
        else example
        for example in examples
    ]


def _english(lines: Mapping[tuple[str, str], Sequence[Line]]) -> dict[tuple[str, str], str]:
    """How a question of a language stands in English, where it does under the same id."""
    known = {
        (source, line["id"]): line["question"]
        for (source, language), some in lines.items()
        if language == "en"
        for line in some
        if "id" in line
    }
    return {
        (language, line["question"]): known[source, line["id"]]
        for (source, language), some in lines.items()
        if language != "en"
        for line in some
        if (source, line.get("id")) in known
    }


def _of_line(
    identity: str,
    line: Line,
    among: Sequence[Line],
    names: Sequence[str],
    negatives: float,
    chance: random.Random,
) -> Iterator[Example]:
    positive = _excerpt(identity, line, line["question"], line["answers"], chance)
    yield positive
    if chance.random() > negatives:
        return
    way = chance.random()
    question = changed(line["question"], names, chance) if way < 0.4 else None
    if question:
        yield asked_otherwise(positive, question)
    elif way < 0.7 and (left := without_answers(positive)):
        yield left
    else:
        other = _nearest_other(line, among, chance)
        yield _excerpt(identity, other, line["question"], [], chance)


def _excerpt(
    identity: str, line: Line, question: str, answers: Sequence[int], chance: random.Random
) -> Example:
    """Some sentences of the text in a row, an answer among them where there is one."""
    sentences: list[str] = line["sentences"]
    first = last = chance.choice(list(answers)) if answers else chance.randrange(len(sentences))
    words = _length(sentences[first])
    while True:
        wanted = [n for n in (first - 1, last + 1) if 0 <= n < len(sentences)]
        if not wanted:
            break
        more = chance.choice(wanted)
        words += _length(sentences[more])
        if words > _WORDS:
            break
        first, last = min(first, more), max(last, more)
    places = range(first, last + 1)
    return Example(
        question_id=identity,
        kind=line["source"] if line["language"] == "en" else line["language"],
        document=line["topic"],
        question=question,
        excerpt=Excerpt(
            heading=line["topic"],
            sentences=tuple(sentences[n] for n in places),
            speakers=((),) * len(places),
            before=sentences[first - 1] if first and chance.random() < 0.5 else "",
        ),
        answers=tuple(int(n in answers) for n in places),
        weights=(1.0,) * len(places),
    )


def _nearest_other(line: Line, among: Sequence[Line], chance: random.Random) -> Line:
    """The text with most words of the question, out of some that do not answer it."""
    asked = set(line["question"].casefold().split())
    others = chance.sample(among, min(_CANDIDATES, len(among)))
    others = [o for o in others if o["sentences"] != line["sentences"]] or [line]
    return max(others, key=lambda o: len(asked & set(" ".join(o["sentences"]).casefold().split())))


def _length(sentence: str) -> int:
    """Words of a sentence; scripts without spaces are counted by characters."""
    return max(len(sentence.split()), len(sentence) // 6)
