"""The store and the assistant as whoever asks may see them: every door of a server asks here."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from index_store.views import KEPT, Views
from ui.access.viewer import Viewer, current_viewer

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from index_store import Store


class Shown(Protocol):
    """A store and an assistant over it, both as somebody may see them."""

    @property
    def store(self) -> Store:
        """The documents."""

    @property
    def assistant(self) -> Assistant:
        """Answers over these documents."""


@dataclass(frozen=True)
class ShownToOne:
    """What a command shows to whoever runs it."""

    store: Store
    assistant: Assistant


class Seen:
    """What a server shows: to each request what its viewer may see.

    >>> with on_behalf_of(Viewer("ana", groups=frozenset({"staff"}))):    # doctest: +SKIP
    ...     seen.assistant.ask("What did Malaysia say on AI?")
    """

    def __init__(
        self,
        store: Store,
        assistant: Assistant,
        over: Callable[[Store], Assistant] | None = None,
        viewer: Callable[[], Viewer] = current_viewer,
    ) -> None:
        """`assistant`: over all of `store`; `over` makes one over a part, `viewer` tells who asks.

        Without `over` it is one of the same kind with its defaults.
        """
        self.whole = store
        self.whole_assistant = assistant
        self.viewer = viewer
        self._over = over or type(assistant)
        self._views = Views(store)
        self._assistants: OrderedDict[Store, Assistant] = OrderedDict()
        self._making = threading.Lock()

    @property
    def store(self) -> Store:
        """The documents that the viewer of this request may read."""
        return self._views.seen_by(self.viewer().groups)

    @property
    def assistant(self) -> Assistant:
        """Answers from these documents, and knows of no others."""
        store = self.store
        if store is self.whole:
            return self.whole_assistant
        with self._making:
            made = self._assistants.get(store)
            if made is None:
                made = self._assistants[store] = self._over(store)
            self._assistants.move_to_end(store)
            while len(self._assistants) > KEPT:
                self._assistants.popitem(last=False)
            return made
