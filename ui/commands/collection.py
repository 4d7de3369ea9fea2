"""`cop-assistant collection ACTION`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ui.actions import add_actions
from ui.errors import BadUsage

if TYPE_CHECKING:
    from index_store import Store
    from index_store.collections import Collection
    from ui.output import Output
    from ui.settings import Settings

ACTIONS = {
    "list": "all collections",
    "add": "make one, open to all unless --group names who may read it",
    "restrict": "let only these groups of users read it",
    "open": "let everybody read it",
    "move": "put documents into it",
    "folder": "documents of these folders belong to it, now and later",
    "forget": "take the rule for these folders back",
    "remove": "take an empty one out",
}

EXAMPLES = (
    "cop-assistant collection",
    "cop-assistant collection add drafts --group secretariat",
    "cop-assistant collection move drafts CWG-COP-99/3",
)


def configure(parser: argparse.ArgumentParser) -> None:
    """What to do, with which collection, and with what."""
    add_actions(parser, ACTIONS)
    parser.add_argument("name", nargs="?", metavar="NAME", help="of the collection")
    parser.add_argument("items", nargs="*", metavar="ITEM", help="documents or folders")
    parser.add_argument(
        "--group",
        action="append",
        default=[],
        metavar="GROUP",
        help="users of this group may read it (may be given several times)",
    )


def run(arguments: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Do it, then list the collections."""
    from ui.access.audit import Audit
    from ui.opening import open_store

    with open_store(settings) as store:
        if arguments.action != "list":
            _change(store, arguments, output)
            what = [arguments.action, arguments.name, *arguments.items, *arguments.group]
            Audit(settings.store).note("collection", change=what)
        collections = store.collections.all()
        if output.json:
            output.document([as_json(collection) for collection in collections])
        else:
            output.show(*(_line(collection) for collection in collections))
    return 0


def _change(store: Store, arguments: argparse.Namespace, output: Output) -> None:
    from ui.finding import find_document

    action, name, groups = arguments.action, arguments.name, arguments.group
    if not name:
        raise BadUsage(f"name a collection: cop-assistant collection {action} NAME")
    if groups and action not in ("add", "restrict"):
        raise BadUsage(f"--group does not go with {action}")
    if action in ("move", "folder", "forget") and not arguments.items:
        what = "documents" if action == "move" else "folders"
        raise BadUsage(f"name {what}: cop-assistant collection {action} {name} …")
    if action == "add":
        if any(collection.name == name for collection in store.collections.all()):
            raise BadUsage(f"there is a collection {name!r} already: restrict or open changes it")
        store.set_collection(name, groups or None)
        return
    name = store.collections.get(name).name
    if action == "restrict":
        if not groups:
            raise BadUsage("name who may read it: --group GROUP, several times for several")
        store.set_collection(name, groups)
    elif action == "open":
        store.set_collection(name, None)
    elif action == "move":
        store.move([find_document(store, item).id for item in arguments.items], name)
    elif action == "remove":
        store.remove_collection(name)
    else:
        for item in arguments.items:
            moved = store.set_folder(Path(item), name if action == "folder" else None)
            if moved:
                output.say(f"{len(moved)} documents of {item} are in {name} now")


def as_json(collection: Collection) -> dict[str, object]:
    """A collection for programs; `groups` is null where everybody may read it."""
    return {
        "name": collection.name,
        "groups": None if collection.groups is None else sorted(collection.groups),
        "documents": collection.documents,
        "folders": list(collection.folders),
    }


def _line(collection: Collection) -> str:
    readers = "everybody" if collection.groups is None else ", ".join(sorted(collection.groups))
    facts = [f"{collection.documents} documents", f"read by {readers}", *collection.folders]
    return f"{collection.name}: {'; '.join(facts)}"
