"""The log of a server on stderr: lines for people, or a JSON object a line, by structlog.

Never a password, a token, or the text of a question or document. Of other libraries only warnings
are told: some of them log what they send.
"""

from __future__ import annotations

import logging
import sys
import threading
from typing import Any

from ui.errors import one_line

OWN = ("ui", "assistant", "index_store", "ingest")
"""Packages of this program, whose loggers have the level of the settings."""


def set_up(level: str, as_json: bool) -> None:
    """Sends all that this process logs to stderr; `level`: "debug" to "error"."""
    import structlog

    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[Any] = [structlog.dev.ConsoleRenderer(colors=False)]
    if as_json:
        last = [
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.captureWarnings(True)
    threading.excepthook = _thread_failed
    for name in OWN:
        logging.getLogger(name).setLevel(level.upper())


def _thread_failed(failed: threading.ExceptHookArgs) -> None:
    error = failed.exc_value
    if error is not None and not isinstance(error, SystemExit):
        logging.getLogger(__name__).error("%s", one_line(error), exc_info=error)
