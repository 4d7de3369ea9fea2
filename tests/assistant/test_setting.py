"""What leads up to a sentence."""

from __future__ import annotations

from assistant.matching import terms_of
from assistant.setting import setting
from tests.assistant.making import candidates, passage

TOPIC = terms_of("draft", lambda stem: 1.0)
TEXT = (
    "Several asked about the draft. Kenya wanted to read it. "
    "As for lunch, it was late. Chad liked it warm."
)


def test_the_topic_is_carried_on_until_another_is_turned_to() -> None:
    found = [setting(c, TOPIC, [passage(TEXT)]) for c in candidates(TEXT)]
    assert found == [1.0, 1.0, 0.0, 0.0]


def test_turns_before_count_less_the_further_they_are() -> None:
    answer = candidates("We like it very much.", unit=5)[0]
    asked, other = [passage("What of the draft?")], [passage("Thank you all.")]
    shares = [setting(answer, TOPIC, [answer.passage], [*[other] * n, asked]) for n in (0, 1, 2, 3)]
    assert shares == sorted(shares, reverse=True) and shares[0] > shares[-1] > 0
    assert setting(answer, TOPIC, [answer.passage], [other] * 4 + [asked]) == 0


def test_headings_count() -> None:
    text = "It was read twice."
    headed = passage(text, section=("Draft",))
    first = candidates(text)[0]
    assert setting(first, TOPIC, [headed]) == 0
    from dataclasses import replace

    assert setting(replace(first, passage=headed), TOPIC, [headed]) == 1.0
