"""Who has the floor while a narrated document is read from sentence to sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.attribution import parse
from ingest.attribution.candidates import (
    Candidate,
    Features,
    candidates,
    handed_over,
    is_content,
    is_place,
    main_clause,
)
from ingest.attribution.judgement import Judgement
from ingest.attribution.stand_ins import PlainSentence, called
from ingest.model import Speaker, SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

Speakers = tuple[Speaker, ...]

_ARTICLE = re.compile(r"(?:the|an?)\s", re.IGNORECASE)
_CODE = re.compile(r"[A-Z]{1,4} ?\d{1,4}")  # a paper: "WP007"
_WITH_STATE = 2  # a person and its state
_STOPS = '.!?”";:,'
_VERBS = ("VBD", "VBN", "VBZ", "VBP")
_QUESTION = ("?", "？", "؟")
_BESIDE_SUBJECT = ("acl-nsubj", "acl-nsubjpass", "advcl-none")  # "speaking for the Group"
_THIRD = ("he", "she", "it", "they")
_THEIRS = ("his", "her", "its", "their")


class Floor:
    """Remembers the last speaker, the papers presented and the bodies named so far.

    `affiliations` are bodies and states that persons speak for, learned as the document is read;
    `introduced` are bodies that only this document gives an abbreviation.
    """

    def __init__(
        self,
        judgement: Judgement,
        affiliations: dict[Speaker, Speakers],
        introduced: frozenset[Speaker] = frozenset(),
    ) -> None:
        self.current: Speakers = ()
        self._introduced = introduced
        self._judgement = judgement
        self._affiliations = affiliations
        self._section: tuple[str, ...] | None = None
        self._papers: dict[str, Speakers] = {}
        self._bodies: dict[str, Speakers] = {}
        self._adopting: Speakers = ()
        self._paper = False  # what is reported is a document of the speaker
        self._headed = False  # nobody else has spoken since a heading gave the floor
        self._body: Speakers = ()  # the body without a name that was the subject last
        self._acting: Speakers = ()  # who was last told to do something and did not speak
        self._since = 0  # sentences since somebody was named
        self._released = False  # the sentence before was nobody's
        self._new_unit = True
        self._others: set[Speakers] = set()  # who spoke in this unit

    def enter(self, heading: Speaker | None, section: tuple[str, ...]) -> None:
        """Begins the next paragraph; a heading may give somebody the floor."""
        if section != self._section:
            self.current = (heading,) if heading else ()
            self._adopting = ()
            self._paper = self._headed = heading is not None
            self._since = 0
        self._section = section
        self._new_unit = True
        self._others = set()
        self._bodies = {}
        self._body = self._acting = ()

    def hear(
        self, sentence: PlainSentence, doc: Doc, fresh: bool, at: int, line: bool = False
    ) -> Speakers:
        """Speakers of the next sentence; `fresh` at the start of a block, `at` its offset.

        A `line` without a stop counts only where it has a subject and a verb.
        """
        if line and "subject=none" in main_clause(doc):
            return ()
        if not any(token.dep_.startswith("nsubj") for token in doc) and "–" in sentence.text:
            return ()  # an entry of a list: "Contribution by Chad – Schools"
        reported = self._paper and not self._new_unit
        if self._opens_decision(sentence, doc):
            return ()
        found = candidates(doc, sentence)
        for candidate in found:
            candidate.speakers = self._resolve(candidate, sentence)
            candidate.features.update(self._situation(candidate))
            self._judgement.enrich(candidate)
        self._body = self._spoken_of(found)
        found = [c for c in found if not is_place(c) and not _looks_ahead(c, found)]
        speaking = [c for c in found if self._opens_paper(c) or self._judgement.is_speaker(c, at)]
        called = {c.relation.path.removeprefix("appos-") for c in speaking if c.voice is not None}
        # "The rapporteur, Ms. Roe, said": the name is enough.
        speaking = [c for c in speaking if c.voice is not None or c.head not in called]
        subject = next((c for c in speaking if c.subject and c.relation.clause == "main"), None)
        if subject is not None:
            speaking = [c for c in speaking if not is_content(c, subject)]
        named = min(
            (c.at for c in speaking if c.subject and (c.named or c.author)), default=len(doc)
        )
        speaking = [
            c
            for c in speaking
            if not c.pronoun or (c.subject and c.at < named) or named == len(doc)
        ]
        # "The rapporteur said": of a body's own chair behind a name, "Ms. Roe, Harbour Group
        # Chair, said", the name is enough too.
        speaking = [c for c in speaking if not self._is_own_office(c, sentence)]
        # "According to Chad, the text was clear": what follows is the statement.
        told = min((c.at for c in speaking if c.voice and not c.subject), default=len(doc))
        speaking = [c for c in speaking if c.voice or c.pronoun or c.at < told]
        said_by = [(c, c.speakers) for c in speaking if c.speakers]
        if sentence.text.rstrip()[-1:] in _QUESTION:
            said_by = []  # whoever a question is about has not said it
        elif not any(token.dep_ in ("nsubj", "nsubjpass") for token in doc):
            # An entry of a list, "Contribution by Chad: …", or a verb that the parser missed.
            told = any(token.tag_ in _VERBS for token in doc)
            said_by = [(c, s) for c, s in said_by if told and c.opens]
        if reported:
            presents = any(
                token.tag_ == "PRP$" and token.head.lemma_.lower() in self._judgement.papers
                for token in doc
            )
            said_by = [(c, s) for c, s in said_by if self._may_interrupt(c, s, presents)]
        if said_by:
            everybody = _everybody(said_by)
            self._take(said_by, everybody, doc, reported)
            self._learn_papers(sentence, speaking)
            self._new_unit = False
            return everybody
        if self._adopting:
            return self._adopting
        features = self._continuation(sentence, doc, found, fresh)
        self._new_unit = False
        self._since += 1
        self._acting = next((c.speakers for c in found if self._acts(c)), self._acting)
        continued = (
            self._headed
            or (reported and not self._released)
            or (
                bool(self.current)
                and not self._is_apart(features, found)
                and self._judgement.is_continued(features, self.current, at)
            )
        )
        self._released = not continued
        return self.current if continued else ()

    @staticmethod
    def _is_own_office(candidate: Candidate, sentence: PlainSentence) -> bool:
        """Whether a chair beside a name is that of a body named before the office."""
        voice = candidate.voice
        if voice is None or not candidate.relation.path.startswith("appos"):
            return False
        before = sentence.text[candidate.start : voice.start]
        return voice.speakers[0].kind is SpeakerKind.CHAIR and not before.islower() and bool(before)

    def _spoken_of(self, found: Sequence[Candidate]) -> Speakers:
        """The body that "it" in the next sentence is: "The Committee met. It invited Chad"."""
        main = next((c for c in found if c.subject and c.relation.clause == "main"), None)
        if main is None or main.pronoun:
            return self._body
        one = main.voice is None and main.proper and main.definite and not main.plural
        return main.speakers if one and main.head not in self._judgement.papers else ()

    @staticmethod
    def _acts(candidate: Candidate) -> bool:
        """Whether a known state does something: "the delegation" behind it is its own."""
        named = candidate.subject and candidate.voice is not None and candidate.voice.known
        main = candidate.relation.clause == "main"
        return named and main and candidate.speakers[0].kind is SpeakerKind.MEMBER_STATE

    def _opens_paper(self, candidate: Candidate) -> bool:
        """Whether a paragraph begins with somebody's paper, whatever the verb says of it."""
        owned = candidate.voice is not None or candidate.author is not None
        opens = self._new_unit and candidate.subject and candidate.opens
        return opens and owned and candidate.head in self._judgement.papers

    def _may_interrupt(self, candidate: Candidate, speakers: Speakers, presents: bool) -> bool:
        """Whether somebody may speak inside what a paper says: the author, a known name, people
        without one, or who `presents` another paper: "In its contribution, Acme said".

        What a paper tells of its projects and tools is the paper's, and so is a deed told in
        passing: "The tool is free; Chad paid for it."
        """
        own_paper = candidate.opens and candidate.head in self._judgement.papers
        if set(speakers) & set(self.current) or (presents and candidate.subject) or own_paper:
            return True
        if candidate.voice is not None:
            acts = candidate.subject or candidate.opens or candidate.relation.role == "agent"
            if not candidate.opens and self._judgement.is_deed(candidate.relation.verb):
                return False
            return acts and candidate.voice.known and not self._introduced.issuperset(speakers)
        if candidate.author is not None:
            return True
        is_voice = self._judgement.voices.get(candidate.head, 0.0) > 0
        return candidate.plural and is_voice and not candidate.proper

    def _opens_decision(self, sentence: PlainSentence, doc: Doc) -> bool:
        """ "The Conference of the Parties," alone on its line: what follows is its decision."""
        text = sentence.text.strip()
        whole = text[-1:] in ",;" and text[:4].lower() == "the " and "," not in text[:-1]
        if not whole or any(token.dep_.startswith("nsubj") for token in doc):
            return False
        name = _ARTICLE.sub("", text[:-1]).strip()
        self._adopting = (Speaker(name=" ".join(name.split()), kind=SpeakerKind.UNNAMED),)
        return True

    def _situation(self, candidate: Candidate) -> Features:
        """What the document so far adds to a candidate's features."""
        features: Features = {}
        speakers = candidate.voice.speakers if candidate.voice else ()
        if not self.current:
            if not speakers:
                features["floor=none"] = 1.0
        elif speakers and set(speakers) & set(self.current):
            features["floor=same"] = 1.0
        elif self._paper:
            features["floor=paper"] = 1.0
            if speakers:
                features[f"floor=paper:{speakers[0].kind.value}"] = 1.0
        if candidate.head in self._judgement.papers:
            features["paper"] = 1.0
        if candidate.head in self._judgement.people:
            features["delegate"] = 1.0
        return features

    def _resolve(self, candidate: Candidate, sentence: PlainSentence) -> Speakers:
        """The speakers that a candidate stands for; empty where nobody can be told."""
        phrase = " ".join(sentence.text[candidate.start : candidate.end].split())
        if candidate.voice is not None:
            name = sentence.text[candidate.voice.start : candidate.voice.end]
            if name not in self._papers and _is_nameless(candidate, name):
                return (Speaker(name=phrase, kind=SpeakerKind.UNNAMED),)
            return self._papers.get(name, candidate.voice.speakers)
        if candidate.pronoun:
            if candidate.indefinite:
                return (Speaker(name=phrase, kind=SpeakerKind.UNNAMED),)
            if self._body and phrase.lower() == "it":
                return self._body
            third = phrase.lower() in _THIRD or not candidate.subject
            return self.current if third else ()
        if candidate.subject and phrase.split()[0].lower() in _THEIRS:
            return self.current  # "His Government was ready"
        if candidate.head in self._bodies and candidate.definite:
            return self._bodies[candidate.head]
        stands_for = self._judgement.papers | self._judgement.people
        if candidate.head in self._judgement.papers and phrase.lower().startswith("this "):
            return ()  # the report itself, or what it tells of: the words alone do not say
        if candidate.head in stands_for and candidate.author is not None:
            start, end = candidate.author
            listed = [v for v in sentence.voices.values() if v.start < end and start < v.end]
            if listed:
                return tuple(dict.fromkeys(s for voice in listed for s in voice.speakers))
            name = " ".join(sentence.text[start:end].split())
            return (Speaker(name=name, kind=SpeakerKind.PARTNER),)
        if candidate.head in stands_for and (
            candidate.definite or phrase.lower().startswith("both")
        ):
            is_person = candidate.head in self._judgement.people
            return (self._acting if is_person else ()) or self.current
        if candidate.head in self._judgement.papers:
            return ()  # "each paper" is nobody
        is_name = candidate.proper and candidate.head not in self._judgement.voices
        if is_name and not _ARTICLE.match(phrase) and not parse.is_quantifier(phrase.split()[0]):
            people = called(phrase, self._affiliations)
            known = [s for person in people for s in (person, *self._affiliations[person])]
            return tuple(known) or (Speaker(name=phrase, kind=SpeakerKind.PERSON),)
        return (Speaker(name=phrase, kind=SpeakerKind.UNNAMED),)

    def _take(
        self,
        said_by: Sequence[tuple[Candidate, Speakers]],
        everybody: Speakers,
        doc: Doc,
        reported: bool,
    ) -> None:
        """Gives the floor to whoever spoke last, with those it speaks for.

        `reported`: a paper is told of, and still is where its author is named again.
        """
        before = self.current
        self.current = tuple(s for s in self._principal(said_by) if s in everybody)
        self._since = 0
        self._acting = ()
        self._released = self._headed = False
        self._others.add(self.current)
        presents = any(c.head in self._judgement.papers for c, _ in said_by)
        again = reported and self.current == before
        self._paper = again or presents or bool(handed_over(doc) & self._judgement.papers)
        for candidate, named in said_by:
            if candidate.voice is None or named[0].kind is SpeakerKind.UNNAMED:
                continue
            for speaker in named:
                if speaker.kind not in (SpeakerKind.MEMBER_STATE, SpeakerKind.PERSON):
                    words = speaker.name.lower().split()
                    self._bodies.update({words[0]: named, words[-1]: named})
            people = [s for s in candidate.voice.speakers if s.kind is SpeakerKind.PERSON]
            if len(people) == 1 and len(self.current) > 1:
                self._affiliations.setdefault(
                    people[0], tuple(s for s in self.current if s not in people)
                )

    def _learn_papers(self, sentence: PlainSentence, said_by: Sequence[Candidate]) -> None:
        """ "Chile presented WP007 and IP012": both papers speak for Chile from now on."""
        subjects = {c.at for c in said_by}
        for at, voice in sentence.voices.items():
            name = sentence.text[voice.start : voice.end]
            if at not in subjects and not voice.known and _CODE.fullmatch(name):
                self._papers.setdefault(name, self.current)

    @staticmethod
    def _principal(said_by: Sequence[tuple[Candidate, Speakers]]) -> Speakers:
        """Whoever spoke last, with those it speaks for; not who only supported it."""
        subjects = [c for c, _ in said_by if c.subject]
        if not subjects:
            return tuple(dict.fromkeys(s for _, some in said_by for s in some))
        last = subjects[-1]
        begins = min(c.at for c in subjects if c.top == last.top)
        return tuple(
            dict.fromkeys(
                speaker
                for c, some in said_by
                for speaker in some
                if c.top == last.top or (c.at > begins and _is_beside(c, last))
            )
        )

    def _is_apart(self, features: Features, found: Sequence[Candidate]) -> bool:
        """Whether somebody else's deed is told, which nobody present need have spoken of."""
        if self._paper or any(key.startswith("form=modal") for key in features):
            return False
        if self._body and not set(self._body) & set(self.current):
            return True
        return any(
            c.subject
            and c.voice is not None
            and c.voice.known
            and not set(c.voice.speakers) & set(self.current)
            for c in found
        )

    def _continuation(
        self, sentence: PlainSentence, doc: Doc, found: Sequence[Candidate], fresh: bool
    ) -> Features:
        """Features of a sentence that nobody is named to say."""
        main = main_clause(doc)
        form = next((key for key in main if key.startswith("form=")), "form=none")
        passive = "passive" if "passive" in main else "active"
        subject = next((key for key in main if key.startswith("subject=")), "subject=none")
        kind = self.current[0].kind.value if self.current else "nobody"
        unit = "new unit" if self._new_unit else "new block" if fresh else "same block"
        what = "paper" if self._paper else "talk"
        other = next((c for c in found if c.subject and c.voice is not None), None)
        verb = self._judgement.reporting_step(doc)
        pronoun = next((c.head for c in found if c.pronoun), "none")
        others_kind = other.voice.speakers[0].kind.value if other and other.voice else "none"
        features: Features = {"bias": 1.0}
        for key in (
            f"{form}|{passive}",
            f"{unit}|{what}",
            f"since={min(self._since, 3)}",
            f"{unit}|since={min(self._since, 3)}",
            subject,
            f"floor={kind}",
            f"pronoun={pronoun}",
            f"released={self._released}|{unit}|{what}",
            f"several={len(self._others) > 1}|{unit}",
            f"other={others_kind}|{what}",
            f"other={other is not None}|{form}",
            f"stop={sentence.text.rstrip()[-1:] in _STOPS}",
            f"agent={'agent' in main}|{passive}|{what}",
            f"{passive}|{form}|reporting={verb}|{what}",
            f"{passive}|{form}|{unit}",
        ):
            features[key] = 1.0
        return features


def _is_nameless(candidate: Candidate, name: str) -> bool:
    """Whether capitalised words that nobody has listed only say what kind of body speaks.

    "A Harbour Party", "the Harbour Parties": one of several, or all of them. Reports that set
    "HARBOUR CITIES" in capitals mean a name.
    """
    unlisted = candidate.voice is not None and not candidate.voice.known
    return unlisted and (candidate.one_of_many or (not name.isupper() and parse.is_plural(name)))


def _looks_ahead(candidate: Candidate, found: Sequence[Candidate]) -> bool:
    """Whether "its" stands for a name behind it: "in its decision the Assembly adopts"."""
    main = next((c for c in found if c.subject and c.relation.clause == "main"), None)
    whose = candidate.pronoun and not candidate.subject
    return whose and main is not None and main.named and candidate.at < main.at


def _is_beside(candidate: Candidate, speaker: Candidate) -> bool:
    """Whether a candidate is whom another one speaks for, and not who only supported it.

    "Chad, for the Group, said" or, in a clause of its own, "Chad, speaking for the Group, said".
    """
    together = candidate.features.get("together") is not None
    clause = candidate.relation.clause
    within = clause in _BESIDE_SUBJECT and speaker.relation.clause == "main"
    return together and (within or clause == speaker.relation.clause)


def _everybody(said_by: Sequence[tuple[Candidate, Speakers]]) -> Speakers:
    """All who speak; "the Chair, Mr. Roe (Chile)," speaks for the office and not for Chile."""
    everybody = dict.fromkeys(s for _, speakers in said_by for s in speakers)
    offices = (SpeakerKind.CHAIR, SpeakerKind.SECRETARIAT)
    officer = any(
        c.relation.path.startswith("appos") and speakers[0].kind in offices
        for c, speakers in said_by
    )
    for candidate, speakers in said_by:
        person = speakers[0].kind is SpeakerKind.PERSON and len(speakers) == _WITH_STATE
        if person and (officer or candidate.relation.path.startswith("appos")):
            everybody.pop(speakers[1], None)
    return tuple(everybody)
