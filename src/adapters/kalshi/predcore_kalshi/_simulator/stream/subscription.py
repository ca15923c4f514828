"""One channel on one connection."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from zlib import crc32

from ..wire import Json
from .channels import Channel

__all__ = ["Subscription"]


@dataclass(slots=True, kw_only=True)
class Subscription:
    """What is sent under one ``sid``.

    Attributes:
        chosen: tickers, index ids or underlyings; ``None`` is all of them.
        snapshots: sequence of the exchange at the snapshot of each market; what the
            snapshot includes is not sent again.
        sent: of each market, the last ticker.
        frames: how many messages of data there were.
    """

    sid: int
    channel: Channel
    chosen: dict[str, None] | None = None
    use_yes_price: bool = False
    skip_ticker_ack: bool = False
    own_requests_only: bool = False
    shard_factor: int = 1
    shard_key: int = 0
    snapshots: dict[str, int] = field(default_factory=dict[str, int])
    sent: dict[str, Json] = field(default_factory=dict[str, Json])
    frames: int = 0
    _seq: int = 0
    _asked_in: int = 0
    _asked: int = 0

    def wants(self, name: str) -> bool:
        """Whether a market (or index, or underlying) was chosen."""
        return self.chosen is None or name in self.chosen

    def add(self, names: Iterable[str]) -> list[str]:
        """Choose more; gives those that were not chosen before."""
        if self.chosen is None:
            return []
        new = [name for name in names if name not in self.chosen]
        self.chosen |= dict.fromkeys(new)
        return new

    def drop(self, names: Iterable[str]) -> None:
        """Choose fewer."""
        for name in names:
            if self.chosen is not None:
                self.chosen.pop(name, None)
            self.snapshots.pop(name, None)
            self.sent.pop(name, None)

    def is_mine(self, shard_by: str) -> bool:
        """Whether a message falls to this shard of the channel."""
        return crc32(shard_by.encode()) % self.shard_factor == self.shard_key

    def next_seq(self) -> int:
        """The number of the next message."""
        self._seq += 1
        return self._seq

    def asked(self, second: int) -> int:
        """Count a command; gives how many there were in this second."""
        if second != self._asked_in:
            self._asked_in, self._asked = second, 0
        self._asked += 1
        return self._asked
