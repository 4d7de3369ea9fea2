"""An outcome: what was decided, requested or assigned, with the items that a decision opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answerers.acts import Act, acts, voice
from assistant.answerers.antecedents import has_pronoun_subject
from assistant.answerers.choosing import Budget, in_reading_order, leading
from assistant.answerers.draft import Asking, Draft, Silence
from assistant.answerers.evidence import Evidence, ScoredSentence, within
from assistant.answerers.siblings import with_siblings
from assistant.answerers.whole import whole_asked_for
from assistant.answerers.word_share import WordShare
from assistant.messages.catalogue import Messages
from index_store.records import Hit
from ingest.model import DocumentKind, Sentence, SpeakerKind

WIDER = 36  # passages that are read
BUDGET = Budget(sentences=4, share=0.4)
OF_ALL = 8  # decisions that lead where all of a meeting are asked for
_SETTLES = 0.5  # probability from which a sentence tells a decision
# What an act makes of the odds that a sentence answers what was decided.
_ODDS = {Act.DECISION: 3.0, Act.OTHER: 1.0, Act.PROPOSAL: 0.2}
# Of the topic, by the rarity of its words, that a sentence names if it is surer for deciding.
_NAMED = 1 / 3

_Acts = dict[tuple[str, int, int], dict[Act, float]]


def outcome(asking: Asking) -> Draft:
    """The sentences that tell the outcome, whoever reports it.

    Where there are only proposals they are quoted, and that nothing is decided is said.
    """
    # "What did the group agree on Chad's proposal?": Chad's own words decide nothing.
    anyone = asking.with_question(asked=())
    if not asking.question.subject and (told := _all_decisions(anyone)):
        return told
    evidence = anyone.evidence(k=max(asking.k, WIDER))
    known = _acts(evidence.sentences)
    words = WordShare(anyone.question.subject, anyone.store.rarity)
    there = _places_on_it(anyone, words, evidence)
    read = [s for s in evidence.sentences if not _decides(s, known) or s.unit in there]
    weighed = sorted(
        (_weighed(anyone, words, s, known[s.place]) for s in read), key=lambda s: -s.probability
    )
    # A decision that is none on it is worse than silence: the surest does not answer alone.
    answering = asking.answering(weighed, alone=False) or asking.answering(read, alone=False)
    if not answering:
        return Draft(silence=Silence.NO_STATEMENT)
    first, rest = leading(answering, BUDGET)
    lead = with_siblings(_with_fates(first, read, known), evidence)
    taken = {scored.place for scored in lead}
    undecided = _likeliest(known[answering[0].place]) is Act.PROPOSAL and not any(
        _decides(scored, known) for scored in lead
    )
    says = Messages(asking.question.language)
    return Draft(
        [asking.headed(scored) for scored in lead],
        [asking.headed(s) for s in rest if s.place not in taken],
        notices=[says.say("The documents record no decision on this.")] if undecided else [],
    )


def _all_decisions(asking: Asking) -> Draft | None:
    """The decisions of the meeting, document or section in the question's scope, if any.

    What somebody submitted decides nothing.
    """
    asking = _at_the_one_meeting(asking)
    records = asking.store.records(within(asking.question.scope, asking.filters))
    reports = (DocumentKind.REPORT, DocumentKind.DECISIONS, DocumentKind.MINUTES)
    own = {record.id for record in records if record.source and record.kind not in reports}
    passages = [p for p in whole_asked_for(asking) if p.document not in own]
    if not passages:
        return None
    read = Evidence.unread([Hit(passage, 0.0) for passage in passages]).sentences
    known = _acts(read)
    decided = [replace(s, probability=known[s.place][Act.DECISION]) for s in read]
    decided = sorted(
        (s for s in decided if s.probability >= _SETTLES), key=lambda s: -s.probability
    )
    lead = _with_fates(in_reading_order(decided[:OF_ALL]), read, known)
    more = in_reading_order(decided[OF_ALL:])
    taken = {scored.place for scored in lead}
    if not lead:
        return None
    return Draft(
        [asking.headed(s) for s in lead], [asking.headed(s) for s in more if s.place not in taken]
    )


def _at_the_one_meeting(asking: Asking) -> Asking:
    """The same kept to the documents of the meeting, where there is but one to be meant."""
    scope = asking.question.scope
    if scope.documents or scope.meetings or scope.section:
        return asking
    records = asking.store.records(within(scope, asking.filters))
    if len({record.meeting or record.meeting_name or record.id for record in records}) != 1:
        return asking
    ids = tuple(record.id for record in records)
    return asking.with_question(scope=scope.model_copy(update={"documents": ids}))


def _acts(sentences: Sequence[ScoredSentence]) -> _Acts:
    """What each sentence does."""
    told = acts([s.text for s in sentences], [voice(s.speakers) for s in sentences])
    return {s.place: chances for s, chances in zip(sentences, told, strict=True)}


def _likeliest(chances: dict[Act, float]) -> Act:
    return max(chances, key=lambda act: chances[act])


def _decides(scored: ScoredSentence, known: _Acts) -> bool:
    return known[scored.place][Act.DECISION] >= _SETTLES


def _weighed(
    asking: Asking, words: WordShare, scored: ScoredSentence, chances: dict[Act, float]
) -> ScoredSentence:
    """The same with the reader's word weighed with what the sentence does.

    A decision on something else, or for somebody else, is no surer for being one.
    """
    odds = scored.probability / max(1 - scored.probability, 1e-9)
    factor = sum(_ODDS[act] * chance for act, chance in chances.items())
    if factor > 1 and not _concerns(asking, words, scored):
        return scored
    return replace(scored, probability=odds * factor / (1 + odds * factor))


def _concerns(asking: Asking, words: WordShare, scored: ScoredSentence) -> bool:
    """Whether a sentence names who the question is about, or nobody, or enough of its topic."""
    if asking.question.about:
        named = _named([scored.sentence])
        return not named or bool(named & _about(asking))
    return _has_enough(words, scored.text)


def _places_on_it(asking: Asking, words: WordShare, evidence: Evidence) -> set[tuple[str, int]]:
    """The paragraphs or turns whose decisions may be on what the question is about.

    Somebody it is about is named somewhere in their section; where it is about nobody, they or
    their headings have something of its topic. A decision elsewhere is none on it.
    """
    passages = [hit.passage for hit in evidence.hits]
    about = _about(asking)
    if about:
        sections = {(p.document, p.section) for p in passages if _named(p.sentences) & about}
        on_it = [p for p in passages if (p.document, p.section) in sections]
    else:
        on_it = [p for p in passages if _has_enough(words, " ".join((*p.section, p.text)))]
    return {(p.document, p.unit) for p in on_it}


def _has_enough(words: WordShare, text: str) -> bool:
    """Whether a text has enough of the words of the question's topic."""
    return not words or words.of(text) >= _NAMED


def _about(asking: Asking) -> set[str]:
    return {speaker.name for speaker in asking.question.about}


def _named(sentences: Sequence[Sentence]) -> set[str]:
    """Names of all who speak in sentences or are spoken of; voices without one are left out."""
    voices = [s for each in sentences for s in (*each.speakers, *each.mentions)]
    return {s.name for s in voices if s.kind is not SpeakerKind.UNNAMED}


def _with_fates(
    chosen: Sequence[ScoredSentence], read: Sequence[ScoredSentence], known: _Acts
) -> list[ScoredSentence]:
    """The sentences, a proposal with what its paragraph tells of its fate, and a fate that does
    not say of what ("It was not adopted") with the proposal."""
    found = {scored.place: scored for scored in chosen}
    for scored in chosen:
        unit = sorted((s for s in read if s.unit == scored.unit), key=lambda s: s.place)
        at = next(n for n, s in enumerate(unit) if s.place == scored.place)
        proposals = [n for n, s in enumerate(unit) if _likeliest(known[s.place]) is Act.PROPOSAL]
        if at in proposals:
            end = next((n for n in proposals if n > at), len(unit))
            further = [s for s in unit[at + 1 : end] if _decides(s, known)]
        elif has_pronoun_subject(scored.text):
            further = [unit[n] for n in proposals if n < at][-1:]
        else:
            further = []
        for other in further:
            found.setdefault(other.place, other)
    return in_reading_order(list(found.values()))
