"""The pieces of a paragraph in the sources panel."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.web.incoming import safe_name
from ui.web.pieces import pieces

SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: (min(pair), max(pair))),
    max_size=5,
)


@given(st.text(min_size=40, max_size=40), SPANS)
def test_pieces_are_the_paragraph_and_the_marked_ones_the_quotes(
    text: str, spans: list[tuple[int, int]]
) -> None:
    numbered = [(n, start, end) for n, (start, end) in enumerate(spans, 1)]
    cut = list(pieces(text, 0, 40, numbered, turn=1))
    assert "".join(piece.text for piece in cut) == text
    for n, start, end in numbered:
        quoted = "".join(piece.text for piece in cut if n in piece.marks)
        assert quoted == text[start:end]
        anchors = [id for piece in cut for id in piece.ids if id == f"cop-1-{n}"]
        assert len(anchors) == (1 if end > start else 0)


@given(st.text())
def test_a_safe_name_is_a_plain_file_name(name: str) -> None:
    safe = safe_name(name)
    assert safe not in ("", ".", "..")
    assert not set(safe) & set('/\\\0<>:"|?*\n')
    assert len(safe.encode()) <= 200
