"""The terms of an order, as a request puts them."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from predcore import Side, TimeInForce
from predcore.sim.exchange import NewOrder, SelfTrade

from .body import Body
from .call import Call
from .refusals import refused
from .rows import ListedMarket
from .wire import EPOCH

__all__ = ["SIDES", "count_of", "instant_of", "new_order", "price_of", "routed"]

SIDES = {"bid": Side.BUY, "ask": Side.SELL}
_LIFETIMES = {
    "good_till_canceled": TimeInForce.GTC,
    "immediate_or_cancel": TimeInForce.IOC,
    "fill_or_kill": TimeInForce.FOK,
}
_AUTOMATIC = -1
_LONGEST_ID = 64


def new_order(call: Call, body: Body) -> NewOrder:
    """The order that a request describes; raises ``Refusal``."""
    ticker = body.required("ticker", body.text("ticker"))
    side = body.required("side", body.choice("side", *SIDES))
    count = body.required("count", count_of(body, "count"))
    price = body.required("price", price_of(body))
    lifetime = body.required("time_in_force", body.choice("time_in_force", *_LIFETIMES))
    prevention = body.required(
        "self_trade_prevention_type",
        body.choice("self_trade_prevention_type", *SelfTrade),
    )
    expires_at = instant_of(body.integer("expiration_time"))
    time_in_force = _LIFETIMES[lifetime]
    if expires_at is not None:
        if time_in_force is not TimeInForce.GTC:
            raise refused(
                400, "invalid_order", "expiration_time needs good_till_canceled"
            )
        time_in_force = TimeInForce.GTD
    return NewOrder(
        account=call.account,
        market=_pinned(call, body, ticker).ticker,
        side=SIDES[side],
        price=price,
        size=count,
        time_in_force=time_in_force,
        expires_at=expires_at,
        post_only=bool(body.flag("post_only")),
        reduce_only=bool(body.flag("reduce_only")),
        cancel_on_pause=bool(body.flag("cancel_order_on_pause")),
        self_trade=SelfTrade(prevention),
        client_id=body.text("client_order_id", most=_LONGEST_ID),
        subaccount=call.subaccount(body.integer("subaccount", least=0, most=63)),
        group=body.text("order_group_id"),
    )


def price_of(body: Body) -> Decimal | None:
    """The price, in dollars of YES."""
    return body.fixed("price", places=4, code="invalid_price")


def count_of(body: Body, name: str) -> Decimal | None:
    """A count of contracts."""
    return body.fixed(name, places=2, code="invalid_order_size")


def instant_of(seconds: int | None) -> datetime | None:
    """A Unix time in seconds; raises ``Refusal`` for one no calendar has."""
    try:
        return None if seconds is None else EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        raise refused(400, "invalid_parameters", "expiration_time") from None


def _pinned(call: Call, body: Body, ticker: str) -> ListedMarket:
    row = call.floor.row(ticker)
    shard = body.integer("exchange_index")
    if row is None or shard not in {None, _AUTOMATIC, row.exchange_index}:
        raise refused(404, "market_not_found")
    return row


def routed(call: Call, shard: int | None, ticker: str | None) -> int:
    """The shard that a request about an order goes to.

    Without a ticker an order cannot be looked for on another shard than 0.

    Raises:
        Refusal: the ticker is needed, or of no market.
    """
    if shard is not None and shard != _AUTOMATIC:
        return shard
    if ticker is None:
        if shard == _AUTOMATIC:
            raise refused(400, "invalid_parameters", "market_ticker is required")
        return 0
    row = call.floor.row(ticker)
    if row is None:
        raise refused(404, "market_not_found")
    return row.exchange_index
