"""``/data``: orders and trades of an API key."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.routing import Route

from ...accounts.members import Member
from ...notation import Json, seconds
from ...trading.trades import Trade
from ..pages import shown
from ..refusals import missing
from .calls import Call, Private
from .rows import order_row, trade_row

__all__ = ["Reads"]


class Reads:
    """Orders that are open, any order by its id, and trades."""

    def __init__(self, private: Private) -> None:
        self._private = private

    def routes(self) -> list[Route]:
        """All of them reads."""
        return [
            self._private.get("/data/order/{order_id}", _order),
            self._private.get("/data/orders", _orders),
            self._private.get("/data/trades", _trades),
        ]


def _order(call: Call) -> Json:
    """Also one that has ended, unless the venue is told to forget those."""
    order = call.floor.orders.get(call.ask.path["order_id"].lower())
    if order is None or order.owner != call.key.id:
        raise missing("order not found")
    if not (order.is_open or call.floor.modes.remembers):
        raise missing("order not found")
    return order_row(order)


def _orders(call: Call) -> Json:
    wanted, market = call.ask.text("id"), call.ask.text("market")
    token = call.ask.text("asset_id")
    found = [
        order
        for order in call.floor.orders.open(call.key.id)
        if wanted in {None, order.id}
        and market in {None, order.market.condition}
        and token in {None, order.token}
    ]
    return shown(call.ask, found[::-1], order_row)


def _trades(call: Call) -> Json:
    found = [
        (trade, viewer)
        for viewer in _viewers(call)
        for trade in _matching(call, viewer)
    ]
    return shown(call.ask, found, lambda row: trade_row(*row))


def _viewers(call: Call) -> list[Member]:
    address = (call.ask.text("maker_address") or "").lower()
    return [m for m in call.members if address in {"", m.funder.lower()}]


def _matching(call: Call, viewer: Member) -> Iterator[Trade]:
    """Newest first."""
    wanted, market = call.ask.text("id"), call.ask.text("market")
    token = call.ask.text("asset_id")
    before, after = call.ask.count("before"), call.ask.count("after")
    for trade in call.floor.trades.of(viewer):
        at = seconds(trade.at)
        if (
            wanted in {None, trade.id}
            and market in {None, trade.market.condition}
            and (token is None or token in _tokens(trade, viewer))
            and (before is None or at < before)
            and (after is None or at > after)
        ):
            yield trade


def _tokens(trade: Trade, viewer: Member) -> set[str]:
    """What the viewer traded in it."""
    mine = (party for party in trade.parties if party.member is viewer)
    return {trade.market.tokens[party.outcome] for party in mine}
