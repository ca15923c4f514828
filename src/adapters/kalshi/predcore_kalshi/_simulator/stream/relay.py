"""Records of the exchange, put into messages for one connection."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

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

from ..wire import Json, unix, unix_ms
from . import account_messages, lifecycle_messages, market_messages
from .connection import Announcement, Connection
from .errors import CHANNEL_ERROR, OVERFLOW
from .market_messages import to_the_ms
from .subscription import Subscription

__all__ = ["Relay"]

_REQUESTS = frozenset(
    {"rfq_created", "rfq_deleted", "rfq_batch_created", "rfq_batch_deleted"}
)
News = Record | Announcement


class Relay:
    """Tells a connection what it subscribed to.

    Nothing is told while the exchange is at work: records are kept, and put into
    messages once it has come to rest and can be asked.
    """

    def __init__(self, connection: Connection) -> None:
        self._to = connection
        self._floor = connection.floor
        self._exchange = self._floor.exchange
        self._moved: dict[str, None] = {}

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
                self._tell(news, batch[index + 1 :] if _is_cut(news) else ())
        self._tickers()

    def _end(self, code: int) -> None:
        self._to.overflowed = False
        self._to.inbox.clear()
        for subscription in list(self._to.subscriptions.values()):
            self._to.fail(subscription, code)

    def _on(self, channel: str) -> Subscription | None:
        return self._to.subscriptions.get(channel)

    def _tell(self, news: News, later: Sequence[News]) -> None:
        match news:
            case BookChange():
                self._moved[news.market] = None
                self._book(news, later)
            case Print():
                self._moved[news.market] = None
                self._market("trade", "trade", news.market, market_messages.trade(news))
            case FillRecord() if self._mine(news.wallet):
                msg = account_messages.fill(news, news.wallet.shard)
                self._market("fill", "fill", news.market, msg)
            case OrderChange() if self._mine(news.order.wallet):
                msg = account_messages.user_order(news.order, self._to.user_id)
                self._market("user_orders", "user_order", news.order.market, msg)
            case PositionChange() if self._mine(news.position.wallet):
                msg = account_messages.position(news.position, self._to.user_id)
                ticker = news.position.market
                self._market("market_positions", "market_position", ticker, msg)
            case GroupChange() if self._mine(news.group.wallet):
                msg = account_messages.group_update(news)
                self._all("order_group_updates", "order_group_updates", msg)
            case StatusChange() | ScheduleChange() | LadderChange():
                self._moved[news.market] = None
                self._lifecycle(news)
            case Announcement():
                self._announce(news)
            case _:
                pass

    def _mine(self, wallet: Wallet) -> bool:
        locked = self._to.key.subaccount
        own = wallet.account == self._to.key.account
        return own and locked in {None, wallet.subaccount}

    def _market(self, channel: str, kind: str, ticker: str, msg: Json) -> None:
        on = self._on(channel)
        if on is not None and on.wants(ticker):
            self._to.tell(on, kind, msg)

    def _all(self, channel: str, kind: str, msg: Json) -> None:
        if (on := self._on(channel)) is not None:
            self._to.tell(on, kind, msg)

    def _book(self, change: BookChange, later: Sequence[News]) -> None:
        on = self._on("orderbook_delta")
        if on is None or not on.wants(change.market):
            return
        if change.sequence > on.snapshots.get(change.market, 0):
            mine = self._order(_cause(change, later))
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
        if msg is not None:
            self._all(kind, kind, msg)

    def _announce(self, news: Announcement) -> None:
        on = self._on(news.channel)
        if on is None or news.account not in {None, self._to.key.account}:
            return
        msg = news.msg
        shard_by = msg.get("rfq_batch_id") or msg.get("market_ticker") or msg.get("id")
        others = msg.get("creator_id") != self._to.user_id
        if on.own_requests_only and news.type in _REQUESTS and others:
            return
        if on.is_mine(str(shard_by)):
            self._to.tell(on, news.type, msg)

    def _tickers(self) -> None:
        moved, self._moved = self._moved, {}
        on = self._on("ticker")
        for ticker in moved if on is not None else ():
            if on is not None and on.wants(ticker):
                self.ticker(on, ticker)

    def ticker(self, on: Subscription, ticker: str, *, anyway: bool = False) -> None:
        """Send the ticker of a market if it changed, or ``anyway``."""
        exchange = self._floor.exchange
        prints = exchange.prints(ticker)
        size = prints[-1].size if prints else Decimal(0)
        msg = market_messages.ticker(
            exchange.market(ticker), exchange.book(ticker), size
        )
        if anyway or on.sent.get(ticker) != msg:
            on.sent[ticker] = msg
            now = self._floor.now
            at = {"ts": unix(now), "ts_ms": unix_ms(now), "time": to_the_ms(now)}
            self._to.tell(on, "ticker", {**msg, **at})


def _is_cut(news: News) -> bool:
    """Whether it may be the resting side of a trade."""
    return isinstance(news, BookChange) and news.delta < 0


def _cause(change: BookChange, later: Sequence[News]) -> str:
    """The order that changed a book: of a trade, the one that took."""
    for news in later:
        match news:
            case FillRecord(liquidity=Liquidity.TAKER):
                return news.order_id
            case BookChange() | OrderChange() | Print():
                break
            case _:
                continue
    return change.order_id
