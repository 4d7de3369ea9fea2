"""How well questions are understood: kind, whose words are wanted, scope, what follows on what.

`python -m evals.question_parse` puts the questions of `evals/sets/questions.jsonl` and
`questions-meetings.jsonl` to invented stores (`questions-store.json`) and, with `--world`, those of
`world/questions.jsonl` in the folder named by `COP_SHARED`, too.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from assistant.question.known import Known
from assistant.question.question import Question
from assistant.question.understanding import Understanding
from evals.learn_questions import speaker_named
from index_store.analysis import terms
from index_store.embedding import Embedder
from index_store.records import DocumentRecord
from ingest.model import Speaker
from ingest.names.finder import NameFinder

SETS = Path(__file__).parent / "sets"
FILES = ("questions.jsonl", "questions-meetings.jsonl")
_KINDS = {kind: kind for kind in ("who", "compare", "outcome", "overview")}
_KINDS |= {"position": "content", "fact": "content"}
_OF_SPEAKERS = ("position", "compare", "follow_up", "typo", "language")
Understand = Callable[[str, Sequence[str]], Question]


def invented_store(name: str, rows: Iterable[dict]) -> Known:
    """What is known of a store that questions are put to; it has the words of these."""
    data = json.loads((SETS / "questions-store.json").read_text(encoding="utf-8"))[name]
    speakers = [Speaker(name=name, kind=kind) for name, kind in data["speakers"]]
    documents = [DocumentRecord(path=f"{d['id']}.docx", **d) for d in data["documents"]]
    words = (t for row in rows if not row.get("typo") for t in terms(row["question"]))
    return Known.of(speakers, documents, dict.fromkeys(words, 0))


def read(path: Path) -> list[dict]:
    """The questions of a set."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def faults(row: dict, got: Question) -> list[str]:
    """What of a question was understood otherwise than labelled."""
    found = []
    if "request" in row:
        # All else is then the last question's.
        return [] if got.request == row["request"] else [f"request={got.request}"]
    if row["kind"] not in (None, got.kind.value):
        found.append(f"kind={got.kind}")
    if row.get("language", "en") != got.language:
        found.append(f"language={got.language}")
    for what in ("small_talk", "listed"):
        if what in row and row[what] != getattr(got, what):
            found.append(f"{what}={getattr(got, what)}")
    for what in ("asked", "about", "without"):
        names = {speaker.name for speaker in getattr(got, what)}
        if what in row and set(row[what]) != names:
            found.append(f"{what}={sorted(names)}")
    if set(row.get("unknown", ())) != set(got.unknown):
        found.append(f"unknown={list(got.unknown)}")
    if not _has(got.full, row.get("full", ()), row.get("notfull", ())) or (
        row.get("same") and got.full != row["question"]
    ):
        found.append(f"full={got.full!r}")
    if not _has(got.topic, row.get("topic", ())):
        found.append(f"topic={got.topic!r}")
    if "parts" in row and not (
        len(row["parts"]) == len(got.parts)
        and all(_has(p.full, words) for p, words in zip(got.parts, row["parts"], strict=True))
    ):
        found.append(f"parts={[part.full for part in got.parts]}")
    if "scope" in row:
        found += _scope_faults(row["scope"], got)
    return found


def _has(text: str, wanted: Iterable[str], unwanted: Iterable[str] = ()) -> bool:
    """Whether a text has all the pieces wanted and none of the others."""
    text = text.lower()
    return all(w.lower() in text for w in wanted) and not any(w.lower() in text for w in unwanted)


def _scope_faults(wanted: dict, got: Question) -> list[str]:
    there = got.scope.model_dump()
    missing = bool(there.pop("missing"))
    found = [] if missing == wanted.get("missing", False) else [f"missing={got.scope.missing}"]
    if wanted.get("missing"):
        return found
    for what, value in there.items():
        expected = wanted.get(what)
        if (list(value) if isinstance(value, tuple) else value) != (
            expected if expected is not None else [] if isinstance(value, tuple) else None
        ):
            found.append(f"{what}={value}")
    return found


def evaluate(rows: Iterable[dict], understand: dict[str, Understand], verbose: bool) -> None:
    """Prints how many questions are understood in full, how many parts of them, and by kind.

    `understand`: for each store by its name.
    """
    parts: dict[str, Counter[str]] = defaultdict(Counter)
    halves: dict[str, list[bool]] = defaultdict(list)
    sorts: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        got = understand[store_of(row)](row["question"], row.get("history", ()))
        wrong = faults(row, got)
        half = f"{row['half']}, {'meetings' if 'store' in row else 'lagoon'}"
        halves[half].append(not wrong)
        if "sort" in row:
            sorts[f"{row['half']}, {row['sort']}"].append(not wrong)
        for fault in wrong:
            parts[half][fault.partition("=")[0]] += 1
        if wrong and verbose:
            print(f"  {half} {row['question']!r} {row.get('history', '')}: {'; '.join(wrong)}")
    for half, right in sorted(halves.items()):
        print(f"{half}: {sum(right)} of {len(right)} right; wrong: {dict(parts[half])}")
    for sort, right in sorted(sorts.items()):
        print(f"    {sort}: {sum(right)} of {len(right)}")


def store_of(row: dict) -> str:
    """The store that a question is put to."""
    return str(row.get("store", "lagoon"))


def world(folder: Path, verbose: bool) -> None:
    """Kinds and who is asked, over the questions of the development set."""
    rows = read(folder / "world" / "questions.jsonl")
    by_document: dict[str, dict[Speaker, None]] = defaultdict(dict)
    plain = NameFinder()
    for row in rows:
        there = by_document[str(row["document"])]
        for name in row["who"]:
            speaker = plain.resolve(name) or speaker_named(name)
            there[speaker] = None
    right: Counter[str] = Counter()
    count: Counter[str] = Counter()
    embed = Embedder().embed_query
    stores = {document: Known.of(there) for document, there in by_document.items()}
    for row in rows:
        known = stores[str(row["document"])]
        got = Understanding(partial(_same, known), embed).understand(
            row["question"], row["history"]
        )
        gold = {(known.finder.resolve(name) or speaker_named(name)).name for name in row["who"]}
        asked = {speaker.name for speaker in got.asked}
        judged = {}
        if row["kind"] in _KINDS:
            judged["kind"] = _KINDS[row["kind"]] == _KINDS.get(got.kind.value, got.kind.value)
        if row["kind"] in _OF_SPEAKERS:
            judged["asked"] = bool(asked) and asked <= gold
        for what, fits in judged.items():
            count[what] += 1
            right[what] += fits
            if verbose and not fits:
                print(f"  {row['id']} {what}: {row['question']} {row['history'] or ''}")
                print(f"      {row['kind']} {gold}; got {got.kind} {asked} {got.full!r}")
    print("world:", {what: f"{right[what]} of {count[what]}" for what in count})


def _same(known: Known) -> Known:
    return known


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--verbose", action="store_true", help="every question that was missed")
    parser.add_argument("--half", choices=("test", "tune"))
    parser.add_argument("--world", action="store_true", help="of the development set, too")
    options = parser.parse_args(arguments)
    rows = [row for name in FILES for row in read(SETS / name)]
    stores = {
        name: Understanding(
            partial(_same, invented_store(name, [row for row in rows if store_of(row) == name]))
        )
        for name in {store_of(row) for row in rows}
    }
    if options.half:
        rows = [row for row in rows if row["half"] == options.half]
    for understanding in stores.values():
        understanding.understand("What did Chile say about nets?")
    began = time.perf_counter()
    evaluate(rows, {name: u.understand for name, u in stores.items()}, options.verbose)
    print(f"{1000 * (time.perf_counter() - began) / len(rows):.1f} ms a question")
    if options.world and (shared := os.environ.get("COP_SHARED")):
        world(Path(shared), options.verbose)


if __name__ == "__main__":
    main()
