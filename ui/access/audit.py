"""The audit log: who changed what, one JSON object a line, beside the store.

Never what is in documents, nor the text of questions unless the setting `audit_questions` says so;
never a password.
"""

from __future__ import annotations

import getpass
import logging
import threading
from pathlib import Path
from typing import Any

_LOG = logging.getLogger(__name__)
FILE = "audit.jsonl"
NO_ACCOUNT = "(page, without an account)"
"""Who does what is done on the page of a server that has no accounts."""


class Audit:
    """Appends to `audit.jsonl` in the store's folder."""

    def __init__(self, store: Path) -> None:
        self.path = store / FILE
        self._lock = threading.Lock()

    def note(self, event: str, by: str | None = None, **facts: object) -> None:
        """Notes one event; `by`: a user, else the machine's user who runs the command.

        Where it cannot be written, as in a store that is only read, the log says so.
        """
        import structlog

        who = by if by is not None else f"{getpass.getuser()} (command line)"
        line: Any = {"event": event, "by": who, **facts}
        stamp = structlog.processors.TimeStamper(fmt="iso", utc=True)
        written = structlog.processors.JSONRenderer(ensure_ascii=False)(
            None, "", stamp(None, "", line)
        )
        text = written.decode() if isinstance(written, bytes) else written
        try:
            self._append(f"{text}\n")
        except OSError as error:
            _LOG.error("%s cannot be noted in %s (%s)", event, self.path, error.strerror)

    def _append(self, line: str) -> None:
        with self._lock:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            new = not self.path.exists()
            with self.path.open("a", encoding="utf-8") as file:
                file.write(line)
            if new:
                self.path.chmod(0o600)
