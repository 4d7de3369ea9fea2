"""Uploaded files on their way in, and files that take the place of others."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.requests import Request

from assistant.assistant import Assistant
from index_store import Embedder, Store
from tests.ui.client import Client
from tests.ui.conftest import served
from tests.ui.writing import ADDED
from ui.web import limits
from ui.web.desk import Desk
from ui.web.incoming import Incoming, Refused, Room, name_of
from ui.web.rights import Rights


def upload(incoming: Incoming, *files: tuple[str, bytes], owner: str = "me") -> list[str]:
    """What `Incoming` answers to a request with these files."""
    receiving = incoming.receive(sent(*files), owner, "u1")
    with ThreadPoolExecutor(1) as pool:  # another test's browser may have a loop in this thread
        return pool.submit(asyncio.run, receiving).result()


def sent(*files: tuple[str, bytes], length: int | None = None) -> Request:
    """A request with these files, which never ends where it tells a `length`."""
    body = b"".join(
        b'--cut\r\nContent-Disposition: form-data; name="files"; filename="'
        + name.encode()
        + b'"\r\n\r\n'
        + content
        + b"\r\n"
        for name, content in files
    )
    parts = [{"type": "http.request", "body": body + b"--cut--\r\n", "more_body": False}]

    async def receive() -> dict[str, object]:
        if length is not None:
            await asyncio.sleep(60)
        return parts.pop()

    headers = [(b"content-type", b"multipart/form-data; boundary=cut")]
    if length is not None:
        headers.append((b"content-length", str(length).encode()))
    return Request({"type": "http", "method": "POST", "headers": headers}, receive)


def test_a_file_is_known_to_its_owner_until_it_is_chosen(tmp_path: Path) -> None:
    incoming = Incoming(tmp_path, Room())
    (name,) = upload(incoming, ("fiji.txt", b"Fiji"))
    with pytest.raises(Refused, match="no such file"):
        incoming.choose([name], "somebody else", "their page")
    with pytest.raises(Refused, match="no such file"):
        incoming.choose([name, "/etc/passwd"], "me", "page")
    incoming.choose([name], "me", "page")
    with pytest.raises(Refused, match="no such file"):
        incoming.choose([name], "me", "page")
    assert incoming.claim("another page") == []
    (path,) = incoming.claim("page")
    assert path.read_bytes() == b"Fiji" and path.name == "fiji.txt"
    incoming.discard([path])
    assert not path.parent.exists()
    assert incoming.claim("page") == []


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("papers/24/drafts/a.txt", "24/drafts/a.txt"),
        ("papers/a.txt", "a.txt"),
        ("../../../a.txt", "a.txt"),
        ("papers/./a:b/a.txt", "ab/a.txt"),
    ],
)
def test_a_file_of_a_folder_is_told_with_its_subfolders(
    tmp_path: Path, sent: str, told: str
) -> None:
    incoming = Incoming(tmp_path / "kept", Room())
    (name,) = upload(incoming, (sent, b"Fiji"))
    incoming.choose([name], "me", "page")
    (path,) = incoming.claim("page")
    assert (incoming.sent_as(path), path.name) == (told, "a.txt")
    incoming.discard([path])
    assert [*(tmp_path / "kept" / ".incoming").iterdir()] == []


def test_files_are_taken_in_in_the_order_in_which_they_were_chosen(tmp_path: Path) -> None:
    incoming = Incoming(tmp_path, Room())
    names = upload(incoming, ("a.txt", b"a"), ("b.txt", b"b"))
    for name in names:
        incoming.choose([name], "me", "page")
    assert [incoming.claim("page")[0].name for _ in names] == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../a.txt", "a.txt"),
        ("C:\\x\\a.docx", "a.docx"),
        ("a\x00b.md", "ab.md"),
        (".hidden.txt", "hidden.txt"),
        ("é" * 300 + ".pdf", "é" * 98 + ".pdf"),
    ],
)
def test_a_name_is_made_safe(sent: str, kept: str) -> None:
    assert name_of(sent) == kept


@pytest.mark.parametrize("sent", [None, "", "  ", "..", "a.exe", "noending", "a.txt/.."])
def test_a_name_that_is_none_is_refused_in_one_line(sent: str | None) -> None:
    with pytest.raises(Refused) as refused:
        name_of(sent)
    assert "\n" not in str(refused.value)


@pytest.mark.owasp("API4")
def test_where_the_room_is_used_up_nothing_more_comes_in(tmp_path: Path) -> None:
    incoming = Incoming(tmp_path, Room(upload_mb=1, all_mb=2))
    (tmp_path / "kept.txt").write_bytes(b"x" * 1_500_000)
    with pytest.raises(Refused, match="no more room"):
        upload(incoming, ("a.txt", b"a"))
    assert [path.name for path in tmp_path.rglob("*")] == ["kept.txt"]


def test_uploads_under_way_take_their_room(tmp_path: Path) -> None:
    incoming = Incoming(tmp_path, Room(upload_mb=1, all_mb=2))

    async def two_at_once() -> None:
        slow = asyncio.create_task(incoming.receive(sent(length=1_200_000), "them", "u2"))
        await asyncio.sleep(0)  # it begins
        with pytest.raises(Refused, match="no more room"):  # of its own length nothing is known
            await incoming.receive(sent(("a.txt", b"a")), "me", "u1")
        slow.cancel()
        with pytest.raises(asyncio.CancelledError):
            await slow
        assert len(await incoming.receive(sent(("a.txt", b"a")), "me", "u1")) == 1

    (tmp_path / "kept.txt").write_bytes(b"x" * 100_000)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, two_at_once()).result()


def test_what_nobody_takes_in_is_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    incoming = Incoming(tmp_path, Room())
    first, second = upload(incoming, ("a.txt", b"a"), ("b.txt", b"b"))
    incoming.choose([first], "me", "page")  # and then the page is closed
    monkeypatch.setattr(limits, "KEPT_SECONDS", -1.0)
    upload(incoming, ("c.txt", b"c"))
    assert incoming.claim("page") == []
    with pytest.raises(Refused, match="no such file"):
        incoming.choose([second], "me", "page")
    assert [path.name for path in tmp_path.rglob("*.txt")] == ["c.txt"]


@pytest.mark.owasp("API4")
def test_an_upload_larger_than_the_setting_is_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cop.toml").write_text("upload_mb = 1\n", "utf-8")
    with served(tmp_path / "store") as url, Client(url) as client:
        assert client.upload(("a.txt", b"x" * 900_000)).status_code == 200

        def chunks() -> Iterator[bytes]:  # without a length: told only while it comes
            yield b'--cut\r\nContent-Disposition: form-data; name="files"; filename="b.txt"\r\n\r\n'
            for _ in range(40):
                yield b"x" * 65536

        told = client.upload(("b.txt", b"x" * 1_100_000))
        kind = {"Content-Type": "multipart/form-data; boundary=cut"}
        untold = client.http.post("/gradio_api/upload", content=chunks(), headers=kind)
        for refused in (told, untold):
            assert refused.status_code == 413
            assert refused.json() == {"detail": "a request has at most 1 MB here"}
        waiting = [path.name for path in tmp_path.rglob("*.txt")]
        assert waiting == ["a.txt"]


@pytest.fixture
def desk(tmp_path: Path, embedder: Embedder) -> Iterator[Desk]:
    with Store(tmp_path / "store", embedder) as store:
        yield Desk(store, Assistant(store), tmp_path / "uploads")


def test_an_upload_that_fails_midway_leaves_nothing_of_it(desk: Desk, tmp_path: Path) -> None:
    first, second = tmp_path / "fiji.txt", tmp_path / "new" / "fiji.txt"
    second.parent.mkdir()
    first.write_text(ADDED, "utf-8")
    second.write_text(ADDED.replace("210", "99"), "utf-8")
    gone = tmp_path / "new" / "gone.txt"
    assert len(desk.holdings.take_in([first], lambda *_: None).report.added) == 1
    with pytest.raises(FileNotFoundError):
        desk.holdings.take_in([second, gone], lambda *_: None)
    uploads = tmp_path / "uploads"
    assert [path.name for path in uploads.iterdir()] == ["fiji.txt"]
    assert (uploads / "fiji.txt").read_text("utf-8") == ADDED


@pytest.mark.owasp("API5")
def test_who_may_not_change_documents_cannot_send_any(tmp_path: Path) -> None:
    rights = Rights.of("0.0.0.0")
    incoming = Incoming(tmp_path, Room(), rights.require_change)
    with pytest.raises(Refused, match="by those who run this server"):
        upload(incoming, ("fiji.txt", b"Fiji"))
    assert not list(tmp_path.rglob("*.txt"))
    assert Rights.of("0.0.0.0", allowed=True).may_change_documents(None)
    assert not Rights.of("127.0.0.1", allowed=False).may_change_documents(None)
