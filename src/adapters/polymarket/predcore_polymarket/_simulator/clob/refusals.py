"""How the CLOB says no."""

from __future__ import annotations

from ..answers import Refused, Service

__all__ = ["CLOB", "NO_ORDERBOOK", "invalid", "missing"]

NO_ORDERBOOK = "No orderbook exists for the requested token id"


def invalid(message: str) -> Refused:
    """400: the request makes no sense."""
    return Refused(400, {"error": message})


def missing(message: str) -> Refused:
    """404: there is no such thing, or there is none any more."""
    return Refused(404, {"error": message})


def _malformed(name: str) -> Refused:
    return invalid("Invalid payload" if name == "body" else f"Invalid {name}")


CLOB = Service(_malformed)
