"""A conversation: frames in, frames out, in the order things happened."""

from __future__ import annotations

from .choices import Choices
from .commands import Commands
from .connection import Connection
from .feeds import available
from .relay import Relay

__all__ = ["Session"]


class Session:
    """One connection without its socket."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._relay = Relay(connection)
        self._choices = Choices(connection, self._relay.tickers)
        self._commands = Commands(connection, self._choices)

    def receive(self, text: str) -> None:
        """Answer a frame, after everything that happened before it."""
        self._connection.floor.catch_up()
        self._relay.pump()
        self._commands.receive(text)

    def tick(self) -> None:
        """Do what the clock has made due, and send values of reference data."""
        self._connection.floor.catch_up()
        self._relay.pump()
        for on in list(self._connection.subscriptions.values()):
            if on.channel.chosen_by in {"indices", "underlyings"}:
                self._choices.tick(on, available(on.channel))

    async def frames(self) -> list[str]:
        """Wait for frames to send."""
        await self._connection.due()
        return self.ready()

    def ready(self) -> list[str]:
        """The frames there are to send now."""
        self._relay.pump()
        return self._connection.take()
