"""Bytes of a text file as characters."""

from __future__ import annotations

import codecs
from pathlib import Path

from charset_normalizer import from_bytes

from ingest.errors import UnreadableFile

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF; rename it to .pdf"),
    (b"PK\x03\x04", "a zip archive or Office document; rename it to .docx if it is one"),
    (b"\xd0\xcf\x11\xe0", "an old Office document; save it as .docx"),
    (b"{\\rtf", "RTF; save it as .docx"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
)


def decode(data: bytes, path: Path) -> str:
    """The characters of a text file, whatever its encoding.

    UTF-8 and what byte order marks announce come first, then UTF-16 without a mark, then
    Windows-1252 for text mostly of ASCII, else what charset-normalizer finds.

    Raises UnreadableFile where the bytes are no text.
    """
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableFile(path, f"is no text but {what}")
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                break
    wide = _wide_encoding(data) or _wide_encoding_of_other_scripts(data)
    if wide:
        return data.decode(wide, errors="replace")
    if _is_binary(data):
        raise UnreadableFile(path, "is no text but binary data")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data, path)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a byte order mark, told by the zero bytes of its ASCII characters."""
    sample = data[:4000]
    if len(sample) < 8 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.4 * half and even < 0.05 * half:
        encoding = "utf-16-le"
    elif even > 0.4 * half and odd < 0.05 * half:
        encoding = "utf-16-be"
    else:
        return None
    text = sample.decode(encoding, errors="replace")
    strange = sum(1 for character in text if character < " " and character not in "\t\n\r\f")
    return encoding if strange <= 0.02 * len(text) else None


def _wide_encoding_of_other_scripts(data: bytes) -> str | None:
    """UTF-16 without a mark whose letters are not ASCII, told by its spaces and line ends.

    Read in the wrong order or from bytes of eight bits, these would be characters that no text
    has, and few would be letters of scripts in use.
    """
    sample = data[: 8000 - 8000 % 2]
    if len(data) % 2 or sample.count(0) < len(sample) / 400:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        breaks = sum(character in " \r\n。，、" for character in text)
        known = sum(character.isprintable() or character.isspace() for character in text)
        if breaks >= len(text) / 100 and known >= 0.99 * len(text):
            return encoding
    return None


def _is_binary(data: bytes) -> bool:
    """Control characters that no text has, in number."""
    sample = data[:65536]
    controls = sum(sample.count(code) for code in range(32) if code not in (9, 10, 11, 12, 13, 27))
    return sample.count(0) > 0.001 * len(sample) + 1 or controls > 0.02 * len(sample) + 2


def _decode_legacy(data: bytes, path: Path) -> str:
    high = sum(1 for byte in data[:65536] if byte > 127)
    broken = data.decode("utf-8", errors="replace")
    if broken.count("\ufffd") <= max(1, 0.002 * len(broken)) and high > 3 * broken.count("\ufffd"):
        # UTF-8 with a few broken bytes.
        return broken
    if high <= 0.25 * len(data[:65536]):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    best = from_bytes(data[:262144]).best()
    if best is None:
        raise UnreadableFile(path, "is no text in an encoding known; save it as UTF-8")
    return data.decode(best.encoding, errors="replace")
