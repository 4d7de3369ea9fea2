"""What else a follow-up may ask that is but a name: "And Ukraine?"."""

from __future__ import annotations

from assistant.question.earlier import Earlier
from assistant.question.phrases import about
from assistant.question.question import Kind, Question


def other_readings(question: Question, read: Earlier, earlier: Earlier) -> list[str]:
    """Questions to put in its stead where it has no answer, the likelier ahead.

    What was asked of somebody before the last question, and what was spoken of: "What did Chad say
    about Ukraine?". None where more than one is named. `read` is what it leaves to the next.
    """
    names = question.asked or question.unknown
    if len(names) != 1 or read.parsed.text == earlier.parsed.text:
        names = question.about if question.kind is Kind.FACT else ()
    if len(names) != 1:
        return []
    (name,) = (n if isinstance(n, str) else n.name for n in names)
    puts = []
    before = earlier.previous.with_names() if earlier.previous else None
    if before is not None and before.roles.asked:
        puts.append(f"What did {name} say{about(before.matter)}?")
    people = [s for s in (*earlier.roles.asked, *earlier.before) if s.name != name]
    if people:
        puts.append(f"What did {people[-1].name} say about {name}?")
    return puts
