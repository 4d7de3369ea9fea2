"""What reading needs whatever the file, loaded where this is imported: once, before any file.

The server that workers are forked from imports it, so that they share its memory; where workers
are not forked, each imports it before its limits begin.
"""

from __future__ import annotations

import sys
from contextlib import suppress

import ingest.reading  # noqa: F401
from ingest.attribution import parse

# spaCy would load torch where it is installed, longer than itself, and use nothing of it here.
sys.modules.setdefault("torch", None)  # type: ignore[arg-type]
with suppress(Exception):  # told of the file that needs the parser
    parse.pipeline()
