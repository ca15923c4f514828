"""Whatever is done, fills, holdings and money agree to the millionth."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import ROUND_FLOOR, Decimal
from typing import Any, Literal

from anyio.from_thread import BlockingPortal, start_blocking_portal
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from polymarket_floor import Floor
from predcore import (
    Accepted,
    Cancelled,
    Fill,
    Finality,
    Instrument,
    Liquidity,
    Market,
    MarketStatus,
    NeverArrived,
    OrderRequest,
    OrderStatus,
    PriceLadder,
    Refused,
    Side,
    TimeInForce,
    Unknown,
)
from predcore_polymarket import PolymarketVenue
from predcore_polymarket._simulator.trading.trades import Finality as Word

D = Decimal
ZERO = D(0)
MILLIONTH = D("0.000001")
IOC, FOK = TimeInForce.IOC, TimeInForce.FOK
Loss = Literal["request", "answer"] | None
WHO = st.sampled_from(["deposit", "rival"])
OUTCOMES = st.integers(0, 1)
TICKS = st.integers(-3, 3)
SIZES = st.sampled_from([D(5), D("7.31"), D(20), D(400)])
KINDS = st.sampled_from([TimeInForce.GTC, IOC, FOK])
PAIRS = D(100)
"""What each begins with of both outcomes."""
LOSSES: st.SearchStrategy[Loss] = st.sampled_from([None, None, "request", "answer"])


@dataclass
class Client:
    """One trader: its venue, and what it believes.

    Attributes:
        requests: by the id of the order that came of each.
    """

    venue: PolymarketVenue
    start: Decimal
    requests: dict[str, OrderRequest] = field(default_factory=dict[str, OrderRequest])

    def some(self, number: int) -> str:
        """One of its orders, or one that is not there."""
        ids = [*self.requests, "0x" + "ab" * 32]
        return ids[number % len(ids)]


class Trading(RuleBasedStateMachine):
    """Two wallets, one market, and a line that may lose a question or an answer."""

    def __init__(self) -> None:
        super().__init__()
        self._portal_manager = start_blocking_portal("asyncio")
        self.portal: BlockingPortal = self._portal_manager.__enter__()
        self.floor = Floor()
        self.opened = AsyncExitStack()
        self.clients: dict[str, Client] = {}
        self.count = 0

    def call(self, function: Any, *args: Any) -> Any:
        return self.portal.call(function, *args)

    @initialize(alone=st.booleans(), forgets=st.booleans())
    def open(self, alone: bool, forgets: bool) -> None:
        """Alone in the book the two trade with one another, and make pairs. Whether
        the venue can still read finished orders is not documented."""
        self.call(self._open)
        floor = self.floor.simulator.floor
        floor.modes.remembers = not forgets
        for name, client in self.clients.items():
            wallet = getattr(self.floor.simulator.wallets, name)
            floor.split(wallet.name, self.market.id, PAIRS)
            client.start -= PAIRS
        if alone:
            floor.clear_book(self.market.id)

    async def _open(self) -> None:
        wallets = self.floor.simulator.wallets
        for name, wallet in ("deposit", wallets.deposit), ("rival", wallets.rival):
            venue = await self.opened.enter_async_context(self.floor.open(wallet))
            self.clients[name] = Client(venue, (await venue.balance()).total)
        venue = self.clients["deposit"].venue
        async for market in venue.markets(status=MarketStatus.OPEN):
            book = await venue.orderbook(market.instruments[0])
            if book.bids and book.asks and market.ladder is not None:
                self.market: Market = market
                self.ladder: PriceLadder = market.ladder
                self.middle = market.ladder.nearest(
                    (book.bids[0].price + book.asks[0].price) / 2
                )
                return
        raise AssertionError("the simulator has no market with bids and offers")

    def price(self, ticks: int, outcome: int) -> Decimal:
        price = self.middle
        for _ in range(abs(ticks)):
            step = self.ladder.next if ticks > 0 else self.ladder.previous
            price = step(price) or price
        return 1 - price if outcome else price

    @rule(
        who=WHO,
        outcome=OUTCOMES,
        side=st.sampled_from([*Side]),
        ticks=TICKS,
        size=SIZES,
        kind=KINDS,
        loss=LOSSES,
    )
    def place(
        self,
        who: str,
        outcome: int,
        side: Side,
        ticks: int,
        size: Decimal,
        kind: TimeInForce,
        loss: Loss,
    ) -> None:
        self.count += 1
        request = OrderRequest(
            instrument=self.market.instruments[outcome],
            side=side,
            price=self.price(ticks, outcome),
            size=size,
            time_in_force=kind,
            client_id=f"order-{self.count}",
        )
        self.call(self._place, self.clients[who], request, loss)

    @rule(
        who=WHO,
        outcome=OUTCOMES,
        side=st.sampled_from([*Side]),
        other=st.booleans(),
        ticks=TICKS,
        size=SIZES,
        kind=KINDS,
        loss=LOSSES,
    )
    def meet(
        self,
        who: str,
        outcome: int,
        side: Side,
        other: bool,
        ticks: int,
        size: Decimal,
        kind: TimeInForce,
        loss: Loss,
    ) -> None:
        """One rests, and the other meets it: with its token, or by making a pair."""
        whom = "rival" if who == "deposit" else "deposit"
        opposite = Side.SELL if side is Side.BUY else Side.BUY
        self.place(who, outcome, side, ticks, size, TimeInForce.GTC, None)
        if other:
            self.place(whom, 1 - outcome, side, ticks, size, kind, loss)
        else:
            self.place(whom, outcome, opposite, ticks, size, kind, loss)

    async def _place(self, client: Client, request: OrderRequest, loss: Loss) -> None:
        if loss is None:
            fate = await client.venue.place(request)
        else:
            with self.floor.losing(loss):
                fate = await client.venue.place(request)
        found: Accepted | Refused | NeverArrived
        if isinstance(fate, Unknown):
            found = await client.venue.resolve(fate)
        else:
            found = fate
        if not isinstance(found, Accepted):
            return
        order = found.order
        assert (order.instrument, order.side) == (request.instrument, request.side)
        assert order.client_id == request.client_id
        if request.time_in_force in {IOC, FOK} and not order.filled:
            # Killed on arrival: the venue has a row of it, and the exchange never had.
            assert order.status is OrderStatus.CANCELLED
            return
        client.requests[order.id] = request
        if request.side is Side.SELL or request.time_in_force is not FOK:
            assert order.filled <= request.size
        if request.time_in_force is FOK and order.status is OrderStatus.FILLED:
            assert order.filled >= request.size - D("0.01")

    @rule(who=WHO, numbers=st.lists(st.integers(0, 50), min_size=1, max_size=4))
    def cancel(self, who: str, numbers: list[int]) -> None:
        client = self.clients[who]
        ids = [client.some(number) for number in numbers]
        fates = self.call(client.venue.cancel_many, ids)
        assert all(isinstance(fate, Cancelled | Refused) for fate in fates)

    @rule(who=WHO)
    def cancel_all(self, who: str) -> None:
        assert self.call(self.clients[who].venue.cancel_all) is None

    @rule(seconds=st.sampled_from([1, 15, 600]))
    def wait(self, seconds: int) -> None:
        self.floor.simulator.floor.advance(timedelta(seconds=seconds))

    @precondition(lambda self: self.floor.simulator.floor.trades.all)
    @rule(number=st.integers(0, 50))
    def a_trade_fails(self, number: int) -> None:
        floor = self.floor.simulator.floor
        trades = list(floor.trades.all.values())
        trade = trades[number % len(trades)]
        if trade.status in {Word.MATCHED, Word.MINED, Word.RETRYING}:
            floor.move_trade(trade.id, Word.FAILED)

    @invariant()
    def money_and_contracts_are_conserved(self) -> None:
        totals = self.floor.simulator.exchange.totals()
        assert totals.deposited == totals.cash + totals.pairs + totals.fees

    @invariant()
    def every_order_is_there_once_and_no_other(self) -> None:
        for name, client in self.clients.items():
            wallet = getattr(self.floor.simulator.wallets, name)
            there = self.floor.orders(wallet)
            ids = [order.id for order in there]
            assert len(ids) == len(set(ids))
            # One that met only its own wallet's orders came to nothing, and is refused.
            lives = {order.id for order in there if order.filled or order.remaining}
            assert lives <= set(client.requests) <= set(ids)

    @invariant()
    def fills_holdings_and_money_agree(self) -> None:
        for client in self.clients.values():
            self.call(self._check, client)

    async def _check(self, client: Client) -> None:
        venue = client.venue
        told = [fill async for fill in venue.fills(market=self.market.id)]
        assert len({fill.id for fill in told}) == len(told)
        for fill in told:
            request = client.requests[fill.order_id]
            assert (fill.instrument, fill.side) == (request.instrument, request.side)
            assert fill.client_id == request.client_id
            better = fill.price <= request.price
            assert better if fill.side is Side.BUY else fill.price >= request.price
            if fill.liquidity is Liquidity.MAKER:
                assert (fill.price, fill.fee) == (request.price, ZERO)
        stand = [fill for fill in told if fill.finality is not Finality.FAILED]
        for instrument in self.market.instruments:
            assert await venue.held(instrument) == PAIRS + traded(stand, instrument)
        total = (await venue.balance()).total
        assert total == (client.start - spent(stand)).quantize(MILLIONTH, ROUND_FLOOR)
        for order_id, request in client.requests.items():
            order = await venue.order(order_id)
            assert order.instrument == request.instrument
            # What failed is no trace of an order that only its trades tell of.
            assert matched(stand, order_id) <= order.filled <= matched(told, order_id)

    def teardown(self) -> None:
        self.call(self.opened.aclose)
        self._portal_manager.__exit__(None, None, None)


def traded(fills: list[Fill], instrument: Instrument) -> Decimal:
    """Contracts of an outcome by the fills that stand."""
    mine = [fill for fill in fills if fill.instrument == instrument]
    return sum(
        (fill.size if fill.side is Side.BUY else -fill.size for fill in mine), ZERO
    )


def matched(fills: list[Fill], order_id: str) -> Decimal:
    """Contracts of an order by its fills."""
    return sum((fill.size for fill in fills if fill.order_id == order_id), ZERO)


def spent(fills: list[Fill]) -> Decimal:
    """Money by the fills that stand, with their fees."""
    return sum(
        (
            (fill.fee or ZERO)
            + (fill.price if fill.side is Side.BUY else -fill.price) * fill.size
            for fill in fills
        ),
        ZERO,
    )


TestTrading = Trading.TestCase
TestTrading.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)
