"""Why a language model gave no answer, in words fit for the reader."""

from __future__ import annotations


class WriterFailed(Exception):
    """The model gave no answer; `str()` says why, as the end of "The language model …"."""


class BrokenOff(Exception):
    """The stream ended before the model had."""


def reason(error: Exception, timeout: float) -> str:
    """Why there is no answer; never the words of the error, which may hold an address or a key.

    >>> reason(TimeoutError(), 5)
    'did not answer in 5 seconds'
    """
    status = status_of(error)
    kinds = " ".join(kind.__name__ for kind in type(error).__mro__)
    if status == 429:
        return "is answering too many requests (HTTP 429)"
    if status in (401, 403):
        return f"refused the key (HTTP {status}, check COP_LLM_API_KEY)"
    if status == 404:
        return "is not at this address (HTTP 404, check llm_base_url and llm_model)"
    if isinstance(status, int) and 300 <= status < 400:
        return f"sends to another address (HTTP {status}, not followed: check llm_base_url)"
    if isinstance(status, int) and status > 0:
        return f"failed (HTTP {status})"
    if "Timeout" in kinds:
        return f"did not answer in {timeout:g} seconds"
    if isinstance(error, BrokenOff) or "Protocol" in kinds or "ReadError" in kinds:
        return "broke off in the middle"
    if "Connect" in kinds:
        return "cannot be reached"
    return "sent something that is no reply"


def status_of(error: Exception) -> int | None:
    """The HTTP status that an integration's error has, None without one."""
    for name in ("status_code", "http_status"):
        status = getattr(error, name, None)
        if isinstance(status, int):
            return status
    return None
