"""Takes changes of the catalogue over into the indexes that are derived from it, and heals them."""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection

from index_store.catalogue import Catalogue
from index_store.database import Database
from index_store.errors import CopyFailed, StoreError
from index_store.full_text import FullText
from index_store.pending import DERIVED, EVERYTHING, Work
from index_store.probe import ProbeTask, complete, probe
from index_store.seals import Seal, Seals, tidy_chroma
from index_store.vector_cache import VectorCache
from index_store.vectors import Vectors

_log = logging.getLogger(__name__)
_AT_ONCE = 16  # documents that a process claims of what is on a server
NAMES = {"vectors": "vectors", "full_text": "full text"}
"""What an index is called before users."""


class Derived:
    """Vectors and full text as copies of the catalogue: what is pending is done, once or again.

    Doing a change twice is the same as doing it once, so a process may die in between. An index
    is opened only where its files are as its last writer sealed them, or where another process
    has opened it before and lived; else it is built again.
    """

    def __init__(
        self,
        folder: Path,
        database: Database,
        catalogue: Catalogue,
        cache: VectorCache,
        vectors: Vectors,
        full_text: FullText,
    ) -> None:
        self._folder = folder
        self._database = database
        self._catalogue = catalogue
        self._pending = catalogue.pending
        self._seals = Seals(database, catalogue.pending)
        self._cache = cache
        self._vectors = vectors
        self._full_text = full_text
        # Documents that no index can hold yet, so that nothing has to be deleted for them.
        self._new: dict[str, set[str]] = {target: set() for target in DERIVED}
        # What other processes write after this is looked at afresh (see `follow`).
        self._seen = {target: self._pending.version(target) for target in DERIVED}
        self._begun: set[str] = set()  # whole ones, to which this process is writing
        self.checked: set[str] = set()
        """Indexes that were found whole, or made so, since the store was opened."""

    def begin(self) -> None:
        """Call before a change: remembers which indexes are whole although the seal breaks now."""
        for target in DERIVED:
            if self._remote(target):
                self._pending.make_known(target)
            self.follow(target)
            if self.whole(target) or self._untouched(target):
                self._begun.add(target)

    def note(self, document: str) -> None:
        """Call before a document is written: remembers whether it is new to each index."""
        known = self._database.shared or self._catalogue.has(document)
        for target, new in self._new.items():
            if not known and not self._pending.has(target, document):
                new.add(document)

    def follow(self, target: str) -> None:
        """Looks at an index afresh where another process has changed it."""
        version = self._pending.version(target)
        if self._seen[target] != version:
            self._seen[target] = version
            if not self._remote(target):  # a server always answers as it is
                self._index(target).refresh()
                self.checked.discard(target)
                self._begun.discard(target)

    def whole(self, target: str) -> bool:
        """True where an index is up to date and fit to be opened; writes nothing.

        One on a server is where it was so once: others bring it further at any moment.
        """
        if self._remote(target):
            return target in self.checked and not self._pending.has(target, EVERYTHING)
        if self._pending.any(target):
            return False
        if target in self.checked:
            return self._seals.has(target)
        seal = self._seals.of(target)
        if seal is None or self._broken(target, seal):
            return False
        self.checked.add(target)
        return True

    def opens(self, target: str) -> bool:
        """True where an index that is being written to can be searched as it is."""
        return self._has_files(target) and not self._probe(target, whole=False)

    def wanted(self, target: str) -> bool:
        """True where changes have to be taken over: others' machines have copies of their own."""
        return self._pending.known(target)

    def catch_up(self, target: str) -> None:
        """Takes pending changes over into an index; all of it where it was lost or damaged.

        Raises StoreError where that fails; then the next call does it.
        """
        self._pending.make_known(target)
        self.follow(target)
        if self.whole(target) and not self._pending.any(target):
            return
        try:
            if target not in self._begun:
                self._mend(target)
            if not self._remote(target) and self._seals.has(target):
                with self._database.transaction() as connection:
                    self._seals.break_(connection, target)
            new, self._new[target] = self._new[target], set()
            once = self._remote(target)  # an index of our own gets its seal even without work
            while True:
                work = self._pending.claim(target, _AT_ONCE if self._remote(target) else None)
                if once and not work:
                    break
                self._take_over(target, work, new)
                once = True
        except BaseException as error:
            self.distrust(target)
            # Rust's panics are no Exception.
            if isinstance(error, StoreError) or not _is_failure(error):
                raise
            raise CopyFailed(self._database.place, NAMES[target], str(error)) from error
        finally:
            self._begun.discard(target)
        self._seen[target] = self._pending.version(target)
        self.checked.add(target)

    def leave_out(self, target: str) -> None:
        """Takes an index of this folder away; it is built anew when it is caught up again."""
        if not self._pending.known(target) and not self._pending.any(target):
            return
        self._pending.make_unknown(target)
        self.checked.discard(target)
        self._begun.discard(target)
        self._new[target] = set()
        self._index(target).clear()

    def distrust(self, target: str) -> None:
        """Closes an index that has failed; before it is used again it is looked at afresh."""
        self.checked.discard(target)
        self._begun.discard(target)
        self._index(target).close()
        with suppress(StoreError):
            self._pending.give_up(target)

    def fault(self, target: str) -> str:
        """What is wrong with an index in a few words, every file read; "" where nothing is."""
        if self._remote(target):
            return self._missing_on_server(target)
        if not self._pending.known(target):
            return ""
        seal = self._seals.of(target)
        if seal is not None:
            broken = self._broken(target, seal, thorough=True)
            return f"damaged: {', '.join(broken)}" if broken else self._probed(target)
        if self._catalogue.empty and not self._pending.of(target):
            return ""
        if self._pending.of(target):
            return "changes of the catalogue are still to be taken over"
        return self._probed(target)

    # -- inside ---------------------------------------------------------------------------

    def _mend(self, target: str) -> None:
        """Has an index built anew where it cannot be relied on, and says so."""
        if self._remote(target):
            with self._database.transaction() as connection:  # of several, one looks at a time
                self._doubt(connection, target, self._lost_on_server(target))
            return
        seal = self._seals.of(target)
        reason = self._probed(target) if seal is None else self._damage(target, seal)
        with self._database.transaction() as connection:
            self._doubt(connection, target, reason)

    def _doubt(self, connection: Connection, target: str, reason: str) -> None:
        if not reason or EVERYTHING in self._pending.of(target):
            return
        if not self._catalogue.empty:
            _log.warning(
                "the %s of %s are built again from the catalogue (%s)",
                NAMES[target],
                self._database.place,
                reason,
            )
        self._pending.mark_all(connection, target)

    def _lost_on_server(self, target: str) -> str:
        """Why a collection cannot be what was put there; begins one that was never used."""
        if not self._pending.version(target) and not self._vectors.count():
            self._vectors.set_stamp(0)
            return ""
        return "" if complete(self._vectors, target, self._catalogue) else "not up to date"

    def _missing_on_server(self, target: str) -> str:
        if not complete(self._vectors, target, self._catalogue):
            return "not up to date"
        if self._pending.any(target):
            return "changes of the catalogue are still to be taken over"
        held, wanted = self._vectors.count(), self._catalogue.count()
        return "" if held == wanted else f"{held} vectors for {wanted} passages"

    def _damage(self, target: str, seal: Seal) -> str:
        broken = self._broken(target, seal)
        return f"damaged: {', '.join(broken[:3])}" if broken else ""

    def _probed(self, target: str) -> str:
        if not self._has_files(target):
            return "they were not there"
        return self._probe(target, whole=True)

    def _probe(self, target: str, whole: bool) -> str:
        task = ProbeTask(
            folder=str(self._folder),
            database=self._database.address,
            names={each: self._pending.name(each) for each in DERIVED},
            target=target,
            collection=self._vectors.name,
            whole=whole,
        )
        return probe(task, self._catalogue.count())

    def _broken(self, target: str, seal: Seal, thorough: bool = False) -> list[str]:
        folder = self._index(target).folder
        if target == "vectors" and self._database.read_only is None:
            tidy_chroma(folder)
        return seal.broken(folder, thorough)

    def _sealed(self, target: str) -> Seal:
        """The seal of an index that has been written."""
        if target == "vectors":
            self._vectors.rest()
            tidy_chroma(self._vectors.folder)
        return Seal.of(self._index(target).folder)

    def _remote(self, target: str) -> bool:
        return target == "vectors" and self._vectors.server is not None

    def _untouched(self, target: str) -> bool:
        """True where nothing has ever been stored, nor written to the index."""
        return not (self._remote(target) or self._has_files(target) or not self._catalogue.empty)

    def _has_files(self, target: str) -> bool:
        folder = self._index(target).folder
        return folder.is_dir() and any(folder.iterdir())

    def _index(self, target: str) -> Vectors | FullText:
        return self._vectors if target == "vectors" else self._full_text

    def _take_over(self, target: str, work: Work, new: set[str]) -> None:
        """Does what was claimed of one index, and settles it."""
        index, todo = self._index(target), list(work)
        if EVERYTHING in work:
            index.clear()
            todo = self._catalogue.ids()
            new.update(todo)
        for document in todo:
            if document not in new:
                index.remove(document)
            if self._catalogue.has(document):
                copy_document(self._catalogue, self._cache, document, index)
        if self._remote(target):
            # Of several processes each notes a version of its own.
            with self._database.transaction() as connection:
                index.set_stamp(self._pending.version(target) + 1)
                self._pending.settle(connection, target, work)
            return
        index.set_stamp(self._pending.version(target) + 1)
        seal = self._sealed(target)
        with self._database.transaction() as connection:
            self._pending.settle(connection, target, work)
            self._seals.put(connection, target, seal)


def copy_document(
    catalogue: Catalogue, cache: VectorCache, document: str, index: Vectors | FullText
) -> None:
    """Adds a document of the catalogue to an index that has nothing of it."""
    record = catalogue.record(document)
    stored = catalogue.stored_passages(document)
    passages = [(s.row, s.passage) for s in stored]
    if isinstance(index, FullText):
        index.add(record, passages)
    elif passages:
        dimension = int(catalogue.meta("dimension") or 0)
        index.add(record, passages, cache.get([s.vector for s in stored], dimension))


def _is_failure(error: BaseException) -> bool:
    """True for what goes wrong in an index: Rust's panics are no `Exception`."""
    return isinstance(error, Exception) or type(error).__name__ == "PanicException"
