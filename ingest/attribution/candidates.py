"""Who may be the speaker of a parsed sentence, and what the parse tells of each.

Every name and every subject is a candidate; its features say how it hangs in the sentence. Which
of them speak is not decided here (see `weights`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.attribution.stand_ins import PlainSentence, Voice
from ingest.model import Speaker

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_INFINITE = ("VB", "VBG", "VBN")
_SUBJECTS = ("nsubj", "nsubjpass")
_NOUN_PARTS = ("compound", "nmod", "poss", "amod", "nummod")
# Prepositions that tie a name to the noun before them: "the delegate of Chad".
_NOUN_TIES = ("of", "from", "by", "for")
_OWN_PAPER = frozenset(("a", "an", "its", "his", "her", "their"))
_AUTHOR_TIES = ("by", "from", "of")
_POSSESSIVE = ("'s", "’s", "'", "’")

# Clauses that can report another voice than the main one: "while some disagreed".
_OWN = ("main", "advcl-while", "advcl-whereas", "advcl-with")
# Single words weigh less than forms, so that what is known of all words is learned first.
_WORD = 0.5

Features = dict[str, float]


@dataclass
class Relation:
    """How a candidate hangs in its sentence, in short."""

    role: str = ""
    clause: str = ""
    form: str = ""
    complement: str = ""
    path: str = ""
    side: str = ""
    verb: str = ""
    nested: bool = False  # inside what a main verb is completed by


@dataclass
class Candidate:
    """A name or subject at token `at`; `voice` is None for a noun or pronoun that is no name.

    It is part of the phrase of the noun at `top`.

    `start`–`end` is the whole phrase in the sentence, `head` the lemma of its noun; `indefinite`
    is whether a pronoun stands for people nobody names, "some"; `one_of_many`
    is whether its article says that there are others of the name, "a Harbour Party"; `opens` is
    whether the sentence begins with it; `author` is the
    span of a name that nobody has listed and that the noun belongs to: "the paper by Acme".
    `speakers` are whom it stands for, once that is known.
    """

    at: int
    top: int
    voice: Voice | None
    start: int
    end: int
    head: str
    pronoun: bool = False
    indefinite: bool = False
    proper: bool = False
    plural: bool = False
    definite: bool = False
    one_of_many: bool = False
    subject: bool = False
    opens: bool = False
    author: tuple[int, int] | None = None
    relation: Relation = field(default_factory=Relation)
    speakers: tuple[Speaker, ...] = ()
    features: Features = field(default_factory=dict)

    @property
    def named(self) -> bool:
        """Whether it is a name, listed or not."""
        return self.voice is not None or self.proper


def candidates(doc: Doc, sentence: PlainSentence) -> list[Candidate]:
    """All candidates in reading order."""
    voices = {i: voice for i, voice in sentence.voices.items() if i < len(doc)}
    found = [_named(doc[i], voice, sentence) for i, voice in voices.items()]
    # "The Polish delegate said" names a speaker, "the Polish proposal" as an object does not.
    found = [c for c in found if c.subject or c.voice is None or not c.voice.adjective]
    named = {i for candidate in found for i in _whole(doc[candidate.at])}
    for token in doc:
        if token.dep_ == "pobj" and token.head.dep_ == "agent" and token.i not in named:
            found.append(_nominal(token, sentence))
        if token.tag_ == "PRP$" and token.head.dep_ == "pobj" and token.head.head.dep_ == "prep":
            found.append(_possessive(token, sentence))
        if token.dep_ in _SUBJECTS and token.i not in named and _may_speak(token):
            found.append(_nominal(token, sentence))
            found += [
                _nominal(c, sentence)
                for c in token.conjuncts
                if c.i not in named and c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN")
            ]
    speech = _direct_speech(doc)
    found = sorted((c for c in found if c.at < speech), key=lambda candidate: candidate.at)
    found = [c for c in found if c.named or c.pronoun or c.relation.clause in _OWN]
    speaker = next((c for c in found if c.subject and c.relation.clause == "main"), None)
    if speaker is not None and (speaker.named or speaker.pronoun):
        found = [c for c in found if not is_content(c, speaker)]
    _relate(found)
    return found


def _direct_speech(doc: Doc) -> int:
    """Where the words begin that somebody is told to have said: "One delegate asked: What for?"."""
    colons = (t.i for t in doc[1:] if t.text == ":" and t.nbor(-1).tag_ in _FINITE)
    return next(colons, len(doc))


def _may_speak(subject: Token) -> bool:
    """Whether a subject may be a voice: no clause, no share such as "one in five"."""
    within = [c for c in subject.children if c.dep_ == "prep" and c.lower_ == "in"]
    share = subject.tag_ == "CD" and any(c.tag_ == "CD" for prep in within for c in prep.children)
    return subject.pos_ != "VERB" and not share


def is_place(candidate: Candidate) -> bool:
    """Whether a name only says where: "in Chad they agreed", not "in Chad's view"."""
    whole = candidate.voice is not None and candidate.at == candidate.top
    return whole and candidate.relation.path == "pobj-in"


def is_content(candidate: Candidate, speaker: Candidate) -> bool:
    """Whether a candidate only stands in what the subject of the main clause says.

    "Chad said that Mali agreed", "Chad thanked Mali": the subject speaks, and names in its
    complements are mentioned. "Mali" speaks with a clause of its own, as an agent, and where
    somebody speaks on its behalf.
    """
    relation = candidate.relation
    if speaker is candidate:
        return False
    if candidate.pronoun:  # behind the subject it stands for that one, or for a thing
        return relation.clause != "main" or candidate.at > speaker.at
    if candidate.at < speaker.at:
        return False
    if candidate.subject:
        return relation.nested
    to_speaker = relation.side == "middle" or relation.clause.startswith("acl-nsubj")
    apart = (relation.role == "agent" and relation.clause == "main") or "behalf" in relation.path
    # "Chad asked for time and, with Mali, proposed a date": Mali before the verb that it joins.
    joins = relation.path == "pobj-with" and relation.side == "left"
    return not (to_speaker or apart or joins)


def _relate(found: Sequence[Candidate]) -> None:
    """Adds to each candidate whether somebody else is the subject of the main clause."""
    main = [c for c in found if c.subject and c.relation.clause == "main"]
    for candidate in found:
        relation = candidate.relation
        others = [c for c in main if c is not candidate]
        if not others:
            other = "alone"
        elif any(c.voice is not None or c.pronoun for c in others):
            other = "beside a voice"
        else:
            other = "beside a noun"
        form = f"{relation.role}|{relation.clause}"
        candidate.features[f"{form}|{other}"] = 1.0
        candidate.features[f"{form}|{relation.form}|{relation.complement}"] = 1.0
        voiced = "subject" if candidate.subject else relation.role
        candidate.features[f"{voiced}|{relation.side}|{other}"] = 1.0
        if not candidate.subject:
            where = f"{relation.role}|{relation.path}|{relation.side}"
            candidate.features[where] = 1.0
            candidate.features[f"{where}|{other}"] = 1.0


def main_clause(doc: Doc) -> Features:
    """Features of the sentence's main verb and its subject."""
    root = next((token for token in doc if token.dep_ == "ROOT"), None)
    if root is None:
        return {}
    features = _verb(root)
    features[f"root={root.pos_}"] = 1.0
    subject = next((c for c in root.children if c.dep_ in (*_SUBJECTS, "expl")), None)
    features[f"subject={subject.dep_ if subject is not None else 'none'}"] = 1.0
    if any(c.dep_ == "agent" for c in root.children):
        features["agent"] = 1.0
    return features


def handed_over(doc: Doc) -> set[str]:
    """What is done or told in, by the main verbs: "presented a paper", "said in a paper"."""
    root = next((token for token in doc if token.dep_ == "ROOT"), None)
    verbs = [root, *root.conjuncts] if root is not None else []
    behind = [child for verb in verbs for child in verb.children if child.i > verb.i]
    objects = [token for token in behind if token.dep_ == "dobj"]
    # "Presented its plan in a paper": not "noted a mistake in the paper", which is another's.
    own = [
        token
        for prep in (*behind, *(c for token in objects for c in token.children))
        if prep.dep_ == "prep" and prep.lower_ == "in"
        for token in prep.children
        if {c.lower_ for c in token.children} & _OWN_PAPER
    ]
    return {token.lemma_.lower() for token in (*objects, *own)}


def _named(token: Token, voice: Voice, sentence: PlainSentence) -> Candidate:
    chain = list(_chain(token))
    top = chain[-1]
    features, relation = _place(top)
    features[f"kind={voice.speakers[0].kind.value}"] = 1.0
    if not voice.known:
        looks = "capitals" if voice.speakers[0].name.isupper() else "titled"
        features[looks] = 1.0
        features[f"{looks}|{relation.role}|{relation.clause}"] = 1.0
    if voice.adjective:
        features["adjective"] = 1.0
    if top != token:
        features[f"noun={top.lemma_.lower()}"] = 1.0
        features[f"tie={_tie(token)}"] = 1.0
        # "A request of Chad was refused" is its word; "Chad was refused a visa" is told of it.
        features[f"part|{relation.role}|{relation.form}"] = 1.0
        features[f"part|{relation.role}|{relation.clause}"] = 1.0
    if len(chain) > 2:
        features["deep"] = 1.0
    start, end = _phrase(token, sentence)
    return Candidate(
        token.i,
        top.i,
        voice,
        start,
        end,
        top.lemma_.lower(),
        one_of_many=_determiner(token) not in ("the", "none"),
        subject=top.dep_ in _SUBJECTS,
        opens=top.left_edge.i == 0,
        relation=relation,
        features=features,
    )


def _possessive(token: Token, sentence: PlainSentence) -> Candidate:
    """ "In its view": the speaker before."""
    features, relation = _place(token.head)
    features[f"whose={token.head.lemma_.lower()}"] = 1.0
    start = sentence.starts[token.i]
    return Candidate(
        token.i,
        token.i,
        None,
        start,
        start + len(token),
        token.lower_,
        pronoun=True,
        relation=relation,
        features=features,
    )


def _nominal(token: Token, sentence: PlainSentence) -> Candidate:
    features, relation = _place(token)
    determiner = _determiner(token)
    lemma = token.lemma_.lower()
    features[f"pos={token.pos_}"] = 1.0
    features[f"det={determiner}"] = 1.0
    role = "agent" if token.dep_ == "pobj" else "subject"
    features[f"{role}={lemma if token.pos_ != 'PROPN' else 'PROPN'}"] = 1.0
    plural = token.tag_ in ("NNS", "NNPS")
    if plural:
        features["plural"] = 1.0
    start, end = _phrase(token, sentence)
    return Candidate(
        token.i,
        token.i,
        None,
        start,
        end,
        lemma,
        pronoun=token.pos_ == "PRON" and not _is_misread(token),
        indefinite=_is_indefinite(token),
        proper=token.pos_ == "PROPN" or _is_misread(token),
        plural=plural,
        definite=determiner in ("the", "this"),
        subject=token.dep_ in _SUBJECTS,
        opens=token.left_edge.i == 0,
        author=_author(token, sentence),
        relation=relation,
        features=features,
    )


def _determiner(noun: Token) -> str:
    """The article of a noun or another word in its place, "none" where there is none."""
    return next((c.lemma_.lower() for c in noun.children if c.dep_ == "det"), "none")


def _is_misread(token: Token) -> bool:
    """Whether a name is taken for a pronoun, as "MartinS" is: pronouns are a closed class."""
    return token.pos_ == "PRON" and not token.is_stop and token.text[0].isupper()


def _is_indefinite(token: Token) -> bool:
    """Whether a pronoun stands for people nobody names: "some", "all", "those in the corridors"."""
    demonstrative = token.morph.get("PronType", []) == ["Dem"]
    return token.tag_ == "DT" and (not demonstrative or _is_limited(token))


def _is_limited(pronoun: Token) -> bool:
    """Whether the words behind it say who is meant: "those who had spoken"."""
    return any(c.dep_ in ("acl", "relcl", "prep") and c.i > pronoun.i for c in pronoun.children)


def _author(noun: Token, sentence: PlainSentence) -> tuple[int, int] | None:
    """The name that a noun belongs to: "Acme's paper", "the paper by the Acme Foundation"."""
    before = [t for t in noun.subtree if t.i < noun.i and t.tag_ != "DT"]
    mark = next((i for i, t in enumerate(before) if t.text in _POSSESSIVE), 0)
    if mark and before[0].text[:1].isupper():
        return sentence.starts[before[0].i], sentence.ends[before[mark - 1].i]
    # "The paper submitted by Acme", not "the paper, drafted by many".
    made = [c for c in noun.children if c.dep_ == "acl" and c.i == noun.i + 1]
    ties = [
        c
        for part in (noun, *made)
        for c in part.children
        if c.dep_ in ("prep", "agent") and c.lower_ in _AUTHOR_TIES
    ]
    for name in (c for tie in ties for c in tie.children):
        if name.dep_ == "pobj" and name.pos_ == "PROPN":
            words = [t for t in name.subtree if t.tag_ != "DT" and not t.is_punct]
            return sentence.starts[words[0].i], sentence.ends[words[-1].i]
    return None


def _chain(token: Token) -> Iterator[Token]:
    """A token and the nouns that it is part of, the outermost last."""
    yield token
    while True:
        head = token.head
        if token.dep_ in (*_NOUN_PARTS, "conj") and head.pos_ in ("NOUN", "PROPN", "ADJ"):
            token = head
        elif (
            token.dep_ == "pobj"
            and head.lower_ in _NOUN_TIES
            and head.dep_ == "prep"
            and head.head.pos_ in ("NOUN", "PROPN")
        ):
            token = head.head
        else:
            return
        yield token


def _whole(token: Token) -> Iterator[int]:
    """The tokens of a name's phrase; "Several delegations and Chad" are two phrases."""
    for part in _chain(token):
        yield part.i
        if part.dep_ == "conj":
            return


def _tie(token: Token) -> str:
    return token.head.lower_ if token.dep_ == "pobj" else token.dep_


def _place(token: Token) -> tuple[Features, Relation]:
    """How a phrase hangs in its sentence: its verb, or the words that it hangs on."""
    features: Features = {"bias": 1.0, f"dep={token.dep_}": 1.0}
    verb = token.head
    # "On behalf of Chad": the name is a part of "behalf".
    path = [token.lower_] if token.lower_ == "behalf" else []
    # "According to Chad" and "including Chad" are prepositions, whatever their form.
    while verb.head != verb and (verb.pos_ not in ("VERB", "AUX") or verb.dep_ == "prep"):
        path.append(verb.lemma_.lower())
        if verb.dep_ == "appos":
            features["beside"] = 1.0
            features.update(_apposition(verb))
        verb = verb.head
    if token.dep_ == "appos":
        features.update(_apposition(token))
    if set(path) & {"for", "behalf"} or token.dep_ == "appos":
        features["together"] = 1.0
    if path:
        features["path"] = 1.0
        features.update((f"path={word}", 1.0) for word in path[:3])
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    side = "left" if token.i < verb.i else "right"
    if subject is not None and subject.i < token.i < verb.i:
        side = "middle"
    role = token.dep_ if token.dep_ in _SUBJECTS or token.dep_ == "dobj" else "other"
    # "Chad backed the text by Mali": a verb with a subject and an object has no other agent.
    active = {c.dep_ for c in verb.children if c.i < token.i} & {"nsubj", "dobj"}
    if path and path[-1] == "by" and token.dep_ == "pobj" and not active:
        role = "agent"
    features[f"{role}|side={side}"] = 1.0
    about = _verb(verb)
    features.update((f"{role}:{key}", value) for key, value in about.items())
    features.update((key, value) for key, value in about.items() if "=" in key)
    form = next((key for key in about if key.startswith("form=")), "form=none")
    complement = next((key for key in ("ccomp", "xcomp", "dobj", "acomp") if key in about), "none")
    words = "-".join([token.dep_, *path[:1]])
    if "behalf" in path:
        words = "behalf"
    passive = "passive" if "passive" in about else ""
    return features, Relation(
        role,
        _clause(verb),
        form[5:] + passive,
        complement,
        words,
        side,
        verb.lemma_.lower(),
        _nested(verb),
    )


def _apposition(token: Token) -> Features:
    determiner = next((c.lemma_.lower() for c in token.children if c.dep_ == "det"), "none")
    return {f"apposition={determiner}": 1.0}


def _verb(verb: Token) -> Features:
    """The verb's form, its place among the clauses, and what completes it."""
    children = list(verb.children)
    auxiliaries = {c.lemma_.lower() for c in children if c.dep_ in ("aux", "auxpass")}
    passive = any(c.dep_ == "auxpass" for c in children)
    features: Features = {"verb": 1.0, f"verb={verb.lemma_.lower()}": _WORD}
    modal = next((c.lower_ for c in children if c.tag_ == "MD"), None)
    if modal:
        form = f"modal-{modal}"
    elif "have" in auxiliaries:
        form = "perfect"
    else:
        form = verb.tag_
    features[f"form={form}"] = 1.0
    if passive:
        features["passive"] = 1.0
    for name in ("ccomp", "xcomp", "dobj", "acomp", "attr", "prep", "advcl"):
        child = next((c for c in children if c.dep_ == name and c.i > verb.i), None)
        if child is not None:
            features[name] = 1.0
            if name in ("dobj", "acomp", "attr", "prep"):
                features[f"{name}={child.lemma_.lower()}"] = _WORD
    features[f"clause={_clause(verb)}"] = 1.0
    return features


def _clause(verb: Token) -> str:
    """Where a verb's clause stands: the main one, or inside of which other."""
    token = verb
    while token.dep_ in ("conj", "parataxis") and token.head != token:
        if token.tag_ in _FINITE and token.head.tag_ in _INFINITE:
            return "main"  # no infinitive is coordinated with a finite verb
        token = token.head
    if token.dep_ == "ROOT":
        return "main"
    if token.dep_ == "ccomp" and token.head.i > verb.i:
        return "main"
    if token.dep_ == "pcomp" and token.head.lower_ == "with":
        return _OWN[-1]
    if token.dep_ == "acl":  # "Chad, backed by Mali", "a text drafted by Mali"
        return f"acl-{_borne(token.head).dep_}"
    mark = next((c.lower_ for c in token.children if c.dep_ == "mark"), "none")
    return f"{token.dep_}-{mark}" if token.dep_ == "advcl" else token.dep_


def _borne(noun: Token) -> Token:
    """The subject that a noun stands beside, as in "Chad, for the Group, backed by Mali,"."""
    head = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ != "for":
        return noun
    subjects = [c for c in head.children if c.dep_ in _SUBJECTS and c.i < noun.i < head.i]
    return head if head.dep_ in _SUBJECTS else subjects[0] if subjects else noun


def _nested(verb: Token) -> bool:
    """Whether a verb's clause completes another verb before it, at any depth."""
    token = verb
    while token.head != token:
        if token.tag_ in _FINITE and token.dep_ == "conj" and token.head.tag_ in _INFINITE:
            return False
        if token.dep_ in ("ccomp", "xcomp", "dobj") and token.head.i < token.i:
            return token.dep_ != "dobj" or verb.dep_ != "relcl"
        token = token.head
    return False


def _phrase(token: Token, sentence: PlainSentence) -> tuple[int, int]:
    """The span of a noun with what stands before it and "of …" behind it."""
    left = token.left_edge.i
    right = token
    for child in token.children:
        if child.dep_ in ("nummod", "compound") and child.i > right.i:
            right = child
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == right.i + 1:
            right = max(child.subtree, key=lambda t: t.i)
    return sentence.starts[left], sentence.ends[right.i]
