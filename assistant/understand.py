"""Understanding a question without a language model: kind, speakers, topic, meeting.

>>> # understand("What did Malaysia say on AI?", [], finder).topic  ->  "AI"
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.focus import counted_noun, kind_asked, verb_asked
from assistant.follow_up import complete
from assistant.meeting_asked import without_relative
from assistant.meeting_dated import without_month
from assistant.named import CORRECTING, Named, sort_names
from assistant.other_languages import (
    asks_who,
    compares,
    kind_of,
    language_of,
    wanted_of,
    without_who,
)
from assistant.question import Query, QuestionKind, Wanted
from assistant.question.quoted import quoted, without_quoted
from assistant.question.thesaurus import translate
from assistant.small_talk import greeting_language, is_small_talk
from assistant.spelling import is_english
from assistant.values import values_wanted
from assistant.wording import SPEECH, STANCE, VEHICLES, content_words, words
from ingest.folding import composed
from ingest.header.meetings import Bond
from ingest.header.meetings import find as find_meetings
from ingest.names.finder import NameFinder

_COMPARE = re.compile(r"\b(?:compar\w+|differ\w*|versus|vs\.?|contrast\w*|in common)\b", re.I)
_WHO_SPOKE = re.compile(
    r"^\W*(?:(?:which|what)\s+(?:other\s+|of\s+the\s+)?(?:delegations?|countries|country|member\s+states?"
    r"|states?|members?|speakers?|organi[sz]ations?|participants?|parties|delegates?)\b"
    r"|who\s+(?:is|are|was|were)\s+(?:worried|concerned|against|in\s+favou?r|for)\b"
    r"|who\s+(?:else\s+|all\s+|also\s+)?(?:has\s+|have\s+|did\s+not\s+|didn['’]t\s+|does\s+not\s+)?"
    rf"(?:{'|'.join(SPEECH)})\b"
    r"|(?:list|name)\s+(?:all\s+)?(?:the\s+)?(?:delegations?|countries|member\s+states?|speakers?))",
    re.I,
)
_OVERVIEW = re.compile(
    r"\b(?:overview|main\s+(?:points|topics|results)|summar(?:y|i[sz]e)\b(?=.*\b(?:section|report|meeting|"
    r"document|session|transcript)\b)|what\s+happened\s+(?:at|in|during)|what\s+(?:is|was)\s+the\s+"
    r"(?:report|document|meeting)\s+about)",
    re.I,
)
_DEVELOPMENT = re.compile(
    r"\b(?:how\s+(?:has|have|did)\b.*\b(?:chang\w+|evolv\w+|develop\w*)|over\s+(?:time|the\s+(?:years|"
    r"meetings|last))|since\s+the\s+\w+\s+meeting|from\s+meeting\s+to\s+meeting|evolution\s+of)",
    re.I,
)
_OUTCOME = re.compile(
    r"\b(?:outcomes?|decisions?|decided?|settled|agreed?\s+(?:on|to|upon)|conclusions?|concluded?|"
    r"was\s+adopted|were\s+adopted|next\s+steps|action\s+(?:items?|points?))\b",
    re.I,
)
_PARAGRAPH = re.compile(
    r"(?:§\s*|\b(?:section|paragraph|para\.?|clause|chapter|item)\s+(?:no\.?\s*)?)(\d{1,2}(?:\.\d{1,3})*)\b",
    re.I,
)
_AND_ASKS = re.compile(
    r"\s*[,;]?\s+and\s+(?=(?:who|whom|whose|what|which|when|where|why|how)\b)", re.I
)
_CORRECTION = re.compile(rf"^\W*(?:{CORRECTING}\b[\s,.!–-]*)+(?=\S)|\bi\s+mean[t]?\b", re.I)
# What stands after these is the topic, whatever the word.
_MARKER = re.compile(
    r"\b(?:about|regarding|concerning|with\s+regard\s+to|with\s+respect\s+to|in\s+relation\s+to|"
    r"in\s+regard\s+to|on|towards?|as\s+to|au\s+sujet\s+de|à\s+propos\s+de|sur|sobre|acerca\s+de)\s+(?!which|what|whom|how\b)",
    re.I,
)
_LATIN_WORD = re.compile(r"[A-Za-z0-9]+(?:[.'’&/-][A-Za-z0-9]+)*(?![^\W\d_])", re.ASCII)
_SCAFFOLD = SPEECH | VEHICLES
_WHO_MAY_SPEAK = re.compile(r"\b(?:delegation|Member States|Sector Members)\b")
# "… when he opened the meeting": says on which occasion, not what about.
_OCCASION = re.compile(
    r",?\s+(?:when|while|as)\s+(?:he|she|they|it)\s+\w+.*$"
    r"|\b(?:at|during|in|of)\s+the\s+(?:(?:end|close|start|beginning)\s+of\s+the\s+)?(?:meeting|session)"
    r"\s+(?:in|of|on)\s+(?:\d+\s+)?\w+\s+\d{4}\b"
    r"|\bat\s+the\s+(?:end|close|start|beginning|opening)\s+of\s+the\s+(?:meeting|session)\b",
    re.I,
)


def understand(
    question: str,
    history: Sequence[str],
    finder: NameFinder,
    mend: Callable[[str], str] = str,
    dated: Callable[[Query], Query] = lambda query: query,
) -> Query:
    """What `question` wants, made complete from the earlier questions of the chat.

    `history` holds the earlier questions, oldest first; `finder` knows the names of all Member
    States and of the store's speakers; `mend` corrects typing errors outside of names; `dated`
    finds the meetings that a question names by their month.
    """
    earlier: Query | None = None
    for past in history:
        read = dated(read_question(past, finder, mend, earlier.language if earlier else "en"))
        # Thanks and greetings between two questions change nothing.
        if read.kind is not QuestionKind.SMALL_TALK:
            earlier = complete(read, earlier)
    before = earlier.language if earlier else "en"
    query = complete(dated(read_question(question, finder, mend, before)), earlier)
    pieces = _AND_ASKS.split(query.core)
    if len(pieces) == 1 or query.kind in (QuestionKind.COMPARE, QuestionKind.SMALL_TALK):
        return query
    parts: list[Query] = []
    for piece in pieces:
        part = complete(dated(read_question(piece, finder)), parts[-1] if parts else earlier)
        parts.append(part)
    return query.model_copy(update={"parts": tuple(parts)})


def read_question(
    question: str, finder: NameFinder, mend: Callable[[str], str] = str, before: str = "en"
) -> Query:
    """What the words of one question say by themselves; `before` is the chat's language so far."""
    text = composed(" ".join(question.split()))
    language = greeting_language(text) or language_of(text, before)
    english = language == "en"
    compare = bool(_COMPARE.search(text)) or (not english and compares(text))
    named = sort_names(text, finder, compare, not english, mend if english else str)
    rest = named.rest
    if not english and asks_who(text, language):
        named = replace(named, asked=(), about=(*named.asked, *named.about))
        rest = without_who(rest, language)
    rest = _without_occasion(_PARAGRAPH.sub(" ", rest))
    paragraph = _PARAGRAPH.search(named.core)
    own_words = [] if english else quoted(rest)
    if own_words:
        rest = without_quoted(rest)
    topic, act = split_topic(rest, language)
    own_topic = " ".join(own_words) or topic
    topic = in_quotes(own_words, rest, language) or in_english(topic, rest, language)
    if not english:
        acts = translate(named.rest, language, acts=True)
        act = " ".join(term for term in acts if term not in topic)
    kind = _kind(text, named, topic)
    if not english and kind is not QuestionKind.SMALL_TALK:
        kind = kind_of(text, language, len(named.asked)) or kind
    if kind is QuestionKind.WHO and not english:
        topic = _WHO_MAY_SPEAK.sub(" ", topic).strip()
    if kind is QuestionKind.WHO and named.about and _only_vehicles(topic):
        # "Which countries supported Kenya's request?" is about Kenya, not about countries.
        topic = ""
    return Query(
        question=text,
        core=named.core,
        kind=kind,
        asked=named.asked,
        about=named.about,
        unknown=named.unknown,
        topic=topic,
        own_topic="" if english else own_topic,
        act=act,
        paragraph=paragraph.group(1) if paragraph else None,
        meetings=tuple(
            dict.fromkeys(m.number for m in find_meetings(text) if m.bond is not Bond.OTHER)
        ),
        wanted=values_wanted(named.core) if english else _wanted(text),
        counted=counted_noun(named.masked) if english else None,
        focus=verb_asked(named.masked) if english else "",
        sort=kind_asked(named.masked) if english else "",
        stance=_stance(named.core) if kind is QuestionKind.WHO else "",
        corrects=named.denied or bool(_CORRECTION.search(text)),
        compares=compare,
        language=language,
    )


def _only_vehicles(topic: str) -> bool:
    return all(word.lower() in VEHICLES for word in topic.split())


def _wanted(text: str) -> tuple[Wanted, ...]:
    return tuple(dict.fromkeys([*wanted_of(text), *values_wanted(text)]))


def _without_occasion(rest: str) -> str:
    """A question without the meeting it names, which is looked for by its number."""
    for meeting in reversed(find_meetings(rest)):
        if meeting.bond is not Bond.OTHER:
            after = re.sub(r"^\W*(?:meeting|session)s?\b", " ", rest[meeting.end :])
            rest = f"{rest[: meeting.start]} {after}"
    return without_month(_OCCASION.sub(" ", without_relative(rest)))


def _stance(core: str) -> str:
    """The act by which a speaker belongs to the list asked for, empty for plain speaking."""
    return next((word for word in words(core)[1:6] if word.lower() in STANCE), "")


def split_topic(rest: str, language: str = "en") -> tuple[str, str]:
    """Split a question without its names into topic and act ("propose", "raise").

    >>> split_topic("What concerns did raise about screen time?")
    ('screen time', 'concerns raise')
    >>> split_topic("What did propose?")
    ('', 'propose')
    """
    topic: list[str] = []
    act: list[str] = []
    marker = _MARKER.search(rest)
    left = rest[: marker.start()] if marker else rest
    left_words = content_words(left, language)
    # "What is the report on X": scaffolding stands left of the marker, the topic right of it.
    before = ""
    for word in left_words:
        # "Statement" is no scaffolding in "the Joint Statement".
        titled = word[0].isupper() and before[:1].isupper()
        (topic if titled or word.lower() not in _SCAFFOLD else act).append(word)
        before = word
    if marker:
        topic += content_words(rest[marker.end() :], language)
    if not topic and not marker and len(act) > 1 and language == "en":
        # "How many contributions were presented?": a question about the vehicles themselves.
        nouns = [word for word in act if word.lower() in VEHICLES]
        if re.match(r"\W*(?:how\s+many|which|who|when|where)\b", rest, re.I):
            topic = nouns
    return " ".join(topic), " ".join(act)


def in_english(topic: str, question: str, language: str) -> str:
    """A topic in the documents' language: the field's terms translated, figures and acronyms kept.

    Where the thesaurus knows none of its terms the topic stays as it is.
    """
    translated = translate(question, language)
    if not translated:
        return topic
    kept = [word for word in _LATIN_WORD.findall(topic) if _stays(word, language)]
    return " ".join(dict.fromkeys([*translated, *kept]))


def in_quotes(own: Sequence[str], question: str, language: str) -> str:
    """The topic of a question that names it in quotation marks: whatever else it says only asks.

    `own`: what stands in the marks; English words are the documents' own, others are translated.
    """
    said = [
        word
        for words in own
        for word in ([words] if _in_english(words) else translate(words, language) or [words])
    ]
    return " ".join([*said, *translate(question, language)]) if said else ""


def _in_english(text: str) -> bool:
    return all(word.isupper() or is_english(word.lower()) for word in words(text))


def _stays(word: str, language: str) -> bool:
    """Whether a word is the same in English: a figure, an acronym, a name like "Nattlys"."""
    foreign_letters = language in ("ru", "ar", "zh")
    return foreign_letters or not word.isalpha() or any(c.isupper() for c in word[1:])


def _kind(text: str, named: Named, topic: str) -> QuestionKind:
    if is_small_talk(text):
        return QuestionKind.SMALL_TALK
    text = named.core
    if _COMPARE.search(text) and len(named.asked) > 1:
        return QuestionKind.COMPARE
    if _WHO_SPOKE.search(text) and not named.asked:
        return QuestionKind.WHO
    if _DEVELOPMENT.search(text):
        return QuestionKind.DEVELOPMENT
    if len(named.asked) > 1:
        return QuestionKind.COMPARE
    if named.asked or named.unknown:
        return QuestionKind.POSITION
    if _OVERVIEW.search(text) or (_PARAGRAPH.search(text) and not topic):
        return QuestionKind.OVERVIEW
    if _OUTCOME.search(text):
        return QuestionKind.OUTCOME
    return QuestionKind.FACT
