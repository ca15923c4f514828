"""Where Polymarket's services are."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from predcore.kit import endpoints

__all__ = ["ENVIRONMENTS", "SANDBOX_PORT", "service_urls"]

SANDBOX_PORT = 8702
"""Where the ``sandbox`` environment expects the simulator."""

_HOST = f"127.0.0.1:{SANDBOX_PORT}"
_SANDBOX = f"http://{_HOST}"
_SOCKETS = {
    "ws_market": "/ws/market",
    "ws_user": "/ws/user",
    "ws_sports": "/sports/ws",
    "rtds": "/rtds",
    "live_data": "/live/ws",
}
"""Where a simulator has its sockets."""

ENVIRONMENTS: Mapping[str, Mapping[str, str]] = {
    "live": {
        "gamma": "https://gamma-api.polymarket.com",
        "clob": "https://clob.polymarket.com",
        "data": "https://data-api.polymarket.com",
        "relayer": "https://relayer-v2.polymarket.com",
        "site": "https://polymarket.com",
        "ws_market": "wss://ws-subscriptions-clob.polymarket.com/ws/market",
        "ws_user": "wss://ws-subscriptions-clob.polymarket.com/ws/user",
        "ws_sports": "wss://sports-api.polymarket.com/ws",
        "rtds": "wss://ws-live-data.polymarket.com",
        "live_data": "wss://ws-live-v2.polymarket.com/ws",
    },
    "sandbox": {
        "gamma": f"{_SANDBOX}/gamma",
        "clob": f"{_SANDBOX}/clob",
        "data": f"{_SANDBOX}/data",
        "relayer": f"{_SANDBOX}/relayer",
        "site": f"{_SANDBOX}/site",
        **{name: f"ws://{_HOST}{path}" for name, path in _SOCKETS.items()},
    },
}
"""Base URL by environment and service. Polymarket has no public test environment."""


def service_urls(
    environment: str, overrides: Mapping[str, str] | None = None
) -> dict[str, str]:
    """URLs by service, HTTP and WebSocket.

    Order books that are elsewhere take the sockets and the relayer along to their
    host, laid out as a simulator has them, so that nobody reads one exchange and
    trades on another.

    Raises ``InvalidRequest`` for an environment or a service there is not.
    """
    found = endpoints("polymarket", environment, ENVIRONMENTS, overrides)
    known = ENVIRONMENTS[environment]
    if found["clob"] == known["clob"]:
        return found
    parts = urlsplit(found["clob"])
    socket = parts.scheme.replace("http", "ws")
    moved = {
        name: f"{socket}://{parts.netloc}{path}" for name, path in _SOCKETS.items()
    }
    moved["relayer"] = f"{parts.scheme}://{parts.netloc}/relayer"
    return {
        name: moved[name] if name in moved and url == known[name] else url
        for name, url in found.items()
    }
