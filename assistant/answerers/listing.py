"""A list: documents and speakers from the store's structure, items and rows from the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answerers.draft import Asking, Draft, Quoted, Silence
from assistant.answerers.evidence import ScoredSentence, in_section, within
from assistant.answerers.sentence_judge import text_in_full
from assistant.answerers.siblings import items_beside, with_siblings
from assistant.answerers.whose import of_those_meant
from assistant.question.question import Listed
from index_store.records import DocumentRecord
from ingest.model import Passage, SpeakerKind

WIDER = 36  # passages that are read
LEAD = 12  # lines of a list that lead; the others are there on demand
_STATED = 1.0  # certainty of what the structure tells


def listing(asking: Asking) -> Draft:
    """The lines of the list asked for."""
    if asking.question.listed is Listed.DOCUMENTS:
        return _draft([Quoted(_title(asking, r), _label(r)) for r in records_asked(asking)])
    if asking.question.listed is Listed.SPEAKERS:
        return _draft(list(_first_words(asking)))
    return _of_the_text(asking)


def records_asked(asking: Asking) -> list[DocumentRecord]:
    """The documents in the question's scope, of its kinds and sources, oldest first."""
    question = asking.question
    sources = {speaker.name for speaker in (*question.asked, *question.about)}
    records = asking.store.records(within(question.scope, asking.filters))
    return sorted(
        (r for r in records if not sources or sources & {r.source, *r.authors}),
        key=lambda r: (r.date or "", r.number or r.id),
    )


def _of_the_text(asking: Asking) -> Draft:
    """The items of the list or the rows of the table that answer best, else all that answers."""
    evidence = asking.evidence(asking.question.asked, max(asking.k, WIDER))
    answering = of_those_meant(asking, evidence.above(asking.threshold))
    if not answering:
        return Draft(silence=Silence.NO_STATEMENT)
    together = items_beside(answering[0], evidence)
    sure = {scored.place for scored in answering}
    # One row that answers is no list of rows: its table is asked for only where most answer.
    if sum(scored.place in sure for scored in together) * 2 > len(together) > 1:
        return _draft([asking.headed(scored) for scored in together])
    return _draft([asking.headed(s) for s in with_siblings(answering[:LEAD], evidence)])


def _draft(quoted: Sequence[Quoted]) -> Draft:
    if not quoted:
        return Draft(silence=Silence.NO_STATEMENT)
    return Draft(list(quoted[:LEAD]), list(quoted[LEAD:]))


def _label(record: DocumentRecord) -> str:
    """What a document stands under in a list: its number, else its title."""
    return record.number or record.title


def _title(asking: Asking, record: DocumentRecord) -> ScoredSentence:
    """The sentence of a document that its title is quoted from, else its first."""
    passages = asking.store.passages(record.id)
    folded = " ".join(record.title.casefold().split())
    for passage in passages[:3]:
        for scored in _sentences([passage]):
            if folded in scored.text.casefold():
                return scored
    return next(_sentences(passages))


def _first_words(asking: Asking) -> Iterator[Quoted]:
    """Each delegation with the first sentence that it says in the question's scope."""
    seen: set[str] = set()
    section = asking.question.scope.section
    left_out = {speaker.name for speaker in asking.question.without}
    records = records_asked(asking)
    spoken_of = asking.question.focus.documents  # "Who gave the speech?"
    for record in [r for r in records if r.id in spoken_of] or records:
        passages = asking.store.passages(record.id)
        if section:
            passages = [p for p in passages if in_section(p, section)]
        for scored in _sentences(passages):
            names = [
                s.name
                for s in scored.speakers
                if s.kind is not SpeakerKind.UNNAMED and s.name not in seen | left_out
            ]
            if names:
                seen.update(names)
                yield Quoted(scored, ", ".join(names))


def _sentences(passages: Sequence[Passage]) -> Iterator[ScoredSentence]:
    for passage in passages:
        for sentence in passage.sentences:
            yield ScoredSentence(passage, sentence, text_in_full(passage, sentence), _STATED)
