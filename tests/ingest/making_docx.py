"""Word documents made for the tests from their own XML, as Word writes it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
from docx.oxml import parse_xml

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def paragraph(inner: str, style: str = "", number: tuple[int, int] | None = None) -> str:
    """A w:p of runs as XML, or of plain text."""
    if not inner.startswith("<"):
        inner = run(inner)
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number is not None:
        properties += (
            f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
        )
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def run(text: str, looks: str = "") -> str:
    """A w:r with text, its looks as XML."""
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def level(depth: int, text: str, form: str = "decimal", start: int = 1, more: str = "") -> str:
    """A w:lvl of a multi-level list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*lists: str, numbers: str = "") -> str:
    """A numbering part: each of `lists` is the levels of one, numbered from 1."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{i}">{levels}</w:abstractNum>'
        for i, levels in enumerate(lists, start=1)
    )
    plain = "".join(
        f'<w:num w:numId="{i}"><w:abstractNumId w:val="{i}"/></w:num>'
        for i in range(1, len(lists) + 1)
    )
    return f"<w:numbering {NAMESPACES}>{abstract}{plain}{numbers}</w:numbering>"


def make_docx(path: Path, body: str, **parts: str) -> Path:
    """A document of `body`, with parts such as numbering, footnotes, styles as whole XML."""
    document = docx.Document()
    element = document.element.body
    for child in list(element):
        if not child.tag.endswith("sectPr"):
            element.remove(child)
    for child in parse_xml(f"<w:body {NAMESPACES}>{body}</w:body>"):
        element.insert(len(element) - 1, child)
    buffer = io.BytesIO()
    document.save(buffer)
    _with_parts(buffer, path, parts)
    return path


def _with_parts(source: io.BytesIO, path: Path, parts: dict[str, str]) -> None:
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(path, "w") as target:
        present = set(archive.namelist())
        for name in archive.namelist():
            data = archive.read(name)
            kind = Path(name).stem
            if name.startswith("word/") and kind in parts and name.endswith(".xml"):
                data = parts[kind].encode()
            elif name == "word/_rels/document.xml.rels":
                new = "".join(
                    f'<Relationship Id="rx{i}" Type="{_RELATION}{part}" Target="{part}.xml"/>'
                    for i, part in enumerate(parts)
                    if f"word/{part}.xml" not in present
                )
                data = data.replace(b"</Relationships>", new.encode() + b"</Relationships>")
            elif name == "[Content_Types].xml":
                new = "".join(
                    f'<Override PartName="/word/{part}.xml" ContentType="{_CONTENT}{part}+xml"/>'
                    for part in parts
                    if f"word/{part}.xml" not in present
                )
                data = data.replace(b"</Types>", new.encode() + b"</Types>")
            target.writestr(name, data)
        for part, xml in parts.items():
            if f"word/{part}.xml" not in present:
                target.writestr(f"word/{part}.xml", xml)
