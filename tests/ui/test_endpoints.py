"""What docs/security.md lists is what the running page answers to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.ui.client import Client
from tests.ui.conftest import served
from tests.ui.endpoint_table import BEGIN, DOCUMENT, END, everything, example, routes, tables
from ui.web.doors import DOORS, door_of


@pytest.mark.owasp("API9")
def test_the_tables_are_those_of_this_program() -> None:
    written = DOCUMENT.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]
    assert written == tables(), "run python -m tests.ui.endpoint_table"


@pytest.mark.owasp("API9")
def test_of_all_that_gradio_answers_to_only_the_doors_are_open(store: Path) -> None:
    every = sorted(set(routes(everything())))
    assert len(every) > 60, every
    paths = {example(path) for _, path in every}
    assert {"/gradio_api/queue/join", "/gradio_api/file=x", "/config"} <= paths
    with served(store) as url, Client(url) as client:
        for methods, path in every:
            for method in methods.replace("any", "GET").split("/"):
                if door_of(example(path)) is None:
                    response = client.http.request(method, example(path))
                    assert response.status_code == 404, (method, path)


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.path)
@pytest.mark.owasp("API3")
def test_a_door_takes_nothing_but_its_own_form(door: object) -> None:
    from ui.web.doors import Door

    assert isinstance(door, Door)
    path = re.sub(r"\{[^}]*\}", "x1", door.path)
    assert door.match(path) is not None
    for wrong in (
        path + "/",
        "/" + path,
        path + "%00",
        path + "\n",
        path.upper() + "X/..",
        "/../a",
    ):
        assert door.match(wrong) is None, wrong
    for name in door.query:
        assert door.kept_query(f"{name}=../x".encode()) is None
        assert door.kept_query(f"{name}=a&{name}=b".encode()) is None
    assert door.kept_query(b"deep_link=x&__theme=dark") == {}
