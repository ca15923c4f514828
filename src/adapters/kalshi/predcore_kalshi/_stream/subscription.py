"""One channel's subscription on the connection of the moment."""

from __future__ import annotations

from predcore.kit import Watchdog

from .commands import Channel
from .coverage import Coverage

__all__ = ["Subscription"]


class Subscription:
    """Counts a channel's messages, and knows when it is too quiet.

    Attributes:
        sid: what the venue calls it, once it has said so.
        expected: the next ``seq``.
        coverage: of which markets it is, where they are chosen.
    """

    __slots__ = ("channel", "coverage", "dog", "expected", "sid")

    def __init__(
        self, channel: Channel, dog: Watchdog, coverage: Coverage | None = None
    ) -> None:
        self.channel: Channel = channel
        self.dog = dog
        self.coverage = coverage
        self.sid: int | None = None
        self.expected = 1

    def asked(self, now: float) -> None:
        """A subscribe command is on its way."""
        self.sid, self.expected = None, 1
        self.dog.started(now)

    def begun(self, sid: int, number: int | None, now: float) -> None:
        """The venue has named it, in answer to the command of that number; messages
        are numbered from 1, and go on where it is only named again."""
        if sid != self.sid:
            self.sid, self.expected = sid, 1
        self.dog.heard(now)
        if self.coverage is not None:
            self.coverage.begun(number)

    def gone(self) -> None:
        """There is no connection."""
        self.sid = None
        self.dog.stop()
        if self.coverage is not None:
            self.coverage.lost()
