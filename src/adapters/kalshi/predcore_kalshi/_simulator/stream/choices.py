"""What a subscription covers: markets, indices or underlyings."""

from __future__ import annotations

from collections.abc import Iterable

from ..wire import Json, unix_ms
from . import market_messages
from .channels import Channel
from .connection import Connection
from .errors import (
    ACTION_REQUIRED,
    INDEX_IDS_REQUIRED,
    MARKET_LIMIT,
    MARKET_REQUIRED,
    UNDERLYINGS_REQUIRED,
    UNSUPPORTED_ACTION,
    CommandError,
)
from .feeds import available, value_of
from .market_messages import market_id
from .params import Params
from .subscription import Subscription
from .tickers import Tickers

__all__ = ["Choices"]

_ALL = "all"


class Choices:
    """Widens, narrows and fills the subscriptions of one connection.

    Tickers of no market are accepted, and nothing is ever heard of them.
    """

    def __init__(self, connection: Connection, tickers: Tickers) -> None:
        self._to = connection
        self._tickers = tickers

    def markets(
        self, tickers: list[str] | None, ids: list[str] | None
    ) -> list[str] | None:
        """The tickers that are meant; ``None`` is all."""
        if ids is None:
            return tickers
        known = {market_id(ticker): ticker for ticker in self._to.floor.listing.rows}
        return [known[one] for one in ids if one in known]

    def too_many(self, channel: Channel, tickers: Iterable[str]) -> bool:
        """Whether a subscription to a channel may not cover these too."""
        most = self._to.limits.markets
        if most is None or not channel.of_markets:
            return False
        on = self._to.subscriptions.get(channel.name)
        before = on.chosen if on is not None else None
        return len({*(before or ()), *tickers}) > most

    def begin(
        self,
        on: Subscription,
        params: Params,
        tickers: list[str] | None,
        *,
        opened: bool,
    ) -> None:
        """Cover what a ``subscribe`` names, and send what it starts with."""
        match on.channel.chosen_by:
            case "indices" | "underlyings":
                indices = on.channel.chosen_by == "indices"
                names = params.texts("index_ids" if indices else "underlying_tickers")
                on.chosen = {} if opened else on.chosen
                self._cover(on, names or [])
            case "none":
                pass
            case _ if tickers is None:
                on.chosen = None
            case _:
                on.chosen = {} if opened else on.chosen
                added = on.add(tickers)
                self._fill(on, added, initial=params.flag("send_initial_snapshot"))

    def update(self, on: Subscription, command_id: int | None, params: Params) -> None:
        """Carry out an ``update_subscription``."""
        action = params.text("action")
        if not action:
            raise CommandError(ACTION_REQUIRED)
        match on.channel.chosen_by, action:
            case (("required" | "optional"), ("add_markets" | "delete_markets")):
                self._change(on, command_id, params, adds=action == "add_markets")
            case "required", "get_snapshot":
                for ticker in self._named(on, params):
                    self._snapshot(on, ticker, command_id)
            case "indices", ("subscribe_indices" | "unsubscribe_indices"):
                names = params.texts("index_ids")
                if not names:
                    raise CommandError(INDEX_IDS_REQUIRED)
                adds = action == "subscribe_indices"
                self._follow(on, command_id, "index_ids", names, adds=adds)
            case "indices", "indexlist":
                msg: Json = {"index_ids": list(available(on.channel))}
                kind = f"{on.channel.name}_indexlist"
                self._to.tell(on, kind, msg, command_id)
            case "underlyings", ("subscribe_underlyings" | "unsubscribe_underlyings"):
                names = params.texts("underlying_tickers")
                if not names:
                    raise CommandError(UNDERLYINGS_REQUIRED)
                adds = action == "subscribe_underlyings"
                self._follow(on, command_id, "underlying_tickers", names, adds=adds)
            case "underlyings", "underlying_list":
                msg = {"underlying_tickers": list(available(on.channel))}
                self._to.tell(on, "pyth_value_underlying_list", msg, command_id)
            case _:
                raise CommandError(UNSUPPORTED_ACTION)

    def _named(self, on: Subscription, params: Params) -> list[str]:
        ids = params.market_ids() if on.channel.by_id else None
        named = self.markets(params.tickers(), ids)
        if not named:
            raise CommandError(MARKET_REQUIRED)
        return named

    def _change(
        self,
        on: Subscription,
        command_id: int | None,
        params: Params,
        *,
        adds: bool,
    ) -> None:
        named = self._named(on, params)
        if adds and self.too_many(on.channel, named):
            raise CommandError(MARKET_LIMIT)
        added = on.add(named) if adds else []
        if not adds:
            on.drop(named)
        self._to.confirm("ok", on, command_id, msg=_acknowledged(on, params))
        self._fill(on, added, initial=params.flag("send_initial_snapshot"))

    def _fill(self, on: Subscription, tickers: Iterable[str], *, initial: bool) -> None:
        for ticker in tickers:
            if on.channel.chosen_by == "required":
                self._snapshot(on, ticker, None)
            elif on.channel.name == "ticker" and initial and self._lists(ticker):
                self._tickers.send(on, ticker, anyway=True)

    def _lists(self, ticker: str) -> bool:
        return self._to.floor.row(ticker) is not None

    def _snapshot(self, on: Subscription, ticker: str, command_id: int | None) -> None:
        if not self._lists(ticker):
            return
        book = self._to.floor.exchange.book(ticker)
        on.snapshots[ticker] = book.sequence
        msg = market_messages.snapshot(book, use_yes_price=on.use_yes_price)
        self._to.tell(on, "orderbook_snapshot", msg, command_id)

    def _cover(self, on: Subscription, names: list[str]) -> None:
        if _ALL in names:
            on.chosen = None
            names = list(available(on.channel))
        else:
            names = on.add(names)
        self.tick(on, names)

    def _follow(
        self,
        on: Subscription,
        command_id: int | None,
        field: str,
        names: list[str],
        *,
        adds: bool,
    ) -> None:
        before = set(on.chosen or ())
        if not adds and _ALL in names:
            on.chosen = {}
        elif not adds:
            on.drop(names)
        elif _ALL in names:
            on.chosen = None
        else:
            on.add(names)
        chosen = [_ALL] if on.chosen is None else list(on.chosen)
        self._to.confirm("ok", on, command_id, msg={field: chosen})
        if adds:
            self.tick(on, [n for n in available(on.channel) if n not in before])

    def tick(self, on: Subscription, names: Iterable[str]) -> None:
        """Send the latest values of those of ``names`` that are covered."""
        now = unix_ms(self._to.floor.now)
        for name in names:
            if on.wants(name) and name in available(on.channel):
                self._to.tell(on, on.channel.name, value_of(on.channel, name, now))


def _acknowledged(on: Subscription, params: Params) -> Json:
    """The full list of markets after an update."""
    if on.skip_ticker_ack:
        return {}
    tickers = sorted(on.chosen or ())
    told: Json = {"market_tickers": tickers}
    if params.market_ids() is not None:
        told["market_ids"] = [market_id(ticker) for ticker in tickers]
    return told
