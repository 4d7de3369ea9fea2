"""Opening the zip archive of a Word document; damaged, foreign and hostile ones are refused."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.cleaning import folded
from ingest.errors import UnreadableFile

if TYPE_CHECKING:
    from docx.document import Document

_MAX_UNPACKED = 512 * 1024 * 1024
_MAX_RATIO = 400


def open_docx(path: Path) -> Document:
    """Opens a Word document with python-docx.

    Raises UnreadableFile where it is protected, no Word document, damaged, or unpacks to far more
    than documents do.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    from ingest.readers.xml import XMLSyntaxError

    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(
            path, "is protected by a password or an old .doc; save it as .docx without one"
        )
    if head.startswith(b"%PDF-"):
        raise UnreadableFile(path, "is a PDF, not a Word document; rename it to .pdf")
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise UnreadableFile(
            path, "is no Word document (.docx is a zip archive, this is none); save it again"
        ) from None
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if unpacked > _MAX_UNPACKED or (unpacked > 2**25 and unpacked / packed > _MAX_RATIO):
        raise UnreadableFile(path, f"would unpack to {unpacked >> 20} MB; not read")
    try:
        return docx.Document(str(path))
    except XMLSyntaxError:
        reason = "is damaged: its XML cannot be read; save it again in Word"
    except PackageNotFoundError:
        reason = "is no Word document; save it again in Word"
    except (KeyError, ValueError, AttributeError, zipfile.BadZipFile, OSError, EOFError) as error:
        reason = f"is a damaged or foreign Office document ({folded(str(error))[:80]})"
    except Exception as error:  # zlib and lxml raise errors of their own on damaged parts
        reason = f"is a damaged Word document ({type(error).__name__}); save it again in Word"
    raise UnreadableFile(path, reason)
