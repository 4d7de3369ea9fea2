"""Document numbers of the group: found in any spelling, written in one.

The group's documents carry numbers of its own ("CWG-COP-24/INF/15"), of its first years
("WG-CP/3/7", "WG-COP/13") and of the Council ("C17/29"), with or without a language letter
("-E") and a revision ("(Rev.2)"). Extracted text puts spaces in or loses them, and prints
hyphens as dashes.

The documents of other bodies carry a code ("FCCC/SBI/2018/11", "XX ATCM/WP 34", "IP-109"):
`printed` reads it from a line of a header.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LANGUAGE_LETTERS = {"A": "ar", "C": "zh", "E": "en", "F": "fr", "R": "ru", "S": "es"}

_DASH = r"\s*[-‐‑‒–—−]\s*"
_SERIES = r"INF|DT|DL|ADM|TD|TEMP|LS"
# A number may be glued to the date behind it ("C20/57-E3 March 2020"), never to more letters
# or digits of its own.
_TAIL = rf"(?:/\s*(?P<series>{_SERIES})\s*)?/\s*(?P<serial>\d{{1,3}})(?!\d|\s*/\s*\d)"
_NUMBER = re.compile(
    rf"""(?<![A-Za-z0-9/])
    (?: (?P<group>CWG){_DASH}(?P<name>[A-Z][A-Za-z]{{1,8}}){_DASH}(?P<meeting>\d{{1,2}})\s*
      | (?P<early>C?WG\s*[-‐‑‒–—]?\s*CO?P)\s*(?:[/-]\s*(?P<early_meeting>\d{{1,2}})\s*(?=/))?
      | C\s?(?P<year>\d{{2}})\s*
    ){_TAIL}""",
    re.VERBOSE | re.IGNORECASE,
)
_REVISION = re.compile(
    r"\s*\(?\s*(?P<kind>R[ée]v|Add|Corr?|Rec|Anx)(?:\w*)?\s*\.?\s*(?P<n>\d{1,2})\s*\)?"
    r"|\s*\(\s*[РП](?:ересм|ев)\w*\.?\s*(?P<ru>\d{1,2})\s*\)"
    # "-R1", but not the letter of the Russian text before a date: "-R3 March 2020".
    rf"|{_DASH}R(?P<short>\d{{1,2}})(?!\d|\s*\w+\s+\d{{4}})",
    re.IGNORECASE,
)
_LETTER = re.compile(rf"{_DASH}(?P<letter>[ACEFRSacefrs])(?![a-zà-ÿ])")
_REVISION_OF = re.compile(
    r"(?P<kind>Revision|R[ée]vision|Revisi[óo]n|Addend\w*|Corrigend\w*)\s+(?P<n>\d{1,2})\s+"
    r"(?:to|au|à|al|del?)\s+(?:the\s+)?(?:Documento?\s*:?\s*)?$",
    re.IGNORECASE,
)
_KINDS = {"r": "Rev", "a": "Add", "c": "Corr"}

# Names under which the ITU site serves its files: "S25-CWGCOP23-INF-0005!R1!MSW-E.docx",
# "S20-CL-C-0057!!PDF-E.pdf".
_SERVED = re.compile(
    r"S(?P<year>\d{2})-(?:CL)?-?(?:CWG-?(?P<name>[A-Z]+?)-?(?P<meeting>\d{1,2})-)?"
    rf"(?P<series>C|{_SERIES})-0*(?P<serial>\d{{1,4}})"
    r"(?:!(?P<kind>[RAC])?(?P<n>\d+)?)?!(?:\w{3})-(?P<letter>[ACEFRS])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class DocumentNumber:
    """A document number in its one form, and what it tells.

    `text` has no language letter ("CWG-COP-22/3(Rev.2)"); `meeting` is the number of the
    meeting it belongs to, `language` the ISO 639-1 code of its letter, both None where it
    does not say. `start` and `end` are where it stands in the searched text.
    """

    text: str
    meeting: int | None = None
    language: str | None = None
    start: int = 0
    end: int = 0


def find(text: str) -> list[DocumentNumber]:
    """All document numbers of a text, in order.

    >>> [number.text for number in find("Document: CWG‑COP – 22 / 3 (Rev. 2)-E")]
    ['CWG-COP-22/3(Rev.2)']
    >>> find("Document C20/57-E3 March 2020")[0].language
    'en'
    """
    return [_read(match, text) for match in _NUMBER.finditer(text)]


def from_file_name(stem: str) -> DocumentNumber | None:
    """The number that a file is named after, None where it is named otherwise.

    >>> from_file_name("S20-CL-C-0057!R1!MSW-E").text
    'C20/57(Rev.1)'
    >>> from_file_name("cwg-cop-24-inf-15-e").text
    'CWG-COP-24/INF/15'
    >>> from_file_name("cwg-cop-24-report")
    """
    served = _SERVED.search(stem)
    if served:
        series, serial = served["series"].upper(), int(served["serial"])
        root = (
            f"CWG-{served['name'].upper()}-{int(served['meeting'])}"
            if served["name"]
            else f"C{served['year']}"
        )
        revision = f"({_KINDS[served['kind'].lower()]}.{served['n']})" if served["n"] else ""
        return DocumentNumber(
            text=f"{root}/{serial}{revision}"
            if series == "C"
            else f"{root}/{series}/{serial}{revision}",
            meeting=int(served["meeting"]) if served["meeting"] else None,
            language=LANGUAGE_LETTERS[served["letter"].upper()],
        )
    # "cwg-cop-24-inf-15-e", "C17_29(Rev.1)-E": a file name cannot hold the slashes.
    name = re.sub(r"_", "-", stem)
    name = re.sub(rf"(?i)-({_SERIES})-?(?=\d)", r"/\1/", name)
    name = re.sub(r"(?i)^(CWG-[A-Z]+-\d{1,2}|C\d{2}|WG-CO?P-\d{1,2})-(?=\d)", r"\1/", name)
    numbers = find(name)
    return numbers[0] if numbers and numbers[0].start == 0 else None


# A code: capitals, then parts behind slashes, with a figure in it: "S/PV.8702", "A/79/L.2".
_CODE = re.compile(
    r"(?<![\w/])(?:[IVXLC]{1,7} )?[A-Z][A-Z.]*\d*(?:\s?/\s?[A-Z\d][\w.-]*(?:\(\d+\))?)+"
    r"(?: \d{1,3}\b)?(?:\s?\(?(?:Rev|Add|Corr)[. ]*\d+\)?)?(?![\w/])"
)
# A kind of paper and its figure, alone in the line: "IP-109", "Working Paper WP 007 (Rev 1)".
_PAPER = re.compile(
    r"(?:(?:[A-Z][a-z]+ ){1,2}[A-Z]{1,6}|[A-Z]{2})[. -]{1,2}\d{1,4}"
    r"(?:\s?\(?(?:Rev|Add|Corr)[. ]*\d+\)?)?"
)


def is_chapter(text: str) -> bool:
    """Whether a text is a chapter and page: "VI-10.1"."""
    return re.fullmatch(r"[IVX]{1,5}-\d{1,3}(?:\.\s?\d{1,2})?", text) is not None


def printed(line: str, labelled: bool = False) -> str | None:
    """The number of any body's document in a line of a header; behind a label it need only have
    a figure.

    >>> printed("United Nations S/ PV.8702"), printed("XX ATCM/WP 34"), printed("ANT. 29", True)
    ('S/PV.8702', 'XX ATCM/WP 34', 'ANT. 29')
    >>> printed("HTTP/2 and COP/MOP 2 in one line")
    """
    text = line.strip(" []|")
    found = find(text)
    if found:
        return found[0].text
    code = _CODE.search(text)
    if code and re.search(r"\d", code.group()) and re.search(r"[/ ].*[/A-Z]", code.group()):
        rest = (text[: code.start()] + text[code.end() :]).split()
        if len(rest) <= 2:
            return re.sub(r"\s?/\s?", "/", code.group())
    if _PAPER.fullmatch(text) or is_chapter(text):
        return text
    whole = labelled and len(text) <= 40 and any(sign.isdigit() for sign in text)
    return text if whole else None


def _read(match: re.Match[str], text: str) -> DocumentNumber:
    """The number of a match, with the revision before or behind it and its letter."""
    meeting = match["meeting"] or match["early_meeting"]
    if match["group"]:
        root = f"CWG-{match['name'].upper()}-{int(match['meeting'])}"
    elif match["early"]:
        spelling = re.sub(r"[^A-Z]", "", match["early"].upper())
        body = "COP" if spelling.endswith("COP") else "CP"
        root = f"{'CWG' if spelling.startswith('C') else 'WG'}-{body}"
        if meeting:
            root += f"/{int(meeting)}"
    else:
        root = f"C{match['year']}"
    series = (match["series"] or "").upper()
    number = f"{root}/{series}/" if series else f"{root}/"
    number += str(int(match["serial"]))

    end = match.end()
    revisions: list[str] = []
    letter = None
    # Revision and letter come in either order: "29(Rev.1)-E", "29-E (Rev.1)".
    for _ in range(3):
        behind = _REVISION.match(text, end)
        if behind:
            kind = _KINDS[(behind["kind"] or "r")[0].lower()]
            revisions.append(f"({kind}.{int(behind['n'] or behind['ru'] or behind['short'])})")
            end = behind.end()
            continue
        lettered = _LETTER.match(text, end)
        if lettered and letter is None:
            letter = lettered["letter"].upper()
            end = lettered.end()
            continue
        break
    if not revisions:
        before = _REVISION_OF.search(text[max(0, match.start() - 60) : match.start()])
        if before:
            revisions.append(f"({_KINDS[before['kind'][0].lower()]}.{int(before['n'])})")
    return DocumentNumber(
        text=number + "".join(revisions),
        meeting=int(meeting) if meeting else None,
        language=LANGUAGE_LETTERS.get(letter or ""),
        start=match.start(),
        end=end,
    )
