"""What a document says of itself at its top: title, kind, number, meeting, date, source, language.

Lenient on purpose: documents of fifteen years, in several forms, many of them extracted with
spaces lost and cells run together. Each piece has its own neighbour: `header_lines`,
`document_numbers`, `meetings`, `dates`, `sources`, `titles`, `languages`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ingest.header import dates, languages, meetings, sources, titles
from ingest.header import numbers as document_numbers
from ingest.header.lines import header_lines, is_original
from ingest.header.meetings import Bond
from ingest.header.numbers import DocumentNumber
from ingest.model import DocumentKind, Header, Speaker
from ingest.names.organisations import study_groups
from ingest.raw import RawDocument

_OPENING = 4000  # characters in which a document says which meeting it is of
_CITING = re.compile(
    r"\b(?:references?|see|cf|ref|annex|attachment|in\s+response\s+to|reply\s+to|related|"
    r"références?|referencias?|ссылк\w+)\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:held|convened|conducted|took\s+place|takes\s+place|met|tenue?s?|eu\s+lieu|celebrad[ao]s?|"
    r"tuvo\s+lugar|состоя\w+|проведен\w+)\b",
    re.IGNORECASE,
)
_REPORT_OF_MEETING = re.compile(
    r"\b(?:report|outcomes?|summary(?:\s+record)?|minutes|conclusions|digest|rapport|résultats|"
    r"compte\s+rendu|informe|resultados|actas?)\b.{0,80}(?:meeting|session|réunion|reunión)|"
    r"^(?:draft\s+)?summary\s+record|отчет\w*.{0,60}(?:собрани|заседани)|会议(?:的)?(?:报告|摘要)|"
    r"تقرير.{0,60}الاجتماع",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"^(?:draft\s+|final\s+|interim\s+|progress\s+|annual\s+)*(?:report|rapport|informe|отчет|报告)\b",
    re.IGNORECASE,
)
_REPORTS_MEETING = re.compile(
    r"\bthis\s+(?:report|document|summary)\s+(?:summari[sz]es|presents|contains|reflects)\b.{0,60}"
    r"\bmeetings?\b",
    re.IGNORECASE | re.DOTALL,
)
_LIAISON = re.compile(
    r"^(?:title\s*:\s*|subject\s*:\s*|incoming\s+|outgoing\s+|reply\s+)*(?:liaison\s+statements?\b|"
    r"LS/?[io/r]*\s+(?:on|to|from)\b|note\s+de\s+liaison|declaraci[óo]n\s+de\s+coordinaci[óo]n|"
    r"заявлени\w+\s+о\s+взаимодействии|联络声明|بيان\s+اتصال)",
    re.IGNORECASE,
)
_INFORMATION = re.compile(
    r"^(?:information\s+(?:document|paper|note)|for\s+information(?:\s+only)?\b|"
    r"document\s+d.information|pour\s+information|documento\s+(?:de\s+información|informativo)|"
    r"para\s+información|информационный\s+документ|для\s+информации|信息文件|وثيقة\s+معلومات)",
    re.IGNORECASE,
)
_CONTRIBUTION = re.compile(
    r"^(?:joint\s+|written\s+)*(?:contribution|contribución|вклад|proposals?\s+(?:by|from|of)\b|"
    r"input\s+(?:by|from)\b|مساهمة)|文稿$",
    re.IGNORECASE,
)
_TRANSCRIPT = re.compile(
    r"\b(?:verbatim\s+(?:record|report|transcript)|transcript(?:ion)?|captioning|captioned|"
    r"real-?time\s+text|procès-verbal|transcripción)\b",
    re.IGNORECASE,
)
_PROCEDURE = re.compile(
    r"^(?:draft\s+|provisional\s+|revised\s+)*(?:agenda|time\s+management\s+plan|list\s+of\s+"
    r"(?:participants|documents)|invitation|ordre\s+du\s+jour|orden\s+del\s+día)\b",
    re.IGNORECASE,
)


def parse(raw: RawDocument, path: Path) -> Header:
    """Header of a document read from `path`; what it does not say is None.

    Only the document's own number counts, not one that its text cites; the title is always
    there, from the file's name when from nowhere else.
    """
    lines = header_lines(raw)
    texts = [line.text for line in lines]
    opening = raw.text[:_OPENING]
    number = _number(texts) or document_numbers.from_file_name(path.stem)
    title = titles.labelled(lines) or titles.printed(lines)
    kind = _kind(texts, title, number, opening)
    if title is None:
        title = (
            titles.of_properties(raw.properties)
            or (titles.stated(opening) if kind is DocumentKind.REPORT else None)
            or titles.of_file(path)
        )
    meeting = _meeting(texts, title, number, opening, kind, path)
    source = sources.source(texts)
    if kind is DocumentKind.OTHER and number and source and not _PROCEDURE.match(title):
        kind = DocumentKind.CONTRIBUTION
    return Header(
        title=title,
        kind=kind,
        number=number.text if number else None,
        meeting=meeting,
        date=_date(texts, opening, meeting),
        source=_own_source(source, kind),
        language=(number.language if number else None) or languages.detect(raw.text),
    )


def _number(texts: Sequence[str]) -> DocumentNumber | None:
    """The document's own number: the one behind "Document", else the first in the block."""
    first: DocumentNumber | None = None
    previous = ""
    for text in texts:
        # "Revision 1 to / Document C17/29-E" stands on two lines of one cell.
        joined = f"{previous} {text}" if re.search(r"\b(?:to|à|al|de)$", previous) else text
        previous = text
        numbers = document_numbers.find(joined)
        if not numbers or _CITING.search(joined[: numbers[0].start]):
            continue
        label = re.search(r"\b(?:document\w*|документ)\W*$", joined[: numbers[0].start], re.I)
        if label:
            return numbers[0]
        first = first or numbers[0]
    return first


def _kind(
    texts: Sequence[str], title: str | None, number: DocumentNumber | None, opening: str
) -> DocumentKind:
    """What the document is, the surest sign first."""
    named = [text for text in (title, *texts) if text]
    if any(_TRANSCRIPT.search(text) for text in named if len(text.split()) <= 25):
        return DocumentKind.TRANSCRIPT
    if any(_LIAISON.match(text) for text in named):
        return DocumentKind.LIAISON
    if title and _PROCEDURE.match(title):
        return DocumentKind.OTHER
    contributed = any(_CONTRIBUTION.match(text) for text in texts)
    if title and _REPORT_OF_MEETING.search(title) and not contributed:
        return DocumentKind.REPORT
    if (number and number.information) or (
        not contributed and any(_INFORMATION.match(text) for text in named)
    ):
        return DocumentKind.INFORMATION
    if contributed or (title and _CONTRIBUTION.match(title)):
        return DocumentKind.CONTRIBUTION
    if _REPORTS_MEETING.search(opening) or any(_REPORT.match(text) for text in named):
        return DocumentKind.REPORT
    return DocumentKind.OTHER


def _meeting(
    texts: Sequence[str],
    title: str,
    number: DocumentNumber | None,
    opening: str,
    kind: DocumentKind,
    path: Path,
) -> int | None:
    """The meeting the document is of; a report of two meetings counts for the first.

    A report belongs to the meeting it reports, whatever meeting it was submitted to; every other
    document to the one it was submitted to.
    """
    if kind is DocumentKind.REPORT:
        reported = [m for m in meetings.find(title) if m.bond is not Bond.OTHER]
        if reported:
            return reported[0].number
    for text in texts:
        in_line = [m for m in meetings.find(text) if m.bond is not Bond.OTHER]
        of_line = titles.is_standing(text) or _REPORT_OF_MEETING.search(text)
        if in_line and of_line and _own(text, in_line[0].start):
            return in_line[0].number
    if number and number.meeting:
        return number.meeting
    for found in meetings.find(opening):
        if found.bond is Bond.GROUP and _own(opening, found.start):
            return found.number
        welcome = re.search(
            r"(?:welcome\s+to|call\s+to\s+order|open\w*)\s+(?:the\s+|our\s+)?$",
            opening[: found.start],
            re.IGNORECASE,
        )
        # "our first virtual meeting" counts meetings of a sort.
        counted = not re.search(
            r"virtual|remote|hybrid|public|formal", opening[found.start : found.end]
        )
        if welcome and counted and found.bond is Bond.UNSAID:
            return found.number
    in_name = re.search(r"cwg[-_ ]?co?p[-_ ]?(\d{1,2})(?!\d)", path.stem, re.IGNORECASE)
    return int(in_name[1]) if in_name else None


def _own(opening: str, start: int) -> bool:
    """Whether the meeting named at `start` may be the document's own, not one looked back at."""
    before = opening[max(0, start - 60) : start].split(". ")[-1]
    return not re.search(
        r"\b(?:previous|last|earlier|since|after|following|during|at|next|prior|recall\w*)\b",
        before,
        re.IGNORECASE,
    )


def _date(texts: Sequence[str], opening: str, meeting: int | None) -> str | None:
    """The date printed for the document, else that of its meeting, ISO 8601.

    In order: behind "Date:"; alone on its line or beside the number; with a place; on the line of
    the meeting; where the text says when the meeting was held.
    """
    ranked: list[tuple[int, int, str]] = []
    for at, text in enumerate(texts):
        for found in dates.find(text)[:1]:
            rest = (text[: found.start] + text[found.end :]).strip(" ,;/|–-()")
            if re.match(r"^date\b", text, re.IGNORECASE):
                rank = 0
            elif not rest or document_numbers.find(rest) or is_original(rest):
                rank = 1
            elif re.search(r"meeting|réunion|reunión|session|собрани|заседани", text, re.I):
                if _HELD.search(text) or not _own(text, found.start):
                    continue
                rank = 3
            elif len(rest.split()) <= 4 and not _CITING.search(rest):
                rank = 2
            else:
                continue
            if rank and found.range:
                rank = 3  # a document has one date, a meeting may have days
            ranked.append((rank, at, found.day.isoformat()))
    if ranked:
        return min(ranked)[2]
    for found in dates.find(opening):
        before = opening[max(0, found.start - 250) : found.start]
        held = [match.end() for match in _HELD.finditer(before)]
        if not held or len(before) - held[-1] > 60 or ". " in before[held[-1] :]:
            continue
        sentence = before.split(". ")[-1]
        named = meetings.find(sentence)
        own = not named or meeting in {m.number for m in named if m.bond is not Bond.OTHER}
        if own and re.search(r"meeting|réunion|reunión|собрани|session", sentence, re.IGNORECASE):
            return found.day.isoformat()
    return None


def _own_source(source: Speaker | None, kind: DocumentKind) -> Speaker | None:
    """A study group that writes a liaison statement is not a partner outside the Union."""
    if source and kind is DocumentKind.LIAISON and re.search(r"study group \d", source.name, re.I):
        groups = study_groups(source.name)
        return groups[0].speaker if groups else source
    return source
