"""How the data API says no: a bare text in version 1, more in version 2."""

from __future__ import annotations

from hashlib import sha256

from ..answers import Refused, Service

__all__ = ["V1", "V2", "invalid_v1", "invalid_v2"]


def invalid_v1(message: str) -> Refused:
    """400 of version 1."""
    return Refused(400, {"error": message})


def invalid_v2(message: str) -> Refused:
    """400 of version 2."""
    return Refused(
        400,
        {
            "error": message,
            "code": "invalid_request",
            "retryable": False,
            "trace_id": sha256(message.encode()).hexdigest()[:32],
        },
    )


V1 = Service(lambda name: invalid_v1(f"invalid query param '{name}'"))
V2 = Service(lambda name: invalid_v2(f"invalid {name}"))
