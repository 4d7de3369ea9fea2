"""A served store with accounts: what each door gives to whom, and how somebody comes in."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from anyio.from_thread import start_blocking_portal

from index_store import Embedder
from tests.ui.access_attempts import EXACT, Attacker, attempts, plain, put
from tests.ui.access_matrix import (
    DOORS,
    MCP,
    NEVER,
    PAPERS,
    PASSWORD,
    PEOPLE,
    fill,
    kept_entries,
    matrix,
    over_http,
    program,
    sign_in,
    signed_in,
)
from tests.ui.conftest import Run, served
from tests.ui.page import BOX, Page, grave
from ui.access.accounts import Accounts
from ui.access.audit import Audit
from ui.access.viewer import Role, Viewer
from ui.feedback import Feedback, keep_feedback
from ui.web.feedback_tab import ALL
from ui.web.guard import Guard
from ui.web.incoming import Refused
from ui.web.rights import Rights
from ui.web.signing_in import COOKIE, SIGN_OUT, SigningIn

SECRET = PAPERS[1]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    folder = tmp_path_factory.mktemp("access") / "store"
    fill(folder, embedder)
    return folder


@pytest.fixture(scope="module")
def log(folder: Path) -> Path:
    """What the server logs."""
    return folder.parent / "log"


@pytest.fixture(scope="module")
def url(folder: Path, log: Path) -> Iterator[str]:
    said_all = {
        "COP_QUESTIONS_PER_MINUTE": "100000",
        "COP_LOG_LEVEL": "debug",
        "COP_LOG_JSON": "true",
    }
    with log.open("w") as file, served(folder, said_all, log=file) as url:
        yield url


@pytest.fixture(scope="module")
def programs(url: str, folder: Path) -> Iterator[dict[str, httpx.Client]]:
    """For each user a program that asks with their token."""
    clients = {name: program(url, folder, name) for name in PEOPLE}
    yield clients
    for client in clients.values():
        client.close()


@pytest.fixture(scope="module")
def entries(url: str) -> dict[str, Any]:
    """Answers that somebody was given who saw the papers."""
    return kept_entries(url)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.owasp("API1")
def test_each_door_shows_to_each_what_they_may_read(
    url: str, folder: Path, entries: dict[str, Any], door: str
) -> None:
    """All cells of four doors; of the slow fifth, commands, those of two users and papers."""
    some = (("out", "in"), PAPERS[:2]) if door == "command line" else (tuple(PEOPLE), PAPERS)
    cells = list(matrix(url, folder, door, entries, *some))
    assert len(cells) >= 36
    wrong = [(c.operation, c.person, c.paper.id, c.seen, c.told) for c in cells if not c.right]
    assert not wrong


@pytest.mark.owasp("API1")
def test_nothing_reaches_a_restricted_paper(
    url: str, folder: Path, entries: dict[str, Any], programs: dict[str, httpx.Client]
) -> None:
    attacker = Attacker(
        signed_in(url, "out"),
        programs["out"],
        over_http(programs["out"]),
        folder,
        "out",
        entries,
    )
    made = 0
    for label, attempt in attempts():
        told = attempt(attacker, SECRET)
        if label.startswith(EXACT):
            assert plain(told, SECRET) == plain(attempt(attacker, NEVER), NEVER), label
        else:
            sent = put(label, SECRET)
            assert not [m for m in SECRET.marks if m in told and m not in sent], (label, told)
        made += 1
    assert made >= 60
    assert not (folder.parent / "stolen.zip").exists()


@pytest.mark.owasp("API2")
def test_nobody_gets_in_without_signing_in(url: str) -> None:
    home = httpx.get(url)
    assert (home.status_code, home.headers["location"]) == (303, "/sign-in")
    for method, path in (
        *(("POST", f"/api/v1/{name}") for name in ("ask", "ask/stream", "search", "export")),
        *(("GET", f"/api/v1/{name}") for name in ("documents", "openapi.json", "docs/assets/x")),
        *(("POST", "/mcp"), ("POST", "/note"), ("POST", "/feedback"), ("GET", "/original")),
    ):
        answered = httpx.request(method, url + path, json={}, headers=MCP)
        assert answered.status_code == 401, path
        assert answered.json() == {"detail": "sign in first"}
    forged = {"Authorization": "Bearer " + "x" * 43}
    assert httpx.get(f"{url}/api/v1/documents", headers=forged).status_code == 401
    assert httpx.get(f"{url}/healthz").text == "alive\n"
    assert httpx.get(f"{url}/readyz").text == "ready\n"


@pytest.mark.owasp("API2")
def test_signing_in_and_out(url: str, folder: Path) -> None:
    page = httpx.get(f"{url}/sign-in")
    assert "script" not in page.text
    assert "form-action 'self'" in page.headers["content-security-policy"]
    came = sign_in(url, "in")
    assert (came.status_code, came.headers["location"]) == (303, "/")
    cookie, mark = came.headers.get_list("set-cookie")
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie
    assert mark.startswith("cop_account="), "tells accounts apart in a browser"
    with httpx.Client(base_url=url, cookies=came.cookies, timeout=60) as client:
        assert client.get("/").status_code == 200
        assert client.get("/sign-out").text.count("signed in as in.") == 1
        assert client.post("/sign-out").status_code == 403, "from no page of this server"
        assert client.post("/sign-out", headers={"Origin": "http://other"}).status_code == 403
        assert client.get("/").status_code == 200
        old = dict(came.cookies)
        assert client.post("/sign-out", headers={"Origin": url}).status_code == 303
    assert httpx.get(url, cookies=old).status_code == 303, "the cookie is worth nothing now"
    log = (folder / "audit.jsonl").read_text()
    assert '"event": "signed in"' in log and '"event": "signed out"' in log
    assert PASSWORD not in log and "zanzibarite" not in log


@pytest.mark.owasp("API2")
@pytest.mark.browser
def test_the_pages_of_signing_in_hold_nobody_off(browser: Any, url: str) -> None:  # noqa: ANN401
    for scheme, locale, label in (("light", "en", "Password"), ("dark", "ar", "كلمة المرور")):
        context = browser.new_context(color_scheme=scheme, locale=locale)
        page = context.new_page()
        page.goto(url)
        page.get_by_label(label).wait_for()
        assert grave(page) == []
        context.close()
    context = browser.new_context()
    session = sign_in(url, "in").cookies[COOKIE]
    context.add_cookies([{"name": COOKIE, "value": session, "url": url}])
    page = context.new_page()
    page.goto(f"{url}{SIGN_OUT}")
    page.get_by_role("button", name="Sign out").wait_for()
    assert grave(page) == []
    context.close()


@pytest.mark.browser
def test_a_conversation_is_there_in_another_browser(browser: Any, url: str) -> None:  # noqa: ANN401
    def enter() -> Page:
        page = browser.new_context().new_page()
        page.goto(url)
        page.get_by_label("Name").fill("in")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_selector(BOX)
        entered = Page(page, url)
        entered.errors.clear()  # what broke off in the page that was left
        return entered

    one = enter()
    one.ask(SECRET.question)
    one.page.wait_for_function(
        "JSON.parse(localStorage[Object.keys(localStorage).find("
        "key => key.startsWith('cop-conv'))]).sent?.length"
    )
    other = enter()
    other.show_conversations().get_by_role("button", name=SECRET.question, exact=True).click()
    other.page.locator("#cop-chat .cop-answer a.cop-mark").first.click()
    other.page.locator("#cop-sources mark.cop-current").filter(has_text="AI").wait_for()
    other.page.locator("#cop-listing").get_by_role("button", name="Delete").click()
    other.page.locator("#cop-listing").get_by_role("button", name="Undo").wait_for()
    none = "fetch('/conversations').then(a => a.json()).then(heads => !heads.length)"
    one.page.wait_for_function(none, polling=200)
    one.page.evaluate("copKept.meet()")
    assert one.show_conversations().get_by_role("button", name="Delete").count() == 0
    for each in (one, other):
        assert each.errors == []
        each.page.context.close()


@pytest.mark.owasp("API1")
def test_conversations_are_of_one_account_and_quote_what_it_may_read(
    url: str, entries: dict[str, Any]
) -> None:
    turn = {"id": 7, "question": "Who?", "html": "zanzibarite", "entry": entries[SECRET.id]}
    sent = {"id": 5, "name": "Workshops", "at": 9, "turn": {**turn, "next": ["Bhutan?"]}}
    one = {"conversation": 5}
    inside, outside = (signed_in(url, name).http for name in ("in", "out"))
    assert inside.post("/conversation/kept", json=sent).status_code == 204
    head = {"id": 5, "name": "Workshops", "at": 9, "turns": [7]}
    assert inside.get("/conversations").json() == [head]
    assert inside.get("/conversation", params=one).json() == [turn]
    assert outside.get("/conversations").json() == []
    assert outside.get("/conversation", params=one).json() == []
    # Sent by who may not read what it quotes, it does not come back.
    assert outside.post("/conversation/kept", json=sent).status_code == 204
    gone = {"id": 7, "question": "Who?", "gone": True}
    assert outside.get("/conversation", params=one).json() == [gone]
    assert inside.post("/conversation/kept", json={"id": 5, "deleted": True}).status_code == 204
    assert inside.get("/conversations").json() == []
    assert inside.post("/conversation/kept", json={"id": "5 OR 1=1"}).status_code == 422
    assert httpx.get(f"{url}/conversations").status_code == 401


def test_attempts_are_limited(url: str, folder: Path) -> None:
    with contextlib.closing(Accounts(folder)) as accounts:
        accounts.add("forgetful", PASSWORD, Role.READER, ())
    wrong = [sign_in(url, "forgetful", f"wrong password {n}") for n in range(5)]
    assert {answer.status_code for answer in wrong} == {401}
    assert sign_in(url, "forgetful").status_code == 429, "also the right one, for a while"
    unknown = sign_in(url, "never there", "wrong password")
    assert unknown.text == wrong[0].text
    assert "wrong password" not in (folder / "audit.jsonl").read_text()


@pytest.mark.owasp("API5")
def test_figures_are_for_administrators(programs: dict[str, httpx.Client]) -> None:
    assert programs["out"].get("/metrics").status_code == 403
    figures = programs["boss"].get("/metrics").text
    assert "cop_requests_total{" in figures and "zanzibarite" not in figures


@pytest.mark.owasp("API1")
def test_a_page_is_its_owners(url: str) -> None:
    seen = signed_in(url, "in")
    unseen = signed_in(url, "out")
    assert seen.run("refresh").done
    assert "/sign-out" in seen.html
    unseen.page = seen.page
    assert unseen.join("refresh").status_code == 403


def test_only_administrators_read_feedback_and_none_beyond_what_they_may_see(
    url: str, folder: Path
) -> None:
    said = {"verdict": "wrong speaker", "question": "Who?", "answered": True}
    general = {"collections": ("general",)}
    for quotes, answer in ((SECRET.id, "zanzibarite"), ("CWG-COP-99/9", "boats")):
        quoted = ({"document": quotes, "start": 0, "end": 5},)
        keep_feedback(folder, Feedback(**said, **general, answer=answer, quoted=quoted))
    keep_feedback(folder, Feedback(**said, answer="of an earlier version"))
    for name, answer in (("out", "lanterns"), ("in", "The zanzibarite plan cannot be read.")):
        entry = {"answer": {"question": "Who?", "answered": False, "answer": answer}}
        sent = {"entry": entry, "verdict": "not helpful"}
        with signed_in(url, name) as client:
            assert client.http.post("/feedback", json=sent).status_code == 204
    boss = signed_in(url, "boss").run("show_verdicts", ALL)
    assert boss.done and "lanterns" in boss.text
    for hidden in ("zanzibarite", "boats", "earlier version", "more are on"):
        assert hidden not in boss.text
    for name in ("in", "editor"):
        refused = signed_in(url, name).run("show_verdicts", ALL)
        assert not refused.done and "lanterns" not in refused.text
    for host, administers in (("127.0.0.1", True), ("0.0.0.0", False)):
        assert Rights.of(host, allowed=True).may_administer(None) is administers


@pytest.mark.owasp("API5")
def test_readers_add_nothing(url: str) -> None:
    reader = signed_in(url, "out")
    refused = reader.upload(("note.txt", b"Norway spoke about boats."))
    assert (refused.status_code, refused.json()["detail"]) == (
        403,
        "documents are added and removed by those who run this server",
    )


@pytest.mark.owasp("API6")
def test_questions_are_counted_a_user(tmp_path: Path) -> None:
    """Over all machines that share the accounts."""
    audit = Audit(tmp_path)
    one, other = (
        Guard(SigningIn(Accounts(tmp_path), audit), audit, a_minute=3, texts=False)
        for _ in range(2)
    )

    async def ask() -> None:
        for guard in (one, other, one):
            await guard.count_question(Viewer("ana"), {"data": ["a question"]})
        for guard in (one, other):
            with pytest.raises(Refused, match="too many questions"):
                await guard.count_question(Viewer("ana"))
        await other.count_question(Viewer("bob"))

    with start_blocking_portal() as portal:
        portal.call(ask)
    assert not audit.path.exists(), "no text of questions"


@pytest.mark.owasp("API8")
def test_beyond_this_machine_only_with_accounts_or_open(cop: Run, tmp_path: Path) -> None:
    done = cop("--store", tmp_path / "new", "serve", "--host", "0.0.0.0", "--port", "0")
    assert done.returncode == 2
    assert "--open" in done.stderr and "user add" in done.stderr


@pytest.mark.owasp("API2")
def test_the_log_has_no_password_token_or_question(
    url: str, log: Path, programs: dict[str, httpx.Client]
) -> None:
    """With all that it can be made to say."""
    sign_in(url, "in")
    sign_in(url, "out", "seven wrong lanterns")
    cookie = signed_in(url, "in").http.cookies["cop_session"]
    programs["in"].post("/api/v1/ask", json={"question": SECRET.question})
    programs["in"].post("/api/v1/ask", json={"question": SECRET.question, "documents": ["x"]})
    reader = signed_in(url, "in")
    reader.run("show_verdicts", ALL)
    reader.run("show_verdicts", "no such verdict, wrong lanterns")
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    told = {line["event"] for line in lines}
    assert "refused: this is for the administrators of this server" in told
    assert "what the page sent is not taken (Error)" in told
    asked = {"event": "request", "door": "/api/v1/ask", "status": 200, "user": "in"}
    assert any(asked.items() <= line.items() for line in lines)
    token = programs["in"].headers["authorization"].split()[1]
    for secret in (PASSWORD, "wrong lanterns", cookie, token, *SECRET.marks, SECRET.question):
        assert secret not in log.read_text(), secret
