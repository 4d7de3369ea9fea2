"""Precision and recall of speakers and mentions over a hand-labelled set.

A set is a JSON Lines file, one small document a line:

    {"id": "r1", "form": "subject", "kind": "report", "source": null, "lead": ["…"],
     "paragraphs": [{"number": "4.1", "section": "Discussion", "blocks": [[
        {"text": "Norway thanked Chad.", "speakers": ["Norway"], "mentions": ["Chad"]}]]}]}

`lead` are lines before the first paragraph, such as a list of contributions; `source` is who
submitted the document. In a transcript each sentence is a whole turn with its label.

`python -m evals.attribution evals/sets/speakers.jsonl` prints the table.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel

from ingest.attribution import regimes, turns
from ingest.attribution.narrated import Attribution
from ingest.model import DocumentKind, Header, Speaker, SpeakerKind
from ingest.names import persons
from ingest.names.finder import NameFinder
from ingest.raw import Block, RawDocument
from ingest.structure.units import Unit


class LabelledSentence(BaseModel):
    """A sentence and who a careful reader says speaks in it or is only mentioned."""

    text: str
    speakers: list[str] = []
    mentions: list[str] = []


class LabelledParagraph(BaseModel):
    """A numbered paragraph; `blocks` are its lines, each a list of sentences."""

    number: str | None = None
    section: str | None = None
    blocks: list[list[LabelledSentence]]


class LabelledDocument(BaseModel):
    """A small document; `form` groups documents in the table, `part` says how it was used."""

    id: str
    form: str
    kind: DocumentKind
    # "development" was written with the rules at hand; each "unseen" part before its first run.
    part: str = ""
    source: str | None = None
    lead: list[str] = []
    paragraphs: list[LabelledParagraph]


@dataclass
class Counts:
    """True positives, false positives and false negatives."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, found: set[str], gold: set[str]) -> None:
        """Counts one sentence."""
        self.right += len(found & gold)
        self.wrong += len(found - gold)
        self.missed += len(gold - found)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of what there is that was found; 1 where there is nothing."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


@dataclass
class Score:
    """Figures of one form of document, or of all."""

    sentences: int = 0
    speakers: Counts = field(default_factory=Counts)
    mentions: Counts = field(default_factory=Counts)


@dataclass
class AttributionReport:
    """Figures over a set: in all, by form, and the sentences that went wrong."""

    total: Score
    forms: dict[str, Score]
    errors: list[str]


def load(path: Path) -> list[LabelledDocument]:
    """Reads a labelled set."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [LabelledDocument.model_validate(json.loads(line)) for line in lines if line.strip()]


def evaluate(documents: Iterable[LabelledDocument]) -> AttributionReport:
    """Attributes every sentence and compares with its labels."""
    report = AttributionReport(Score(), defaultdict(Score), [])
    for document in documents:
        for sentence, found in _attributed(document):
            # Voices without a name, "several Parties", are not labelled in these sets.
            named = [s for s in found.speakers if s.kind is not SpeakerKind.UNNAMED]
            speakers = {speaker.name for speaker in named}
            mentions = {speaker.name for speaker in found.mentions}
            for score in (report.total, report.forms[document.form]):
                score.sentences += 1
                score.speakers.add(speakers, set(sentence.speakers))
                score.mentions.add(mentions, set(sentence.mentions))
            if speakers != set(sentence.speakers) or mentions != set(sentence.mentions):
                report.errors.append(
                    f"{document.id}: {sentence.text}\n    gold  {sentence.speakers} / "
                    f"{sentence.mentions}\n    found {sorted(speakers)} / {sorted(mentions)}"
                )
    return report


def _attributed(document: LabelledDocument) -> Iterator[tuple[LabelledSentence, Attribution]]:
    raw, units, spans = lay_out(document)
    source = None
    if document.source:
        source = NameFinder().resolve(document.source) or Speaker(
            name=document.source, kind=SpeakerKind.PARTNER
        )
    header = Header(kind=document.kind, source=source)
    sentences = [s for p in document.paragraphs for block in p.blocks for s in block]
    spoken = turns.turns(raw, header) if document.kind is DocumentKind.TRANSCRIPT else None
    if spoken is not None:
        finder = NameFinder(persons.learn(raw.text))
        found = [
            turns.attribute(raw.text, turn, [(turn.start, turn.end)], finder)[0]
            for turn in spoken.turns
        ]
    else:
        left = list(zip(units, spans, strict=True))
        found = [a for unit in regimes.told(raw, header, units, left) for a in unit]
    yield from zip(sentences, found, strict=True)


def lay_out(
    document: LabelledDocument,
) -> tuple[RawDocument, list[Unit], list[list[tuple[int, int]]]]:
    """The document as text, with its units and the spans of their sentences."""
    text = "".join(line + "\n" for line in document.lead)
    blocks, at = [], 0
    for line in document.lead:
        blocks.append(Block(at, at + len(line)))
        at += len(line) + 1
    units: list[Unit] = []
    spans: list[list[tuple[int, int]]] = []
    heading = None
    for paragraph in document.paragraphs:
        if paragraph.section and paragraph.section != heading:
            heading = paragraph.section
            blocks.append(Block(len(text), len(text) + len(heading)))
            text += heading + "\n"
        text += f"{paragraph.number}\t" if paragraph.number else ""
        inside: list[tuple[int, int]] = []
        lines: list[tuple[int, int]] = []
        start = len(text) - (len(paragraph.number) + 1 if paragraph.number else 0)
        for block in paragraph.blocks:
            opening = len(text) if lines else start
            for sentence in block:
                inside.append((len(text), len(text) + len(sentence.text)))
                text += sentence.text + " "
            text = text[:-1] + "\n"
            lines.append((opening, len(text) - 1))
            blocks.append(Block(opening, len(text) - 1))
        section = (paragraph.section,) if paragraph.section else ()
        units.append(
            Unit(start, lines[-1][1], paragraph.number, section, blocks=tuple(lines), heading=False)
        )
        spans.append(inside)
    return RawDocument(text, tuple(blocks)), units, spans


def table(report: AttributionReport) -> str:
    """The figures as a table for the terminal."""
    rows = ["form                 sentences  speakers P     R   mentions P     R"]
    for name, score in [*sorted(report.forms.items()), ("all", report.total)]:
        rows.append(
            f"{name:<20} {score.sentences:>9}  {score.speakers.precision:>10.3f} "
            f"{score.speakers.recall:.3f}  {score.mentions.precision:>9.3f} "
            f"{score.mentions.recall:.3f}"
        )
    return "\n".join(rows)


def main(arguments: list[str] | None = None) -> int:
    """Prints the figures of the set named on the command line, with its errors."""
    paths = sys.argv[1:] if arguments is None else arguments
    if len(paths) != 1:
        print("usage: python -m evals.attribution SET.jsonl", file=sys.stderr)
        return 2
    report = evaluate(load(Path(paths[0])))
    print("\n".join(report.errors))
    print(table(report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
