"""Plants damage in the files of a store's copies; run as a program it tries a kind of it.

    python -m tests.torture.damage STORE OTHER WORK COPY KIND

tries KIND on each file of COPY in turn: what is asked has to be answered as from the whole
store, `check` has to name the damage and `repair` to mend it. It prints what went wrong; that it
ends in an orderly way shows that no damaged file was opened.
"""

from __future__ import annotations

import contextlib
import logging
import shutil
import sys
from pathlib import Path

from index_store import Embedder, Store
from index_store.checking import COPIES, check, repair
from index_store.seals import Seal
from tests.index_store.factories import KENYA, NORWAY, Part, document

KINDS = ("flipped", "truncated", "deleted", "foreign")
PLACES = {"vectors": "chroma", "full_text": "full_text", "replica": "replica"}
QUESTION = "Kenya supported hotlines as item 7"

_TOPICS = ("schools", "helplines", "games", "privacy", "training", "parents", "hotlines")


def make_store(folder: Path, embedder: Embedder, word: str, papers: int = 11) -> None:
    """A store of more than a thousand passages, from which on Chroma keeps its graph in files."""
    documents = []
    for paper in range(papers):
        parts: list[Part] = [
            (
                f"{paper}.{n}",
                [NORWAY if n % 2 else KENYA],
                f"{'Norway' if n % 2 else 'Kenya'} supported {word} {_TOPICS[n % 7]} as item {n} "
                f"in paper {paper}.",
            )
            for n in range(100)
        ]
        documents.append((document(f"paper-{paper}", parts, f"/papers/{paper}.txt"), None))
    with Store(folder, embedder) as store:
        store.add_many(documents)
        store.replica()


def files(store: Path, copy: str) -> list[Path]:
    """The files of a copy that matter, as paths in the store's folder."""
    folder = store / PLACES[copy]
    roots = sorted(folder.iterdir()) if copy == "replica" else [folder]
    found = [(root / name).relative_to(store) for root in roots for name in Seal.of(root).files]
    return found + [(root / "seal.json").relative_to(store) for root in roots if copy == "replica"]


def plant(kind: str, store: Path, file: Path, other: Path) -> None:
    """Does damage to a file; `other` is a store of the same form with other content."""
    path = store / file
    content = path.read_bytes()
    if kind == "deleted":
        path.unlink()
    elif kind == "truncated":
        path.write_bytes(content[: len(content) // 2])
    elif kind == "flipped":
        middle = len(content) // 2
        path.write_bytes(content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :])
    else:
        shutil.copyfile(_counterpart(file, other), path)


def _counterpart(file: Path, other: Path) -> Path:
    """The file of the other store that has the same part: names of segments are random."""
    pattern = file.name if file.parts[0] != "full_text" or not file.suffix else f"*{file.suffix}"
    if file.name in ("meta.json", ".managed.json"):
        pattern = file.name
    return next(iter(sorted((other / file.parts[0]).rglob(pattern))))


def answers(folder: Path, embedder: Embedder) -> list[object]:
    """What three kinds of search find, each in another copy."""
    with Store(folder, embedder) as store:
        vector = embedder.embed_query(QUESTION)
        replica = store.replica()
        return [
            [hit.passage.id for hit in store.lexical(QUESTION, 5)],
            [hit.passage.id for hit in store.dense(QUESTION, 3)],
            [int(n) for n in replica.vectors.astype("float32").dot(vector).argsort()[-3:]],
            [len(replica), len(replica.vocabulary), int(replica.tokens.sum())],
        ]


def try_kind(store: Path, other: Path, work: Path, copy: str, kind: str) -> list[str]:
    """Damages each file of a copy in turn; what went wrong."""
    embedder, wrong = Embedder(), []
    expected = answers(store, embedder)
    part = next(name for name, known in COPIES.items() if known == copy)
    for file in files(store, copy):
        for mended_by in ("use", "repair"):
            shutil.rmtree(work, ignore_errors=True)
            shutil.copytree(store, work)
            plant(kind, work, file, other)
            if (work / file).exists() and (work / file).read_bytes() == (store / file).read_bytes():
                continue  # an empty file cut in half, or the same in both stores
            if mended_by == "repair":
                with Store(work, embedder) as opened:
                    report = check(opened)
                    faults = next(p.faults for p in report.parts if p.part == part)
                    if not any(file.name in fault for fault in faults):
                        wrong.append(f"{file} {kind}: check says {faults}")
                    repair(opened, report)
            if answers(work, embedder) != expected:
                wrong.append(f"{file} {kind}: other answers after {mended_by}")
            with Store(work, embedder) as opened:
                left = check(opened)
            if not left.ok:
                wrong.append(f"{file} {kind}: not whole after {mended_by}: {left}")
    return wrong


if __name__ == "__main__":
    logging.disable()
    with contextlib.redirect_stdout(sys.stderr):
        found = try_kind(*map(Path, sys.argv[1:4]), *sys.argv[4:6])
    print("\n".join(found))
    sys.exit(1 if found else 0)
