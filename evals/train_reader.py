"""Trains the reader: `python -m evals.train_reader --pass NAME --shared DIR --work DIR`.

    first, second, third    a network of 12 layers, from multilingual-e5-small: the teacher
    taught                  the reader that ships, which learns what it says together with that;
                            it ships halfway between the weights before and after

Each pass goes on from the weights that `--start` names. Everything is kept in the folder `--work`,
from which an interrupted run goes on; `--export` writes the weights as they ship.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from tokenizers import Tokenizer
from torch import Tensor

from assistant.reader.encoding import windows
from assistant.reader.model import WEIGHTS, BuiltInReader
from evals.multilingual_start import counted_texts, multilingual_start
from evals.reader_examples import Example
from evals.reader_export import export
from evals.reader_network import Item, ReaderNetwork
from evals.reader_passes import PASSES, examples_of
from evals.reader_start import shipped_weights
from evals.reader_teachers import taught
from evals.reader_training import train, weights_of
from index_store.embedding import built_in_model

_UNCALIBRATED = {"threshold": 0.5, "slope": 1.0, "offset": 0.0}
"""What `evals.learn_judging` makes of it is what tells."""
_FROZEN = 3  # layers of the multilingual network that stay as they are, with the embeddings
TEACHER = Path(__file__).parent / "checkpoint"
"""The weights of the network of 12 layers, in the form of those that ship."""


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pass", dest="name", choices=PASSES, required=True)
    parser.add_argument("--shared", type=Path, required=True, help="folder with training/, corpus/")
    parser.add_argument("--work", type=Path, required=True, help="folder for what is made")
    parser.add_argument("--start", type=Path, help="checkpoint or shipped weights to start from")
    parser.add_argument("--export", type=Path, help="folder that the trained weights go to")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    one, student = PASSES[arguments.name], arguments.name == "taught"
    examples = examples_of(one, arguments.shared, arguments.work, arguments.seed)
    if student:
        start = built_in_model()
        readers = [BuiltInReader(), BuiltInReader(TEACHER)]
        examples = list(taught(examples, readers))
    else:
        start = multilingual_start(arguments.work / "start", counted_texts(arguments.shared))
    tokenizer = start / "tokenizer.json"
    items = items_of(examples, tokenizer)
    print(f"{len(items)} windows, {sum(len(i.window.ids) for i in items)} tokens", file=sys.stderr)
    network = ReaderNetwork(start)
    before = started(arguments.start or WEIGHTS) if student or arguments.start else {}
    network.load_state_dict(before, strict=False)
    if not student:
        network.freeze(_FROZEN)
    recipe = replace(one.recipe, seed=arguments.seed)
    train(network, items, recipe, arguments.work / f"{arguments.name}.pt")
    if student:
        network.load_state_dict(halfway(before, network.state_dict()))
    if arguments.export:
        export(network.cpu(), tokenizer, arguments.export, _UNCALIBRATED)


def started(path: Path) -> dict[str, Tensor]:
    """The weights of a checkpoint, or of a folder of shipped ones."""
    return shipped_weights(path) if path.is_dir() else weights_of(path)


def halfway(before: Mapping[str, Tensor], after: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Weights halfway between those before and after a pass; new ones as they are trained.

    What one pass teaches costs little of what was known before (Wortsman et al., "Robust
    fine-tuning of zero-shot models", 2022).
    """
    return {
        name: (before[name].reshape(values.shape).to(values) + values) / 2
        if name in before and values.is_floating_point()
        else values
        for name, values in after.items()
    }


def items_of(examples: Sequence[Example], file: Path) -> list[Item]:
    """The windows of examples with what is to be learned from them; `file`: the tokenizer's."""
    tokenizer = Tokenizer.from_file(str(file))
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
