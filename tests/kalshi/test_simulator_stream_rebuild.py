"""Whatever is traded, a naive rebuild from the messages is the engine's book."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kalshi.asyncapi import check
from kalshi.socket_desk import SocketDesk
from predcore import PriceLadder, Side, TimeInForce
from predcore.sim import Line, Traffic
from predcore.sim.exchange import AccountId, Exchange, Rejected

Step = Callable[[SocketDesk, str], object]
CENTS = list(PriceLadder.uniform(Decimal("0.01")).prices())


class Rebuilt:
    """Two sides of bids, from snapshots and deltas and nothing else."""

    def __init__(self, *, use_yes_price: bool) -> None:
        self.use_yes_price = use_yes_price
        self.sides: dict[str, dict[Decimal, Decimal]] = {"yes": {}, "no": {}}
        self.seq = 0

    def take(self, message: dict[str, Any]) -> None:
        check(message)
        if "seq" in message:
            assert message["seq"] == self.seq + 1
            self.seq = message["seq"]
        msg = message["msg"]
        match message["type"]:
            case "orderbook_snapshot":
                for side in self.sides:
                    levels = msg.get(f"{side}_dollars_fp", [])
                    self.sides[side] = {Decimal(p): Decimal(s) for p, s in levels}
            case "orderbook_delta":
                levels, price = self.sides[msg["side"]], Decimal(msg["price_dollars"])
                levels[price] = levels.get(price, Decimal(0)) + Decimal(msg["delta_fp"])
                assert levels[price] >= 0
                if not levels[price]:
                    del levels[price]
            case _:
                pass

    def levels(self) -> tuple[dict[Decimal, Decimal], dict[Decimal, Decimal]]:
        """Bids and asks of yes."""
        no = self.sides["no"].items()
        asks = {price if self.use_yes_price else 1 - price: size for price, size in no}
        return self.sides["yes"], asks


def engine(
    exchange: Exchange, market: str
) -> tuple[dict[Decimal, Decimal], dict[Decimal, Decimal]]:
    book = exchange.book(market)
    return (
        {level.price: level.size for level in book.bids},
        {level.price: level.size for level in book.asks},
    )


accounts = st.sampled_from(["trader", "rival"])
sizes = st.decimals("0.01", 300, places=2).map(str)


@st.composite
def orders(draw: st.DrawFn) -> Step:
    side, price = draw(st.sampled_from(Side)), draw(st.sampled_from(CENTS))
    size, account = draw(sizes), draw(accounts)
    how = draw(st.sampled_from([TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK]))
    return lambda desk, market: desk.place(
        market, side, price, size, account=account, time_in_force=how
    )


cancellations: st.SearchStrategy[Step] = accounts.map(
    lambda account: (
        lambda desk, market: desk.exchange.cancel_all(AccountId(account), market=market)
    )
)
pauses: st.SearchStrategy[Step] = st.just(
    lambda desk, market: (
        desk.exchange.lifecycle.pause(market),
        desk.exchange.lifecycle.resume(market),
    )
)
steps = st.lists(st.one_of(orders(), orders(), orders(), cancellations, pauses))


@given(steps, st.booleans(), st.integers(0, 5))
@settings(max_examples=40)
def test_a_rebuilt_book_is_the_book_of_the_engine(
    actions: list[Step], use_yes_price: bool, before: int
) -> None:
    desk = SocketDesk()
    market = desk.two_sided()[0]
    rebuilt = Rebuilt(use_yes_price=use_yes_price)
    key = desk.floor.keys.of("trader")[0]
    with desk.stream.session(key, Line()) as session:
        for number, action in enumerate(actions):
            if number == min(before, len(actions) - 1):
                params = {
                    "channels": ["orderbook_delta"],
                    "market_ticker": market,
                    "use_yes_price": use_yes_price,
                }
                command = {"id": 1, "cmd": "subscribe", "params": params}
                session.receive(json.dumps(command))
            try:
                action(desk, market)
            except Rejected:
                continue
        for text in session.ready():
            rebuilt.take(json.loads(text))
    if actions:
        assert rebuilt.levels() == engine(desk.exchange, market)


def test_books_of_many_markets_are_rebuilt_while_synthetic_traders_trade() -> None:
    desk = SocketDesk()
    markets = desk.two_sided(10)
    rebuilt = {market: Rebuilt(use_yes_price=False) for market in markets}
    key = desk.floor.keys.of("trader")[0]
    seqs: list[int] = []
    with desk.stream.session(key, Line()) as session:
        params = {"channels": ["orderbook_delta"], "market_tickers": markets}
        command = {"id": 1, "cmd": "subscribe", "params": params}
        session.receive(json.dumps(command))
        traffic = Traffic(desk.exchange, markets=markets)
        for _ in range(500):
            traffic.step()
        for text in session.ready():
            message = json.loads(text)
            if "seq" in message:
                seqs.append(message.pop("seq"))
                check({**message, "seq": seqs[-1]})
                of = rebuilt[message["msg"]["market_ticker"]]
                of.seq = 0
                of.take({**message, "seq": 1})
    assert seqs == list(range(1, len(seqs) + 1))
    for market, of in rebuilt.items():
        assert of.levels() == engine(desk.exchange, market)
