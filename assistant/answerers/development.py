"""A development: meeting by meeting, or day by day, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answerers.choosing import Budget, leading
from assistant.answerers.draft import Asking, Draft, Quoted
from assistant.answerers.evidence import within
from assistant.messages.catalogue import Messages
from assistant.place import date_in
from index_store.records import DocumentRecord

WIDER = 48  # passages that are read
EACH = Budget(sentences=2, share=0.5)  # of each meeting
_NAMED = 12  # meetings without a word on it that are named, at most


@dataclass
class Occasion:
    """A meeting, or a day where documents name none, with the ids of its documents."""

    meeting: str | None
    day: str | None
    documents: list[str] = field(default_factory=list)

    def title(self, says: Messages) -> str:
        """The line that its sentences stand under: "Meeting 24 (19 January 2026)"."""
        when = date_in(self.day, says.language)
        if self.meeting is None:
            return when or says.say("undated")
        # The group's own meetings have a number, those of any other body a name.
        name = says.say("Meeting {n}", n=self.meeting) if self.meeting.isdigit() else self.meeting
        return f"{name} ({when})" if when else name


def development(asking: Asking) -> Draft | None:
    """What answers, of those asked about where there are some, under the meeting it was said at.

    None where it was said at one meeting alone; who is asked about is told to be silent at others.
    """
    says = Messages(asking.question.language)
    answering = asking.evidence(asking.question.asked, max(asking.k, WIDER)).above(asking.threshold)
    occasions = in_order(asking.store.records(within(asking.question.scope, asking.filters)))
    spoken = [o for o in occasions if any(s.passage.document in o.documents for s in answering)]
    if not spoken or len(spoken if not asking.question.asked else occasions) < 2:
        return None
    lead: list[Quoted] = []
    more: list[Quoted] = []
    for occasion in spoken:
        own = [s for s in answering if s.passage.document in occasion.documents]
        first, rest = leading(own, EACH)
        title = occasion.title(says)
        lead += [Quoted(scored, title) for scored in first]
        more += [Quoted(scored, title) for scored in rest]
    silent = [o.title(says) for o in occasions if o not in spoken]
    notices = (
        [says.say("Nothing on this is found at: {meetings}.", meetings=", ".join(silent))]
        if 0 < len(silent) <= _NAMED
        else []
    )
    return Draft(lead, more, notices=notices)


def in_order(records: Sequence[DocumentRecord]) -> list[Occasion]:
    """The meetings of the documents, oldest first."""
    found: dict[tuple[str | None, str | None], Occasion] = {}
    for record in records:
        meeting = str(record.meeting) if record.meeting else record.meeting_name
        key = (meeting, None if meeting else record.date)
        occasion = found.setdefault(key, Occasion(meeting, record.date))
        occasion.documents.append(record.id)
        # The meeting's own day is the latest of its documents': papers come before it.
        occasion.day = max(filter(None, (occasion.day, record.date)), default=None)
    every = list(found.values())
    if all(o.meeting is not None and o.meeting.isdigit() for o in every):
        return sorted(every, key=lambda o: int(o.meeting or 0))
    return sorted(every, key=lambda o: (o.day is None, o.day or "", o.meeting or ""))
