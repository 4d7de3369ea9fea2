"""Questions that the reader learns from: each names the sentences that answer it, by offsets.

A line holds no text of the document it asks about, so that questions over documents that are not
part of the project can ship with it. `evals/sets/README.md` describes the form.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from pydantic import ConfigDict, Field, model_validator
from pypdf import PdfReader

from evals.questions import BadQuestions, Identified, read

SETS = Path(__file__).parent / "sets" / "reading"
CONTRAST = Path(__file__).parent / "sets" / "contrast"
"""Questions in pairs over the same documents: one that a sentence answers, one that it seems to."""
OWN = "documents/"
"""How the name of a document begins that ships with the questions."""

TRANSCRIPTS = "transcripts/"
"""How the name of a document begins that lies in a folder of that name, beside the corpus."""

Span = tuple[int, int]
"""[start, end) in characters of the document as `document_text` reads it."""


class ReadingKind(StrEnum):
    """What is asked for."""

    POSITION = "position"
    FACT = "fact"
    WHO = "who"
    COMPARE = "compare"
    OUTCOME = "outcome"
    OVERVIEW = "overview"
    DEVELOPMENT = "development"
    FOLLOW_UP = "follow_up"
    LANGUAGE = "language"
    TYPO = "typo"
    LIST = "list"
    DEFINITION = "definition"
    UNANSWERABLE = "unanswerable"


class ReadingQuestion(Identified):
    """One question over one document, with the sentences that answer it.

    >>> ReadingQuestion(id="q1", document="documents/a.md", question="When does it meet?",
    ...                 kind="fact", answerable=True, answers=((0, 9),)).near
    ()
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: str = Field(min_length=1, description="file name; own ones begin with documents/")
    question: str = Field(min_length=1)
    kind: ReadingKind
    answerable: bool
    answers: tuple[Span, ...] = Field(default=(), description="whole sentences that answer")
    near: tuple[Span, ...] = Field(
        default=(), description="sentences that a careless reader would take for the answer"
    )
    who: tuple[str, ...] = Field(default=(), description="speakers whose words answer it")
    history: tuple[str, ...] = Field(default=(), description="earlier questions of the chat")

    @model_validator(mode="after")
    def _check(self) -> ReadingQuestion:
        _in_order("answers", self.answers)
        _in_order("near", self.near)
        for one, other in pairwise(sorted(self.answers + self.near)):
            if one[1] > other[0]:
                raise ValueError(f"answers and near overlap: {list(one)} and {list(other)}")
        if self.answerable == (self.kind is ReadingKind.UNANSWERABLE):
            raise ValueError(f'kind "{self.kind}" and answerable disagree')
        if self.answerable != bool(self.answers):
            raise ValueError("answerable questions have answers, unanswerable ones none")
        if self.kind is ReadingKind.FOLLOW_UP and not self.history:
            raise ValueError("a follow_up has the earlier questions in history")
        return self


def _in_order(key: str, spans: tuple[Span, ...]) -> None:
    """Raise ValueError unless spans hold characters, stand in order and do not overlap."""
    for start, end in spans:
        if not 0 <= start < end:
            raise ValueError(f"{key}: span [{start}, {end}) is empty or negative")
    for one, other in pairwise(spans):
        if one[1] > other[0]:
            raise ValueError(f"{key}: {list(one)} and {list(other)} overlap or are out of order")


def load(folder: Path = SETS) -> list[ReadingQuestion]:
    """Read every `questions-*.jsonl` of a folder, in order of their names.

    Raises `BadQuestions` with one line that names the file and its first fault: what is not of the
    form, an id that stands twice (in two files too), or a folder without such files.
    """
    questions: list[ReadingQuestion] = []
    home: dict[str, Path] = {}
    for path in sorted(folder.glob("questions-*.jsonl")):
        for question in read(path, ReadingQuestion):
            if question.id in home:
                raise BadQuestions(f"{path}: id {question.id!r} stands in {home[question.id]} too")
            home[question.id] = path
            questions.append(question)
    if not questions:
        raise BadQuestions(f"{folder}: no questions-*.jsonl in it")
    return questions


def home_of(document: str, corpus: Path | None, folder: Path = SETS) -> Path | None:
    """The folder that a document's name is looked for in; None without a corpus."""
    if document.startswith(OWN):
        return folder
    return corpus.parent if corpus and document.startswith(TRANSCRIPTS) else corpus


def document_text(document: str, corpus: Path | None = None, folder: Path = SETS) -> str:
    """Text of a document as the offsets count it.

    Of a PDF that is the text of its pages, one after the other, as pypdf gives it; of any other
    file UTF-8 with universal newlines. Own documents lie in `folder`, all others in `corpus`.
    Raises `BadQuestions` where the file is missing, or another's is wanted and no corpus is given.
    """
    home = home_of(document, corpus, folder)
    if home is None:
        raise BadQuestions(f"{document}: not part of the project; give the folder it lies in")
    path = home / document
    try:
        if path.suffix == ".pdf":
            return "\n".join(page.extract_text() for page in PdfReader(path).pages)
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise BadQuestions(f"{path}: {error.strerror or error}") from None
