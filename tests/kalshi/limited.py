"""A venue's side of the stream that takes only so many markets on a subscription."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kalshi.feeds import SIDS, Publisher, frame

__all__ = ["Limited", "refusal"]

_CHANNELS = {sid: channel for channel, sid in SIDS.items()}


class Limited(Publisher):
    """Refuses what would be too much, with code 26.

    Args:
        most: markets a subscription takes, by channel.
        apart: whether the channels of one command are subscribed to each by itself, so
            that some may be refused and others not; and whether the refusals come
            ``first``.

    Attributes:
        covered: tickers by channel, on this connection.
    """

    def __init__(
        self,
        *tickers: str,
        most: Mapping[str, int],
        apart: bool = False,
        first: bool = False,
    ) -> None:
        super().__init__(*tickers)
        self.most = dict(most)
        self.remembers = False
        self.apart, self.first = apart, first
        self.covered: dict[str, set[str]] = {}

    def connect(self) -> None:
        super().connect()
        self.covered = {}

    def answer(self, commands: Sequence[Any]) -> list[str]:
        return [each for command in commands for each in self._answer(command)]

    def _answer(self, command: Any) -> list[str]:
        params = command.get("params", {})
        named = set(params.get("market_tickers", ()))
        if command["cmd"] == "subscribe":
            return self._begin(command, params["channels"], named)
        if params.get("action") == "add_markets":
            channel = _CHANNELS[params["sid"]]
            if self._too_many(channel, named):
                return [refusal(command)]
            self.covered[channel] |= named
        elif params.get("action") == "delete_markets":
            self.covered[_CHANNELS[params["sid"]]] -= named
        return super().answer([command])

    def _begin(
        self, command: Any, channels: Sequence[str], named: set[str]
    ) -> list[str]:
        refused = [channel for channel in channels if self._too_many(channel, named)]
        if refused and not self.apart:
            return [refusal(command)]
        taken = [channel for channel in channels if channel not in refused]
        for channel in taken:
            self.covered.setdefault(channel, set()).update(named)
        asked = {**command, "params": {**command["params"], "channels": taken}}
        refusals = [refusal(command) for _ in refused]
        answers = super().answer([asked])
        return [*refusals, *answers] if self.first else [*answers, *refusals]

    def _too_many(self, channel: str, named: set[str]) -> bool:
        most = self.most.get(channel)
        covered = self.covered.get(channel, set[str]())
        return most is not None and len(covered | named) > most


def refusal(command: Any) -> str:
    """What it says to that."""
    msg = {"code": 26, "msg": "Subscription market limit exceeded"}
    return frame("error", msg, id=command["id"])
