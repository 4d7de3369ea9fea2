"""Trains the reader: `python -m evals.train_reader --shared DIR --work DIR`.

First stage: public question answering data, to learn reading, and the questions written for the
reader over real and invented documents. Everything is kept in the folder `--work`, from which an
interrupted run goes on.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from assistant.reader.encoding import windows
from evals import reader_examples
from evals.reader_examples import Example
from evals.reader_examples_public import public_examples
from evals.reader_examples_reading import held_out, reading_examples
from evals.reader_examples_sets import Mix
from evals.reader_network import Item, ReaderNetwork
from evals.reader_training import Recipe, train, weights_of
from evals.reading_set import CONTRAST, load

PUBLIC = {
    ("SelQA", "en"): 2_375,
    ("XQuAD", "en"): 1_190,
    ("XQuAD", "es"): 600,
    ("XQuAD", "ru"): 250,
    ("XQuAD", "ar"): 50,
    ("XQuAD", "zh"): 50,
    ("PolicyQA", "en"): 800,
}
"""Questions of each source and language that are learned from."""

_BESIDE_PAIRS = (2, 1)  # nearest and others: the pairs themselves are what is hard to tell apart


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with training/, corpus/")
    parser.add_argument("--work", type=Path, required=True, help="folder for what is made")
    parser.add_argument("--nearest", type=int, default=3, help="best found, without answer")
    parser.add_argument("--others", type=int, default=2, help="others without answer")
    parser.add_argument("--share", type=float, default=1.0, help="share of the public questions")
    parser.add_argument("--start", type=Path, help="checkpoint whose weights training starts from")
    parser.add_argument("--name", default="first-stage", help="name of the checkpoint")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    items = first_stage(arguments)
    print(f"{len(items)} windows, {sum(len(i.window.ids) for i in items)} tokens", file=sys.stderr)
    from index_store.embedding import built_in_model

    network = ReaderNetwork(built_in_model())
    if arguments.start:
        network.load_state_dict(weights_of(arguments.start))
    checkpoint = arguments.work / f"{arguments.name}.pt"
    train(network, items, Recipe(seed=arguments.seed), checkpoint)


def first_stage(arguments: argparse.Namespace) -> list[Item]:
    """What the first stage learns from, in no particular order."""
    reading = [e for e in reading_set(arguments.shared, arguments.work) if not held_out(e.document)]
    chance = random.Random(arguments.seed)
    chosen = selected(reading, arguments.nearest, arguments.others, chance)
    pairs = contrast_set(arguments.shared, arguments.work)
    chosen += selected([e for e in pairs if not held_out(e.document)], *_BESIDE_PAIRS, chance)
    sizes = {key: int(arguments.share * count) for key, count in PUBLIC.items()}
    public = arguments.shared / "training" / "reading.jsonl.gz"
    return items_of(chosen + public_examples(public, sizes, arguments.seed))


def reading_set(shared: Path, work: Path) -> list[Example]:
    """Examples of all reading questions, made once and kept in `work`."""
    path = work / "reading-examples.jsonl.gz"
    if not path.is_file():
        corpus = shared / "corpus" / "more"
        made = reading_examples(work / "reading-store", corpus, Mix())
        reader_examples.save(made, path)
    return reader_examples.load(path)


def contrast_set(shared: Path, work: Path) -> list[Example]:
    """Examples of the questions in pairs, made once and kept in `work`."""
    path = work / "contrast-examples.jsonl.gz"
    if not path.is_file():
        mix = Mix(own=4, answering=3, changes=0.25, merged=0.3)
        corpus, given = shared / "corpus" / "more", load(CONTRAST)
        made = reading_examples(work / "reading-store", corpus, mix, given=given)
        reader_examples.save(made, path)
    return reader_examples.load(path)


def selected(
    examples: Sequence[Example], nearest: int, others: int, chance: random.Random
) -> list[Example]:
    """Excerpts with an answer and those made from them, and of each question some without.

    Those are the `nearest` that a search found and `others` by chance.
    """
    of: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        of[example.question_id].append(example)
    chosen: list[Example] = []
    for group in of.values():
        without = [e for e in group if not e.answered and not e.made]
        rest = without[nearest:]
        chosen += [e for e in group if e.answered or e.made] + without[:nearest]
        chosen += chance.sample(rest, min(others, len(rest)))
    return chosen


def items_of(examples: Sequence[Example]) -> list[Item]:
    """The windows of examples with what is to be learned from them."""
    from tokenizers import Tokenizer

    from index_store.embedding import built_in_model

    tokenizer = Tokenizer.from_file(str(built_in_model() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    items = []
    for example in examples:
        for window in windows(tokenizer, example.question, [example.excerpt])[0]:
            items.append(
                Item(
                    window,
                    tuple(example.answers[n] for n in window.sentences),
                    tuple(example.weights[n] for n in window.sentences),
                )
            )
    return items


if __name__ == "__main__":
    main()
