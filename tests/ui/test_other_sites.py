"""Pages of other sites in a real browser that has the chat open: what they try comes to nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.ui.conftest import served

pytestmark = pytest.mark.browser

EVIL = "evil.example"
ATTACK = """<!doctype html><title>attack</title><script>
const results = {};
const tried = async (name, work) => {
  try { results[name] = await work(); } catch (error) { results[name] = "blocked"; }
};
const files = () => {
  const form = new FormData();
  form.append("files", new File(["Fiji was here."], "planted.txt", { type: "text/plain" }));
  return form;
};
const body = JSON.stringify({ data: [], event_data: null, fn_index: 5, trigger_id: null,
  session_hash: "attacker" });
async function attack(base) {
  await tried("page", async () => (await fetch(base + "/")).status);
  await tried("upload", async () =>
    (await fetch(base + "/gradio_api/upload", { method: "POST", body: files() })).status);
  await tried("blind upload", async () =>
    (await fetch(base + "/gradio_api/upload",
      { method: "POST", body: files(), mode: "no-cors", credentials: "include" })).type);
  await tried("join", async () => (await fetch(base + "/gradio_api/queue/join", { method: "POST",
    headers: { "Content-Type": "application/json" }, body })).status);
  await tried("blind join", async () => (await fetch(base + "/gradio_api/queue/join",
    { method: "POST", mode: "no-cors", headers: { "Content-Type": "text/plain" }, body,
      credentials: "include" })).type);
  await tried("script", () => new Promise((done, fail) => {
    const script = document.createElement("script");
    script.src = base + "/theme.css";
    script.onload = () => done("loaded"); script.onerror = fail;
    document.body.append(script);
  }));
  return results;
}
function send(base) {
  const form = document.createElement("form");
  form.method = "POST"; form.enctype = "multipart/form-data";
  form.action = base + "/gradio_api/upload";
  const input = document.createElement("input");
  input.type = "file"; input.name = "files"; input.id = "chosen";
  const list = new DataTransfer();
  list.items.add(new File(["Fiji was here."], "planted.txt", { type: "text/plain" }));
  input.files = list.files;
  form.append(input); document.body.append(form); form.submit();
}
</script><body></body>"""


@pytest.fixture(scope="module")
def chat(store: Path) -> Iterator[tuple[str, Path]]:
    """A chat of its own: nothing may be written into it."""
    with served(store) as url:
        yield url, store / "uploads"


@pytest.fixture(scope="module")
def misled(launch: Callable[..., Any]) -> Iterator[Any]:
    """A browser to which another site's name is this machine."""
    launched = launch(
        f"--host-resolver-rules=MAP {EVIL} 127.0.0.1",
        # Newer browsers keep sites from local addresses; the server must not rely on it.
        "--disable-features=LocalNetworkAccessChecks,"
        "BlockInsecurePrivateNetworkRequests,PrivateNetworkAccessSendPreflights",
    )
    yield launched
    launched.close()


@pytest.fixture
def victim(misled: Any, chat: tuple[str, Path]) -> Iterator[Any]:  # noqa: ANN401
    """A tab of somebody who has the chat open in another, with its cookie."""
    context = misled.new_context()
    opened = context.new_page()
    opened.goto(chat[0])
    opened.wait_for_selector("#cop-question textarea")
    yield context.new_page()
    context.close()


def attack_from(page: Any, origin: str) -> None:  # noqa: ANN401
    """Open the attacker's page under this origin."""
    page.route(
        f"{origin}/attack.html",
        lambda route: route.fulfill(body=ATTACK, content_type="text/html"),
    )
    page.goto(f"{origin}/attack.html")


def planted(uploads: Path) -> list[Path]:
    """Files that came in."""
    return [path for path in uploads.rglob("*") if path.is_file()]


def test_a_page_that_lets_its_name_point_here_gets_nothing(
    victim: Any,  # noqa: ANN401
    chat: tuple[str, Path],
) -> None:
    rebound = f"http://{EVIL}:{urlsplit(chat[0]).port}"
    attack_from(victim, rebound)
    results = victim.evaluate("base => attack(base)", rebound)
    assert results == {
        "page": 421,
        "upload": 421,
        "blind upload": "basic",
        "join": 421,
        "blind join": "basic",
        "script": "blocked",
    }
    assert planted(chat[1]) == []


@pytest.mark.parametrize("origin", [f"http://{EVIL}", "http://127.0.0.1:9", "http://localhost:9"])
def test_a_page_of_another_site_or_port_gets_nothing(
    victim: Any,  # noqa: ANN401
    chat: tuple[str, Path],
    origin: str,
) -> None:
    attack_from(victim, origin)
    results = victim.evaluate("base => attack(base)", chat[0])
    assert {results[name] for name in ("page", "upload", "join", "script")} == {"blocked"}
    assert planted(chat[1]) == []
    with victim.expect_navigation() as moved:
        victim.evaluate("base => send(base)", chat[0])
    assert moved.value.status == 403
    assert json.loads(victim.inner_text("body")) == {
        "detail": "requests from other sites are not answered"
    }
    assert planted(chat[1]) == []


def test_the_chat_cannot_be_put_into_a_frame(
    victim: Any,  # noqa: ANN401
    chat: tuple[str, Path],
) -> None:
    attack_from(victim, f"http://{EVIL}")
    victim.evaluate(
        """base => new Promise(done => {
            const frame = document.createElement("iframe");
            frame.src = base; frame.onload = done; document.body.append(frame);
        })""",
        chat[0],
    )
    assert all("COP Assistant" not in frame.title() for frame in victim.frames[1:])


def test_a_link_from_another_site_opens_the_chat(
    victim: Any,  # noqa: ANN401
    chat: tuple[str, Path],
) -> None:
    attack_from(victim, f"http://{EVIL}")
    with victim.expect_navigation() as moved:
        victim.evaluate("base => { location.href = base; }", chat[0])
    assert moved.value.status == 200
    victim.wait_for_selector("#cop-question textarea")


def test_a_script_that_gets_into_the_page_does_not_run(
    victim: Any,  # noqa: ANN401
    chat: tuple[str, Path],
) -> None:
    victim.goto(chat[0])
    victim.wait_for_selector("#cop-question textarea")
    ran = victim.evaluate(
        """async () => {
            const script = document.createElement("script");
            script.textContent = "window.taken = 1";
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.taken = 2'>");
            await new Promise(done => setTimeout(done, 300));
            return window.taken ?? null;
        }"""
    )
    assert ran is None
