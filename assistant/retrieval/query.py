"""What is looked for: the question, its topic and whose words are asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NOUN = (
    r"(?:summary|discussions?|debates?|questioning|questions? and answers?|inquir(?:y|ies)|"
    r"conversations?|exchanges?|opinions?|views?|positions?|statements?|remarks?|interventions?|"
    r"comments?|attitudes?|conclusions?|decisions?)"
)
_SAYING = (
    r"(?:discuss(?:ed)?|talk(?:ed)?|say|said|think|thought|debated?|consider|mention|respond|reply|"
    r"answer|explain|state|comment|elaborate|suggest|propose|recommend|report)"
)
_SUM_UP = r"(?:summari[sz]e|describe|outline|recap|sum up)"
_ABOUT = r"(?:over|about|on|of|regarding|towards?|concerning|as to|to|for)"
_ALL = (
    r"(?:group|meeting|committee|people|members|participants|experts|executives|delegations|"
    r"delegates|speakers|they|we|everyone)"
)
# Openings that carry nothing of the topic, most telling first.
_OPENINGS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:please\s+)?(?:{_SUM_UP}|give me|what (?:was|were|is|are))\s+"
        rf"(?:(?:the|their|an?|specific|main|whole)\s+)*{_NOUN}(?:\s+and\s+{_NOUN})?"
        rf"\s*(?:{_ABOUT}\s+)?",
        rf"(?:please\s+)?{_SUM_UP}\s+",
        rf"what\s+(?:did|do|does)\s+(?:the\s+)?{_ALL}\s+{_SAYING}\s*(?:{_ABOUT}\b)?\s*",
        r"(?:what|why|how|where|when|who)\s+(?:did|do|does|was|were|is|are|would|should|could|had|has)\s+",
    )
)
# What follows tells the wider subject: "… when talking about the budget".
_CONTEXT = re.compile(
    r"[,\s]+(?:when|while|in)\s+(?:(?:they|he|she|it)\s+(?:was|were)\s+)?"
    r"(?:talking|discussing|speaking|asked|answering|debating|putting forward|the discussion)"
    r"(?:\s+an?\s+question)?\s*(?:about|on|of)?\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class RetrievalQuery:
    """A question as the retriever takes it.

    `text` is the whole question, `topic` what it is about without the words that only ask
    (empty where it has none), `speakers` the normalised names of those whose own words are
    wanted.
    """

    text: str
    topic: str = ""
    speakers: tuple[str, ...] = ()

    @classmethod
    def of(cls, question: str) -> RetrievalQuery:
        """A question as typed, its scaffolding taken off.

        >>> RetrievalQuery.of("Summarize the discussion about age checks.").topic
        'age checks'
        >>> RetrievalQuery.of("What did Norway say when talking about helplines?").topic
        'Norway say helplines'
        """
        text = " ".join(question.split())
        topic = text.rstrip("?.! ")
        context = _CONTEXT.search(topic)
        wider = ""
        if context and context.start() > 0:
            topic, wider = topic[: context.start()], topic[context.end() :]
        for opening in _OPENINGS:
            match = opening.match(topic)
            if match and len(topic) - match.end() > 2:
                topic = topic[match.end() :]
                break
        topic = f"{topic} {wider}".strip()
        return cls(text, topic)
