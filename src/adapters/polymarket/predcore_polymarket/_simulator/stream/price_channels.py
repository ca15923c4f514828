"""The sockets of prices: ``/rtds``, and ``/live/ws`` for holders of an API key.

As much of them as shows a client that it works: what is subscribed to begins with a
few seconds of the past and goes on once a second.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from ..notation import Row, millis, seconds, text
from .conversation import Conversation, members
from .outbox import Outbox
from .price_feeds import past, price_at

if TYPE_CHECKING:
    from ..floor import Floor

__all__ = ["LiveChannel", "RtdsChannel"]

_UNREADABLE = 1007
_MOST_LIVE = 64
_TOPICS = {
    "crypto_prices": ("btcusdt", "ethusdt"),
    "crypto_prices_chainlink": ("btc/usd", "eth/usd"),
    "crypto_prices_twap_thirty": ("btc/usd",),
    "crypto_prices_twap_sixty": ("btc/usd",),
    "equity_prices": ("aapl", "tsla"),
    "comments": (),
}
_CHANNELS = frozenset(
    {"price.crypto", "price.crypto.twap", "price.equity", "price.equity.twap"}
)


class RtdsChannel(Conversation):
    """One client of the older socket; nobody comments here."""

    def __init__(self, floor: Floor) -> None:
        self.outbox = Outbox()
        self._floor = floor
        self._topics: dict[str, None] = {}

    def receive(self, text: str) -> None:
        """Answer a frame."""
        if text == "PING":
            self.outbox.put("PONG")
            return
        asked = members(text)
        wanted = _objects(None if asked is None else asked.get("subscriptions"))
        if asked is None or not wanted:
            self.outbox.close(_UNREADABLE)
            return
        for one in wanted:
            topic = str(one.get("topic"))
            if topic not in _TOPICS:
                message = f"unknown topic {topic}"
                self.outbox.tell({"statusCode": 400, "body": {"message": message}})
            elif asked.get("action") == "subscribe":
                self._topics[topic] = None
                self._begin(topic)
            else:
                self._topics.pop(topic, None)

    def _begin(self, topic: str) -> None:
        for symbol in _TOPICS[topic]:
            data = past(symbol, seconds(self._floor.now))
            self._say(topic, "subscribe", {"symbol": symbol, "data": data})

    def tick(self, seconds: int) -> None:
        """A price of everything that is subscribed to."""
        for topic in self._topics:
            for symbol in _TOPICS[topic]:
                self._say(topic, "update", _priced(symbol, self._floor))

    def _say(self, topic: str, kind: str, payload: Row) -> None:
        self.outbox.tell(
            {
                "connection_id": "simulated",
                "payload": payload,
                "timestamp": int(millis(self._floor.now)),
                "topic": topic,
                "type": kind,
            }
        )


class LiveChannel(Conversation):
    """One client of the newer socket."""

    def __init__(self, floor: Floor) -> None:
        self.outbox = Outbox()
        self._floor = floor
        self._authed = False
        self._wanted: dict[tuple[str, str], None] = {}
        self._numbers: dict[str, int] = {}

    def receive(self, text: str) -> None:
        """Answer a frame."""
        asked = members(text)
        if asked is None:
            self.outbox.close(_UNREADABLE)
            return
        match asked.get("op"):
            case "ping":
                self._answer(asked, "pong")
            case "auth":
                self._greet(asked)
            case "subscribe" | "unsubscribe" as op:
                for one in _objects(asked.get("subscriptions")):
                    self._change(asked, str(op), one)
            case _:
                self._answer(asked, "error", code="bad_op")

    def _greet(self, asked: Mapping[str, Any]) -> None:
        auth = _objects([asked.get("auth")])
        key = self._floor.keys.get(str(auth[0].get("apiKey"))) if auth else None
        self._authed = (
            key is not None
            and auth[0].get("secret") == key.secret
            and auth[0].get("passphrase") == key.passphrase
        )
        if self._authed:
            self._answer(asked, "authed")
        else:
            self._answer(asked, "error", code="auth_invalid")

    def _change(
        self, asked: Mapping[str, Any], op: str, one: Mapping[str, Any]
    ) -> None:
        channel = str(one.get("channel"))
        symbols = _objects([one.get("filter")])
        symbol = symbols[0].get("symbol") if symbols else None
        code = self._trouble(channel, symbol)
        if code is not None:
            self._answer(asked, "error", channel=channel, code=code)
            return
        key = channel, str(symbol)
        self._answer(asked, f"{op}d", channel=channel)
        if op == "unsubscribe":
            self._wanted.pop(key, None)
            return
        self._wanted[key] = None
        data = past(key[1], seconds(self._floor.now))
        payload: Row = {"symbol": key[1], "source": "simulated", "data": data}
        self._say(channel, payload, snapshot=True)

    def _trouble(self, channel: str, symbol: object) -> str | None:
        if not self._authed:
            return "auth_required"
        if channel not in _CHANNELS:
            return "bad_channel"
        if not isinstance(symbol, str) or not symbol:
            return "bad_filter"
        return "sub_limit" if len(self._wanted) >= _MOST_LIVE else None

    def tick(self, seconds: int) -> None:
        """A price of everything that is subscribed to."""
        for channel, symbol in self._wanted:
            self._say(channel, {"source": "simulated", **_priced(symbol, self._floor)})

    def _say(self, channel: str, payload: Row, **more: bool) -> None:
        self._numbers[channel] = seq = self._numbers.get(channel, 0) + 1
        stamp = int(millis(self._floor.now))
        window: Row = {"window_seconds": 60} if channel.endswith(".twap") else {}
        head: Row = {"v": 1, "channel": channel, "seq": seq, "ts": stamp, **more}
        self.outbox.tell({**head, "payload": {**payload, **window}})

    def _answer(self, asked: Mapping[str, Any], op: str, **more: str) -> None:
        rid = asked.get("rid")
        known: Row = {"rid": rid} if isinstance(rid, str) else {}
        self.outbox.tell({"op": op, **known, **more})


def _priced(symbol: str, floor: Floor) -> Row:
    second = seconds(floor.now)
    price = price_at(symbol, second)
    return {
        "symbol": symbol,
        "value": price,
        "full_accuracy_value": text(price),
        "timestamp": second * 1000,
    }


def _objects(value: object) -> list[Mapping[str, Any]]:
    items = cast("list[object]", value) if isinstance(value, list) else []
    return [cast("dict[str, Any]", item) for item in items if isinstance(item, dict)]
