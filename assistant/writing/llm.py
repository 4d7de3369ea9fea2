"""The services that a language model may run at, each through its llama-index integration.

An integration is imported only where its service is chosen. Nothing is sent when a model is
opened. The question and the documents go to the address that was set, and to no other: redirects
are not followed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

MAX_TOKENS = 600  # of a reply
_NO_KEY = "none"  # services without keys want something in the header all the same


class LlmUnavailable(Exception):
    """A language model that cannot be set up; `str()` is one line fit for the user."""


class Service(StrEnum):
    """Where a model runs."""

    COMPATIBLE = "openai-compatible"
    """Anything that speaks OpenAI's protocol: vLLM, llama.cpp's server, LM Studio, Ollama."""
    OPENAI = "openai"
    AZURE = "azure-openai"
    OLLAMA = "ollama"
    MISTRAL = "mistral"


@dataclass(frozen=True)
class Access:
    """How a model is reached; `timeout` in seconds.

    `base_url`: address up to /v1, at Azure the endpoint, None for a service's own address.
    `model`: its name, at Azure the name of the deployment. `context`: tokens that it takes in.
    """

    model: str
    base_url: str | None = None
    service: Service = Service.COMPATIBLE
    key: str | None = None
    timeout: float = 60
    api_version: str | None = None
    context: int = 4096


def open_llm(
    base_url: str | None,
    model: str,
    timeout: float,
    key: str | None = None,
    service: Service = Service.COMPATIBLE,
    api_version: str | None = None,
    context: int = 4096,
) -> LLM:
    """The model `model` at a service; raises `LlmUnavailable` where its package is missing.

    >>> open_llm("http://localhost:11434/v1", "llama3.2", timeout=60).model  # doctest: +SKIP
    'llama3.2'
    """
    access = Access(model, base_url, service, key, timeout, api_version, context)
    try:
        return _OPENERS[service](access)
    except ImportError:
        extra = _EXTRAS[service]
        raise LlmUnavailable(
            "a language model is set but the package for it is missing: "
            f"pip install 'cop-assistant[{extra}]'"
        ) from None


def reply_format(service: Service, schema: dict[str, Any]) -> dict[str, Any]:
    """The arguments of a request that make a service keep to a JSON schema."""
    if service is Service.OLLAMA:
        return {"format": schema}
    named = {"name": "reply", "schema": schema, "strict": True}
    return {"response_format": {"type": "json_schema", "json_schema": named}}


def _clients(access: Access) -> dict[str, Any]:
    from openai import DefaultAsyncHttpxClient, DefaultHttpxClient

    return {
        "http_client": DefaultHttpxClient(follow_redirects=False, timeout=access.timeout),
        "async_http_client": DefaultAsyncHttpxClient(
            follow_redirects=False, timeout=access.timeout
        ),
    }


def _common(access: Access) -> dict[str, Any]:
    # The reader waits: the quoted answer at once is better than a second try.
    return {
        "temperature": 0.0,
        "max_tokens": MAX_TOKENS,
        "timeout": access.timeout,
        "max_retries": 0,
    }


def _compatible(access: Access) -> LLM:
    from llama_index.llms.openai_like import OpenAILike

    return OpenAILike(
        model=access.model,
        api_base=access.base_url or _OWN_ADDRESS.get(access.service),
        api_key=access.key or _NO_KEY,
        is_chat_model=True,
        is_function_calling_model=False,
        context_window=access.context,
        **_common(access),
        **_clients(access),
    )


def _openai(access: Access) -> LLM:
    from llama_index.llms.openai import OpenAI

    return OpenAI(
        model=access.model,
        api_base=access.base_url or "https://api.openai.com/v1",
        api_key=access.key or _NO_KEY,
        **_common(access),
        **_clients(access),
    )


def _azure(access: Access) -> LLM:
    from llama_index.llms.azure_openai import AzureOpenAI

    return AzureOpenAI(
        model=access.model,
        engine=access.model,
        azure_endpoint=access.base_url,
        api_key=access.key or _NO_KEY,
        api_version=access.api_version,
        **_common(access),
        **_clients(access),
    )


def _ollama(access: Access) -> LLM:
    from llama_index.llms.ollama import Ollama
    from ollama import AsyncClient, Client

    host = access.base_url or "http://localhost:11434"
    return Ollama(
        model=access.model,
        base_url=host,
        request_timeout=access.timeout,
        temperature=0.0,
        context_window=access.context,
        is_function_calling_model=False,
        additional_kwargs={"num_predict": MAX_TOKENS},
        client=Client(host=host, timeout=access.timeout, follow_redirects=False),
        async_client=AsyncClient(host=host, timeout=access.timeout, follow_redirects=False),
    )


# Mistral's service speaks OpenAI's protocol too, whose client can be kept from redirects.
_OWN_ADDRESS = {Service.MISTRAL: "https://api.mistral.ai/v1"}
_OPENERS: dict[Service, Callable[[Access], LLM]] = {
    Service.COMPATIBLE: _compatible,
    Service.OPENAI: _openai,
    Service.AZURE: _azure,
    Service.OLLAMA: _ollama,
    Service.MISTRAL: _compatible,
}
_EXTRAS = {
    Service.COMPATIBLE: "llm",
    Service.OPENAI: "llm",
    Service.AZURE: "azure-openai",
    Service.OLLAMA: "ollama",
    Service.MISTRAL: "llm",
}
