"""Where Kalshi lives."""

from __future__ import annotations

from collections.abc import Mapping

from predcore.kit import endpoints

__all__ = ["rest_url"]

_KNOWN = {
    "live": {"rest": "https://external-api.kalshi.com/trade-api/v2"},
    "demo": {"rest": "https://external-api.demo.kalshi.co/trade-api/v2"},
    "sandbox": {"rest": "http://127.0.0.1:8701/trade-api/v2"},
}


def rest_url(environment: str, urls: Mapping[str, str] | None = None) -> str:
    """The REST base URL; ``urls`` may override it as ``rest``.

    Raises ``InvalidRequest`` for an environment Kalshi does not have.
    """
    return endpoints("kalshi", environment, _KNOWN, urls)["rest"]
