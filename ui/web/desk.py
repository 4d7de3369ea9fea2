"""What all users of the web chat share: the store, the assistant and the way in for files."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.stopping import Stop, never
from index_store.filters import Filters
from ui.access.audit import NO_ACCOUNT, Audit
from ui.access.seen import Seen
from ui.access.viewer import Viewer, current_viewer
from ui.errors import one_line
from ui.web.holdings import Holdings
from ui.web.incoming import Incoming, Room
from ui.web.rights import Rights
from ui.web.sessions import Sessions

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from index_store import Store
    from ingest.limits import ReadingLimits

TRIED = 2_000
"""Questions of which it is remembered whether the documents answer them."""
GIVES_WAY = 10.0
"""Seconds that an example question waits, at the most, for the answers that users wait for."""
_LOOKS = 0.05  # seconds between two looks whether somebody still waits
_NO_FILTERS = Filters()
_LOG = logging.getLogger(__name__)


class Desk:
    """One store and one assistant, opened once."""

    def __init__(
        self,
        store: Store,
        assistant: Assistant,
        uploads: Path,
        top_k: int | None = None,
        limits: ReadingLimits | None = None,
        room: Room | None = None,
        rights: Rights | None = None,
        over: Callable[[Store], Assistant] | None = None,
        audit: Audit | None = None,
    ) -> None:
        """`uploads`: the folder in which uploaded files stay; `limits`: what reading may take.

        `room`: how much may be uploaded; `rights`: who may do what, by default everybody all.
        `over`: see `Seen`. `audit`: where it is noted who changed what, by default beside the
        store.
        """
        self.seen = Seen(store, assistant, over, lambda: current_viewer(self._of_page))
        self.top_k = top_k
        self.sessions = Sessions()
        self.rights = rights or Rights()
        self.rights.viewer = self.seen.viewer
        self.audit = audit or Audit(store.folder)
        self.holdings = Holdings(store, uploads, limits, lambda: self.store, self.note)
        self.incoming = Incoming(uploads.absolute(), room or Room(), self.rights.require_change)
        self._trying = threading.Lock()
        self._examples: dict[tuple[Store, int, str], list[str]] = {}
        self._tried: OrderedDict[tuple[Store, int, str, Filters], bool] = OrderedDict()

    def note(self, event: str, **facts: object) -> None:
        """Notes for the audit log what whoever asks has done."""
        self.audit.note(event, by=self.seen.viewer().name or NO_ACCOUNT, **facts)

    @property
    def store(self) -> Store:
        """The documents that whoever asks may read."""
        return self.seen.store

    @property
    def assistant(self) -> Assistant:
        """The assistant over these documents."""
        return self.seen.assistant

    def _of_page(self) -> Viewer | None:
        """Who asks, where a function of the page runs: Gradio says which page it runs for."""
        from gradio.context import LocalContext

        request = LocalContext.request.get(None)
        return self.sessions.viewer(str(getattr(request, "session_hash", None) or ""))

    def warm_up(self) -> None:
        """Load the models, so that the first question does not wait for them."""
        self.seen.whole_assistant.warm_up()

    def found_examples(self, language: str) -> list[str] | None:
        """The example questions, where they have been looked for already."""
        store = self.store
        return self._examples.get((store, store.catalogue.revision, language))

    def examples(self, language: str = "en") -> list[str]:
        """Questions that the documents answer; found once for the documents that there are."""
        from ui.web.examples import examples

        store = self.store
        key = (store, store.catalogue.revision, language)
        if (known := self._examples.get(key)) is not None:
            return known  # no waiting for those of another language, which may take a minute
        with self._trying:
            if key not in self._examples:
                try:
                    found = examples(self.store, self._answers_in_quiet, language)
                except Exception as error:  # the page does without: its questions are asked anyway
                    _LOG.error("no example questions: %s", one_line(error))
                    found = []
                self._examples = {
                    known: questions
                    for known, questions in self._examples.items()
                    if known[0] is not store or known[1] == key[1]
                }
                self._examples[key] = found
            return self._examples[key]

    def _answers_in_quiet(self, question: str) -> bool:
        """The same, when nobody waits for an answer of their own, or has for a while."""
        at_last = time.monotonic() + GIVES_WAY
        while self.sessions.busy and time.monotonic() < at_last:
            time.sleep(_LOOKS)
        return self.answers(question)

    def answers(self, question: str, filters: Filters = _NO_FILTERS, stop: Stop = never) -> bool:
        """Whether the documents answer a question, as they are now; tried once.

        Raises `Stopped` where that is no longer wanted and not known yet.
        """
        store = self.store
        key = (store, store.catalogue.revision, question, filters)
        if key not in self._tried:
            tried = self.assistant.quoting()
            *_, answer = tried.stream(question, (), filters, self.top_k, stop)
            self._tried[key] = answer.answered
            while len(self._tried) > TRIED:
                self._tried.popitem(last=False)
        return self._tried[key]
