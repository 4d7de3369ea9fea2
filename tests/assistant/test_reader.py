"""The built-in reader with the weights that ship."""

from __future__ import annotations

import json
import shutil
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit, logit
from tokenizers import Tokenizer

from assistant.reader import Excerpt, ReaderUnavailable, excerpt, open_reader
from assistant.reader.encoding import LIMIT, windows
from assistant.reader.model import WEIGHTS, BuiltInReader
from index_store.embedding import built_in_model
from ingest import read

HELPLINE = Excerpt(
    heading="Report of the ninth meeting · Helplines",
    sentences=(
        "Lesotho thanked the secretariat for the documents.",
        "It said that its helpline had moved to Maseru in May 2031 and now answers at night.",
        "It invited all delegations to a reception.",
    ),
    speakers=(("Lesotho",),) * 3,
)
FISH = Excerpt(
    heading="Report of the ninth meeting · Organisation of work",
    sentences=("The meeting was opened at 9.30.", "Coffee was served on the terrace."),
    speakers=((), ()),
)


@pytest.fixture(scope="module")
def reader() -> BuiltInReader:
    return BuiltInReader()


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(built_in_model() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def test_the_sentence_that_answers_is_found(reader: BuiltInReader) -> None:
    judged, other = reader.read("Where has Lesotho's helpline moved?", [HELPLINE, FISH])
    assert judged.argmax() == 1
    assert judged[1] > reader.threshold
    assert max(judged[0], judged[2], *other) < reader.threshold


def test_nothing_answers_what_the_text_does_not_say(reader: BuiltInReader) -> None:
    for question in (
        "How many engineers does the satellite agency employ?",
        "Who won the football match on Sunday?",
    ):
        judged = np.concatenate(reader.read(question, [HELPLINE, FISH]))
        assert judged.max() < reader.threshold, question


def test_an_excerpt_reads_the_same_alone_and_among_others(reader: BuiltInReader) -> None:
    question = "When did the meeting open?"
    together = BuiltInReader().read(question, [HELPLINE, FISH, HELPLINE])
    for one, text in zip(together, (HELPLINE, FISH, HELPLINE), strict=True):
        assert BuiltInReader().read(question, [text])[0] == pytest.approx(one, abs=1e-6)


def test_a_closer_look_is_the_mean_of_both_networks(tmp_path: Path) -> None:
    question = "Where has Lesotho's helpline moved?"
    closely = BuiltInReader().read(question, [HELPLINE], closely=True)[0]
    odds = []
    for name in ("english.zip", "multilingual.zip"):
        (tmp_path / name).symlink_to(WEIGHTS / name)
        about = {"threshold": 0.5, "networks": [name]}
        (tmp_path / "reader.json").write_text(json.dumps(about))
        odds.append(logit(BuiltInReader(tmp_path).read(question, [HELPLINE])[0]))
    assert logit(closely) == pytest.approx(np.mean(odds, axis=0), abs=0.01)
    assert BuiltInReader().read(question, [HELPLINE])[0] == pytest.approx(expit(odds[0]), abs=1e-6)
    assert closely.argmax() == 1


def test_threads_read_at_once(reader: BuiltInReader) -> None:
    fresh, found = BuiltInReader(), {}

    def read_one(number: int) -> None:
        found[number] = fresh.read(f"When did meeting {number % 3} open?", [FISH])[0]

    threads = [threading.Thread(target=read_one, args=(n,)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number in range(12):
        expected = reader.read(f"When did meeting {number % 3} open?", [FISH])[0]
        assert found[number] == pytest.approx(expected, abs=0.02)


def test_what_is_handed_out_is_not_what_is_remembered(reader: BuiltInReader) -> None:
    first = reader.read("Who opened it?", [FISH])[0]
    first[:] = 7
    assert (reader.read("Who opened it?", [FISH])[0] <= 1).all()


def test_no_excerpt_and_no_sentence(reader: BuiltInReader) -> None:
    assert reader.read("Who?", []) == []
    (judged,) = reader.read("Who?", [Excerpt("Report", (), ())])
    assert judged.shape == (0,)


def test_every_sentence_of_a_long_excerpt_is_judged(reader: BuiltInReader) -> None:
    sentences = tuple(f"Paragraph {n} deals with the harbours of region {n}." for n in range(60))
    sentences = (*sentences[:41], "The library of Suva holds 4 100 volumes.", *sentences[41:])
    text = Excerpt("Survey", sentences, ((),) * len(sentences))
    (judged,) = reader.read("How many volumes are in the library of Suva?", [text])
    assert judged.shape == (61,)
    assert judged.argmax() == 41


def test_missing_and_damaged_weights_are_one_line(tmp_path: Path) -> None:
    with pytest.raises(ReaderUnavailable) as missing:
        BuiltInReader(tmp_path / "nowhere").prepare()
    shutil.copytree(WEIGHTS, tmp_path / "weights")
    (tmp_path / "weights" / "multilingual.zip").write_bytes(b"\0" * 999)
    with pytest.raises(ReaderUnavailable) as damaged:
        open_reader(str(tmp_path / "weights")).prepare()
    (tmp_path / "weights" / "reader.json").write_text('{"threshold": "high"}')
    with pytest.raises(ReaderUnavailable) as unknown:
        _ = open_reader(str(tmp_path / "weights")).threshold
    with pytest.raises(ReaderUnavailable) as no_model:
        open_reader("nobody/no-such-model").prepare()
    for error in (missing, damaged, unknown, no_model):
        assert "\n" not in str(error.value)
        assert "cannot be loaded" in str(error.value)


def test_tokens_of_a_sentence_are_those_of_its_text(tokenizer: Tokenizer) -> None:
    ((window,),) = windows(tokenizer, "Where is it?", [HELPLINE])
    pieces = [tokenizer.decode(list(window.ids[a:b])) for a, b in window.spans]
    assert pieces[1].replace(" ", "") == HELPLINE.sentences[1].casefold().replace(" ", "")
    whole = tokenizer.decode(list(window.ids), skip_special_tokens=False)
    assert whole.startswith("[CLS] where is it? [SEP] report of the ninth meeting")
    assert whole.count("lesotho : ") == 1  # named once, as nobody else speaks


@settings(max_examples=60, deadline=None)
@given(
    lengths=st.lists(st.integers(0, 400), max_size=12),
    before=st.integers(0, 300),
    question=st.integers(0, 200),
    heading=st.integers(0, 100),
)
def test_windows_hold_every_sentence_once(
    tokenizer: Tokenizer, lengths: list[int], before: int, question: int, heading: int
) -> None:
    def words(count: int) -> str:
        return " ".join(["harbour"] * count)

    text = Excerpt(
        words(heading),
        tuple(words(n) for n in lengths),
        tuple((f"Delegation {n % 2}",) for n in range(len(lengths))),
        words(before),
    )
    (found,) = windows(tokenizer, words(question), [text])
    assert [n for window in found for n in window.sentences] == list(range(len(lengths)))
    for window in found:
        assert len(window.ids) <= LIMIT
        assert len(window.types) == len(window.ids)
        for place, (start, end) in zip(window.sentences, window.spans, strict=True):
            assert 0 < start <= end < len(window.ids)
            assert (end > start) == (lengths[place] > 0)


def test_a_row_is_read_under_the_heads_of_its_table(tmp_path: Path) -> None:
    path = tmp_path / "towns.md"
    path.write_text(
        "# Survey of helplines\n\n| Town | Calls |\n|---|---|\n| Zinder | 311 |\n| Agadez | 84 |\n"
    )
    document = read(path)
    rows = [s for p in document.passages for s in excerpt(document.title, p).sentences]
    assert "Town: Zinder; Calls: 311" in rows
