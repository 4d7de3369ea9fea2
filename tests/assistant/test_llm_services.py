"""Each service is reached through its own integration, and its key goes nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest

from assistant.writing.failures import WriterFailed
from assistant.writing.llm import Service, open_llm, reply_format
from assistant.writing.writer import Writer
from tests.assistant.lying_server import LyingServer, Reply

SCHEMA = {"type": "object", "properties": {"sentences": {"type": "array"}}}
PACKAGES = {
    Service.AZURE: "llama_index.llms.azure_openai",
    Service.OLLAMA: "llama_index.llms.ollama",
}
PATHS = {
    Service.COMPATIBLE: "/v1/chat/completions",
    Service.OPENAI: "/v1/chat/completions",
    Service.AZURE: "/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21",
    Service.OLLAMA: "/api/chat",
    Service.MISTRAL: "/v1/chat/completions",
}


@pytest.fixture(scope="module")
def server() -> Iterator[LyingServer]:
    with LyingServer() as running:
        yield running


def writer_for(service: Service, server: LyingServer) -> Writer:
    if service in PACKAGES:
        pytest.importorskip(PACKAGES[service], reason=f"the package for {service} is missing")
    bare = service in (Service.AZURE, Service.OLLAMA)
    url = server.url.removesuffix("/v1") if bare else server.url
    llm = open_llm(url, "gpt-4o", 20, "secret", service, "2024-10-21")
    return Writer(llm, 20, reply_format=partial(reply_format, service))


@pytest.mark.parametrize("service", Service)
def test_a_service_is_asked_and_its_reply_streams(server: LyingServer, service: Service) -> None:
    writer = writer_for(service, server)
    server.reply = Reply("Norway opened two lines.")
    assert "".join(writer.write("Answer shortly.", "What did Norway open?")) == (
        "Norway opened two lines."
    )
    assert server.paths[-1] == PATHS[service]
    assert "What did Norway open?" in server.prompts[-1]


@pytest.mark.parametrize("service", Service)
def test_a_service_is_told_the_form_of_a_reply(server: LyingServer, service: Service) -> None:
    writer = writer_for(service, server)
    server.reply = Reply("{}")
    assert list(writer.pieces("Answer shortly.", "What?", schema=SCHEMA))
    asked = server.requests[-1]
    form = asked["format"] if service is Service.OLLAMA else asked["response_format"]
    assert "sentences" in str(form)


@pytest.mark.parametrize("service", Service)
def test_a_service_that_sends_elsewhere_is_not_followed(
    server: LyingServer, service: Service
) -> None:
    writer = writer_for(service, server)
    with LyingServer() as elsewhere:
        target = f"{elsewhere.url.removesuffix('/v1')}{PATHS[service]}"
        server.reply = Reply(status=307, headers={"Location": target}, body=b"")
        with pytest.raises(WriterFailed) as failed:
            list(writer.write("Answer shortly.", "What?"))
    assert not elsewhere.prompts
    assert "secret" not in str(failed.value) and "127.0.0.1" not in str(failed.value)
