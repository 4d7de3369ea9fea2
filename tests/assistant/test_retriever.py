"""Evidence found in real stores with the real model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.assistant import Assistant
from assistant.retrieval.candidate_set import CandidateSet
from assistant.retrieval.document_features import edges
from assistant.retrieval.passage_finder import PassageFinder
from assistant.retrieval.query import RetrievalQuery
from assistant.retrieval.retrieved_passage import RetrievedPassage
from index_store import Embedder, Filters, Store
from ingest.model import Document, DocumentKind, Passage, Speaker, SpeakerKind
from tests.index_store.factories import CHAIR, KENYA, NORWAY, document

ADA = Speaker(name="Ada Brook", kind=SpeakerKind.PERSON)
TOM = Speaker(name="Tom Reed", kind=SpeakerKind.PERSON)

TOPICS = {
    "water": (
        ("The reservoir is at half its level.", "We repair leaking pipes in the old town."),
        ("How long will the drought last?", "Rain is forecast, yet the wells stay low."),
    ),
    "buses": (
        ("The night bus runs every hour now.", "Drivers are missing on the eastern lines."),
        ("Could fares be lowered for pupils?", "A pupil's ticket would cost nothing by spring."),
    ),
    "library": (
        ("The library opens on Sundays.", "Volunteers read to toddlers among the shelves."),
        ("Who buys the new books?", "A committee of readers picks forty novels a year."),
    ),
}


def meeting(number: int, topics: Sequence[str]) -> Document:
    """A transcript in which Ada asks and Tom answers, one topic after the other."""
    parts = []
    for topic in topics:
        parts.append(("", [CHAIR], f"We turn to the next item on the agenda, {topic}."))
        for asked, answered in TOPICS[topic]:
            parts += [("", [ADA], asked), ("", [TOM], answered)]
    return document(
        f"council-{number}",
        parts,
        f"/papers/council-{number}.txt",
        title=f"Council, sitting {number}",
        kind=DocumentKind.TRANSCRIPT,
        number=None,
        meeting=number,
        date=f"203{number}-01-01",
        source=None,
        page_starts=(),
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Store:
    store = Store(tmp_path_factory.mktemp("retriever") / "store", embedder)
    added = [meeting(3, ["water", "buses"]), meeting(4, ["library"]), document()]
    store.add_many([(each, None) for each in added])
    return store


@pytest.fixture(scope="module")
def finder(store: Store) -> PassageFinder:
    return PassageFinder(store)


def passages(store: Store, evidence: RetrievedPassage) -> list[Passage]:
    """The passages that a stretch is made of."""
    there = store.passages(evidence.document)
    return [p for p in there if evidence.start <= p.start and p.end <= evidence.end]


def test_the_right_document_and_place_come_first(finder: PassageFinder) -> None:
    best = finder.retrieve_passages(RetrievalQuery("Why are bus drivers missing?"), 3)[0]
    assert best.document == "council-3" and "Drivers are missing" in best.text
    best = finder.retrieve_passages(RetrievalQuery("Who chooses novels for the library?"), 3)[0]
    assert best.document == "council-4"


def test_evidence_is_the_canonical_text(store: Store, finder: PassageFinder) -> None:
    for question in ("drought and wells", "age verification for games", "fares of pupils"):
        seen: set[tuple[str, int]] = set()
        for found in finder.retrieve_passages(RetrievalQuery(question), 10):
            assert found.text == store.text(found.document)[found.start : found.end]
            held = passages(store, found)
            assert (held[0].start, held[-1].end) == (found.start, found.end)
            assert held[0] == found.first
            speakers = [speaker.name for passage in held for speaker in passage.speakers]
            assert found.speakers == tuple(dict.fromkeys(speakers))
            assert found.score <= 1e-9
            ordinals = [passage.ordinal for passage in held]
            assert ordinals == list(range(ordinals[0], ordinals[0] + len(ordinals)))
            assert seen.isdisjoint((found.document, n) for n in ordinals)
            seen.update((found.document, n) for n in ordinals)


def test_a_paragraph_of_a_report_stands_alone(finder: PassageFinder) -> None:
    query = RetrievalQuery("What did Kenya say on age verification?")
    found = finder.retrieve_passages(replace(query, speakers=("Kenya",)), 3)
    assert found[0].first.paragraph == "2.2"
    assert (found[0].start, found[0].end) == (found[0].first.start, found[0].first.end)


def test_who_is_named_outweighs_the_topic_in_a_report(finder: PassageFinder) -> None:
    filters = Filters(documents=("CWG-1/REP/1",))
    query = RetrievalQuery("What did Norway say on artificial intelligence?", "AI", ("Norway",))
    assert finder.rank_passages(query, 1, filters)[0].passage.paragraph == "3.1"
    query = RetrievalQuery("Summarize the contribution of Côte d'Ivoire", "", ("Côte d'Ivoire",))
    assert finder.rank_passages(query, 1, filters)[0].passage.paragraph == "2.3"


def test_filters_hold(store: Store, finder: PassageFinder) -> None:
    query = RetrievalQuery("helpline for children")
    for hit in finder.rank_passages(query, 20, Filters(speakers=("Norway",))):
        assert NORWAY in hit.passage.speakers
    found = finder.retrieve_passages(query, 20, Filters(meetings=(4,)))
    assert found and all(evidence.document == "council-4" for evidence in found)
    for evidence in finder.retrieve_passages(query, 20, Filters(speakers=("Tom Reed",))):
        assert all(TOM in passage.speakers for passage in passages(store, evidence))
    assert finder.retrieve_passages(query, 5, Filters(documents=("none",))) == []


def test_lost_spaces_are_forgiven(finder: PassageFinder) -> None:
    query = RetrievalQuery("reservoirlevel and leakingpipes")
    assert finder.retrieve_passages(query, 1)[0].document == "council-3"


def test_odd_questions_break_nothing(finder: PassageFinder) -> None:
    for question in ("", "?", "the of and", "日本語の質問", "x" * 3000, "\x00", "a AND (b OR"):
        finder.retrieve_passages(RetrievalQuery(question), 5)
    assert finder.retrieve_passages(RetrievalQuery("water"), 0) == []


def test_an_empty_store_has_no_evidence(tmp_path: Path, embedder: Embedder) -> None:
    with Store(tmp_path / "empty", embedder) as store:
        assert PassageFinder(store).retrieve_passages(RetrievalQuery("water")) == []
        assert PassageFinder(store).rank_passages(RetrievalQuery("water")) == []


def test_one_document_of_one_passage(tmp_path: Path, embedder: Embedder) -> None:
    with Store(tmp_path / "one", embedder) as store:
        store.add(document(parts=[("1", [KENYA], "Kenya tests filters in schools.")]))
        finder = PassageFinder(store)
        found = finder.retrieve_passages(RetrievalQuery("filters"))
        assert [evidence.score for evidence in found] == [pytest.approx(0.0)]
        store.add(meeting(5, ["library"]))
        found = finder.retrieve_passages(RetrievalQuery("novels of the library"))
        assert found[0].document == "council-5"


def test_every_part_can_be_missed(store: Store) -> None:
    from assistant.retrieval.scoring import PARTS

    for part in PARTS:
        finder = PassageFinder(store, disabled=frozenset({part}))
        assert finder.retrieve_passages(RetrievalQuery("Who buys novels?"), 3)


def test_llama_index_gets_the_same(store: Store, finder: PassageFinder) -> None:
    from assistant.retrieval.retriever import PassageRetriever

    question = "Could pupils ride the bus for nothing?"
    nodes = PassageRetriever(store, k=4).retrieve(question)
    found = finder.retrieve_passages(RetrievalQuery(question), 4)
    assert [node.text for node in nodes] == [evidence.text for evidence in found]
    assert nodes[0].metadata["document"] == "council-3"
    assert nodes[0].score == pytest.approx(found[0].score)
    with pytest.raises(ValueError, match="greater than 0"):
        PassageRetriever(store, k=0)


def test_what_is_made_ready_ahead_changes_no_answer(samples_store: Store) -> None:
    query = RetrievalQuery("What did Chile say about estimating age from faces?")
    cold, warm = PassageFinder(samples_store), PassageFinder(samples_store)
    warm.warm_up()
    replica = samples_store.replica()
    candidates = CandidateSet(replica, np.arange(len(replica.documents)))
    spoken = [n for n, r in enumerate(replica.documents) if r.kind is DocumentKind.TRANSCRIPT]
    assert spoken and all(edges(candidates, n) is edges(candidates, n) for n in spoken)
    assert warm.retrieve_passages(query, 5) == cold.retrieve_passages(query, 5)
    Assistant(samples_store).warm_up()


def test_documents_without_passages_are_made_ready_too(tmp_path: Path, embedder: Embedder) -> None:
    with Store(tmp_path / "store", embedder) as store:
        PassageFinder(store).warm_up()
        store.add(document().model_copy(update={"passages": ()}))
        PassageFinder(store).warm_up()
        Assistant(store).warm_up()
        assert Assistant(store).search("helpline") == []
