"""The HTTP API of the served program, as programs use it."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from docx import Document

from index_store import Store
from tests.conftest import ROOT
from tests.ui.conftest import served

GUIDE = ROOT / "docs" / "api.md"
SERVED = "http://127.0.0.1:7860"
"""The address in the examples of the guide."""
HELPLINE = "What did Norway say about its helpline?"


@pytest.fixture(scope="module")
def api(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{address}/api/v1", timeout=60, trust_env=False) as client:
        yield client


def examples() -> list[tuple[str, Any]]:
    """The commands of the guide, each with the JSON that is shown below it."""
    found = re.findall(r"```sh\n(.*?)```\n(?:\n```json\n(.*?)```)?", GUIDE.read_text("utf-8"), re.S)
    return [(command, json.loads(shown) if shown else None) for command, shown in found]


def shows(shown: Any, given: Any) -> bool:  # noqa: ANN401
    """Whether an answer is what the guide shows of it, where "…" stands for more."""
    if isinstance(shown, dict):
        return all(key in given and shows(value, given[key]) for key, value in shown.items())
    if isinstance(shown, list):
        return len(given) >= len(shown) and all(map(shows, shown, given))
    if isinstance(shown, str) and shown.endswith("…"):
        return str(given).startswith(shown[:-1])
    return bool(shown == given)


def test_every_example_of_the_guide_does_what_it_says(samples_store: Store, tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        pytest.skip("no curl on this machine")
    shutil.copytree(samples_store.folder, tmp_path / "store")
    written = tmp_path / "answers.docx"
    assert len(examples()) == 9
    with served(tmp_path / "store") as url:
        for command, shown in examples():
            done = subprocess.run(
                [
                    "bash",
                    "-euc",
                    command.replace("curl ", "curl --silent --show-error ").replace(SERVED, url),
                ],
                capture_output=True,
                encoding="utf-8",
                timeout=60,
                cwd=tmp_path,
            )
            assert done.returncode == 0, done.stderr
            if "--output" in command:
                assert "And the United States?" in {
                    p.text for p in Document(str(written)).paragraphs
                }
            elif shown is None:
                assert done.stdout.count("event: growing") > 1
                assert done.stdout.count("event: answer") == 1
            else:
                assert shows(shown, json.loads(done.stdout)), done.stdout


def test_answers_have_the_keys_of_the_command_line(
    api: httpx.Client, ask_json: Callable[..., Any]
) -> None:
    def keys(value: Any) -> Any:  # noqa: ANN401
        if isinstance(value, dict):
            return {key: keys(item) for key, item in value.items() if key != "timings"}
        return [keys(value[0])] if isinstance(value, list) and value else None

    answer = api.post("/ask", json={"question": HELPLINE}).json()
    assert keys(answer) == keys(ask_json("ask", HELPLINE))
    assert keys(api.get("/documents").json()) == keys(ask_json("documents"))
    report = {"document": "CWG-COP-41/9", "paragraph": "2.1"}
    shown = ask_json("show", "CWG-COP-41/9", "--paragraph", "2.1")["passages"]
    assert api.get("/passages", params=report).json()["passages"] == shown
    text = api.get("/text", params=report).json()["text"]
    assert text == "\n".join(passage["text"] for passage in shown)


@pytest.mark.owasp("API3")
def test_what_is_quoted_stands_in_the_text_and_no_folder_is_told(api: httpx.Client) -> None:
    given = api.post("/ask", json={"question": HELPLINE})
    answer = given.json()
    assert answer["answered"] and answer["citations"]
    for citation in answer["citations"]:
        text = api.get("/text", params={"document": citation["document"]}).json()["text"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]
        assert citation["speakers"] == ["Norway"] and citation["path"] == "report.txt"
    everything = given.text + api.get("/documents").text
    assert "/" not in "".join(re.findall(r'"path": ?"([^"]*)"', everything))
    assert str(Path.home()) not in everything and "/served" not in everything


def test_the_answer_grows_and_ends_complete(api: httpx.Client) -> None:
    events: list[tuple[str, dict[str, Any]]] = []
    with api.stream("POST", "/ask/stream", json={"question": HELPLINE}) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        name = ""
        for line in stream.iter_lines():
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                events.append((name, json.loads(line.removeprefix("data: "))))
    assert [name for name, _ in events] == ["growing"] * (len(events) - 1) + ["answer"]
    sizes = [len(answer["sentences"]) for _, answer in events]
    assert sizes == sorted(sizes) and sizes[0] < sizes[-1]
    assert (
        events[-1][1]["sentences"]
        == api.post("/ask", json={"question": HELPLINE}).json()["sentences"]
    )


@pytest.mark.parametrize(
    ("path", "body", "status", "told"),
    [
        ("/ask", {}, 422, "question"),
        ("/ask", {"question": " \x00 "}, 422, "question"),
        ("/ask", {"question": "x" * 2_001}, 422, "2000"),
        ("/ask", {"question": "Why?", "history": ["Who?"] * 21}, 422, "history"),
        ("/ask", {"question": "Why?", "top_k": 0}, 422, "top_k"),
        ("/ask", {"question": "Why?", "answer": 1}, 422, "answer"),
        ("/ask", {"question": ["Why?"]}, 422, "question"),
        ("/ask/stream", {"question": "Why?", "kinds": ["song"]}, 422, "transcript"),
        ("/ask/stream", {"question": "Why?", "documents": ["CWG-COP-77/1"]}, 422, "no document"),
        ("/export", {"questions": ["Why?"], "format": "pdf"}, 422, "format"),
        ("/export", {"questions": []}, 422, "questions"),
        ("/search", {"query": "x", "since": "soon"}, 422, "since"),
        ("/search", {"query": "x", "speakers": ["Atlantis"]}, 422, "Atlantis"),
        ("/search", {"query": "x", "speakers": ["x"] * 101}, 422, "speakers"),
        ("/search", {"query": "x" * 140_000}, 413, "128 kB"),
        ("/search", "no object", 422, ""),
        ("/document?document=nothing", None, 404, "nothing"),
        ("/document", None, 422, "document"),
        ("/passages?document=CWG-COP-41/9&paragraph=9.9", None, 404, "2.1"),
        ("/text?document=a&document=b", None, 400, "parameter"),
        ("/text?document=%00", None, 400, "parameter"),
        ("/feedback", None, 404, ""),
        ("/documents/", None, 404, ""),
    ],
)
@pytest.mark.owasp("API3")
def test_what_cannot_be_answered_is_told_in_one_form(
    api: httpx.Client, path: str, body: object, status: int, told: str
) -> None:
    given = api.get(path) if body is None else api.post(path, json=body)
    assert given.status_code == status, given.text
    assert list(given.json()) == ["detail"]
    assert told in given.json()["detail"] and "\n" not in given.json()["detail"]


def test_pages_of_other_sites_get_nothing(api: httpx.Client) -> None:
    asked = {"question": HELPLINE}
    for headers in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert api.post("/ask", json=asked, headers=headers).status_code == 403
    assert api.post("/ask", json=asked, headers={"Host": "evil.example"}).status_code == 421
    text = {"Content-Type": "text/plain"}  # what a form of another site may send
    assert api.post("/ask", content=json.dumps(asked), headers=text).status_code == 415
    assert "access-control-allow-origin" not in api.get("/documents").headers


@pytest.mark.owasp("API4")
def test_many_at_once_are_all_answered_and_who_leaves_is_forgotten(
    api: httpx.Client, address: str
) -> None:
    body = json.dumps({"question": "Who " + "and when and where " * 100}).encode()
    host = urlsplit(address)
    for path in ("ask", "ask/stream") * 4:
        with socket.create_connection((str(host.hostname), host.port or 0)) as leaving:
            leaving.sendall(
                f"POST /api/v1/{path} HTTP/1.1\r\nHost: {host.netloc}\r\n"
                f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
                + body
            )
            time.sleep(0.1)
    with ThreadPoolExecutor(12) as pool:
        given = list(pool.map(lambda _: api.post("/ask", json={"question": HELPLINE}), range(12)))
    assert {answer.status_code for answer in given} == {200}
    assert all(answer.json()["answered"] for answer in given)


@pytest.mark.browser
@pytest.mark.owasp("API7")
def test_the_page_about_the_api_loads_nothing_from_elsewhere(browser: Any, address: str) -> None:  # noqa: ANN401
    page = browser.new_page()
    requests: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{address}/api/v1/docs")
    page.get_by_text("The cited answer to a question").click()
    page.get_by_role("button", name="Try it out").click()
    page.locator("textarea.body-param__text").fill(json.dumps({"question": HELPLINE}))
    page.get_by_role("button", name="Execute").click()
    page.locator(".responses-table.live-responses-table .response-col_status").get_by_text(
        "200"
    ).wait_for()
    assert all(url.startswith((address, "data:", "blob:")) for url in requests), requests
    assert not errors
    page.close()
