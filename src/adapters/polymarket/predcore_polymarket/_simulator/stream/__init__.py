"""The venue's sockets, in front of the exchange."""

from __future__ import annotations

from .sockets import Sockets as Sockets

__all__ = ["Sockets"]
