"""Orders through the simulated exchange, in process."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from time import process_time

from predcore import FeeSchedule, PriceLadder, Side
from predcore.sim.exchange import Exchange, Listing, NewOrder, SelfTrade, SimClock

__all__ = ["orders_a_second"]

_ORDERS = 5_000
_ROUNDS = 7
_START = datetime(2026, 1, 1, tzinfo=UTC)


def orders_a_second(fees: FeeSchedule, *, heard: bool = False) -> float:
    """Limit orders of four accounts around one price, two thirds of which trade.

    Args:
        fees: of the market.
        heard: whether a listener takes the records.
    """
    return _ORDERS / min(_round(fees, heard) for _ in range(_ROUNDS))


def _round(fees: FeeSchedule, heard: bool) -> float:
    exchange, random = Exchange(SimClock(_START)), Random(1)
    exchange.lifecycle.list(
        Listing(
            key="M",
            ladder=PriceLadder.uniform(Decimal("0.01")),
            open_at=_START,
            close_at=_START + timedelta(days=1),
            fees=fees,
        )
    )
    accounts = [exchange.accounts.open(name) for name in "abcd"]
    for account in accounts:
        exchange.accounts.deposit(account, Decimal(10**9))
    if heard:
        exchange.subscribe(lambda _record: None)
    orders = [
        NewOrder(
            account=random.choice(accounts),
            market="M",
            side=random.choice((Side.BUY, Side.SELL)),
            price=Decimal(random.randint(40, 60)) / 100,
            size=Decimal(random.randint(1, 20)),
            client_id=str(number),
            self_trade=SelfTrade.MAKER,
        )
        for number in range(_ORDERS)
    ]
    started = process_time()
    for order in orders:
        exchange.place(order)
    return process_time() - started
