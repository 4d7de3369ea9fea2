"""Lists that stand in the store's structure, and rows and items that stand in the text."""

from __future__ import annotations

from assistant import Assistant
from assistant.answerers.draft import Asking, Draft, Silence
from assistant.answerers.listing import listing
from assistant.question.question import Kind, Listed, Question, Scope
from assistant.step_timer import StepTimer
from assistant.stopping import never
from index_store.filters import Filters
from ingest.model import DocumentKind, Speaker, SpeakerKind

NORWAY = Speaker(name="Norway", kind=SpeakerKind.MEMBER_STATE)


def listed(assistant: Assistant, filters: Filters | None = None, **question: object) -> Draft:
    """What is listed for a question that is understood as given."""
    asked = Question(text="List them", full="List them", kind=Kind.LIST, **question)
    timer = StepTimer(never)
    return listing(Asking(asked, filters or Filters(), assistant.gatherer, 0.5, timer))


def test_all_documents_with_the_sentence_that_names_them(samples_assistant: Assistant) -> None:
    draft = listed(samples_assistant, listed=Listed.DOCUMENTS)
    documents = samples_assistant.store.documents()
    items = [*draft.quoted, *draft.more]
    assert {item.sentence.passage.document for item in items} == {d.id for d in documents}
    assert {item.heading for item in items} == {d.number or d.title for d in documents}


def test_documents_of_a_kind_of_a_source_and_under_filters(samples_assistant: Assistant) -> None:
    papers = (DocumentKind.CONTRIBUTION, DocumentKind.INFORMATION)
    draft = listed(samples_assistant, listed=Listed.DOCUMENTS, scope=Scope(kinds=papers))
    assert [item.heading for item in draft.quoted] == ["CWG-COP-99/3", "CWG-COP-99/INF/2"]
    draft = listed(samples_assistant, listed=Listed.DOCUMENTS, asked=(NORWAY,))
    assert [item.heading for item in draft.quoted] == ["CWG-COP-99/3"]
    draft = listed(samples_assistant, Filters(meetings=(24,)), listed=Listed.DOCUMENTS)
    assert [item.sentence.passage.document for item in draft.quoted] == ["cwg-cop-24-digest"]


def test_everybody_who_spoke_once_with_their_first_words(samples_assistant: Assistant) -> None:
    scope = Scope(documents=("sample-session-captions",))
    draft = listed(samples_assistant, listed=Listed.SPEAKERS, scope=scope)
    names = [item.heading for item in [*draft.quoted, *draft.more]]
    assert names[:4] == ["Chair", "Secretariat", "Norway", "Ghana"]
    assert len(names) == len(set(names))
    others = listed(samples_assistant, listed=Listed.SPEAKERS, scope=scope, without=(NORWAY,))
    assert "Norway" not in {item.heading for item in [*others.quoted, *others.more]}


def test_what_the_store_does_not_have_is_not_listed(samples_assistant: Assistant) -> None:
    draft = listed(samples_assistant, listed=Listed.DOCUMENTS, scope=Scope(meetings=(3,)))
    assert draft.quoted == [] and draft.silence is Silence.NO_STATEMENT
