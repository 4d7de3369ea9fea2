"""Revisions, corrigenda and addenda belong to the number of their document."""

from __future__ import annotations

import pytest

from ingest.header.numbers import find, from_file_name


@pytest.mark.parametrize(
    ("text", "number", "language"),
    [
        ("Document CWG-COP-41/7(Rev.1)-E", "CWG-COP-41/7(Rev.1)", "en"),
        ("Document CWG-COP-41/7 Rev.2", "CWG-COP-41/7(Rev.2)", None),
        ("Document CWG-COP-41/7-R1", "CWG-COP-41/7(Rev.1)", None),
        ("Document CWG-COP-41/7-R1-E", "CWG-COP-41/7(Rev.1)", "en"),
        ("Document CWG-COP-41/7-E\nRevision 3", "CWG-COP-41/7(Rev.3)", "en"),
        ("Revision 1 to Document CWG-COP-41/7-F", "CWG-COP-41/7(Rev.1)", "fr"),
        ("Corrigendum 1 to Document CWG-COP-41/7", "CWG-COP-41/7(Corr.1)", None),
        ("Document CWG-COP-41/7 (Add.1)", "CWG-COP-41/7(Add.1)", None),
        ("Document CWG-COP-41/7(Rev.1)(Corr.1)", "CWG-COP-41/7(Rev.1)(Corr.1)", None),
        # The letter of the Russian text, glued to its date.
        ("Document C31/57-R3 March 2031", "C31/57", "ru"),
        ("Document C31/57-R", "C31/57", "ru"),
    ],
)
def test_the_revision_is_part_of_the_number(text: str, number: str, language: str | None) -> None:
    (found,) = find(text)
    assert (found.text, found.language) == (number, language)


def test_a_file_may_be_named_after_its_revision() -> None:
    found = from_file_name("cwg-cop-41-inf-15-r2")
    assert found is not None
    assert found.text == "CWG-COP-41/INF/15(Rev.2)"
