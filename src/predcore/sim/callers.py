"""Who calls a simulator, and what they say on a socket."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from ipaddress import ip_address
from typing import Any

__all__ = ["is_local", "next_text"]


def is_local(scope: Mapping[str, Any]) -> bool:
    """Whether a connection, by its ASGI scope, comes from this machine; what steers a
    simulator answers nobody else."""
    client = scope.get("client")
    try:
        return client is not None and ip_address(client[0]).is_loopback
    except ValueError:
        return False


async def next_text(
    receive: Callable[[], Awaitable[MutableMapping[str, Any]]],
) -> str | None:
    """Wait for the next text that a client sends on a WebSocket; ``None`` once it has
    left. Bytes are taken for text, as venues do.

    Args:
        receive: of the ASGI connection.
    """
    message = await receive()
    if message["type"] == "websocket.disconnect":
        return None
    text = message.get("text")
    if isinstance(text, str):
        return text
    return bytes(message["bytes"]).decode(errors="replace")
