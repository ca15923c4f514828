"""The connection under a request or a socket."""

from __future__ import annotations

from collections.abc import Callable

from .asgi import Message
from .switches import Switches

__all__ = ["Line"]

_EXTENSION = "predcore.line"


class Line:
    """What a request or socket came by, as far as ASGI does not show it.

    In process there is no connection, and this is all of it;
    :func:`predcore.sim.serve` puts a real one in its place.
    """

    def __init__(self) -> None:
        self.find_switches: Callable[[], Switches] = Switches

    @classmethod
    def of(cls, scope: Message) -> Line:
        """The line of an ASGI scope."""
        extensions = scope.setdefault("extensions", {})
        line: Line = extensions.setdefault(_EXTENSION, Line())
        return line

    def attach(self, scope: Message) -> None:
        """Be the line of ``scope``."""
        extensions = dict(scope.get("extensions") or {})
        scope["extensions"] = {**extensions, _EXTENSION: self}

    @property
    def switches(self) -> Switches:
        """The faults that are on for its path, right now."""
        return self.find_switches()

    def ping(self, payload: bytes) -> None:
        """Send a Ping frame, where there is a socket to send it on."""
        del payload

    def hang_up(self) -> None:
        """Break the connection off, without a goodbye.

        Raises:
            ConnectionResetError: there is no connection to break.
        """
        raise ConnectionResetError("the simulator hung up")
