"""Completing a question from the one before it: pronouns, ellipsis, corrections."""

from __future__ import annotations

import re

from assistant.alignment import is_verb
from assistant.asking import without_asking
from assistant.documents_asked import numbers_asked
from assistant.meeting_asked import carried_meetings
from assistant.question import Query, QuestionKind, Wanted
from assistant.wording import STANCE, words

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
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEARS = re.compile(r"(?:\b(?:19|20)\d\d\b\W*)+")
# "Which languages?", "In which year?", "Who are the partners?": of what was spoken of.
_BARE_NOUN = re.compile(
    r"^\W*(?i:(?:and|but|so)\W+)?(?i:(?:in|on|at|from|to|by|for|with|since|until|of|under|about|through|"
    r"against)\s+)?"
    r"(?i:(?:which|what|how\s+many)|(?:who|what|where)\s+(?:are|is|were|was)\s+the)\s+"
    r"(?P<noun>[a-z-]+(?:\s+[a-z-]+)?)\W*$"
)
# Of the meeting and its papers one may ask at any time.
_OF_THE_MEETING = re.compile(
    r"\b(?:meetings?|sessions?|agenda|groups?|documents?|papers?|reports?|contributions?|outcomes?|"
    r"decisions?|delegations?|countries|states?|members?|speakers?|participants?|organi[sz]ations?|"
    r"chair|secretar\w+|topics?|subjects?|issues?|points?)\b",
    re.I,
)
_MEASURE = frozenset("year years date day month time country place town city number".split())
_NEXT_MEETING = re.compile(r"^\W*(?:when|where)\b.*\b(?:meeting|session)\b", re.I)
# What one does to what another said before.
_REPLIES = re.compile(
    r"\b(?:answer|repl(?:y|ied)|respon(?:d|se)|react|counter|comment\s+on\s+(?:that|it|this))\w*",
    re.I,
)
_DID_ANYONE = re.compile(
    r"^\W*(?:(?:and|but|so)\W+)?(?:did|does|do|has|have|was|were|is)\s+(?:any|some)(?:one|body)?\b",
    re.I,
)
_ON = r"(?:on|about|regarding|concerning|sur|sobre|о|об)"
_AND_OF = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|(?:what|how)\s+about|et|y|и|а)\W+)+"
    rf"(?P<who>(?:[^\W\d_]+[\s'’-]+){{1,5}}?){_ON}\s+(?P<topic>\w.*?)\W*$",
    re.I,
)
_BACK_TO = re.compile(
    r"^\W*(?:(?:now|ok(?:ay)?|so|and|but|let['’]?s|let\s+us|please)\W+)*"
    r"(?:(?:go(?:ing)?\s+|come\s+|coming\s+)?back\s+to|return(?:ing)?\s+to|turning\s+to|"
    r"as\s+(?:for|to)|on|regarding|concerning|with\s+regard\s+to)\s+(?P<who>[^,:;–—?]{2,40})[,:;–—]",
    re.I,
)
_NAME_FIRST = re.compile(
    r"^\W*(?:(?:now|next|ok(?:ay)?|and|so|then|thanks?)\W+)*(?P<who>[^,:;–—?]{2,40})[,:–—]\s+"
    r"(?:which|what|who|when|where|how|why|did|does|has|is)\b",
    re.I,
)
_QUESTION_WORD = re.compile(
    r"\b(?:who|which|when|where|why|how|what)\b(?<!what(?=\sabout))(?!\s+about)", re.I
)
_FEW = 2  # content words that a whole question of its own has at least


def complete(query: Query, earlier: Query | None) -> Query:
    """`query` with what it leaves unsaid taken from `earlier`; unchanged where it stands alone.

    A question that names its own topic and refers to nothing before it starts afresh.
    """
    query = without_asking(query)
    if earlier is None or QuestionKind.SMALL_TALK in (query.kind, earlier.kind):
        return query
    query = _turned_to(query)
    if asks_for_others(query):
        return _others(query, earlier)
    starts_on = bool(_STARTS_ON.search(query.question)) and not _stands_alone(query)
    elliptic = _elliptic(query)
    refers = elliptic or _refers(query)
    named = bool(query.asked or query.unknown)
    if refers and not named and query.kind is QuestionKind.FACT and _DID_ANYONE.match(query.words):
        stance = next((word for word in words(query.words) if word.lower() in STANCE), "")
        query = query.model_copy(update={"kind": QuestionKind.WHO, "stance": stance})
    bare = not query.topic and not query.paragraph
    replies = named and bare and bool(_REPLIES.search(query.words))
    # "What did Jordan say?" after a question on Brazil asks anew; "Jordan?" does not.
    whole = named and bool(_CLAUSE.search(query.question)) and not query.corrects
    whole = (whole and not replies) or bool(not refers and _NEXT_MEETING.match(query.question))
    if not (query.corrects or starts_on or refers or (bare and not whole)):
        return query
    changes: dict[str, object] = {}
    if not named:
        # "What about screen time?" keeps the delegation, "When did it …?" its subject.
        if not query.about or _SPEAKER_PRONOUN.search(query.words):
            changes["asked"] = earlier.asked
            changes["unknown"] = earlier.unknown
            # "When did it open?" may be told by somebody else, "And document CWG-COP-9/2?" is.
            changes["of_thing"] = not _PEOPLE_PRONOUN.search(query.words) and (
                bool(query.wanted)
                or (query.kind is QuestionKind.FACT and refers)
                or bool(numbers_asked(query))
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
        if replies and not earlier.topic:
            changes["about"] = query.about or earlier.asked
        if not query.act or query.corrects:
            changes["act"] = earlier.act
        if earlier.paragraph and not earlier.topic:
            changes["paragraph"] = earlier.paragraph
    elif refers and not named:
        # "When did it enter into force?": what "it" is stands in the earlier topic.
        own = query.topic.split()
        if elliptic and {word.lower() for word in own} <= _MEASURE:
            own = []
        said = {*query.topic.lower().split(), earlier.focus}
        if _YEAR.search(query.topic):
            said |= set(_YEAR.findall(earlier.topic))
        carried = [word for word in earlier.topic.split() if word.lower() not in said]
        changes["topic"] = " ".join([*carried, *own])
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
        if (bare or refers) and query.stance and not changes.get("topic", query.topic):
            # "Who supported that?": what somebody proposed.
            changes["about"] = query.about or earlier.asked
            changes["act"] = f"{query.act} {earlier.act}".strip()
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


def _turned_to(query: Query) -> Query:
    """`query` with those asked about whom it turns to: "And Chad on fares?", "Back to Chad"."""
    if not query.about:
        return query
    head = _BACK_TO.match(query.question) or (
        None if query.asked else _AND_OF.match(query.question)
    )
    first = _NAME_FIRST.match(query.question)
    if head is None and first and any(s.name.lower() in first["who"].lower() for s in query.about):
        head = first
    if head is None:
        only = not query.topic and not query.asked and not _QUESTION_WORD.search(query.question)
        turned = query.about if only and query.kind is QuestionKind.FACT else ()
    else:
        named = [s for s in query.about if s.name.lower() in head["who"].lower()]
        alone = query.about[:1] if len(query.about) == 1 else ()
        turned = tuple(named) or alone
    if not turned or (head is not None and _QUESTION_WORD.search(head["who"])):
        return query
    left = tuple(speaker for speaker in query.about if speaker not in turned)
    changes: dict[str, object] = {"asked": turned, "about": left, "kind": QuestionKind.POSITION}
    if head is not None and "topic" not in head.groupdict():
        turning = {word.lower() for word in words(head[0])}
        left_words = [word for word in query.topic.split() if word.lower() not in turning]
        changes["topic"] = " ".join(left_words)
    elif head is not None and not query.topic:
        # "And Chad on the list?": here no word is scaffolding.
        changes["topic"] = re.sub(r"^(?:the|an?)\s+", "", head["topic"], flags=re.I)
    return query.model_copy(update=changes)


def _elliptic(query: Query) -> bool:
    """Whether a question names only what of an earlier subject it wants: "In which year?"."""
    match = _BARE_NOUN.match(query.question)
    if match is None or query.language != "en" or query.asked or query.about or query.meetings:
        return False
    return not _OF_THE_MEETING.search(match["noun"]) and not is_verb(match["noun"].split()[-1])


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
