"""The MCP server through a real client of the protocol, over both of its transports."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from anyio.from_thread import start_blocking_portal
from mcp import Client, StdioServerParameters

from tests.ui.conftest import COMMAND, Run, clean_environment

HELPLINE = "What did Norway say about its helpline?"
INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}
BOTH = {"Accept": "application/json, text/event-stream"}


def in_a_loop_of_its_own(function: Callable[..., Awaitable[Any]], *arguments: Any) -> Any:  # noqa: ANN401
    """Awaits in another thread: the browser of other tests may run a loop in this one."""
    with start_blocking_portal() as portal:
        return portal.call(function, *arguments)


async def use(server: Any, mode: str) -> None:  # noqa: ANN401
    """Everything that the tools are for, as one client does it after another."""
    async with Client(server, mode=mode, read_timeout_seconds=120) as client:
        tools = (await client.list_tools()).tools
        assert {tool.name for tool in tools} == {
            "ask",
            "search",
            "read_paragraph",
            "list_documents",
        }
        assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools)

        async def call(name: str, **arguments: object) -> dict[str, Any]:
            result = await client.call_tool(name, arguments)
            assert not result.is_error, result.content
            assert json.loads(result.content[0].text) == result.structured_content  # type: ignore[union-attr]
            return dict(result.structured_content or {})

        async def refused(name: str, **arguments: object) -> str:
            result = await client.call_tool(name, arguments)
            assert result.is_error
            return str(result.content[0].text)  # type: ignore[union-attr]

        answer = await call("ask", question=HELPLINE)
        assert answer["answered"]
        cited = answer["citations"][0]
        assert cited["speakers"] == ["Norway"] and cited["path"] == "report.txt"
        read = await call("read_paragraph", document=cited["document"], at=cited["start"])
        assert read["passages"][0]["paragraph"] == cited["paragraph"]
        assert cited["quote"] in read["passages"][0]["text"]
        numbered = await call("read_paragraph", document="CWG-COP-41/9", paragraph="2.1")
        assert numbered == read
        asked = [HELPLINE]
        assert not (await call("ask", question="And Uruguay?", history=asked))["answered"]
        found = await call("search", query="parental controls", filters={"speakers": ["Ida Falk"]})
        assert all("Falk" in " ".join(passage["speakers"]) for passage in found["passages"])
        documents = (await call("list_documents"))["documents"]
        assert {"CWG-COP-41/9", "CWG-COP-41/4"} <= {document["id"] for document in documents}

        assert "no document" in await refused(
            "read_paragraph", document="CWG-COP-77/1", paragraph="1"
        )
        assert "2.2" in await refused("read_paragraph", document="CWG-COP-41/9", paragraph="7")
        assert "offset" in await refused("read_paragraph", document="CWG-COP-41/9")
        assert "transcript" in await refused("search", query="x", filters={"kinds": ["song"]})
        assert "question" in await refused("ask", question="x" * 2_001)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_client_over_http_uses_every_tool(address: str, mode: str) -> None:
    in_a_loop_of_its_own(use, f"{address}/mcp", mode)


def test_a_client_over_stdio_uses_every_tool(filled: Path) -> None:
    parameters = StdioServerParameters(
        command=COMMAND[0],
        args=[*COMMAND[1:], "mcp", "--store", str(filled)],
        env=clean_environment(),
        cwd=filled.parent,
    )
    in_a_loop_of_its_own(use, parameters, "auto")


def test_what_a_hostile_document_says_stays_text(address: str) -> None:
    async def read() -> dict[str, Any]:
        async with Client(f"{address}/mcp") as client:
            result = await client.call_tool(
                "read_paragraph", {"document": "CWG-COP-41/INF/7", "paragraph": "1"}
            )
            assert len(result.content) == 1 and result.content[0].type == "text"
            assert json.loads(result.content[0].text) == result.structured_content
            return dict(result.structured_content or {})

    shown = in_a_loop_of_its_own(read)
    assert "<script>document.title='taken'</script>" in shown["passages"][0]["text"]
    text = httpx.get(f"{address}/api/v1/text", params={"document": "CWG-COP-41/INF/7"}).json()
    passage = shown["passages"][0]
    assert passage["text"] == text["text"][passage["start"] : passage["end"]]


def test_the_gate_stands_before_the_tools(address: str) -> None:
    def post(**headers: str) -> int:
        return httpx.post(f"{address}/mcp", json=INITIALIZE, headers=BOTH | headers).status_code

    assert post() == 200
    assert post(Origin="http://evil.example") == 403
    assert post(Host="evil.example") == 421
    assert post(**{"Sec-Fetch-Site": "cross-site"}) == 403
    assert httpx.get(f"{address}/mcp", headers=BOTH).status_code == 405
    assert httpx.post(f"{address}/mcp", content=b"x" * 140_000, headers=BOTH).status_code == 413


def test_without_documents_the_command_says_so(cop: Run, tmp_path: Path) -> None:
    done = cop("mcp", "--store", tmp_path / "none")
    assert done.returncode == 1 and done.stdout == ""
    assert "nothing is ingested yet" in done.stderr
