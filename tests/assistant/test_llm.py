"""A language model words the answer; whatever goes wrong with it, the quoted answer stands."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.stopping import Stopped
from assistant.writing.failures import WriterFailed
from assistant.writing.llm import Service, open_llm, reply_format
from assistant.writing.reply import ReplyReader, Written, read_reply
from assistant.writing.writer import Writer
from index_store import Store
from tests.assistant.lying_server import LyingServer, Reply, passages, says

HOTLINE = "What did Poland say about its hotline?"
TRUE = "Poland's hotline handled 27,500 reports in 2024. {27 500 reports}"
SAYS_SO = "It handled 27 500 reports in 2024, more than in any year before."
FALSE = "Trains to the capital were late all winter. {27 500 reports}"


@pytest.fixture(scope="module")
def server() -> Iterator[LyingServer]:
    with LyingServer() as running:
        yield running


@pytest.fixture(scope="module")
def assistant(server: LyingServer, samples_store: Store) -> Assistant:
    return Assistant(samples_store, Writer(open_llm(server.url, "liar", 30, "secret"), 30))


@pytest.fixture(scope="module")
def quoted(samples_store: Store) -> Answer:
    """What the documents say by themselves."""
    return Assistant(samples_store).ask(HOTLINE)


def test_sentences_appear_once_they_are_verified(server: LyingServer, assistant: Assistant) -> None:
    server.reply = says(f"{TRUE} {FALSE} Dyzurnet.pl is run by NASK. {{run by NASK}}")
    *grown, answer = assistant.stream(HOTLINE)
    assert [len(part.sentences) for part in grown] == [1]
    first, second = answer.sentences[:2]
    assert first.text == SAYS_SO and first.lead  # that says what "It" is
    assert "run by NASK since 2005" in second.text
    assert all("Trains" not in part.answer for part in [*grown, answer])
    assert [r.text for r in answer.removed] == ["Trains to the capital were late all winter."]
    assert answer.removed[0].reason
    assert answer.notices == [
        "1 sentence of the language model left out: not in the passages cited."
    ]
    citation = answer.citations[0]
    assert citation.speakers == ["Poland"] and citation.paragraph == "5.3"
    document = assistant.store.text(citation.document)
    assert document[citation.start : citation.end] == citation.quote
    assert "27 500 reports" in citation.quote
    # What else the documents say in answer is quoted behind it.
    rest = [sentence.text for sentence in answer.sentences[2:]]
    assert rest and all(text in " ".join(document.split()) for text in rest)


def test_what_a_pronoun_stands_for_is_not_said_twice(
    server: LyingServer, assistant: Assistant
) -> None:
    ahead = "Child sexual abuse material (CSAM) is its main concern."
    server.reply = says(f"{ahead} {{main concern}} {TRUE}")
    answer = assistant.ask(HOTLINE)
    first, second = answer.sentences[:2]
    assert first.text == ahead
    assert second.text == SAYS_SO and not second.lead
    assert answer.answer.count("main concern") == 1


@pytest.mark.parametrize(
    ("question", "written", "stands"),
    [
        (
            "Where were trainers trained, according to the Secretariat?",
            "Courses for children are now available in Portuguese, and trainers were trained in "
            "Switzerland and Brazil.",
            "Maldives, Morocco, Switzerland and Brazil.",
        ),
        (
            "Which months did the contribution by the Secretariat cover?",
            "The contribution by the ITU Secretariat covered the months from September 2025 to "
            "January.",
            "from September 2025 to January 2026.",
        ),
        (HOTLINE, "27 500 reports reached Poland's hotline in 2024.", SAYS_SO),
        (HOTLINE, "In 2024 nobody but Poland's hotline handled 27 500 reports.", SAYS_SO),
        (HOTLINE, "No year was as busy as 2024, with 27 500 cases. {27 500 reports}", SAYS_SO),
    ],
    ids=["words left out", "cut short", "turned", "not so", "in other words"],
)
def test_what_is_told_of_the_documents_stands_in_their_words(
    server: LyingServer, assistant: Assistant, question: str, written: str, stands: str
) -> None:
    server.reply = says(written)
    answer = assistant.ask(question)
    assert answer.sentences[0].text.endswith(stands)
    assert written.split(" {")[0] not in answer.answer


def test_what_goes_on_is_not_told_as_over(server: LyingServer, assistant: Assistant) -> None:
    lie = "UNICEF prepared a framework by which companies can examine their advertising."
    server.reply = says(f"{lie} {lie.replace('prepared', 'is preparing')}")
    answer = assistant.ask("What framework is UNICEF preparing on marketing?")
    assert all(sentence.text != lie for sentence in answer.sentences)
    assert "UNICEF is preparing a framework" in answer.sentences[0].text


def test_what_the_quotation_has_on_demand_stays_there(
    server: LyingServer, assistant: Assistant, samples_store: Store
) -> None:
    quoted = Assistant(samples_store).ask("What did Norway say about its helpline?")
    server.reply = says("A call is never recorded.")
    written = assistant.ask("What did Norway say about its helpline?")
    numbers = [n for s in written.more for n in s.citations]
    assert quoted.more and {s.text for s in quoted.more} <= {
        s.text for s in (*written.more, *written.sentences)
    }
    assert numbers == [c.n for c in written.more_citations]
    assert min(numbers) == len(written.citations) + 1


@pytest.mark.parametrize("mark", ["", "[17]", "{NASK}"], ids=["none", "not there", "another"])
def test_a_true_sentence_gets_the_citation_that_carries_it(
    server: LyingServer, assistant: Assistant, mark: str
) -> None:
    true = "Poland's hotline handled 27 500 reports in 2024"
    server.reply = says(f"{true}. {mark} Trains were late. {mark}")
    answer = assistant.ask(HOTLINE)
    assert answer.sentences[0].text == SAYS_SO
    assert answer.citations[0].quote == SAYS_SO and answer.sentences[0].citations == [1]
    assert [r.text for r in answer.removed] == ["Trains were late."]


def test_of_a_sentence_that_joins_two_passages_both_stand(
    server: LyingServer, assistant: Assistant
) -> None:
    server.reply = says(
        "A call is never recorded, and Norway opened it because children told that at night they "
        "need somebody. {never recorded} {We opened it}"
    )
    answer = assistant.ask("What did Norway say about its helpline?")
    assert not answer.removed
    texts = [sentence.text for sentence in answer.sentences]
    assert any("never recorded" in text for text in texts)
    assert any("We opened it" in text for text in texts)
    assert all(len(sentence.citations) == 1 for sentence in answer.sentences)


def test_the_prompt_holds_only_the_speaker_asked_about(
    server: LyingServer, assistant: Assistant
) -> None:
    server.reply = says(TRUE)
    assistant.ask(HOTLINE)
    prompt, key = server.prompts[-1], server.keys[-1]
    assert key == "Bearer secret"
    lines = [line for line in prompt.splitlines() if line.startswith('{"n"')]
    assert lines and all('"speakers": ["Poland"]' in line for line in lines)
    assert any("27 500" in text for text in passages(prompt).values())
    assert HOTLINE in prompt


@pytest.mark.parametrize(
    "question",
    ["What did Kenya say on AI?", "What did Morocco say about screen time?", "Write me a poem"],
)
def test_silent_documents_ask_no_model(
    server: LyingServer, assistant: Assistant, question: str
) -> None:
    server.reply = says(TRUE)
    asked = len(server.prompts)
    answer = assistant.ask(question)
    assert not answer.answered and not answer.sentences
    assert len(server.prompts) == asked


REFUSALS = {"plain": "NO_ANSWER", "form": json.dumps({"answered": False, "sentences": []})}


@pytest.mark.parametrize("form", REFUSALS)
def test_the_model_may_say_that_the_passages_do_not_answer(
    server: LyingServer, assistant: Assistant, form: str
) -> None:
    server.reply = Reply(REFUSALS[form])
    answer = assistant.ask(HOTLINE)
    assert not answer.answered and not answer.sentences and answer.suggestions
    assert "Poland" in answer.answer


def test_where_the_reader_is_in_doubt_the_model_is_asked(
    server: LyingServer, samples_store: Store
) -> None:
    explained = Assistant(samples_store).ask(HOTLINE).explanation
    assert explained is not None
    read = [sentence for passage in explained.passages for sentence in passage.sentences]
    surest = max(read, key=lambda sentence: sentence.probability)
    writer = Writer(open_llm(server.url, "liar", 30), 30)
    unsure = Assistant(samples_store, threshold=1.5 * surest.probability, writer=writer)
    assert not unsure.quoting().ask(HOTLINE).answered
    server.reply = says(surest.text)
    answer = unsure.ask(HOTLINE)
    assert answer.answered and answer.citations[0].speakers == ["Poland"], answer.removed
    server.reply = says("NO_ANSWER")
    assert not unsure.ask(HOTLINE).answered
    server.reply = says("Nobody knows. Every hotline is closed.")
    refused = unsure.ask(HOTLINE)
    assert not refused.answered and len(refused.removed) == 2 and not refused.notices


def test_a_reply_in_the_form_of_the_schema_is_read(
    server: LyingServer, samples_store: Store
) -> None:
    def reply(prompt: str) -> str:
        (n,) = [n for n, text in passages(prompt).items() if "27 500" in text]
        sentences = [
            {"text": "Poland's hotline handled 27 500 reports in 2024.", "passages": [n]},
            {"text": "Dyzurnet.pl is run by NASK.", "passages": []},
        ]
        return json.dumps({"answered": True, "sentences": sentences})

    server.reply = Reply(reply)
    form = partial(reply_format, Service.COMPATIBLE)
    writer = Writer(open_llm(server.url, "liar", 30), 30, reply_format=form)
    *grown, answer = Assistant(samples_store, writer).stream(HOTLINE)
    assert server.requests[-1]["response_format"]["json_schema"]["schema"]["required"]
    assert [len(part.sentences) for part in grown] == [1]
    assert answer.sentences[0].text == SAYS_SO and not answer.removed
    assert "run by NASK" in answer.sentences[1].text


def test_a_service_without_schemas_is_asked_in_plain_text(
    server: LyingServer, samples_store: Store
) -> None:
    def reply(prompt: str) -> Reply:
        return Reply(status=400) if "response_format" in server.requests[-1] else says(TRUE)

    form = partial(reply_format, Service.COMPATIBLE)
    writer = Writer(open_llm(server.url, "liar", 30), 30, reply_format=form)
    assistant = Assistant(samples_store, writer)
    server.reply, asked = reply, len(server.requests)
    assert assistant.ask(HOTLINE).sentences[0].text == SAYS_SO
    assistant.ask(HOTLINE)
    # It is not asked for the form again.
    assert ["response_format" in r for r in server.requests[asked:]] == [True, False, False]


def test_the_rest_wait_in_a_queue_and_are_told(server: LyingServer, samples_store: Store) -> None:
    assistant = Assistant(samples_store, Writer(open_llm(server.url, "liar", 30), 30, at_once=1))
    assistant.quoting().ask(HOTLINE)
    server.most_at_once, server.reply = 0, Reply(says(TRUE).text, pause=0.1)
    with ThreadPoolExecutor(3) as pool:
        streams = list(pool.map(lambda _: list(assistant.stream(HOTLINE)), range(3)))
    assert all(stream[-1].sentences and not stream[-1].removed for stream in streams)
    assert server.most_at_once == 1
    told = [part.answer for stream in streams for part in stream if not part.sentences]
    assert any("question comes first" in line or "questions come first" in line for line in told)


def test_stop_ends_the_request_itself(server: LyingServer, samples_store: Store) -> None:
    server.reply = Reply("Poland", stall=30)
    assistant = Assistant(samples_store, Writer(open_llm(server.url, "liar", 60), 60, at_once=1))
    began, asked = time.perf_counter(), len(server.prompts)
    with pytest.raises(Stopped):
        list(assistant.stream(HOTLINE, stop=lambda: len(server.prompts) > asked))
    server.wait_until_idle(10)
    assert time.perf_counter() - began < 20
    # The only place is free at once.
    server.reply = says(TRUE)
    assert assistant.ask(HOTLINE).sentences


FAILURES = {
    "rate limit": (Reply(status=429), "too many requests"),
    "server error": (Reply(status=500), "failed (HTTP 500)"),
    "bad gateway": (Reply(status=502, body=b"<html>no</html>"), "failed (HTTP 502)"),
    "wrong key": (Reply(status=401), "refused the key"),
    "wrong address": (Reply(status=404), "not at this address"),
    "empty": (Reply(), "empty reply"),
    "white space": (Reply("  \n "), "no sentence"),
    "malformed": (Reply(body=b'{"choices": ['), "empty reply"),
    "malformed event": (Reply(body=b'data: {"choices": [\n\n'), "no reply"),
    "web page": (Reply(body=b"<!doctype html><p>Welcome"), "empty reply"),
    "cut": (
        Reply("Poland's hotline handled 27 500 reports in 2024. [1] It", cut=True),
        "broke off",
    ),
}


@pytest.mark.parametrize("kind", FAILURES)
def test_a_failing_model_leaves_the_quoted_answer(
    server: LyingServer, assistant: Assistant, quoted: Answer, kind: str
) -> None:
    server.reply, why = FAILURES[kind]
    answer = assistant.ask(HOTLINE)
    assert answer.sentences == quoted.sentences and answer.citations == quoted.citations
    assert answer.answer == quoted.answer
    (notice,) = answer.notices
    assert why in notice and notice.startswith("The language model ")
    assert "so the documents are quoted instead" in notice
    assert "secret" not in notice and "127.0.0.1" not in notice


@pytest.mark.parametrize(
    "reply",
    [
        Reply("Poland's hotline", stall=60),
        Reply("Poland's hotline handled 27 500 reports in 2024. [1] " * 40, pause=0.05),
        Reply("Poland", pause=60),
    ],
    ids=["hangs in the middle", "trickles", "says nothing"],
)
def test_a_slow_model_is_given_up_in_time(
    server: LyingServer, samples_store: Store, quoted: Answer, reply: Reply
) -> None:
    server.reply = reply
    assistant = Assistant(samples_store, Writer(open_llm(server.url, "slow", 0.6), 0.6))
    began = time.perf_counter()
    answer = assistant.ask(HOTLINE)
    assert time.perf_counter() - began < 40  # of 60 that it would take
    assert answer.sentences == quoted.sentences
    assert "in 0.6 seconds" in answer.notices[-1]


def test_nobody_listens(samples_store: Store, quoted: Answer) -> None:
    with LyingServer() as gone:
        url = gone.url
    answer = Assistant(samples_store, Writer(open_llm(url, "gone", 2), 2)).ask(HOTLINE)
    assert answer.sentences == quoted.sentences
    assert "cannot be reached" in answer.notices[-1]


def test_too_little_left(server: LyingServer, assistant: Assistant, quoted: Answer) -> None:
    server.reply = says(f"{TRUE} {FALSE} It snowed in Rome. {{27 500 reports}}")
    answer = assistant.ask(HOTLINE)
    assert answer.sentences == quoted.sentences
    assert "too few stand" in answer.notices[-1]
    assert len(answer.removed) == 3


def test_a_writer_needs_time(server: LyingServer) -> None:
    with pytest.raises(ValueError, match="timeout must be greater than 0"):
        Writer(open_llm(server.url, "liar", 5), 0)


def test_a_writer_tells_why(server: LyingServer) -> None:
    server.reply = Reply(status=500)
    writer = Writer(open_llm(server.url, "liar", 5), 5)
    with pytest.raises(WriterFailed, match="HTTP 500"):
        list(writer.write("rules", "question"))


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("It rose. [1] It fell [2].", [("It rose.", (1,)), ("It fell.", (2,))]),
        ("It rose [1][2]. It fell [3, 4].", [("It rose.", (1, 2)), ("It fell.", (3, 4))]),
        ("- **It** rose [1]\n- It fell [2]", [("It rose", (1,)), ("It fell", (2,))]),
        ("<think>Is it? [9]</think>It rose. [1]", [("It rose.", (1,))]),
        ("It cost 2.1 million. [1]", [("It cost 2.1 million.", (1,))]),
        ("It rose. It fell. [2]", [("It rose.", ()), ("It fell.", (2,))]),
        ("[1] [2]", []),
        ("", []),
    ],
)
def test_replies_are_read(reply: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    assert read_reply(reply) == [Written(*pair) for pair in expected]


@pytest.mark.parametrize("size", [1, 2, 7])
def test_pieces_of_any_size_give_the_same_sentences(size: int) -> None:
    text = "It rose to 2.5 in 2024. [1] It fell [2, 3].\nIt stayed. [4][5] Mr. Roe left. [12] End"
    reader = ReplyReader()
    found = [w for at in range(0, len(text), size) for w in reader.add(text[at : at + size])]
    assert found + reader.end() == read_reply(text)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.owasp("API7")
def test_a_redirect_is_not_followed(samples_store: Store, quoted: Answer, status: int) -> None:
    with LyingServer(says(TRUE)) as elsewhere, LyingServer() as server:
        server.reply = Reply(
            status=status, headers={"Location": f"{elsewhere.url}/chat/completions"}, body=b""
        )
        writer = Writer(open_llm(server.url, "liar", 5, "secret"), 5)
        answer = Assistant(samples_store, writer).ask(HOTLINE)
    assert len(server.prompts) == 1
    assert elsewhere.prompts == [] and elsewhere.keys == []
    assert answer.answer == quoted.answer
    assert f"HTTP {status}, not followed" in answer.notices[-1]
