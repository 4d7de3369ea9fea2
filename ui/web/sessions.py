"""Open pages: whose they are, whether somebody listens, and what is being worked on for them.

Gradio knows an open page by a short name that its browser makes up (`session_hash`). Here that
name belongs to whoever used it first, known by a cookie, and to nobody else.
"""

from __future__ import annotations

import secrets
import threading
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.stopping import Stop
from ui.access.viewer import Viewer
from ui.web import limits


class Sessions:
    """The open pages of one server; may be used from every thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._owners: OrderedDict[str, str] = OrderedDict()
        self._listeners: Counter[str] = Counter()
        self._viewers: dict[str, Viewer] = {}
        self._gone: set[str] = set()
        self._silent: dict[str, object] = {}
        self._working: dict[str, dict[threading.Event, int]] = defaultdict(dict)
        self._given_up: dict[str, int] = {}
        self._ending = False

    @staticmethod
    def new_owner() -> str:
        """A cookie that nobody can guess."""
        return secrets.token_urlsafe(24)

    def owns(self, owner: str, page: str) -> bool:
        """Whether an open page is this owner's; one that is new becomes theirs."""
        with self._lock:
            known = self._owners.setdefault(page, owner)
            self._owners.move_to_end(page)
            while len(self._owners) > limits.PAGES:
                forgotten = self._owners.popitem(last=False)[0]
                self._gone.discard(forgotten)
                self._viewers.pop(forgotten, None)
                self._given_up.pop(forgotten, None)
            return secrets.compare_digest(known, owner)

    def asked(self, page: str, viewer: Viewer) -> None:
        """Something is to be done for an open page: somebody is there, and this is who."""
        with self._lock:
            self._returned(page)
            self._viewers[page] = viewer

    def viewer(self, page: str) -> Viewer | None:
        """Who asked for something from an open page last; None where nobody has."""
        with self._lock:
            return self._viewers.get(page)

    def opened(self, page: str) -> None:
        """Somebody listens for answers."""
        with self._lock:
            self._returned(page)
            self._listeners[page] += 1

    def closed(self, page: str) -> None:
        """They no longer do. All answers may have come, and the next question be on its way."""
        with self._lock:
            self._listeners[page] -= 1
            if self._listeners[page] <= 0:
                del self._listeners[page]

    def silence(self, page: str) -> object | None:
        """What `left` takes where nobody listens any more; None where somebody does.

        The request that listens comes after the question, on a slow line seconds after; and that
        one ended may be noticed after the next question came. So a page counts as left where it
        neither asks nor listens for a while after this.
        """
        with self._lock:
            if self._listeners[page]:
                return None
            silence = self._silent[page] = object()
            return silence

    def left(self, page: str, silence: object) -> None:
        """Nothing more is done for an open page, unless something came since the silence began."""
        with self._lock:
            if self._silent.get(page) is not silence:
                return
            del self._silent[page]
            self._gone.add(page)
        self.stop(page)

    def _returned(self, page: str) -> None:
        self._gone.discard(page)
        self._silent.pop(page, None)

    def stop(self, page: str) -> None:
        """Give up what is being worked on for an open page."""
        with self._lock:
            for event in self._working.get(page, ()):
                event.set()

    def give_up(self, page: str, turn: int) -> None:
        """A question of an open page is wanted no longer, even where its work is still to begin."""
        with self._lock:
            self._given_up[page] = turn
            for event, number in self._working.get(page, {}).items():
                if number == turn:
                    event.set()

    def stop_all(self) -> None:
        """Give up everything; nothing new begins."""
        with self._lock:
            self._ending = True
            for events in self._working.values():
                for event in events:
                    event.set()

    @property
    def busy(self) -> int:
        """How many things are being worked on, for everybody together."""
        with self._lock:
            return sum(map(len, self._working.values()))

    @contextmanager
    def working(self, page: str, turn: int = 0) -> Iterator[Stop]:
        """While an answer is worked on: gives what tells whether it is no longer wanted.

        `turn`: what the page calls the question; 0 where it has no name.
        """
        event = threading.Event()
        with self._lock:
            self._working[page][event] = turn
            given_up = turn and self._given_up.get(page) == turn
            if page in self._gone or self._ending or given_up:
                event.set()
        try:
            yield event.is_set
        finally:
            with self._lock:
                del self._working[page][event]
                if not self._working[page]:
                    del self._working[page]
