"""The title of a document: what its header block calls it, else its file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ingest.header import dates, meetings, sources
from ingest.header import numbers as document_numbers
from ingest.header.lines import Line, is_original

_MAX_WORDS = 45
# Lines that stand in every header and are nobody's title.
_STANDING = re.compile(
    r"^(?:"
    r"international\s*telecommunication\s*union|union\s+internationale\s+des\s+télécommunications|"
    r"unión\s+internacional\s+de\s+telecomunicaciones|международный\s+союз\s+электросвязи|"
    r"国际电信联盟|الاتحاد الدولي للاتصالات|itu|uit|general\s+secretariat\b.*|"
    r"telecommunication\s+(?:development|standardization)\s+(?:sector|bureau)|"
    r"(?:itu\s+)?(?:the\s+)?council(?:\s+\d{4})?|conseil(?:\s+\d{4})?|consejo(?:\s+\d{4})?|"
    r"(?:itu\s+)?(?:council\s*)?working\s*group\s*on\s*(?:the\s+)?child\s*(?:online\s*)?"
    r"(?:protection)?\s*(?:\(.*\))?|"
    r"groupe\s+de\s+travail\s+du\s+conseil\b.*|grupo\s+de\s+trabajo\s+del\s+consejo\b.*|"
    r"рабочая\s+группа\s+совета\b.*|理事会.*工作组.*|فريق\s+العمل\b.*|"
    r"(?:on\s+)?(?:child\s+)?online\s+protection(?:\s*\(.*\))?|protection|en\s+ligne\s+des\s+enfants|"
    r"\(?(?:c?wg-?co?p)\)?|"
    r"(?:agenda\s+item|item|point\s+de\s+l.ordre\s+du\s+jour|punto\s+del\s+orden)\b.*|pl\s*[\d.]+|"
    r"document|documento|документ|draft|public|restricted|confidential|tbc|x+-?[aefsrc]?|"
    r"(?:for\s+)?(?:information|action|decision|discussion)(?:\s+only)?|"
    r"(?:information\s+document|contribution|liaison\s+statement|report|note)|"
    r"(?:for\s+(?:action|information|comment)\s+to|to|cc|contact|tel|e-?mail|approval|deadline|"
    r"question\(?s?\)?|questions?|study\s+period|meeting|venue|place|ref|language|version|pages?)"
    r"\s*[:：].*|"
    r"(?:page\s+)?[-–\s]*\d+\s*[-–/]?\s*\d*\s*[-–]?|https?://\S*|www\.\S*|\S+@\S+|"
    r"document\s+x+-[aefsrc]|"
    r".*\b(?:not\s+an|no|unofficial|unedited)\s+(?:official|authoritative)?\s*(?:record|transcript)"
    r"\b.*"
    r")$",
    re.IGNORECASE,
)
_PLACE_AND_DATE = re.compile(r"^[\w .'’()-]{0,40}[,–-]?\s*$")
_ADDRESSED = re.compile(
    r"^(?:for\s+the\s+(?:work|attention|meeting)|to\s+the\s+(?:work|itu|council|cwg|\w+\s+meeting))\b",
    re.IGNORECASE,
)
_REPORTING = re.compile(
    r"^(?:draft\s+|interim\s+|final\s+)*(?:report|digest|outcomes?|summary|minutes|results|agenda|"
    r"opening|rapport|informe|resultados|résultats|compte\s+rendu)\b",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(
    r"(?:\b(?:of|the|on|in|for|and|to|with|by|a|an|from|at|de|du|des|la|le|les|et|y|del|para|sur|"
    r"en|"
    r"Working|Group)|[-–—:,&/])$",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"This\s+(?:document|report|paper)\s+(?:\w+\s+){0,2}?(?:summarizes|summarises|presents|contains|"
    r"reflects|provides|gives)\s+(?:a\s+summary\s+of\s+)?(?:the\s+)?"
    r"(?:(?:main|key)\s+)?(?:results|outcomes?|discussions?|conclusions|proceedings)\s+of\s+"
    r"(?P<meeting>the\s+[^,.;]{5,60}?\s*meetings?\b(?:\s+of\s+[^,.;]{3,110})?)",
    re.IGNORECASE,
)
# Titles that programs give to files.
_PROGRAM = re.compile(
    r"^(?:microsoft\s+(?:word|powerpoint)\s*-|untitled|document\s?\d*$|powerpoint presentation|"
    r"presentation\s?\d*$|slide\s?1?$|print$|title$|template|normal\.dot|\(?anonymous|unnamed|"
    r"word document|unspecified)",
    re.IGNORECASE,
)
_FILE_SUFFIX = re.compile(r"\.(?:docx?|pdf|txt|rtf|html?|md|pptx?|odt)$", re.IGNORECASE)


def labelled(lines: Sequence[Line]) -> str | None:
    """The title behind a label: "TITLE: …", "Subject: …", or on the line below."""
    for at, line in enumerate(lines):
        match = sources.TITLE_LABEL.match(line.text)
        if not match or (match["bare"] and not line.text.split()[0].isupper()):
            continue
        value = (match["title"] or match["bare"] or "").strip()
        following = [other.text for other in lines[at + 1 :]]
        if not value and at and sources.is_label(lines[at - 1].text):
            following = following[1:]  # a table read by columns: the source's value is first
        if not value and following:
            value = following.pop(0)
        while value and following and _goes_on(value, following[0]):
            value = f"{value} {following.pop(0)}"
        value = tidy(value)
        if value and len(value.split()) <= _MAX_WORDS:
            return value
    return None


def printed(lines: Sequence[Line]) -> str | None:
    """The title lines of a header block: what is left when all that stands in headers is gone.

    The main heading is the title where it stands above number, date and source; else the lines
    that follow those, else the ones before.
    """
    runs: list[list[Line]] = [[]]
    behind: str | None = None
    pivot = 0  # place in `runs` behind the last number, date or source
    after_source = False
    for line in lines:
        sourced = sources.is_source_line(line.text)
        if sourced or is_standing(line.text) or (after_source and _ADDRESSED.match(line.text)):
            runs.append([])
            after_source = sourced or after_source
            if sourced:
                behind = behind or sources.title_behind_source(line.text)
            if sourced or not _STANDING.match(line.text):
                pivot = len(runs) - 1
            continue
        after_source = False
        if _candidate(line):
            runs[-1].append(line)
        else:
            runs.append([])
    before = [run for run in runs[:pivot] if run]
    main = [run for run in before if run[0].level == 1]
    if main:
        return tidy(_join(main[0]))
    if behind:
        return tidy(behind)
    after = [run for run in runs[pivot:] if run]
    if after or before:
        return tidy(_join(after[0] if after else before[-1]))
    own = [line.text for line in lines if sources.of_phrase(line.text)]
    return tidy(own[0]) if own else None


def stated(opening: str) -> str | None:
    """The title of a report that says in its first sentence what it reports.

    >>> stated("This report summarizes the main results of the ninth meeting of CWG-COP, held")
    'Report of the ninth meeting of CWG-COP'
    """
    match = _STATEMENT.search(opening)
    return tidy(f"Report of {match['meeting']}") if match else None


def of_properties(properties: dict[str, str]) -> str | None:
    """The title in the file's own properties, unless a program put it there.

    >>> of_properties({"title": "Microsoft Word - C17-029e.docx"})
    """
    title = tidy(properties.get("title", ""))
    if not title or len(title) < 4 or _PROGRAM.match(title) or _FILE_SUFFIX.search(title):
        return None
    return title if re.search(r"\s", title) and re.search(r"[^\W\d_]{3}", title) else None


def of_file(path: Path) -> str:
    """A file's name made readable.

    >>> of_file(Path("docs/cwg-cop-24-report_final.txt"))
    'CWG-COP-24 report final'
    """
    name = re.sub(r"[_\s]+", " ", path.stem)
    name = re.sub(r"(?i)\bcwg[ -]?cop[ -]?(\d+)[ -]?", r"CWG-COP–\1 ", name)
    name = re.sub(
        r"(?<=\w)-(?=[a-zA-Z])|(?<=[a-z])-(?=\d)", " ", name.replace("CWG-COP", "CWG–COP")
    )
    name = " ".join(name.replace("–", "-").split()) or path.stem
    return name[0].upper() + name[1:]


def tidy(title: str) -> str:
    """A title without footnote marks, stray quotes of its table cell and doubled words."""
    text = " ".join(re.sub(r"\[\d+\]|\*+$|^[#*\s]+", "", title).split()).strip(" |")
    text = re.sub(r"(?<=\w)(st|nd|rd|th)(?=meeting)", r"\1 ", text, flags=re.IGNORECASE)
    text = re.sub(r"\b(meetings?)(of)\b", r"\1 \2", text, flags=re.IGNORECASE)
    # A web copy repeats the title as heading: "Terms of reference Terms of reference The…"
    twice = re.match(r"^(.{8,160}?)\s+\1(?![a-z])", text)
    if twice:
        text = twice[1]
    return text.strip(" ,;:")


def is_standing(line: str) -> bool:
    """Whether a line belongs to the form of a header: names of bodies, number, date, meeting."""
    text = line.strip(" /|")
    if _STANDING.match(text) or is_original(text):
        return True
    numbers = document_numbers.find(text)
    if numbers and len(text) - (numbers[0].end - numbers[0].start) < 25:
        return True
    found = dates.find(text)
    if found and _REPORTING.match(text) is None:
        rest = text[: found[0].start] + text[found[-1].end :]
        if len(rest.split()) <= 4 or meetings.find(rest):
            return True
    named = meetings.find(text)
    return bool(
        named
        and not _REPORTING.match(text)
        and len(text.split()) <= 14
        and (named[0].start < 12 or _STANDING.match(text[: named[0].start].strip(" –-,/")))
    )


def _candidate(line: Line) -> bool:
    """Whether a line can be (part of) a title."""
    text = line.text
    if text.startswith(">>") or len(text.split()) > _MAX_WORDS:
        return False
    if re.search(r"[^\W\d_]{3}[.!?]\s+[^\W\d_a-z]", text) and not _shouted(text):
        return False
    if re.match(r"^[-–•*·]\s", text) or not re.search(r"[^\W\d_]{2}", text):
        return False
    # A sentence, or somebody's words ("NORWAY: Thank you, Chair."), is no title.
    return line.level is not None or not re.search(r"[a-z)][.!?]['”\"]?$", text)


def _join(run: Sequence[Line]) -> str:
    """The first title of a run, over all the lines it is broken into."""
    title = run[0].text
    for line in run[1:]:
        if not _goes_on(title, line.text):
            break
        title = f"{title} {line.text}"
    return title


def _goes_on(title: str, line: str) -> bool:
    """Whether a line carries on the title above it."""
    if len(f"{title} {line}".split()) > _MAX_WORDS or is_standing(line):
        return False
    if sources.is_source_line(line) or sources.TITLE_LABEL.match(line):
        return False
    return bool(
        _UNFINISHED.search(title)
        or line[0].islower()
        or line[0] in '(“"‘'
        or (_shouted(title) and _shouted(line))
    )


def _shouted(text: str) -> bool:
    """Whether a line is set in capitals, some letters lost to extraction allowed."""
    letters = [
        sign for sign in re.sub(r"\d+(?:st|nd|rd|th)(?:meeting)?", "", text) if sign.isalpha()
    ]
    return bool(letters) and sum(sign.isupper() for sign in letters) >= 0.8 * len(letters)
