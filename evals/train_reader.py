"""Trains the reader: `python -m evals.train_reader --shared DIR --work DIR`.

First stage: public question answering data, to learn reading, and the questions written for the
reader over real and invented documents. Second stage (`--stage sentences`, from the weights of the
first): sentences by themselves, those that answer and those that the reader takes for it, beside
some of the passages; the weights are those halfway between before and after it. Everything is kept
in the folder `--work`, from which an interrupted run goes on; `--export` writes the weights as they
ship.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from torch import Tensor

from assistant.reader.encoding import windows
from assistant.reader.model import BuiltInReader
from evals import reader_examples
from evals.reader_examples import Example
from evals.reader_examples_alone import alone_examples
from evals.reader_examples_public import public_examples
from evals.reader_examples_reading import held_out, reading_examples
from evals.reader_examples_sets import Mix
from evals.reader_export import export
from evals.reader_network import Item, ReaderNetwork
from evals.reader_start import shipped_weights
from evals.reader_training import Recipe, train, weights_of
from evals.reading_set import CONTRAST, load

_UNCALIBRATED = {"threshold": 0.5, "slope": 1.0, "offset": 0.0}
"""What `evals.learn_judging` makes of it is what tells."""
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
_PAIRS = (4, 3)  # of the pairs, blocks of so many in a row, one in so many, give sentences
_HARDEST = {False: 5, True: 3}
"""Sentences of a question that only seem to answer, of those not in pairs and of those in pairs."""
_PASSAGES = 7_000  # windows of passages beside the sentences, so that reading them is not forgotten
_SHARE = 0.3  # of the public questions among them


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with training/, corpus/")
    parser.add_argument("--work", type=Path, required=True, help="folder for what is made")
    parser.add_argument("--nearest", type=int, default=3, help="best found, without answer")
    parser.add_argument("--others", type=int, default=2, help="others without answer")
    parser.add_argument("--share", type=float, default=1.0, help="share of the public questions")
    parser.add_argument("--stage", choices=("passages", "sentences"), default="passages")
    parser.add_argument("--start", type=Path, help="checkpoint or shipped weights to start from")
    parser.add_argument("--export", type=Path, help="folder that the trained weights go to")
    parser.add_argument("--name", default="first-stage", help="name of the checkpoint")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    first = arguments.stage == "passages"
    items = first_stage(arguments) if first else second_stage(arguments)
    print(f"{len(items)} windows, {sum(len(i.window.ids) for i in items)} tokens", file=sys.stderr)
    from index_store.embedding import built_in_model

    network = ReaderNetwork(built_in_model())
    start = started(arguments.start) if arguments.start else {}
    network.load_state_dict(start, strict=False)
    checkpoint = arguments.work / f"{arguments.name}.pt"
    recipe = Recipe() if first else Recipe(rate=4e-5, head_rate=1e-4)
    train(network, items, replace(recipe, seed=arguments.seed), checkpoint)
    network = network.cpu()
    if not first:
        network.load_state_dict(between(start, network.state_dict()))
    if arguments.export:
        tokenizer = built_in_model() / "tokenizer.json"
        export(network, tokenizer, arguments.export, _UNCALIBRATED)


def started(path: Path) -> dict[str, Tensor]:
    """The weights of a checkpoint, or of a folder of shipped ones."""
    return shipped_weights(path) if path.is_dir() else weights_of(path)


def between(start: Mapping[str, Tensor], trained: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Weights halfway between those before and after a pass; new ones as they are trained.

    What one pass teaches costs little of what was known before (Wortsman et al., "Robust
    fine-tuning of zero-shot models", 2022).
    """
    return {
        name: (start[name] + values) / 2 if name in start else values
        for name, values in trained.items()
    }


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


def second_stage(arguments: argparse.Namespace) -> list[Item]:
    """Sentences by themselves as the built-in reader judges their passages, and some passages."""
    corpus, store = arguments.shared / "corpus" / "more", arguments.work / "reading-store"
    chance = random.Random(arguments.seed)
    reader, seed = BuiltInReader(), arguments.seed
    size, every = _PAIRS
    pairs = [q for n, q in enumerate(load(CONTRAST)) if n // size % every == 0]
    alone: list[Example] = []
    for questions, in_pairs, mix in (
        (load(), False, Mix(own=8, answering=4, changes=0.3, merged=0.3)),
        (pairs, True, Mix(own=3, answering=2, other=0, changes=0.15, merged=0.3)),
    ):
        made = reading_examples(store, corpus, mix, given=questions)
        learned = (e for e in made if not held_out(e.document))
        alone += alone_examples(learned, reader, _HARDEST[in_pairs], seed)
    mix = Mix(own=4, answering=3, changes=0.3, merged=0.3)
    made = reading_examples(store, corpus, mix)
    passages = selected([e for e in made if not held_out(e.document)], 2, 1, chance)
    sizes = {key: int(_SHARE * count) for key, count in PUBLIC.items()}
    passages += public_examples(arguments.shared / "training" / "reading.jsonl.gz", sizes, seed)
    windows_of = items_of(passages)
    chance.shuffle(windows_of)
    return items_of(alone) + windows_of[:_PASSAGES]


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
