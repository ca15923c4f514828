"""``/ws/user``: orders and trades of an API key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hmac import compare_digest
from typing import TYPE_CHECKING, Any, cast

from ..accounts.api_keys import ApiKey
from ..clob.private.rows import order_row, trade_row
from ..notation import Row, millis, text
from ..trading.tap import Happening, OrderMoved, TradeMoved
from .conversation import Conversation, members, names
from .outbox import Outbox

if TYPE_CHECKING:
    from ..floor import Floor

__all__ = ["UserChannel"]

_UNREADABLE = 1007
_UNKNOWN = 1008


class UserChannel(Conversation):
    """One client of the channel.

    Its first frame has to hold an API key with its secret and passphrase; with others
    the connection is closed without a word.
    """

    def __init__(self, floor: Floor) -> None:
        self.outbox = Outbox()
        self._floor = floor
        self._key: ApiKey | None = None
        self._markets: set[str] | None = None

    def receive(self, text: str) -> None:
        """Answer a frame."""
        if text == "PING":
            self.outbox.put("PONG")
            return
        asked = members(text)
        markets = None if asked is None else names(asked.get("markets", []))
        if asked is None or markets is None:
            self.outbox.close(_UNREADABLE)
        elif self._key is None:
            self._greet(asked, markets)
        else:
            self._change(asked, markets)

    def _greet(self, asked: Mapping[str, Any], markets: list[str]) -> None:
        self._key = self._known(asked.get("auth"))
        if self._key is None or asked.get("type") != "user":
            self.outbox.close(_UNKNOWN)
        elif markets:
            self._markets = set(markets)

    def _known(self, auth: object) -> ApiKey | None:
        if not isinstance(auth, dict):
            return None
        told = cast("dict[str, object]", auth)
        key = self._floor.keys.get(str(told.get("apiKey")))
        if key is None:
            return None
        for name, true in ("secret", key.secret), ("passphrase", key.passphrase):
            if not compare_digest(str(told.get(name)).encode(), true.encode()):
                return None
        return key

    def _change(self, asked: Mapping[str, Any], markets: list[str]) -> None:
        match asked.get("operation"):
            case "subscribe":
                self._markets = (self._markets or set()) | set(markets)
            case "unsubscribe" if self._markets is not None:
                self._markets -= set(markets)
            case _:
                self.outbox.close(_UNREADABLE)

    def hear(self, happening: Happening) -> None:
        """Tell what is the client's."""
        key = self._key
        if key is None:
            return
        condition = happening.market.condition
        if self._markets is not None and condition not in self._markets:
            return
        for row in _rows(happening, key.id):
            self.outbox.tell(row)

    def tick(self, seconds: int) -> None:
        """Nothing happens by the clock alone."""


def _rows(happening: Happening, owner: str) -> Iterator[Row]:
    match happening:
        case OrderMoved() if happening.order.owner == owner:
            yield _order(happening)
        case TradeMoved():
            row = _trade(happening, owner)
            if row is not None:
                yield row
        case _:
            pass


def _order(moved: OrderMoved) -> Row:
    row = order_row(moved.order)
    return {
        **row,
        "event_type": "order",
        "type": str(moved.event),
        "status": str(moved.status),
        "size_matched": text(moved.matched),
        "order_owner": moved.order.owner,
        "associate_trades": list(moved.order.trades) or None,
        "created_at": str(row["created_at"]),
        "timestamp": millis(moved.at),
    }


def _trade(moved: TradeMoved, owner: str) -> Row | None:
    """A trade as one of its parties sees it, the taker first."""
    party = next((p for p in moved.trade.parties if p.owner == owner), None)
    if party is None or party.member is None:
        return None
    return {
        **trade_row(moved.trade, party.member),
        "event_type": "trade",
        "type": "TRADE",
        "fee_rate_bps": "",
        "status": str(moved.status),
        "trade_owner": owner,
        "timestamp": millis(moved.at),
    }
