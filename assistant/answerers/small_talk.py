"""What the assistant says of itself: to a greeting, to thanks, to what it is not for."""

from __future__ import annotations

from assistant.answer import Answer
from assistant.messages.catalogue import Messages
from assistant.question.question import Kind, Question, SmallTalk

_PURPOSE = (
    "I answer questions about the documents of the Council Working Group on Child Online "
    "Protection, such as “What did Malaysia say on AI?”."
)
_HELP = (
    "I quote the documents that are loaded, each sentence with its source. You can ask what a "
    "delegation said on a topic, who spoke on it, how two delegations compare, what was decided, "
    "for a date or a figure, for an overview of a document or section, or for lists such as "
    "“Which contributions were submitted?”. Where the documents are silent, I say so."
)
_REPLIES = {
    SmallTalk.GREETING: ("Hello! What would you like to know?", _PURPOSE),
    SmallTalk.THANKS: ("You are welcome.",),
    SmallTalk.HELP: (_HELP,),
    SmallTalk.OFF_TOPIC: (_PURPOSE,),
}
_NOTHING_YET = "There is no earlier answer to do this with. Ask a question first."


def small_talk(question: Question) -> Answer:
    """The reply to a question that no document could answer, in its language."""
    says = Messages(question.language)
    if question.kind is Kind.REQUEST:
        replies: tuple[str, ...] = (_NOTHING_YET,)
    else:
        replies = _REPLIES[question.small_talk or SmallTalk.OFF_TOPIC]
    return Answer(
        question=question.text,
        answered=False,
        answer=" ".join(says.say(reply) for reply in replies),
        language=question.language,
        understood=question.full,
    )
