"""Documents for a soak: readable sentences of delegations on topics, and questions on them."""

from __future__ import annotations

import random
from pathlib import Path

STATES = (
    "Brazil Canada Chile Egypt Estonia Finland France Ghana Iceland India Jamaica Japan Kenya "
    "Malaysia Mexico Morocco Nigeria Norway Peru Poland Portugal Senegal Spain Sweden Thailand"
).split()
TOPICS = {
    "helplines": "helplines that answer children at night",
    "age verification": "age verification in online games",
    "teacher training": "training of teachers on cyberbullying",
    "filters": "filters on the networks of schools",
    "deepfakes": "deepfake images of pupils",
    "parents": "guidelines for parents in local languages",
    "libraries": "safe terminals in public libraries",
    "chatbots": "chatbots that children confide in",
}
_ACTS = ("proposed a pilot on", "reported on its work on", "asked the group to study", "supported")
_REASONS = (
    "because {n} schools had asked for it",
    "and offered to share the results of {n} surveys",
    "after a consultation with {n} organisations",
    "and announced a budget for {n} months",
)


def write(folder: Path, number: int, seed: int) -> Path:
    """A report of some fifty numbered paragraphs; the same numbers give the same text."""
    chance = random.Random(seed * 1000 + number)
    lines = [
        "Council Working Group on Child Online Protection",
        f"Document CWG-COP-{number}/REP",
        f"Report of meeting {number}",
    ]
    for section, topic in enumerate(TOPICS.values(), start=1):
        lines.append(f"{section}\tDiscussion of {topic}")
        for paragraph, state in enumerate(chance.sample(STATES, 6), start=1):
            reason = chance.choice(_REASONS).format(n=chance.randint(3, 90))
            said = f"{state} {chance.choice(_ACTS)} {topic} {reason}."
            lines.append(f"{section}.{paragraph}\t{said}")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"report-{number:02}.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def question(chance: random.Random) -> tuple[str, str]:
    """A question, and the delegation that it asks about."""
    state = chance.choice(STATES)
    return f"What did {state} say about {chance.choice(list(TOPICS))}?", state
