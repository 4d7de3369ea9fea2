"""The title of a document: what its header block calls it, else its file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ingest.header import dates, sources
from ingest.header.labels import labelled, pattern, starts
from ingest.header.languages import is_small
from ingest.header.lines import Line
from ingest.header.standing import (
    is_meeting,
    is_paging,
    is_pivot,
    is_standing,
    kind_words,
    names_kind,
)

_MAX_WORDS = 45
_FORM_LINES = 3
_STATE_WORDS = 3  # before the kind: "Sultanate of Oman's address"
_NEAR_START = 16  # characters before the kind: "Chairman's report"
_FULL_LINE = 80  # characters: a title that long may leave a word or two for the next line
_STATED = re.compile(
    r"This\s+(?:document|report|paper)\s+(?:\w+\s+){1,6}?(?:results|outcomes?|discussions?|"
    r"conclusions|proceedings)\s+of\s+"
    r"(?P<meeting>the\s+[^,.;]{5,60}?\s*meetings?\b(?:\s+of\s+[^,.;]{3,110})?)",
    re.IGNORECASE,
)
_FILE_SUFFIX = re.compile(r"\.[a-z]{2,4}$", re.IGNORECASE)


def of_label(lines: Sequence[Line], value: str | None) -> str | None:
    """The title behind a label, with the lines that it goes on over."""
    if not value:
        return None
    texts = [line.text for line in lines]
    at = next((i for i, text in enumerate(texts) if text.endswith(value)), len(texts))
    for text in texts[at + 1 :]:
        if not _goes_on(value, text):
            break
        value = f"{value} {text}"
    value = tidy(value)
    return value if value and len(value.split()) <= _MAX_WORDS else None


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
        if not line.text:  # a labelled field stood here
            form = pivot == 0 and runs[-1] and runs[-1] is runs[0] and len(runs[0]) <= _FORM_LINES
            if form:  # the title above a web form, wrapped over several lines
                runs[0] = [Line(" ".join(part.text for part in runs[0]), runs[0][0].level)]
            runs.append([])
            pivot, after_source = len(runs) - 1, False
            continue
        if runs[-1] and _unfinished(runs[-1][-1].text) and not dates.find(line.text):
            runs[-1].append(line)
            continue
        sourced = sources.is_source_line(line.text) and not _speech(line.text)
        addressed = after_source and sources.ADDRESSED.match(line.text)
        if sourced or addressed or (is_standing(line.text) and not _speech(line.text)):
            after_source = sourced or after_source
            if sourced:
                behind = behind or sources.title_behind_source(line.text)
            runs.append([])
            below = pivot > 0 and any(runs[pivot:])  # "(Submitted by X)" below the title
            if not (sourced and below) and (sourced or is_pivot(line.text)):
                pivot = len(runs) - 1
            continue
        after_source = False
        if _candidate(line):
            if runs[-1] and names_kind(line.text):
                runs.append([])
            runs[-1].append(line)
        else:
            runs.append([])
    before = [run for run in runs[:pivot] if run]
    # Only one: the covers of PDFs are large print throughout.
    top = [line for line in lines if line.level == 1]
    main = [run for run in before if run[0].level == 1 and len(top) == 1]
    if len(top) == 1 and lines[0] is top[0] and not sources.is_source_line(top[0].text):
        return tidy(top[0].text)
    named = [run for run in runs[pivot:] + runs[:pivot] if _names(run)]
    if main:
        return tidy(_join(main[0]))
    if behind:
        return tidy(behind)
    if named:
        return tidy(_join(named[0]))
    after = [run for run in runs[pivot:] if run]
    if after or before:
        return tidy(_join(after[0] if after else before[-1]))
    return _of_form(lines)


def of_record(lines: Sequence[Line]) -> str | None:
    """The title of a record without one: the body and the meeting that stand above its date."""
    found: list[str] = []
    for line in lines:
        if dates.find(line.text) or labelled(line.text):
            break
        if not is_paging(line.text):
            found.append(line.text)
    return tidy(" ".join(found)) or None


def _of_form(lines: Sequence[Line]) -> str | None:
    """Where nothing is left: the line of the source, else the one that names a meeting."""
    for wanted in (is_meeting, sources.of_phrase, names_kind):
        for line in lines:
            if wanted(line.text):
                return tidy(line.text)
    return None


def stated(opening: str) -> str | None:
    """The title of a report that says in its first sentence what it reports.

    >>> stated("This report summarizes the main results of the ninth meeting of CWG-COP, held")
    'Report of the ninth meeting of CWG-COP'
    """
    match = _STATED.search(opening)
    return tidy(f"Report of {match['meeting']}") if match else None


def of_properties(properties: dict[str, str]) -> str | None:
    """The title in the file's own properties, unless a program put it there.

    >>> of_properties({"title": "Microsoft Word - C17-029e.docx"})
    """
    title = tidy(properties.get("title", ""))
    program = pattern("program titles", after=r"(?:\s?\d*$|(?<=-))").match(title)
    if len(title) < 4 or program or _FILE_SUFFIX.search(title):
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
    text = re.sub(r"(?i)\d\w\w(?=meeting)|\bmeetings?(?=of\b)", r"\g<0> ", text)
    # A web copy repeats the title as heading: "Terms of reference Terms of reference The…"
    twice = re.match(r"^(.{8,200}?)\s+\1(?![a-z])", text)
    if twice:
        text = twice[1]
    return text.strip(" ,;:")


def _speech(line: str) -> bool:
    """Whether a line begins the title of a statement: "Statement by H.E. …", "Discours de …"."""
    words = len(line.split())
    told = words == 1 or (words > 2 and pattern("by").search(line))
    return bool(told) and starts("kinds/statement", line)


def _names(run: Sequence[Line]) -> bool:
    """Whether a run of lines begins with a word for a kind of document."""
    if not run:
        return False
    kind = kind_words().search(run[0].text)
    before = run[0].text[: kind.start()].split() if kind else []
    of_state = 0 < len(before) <= _STATE_WORDS and sources.states(" ".join(before))
    return names_kind(run[0].text) or bool(of_state)


def _candidate(line: Line) -> bool:
    """Whether a line can be (part of) a title."""
    text = line.text
    if text.startswith(">>") or len(text.split()) > _MAX_WORDS:
        return False
    untitled = pattern("honorifics").sub("", text)
    if re.search(r"[^\W\d_]{3}[.!?]\s+[^\W\d_a-z]", untitled) and not _shouted(text):
        return False
    if re.match(r"^[-–•●*·]\s", text) or not re.search(r"[^\W\d_]{2}", text):
        return False
    # A sentence, or somebody's words ("NORWAY: Thank you, Chair."), is no title.
    near = kind_words().search(text)
    if near and near.start() < _NEAR_START:
        return True
    return line.level is not None or not re.search(r"[a-z)][.!?]['”\"]?$", text)


def _join(run: Sequence[Line]) -> str:
    """The first title of a run, over all the lines it is broken into."""
    title = run[0].text
    for line in run[1:]:
        told = _speech(title) and not re.search(r"[:\[]", line.text)
        if not _goes_on(title, line.text) and not told:
            break
        if len(f"{title} {line.text}".split()) > _MAX_WORDS:
            break
        title = f"{title} {line.text}"
    return title


def _goes_on(title: str, line: str) -> bool:
    """Whether a line carries on the title above it."""
    if len(f"{title} {line}".split()) > _MAX_WORDS:
        return False
    if is_standing(line):
        return _unfinished(title) and not dates.find(line)
    if sources.is_source_line(line) or labelled(line):
        return False
    return bool(
        _unfinished(title)
        or line[0].islower()
        or line[0] in '(“"‘'
        or (_shouted(title) and _shouted(line))
        or (len(title) > _FULL_LINE and len(line.split()) <= 2)
    )


def _unfinished(title: str) -> bool:
    """Whether a line breaks off: at a small word, a comma, a dash."""
    last = title.split()[-1]
    return last[-1] in "-–—:,&/" or is_small(last) or last in ("Working", "Group")


def _shouted(text: str) -> bool:
    """Whether a line is set in capitals, some letters lost to extraction allowed."""
    letters = [sign for sign in re.sub(r"\d+\w\w(?:meeting)?", "", text) if sign.isalpha()]
    return bool(letters) and sum(sign.isupper() for sign in letters) >= 0.8 * len(letters)
