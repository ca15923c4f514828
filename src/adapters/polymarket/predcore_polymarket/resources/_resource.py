"""What every group of endpoints is."""

from __future__ import annotations

from predcore.kit import HTTP

__all__ = ["Resource"]


class Resource:
    """Endpoints under one path of one service."""

    def __init__(self, http: HTTP) -> None:
        self._http = http
