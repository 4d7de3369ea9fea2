"""What a watch over the server asks: whether it lives, whether it can answer, its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from index_store import Store

LIVE, READY, FIGURES = "/healthz", "/readyz", "/metrics"


class Figures:
    """Counts of a server, in the form that Prometheus reads."""

    def __init__(self, waiting: Callable[[], int], working: Callable[[], int]) -> None:
        """`waiting`, `working`: requests that wait for their turn, and that are worked on."""
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

        self._registry = CollectorRegistry()
        self.requests: Any = Counter(
            "cop_requests",
            "Requests by door and status",
            ["door", "status"],
            registry=self._registry,
        )
        self.seconds: Any = Histogram(
            "cop_request_seconds", "Until a request was done", ["door"], registry=self._registry
        )
        for name, what, ask in (
            ("cop_waiting", "Requests that wait for their turn", waiting),
            ("cop_working", "Requests that are worked on", working),
        ):
            Gauge(name, what, registry=self._registry).set_function(ask)

    def text(self) -> tuple[bytes, bytes]:
        """Content type and body."""
        from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

        return CONTENT_TYPE_LATEST.encode(), generate_latest(self._registry)


def fault(store: Store) -> str:
    """Why the store cannot answer just now; "" where it can."""
    try:
        _ = store.catalogue.empty
    except Exception as error:
        return type(error).__name__
    return ""
