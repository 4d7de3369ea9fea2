"""Completing a question from the one before it: pronouns, ellipsis, corrections."""

from __future__ import annotations

import re

from assistant.meeting_asked import carried_meetings
from assistant.question import Query, QuestionKind, Wanted

_STARTS_ON = re.compile(
    r"^\W*(?:and|but|so|also|then|plus|ok(?:ay)?|what\s+about|how\s+about|what\s+else|anything\s+else|"
    r"et|mais|puis|qu['’]en\s+est-il|y|pero|и|а|но)\b|^\W*(?:أو\b|وماذا|و(?=\w)|那|那么|还有)",
    re.I,
)
# What cannot stand without the question before, whatever else is in it.
_PRONOUN = re.compile(
    r"\b(?:it|its|they|them|their|theirs|he|him|his|she|her|hers|these|those"
    # "this", "that" and "there" also join clauses: only where nothing can follow them.
    r"|this(?!\s+\w+ing\b)|there(?=\W*$)|(?:work|works|live|lives|go|goes|happens?|learn\w*)\s+there"
    r"|(?:about|on|of|to|for|by|with|did|does|was|is|do|say|said|mean|means)\s+that(?=\W*$|\s+(?!the\b)\w+\W*$)"
    r"|^\W*(?:(?:and|but|so)\s+)?(?:that|compare\s+that|was\s+that|is\s+that))\b",
    re.I,
)
_FOREIGN_PRONOUN = re.compile(
    r"\b(?:elle|elles|ils?|leurs?|cela|celle-ci|celui-ci|[ée]sta|ello|ellos|ellas|sus?|eso|esto|"
    r"он|она|оно|они|его|её|ее|их|это|этот|эта)\b|(?:它|他们|她们|他|她|其)|\b(?:هي|هو|هم|ذلك|هذا|هذه)\b",
    re.I,
)
# "it is possible", "is it true": nothing is pointed at.
_INNER = re.compile(
    r"\b(?:this|that|these|those)\s+(?:meeting|report|document|year|session|group)\b"
    r"|\b(?:it\s+(?:is|was)|(?:is|was)\s+it)\s+(?:true|possible|correct|right|the\s+case|clear)\b",
    re.I,
)
_PEOPLE_PRONOUN = re.compile(r"\b(?:they|them|their|theirs|he|him|his|she|her|hers)\b", re.I)
_SPEAKER_PRONOUN = re.compile(rf"{_PEOPLE_PRONOUN.pattern}|\b(?:it|its)\b", re.I)
_OTHERS = re.compile(
    r"\b(?:who|what|which|any(?:one|body)?|nobody|no\s+one)\s+(?:\w+\s+)?else\b(?!\s+(?:did|does|do|has|have|was)\b)"
    r"|\b(?:the|any|which|what|some)\s+other(?:s\b|\s+(?:delegation|countr|state|member|speaker|part))",
    re.I,
)
# A whole question with its verb: "And who chaired the meeting?" against "And in 2024?".
_CLAUSE = re.compile(
    r"\b(?:who|what|which|when|where|why|how)\b.*\b(?:did|does|do|is|are|was|were|has|have|had|can|"
    r"will|would|should|\w{3,}ed|\w{3,}s|led|ran|took|gave|made|paid|wrote)\b",
    re.I,
)
_ON_A_TOPIC = re.compile(r"^\W*(?:(?:and|but|so|ok(?:ay)?)\W+)*(?:what|how)\s+(?:about|of)\b", re.I)
_PHONE_NUMBER = re.compile(r"\b(?:its|their|the|which|what)\s+numbers?\b", re.I)
_LINE = re.compile(r"\b(?:help|hot)?-?\s?lines?\b|\b(?:tele)?phone\b", re.I)
_YEARS = re.compile(r"(?:\b(?:19|20)\d\d\b\W*)+")
_FEW = 2  # content words that a whole question of its own has at least


def complete(query: Query, earlier: Query | None) -> Query:
    """`query` with what it leaves unsaid taken from `earlier`; unchanged where it stands alone.

    A question that names its own topic and refers to nothing before it starts afresh.
    """
    if earlier is None or QuestionKind.SMALL_TALK in (query.kind, earlier.kind):
        return query
    if asks_for_others(query):
        return _others(query, earlier)
    starts_on = bool(_STARTS_ON.search(query.question)) and not _stands_alone(query)
    refers = _refers(query)
    named = bool(query.asked or query.unknown)
    bare = not query.topic and not query.paragraph
    # "What did Jordan say?" after a question on Brazil asks anew; "Jordan?" does not.
    whole = named and bool(_CLAUSE.search(query.question)) and not query.corrects
    if not (query.corrects or starts_on or refers or (bare and not whole)):
        return query
    changes: dict[str, object] = {}
    if not named:
        # "What about screen time?" keeps the delegation, "When did it …?" its subject.
        if not query.about or _SPEAKER_PRONOUN.search(query.words):
            changes["asked"] = earlier.asked
            changes["unknown"] = earlier.unknown
            # "When did it open?" may be told by somebody else.
            changes["of_thing"] = not _PEOPLE_PRONOUN.search(query.words) and (
                bool(query.wanted) or (query.kind is QuestionKind.FACT and refers)
            )
        if not query.about:
            changes["about"] = earlier.about
    if query.topic and _YEARS.fullmatch(query.topic) and not named:
        # "And in 2030?": the same of another year.
        changes["topic"] = f"{_YEARS.sub('', earlier.topic).strip()} {query.topic}".strip()
        for part in ("wanted", "counted", "focus", "sort"):
            changes[part] = getattr(earlier, part)
    elif bare:
        changes["topic"] = earlier.topic
        changes["own_topic"] = earlier.own_topic
        changes["focus"] = query.focus
        if not query.act or query.corrects:
            changes["act"] = earlier.act
        if earlier.paragraph and not earlier.topic:
            changes["paragraph"] = earlier.paragraph
    elif refers and not named:
        # "When did it enter into force?": what "it" is stands in the earlier topic.
        carried = [w for w in earlier.topic.split() if w.lower() not in query.topic.lower().split()]
        changes["topic"] = " ".join([*carried, query.topic])
        changes["focus"] = query.focus
    if _PHONE_NUMBER.search(query.words) and _LINE.search(str(changes.get("topic", ""))):
        changes["wanted"] = (Wanted.PHONE,)
        changes["topic"] = earlier.topic
        changes["sort"] = ""
    if query.corrects and not query.focus:
        changes["focus"] = earlier.focus
        changes["sort"] = earlier.sort
    changes["meetings"] = carried_meetings(query, earlier)
    if not query.wanted and (query.corrects or (bare and not named and query.meetings)):
        changes["wanted"] = earlier.wanted
    asked = changes.get("asked", query.asked)
    if _compares(query, earlier):
        changes["asked"] = tuple(dict.fromkeys([*earlier.asked, *query.asked, *query.about]))
        changes["about"] = ()
        changes["kind"] = QuestionKind.COMPARE
        return query.model_copy(update=changes)
    changes["kind"] = _kind(query, earlier, bool(asked))
    if changes["kind"] is QuestionKind.WHO:
        changes["asked"], changes["unknown"] = (), ()
        changes["stance"] = query.stance or earlier.stance
    return query.model_copy(update=changes)


def asks_for_others(query: Query) -> bool:
    """Whether the speakers wanted are all but those spoken of: "Who else?", "And the others?"."""
    return not query.asked and bool(_OTHERS.search(query.question))


def _others(query: Query, earlier: Query) -> Query:
    """Who spoke on the same topic, without those already asked about."""
    refers = not query.topic or _refers(query) or bool(_STARTS_ON.search(query.question))
    return query.model_copy(
        update={
            "kind": QuestionKind.WHO,
            "topic": query.topic or earlier.topic if not refers else _both(earlier, query),
            "about": query.about or earlier.about,
            "unknown": (),
            "others_than": earlier.asked,
            "meetings": carried_meetings(query, earlier),
            "stance": query.stance or earlier.stance,
            "focus": "",
            "sort": "",
        }
    )


def _both(earlier: Query, query: Query) -> str:
    own = query.topic.split()
    lower = {word.lower() for word in own}
    return " ".join([*(w for w in earlier.topic.split() if w.lower() not in lower), *own])


def _refers(query: Query) -> bool:
    words = _INNER.sub(" ", query.words)
    if query.language != "en":
        return bool(_FOREIGN_PRONOUN.search(words)) and not query.asked
    return bool(_PRONOUN.search(words))


def _stands_alone(query: Query) -> bool:
    """Whether a question that begins with "And" has all it needs in itself."""
    if query.language != "en" or _ON_A_TOPIC.match(query.question) or _refers(query):
        return False
    content = len(query.topic.split()) + len(query.meetings) + len(query.about)
    return content >= _FEW and bool(_CLAUSE.search(query.words))


def _compares(query: Query, earlier: Query) -> bool:
    """ "Compare that with Estonia": whom the earlier question asked about, and one more."""
    if query.kind is QuestionKind.COMPARE and len(query.asked) > 1:
        return False
    return query.compares and bool(earlier.asked) and bool(query.asked or query.about)


def _kind(query: Query, earlier: Query, asked: bool) -> QuestionKind:
    if query.wanted and not asked:
        return QuestionKind.FACT
    if query.kind is QuestionKind.FACT and asked:
        return QuestionKind.POSITION
    if query.kind is QuestionKind.FACT and earlier.kind is not QuestionKind.COMPARE:
        return earlier.kind
    return query.kind
