"""Records of the exchange, put into messages for one connection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from predcore import Liquidity
from predcore.sim.exchange import (
    BookChange,
    FillRecord,
    GroupChange,
    LadderChange,
    OrderChange,
    OrderView,
    PositionChange,
    Print,
    Record,
    Rejected,
    ScheduleChange,
    StatusChange,
    Wallet,
)

from ..wire import Json
from . import account_messages, lifecycle_messages, market_messages
from .connection import Announcement, Connection
from .errors import CHANNEL_ERROR, OVERFLOW
from .tickers import Tickers

__all__ = ["Relay"]

_REQUESTS = frozenset(
    {"rfq_created", "rfq_deleted", "rfq_batch_created", "rfq_batch_deleted"}
)
News = Record | Announcement


class Relay:
    """Tells a connection what it subscribed to.

    Nothing is told while the exchange is at work: records are kept, and put into
    messages once it has come to rest and can be asked.

    Attributes:
        tickers: what is told at the end of it.
    """

    def __init__(self, connection: Connection) -> None:
        self._to = connection
        self._floor = connection.floor
        self._exchange = self._floor.exchange
        self.tickers = Tickers(connection)

    def pump(self) -> None:
        """Put everything that happened into messages."""
        if self._to.overflowed:
            self._end(OVERFLOW)
        if self._floor.exchange is not self._exchange:
            self._exchange = self._floor.exchange
            self._end(CHANNEL_ERROR)
        inbox = self._to.inbox
        while inbox:
            batch = list(inbox)
            inbox.clear()
            for index, news in enumerate(batch):
                if isinstance(news, BookChange):
                    self._book(news, batch, index)
                else:
                    self._tell(news)
        self.tickers.flush()

    def _end(self, code: int) -> None:
        self._to.overflowed = False
        self._to.inbox.clear()
        for subscription in list(self._to.subscriptions.values()):
            self._to.fail(subscription, code)

    def _tell(self, news: News) -> None:
        match news:
            case Print():
                self.tickers.moved(news.market)
                if (on := self._to.chosen("trade", news.market)) is not None:
                    self._to.tell(on, "trade", market_messages.trade(news))
            case StatusChange() | ScheduleChange() | LadderChange():
                self.tickers.moved(news.market)
                self._lifecycle(news)
            case Announcement():
                self._announce(news)
            case _:
                self._own(news)

    def _own(self, news: Record) -> None:
        """What only its account hears of."""
        to, said = self._to, account_messages
        match news:
            case FillRecord() if self._mine(news.wallet):
                if (on := to.chosen("fill", news.market)) is not None:
                    to.tell(on, "fill", said.fill(news, news.wallet.shard))
            case OrderChange() if self._mine(news.order.wallet):
                if (on := to.chosen("user_orders", news.order.market)) is not None:
                    to.tell(on, "user_order", said.user_order(news.order, to.user_id))
            case PositionChange() if self._mine(news.position.wallet):
                held = news.position
                if (on := to.chosen("market_positions", held.market)) is not None:
                    to.tell(on, "market_position", said.position(held, to.user_id))
            case GroupChange() if self._mine(news.group.wallet):
                name = "order_group_updates"
                if (on := to.subscriptions.get(name)) is not None:
                    to.tell(on, name, said.group_update(news))
            case _:
                pass

    def _mine(self, wallet: Wallet) -> bool:
        locked = self._to.key.subaccount
        own = wallet.account == self._to.key.account
        return own and locked in {None, wallet.subaccount}

    def _book(self, change: BookChange, batch: Sequence[News], index: int) -> None:
        self.tickers.moved(change.market)
        on = self._to.chosen("orderbook_delta", change.market)
        if on is None or change.sequence <= on.snapshots.get(change.market, 0):
            return
        mine = self._order(_cause(change, islice(batch, index + 1, None)))
        msg = market_messages.delta(change, mine, use_yes_price=on.use_yes_price)
        self._to.tell(on, "orderbook_delta", msg)

    def _order(self, order_id: str) -> OrderView | None:
        try:
            order = self._floor.exchange.order(order_id)
        except Rejected:
            return None
        return order if self._mine(order.wallet) else None

    def _lifecycle(self, change: StatusChange | ScheduleChange | LadderChange) -> None:
        row = self._floor.row(change.market)
        if row is None:
            return
        msg: Json | None
        match change:
            case StatusChange():
                msg = lifecycle_messages.status(change, row)
            case ScheduleChange():
                msg = lifecycle_messages.closes(change)
            case LadderChange():
                msg = None if row.legs else lifecycle_messages.ladder(change)
        kind = "multivariate_market_lifecycle" if row.legs else "market_lifecycle_v2"
        on = self._to.subscriptions.get(kind)
        if on is not None and msg is not None:
            self._to.tell(on, kind, msg)

    def _announce(self, news: Announcement) -> None:
        on = self._to.subscriptions.get(news.channel)
        if on is None or news.account not in {None, self._to.key.account}:
            return
        msg = news.msg
        shard_by = msg.get("rfq_batch_id") or msg.get("market_ticker") or msg.get("id")
        others = msg.get("creator_id") != self._to.user_id
        if on.own_requests_only and news.type in _REQUESTS and others:
            return
        if on.is_mine(str(shard_by)):
            self._to.tell(on, news.type, msg)


def _cause(change: BookChange, later: Iterable[News]) -> str:
    """The order that changed a book: of a trade, the one that took."""
    if change.delta > 0:
        return change.order_id
    for news in later:
        match news:
            case FillRecord(liquidity=Liquidity.TAKER):
                return news.order_id
            case BookChange() | OrderChange() | Print():
                break
            case _:
                continue
    return change.order_id
