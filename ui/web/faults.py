"""What Gradio tells of functions of the page that failed: a line of the log, as all others are."""

from __future__ import annotations

import logging
import sys

from gradio import queueing, route_utils, routes
from gradio.exceptions import Error

from ui.errors import one_line
from ui.web.incoming import Refused

_LOG = logging.getLogger(__name__)


class _Logged:
    """Stands where Gradio has the module `traceback`, which writes to stderr past the log."""

    @staticmethod
    def print_exc() -> None:
        """Logs the exception that is being handled."""
        error = sys.exc_info()[1]
        if isinstance(error, Error):  # its words quote what was sent
            _LOG.warning("what the page sent is not taken (%s)", type(error).__name__)
        elif isinstance(error, Refused):
            _LOG.warning("refused: %s", one_line(error))
        elif error is not None:
            _LOG.error("%s", one_line(error), exc_info=error)


def log_faults() -> None:
    """From now on Gradio's tracebacks are logged."""
    for module in (queueing, route_utils, routes):
        vars(module)["traceback"] = _Logged
