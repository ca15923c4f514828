"""Where Polymarket's services are."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["ENVIRONMENTS", "SANDBOX_PORT"]

SANDBOX_PORT = 8702
"""Where the ``sandbox`` environment expects the simulator."""

_SANDBOX = f"http://127.0.0.1:{SANDBOX_PORT}"

ENVIRONMENTS: Mapping[str, Mapping[str, str]] = {
    "live": {
        "gamma": "https://gamma-api.polymarket.com",
        "clob": "https://clob.polymarket.com",
        "data": "https://data-api.polymarket.com",
        "relayer": "https://relayer-v2.polymarket.com",
        "site": "https://polymarket.com",
    },
    "sandbox": {
        "gamma": f"{_SANDBOX}/gamma",
        "clob": f"{_SANDBOX}/clob",
        "data": f"{_SANDBOX}/data",
        "relayer": f"{_SANDBOX}/relayer",
        "site": f"{_SANDBOX}/site",
    },
}
"""Base URL by environment and service. Polymarket has no public test environment."""
