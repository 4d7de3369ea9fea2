"""Writes docs/answers.md: quoted and written answers over the samples, as measured.

    python -m tests.assistant.report_answers > docs/answers.md

The scripted server and its lies are those of the tests; the real model is SmolLM2 where it is
installed. Seconds are those of the machine it runs on.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.writing.llm import open_llm
from assistant.writing.reply import read_reply
from assistant.writing.writer import Writer
from evals.questions import load
from index_store import Store
from index_store.ingestion import ingest_paths
from tests.assistant.lying_server import LyingServer, resolve, says
from tests.assistant.small_model import serve, weights
from tests.assistant.statements import (
    LAST_LIES,
    LAST_TRUTHS,
    LIES,
    NEW_LIES,
    NEW_TRUTHS,
    TRUTHS,
    Statement,
)

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = ROOT / "evals" / "sets" / "samples.jsonl"
REAL = 6  # questions that the real model is asked


@dataclass
class Run:
    """What one answerer did over a list of questions."""

    name: str
    answers: list[Answer] = field(default_factory=list)

    def row(self, faithful: int) -> str:
        """A row of the table; `faithful`: shown sentences that their sources carry."""
        answered = [a for a in self.answers if a.answered]
        shown = sum(len(a.sentences) for a in answered)
        removed = sum(len(a.removed) for a in answered)
        fallen = sum("quoted instead" in " ".join(a.notices) for a in answered)
        first = median(a.timings.get("first words", a.seconds) for a in answered)
        whole = median(a.seconds for a in answered)
        share = f"{removed / (removed + shown):.0%}" if removed else "0%"
        return (
            f"| {self.name} | {len(answered)} | {shown} | {faithful / shown:.2f} | {share} | "
            f"{fallen} | {1000 * first:.0f} | {1000 * whole:.0f} |"
        )


def main() -> None:
    """Prints the page."""
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "store") as store:
        ingest_paths(store, [ROOT / "samples"])
        print("\n".join(page(store)))


def page(store: Store) -> Iterator[str]:
    """The lines of the page."""
    yield from INTRODUCTION.splitlines()
    with LyingServer() as server:
        liar = Assistant(store, Writer(open_llm(server.url, "scripted", 60), 60))
        yield from by_kind(liar, server)
        yield from kept(liar, server)
        yield from side_by_side(store, liar, server)
    yield from LIMITS.splitlines()


def by_kind(liar: Assistant, server: LyingServer) -> Iterator[str]:
    """Lies written and shown, by kind."""
    written: dict[str, int] = defaultdict(int)
    shown: dict[str, int] = defaultdict(int)
    for question, lies in _by_question([*LIES, *NEW_LIES, *LAST_LIES]).items():
        answer = _answer(liar, server, question, lies)
        texts = {s.text for s in answer.sentences}
        for lie in lies:
            (said,) = read_reply(resolve(lie.text, server.prompts[-1]))
            written[lie.kind] += 1
            shown[lie.kind] += said.text in texts
    yield "## Lies, by kind"
    yield ""
    yield "| kind of lie | written by the server | shown |"
    yield "|---|---:|---:|"
    for kind in sorted(written):
        yield f"| {kind} | {written[kind]} | {shown[kind]} |"
    yield f"| **all** | **{sum(written.values())}** | **{sum(shown.values())}** |"
    yield ""


def kept(liar: Assistant, server: LyingServer) -> Iterator[str]:
    """True paraphrases and how many pass."""
    yield "## True sentences in other words"
    yield ""
    yield "| written | sentences | passed | share |"
    yield "|---|---:|---:|---:|"
    sets = {"when the thresholds were chosen": TRUTHS, "after that": NEW_TRUTHS,
            "when all rules stood": LAST_TRUTHS}  # fmt: skip
    for name, truths in sets.items():
        passed = 0
        for question, group in _by_question(truths).items():
            answer = _answer(liar, server, question, group)
            reasons = {r.text: r.reason for r in answer.removed}
            said = [read_reply(resolve(t.text, server.prompts[-1]))[0].text for t in group]
            passed += sum(reasons.get(t, "given up").endswith("given up") or t not in reasons
                          for t in said)  # fmt: skip
        yield f"| {name} | {len(truths)} | {passed} | {passed / len(truths):.0%} |"
    yield ""


def side_by_side(store: Store, liar: Assistant, server: LyingServer) -> Iterator[str]:
    """Both answerers over the samples' question set, and the real model."""
    quoting = Assistant(store)
    questions = [q.question for q in load(QUESTIONS) if q.answerable and not q.history]
    quoting.ask(questions[0])
    quoted = Run("quoted", [quoting.ask(question) for question in questions])
    server.reply = says("{the} Nothing of this is in any document. [1] It cost 77 euros. [1]")
    lies = Run("written by the scripted server, all lies", [liar.ask(q) for q in questions])
    runs = [quoted, lies]
    model = weights()
    if model is not None:
        began = time.perf_counter()
        running = serve(model)
        writer = Writer(open_llm(f"{running.listening_address}/v1", "smollm2", 300), 300)
        writer.llm.max_tokens = 120  # type: ignore[attr-defined]
        real = Assistant(store, writer)
        asked = questions[:: max(1, len(questions) // REAL)]
        runs.append(Run("written by SmolLM2 135M", [real.ask(q) for q in asked]))
        print(f"real model: {time.perf_counter() - began:.0f} s", file=sys.stderr)
        del running
    yield "## Both answerers on the samples' question set"
    yield ""
    yield (
        "| answers | questions answered | sentences shown | faithful | sentences removed | "
        "quoted instead | first words, ms | whole answer, ms |"
    )
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    for run in runs:
        yield run.row(sum(_stands(store, a, quoting) for a in run.answers if a.answered))
    yield ""


def _stands(store: Store, answer: Answer, assistant: Assistant) -> int:
    """How many sentences of an answer are in the canonical text, else verified against it."""
    from assistant.store_reader import StoreReader
    from assistant.writing.material import gather_pieces, quoted_passages

    documents = StoreReader(store)
    found = gather_pieces(documents, quoted_passages(documents, answer.citations), set())
    pieces = {piece.n: piece for piece in found}
    texts = [" ".join(store.text(c.document)[c.start : c.end].split()) for c in answer.citations]
    return sum(
        any(" ".join(s.text.split()) in text for text in texts)
        or any(not assistant.verifier.check(s.text, [n], pieces).problem for n in pieces)
        for s in answer.sentences
    )


def _answer(
    liar: Assistant, server: LyingServer, question: str, statements: Sequence[Statement]
) -> Answer:
    server.reply = says(" ".join(statement.text for statement in statements))
    return liar.ask(question)


def _by_question(statements: Sequence[Statement]) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        found[statement.question].append(statement)
    return found


INTRODUCTION = """# Quoted and written answers

Made by `python -m tests.assistant.report_answers > docs/answers.md`.

The assistant quotes the documents. Where a language model is set, it decides which of the evidence
answers and says so in sentences, and `assistant/verification/` holds each of them against what it
cites before anybody sees it. Numbers with what they count, dates, names, document numbers and
quotation marks must stand there; nothing may be denied, softened or hardened; who acts and who
speaks must be the same; every other word must be in the source sentence, or one near to it in
meaning, and the whole must be about the same thing.

Comparisons do not catch every lie that keeps to the words of a document (see below). So what is
told in its words is shown in its words: in the place of a sentence that has most of its terms from
what carries it, and of one that is not carried but near in meaning to a sentence of a passage it
cites, stands that sentence of the document. Only what is verified in words of its own stands as
the model wrote it. With an entailment model (`nli_model`), which judges what a few other words
change, everything that passes does.
"""

LIMITS = """## How far this goes

The rules were made looking at the first lies, 114 of them. Of 53 lies written after that, 9 would
still have been shown before the rules were widened, and of 35 more, 4. Then 152 were written
(`tests/assistant/blind_statements.py`): 71 without knowledge of the rules, of which 5 were shown;
36, 27 and 18 more, each before the rules were widened again, of which 5, 5 and 1 were shown.
Expect about one in ten of the *cleverest single lies* about a passage to pass where no entailment
model (`nli_model`) is set. Typical ones that passed at first: what "can" or "will" be done told as
done, a word of the passage in another role ("half of the calls come from children" for "adults who
worry about a child"), a reason taken from another sentence. Five of the 152 still pass.
Of 309 quotations with one thing changed by machine (`tests/assistant/mutations.py`), 3 passed; two
of these forms are caught since; "in all countries" added behind "for the whole world" is not.
Quoted answers have no such risk: they are the documents' words. True sentences are lost where they
say a thing in words far from the passage's; then the reader sees fewer sentences, or the quotation.
The table above counts sentences of a kind that the rules were made for; of true sentences written
in the same four rounds, in freer words, 28 of 50, 22 of 34, 10 of 20 and 15 of 18 passed at first:
expect six in ten. Of all of them 99 of 122 pass since.
"""

if __name__ == "__main__":
    main()
