"""Trains the reader: `python -m evals.train_reader --pass NAME --shared DIR --work DIR`.

    --network english         6 layers, from all-MiniLM-L6-v2: reads everything
    --network multilingual    12 layers, from multilingual-e5-small: reads the surest again

The passes are `first`, `second` and `third`, each from the weights that `--start` names; without
it a pass starts from the model as others have trained it. Everything is kept in the folder
`--work`, from which an interrupted run goes on; `--export` writes the weights as they ship.
"""

from __future__ import annotations

import argparse
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tokenizers import Tokenizer
from torch import Tensor

from assistant.reader.encoding import windows
from evals.counted_texts import counted_texts
from evals.english_start import english_start
from evals.multilingual_start import multilingual_start
from evals.reader_examples import Example
from evals.reader_export import export
from evals.reader_network import Item, ReaderNetwork
from evals.reader_passes import PASSES, examples_of
from evals.reader_start import shipped_weights
from evals.reader_training import train, weights_of

_STARTS = {"english": english_start, "multilingual": multilingual_start}
_FROZEN = {"english": 0, "multilingual": 3}
"""Lowest layers of each network that stay as they are, with the embeddings."""


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pass", dest="name", choices=PASSES, required=True)
    parser.add_argument("--network", choices=_STARTS, required=True)
    parser.add_argument("--shared", type=Path, required=True, help="folder with training/, corpus/")
    parser.add_argument("--work", type=Path, required=True, help="folder for what is made")
    parser.add_argument("--start", type=Path, help="checkpoint or shipped file to start from")
    parser.add_argument("--export", type=Path, help="file that the trained weights go to")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    one = PASSES[arguments.name]
    examples = examples_of(one, arguments.shared, arguments.work, arguments.seed)
    start = _STARTS[arguments.network](
        arguments.work / arguments.network, counted_texts(arguments.shared)
    )
    tokenizer = tokenizer_of(start, arguments.start)
    items = items_of(examples, tokenizer)
    print(f"{len(items)} windows, {sum(len(i.window.ids) for i in items)} tokens", file=sys.stderr)
    network = ReaderNetwork(start)
    if arguments.start:
        network.load_state_dict(started(arguments.start), strict=False)
    if layers := _FROZEN[arguments.network]:
        network.freeze(layers)
    recipe = replace(one.recipe, seed=arguments.seed)
    checkpoint = arguments.work / f"{arguments.network}-{arguments.name}.pt"
    train(network, items, recipe, checkpoint)
    if arguments.export:
        export(network.cpu(), tokenizer, arguments.export)


def tokenizer_of(folder: Path, start: Path | None) -> Path:
    """The tokenizer of the weights that training starts from.

    That of `folder` has the pieces of the texts as they are now; a file that ships was made of
    others, whose numbers its weights know.
    """
    if start is None or start.suffix != ".zip":
        return folder / "tokenizer.json"
    own = folder / "shipped" / "tokenizer.json"
    own.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(start) as archive:
        own.write_bytes(archive.read(own.name))
    return own


def started(path: Path) -> dict[str, Tensor]:
    """The weights of a checkpoint, or of a file as it ships."""
    return shipped_weights(path) if path.suffix == ".zip" else weights_of(path)


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
