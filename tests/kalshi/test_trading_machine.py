"""Whatever is done in whatever order, client, journal and venue agree to the cent."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from decimal import Decimal
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

from kalshi.simulated_desk import Floor
from predcore import (
    Accepted,
    Cancelled,
    Market,
    MarketStatus,
    NeverArrived,
    Order,
    OrderRequest,
    PriceLadder,
    Refused,
    Side,
    TimeInForce,
    Unknown,
)
from predcore.sim.exchange import FillRecord, Record
from predcore_kalshi import KalshiVenue

D = Decimal
ZERO = D(0)
Loss = Literal["request", "answer"] | None
WHO = st.sampled_from(["trader", "rival"])
TICKS = st.integers(-3, 3)
SIZES = st.sampled_from([D("0.01"), D("1.50"), D(3), D(20)])
KINDS = st.sampled_from([TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK])
LOSSES: st.SearchStrategy[Loss] = st.sampled_from([None, None, "request", "answer"])


@dataclass
class Client:
    """One trader: its venue, and what it believes.

    Attributes:
        orders: ids by client id, of what it was told or found out.
        never: client ids of orders it was told never arrived, or were refused.
    """

    venue: KalshiVenue
    start: Decimal
    orders: dict[str, str] = field(default_factory=dict[str, str])
    never: set[str] = field(default_factory=set[str])
    short: Decimal = ZERO

    def some(self, number: int) -> str:
        """One of its orders, or one that is not there."""
        ids = [*self.orders.values(), "00000000-0000-4000-8000-000000000000"]
        return ids[number % len(ids)]


class Trading(RuleBasedStateMachine):
    """Two traders, one market, and a line that may lose a question or an answer."""

    def __init__(self) -> None:
        super().__init__()
        self._portal_manager = start_blocking_portal("asyncio")
        self.portal: BlockingPortal = self._portal_manager.__enter__()
        self.floor = Floor()
        self.exchange = self.floor.simulator.floor.exchange
        self.journal: list[Record] = []
        self.exchange.subscribe(self.journal.append)
        self.opened = AsyncExitStack()
        self.clients: dict[str, Client] = {}
        self.settled = False
        self.count = 0

    def call(self, function: Any, *args: Any) -> Any:
        return self.portal.call(function, *args)

    @initialize()
    def open(self) -> None:
        self.call(self._open)

    async def _open(self) -> None:
        keys = self.floor.simulator.keys
        for name, key in ("trader", keys.ed25519), ("rival", keys.rival):
            venue = await self.opened.enter_async_context(self.floor.open(key))
            self.clients[name] = Client(venue, (await venue.balance()).total)
        async for market in self.clients["trader"].venue.markets(
            status=MarketStatus.OPEN
        ):
            book = await self.clients["trader"].venue.orderbook(market.instruments[0])
            if book.bids and book.asks and market.ladder is not None:
                self.market: Market = market
                self.ladder: PriceLadder = market.ladder
                self.middle = market.ladder.nearest(
                    (book.bids[0].price + book.asks[0].price) / 2
                )
                return
        raise AssertionError("the simulator has no market with bids and offers")

    def price(self, ticks: int, outcome: str) -> Decimal:
        price = self.middle
        for _ in range(abs(ticks)):
            step = self.ladder.next if ticks > 0 else self.ladder.previous
            price = step(price) or price
        return price if outcome == "yes" else 1 - price

    @rule(
        who=WHO,
        outcome=st.sampled_from(["yes", "no"]),
        side=st.sampled_from([*Side]),
        ticks=TICKS,
        size=SIZES,
        kind=KINDS,
        post_only=st.booleans(),
        loss=LOSSES,
    )
    def place(
        self,
        who: str,
        outcome: str,
        side: Side,
        ticks: int,
        size: Decimal,
        kind: TimeInForce,
        post_only: bool,
        loss: Loss,
    ) -> None:
        self.count += 1
        request = OrderRequest(
            instrument=self.market.instrument(outcome),
            side=side,
            price=self.price(ticks, outcome),
            size=size,
            time_in_force=kind,
            post_only=post_only and kind is TimeInForce.GTC,
            client_id=f"order-{self.count}",
        )
        self.call(self._place, self.clients[who], request, loss)

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
        match found:
            case Accepted(order=order):
                assert (order.instrument, order.side, order.price, order.size) == (
                    request.instrument,
                    request.side,
                    request.price,
                    request.size,
                )
                client.orders[request.client_id] = order.id
            case Refused() | NeverArrived():
                client.never.add(request.client_id)

    @rule(who=WHO, number=st.integers(0, 50), ticks=TICKS, size=SIZES)
    def amend(self, who: str, number: int, ticks: int, size: Decimal) -> None:
        client = self.clients[who]
        self.call(self._amend, client, client.some(number), ticks, size)

    async def _amend(
        self, client: Client, order_id: str, ticks: int, size: Decimal
    ) -> None:
        known = client.venue._desk.route(order_id)
        outcome = "yes" if known is None else known.outcome
        price = self.price(ticks, outcome)
        fate = await client.venue.amend(order_id, price=price, size=size)
        assert isinstance(fate, Accepted | Refused), fate
        if isinstance(fate, Accepted):
            check_same(fate.order, await client.venue.order(order_id))

    @rule(who=WHO, numbers=st.lists(st.integers(0, 50), min_size=1, max_size=4))
    def cancel(self, who: str, numbers: list[int]) -> None:
        client = self.clients[who]
        ids = [client.some(number) for number in numbers]
        fates = (
            [self.call(client.venue.cancel, ids[0])]
            if len(ids) == 1
            else self.call(client.venue.cancel_many, ids)
        )
        assert all(isinstance(fate, Cancelled | Refused) for fate in fates)

    @rule(who=WHO)
    def cancel_all(self, who: str) -> None:
        assert self.call(self.clients[who].venue.cancel_all) is None

    @precondition(lambda self: not self.settled and self.count > 5)
    @rule(outcome=st.sampled_from(["yes", "no"]))
    def settle(self, outcome: str) -> None:
        for name, client in self.clients.items():
            client.short = max(-self.net(name), ZERO)
        self.call(self.floor.settle, self.market, outcome)
        self.settled = True

    def net(self, name: str) -> Decimal:
        """YES contracts by the journal; negative is NO."""
        return sum(
            (
                one.size if one.side is Side.BUY else -one.size
                for one in self.fills(name)
            ),
            ZERO,
        )

    def fills(self, name: str) -> list[FillRecord]:
        return [
            one
            for one in self.journal
            if isinstance(one, FillRecord) and one.wallet.account == name
        ]

    @invariant()
    def money_and_contracts_are_conserved(self) -> None:
        totals = self.exchange.totals()
        assert totals.deposited == totals.cash + totals.pairs + totals.fees

    @invariant()
    def every_order_is_there_once_and_no_other(self) -> None:
        for name, client in self.clients.items():
            there = self.floor.orders(name)
            assert {order.client_id: order.id for order in there} == client.orders
            assert len(there) == len(client.orders)
            assert not client.never & set(client.orders)

    @invariant()
    def accounts_are_told_as_the_journal_has_them(self) -> None:
        for name, client in self.clients.items():
            self.call(self._check_account, name, client)

    async def _check_account(self, name: str, client: Client) -> None:
        venue, journal = client.venue, self.fills(name)
        told = [one async for one in venue.fills(market=self.market.id)]
        assert {(f.id, f.order_id): (f.side, f.price, f.size, f.fee) for f in told} == {
            (f.trade_id, f.order_id): (f.side, f.price, f.size, f.fee) for f in journal
        }
        spent = sum(
            (
                f.fee + (f.price if f.side is Side.BUY else -f.price) * f.size
                for f in journal
            ),
            ZERO,
        )
        net = self.net(name)
        short = client.short if self.settled else max(-net, ZERO)
        paid = sum([one.payout async for one in venue.settlements()], ZERO)
        balance = await venue.balance()
        assert balance.total == client.start - spent - short + paid
        held = {p.instrument.outcome: p.size async for p in venue.positions()}
        if self.settled or not net:
            assert held == {}
        else:
            assert held == {"yes" if net > 0 else "no": abs(net)}

    @invariant()
    def orders_are_told_as_the_venue_has_them(self) -> None:
        for name, client in self.clients.items():
            told = self.call(self._orders, client)
            for order in self.floor.orders(name):
                mine: Order = told[order.id]
                assert (mine.filled, mine.remaining) == (order.filled, order.remaining)
                assert mine.status is order.status

    async def _orders(self, client: Client) -> dict[str, Order]:
        found = client.venue.orders(market=self.market.id)
        return {order.id: order async for order in found}

    def teardown(self) -> None:
        self.call(self.opened.aclose)
        self._portal_manager.__exit__(None, None, None)


def check_same(told: Order, read: Order) -> None:
    """What a write answered is what is read after it."""
    assert (told.instrument, told.side, told.price) == (
        read.instrument,
        read.side,
        read.price,
    )
    assert (told.filled, told.remaining) == (read.filled, read.remaining)


TestTrading = Trading.TestCase
TestTrading.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)
