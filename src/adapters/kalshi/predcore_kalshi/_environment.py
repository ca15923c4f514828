"""Where Kalshi lives."""

from __future__ import annotations

from collections.abc import Mapping

from predcore.kit import endpoints

__all__ = ["rest_url", "stream_url"]

_KNOWN = {
    "live": {
        "rest": "https://external-api.kalshi.com/trade-api/v2",
        "stream": "wss://external-api-ws.kalshi.com/trade-api/ws/v2",
    },
    "demo": {
        "rest": "https://external-api.demo.kalshi.co/trade-api/v2",
        "stream": "wss://external-api-ws.demo.kalshi.co/trade-api/ws/v2",
    },
    "sandbox": {
        "rest": "http://127.0.0.1:8701/trade-api/v2",
        "stream": "ws://127.0.0.1:8701/trade-api/ws/v2",
    },
}


def rest_url(environment: str, urls: Mapping[str, str] | None = None) -> str:
    """The REST base URL; ``urls`` may override it as ``rest``.

    Raises ``InvalidRequest`` for an environment Kalshi does not have.
    """
    return endpoints("kalshi", environment, _KNOWN, urls)["rest"]


def stream_url(environment: str, urls: Mapping[str, str] | None = None) -> str:
    """The WebSocket's URL; ``urls`` may override it as ``stream``.

    A REST URL that was overridden alone takes the stream along to its host, so that
    nobody reads one exchange and writes to another.
    """
    known, found = _KNOWN[environment], endpoints("kalshi", environment, _KNOWN, urls)
    if found["rest"] == known["rest"] or found["stream"] != known["stream"]:
        return found["stream"]
    root = found["rest"].rstrip("/").removesuffix("/v2")
    return f"ws{root.removeprefix('http')}/ws/v2"
