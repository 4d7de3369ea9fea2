"""What was understood of a question, part by part: shown above its answer, each part to change."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from assistant.messages.catalogue import Messages
from ingest.model import SpeakerKind
from ui.web.words import worded

if TYPE_CHECKING:
    from assistant.question.question import Question

NAMELESS = (SpeakerKind.CHAIR, SpeakerKind.SECRETARIAT, SpeakerKind.UNNAMED)
"""Whose position nobody asks for."""


class Parts(NamedTuple):
    """Whose words are asked for, on what, at which meetings."""

    speakers: tuple[str, ...] = ()
    topic: str = ""
    meetings: tuple[int, ...] = ()

    @classmethod
    def of(cls, question: Question) -> Parts:
        """The parts of a question as it was understood."""
        speakers = *(speaker.name for speaker in question.asked), *question.unknown
        speakers = speakers or tuple(speaker.name for speaker in question.about)
        topic = question.subject or question.topic
        return cls(speakers, topic, question.scope.meetings)


def put(parts: Parts, says: Messages) -> str:
    """The question that asks for these parts; empty where there is nothing to ask for.

    >>> from ui.messages import messages
    >>> put(Parts(("United Kingdom",), "AI", (24,)), messages("en"))
    'What did the United Kingdom say on AI at meeting 24?'
    >>> put(Parts(("Malaysia", "United Kingdom"), "AI"), messages("fr"))
    'Malaisie, Royaume-Uni : quelle position sur « AI » ?'
    """
    who, topic = _named(parts, says), parts.topic
    meeting = ", ".join(map(str, parts.meetings))
    filled = {"who": who, "topic": topic, "meeting": meeting}
    if meeting and who and topic:
        return says.say("What did {who} say on {topic} at meeting {meeting}?", **filled)
    if meeting and who:
        return says.say("What did {who} say at meeting {meeting}?", **filled)
    if meeting and topic:
        return says.say("What was said on {topic} at meeting {meeting}?", **filled)
    if meeting:
        return says.say("What was said at meeting {meeting}?", **filled)
    if who and topic:
        return says.say("What did {who} say on {topic}?", **filled)
    if who:
        return says.say("What did {who} say?", **filled)
    return says.say("What was said on {topic}?", **filled) if topic else ""


def compared(parts: Parts, says: Messages) -> str:
    """The question that puts speakers side by side on a topic.

    >>> from ui.messages import messages
    >>> compared(Parts(("Poland", "Philippines"), "helplines"), messages("en"))
    'Compare what Poland and the Philippines said on helplines.'
    """
    who = _named(parts, says)
    return says.say("Compare what {who} said on {topic}.", who=who, topic=parts.topic)


def _named(parts: Parts, says: Messages) -> str:
    """The speakers of a question, one behind the other.

    English says "the United Kingdom and Chad". In the other languages the names stand by
    themselves before a colon, so that none has to be bent or given an article.
    """
    if says.language == "en":
        return Messages("en").all_of(parts.speakers)
    own = Messages(says.language)
    return says.say(", ").join(own.name(name) for name in parts.speakers)


def understood_html(question: Question, says: Messages) -> str:
    """Chips of the parts: a click puts the whole question into the box, a cross asks without one.

    Empty where nothing was understood that could be shown.
    """
    parts = Parts.of(question)
    whole = put(parts, says)
    chips = []
    for name in parts.speakers:
        rest = parts._replace(speakers=tuple(other for other in parts.speakers if other != name))
        chips.append(_chip(says.name(name), whole, rest, says))
    if parts.topic:
        chips.append(_chip(parts.topic, whole, parts._replace(topic=""), says))
    for meeting in parts.meetings:
        others = tuple(other for other in parts.meetings if other != meeting)
        name = says.say("meeting {n}", n=meeting)
        chips.append(_chip(name, whole, parts._replace(meetings=others), says))
    if not chips:
        return ""
    label = worded("word", "Understood")
    understood = escape(says.say("Understood"))
    return (
        f"<div class='cop-understood'><span class='cop-label' {label}>{understood}</span>"
        f"<ul class='cop-chips' role='list'>{''.join(chips)}</ul></div>"
    )


def _chip(name: str, whole: str, rest: Parts, says: Messages) -> str:
    change = escape(says.say("Change {name}", name=name))
    chip = (
        f"<button type='button' class='cop-change' name='fill' value='{escape(whole)}' "
        f"{worded('title', 'Change {name}', name=name)} title='{change}' dir='auto'>"
        f"{escape(name)}</button>"
    )
    if without := put(rest, says):
        label = escape(says.say("Ask without {name}", name=name))
        words = "Ask without {name}"
        chip += (
            f"<button type='button' class='cop-cross' name='ask' value='{escape(without)}' "
            f"{worded('title', words, name=name)} {worded('word', words)} "
            f"title='{label}'>{label}</button>"
        )
    return f"<li class='cop-chip'>{chip}</li>"
