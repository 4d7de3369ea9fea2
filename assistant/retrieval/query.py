"""What is looked for: the question, its topic and whose words are asked for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RetrievalQuery:
    """A question as the retriever takes it.

    `text` is the whole question, `topic` what it is about without the words that only ask
    (empty for the whole), `speakers` the normalised names of those whose own words are wanted.

    >>> RetrievalQuery("What did Norway say on helplines?", "helplines", ("Norway",)).topic
    'helplines'
    """

    text: str
    topic: str = ""
    speakers: tuple[str, ...] = ()
