"""Learns which words around a state's name tell that a text without a header is that state's.

`python -m evals.learn_own_state SET [--statements FOLDERS…] [--write]` reads a set of sentences
in which "[Chad]" is who speaks and "{Peru}" somebody else, and folders of real statements whose
header names their state. It prints, for each statement, who would be told without its header by
weights that have not seen it, and who without the sentences that name its own state; it writes
`ingest/attribution/own_state.json`.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.learn_speakers import Example, fit
from ingest.attribution import own_state
from ingest.attribution.own_state import Mention
from ingest.header import parsing
from ingest.model import DocumentKind, SpeakerKind
from ingest.readers import read_raw
from ingest.structure.leads import sentences_of
from ingest.structure.units import units

_STRENGTH = 1.0  # inverse of the penalty
_WEIGHT = 5  # mentions in statements that a sentence of the set counts for
_MARKED = re.compile(r"[\[{](?P<name>[^\]}]+)[\]}]")


@dataclass(frozen=True)
class Statement:
    """A statement whose header names its state, and the states that its text names."""

    name: str
    state: str
    mentions: tuple[Mention, ...]

    @property
    def examples(self) -> Iterator[Example]:
        """Each mention, with whether it is the statement's own state."""
        for mention in self.mentions:
            yield _example(mention, mention.state.name == self.state, self.name)


def _example(mention: Mention, own: bool, document: str) -> Example:
    return Example(dict.fromkeys(mention.features, 1.0), own, document)


def sentences(path: Path) -> Iterator[Example]:
    """The marked names of a set; raises ValueError for one that is no state's."""
    for line in path.read_text(encoding="utf-8").splitlines():
        marked = json.loads(line)["text"]
        plain = _MARKED.sub(lambda match: match["name"], marked)
        found = list(own_state.mentions_in(plain))
        names = list(_MARKED.finditer(marked))
        if len(found) != len(names):
            raise ValueError(f"{len(found)} states in {marked!r}: mark each, and nothing else")
        for mention, match in zip(found, names, strict=True):
            yield _example(mention, match[0][0] == "[", marked)


def statements(folder: Path) -> Iterator[Statement]:
    """The statements of a folder whose header names one state."""
    for path in sorted(folder.iterdir()):
        if path.suffix not in (".pdf", ".docx", ".txt", ".html"):
            continue
        raw = read_raw(path)
        header = parsing.parse(raw, path)
        source = header.source
        if header.kind is not DocumentKind.STATEMENT or source is None:
            continue
        if source.kind is SpeakerKind.MEMBER_STATE:
            spans = [span for unit in units(raw) for span in sentences_of(raw, unit.blocks)]
            found = tuple(own_state.mentions(raw.text, spans))
            yield Statement(path.name, source.name, found)


def told(mentions: Sequence[Mention], weights: Mapping[str, float]) -> str | None:
    """The name of the state that these mentions tell with these weights."""
    state = own_state.told(mentions, weights)
    return state.name if state else None


def main(arguments: list[str] | None = None) -> None:
    """Prints the figures, each statement left out in turn, and writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("set", type=Path)
    parser.add_argument("--statements", type=Path, nargs="*", default=[])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    marked = list(sentences(options.set)) * _WEIGHT
    found = [one for folder in options.statements for one in statements(folder)]
    right = wrong = misled = 0
    for one in found:
        others = [e for other in found if other is not one for e in other.examples]
        weights = fit([*marked, *others], _STRENGTH)
        state = told(one.mentions, weights)
        without = told([m for m in one.mentions if m.state.name != one.state], weights)
        print(f"{one.name:<40} {one.state:<25} told {state}, without it {without}", flush=True)
        right += state == one.state
        wrong += state not in (None, one.state)
        misled += without is not None
    print(f"{right} of {len(found)} right, {wrong} wrong; {misled} told where nothing tells")
    if options.write:
        weights = fit([*marked, *(e for one in found for e in one.examples)], _STRENGTH)
        text = json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True)
        Path(own_state.__file__).with_suffix(".json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
