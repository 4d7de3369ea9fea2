"""What of a store questions are understood with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from assistant.question.held_offices import Members
from assistant.question.labels import Label, Labels
from assistant.question.lexicon import is_word
from assistant.question.speaker_names import Named, further_names, parts_and_translations
from assistant.question.thesaurus import is_term
from index_store import Store
from index_store.records import DocumentRecord
from ingest.model import Speaker, SpeakerKind
from ingest.names.finder import NameFinder


@dataclass(frozen=True)
class Known:
    """The speakers, documents and words of a store.

    `speakers` speak in it, `finder` knows their names, `vocabulary` has its terms (stems) and in
    how many passages they are. `papers` are the documents that persons read out or sign for a
    state.
    """

    finder: NameFinder
    speakers: frozenset[Speaker]
    members: Members = field(default_factory=dict)
    labels: Labels = field(default_factory=dict)
    documents: tuple[DocumentRecord, ...] = ()
    vocabulary: Mapping[str, int] | None = None
    papers: Mapping[Speaker, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def document_names(self) -> tuple[tuple[str, str], ...]:
        """Ids of documents and names of their files in small letters, each with the id."""
        return tuple(
            (name, record.id)
            for record in self.documents
            for name in dict.fromkeys(map(str.casefold, (record.id, Path(record.path).name)))
        )

    @classmethod
    def of(
        cls,
        speakers: Iterable[Speaker],
        documents: Iterable[DocumentRecord] = (),
        vocabulary: Mapping[str, int] | None = None,
        further: Named | None = None,
    ) -> Known:
        """With a finder of the speakers' names; unnamed voices are nobody's names.

        `further`: what they are called besides; by default what follows from the names alone.
        """
        named = [s for s in speakers if s.kind is not SpeakerKind.UNNAMED]
        further = further or Named(tuple(parts_and_translations(named)), {})
        words = vocabulary or {}
        finder = NameFinder(
            [*named, *further.aliases], ordinary=lambda word: is_word(word, words) or is_term(word)
        )
        there = frozenset((*named, *further.members, *further.labels))
        return cls(
            finder,
            there,
            further.members,
            further.labels,
            tuple(documents),
            vocabulary,
            further.papers,
        )

    def labels_of(self, speakers: Iterable[Speaker]) -> tuple[Label, ...]:
        """The other labels under which documents have them."""
        return tuple(label for speaker in speakers for label in self.labels.get(speaker, ()))

    @classmethod
    def of_store(cls, store: Store) -> Known:
        """What a store tells."""
        everybody = store.speakers()
        counts = [count for count in everybody if count.speaker.kind is not SpeakerKind.UNNAMED]
        speakers = [count.speaker for count in counts]
        documents = store.documents()
        replica = store.replica()
        ids = replica.vocabulary if documents else {}
        vocabulary = {term: int(replica.passage_df[n]) for term, n in ids.items()}
        return cls.of(speakers, documents, vocabulary, further_names(store, counts))
