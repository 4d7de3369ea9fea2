"""Whether the time of answers tells that restricted papers are there: they come and go.

The same server is asked the same by somebody who may not read them, while they are there and while
they are not, in turns; each time another server, where nothing changes, is asked as well, so that
what else the machine does counts for both. How much longer the first takes is compared by the test
of Mann and Whitney ("On a test of whether one of two random variables is stochastically larger than
the other", 1947).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from scipy.stats import mannwhitneyu

from index_store import Embedder, Store
from ingest.model import Document, Speaker, SpeakerKind
from tests.index_store.factories import document
from tests.ui.access_attempts import Attacker
from tests.ui.access_matrix import PAPERS

SECRET = PAPERS[1]
OTHERS, PARAGRAPHS = 40, 50  # that come and go with the paper
TURNS = (True, False, False, True, True, False, False, True)  # whether they are there
SKIPPED, COUNTED = 3, 25  # requests of a turn: the first ones wait for the change
UNLIKELY = 0.05
STATES = ("Bhutan", "Chad", "Fiji", "Haiti", "Laos", "Malta", "Niger", "Oman", "Qatar", "Togo")

Ask = Callable[[], object]


def report(attacker: Attacker, elsewhere: Attacker, embedder: Embedder) -> Iterator[str]:
    """A line for each kind of request; papers come and go where the first attacker is."""
    asks, others = _asks(attacker), _asks(elsewhere)
    took: dict[tuple[str, bool], list[float]] = {}
    more: dict[tuple[str, bool], list[float]] = {}
    with Store(attacker.folder, embedder) as store:
        hidden = [store.catalogue.document(SECRET.id), *_others(attacker.folder)]
        store.add_many([(each, None) for each in hidden], collection=SECRET.collection)
        there = True
        for wanted in TURNS:
            if wanted is not there:
                _turn(store, hidden, wanted)
                there = wanted
            for number in range(SKIPPED + COUNTED):
                for name, ask in asks.items():  # all in turn: a busy moment is not one's alone
                    mine, its = _milliseconds(ask), _milliseconds(others[name])
                    if number >= SKIPPED:
                        took.setdefault((name, wanted), []).append(mine)
                        more.setdefault((name, wanted), []).append(mine / its)
    for name in asks:
        present, absent = took[name, True], took[name, False]
        chance = float(mannwhitneyu(more[name, True], more[name, False]).pvalue)
        differs = chance < UNLIKELY / len(asks)
        yield (
            f"- {name}: {median(present):.2f} ms with {len(hidden)} restricted papers, "
            f"{median(absent):.2f} ms without, p = {chance:.2f}{', DIFFERENT' if differs else ''}"
        )


def _asks(attacker: Attacker) -> dict[str, Ask]:
    program, page = attacker.program, attacker.page
    plan, question = {"query": f"{SECRET.word} plan"}, {"question": SECRET.question}
    by_state = {"query": "workshop", "speakers": ["Norway"]}
    return {
        "its text": lambda: program.get("/api/v1/text", params={"document": SECRET.id}),
        "all documents": lambda: program.get("/api/v1/documents"),
        "a search for its words": lambda: program.post("/api/v1/search", json=plan),
        "a search among speakers": lambda: program.post("/api/v1/search", json=by_state),
        "a question": lambda: program.post("/api/v1/ask", json=question),
        "the page": lambda: page.run("refresh"),
        "the map": lambda: page.run("open_map", "by-topics", "by-words", ""),
    }


def _others(folder: Path) -> list[Document]:
    """Papers of some length on what the paper is on."""
    states = [Speaker(name=name, kind=SpeakerKind.MEMBER_STATE) for name in STATES]
    return [
        document(
            f"DRAFT-{100 + number}",
            [
                (
                    str(place + 1),
                    [states[(number + place) % len(states)]],
                    f"Paragraph {place + 1} of draft {number} says how {SECRET.word} workshops "
                    f"on {SECRET.topic} are held.",
                )
                for place in range(PARAGRAPHS)
            ],
            folder / f"draft-{number}.txt",
        )
        for number in range(OTHERS)
    ]


def _turn(store: Store, hidden: list[Document], there: bool) -> None:
    if there:
        store.add_many([(each, None) for each in hidden], collection=SECRET.collection)
        return
    for each in hidden:
        store.remove(each.id, flush=False)
    store.flush()


def _milliseconds(ask: Ask) -> float:
    began = time.perf_counter()
    ask()
    return (time.perf_counter() - began) * 1000
