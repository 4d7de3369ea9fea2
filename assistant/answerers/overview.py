"""An overview: of each part of a document, section or meeting what tells most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.answerers.choosing import Budget, leading
from assistant.answerers.draft import Asking, Draft, Quoted, Silence
from assistant.answerers.evidence import Evidence, ScoredSentence, within
from assistant.answerers.speaking_on import SPEAKS, speaks_on
from assistant.answerers.whole import section_on_topic, whole_asked_for
from assistant.answerers.word_share import WordShare
from index_store.records import Hit
from ingest.header.labels import words
from ingest.model import Passage

PARTS = 8  # sentences that lead, each of another part where there are that many
READ = 60  # passages of the whole that are read, spread evenly
ON_TOPIC = Budget(sentences=8, share=0.3)
_WIDER = 36
_OWN_TOPIC = 0.5  # of a topic, by the rarity of its words, that title and source name
_SURE = 0.3  # probability of a sentence on it from which a document has a topic


def overview(asking: Asking) -> Draft:
    """The sentences that tell most of the whole asked for, part by part, in reading order."""
    if asking.question.asked and asking.question.topic:
        return _of_speakers(asking)
    passages = whole_asked_for(asking)
    if passages and (found := _on_topic_within(asking, passages)):
        return found
    if not passages:
        hits = asking.retrieved(asking.question.asked, max(asking.k, _WIDER))
        passages = section_on_topic(asking, hits)
        if not passages:
            return _on_topic(asking, asking.judged(hits, asking.question.asked))
    evidence = asking.judged([Hit(passage, 0.0) for passage in _spread(passages, READ)])
    asked = {speaker.name for speaker in asking.question.asked}
    sentences = [
        s for s in evidence.sentences if not asked or asked & {who.name for who in s.speakers}
    ]
    if not sentences:
        return Draft(silence=Silence.NO_STATEMENT)
    lead, more = _of_each_part(Evidence(sentences, evidence.others, evidence.hits))
    return Draft([_titled(asking, s) for s in lead], [_titled(asking, s) for s in more])


def _on_topic_within(asking: Asking, passages: Sequence[Passage]) -> Draft | None:
    """What the whole says on a topic of its many; None where it is asked for as what it is.

    "Norway's contribution on helplines" is one on helplines: its title or its headings say so.
    """
    words = WordShare(asking.question.subject, asking.store.rarity)
    if not words:
        return None
    records = asking.store.records(within(asking.question.scope, asking.filters))
    named = [word for record in records for word in (record.title, record.source or "")]
    if words.of(" ".join((*named, *passages[0].section))) >= _OWN_TOPIC:
        return None
    hits = asking.retrieved(asking.question.asked, max(asking.k, _WIDER))
    evidence = asking.judged(hits, asking.question.asked)
    sure = max((s.probability for s in evidence.sentences), default=0.0)
    return _on_topic(asking, evidence) if sure >= _SURE else None


def _of_speakers(asking: Asking) -> Draft:
    """What those asked about say on a topic; who says nothing on it is silent, as on any."""
    drafts = []
    for speaker in asking.question.asked:
        one = asking.of_one(speaker)
        evidence = one.judged(one.retrieved((speaker,), max(one.k, _WIDER)), (speaker,))
        if speaks_on(one, speaker, evidence) >= SPEAKS:
            drafts.append(_on_topic(one, evidence))
    quoted = [item for draft in drafts for item in draft.quoted]
    if not quoted:
        return Draft(silence=Silence.NO_STATEMENT, spoke=asking.who_spoke())
    return Draft(quoted, [item for draft in drafts for item in draft.more])


def _on_topic(asking: Asking, evidence: Evidence) -> Draft:
    """What is said on a topic, by those asked about where some are."""
    answering = evidence.above(asking.threshold)
    if not answering:
        return Draft(silence=Silence.NO_STATEMENT)
    lead, rest = leading(answering, ON_TOPIC)
    return Draft([asking.headed(s) for s in lead], [asking.headed(s) for s in rest])


def _spread(passages: Sequence[Passage], most: int) -> list[Passage]:
    """At most `most` passages, evenly over the whole."""
    if len(passages) <= most:
        return list(passages)
    step = len(passages) / most
    return [passages[int(n * step)] for n in range(most)]


def _of_each_part(evidence: Evidence) -> tuple[list[ScoredSentence], list[ScoredSentence]]:
    """The surest sentence of each part, then the next of each, until there are enough.

    Parts are sections; where there are too few of them, paragraphs and turns. Of several
    documents none is left out for the parts of another.
    """
    sections = {(s.passage.document, s.passage.section) for s in evidence.sentences}
    fine = len(sections) < PARTS // 2
    queues: dict[object, list[ScoredSentence]] = {}
    for scored in evidence.sentences:
        key = scored.unit if fine else (scored.passage.document, scored.passage.section)
        queues.setdefault(key, []).append(scored)
    lead: list[ScoredSentence] = []
    more: list[ScoredSentence] = []
    for turn in range(2):
        for queue in _documents_in_turn(list(queues.values())):
            if turn < len(queue):
                (lead if len(lead) < PARTS else more).append(queue[turn])
    return sorted(lead, key=lambda s: s.place), sorted(more[:PARTS], key=lambda s: s.place)


def _documents_in_turn(queues: Sequence[list[ScoredSentence]]) -> list[list[ScoredSentence]]:
    """Parts, the surest of each document ahead of the second of any."""
    met: Counter[str] = Counter()
    ordered: list[tuple[int, list[ScoredSentence]]] = []
    for queue in sorted(queues, key=lambda q: -q[0].probability):
        document = queue[0].passage.document
        ordered.append((met[document], queue))
        met[document] += 1
    return [queue for _, queue in sorted(ordered, key=lambda place: place[0])]


def _titled(asking: Asking, scored: ScoredSentence) -> Quoted:
    """Under the nearest heading above it, where there is one.

    Somebody's words stand under no formal one, which would look like a name: "Action required".
    """
    section = scored.passage.section
    if not section or (scored.speakers and _is_formal(section[-1])):
        return asking.headed(scored)
    return Quoted(scored, section[-1])


def _is_formal(heading: str) -> bool:
    """Whether a paper of any subject may have it."""
    return heading.casefold().strip(" :.") in words("opening")
