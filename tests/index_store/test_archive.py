"""Backups of a store that is in use, and what restoring one leaves behind."""

from __future__ import annotations

import struct
import threading
import zipfile
from pathlib import Path

import pytest

from index_store import Embedder, Store, StoreError
from index_store.archive import back_up, restore
from index_store.checking import check
from tests.index_store.factories import KENYA, NORWAY, document, transcript


@pytest.fixture
def archive(filled: Store, tmp_path: Path) -> Path:
    """A backup of a store with two documents, one of them uploaded."""
    uploads = filled.folder / "uploads"
    uploads.mkdir()
    (uploads / "letter.txt").write_text("Norway wrote a letter.\n", "utf-8")
    (uploads / ".incoming").mkdir()
    (uploads / ".incoming" / "half").write_text("half", "utf-8")
    letter = document("letter", [("", [NORWAY], "Norway wrote a letter.")], uploads / "letter.txt")
    filled.add(letter)
    back_up(filled.folder, tmp_path / "backup.zip")
    return tmp_path / "backup.zip"


def test_a_backup_comes_back_in_another_folder(
    archive: Path, filled: Store, embedder: Embedder, tmp_path: Path
) -> None:
    with zipfile.ZipFile(archive) as opened:
        assert sorted(opened.namelist()) == [
            "catalogue.sqlite",
            "manifest.json",
            "uploads/letter.txt",
        ]
    manifest = restore(archive, tmp_path / "new")
    assert (manifest.documents, manifest.passages) == (3, 10)
    with Store(tmp_path / "new", embedder) as store:
        assert [r.id for r in store.documents()] == [r.id for r in filled.documents()]
        assert store.dense("artificial intelligence", 1)[0].passage.paragraph == "3.1"
        assert store.lexical("helpline", 5)
        assert len(store.replica()) == 10
        assert check(store).ok
        uploaded = Path(store.document("letter").path)
        assert uploaded == tmp_path / "new" / "uploads" / "letter.txt"
        assert uploaded.read_text("utf-8") == "Norway wrote a letter.\n"


def test_documents_are_replaced_only_by_force(
    archive: Path, filled: Store, embedder: Embedder
) -> None:
    other = [("1.1", [KENYA], "Kenya spoke of something else: lighthouses.")]
    filled.add(document("later", other, "/papers/later.txt"))
    assert len(filled.dense("lighthouses", 50)) == 11
    with pytest.raises(StoreError, match="holds 4 documents: give --force"):
        restore(archive, filled.folder)
    assert len(filled.documents()) == 4
    # The open store sees the earlier state at once, in each of its indexes.
    filled.replica()
    restore(archive, filled.folder, force=True)
    assert len(filled.documents()) == 3
    assert not filled.lexical("lighthouses", 5)
    assert len(filled.dense("lighthouses", 50)) == 10
    assert len(filled.replica()) == 10
    assert "lighthous" not in filled.replica().vocabulary
    with Store(filled.folder, embedder) as store:
        assert check(store).ok


def test_rows_that_meant_another_passage_mean_the_restored_one(
    filled: Store, embedder: Embedder, tmp_path: Path
) -> None:
    """The same keys and the same number of changes, and other words."""
    back_up(filled.folder, tmp_path / "backup.zip")
    with Store(tmp_path / "other", embedder) as other:
        parts = [(f"{n}", [KENYA], f"Kenya spoke of lighthouse {n}.") for n in range(6)]
        other.add_many([(document(parts=parts), None), (transcript(), None)])
        other.replica(), other.dense("anything", 1)
        restore(tmp_path / "backup.zip", other.folder, force=True)
        assert other.dense("helpline at night", 1)[0].passage.paragraph == "2.1"
        assert "helplin" in other.replica().vocabulary
        assert "lighthous" not in other.replica().vocabulary


def _inside_a_file(archive: Path, place: float) -> int:
    """Where the middle of one of the packed files lies; what stands between files tells nothing."""
    with zipfile.ZipFile(archive) as opened:
        members = [each for each in opened.infolist() if each.compress_size > 2]
    member = members[int(len(members) * place)]
    name, extra = struct.unpack_from("<HH", archive.read_bytes(), member.header_offset + 26)
    return int(member.header_offset + 30 + name + extra + member.compress_size // 2)


@pytest.mark.parametrize("place", [0.2, 0.5, 0.9])
def test_a_damaged_backup_changes_nothing(archive: Path, filled: Store, place: float) -> None:
    content = bytearray(archive.read_bytes())
    content[_inside_a_file(archive, place)] ^= 0xFF
    archive.write_bytes(content)
    with pytest.raises(StoreError) as error:
        restore(archive, filled.folder, force=True)
    assert "\n" not in str(error.value)
    assert len(filled.documents()) == 3
    assert not list(filled.folder.glob(".restore*"))


def test_an_archive_cannot_write_outside_of_the_store(archive: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(archive) as opened:
        manifest = opened.read("manifest.json").decode()
        members = {name: opened.read(name) for name in opened.namelist()}
    members["manifest.json"] = manifest.replace("uploads/", "uploads/../../").encode()
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as bad:
        for name, content in members.items():
            bad.writestr(name.replace("uploads/", "uploads/../../"), content)
    with pytest.raises(StoreError, match="no whole backup"):
        restore(tmp_path / "bad.zip", tmp_path / "new")
    assert not (tmp_path / "letter.txt").exists()


def test_only_a_backup_is_overwritten_by_a_backup(
    archive: Path, filled: Store, tmp_path: Path
) -> None:
    back_up(filled.folder, archive)
    precious = tmp_path / "report.docx"
    precious.write_bytes(b"precious")
    with pytest.raises(StoreError, match="is no backup"):
        back_up(filled.folder, precious)
    assert precious.read_bytes() == b"precious"


def test_a_catalogue_that_cannot_be_read_is_kept_beside_the_restored(
    archive: Path, embedder: Embedder, tmp_path: Path
) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "catalogue.sqlite").write_bytes(b"scrambled" * 1000)
    with pytest.raises(StoreError, match="--force"):
        restore(archive, folder)
    restore(archive, folder, force=True)
    kept = list(folder.glob("catalogue.sqlite.unreadable-*"))
    assert [path.read_bytes() for path in kept] == [b"scrambled" * 1000]
    with Store(folder, embedder) as store:
        assert len(store.documents()) == 3


def test_a_backup_is_one_moment_while_documents_come_in(
    store: Store, embedder: Embedder, tmp_path: Path
) -> None:
    stop = threading.Event()

    def write() -> None:
        for n in range(1000):
            parts = [(f"{i}", [NORWAY], f"Norway on {n} and {i}.") for i in range(5)]
            store.add_many([(document(f"d-{n}", parts, f"/papers/{n}.txt"), None)], flush=False)
            if stop.is_set():
                return

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while not store.documents():
            stop.wait(0.01)
        manifest = back_up(store.folder, tmp_path / "backup.zip")
    finally:
        stop.set()
        writer.join()
    restore(tmp_path / "backup.zip", tmp_path / "new")
    with Store(tmp_path / "new", embedder) as restored:
        assert len(restored.documents()) == manifest.documents > 0
        restored.flush()
        assert restored.catalogue.count() == manifest.passages == 5 * manifest.documents
        assert check(restored).ok
