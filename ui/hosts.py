"""Which names this server answers to.

A page of another site can make a browser send requests here: across sites, or under a name of
its own that it lets point to this address (DNS rebinding). The browser then tells the name in
`Host` and the page's origin in `Origin`; both must be this server's own.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from urllib.parse import urlsplit

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_ANY = frozenset({"0.0.0.0", "::", ""})


class Hosts:
    """The names and addresses under which the page may be opened.

    >>> hosts = Hosts("0.0.0.0", ["cop.example"])
    >>> hosts.allows("cop.example:7860", "10.0.0.5"), hosts.allows("evil.example", "10.0.0.5")
    (True, False)
    """

    def __init__(self, listening: str, allowed: Sequence[str] = ()) -> None:
        """`listening`: what `--host` names; `allowed`: further names, without a port.

        A server that listens on every address answers to the one that a connection came to: no
        rebinding page can have an address for its name.
        """
        self._names = LOOPBACK | {name.casefold().strip("[]").rstrip(".") for name in allowed}
        self._every = listening in _ANY
        if not self._every:
            self._names |= {listening.casefold()}

    def allows(self, host: str, address: str) -> bool:
        """Whether a `Host` header is this server's; `address`: where the connection came to."""
        name = host_name(host)
        if name is None:
            return False
        return name in self._names or (self._every and _same_address(name, address))


def host_name(host: str) -> str | None:
    """The name in a `Host` header, None where it is no such header.

    >>> host_name("Localhost:7860"), host_name("[::1]:80"), host_name("a@b"), host_name("a:b")
    ('localhost', '::1', None, None)
    """
    try:
        parts = urlsplit(f"//{host}")
        port = parts.port
    except ValueError:
        return None
    bare = parts.hostname
    if not bare or parts.netloc != host or any(c in host for c in "@/?#\\% \t") or port == 0:
        return None
    return bare.rstrip(".")


def own_origin(origin: str, host: str) -> bool:
    """Whether an `Origin` is that of the page served under this `Host`.

    >>> own_origin("http://localhost:7860", "localhost:7860"), own_origin("null", "localhost")
    (True, False)
    """
    scheme, separator, rest = origin.partition("://")
    return bool(separator) and scheme in ("http", "https") and rest.casefold() == host.casefold()


def _same_address(name: str, address: str) -> bool:
    try:
        there = ipaddress.ip_address(address)
        here = ipaddress.ip_address(name)
    except ValueError:
        return False
    mapped = getattr(there, "ipv4_mapped", None)
    return here in (there, mapped)
