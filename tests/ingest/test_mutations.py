"""Damaged and arbitrary files: refused in one line, or read with nothing lost in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutations import outcomes

from ingest import read
from ingest.errors import UnreadableFile


def test_damaged_files_lose_no_text_in_silence(tmp_path: Path) -> None:
    found = list(outcomes(count=54, seed=2, folder=tmp_path))
    assert len(found) == 54
    assert [outcome for outcome in found if outcome.verdict in ("lost", "slow")] == []
    assert all("\n" not in outcome.detail for outcome in found)


# What documents are made of, put together in ways that none would be.
_PIECES = st.sampled_from(
    [
        "1.1\t", "2 ", "(a) ", "• ", "- ", "Norway said that it agreed. ", "MR ROE (Chad): ", "\n",
        "\n\n", "\f", "Annex 1\n", "| a | b |\n|---|---|\n", "<table><tr><td>", "</p>", "<!--",
        "**", "---\n", "Document CWG-COP-24/3-E\n", "12 March 2025", ">> CHAIR: ", "“", "\u00ad",
        "\u202e", "\ud83d\ude00", "e\u0301", "&#x110000;", "[^1]: ", "```", ":", "....", "\u2028",
    ]
)  # fmt: skip
_TEXTS = st.one_of(st.text(max_size=400), st.lists(_PIECES, max_size=60).map("".join))


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=_TEXTS)
def test_any_text_is_read_or_refused(tmp_path: Path, suffix: str, text: str) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        document = read(path)
    except UnreadableFile as error:
        assert "\n" not in error.reason
        return
    for passage in document.passages:
        assert passage.text == document.text[passage.start : passage.end]
        for sentence in passage.sentences:
            assert passage.start <= sentence.start < sentence.end <= passage.end
            assert all(0 <= a < b <= len(document.text) for a, b in sentence.lead)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".docx", ".pdf"])
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.binary(max_size=600))
def test_any_bytes_are_read_or_refused(tmp_path: Path, suffix: str, data: bytes) -> None:
    path = tmp_path / f"any{suffix}"
    head = {".docx": b"PK\x03\x04", ".pdf": b"%PDF-1.7\n"}.get(suffix, b"")
    path.write_bytes(head + data)
    try:
        read(path)
    except UnreadableFile as error:
        assert "\n" not in error.reason
