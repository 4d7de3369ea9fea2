"""The audit log: who changed what, one JSON object a line, beside the store.

Never what is in documents, nor the text of questions unless the setting `audit_questions` says so;
never a password.
"""

from __future__ import annotations

import getpass
import threading
from pathlib import Path
from typing import Any

FILE = "audit.jsonl"


class Audit:
    """Appends to `audit.jsonl` in the store's folder."""

    def __init__(self, store: Path) -> None:
        self.path = store / FILE
        self._lock = threading.Lock()

    def note(self, event: str, by: str | None = None, **facts: object) -> None:
        """Notes one event; `by`: a user, else the machine's user who runs the command."""
        import structlog

        who = by if by is not None else f"{getpass.getuser()} (command line)"
        line: Any = {"event": event, "by": who, **facts}
        stamp = structlog.processors.TimeStamper(fmt="iso", utc=True)
        written = structlog.processors.JSONRenderer(ensure_ascii=False)(
            None, "", stamp(None, "", line)
        )
        text = written.decode() if isinstance(written, bytes) else written
        with self._lock:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            new = not self.path.exists()
            with self.path.open("a", encoding="utf-8") as file:
                file.write(f"{text}\n")
            if new:
                self.path.chmod(0o600)
