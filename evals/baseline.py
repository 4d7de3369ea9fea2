"""The plain LlamaIndex + Chroma retriever, as its own documentation sets it up, for comparison.

`SentenceSplitter` chunks of a fixed number of tokens, embedded with the same model, in a Chroma
collection behind a `VectorStoreIndex`; dense retrieval only, no speakers, no refusals. It reads
the canonical texts of a store, so that its chunks and the golds count the same characters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING
from uuid import uuid4

from assistant.answer import Answer, AnswerSentence, Citation, Suggestion
from index_store.filters import Filters

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from llama_index.core import VectorStoreIndex
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from llama_index.core.schema import BaseNode, NodeWithScore

    from index_store import Store

Ranking = Callable[[str, int], "Sequence[NodeWithScore]"]
"""From a question and a number k to the k best chunks, best first."""

BASELINES = {"llamaindex-1024": (1024, 200), "llamaindex-256": (256, 20), "bm25-1024": (1024, 200)}
"""Name → tokens of a chunk and of the overlap of chunks; 1024 and 200 are LlamaIndex's defaults."""

SHOWN = 2
"""Chunks shown as the answer: LlamaIndex's default number for a prompt."""


_ALL = Filters()
_COLLECTION = "baseline"


class LlamaIndexBaseline:
    """A default LlamaIndex index over the documents of a store, of the assistant's shape.

    Its answer is the first two chunks as they are, LlamaIndex's default for a prompt: what a
    reader would see who stopped there. It never refuses.
    """

    def __init__(self, store: Store, name: str, folder: Path | None = None) -> None:
        """`name` is one of `BASELINES`; with `folder` the vectors go to disk, else to memory."""
        if name not in BASELINES:
            raise ValueError(f"no baseline {name!r}: choose of {', '.join(BASELINES)}")
        self.store = store
        self.name = name
        size, overlap = BASELINES[name]
        self._passages = lru_cache(maxsize=64)(store.passages)
        self._records = {record.id: record for record in store.documents()}
        texts = {identity: store.text(identity) for identity in self._records}
        nodes = split(texts, size, overlap)
        self._limits = {node.node_id: limits for node, limits in located(nodes, texts)}
        self._rank = self._ranking(nodes, folder)

    def _ranking(self, nodes: Sequence[BaseNode], folder: Path | None) -> Ranking:
        """How chunks are ranked for a question: by the cosine of their vectors."""
        index = build_index(nodes, embedding(self.store.embedder.location), folder)
        return lambda text, k: index.as_retriever(similarity_top_k=k).retrieve(text)

    def search(
        self,
        question: str,
        history: Sequence[str] = (),
        filters: Filters = _ALL,
        top_k: int = SHOWN,
    ) -> list[Suggestion]:
        """Chunks, best first; earlier questions stand before the question, filters do nothing."""
        return [self._suggestion(n) for n in self._rank("\n".join([*history, question]), top_k)]

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        filters: Filters = _ALL,
        top_k: int | None = None,
    ) -> Answer:
        """The first chunks, each with itself as its citation."""
        start = perf_counter()
        shown = self.search(question, history, filters, top_k or SHOWN)[:SHOWN]
        return Answer(
            question=question,
            answered=bool(shown),
            answer="\n\n".join(f"{item.text} [{n}]" for n, item in enumerate(shown, start=1)),
            sentences=[
                AnswerSentence(text=item.text, citations=[n])
                for n, item in enumerate(shown, start=1)
            ],
            citations=[
                Citation(n=n, quote=item.text, **item.model_dump(exclude={"text", "score"}))
                for n, item in enumerate(shown, start=1)
            ],
            seconds=perf_counter() - start,
        )

    def _suggestion(self, scored: NodeWithScore) -> Suggestion:
        node = scored.node
        record = self._records[node.metadata["document"]]
        start, end = self._limits[node.node_id]
        # A chunk knows no speakers: it is given those of all passages that it holds a part of.
        speakers = {
            speaker.name: None
            for passage in self._passages(record.id)
            if passage.start < end and passage.end > start
            for speaker in passage.speakers
        }
        return Suggestion(
            speakers=list(speakers),
            document=record.id,
            path=Path(record.path),
            title=record.title,
            start=start,
            end=end,
            score=float(scored.score or 0.0),
            text=node.get_content(),
        )


def build(name: str, store: Store) -> LlamaIndexBaseline:
    """The baseline of that name over all documents of a store, in memory."""
    if name.startswith("bm25"):
        from evals.bm25 import Bm25Baseline

        return Bm25Baseline(store, name)
    return LlamaIndexBaseline(store, name)


def split(texts: dict[str, str], size: int, overlap: int) -> list[BaseNode]:
    """Chunks of at most `size` tokens of each text, by the id of its document."""
    from llama_index.core import Document
    from llama_index.core.node_parser import SentenceSplitter

    documents = [
        Document(
            text=text,
            id_=identity,
            metadata={"document": identity},
            excluded_embed_metadata_keys=["document"],
            excluded_llm_metadata_keys=["document"],
        )
        for identity, text in texts.items()
    ]
    splitter = SentenceSplitter(chunk_size=size, chunk_overlap=overlap)
    return list(splitter.get_nodes_from_documents(documents))


def located(
    nodes: Sequence[BaseNode], texts: dict[str, str]
) -> Iterator[tuple[BaseNode, tuple[int, int]]]:
    """Each chunk with the characters of its text that it holds.

    LlamaIndex finds the first place where a chunk's text stands; here it is looked for from the
    chunk before on, so that a sentence said twice is found where it was cut.
    """
    place: dict[str, int] = {}
    for node in nodes:
        document, words = node.metadata["document"], node.get_content()
        start = texts[document].find(words, place.get(document, 0))
        if start < 0:
            start = max(0, texts[document].find(words))
        place[document] = start + 1
        yield node, (start, start + len(words))


def embedding(model: str) -> BaseEmbedding:
    """LlamaIndex's embedding with a model of sentence-transformers, by name or folder."""
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    return HuggingFaceEmbedding(model_name=model)


def build_index(
    nodes: Sequence[BaseNode], model: BaseEmbedding, folder: Path | None
) -> VectorStoreIndex:
    """Embed the chunks and put them into a new Chroma collection, as in LlamaIndex's guide."""
    from llama_index.core import StorageContext, VectorStoreIndex
    from llama_index.vector_stores.chroma import ChromaVectorStore

    # All clients in memory share their collections, so each index has a name of its own.
    name = _COLLECTION if folder else f"baseline-{uuid4().hex}"
    collection = _client(folder).create_collection(name)
    return VectorStoreIndex(
        list(nodes),
        storage_context=StorageContext.from_defaults(
            vector_store=ChromaVectorStore(chroma_collection=collection)
        ),
        embed_model=model,
    )


def open_index(model: BaseEmbedding, folder: Path) -> VectorStoreIndex:
    """The index that `build_index` wrote to `folder`."""
    from llama_index.core import VectorStoreIndex
    from llama_index.vector_stores.chroma import ChromaVectorStore

    collection = _client(folder).get_collection(_COLLECTION)
    return VectorStoreIndex.from_vector_store(
        ChromaVectorStore(chroma_collection=collection), embed_model=model
    )


def _client(folder: Path | None) -> ClientAPI:
    import chromadb
    from chromadb.config import Settings

    quiet = Settings(anonymized_telemetry=False)
    if folder is None:
        return chromadb.EphemeralClient(settings=quiet)
    return chromadb.PersistentClient(str(folder), settings=quiet)
