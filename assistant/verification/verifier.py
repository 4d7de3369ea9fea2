"""Checks that what a model wrote stands in its source and belongs to who was asked.

Each sentence is held against each one it cites (`Verifier`): numbers, dates, names and document
numbers must stand there; nothing denied, softened or strengthened; who speaks in it must speak
there; and every other word must be carried by it. What is in doubt is not shown. Quotations are
checked by `verification/quotation.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import numpy as np

from assistant.question.language import language_of
from assistant.verification.alignment import Aligner, antecedent, content, groups, is_verb
from assistant.verification.cited_sentence import CitedSentence, Verdict
from assistant.verification.clauses import all_stems, bare, halves, without
from assistant.verification.facts import (
    Context,
    unsupported_fact,
    without_references,
    wrong_reference,
)
from assistant.verification.names import (
    actor_changed,
    attached_otherwise,
    capitalised,
    missing_name,
)
from assistant.verification.polarity import (
    compared,
    contrary,
    denied,
    negations,
    overstated,
    undenied,
)
from assistant.verification.quotation import folded
from assistant.verification.semantic_roles import (
    doing_in_both,
    negated_otherwise,
    only_to_come,
    parsed,
    said_to_be_over,
    turned_round,
    turned_way,
)
from assistant.verification.stance import spoken, unlike
from assistant.verification.word_similarity import WordSimilarity
from assistant.writing.material import Piece
from index_store.analysis import STOP_WORDS, stem, terms
from ingest.attribution.narrated import claimants
from ingest.names.finder import NameFinder, NameMatch

# Chosen on the paraphrases and lies of tests/assistant/statements.py; see docs/answers.md.
LEAST_MEAN = 0.72  # mean grade of the words of a clause
LEAST_WORD = 0.12  # grade of its worst word: below it the source does not say it
LEAST_VERB = 0.4  # the same of a verb: what is done counts more
LEAST_LIKENESS = 0.35  # cosine of a sentence with what it retells
_CLAUSES = 24  # parts of a sentence that are looked at
_LONGEST = 60  # words of a sentence; more is no sentence
_QUOTED = re.compile(r"[“\"«]([^”\"»]{2,})[”\"»]")
_FIRST_PERSON = re.compile(r"\b(?:we|our|ours|us|i|my|mine)\b", re.I)


class Entailment(Protocol):
    """A model that reads a source and a sentence at once (`entailment.py`)."""

    def entails(self, source: str, sentence: str) -> bool:
        """Whether the sentence follows from the source."""


class Verifier:
    """Holds sentences against the pieces they cite.

    >>> verifier = Verifier(finder, embedder.embed)                       # doctest: +SKIP
    >>> verifier.check("Norway opened two lines.", [1], {1: piece}).problem  # doctest: +SKIP
    'the number two is not in the passage'
    """

    def __init__(
        self,
        finder: NameFinder,
        embed: Callable[[Sequence[str]], np.ndarray],
        entailment: Entailment | None = None,
    ) -> None:
        """`finder` knows the speakers of the store, `embed` gives vectors of length 1."""
        self.finder = finder
        self.embed = embed
        self._aligner = Aligner(WordSimilarity(embed))
        self._entailment = entailment

    @property
    def has_entailment(self) -> bool:
        """Whether a model of entailment judges what the comparisons let pass."""
        return self._entailment is not None

    def check(self, text: str, numbers: Sequence[int], pieces: Mapping[int, Piece]) -> Verdict:
        """Whether the pieces with these numbers carry the sentence."""
        if not numbers:
            return Verdict("no citation")
        for n in numbers:
            if n not in pieces:
                return Verdict(f"citation [{n}] does not exist")
        cited = [pieces[n] for n in numbers]
        sources = [
            CitedSentence(piece, i, part)
            for piece in cited
            for i in range(len(piece.texts))
            for part in range(len(CitedSentence(piece, i).parts))
        ]
        verbatim = _verbatim(text, cited)
        if verbatim:
            return Verdict(None, verbatim)
        if len(text.split()) > _LONGEST or not content(text):
            return Verdict("no sentence of words that can be checked")
        if quoted := _misquoted(text, sources):
            return Verdict(f"quotes “{quoted}”, which is not in the passage")
        if wrong := wrong_reference(text, cited):
            return Verdict(f"{wrong} is not in the passage")
        plain = without_references(text)
        if language_of(plain, "en") != "en" and not _has_words(sources, plain):
            return Verdict("the passage does not say it in these words")  # no parse to go by
        found = self._clauses(plain, sources, {})
        if found.problem:
            return found
        told = found.support
        if not _literal(plain, told) and self._likeness(plain, told) < LEAST_LIKENESS:
            return Verdict("the passage is about something else")
        if self._entailment is not None:
            carried = " ".join(source.text for source in _in_order(found.support))
            if not self._entailment.entails(carried, text):
                return Verdict("the entailment model does not find it in the passage")
        return found

    # -- clauses ---------------------------------------------------------------------------

    def _clauses(
        self, text: str, sources: Sequence[CitedSentence], known: dict[str, Verdict], depth: int = 3
    ) -> Verdict:
        """The best verdict for the whole, else for its two parts; `known`: clauses looked at."""
        if text not in known:
            if len(known) >= _CLAUSES:
                return Verdict("too long to be checked")
            known[text] = self._one(text, sources)
        whole = known[text]
        if whole.problem is None or depth == 0:
            return whole
        for first, second, bound in halves(text, self.finder):
            one = self._clauses(first, sources, known, depth - 1)
            if one.problem:
                continue
            other = self._clauses(second, sources, known, depth - 1)
            if other.problem is None and (not bound or _together(one.support, other.support)):
                return Verdict(None, tuple(dict.fromkeys([*one.support, *other.support])))
        return whole

    def _one(self, text: str, sources: Sequence[CitedSentence]) -> Verdict:
        """Whether one source sentence carries all of a clause, the likeliest first."""
        spans = [(m.start, m.end) for m in self.finder.find(text)]
        context = Context(without(text, spans))  # the figure in "5Rights" counts nothing
        spans += [(n.start, n.end) for n in capitalised(text)]
        words = content(bare(text, [*spans, *spoken(text)]))
        ranked = []
        for source in sources:
            grades = self._aligner.grades(words, source.text, source.before)
            mean = float(np.mean(grades)) if grades else 1.0
            ranked.append((mean, source, grades))
        ranked.sort(key=lambda entry: -entry[0])
        first: Verdict | None = None
        for mean, source, grades in ranked[:4]:
            wrong = self._against(text, context, source)
            for word, grade in zip(words, grades, strict=True):
                if wrong is None and grade < (LEAST_VERB if is_verb(word.text) else LEAST_WORD):
                    wrong = f"the passage does not say “{word.text}”"
            if wrong is None and mean < LEAST_MEAN:
                wrong = "the passage does not say it"
            if wrong is None:
                return Verdict(None, (source,))
            first = first or Verdict(wrong)
        return first or Verdict("the passage does not say it")

    def _against(self, text: str, context: Context, source: CitedSentence) -> str | None:
        """What of a clause contradicts one source sentence, or is not in it."""
        finder, speakers = self.finder, source.sentence.speakers
        if wrong := unsupported_fact(context, source.text):
            return f"{wrong} is not in the passage"
        known = [s.name for s in speakers]
        own = {m.speaker for m in finder.find(source.text)}
        before = {m.speaker for m in finder.find(source.before)}
        there = own | set(speakers) | set(source.sentence.mentions)
        named = finder.find(text)
        # "Polish" where Poland stands, "Study Group 9" where "SG9" does.
        known_names = [(m.start, m.end) for m in named]
        for match in named:
            carried = match.speaker in before and not own and not _FIRST_PERSON.search(source.text)
            if match.speaker not in there and not carried:
                return f"{match.speaker.name} is not in the passage"
        if name := missing_name(
            without(text, known_names), f"{source.text}\n{source.before}", known
        ):
            return f"“{name}” is not in the passage"
        # "PARCEP is to weaken nothing": a thing with a name that nobody has as a speaker's.
        speaking = set(claimants(text, finder)) & {match.speaker for match in named}
        wrongly = speaking - set(speakers)
        wrongly = wrongly and wrongly - set(claimants(source.text, finder))
        # "Launched by Chad", whoever tells of it.
        doing = doing_in_both(text, source.text) if wrongly else frozenset()
        wrongly -= {m.speaker for m in named if doing & set(text[m.start : m.end].lower().split())}
        if wrongly:
            return f"{min(s.name for s in wrongly)} does not say it there"
        if name := actor_changed(text, source.whole, speakers, source.before, finder):
            return f"it is not {name} there"
        if phrase := attached_otherwise(text, source.text):
            return f"“{phrase}” is not in the passage"
        if verb := turned_round(text, source.text):
            return f"it is somebody else that does “{verb}” there"
        if preposition := turned_way(text, source.text):
            return f"“{preposition}” leads to another one in the passage"
        if verb := negated_otherwise(text, source.text):
            return f"“{verb}” is denied in one and not in the other"
        if verb := only_to_come(text, source.text):
            return f"the passage has “{verb}” only as something to come"
        if verb := said_to_be_over(text, source.text):
            return f"“{verb}” is still going on in the passage"
        nameless = without(text, [(m.start, m.end) for m in named])
        return _stance(text, nameless, source.text, finder.find(source.text))

    def _likeness(self, text: str, support: Sequence[CitedSentence]) -> float:
        """Cosine of a sentence with what carries it, one by one and together."""
        parts = [source.text for source in _in_order(support)]
        meant = [f"{it} {s.text}" for s in support if (it := antecedent(s.text, s.before))]
        vectors = self.embed([text, *parts, " ".join(parts), *meant])
        return float((vectors[1:] @ vectors[0]).max())


def _stance(said: str, nameless: str, source: str, named: Sequence[NameMatch]) -> str | None:
    """Whether a clause denies, turns round, overstates or hardens what its source says.

    `nameless` is the clause without names, whose words tell which part of the source it retells.
    """
    if wrong := _turned_denial(said, source):
        return wrong
    if pair := contrary(_basic(said), _basic(source)):
        return f"the passage says the opposite of “{pair[0]}”"
    if word := compared(said, source) or overstated(said, source):
        return f"“{word}” is not in the passage"
    places = [
        m.start()
        for m in re.finditer(r"[^\W\d_]+", without(source, [(m.start, m.end) for m in named]))
        if stem(m[0].lower()) in {w.stem for w in content(nameless)}
    ]
    told = (min(places), max(places)) if places else (0, len(source))
    return unlike(said, source, told, [m.start for m in named])


def _basic(text: str) -> set[str]:
    """Stems of all words, also of the basic form of a comparative: "easier", "easy"."""
    return all_stems(text) | {
        stem(t.lemma_.lower()) for t in parsed(text) if t.tag_ in ("JJR", "JJS", "RBR", "RBS")
    }


def _turned_denial(said: str, source: str) -> str | None:
    """Whether one of both denies what the other does not."""
    not_mine, not_theirs = denied(said), denied(source)
    near = {other for word in not_theirs for other in groups().get(word, ())} | not_theirs
    # "Could not use it without help" denies more than "could use it without help".
    if negations(said) > negations(source) or (negations(said) and not not_mine & near):
        return "it is not denied in the passage"
    shared = {word for word in not_theirs & all_stems(said) if word not in STOP_WORDS}
    if shared and not shared & not_mine and not negations(said):
        return f"the passage denies “{min(shared)}”"
    word = undenied(said, source)
    return f"the passage denies “{word}”" if word else None


def _misquoted(text: str, sources: Sequence[CitedSentence]) -> str | None:
    """What a text has in quotation marks that no source says."""
    everything = folded("\n".join(source.text for source in sources)).casefold()
    quoted = _QUOTED.findall(text)
    wrong = (q for q in quoted if folded(q).strip(" .,;:!?").casefold() not in everything)
    return next(wrong, None)


def _verbatim(text: str, cited: Sequence[Piece]) -> tuple[CitedSentence, ...]:
    """The sentences of one piece that the text is, word by word; empty where it is not."""
    wanted = folded(text).strip(" .")
    for piece in cited:
        for first in range(len(piece.texts)):
            for last in range(first + 1, len(piece.texts) + 1):
                if folded(" ".join(piece.texts[first:last])).strip(" .") == wanted:
                    return tuple(CitedSentence(piece, i) for i in range(first, last))
    return ()


def _literal(text: str, support: Sequence[CitedSentence]) -> bool:
    """Whether one sentence has every term of the text: a date in a long one is little of it."""
    return len(support) == 1 and _has_words(support, text)


def _has_words(sources: Sequence[CitedSentence], text: str) -> bool:
    """Whether all terms of a text stand in the sources, in any form."""
    return set(terms(text)) <= {term for source in sources for term in terms(source.text)}


def _together(one: Sequence[CitedSentence], other: Sequence[CitedSentence]) -> bool:
    """Whether a sentence of the source carries something of both."""
    return bool({(s.piece.n, s.index) for s in one} & {(s.piece.n, s.index) for s in other})


def _in_order(support: Sequence[CitedSentence]) -> list[CitedSentence]:
    return sorted(support, key=lambda s: (s.piece.n, s.index, s.part))
