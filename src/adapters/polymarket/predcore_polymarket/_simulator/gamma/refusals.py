"""How Gamma says no."""

from __future__ import annotations

from ..answers import Refused, Service

__all__ = ["GAMMA", "invalid", "missing"]


def invalid(message: str) -> Refused:
    """422: the request makes no sense."""
    return Refused(422, {"type": "validation error", "error": message})


def missing(message: str) -> Refused:
    """404: there is no such thing."""
    return Refused(404, {"type": "not found error", "error": message})


GAMMA = Service(lambda name: invalid(f"{name} is invalid"))
