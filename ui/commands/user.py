"""`cop-assistant user ACTION`."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import TYPE_CHECKING

from ui.actions import add_actions
from ui.errors import BadUsage

if TYPE_CHECKING:
    from ui.access.accounts import Accounts, User
    from ui.output import Output
    from ui.settings import Settings

ACTIONS = {
    "list": "all accounts",
    "add": "make one; the password is asked for",
    "password": "give it another password",
    "role": "give it another role: --role",
    "group": "put it into the groups of --group, and out of all others",
    "disable": "let it in no more, and end its sessions",
    "enable": "let it in again",
    "token": "print a token with which a program asks as this user",
    "sign-out": "end its sessions, and those of its programs",
    "remove": "take it out",
}
ROLES = ("reader", "editor", "administrator")
EXAMPLES = (
    "cop-assistant user",
    "cop-assistant user add amina --role editor --group secretariat",
    "cop-assistant user token amina --days 30",
)


def configure(parser: argparse.ArgumentParser) -> None:
    """What to do, with whose account, and what it may do and see."""
    add_actions(parser, ACTIONS)
    parser.add_argument("name", nargs="?", metavar="NAME", help="of the user")
    parser.add_argument("--role", choices=ROLES, help="what they may do (default: reader)")
    parser.add_argument(
        "--group",
        action="append",
        default=None,
        metavar="GROUP",
        help="a group that they are in (may be given several times)",
    )
    parser.add_argument(
        "--days", type=float, default=90, help="how long a token lasts (default: 90)"
    )
    parser.add_argument(
        "--no-password", action="store_true", help="they sign in with OpenID Connect alone"
    )


def run(arguments: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Do it, then show the account or all of them."""
    from ui.access.audit import Audit
    from ui.opening import open_accounts

    accounts = open_accounts(settings)
    if arguments.action == "list":
        users = accounts.all()
    else:
        if not arguments.name:
            raise BadUsage(f"name a user: cop-assistant user {arguments.action} NAME")
        if arguments.action == "token":
            token = accounts.begin(accounts.get(arguments.name), arguments.days)
            Audit(settings.store).note("user token", of=arguments.name, days=arguments.days)
            output.document({"token": token}) if output.json else output.exactly(f"{token}\n")
            return 0
        users = _changed(accounts, arguments)
        facts = [as_json(user) for user in users]
        Audit(settings.store).note(f"user {arguments.action}", of=arguments.name, now=facts)
    if output.json:
        output.document([as_json(user) for user in users])
    elif users:
        output.show(*(_line(user) for user in users))
    elif arguments.action == "list":
        output.say("there are no accounts: the web chat serves this machine alone, to everybody")
    return 0


def _changed(accounts: Accounts, arguments: argparse.Namespace) -> list[User]:
    from index_store.collections import checked_name
    from ui.access.viewer import Role

    action, name = arguments.action, arguments.name
    role = Role(arguments.role) if arguments.role else None
    groups = None if arguments.group is None else [checked_name(g) for g in arguments.group]
    if action == "add":
        password = None if arguments.no_password else _password(name)
        return [accounts.add(name, password, role or Role.READER, groups or ())]
    if action == "remove":
        accounts.remove(name)
        return []
    if action == "password":
        accounts.get(name)
        return [accounts.change(name, password=_password(name))]
    if action == "role":
        if role is None:
            raise BadUsage(f"name the role: --role {'|'.join(ROLES)}")
        return [accounts.change(name, role=role)]
    if action == "group":
        return [accounts.change(name, groups=groups or ())]
    if action in ("disable", "enable"):
        return [accounts.change(name, disabled=action == "disable")]
    return [accounts.change(name)]


def _password(name: str) -> str:
    """The password, typed twice, or one line of what is piped in; it is never an argument."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass(f"Password for {name}: ")
    if getpass.getpass("Once more: ") != password:
        raise BadUsage("these are two different passwords: nothing is changed")
    return password


def as_json(user: User) -> dict[str, object]:
    """An account for programs."""
    return {
        "name": user.name,
        "role": user.role.value,
        "groups": sorted(user.groups),
        "disabled": user.disabled,
        "password": user.has_password,
    }


def _line(user: User) -> str:
    facts = [user.role.value, f"groups: {', '.join(sorted(user.groups)) or 'none'}"]
    facts += ["disabled"] if user.disabled else []
    facts += [] if user.has_password else ["signs in elsewhere"]
    return f"{user.name}: {'; '.join(facts)}"
