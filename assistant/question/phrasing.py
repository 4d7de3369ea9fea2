"""The words that a question is answered by: all of it and what it is about, in English too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.question.doers import asked_for
from assistant.question.in_english import in_english, on_what
from assistant.question.parse import Parsed
from assistant.question.question import Kind, Scope
from assistant.question.thesaurus import in_words_of
from assistant.question.topic import is_only, quoted, subject, topic, topic_tokens
from index_store.records import DocumentRecord
from ingest.model import Speaker

if TYPE_CHECKING:
    from assistant.question.known import Known
    from assistant.question.scope_draft import ScopeDraft
    from assistant.question.speakers import Roles

_OF_OUTCOMES = ("outcome", "meeting")  # concepts of the thesaurus that say no topic of an outcome


@dataclass(frozen=True)
class Phrasing:
    """`full`, `topic`, `subject`, `matter` and `own_words` of a `Question`."""

    full: str
    topic: str
    subject: str
    matter: str
    own_words: str = ""


def phrased(parsed: Parsed, kind: Kind, told: Roles, found: ScopeDraft, known: Known) -> Phrasing:
    """How a question of `kind` with these names and this scope is put."""
    whose = told.tokens or (asked_for(parsed) if kind is Kind.WHO else ())
    used = known.vocabulary or {}
    if parsed.english:
        about = topic(parsed, whose, found.spans)
        spoken_of = matter = _subject(parsed, kind, whose, found)
        words = in_words_of(parsed.text, used)
        full = f"{parsed.text} ({', '.join(words)})" if words else parsed.text
        return Phrasing(full, about, spoken_of, matter)
    about = " ".join(quoted(parsed.text)) or topic(parsed, whose, found.spans)
    matter = on_what(parsed, told, kind, used, found.spans)
    if parsed.language in _languages(found.scope, told.asked, known.documents):
        return Phrasing(parsed.text, about, about, matter)
    full = in_english(parsed, told, kind, used, found.spans)
    there = any(record.language == parsed.language for record in known.documents)
    return Phrasing(full, matter or about, about, matter, parsed.text if there else "")


def _subject(parsed: Parsed, kind: Kind, whose: Sequence[int], found: ScopeDraft) -> str:
    """What a question is about, none for the outcomes of a whole meeting."""
    if kind is Kind.OUTCOME:
        tokens = topic_tokens(parsed, whose, found.spans)
        if is_only(parsed, tokens, _OF_OUTCOMES):
            return ""
    return subject(parsed, whose, found.spans)


def _languages(
    scope: Scope, asked: Sequence[Speaker], documents: Sequence[DocumentRecord]
) -> set[str]:
    """Languages in which questions need not be put in English: English, and that of most of the
    documents that are asked about."""
    within = [
        record
        for record in documents
        if (not scope.documents or record.id in scope.documents)
        and (not scope.meetings or record.meeting in scope.meetings)
    ]
    names = {speaker.name for speaker in asked}
    theirs = [record for record in within if names & set(record.speakers)]
    counts = Counter(record.language for record in theirs or within)
    return {"en", *(code for code, n in counts.items() if 2 * n > counts.total())}
