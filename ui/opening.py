"""Opens the store and the assistant that the settings describe."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from ui.errors import BadUsage, Failure

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.assistant import Assistant
    from assistant.writing.writer import Writer
    from index_store import Store
    from ui.access.accounts import Accounts
    from ui.access.seen import Shown
    from ui.access.viewer import Viewer
    from ui.progress import Advance
    from ui.settings import Settings


def nothing_ingested(folder: Path) -> Failure:
    """The error of every command that needs documents where there are none."""
    return Failure(f"nothing is ingested yet in {folder}: run cop-assistant ingest PATH")


def open_store(settings: Settings) -> Store:
    """The whole store, created where it is missing; for commands that change it."""
    from index_store import Embedder, Store

    # Without a model in the settings the store goes on with the one it was built with.
    embedder = Embedder(settings.embedding_model) if settings.embedding_model else None
    return Store(settings.store, embedder, settings.chroma, address(settings))


def address(settings: Settings) -> str | None:
    """Where the catalogue is, None for the store's folder."""
    return settings.database.get_secret_value() if settings.database else None


def has_catalogue(settings: Settings) -> bool:
    """False where a store was never made. Looking makes none: a mistyped --store leaves nothing."""
    return settings.database is not None or (settings.store / "catalogue.sqlite").is_file()


def open_filled_store(settings: Settings) -> Store:
    """The store as `as_user` sees it; raises `Failure` where there is none, or no document."""
    if not has_catalogue(settings):
        raise nothing_ingested(settings.store)
    store = open_store(settings)
    if settings.as_user is not None:
        from index_store.views import Views

        store = Views(store).seen_by(viewer(settings, settings.as_user).groups)
    if not store.documents():
        raise nothing_ingested(settings.store)
    return store


def open_accounts(settings: Settings) -> Accounts:
    """The accounts: where the catalogue is shared they are, too."""
    from ui.access.accounts import Accounts

    return Accounts(settings.store, settings.session_hours, address=address(settings))


def viewer(settings: Settings, name: str) -> Viewer:
    """What the rights of an account are now; raises BadUsage where there is none or it is off."""
    from contextlib import closing

    with closing(open_accounts(settings)) as accounts:
        user = accounts.get(name)
    if user.disabled:
        raise BadUsage(f"the user {user.name!r} is disabled")
    return user.viewer


def open_shown(settings: Settings) -> Shown:
    """What a command shows that runs for long: to `as_user`, by their rights at each moment."""
    from ui.access.seen import Seen, ShownToOne

    name = settings.as_user
    if name is None:
        store = open_filled_store(settings)
        return ShownToOne(store, open_assistant(store, settings))
    if not has_catalogue(settings):
        raise nothing_ingested(settings.store)
    whole, make = open_store(settings), assistants(settings)
    shown = Seen(whole, make(whole), make, lambda: viewer(settings, name))
    if not shown.store.documents():
        raise nothing_ingested(settings.store)
    return shown


def open_assistant(store: Store, settings: Settings) -> Assistant:
    """The assistant over this store, with the models of the settings (see `assistants`)."""
    return assistants(settings)(store)


def assistants(settings: Settings) -> Callable[[Store], Assistant]:
    """Makes assistants over stores, which all share the models of the settings.

    Raises an exception of one line where one of the models cannot be used.
    """
    from assistant.reader import open_reader

    reader = open_reader(settings.reader)
    with ThreadPoolExecutor(1) as beside:
        loading = beside.submit(reader.prepare)  # while modules are imported
        from assistant.assistant import Assistant
        from assistant.gc_tuning import tune_garbage_collection

        writer, entailment = open_writer(settings), None
        # Models that were asked for by name are loaded at once: a wrong name shows before the
        # first question, not in the middle of an answer.
        if settings.nli_model:
            from assistant.verification.entailment import EntailmentModel

            entailment = EntailmentModel(settings.nli_model)
            entailment.prepare()
        loading.result()
    tune_garbage_collection()
    return lambda store: Assistant(
        store, writer, entailment, reader, rewords=settings.llm_questions
    )


def open_writer(settings: Settings) -> Writer | None:
    """The language model of the settings, None where there is none; nothing is sent yet."""
    if settings.llm_model is None:
        return None
    from functools import partial

    from assistant.writing.llm import Service, open_llm, reply_format
    from assistant.writing.writer import Writer

    service = Service(settings.llm_service)
    key = settings.llm_api_key.get_secret_value() if settings.llm_api_key else None
    llm = open_llm(
        settings.llm_base_url,
        settings.llm_model,
        settings.llm_timeout,
        key,
        service,
        settings.llm_api_version,
        settings.llm_context,
    )
    return Writer(
        llm,
        settings.llm_timeout,
        settings.llm_at_once,
        partial(reply_format, service) if settings.llm_structured else None,
        settings.llm_context,
    )


def re_embed(settings: Settings, progress: Advance) -> None:
    """Change an existing store to the embedding model of the settings."""
    from index_store import Embedder, Store

    if has_catalogue(settings):
        with Store(settings.store, None, settings.chroma, address(settings)) as store:
            store.re_embed(Embedder(settings.embedding_model), progress)
