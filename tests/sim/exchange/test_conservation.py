"""Whatever is done, in whatever order, the exchange's sums come out."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from predcore import Charge, FeeSchedule, Liquidity, PriceLadder, Side, TimeInForce
from predcore.sim.exchange import (
    AccountId,
    BalanceChange,
    BookChange,
    Exchange,
    FillRecord,
    Listing,
    NewOrder,
    OrderChange,
    OrderView,
    Phase,
    Placed,
    Policy,
    PositionChange,
    PositionView,
    Reason,
    Record,
    Rejected,
    Rejection,
    SelfTrade,
    SimClock,
    Wallet,
)
from sim.exchange.oracle import Oracle, Trade
from sim.exchange.trading import ANN, BOB, CAT, START

PEOPLE = st.sampled_from([ANN, BOB, CAT])
PRICES = st.integers(46, 54).map(lambda cents: Decimal(cents) / 100)
SIZES = st.integers(1, 1000).map(lambda hundredths: Decimal(hundredths) / 100)
LADDER = PriceLadder.uniform(Decimal("0.01"))
FROM_OUTSIDE = frozenset(
    {Reason.EXPIRED, Reason.PAUSED, Reason.RESUMED, Reason.CLOSED, Reason.FUNDS}
)


class Proportional(FeeSchedule):
    """So much of the variance of a contract, unrounded."""

    @property
    def source(self) -> str:
        return "the test"

    def charge(
        self,
        price: Decimal,
        count: Decimal,
        *,
        side: Side = Side.BUY,
        liquidity: Liquidity = Liquidity.TAKER,
        carry: Decimal = Decimal(0),
    ) -> Charge:
        del side
        rate = Decimal("0.07" if liquidity is Liquidity.TAKER else "0.0175")
        return Charge(rate * count * price * (1 - price), carry + 1)


@dataclass(frozen=True)
class Ask:
    """An order in the making: it fits the market and the groups of the moment."""

    who: AccountId
    side: Side
    price: Decimal
    size: Decimal
    time_in_force: TimeInForce
    self_trade: SelfTrade
    flag: str
    subaccount: int
    group: int
    outcome: int

    def order(self, market: str, now: datetime, groups: list[str]) -> NewOrder:
        expires = self.time_in_force is TimeInForce.GTD
        rests = expires or self.time_in_force is TimeInForce.GTC
        grouped = self.who == ANN and not self.subaccount and self.group < len(groups)
        return NewOrder(
            account=self.who,
            market=market,
            side=self.side,
            price=self.price,
            size=self.size,
            time_in_force=self.time_in_force,
            expires_at=now + timedelta(seconds=9) if expires else None,
            post_only=rests and self.flag == "post_only",
            reduce_only=not rests and self.flag == "reduce_only",
            cancel_on_pause=self.flag == "cancel_on_pause",
            self_trade=self.self_trade,
            subaccount=self.subaccount,
            group=groups[self.group] if grouped else None,
            outcome=self.outcome,
        )


ASKS = st.builds(
    Ask,
    who=PEOPLE,
    side=st.sampled_from(Side),
    price=PRICES,
    size=SIZES,
    time_in_force=st.sampled_from([TimeInForce.GTC, *TimeInForce]),
    self_trade=st.sampled_from(SelfTrade),
    flag=st.sampled_from(["", "", "post_only", "reduce_only", "cancel_on_pause"]),
    subaccount=st.sampled_from([0, 0, 0, 1]),
    group=st.sampled_from([0, 0, 1, 9]),
    outcome=st.sampled_from([0, 1]),
)


def at_rest(position: PositionView) -> PositionView:
    """A position without what only open orders change."""
    outcomes = position.outcomes
    if outcomes is not None:
        first, second = (replace(one, reserved=Decimal(0)) for one in outcomes)
        outcomes = first, second
    return replace(position, resting=0, outcomes=outcomes)


class ExchangeMachine(RuleBasedStateMachine):
    """Drives an exchange, its oracle, and a book rebuilt from the records."""

    policy = Policy()

    @initialize()
    def start(self) -> None:
        self.oracle = Oracle()
        self.records: list[Record] = []
        self.levels: dict[tuple[str, Side, Decimal], Decimal] = defaultdict(Decimal)
        self.numbers: list[int] = []
        self.listed = 0
        self.groups: list[str] = []
        self.cash: dict[Wallet, Decimal] = defaultdict(Decimal)
        self.positions: dict[tuple[Wallet, str], PositionView] = {}
        self.orders: dict[str, OrderView] = {}
        self.follow(Exchange(SimClock(START), policy=self.policy))
        for who in (ANN, BOB, CAT):
            self.exchange.accounts.open(who)
            self.exchange.accounts.deposit(who, Decimal(40))
            self.exchange.accounts.deposit(who, Decimal(20), subaccount=1)
        self.market = self.new_market()

    def follow(self, exchange: Exchange) -> None:
        self.exchange = exchange
        exchange.subscribe(self.hear)

    def hear(self, record: Record) -> None:
        self.records.append(record)
        self.numbers.append(record.sequence)
        if isinstance(record, BookChange):
            level = record.market, record.side, record.price
            self.levels[level] += record.delta
            assert self.levels[level] == record.size >= 0
        elif isinstance(record, BalanceChange):
            self.cash[record.wallet] += record.delta
            assert self.cash[record.wallet] == record.cash
        elif isinstance(record, PositionChange):
            position = record.position
            self.positions[position.wallet, position.market] = position
        elif isinstance(record, OrderChange):
            self.orders[record.order.id] = record.order

    def new_market(self) -> str:
        self.listed += 1
        key = f"M{self.listed}"
        now = self.exchange.clock.now()
        self.exchange.lifecycle.list(
            Listing(
                key=key,
                ladder=LADDER,
                open_at=now,
                close_at=now + timedelta(hours=1),
                settlement_timer=timedelta(seconds=20),
                fees=Proportional(),
            )
        )
        return key

    def heed(self) -> None:
        """Take over what the clock, a pause or a close has cancelled."""
        for record in self.records:
            if isinstance(record, OrderChange) and record.reason in FROM_OUTSIDE:
                self.oracle.drop(record.order.id)
        self.records.clear()

    def trades(self) -> list[Trade]:
        fills = [one for one in self.records if isinstance(one, FillRecord)]
        takers = fills[::2]
        makers = fills[1::2]
        return [
            Trade(taker.order_id, maker.order_id, maker.book_price, maker.size)
            for taker, maker in zip(takers, makers, strict=True)
        ]

    def compare(self, placed: Placed, expected: list[Trade]) -> None:
        assert self.trades() == expected
        assert [fill.size for fill in placed.fills] == [one.size for one in expected]
        self.records.clear()

    @rule(asks=st.lists(ASKS, min_size=5, max_size=12), wake=st.booleans())
    def place(self, asks: list[Ask], wake: bool) -> None:
        if wake:
            self.exchange.lifecycle.resume_trading()
            with suppress(Rejected):
                self.exchange.lifecycle.resume(self.market)
        for ask in asks:
            self.place_one(ask)

    def place_one(self, ask: Ask) -> None:
        self.exchange.run_until()
        self.heed()
        now = self.exchange.clock.now()
        order = ask.order(self.market, now, self.groups)
        offers = (order.side is Side.SELL) is not (order.outcome == 1)
        volume = self.oracle.volume(
            self.market,
            Side.SELL if offers else Side.BUY,
            1 - order.price if order.outcome else order.price,
        )
        try:
            placed = self.exchange.place(order)
        except Rejected as refused:
            if refused.reason is Rejection.WOULD_CROSS:
                assert volume
            if refused.reason is Rejection.UNFILLABLE:
                assert order.reduce_only or volume < order.size
            assert self.records == []
            return
        if placed.order.reason is Reason.REDUCE_ONLY:
            assert placed.fills == ()
            return
        self.compare(placed, self.oracle.place(placed.order, now))

    def resting(self, pick: int) -> OrderView | None:
        self.exchange.run_until()
        self.heed()
        if not self.oracle.resting:
            return None
        found = self.oracle.resting[pick % len(self.oracle.resting)]
        return self.exchange.order(found.id)

    @rule(pick=st.integers(0), price=st.none() | PRICES, more=st.integers(-300, 300))
    def amend(self, pick: int, price: Decimal | None, more: int) -> None:
        order = self.resting(pick)
        if order is None:
            return
        size = order.filled + order.remaining + Decimal(more) / 100
        try:
            placed = self.exchange.amend(
                order.wallet.account, order.id, price=price, size=size
            )
        except Rejected:
            assert self.exchange.order(order.id) == order
            return
        now = self.exchange.clock.now()
        remaining = size - order.filled
        at = placed.order.book_price
        expected = self.oracle.amend(order.id, at, remaining, now)
        self.compare(placed, expected)

    @rule(pick=st.integers(0), share=st.integers(0, 100))
    def decrease(self, pick: int, share: int) -> None:
        order = self.resting(pick)
        if order is None:
            return
        to = (order.remaining * share / 100).quantize(Decimal("0.01"))
        with suppress(Rejected):
            done = self.exchange.decrease(order.wallet.account, order.id, to=to)
            assert order.remaining - done.reduced_by == to
            self.oracle.find(order.id).remaining = to
            if not to:
                self.oracle.drop(order.id)

    @rule(pick=st.integers(0))
    def cancel(self, pick: int) -> None:
        order = self.resting(pick)
        if order is not None:
            done = self.exchange.cancel(order.wallet.account, order.id)
            assert done.reduced_by == order.remaining
            self.oracle.drop(order.id)

    @rule(who=PEOPLE)
    def cancel_all(self, who: AccountId) -> None:
        for done in self.exchange.cancel_all(who):
            self.oracle.drop(done.order.id)

    @precondition(lambda self: len(self.groups) < 3)
    @rule(limit=SIZES)
    def create_group(self, limit: Decimal) -> None:
        group = self.exchange.groups.create(ANN, limit)
        self.groups.append(group.id)
        self.oracle.limit(group.id, limit)

    @precondition(lambda self: bool(self.groups))
    @rule(pick=st.integers(0), limit=SIZES)
    def limit_group(self, pick: int, limit: Decimal) -> None:
        group = self.groups[pick % len(self.groups)]
        self.exchange.groups.set_limit(ANN, group, limit)
        self.heed()
        self.oracle.limit(group, limit)
        if self.oracle.groups[group].matched(self.exchange.clock.now()) > limit:
            self.oracle.trigger(group)

    @precondition(lambda self: bool(self.groups))
    @rule(pick=st.integers(0))
    def trigger_group(self, pick: int) -> None:
        group = self.groups[pick % len(self.groups)]
        self.exchange.groups.trigger(ANN, group)
        self.oracle.trigger(group)

    @precondition(lambda self: bool(self.groups))
    @rule(pick=st.integers(0))
    def reset_group(self, pick: int) -> None:
        group = self.groups[pick % len(self.groups)]
        self.exchange.groups.reset(ANN, group)
        self.oracle.reset(group)

    @precondition(lambda self: bool(self.groups))
    @rule(pick=st.integers(0))
    def delete_group(self, pick: int) -> None:
        group = self.groups.pop(pick % len(self.groups))
        self.exchange.groups.delete(ANN, group)
        self.oracle.trigger(group)

    @rule(seconds=st.integers(0, 12))
    def pass_time(self, seconds: int) -> None:
        self.exchange.clock.advance(timedelta(seconds=seconds))

    @rule(cents=st.integers(1, 500), back=st.booleans(), who=PEOPLE)
    def transfer(self, cents: int, back: bool, who: AccountId) -> None:
        wallets = Wallet(who), Wallet(who, 1)
        source, target = wallets[::-1] if back else wallets
        with suppress(Rejected):
            self.exchange.accounts.transfer(source, target, Decimal(cents) / 100)

    @rule(step=st.sampled_from(["pause", "resume", "pause_trading", "resume_trading"]))
    def pause_or_resume(self, step: str) -> None:
        lifecycle = self.exchange.lifecycle
        steps: dict[str, Callable[[], object]] = {
            "pause": lambda: lifecycle.pause(self.market),
            "resume": lambda: lifecycle.resume(self.market),
            "pause_trading": lifecycle.pause_trading,
            "resume_trading": lifecycle.resume_trading,
        }
        with suppress(Rejected):
            steps[step]()

    @precondition(lambda self: bool(self.exchange.prints(self.market)))
    @rule(payout=st.sampled_from(["0", "1", "0.5970"]), disputed=st.booleans())
    def settle(self, payout: str, disputed: bool) -> None:
        self.exchange.run_until()
        lifecycle = self.exchange.lifecycle
        if self.exchange.market(self.market).phase in {Phase.OPEN, Phase.PAUSED}:
            lifecycle.close(self.market)
        lifecycle.determine(self.market, Decimal(payout))
        if disputed:
            lifecycle.dispute(self.market)
            lifecycle.amend(self.market, 1 - Decimal(payout))
        self.market = self.new_market()

    @rule()
    def save_and_load(self) -> None:
        saved = self.exchange.save()
        loaded = Exchange.load(
            json.loads(json.dumps(saved)), fees=lambda _market: Proportional()
        )
        assert loaded.save() == saved
        self.follow(loaded)

    @invariant()
    def money_is_conserved(self) -> None:
        totals = self.exchange.totals()
        assert totals.deposited == totals.cash + totals.pairs + totals.fees

    @invariant()
    def nobody_is_overdrawn(self) -> None:
        for who in (ANN, BOB, CAT):
            for balance in self.exchange.accounts.balances(who):
                assert balance.available >= 0
                assert balance.reserved >= 0

    @invariant()
    def positions_net_to_zero(self) -> None:
        held = [
            position
            for who in (ANN, BOB, CAT)
            for position in self.exchange.positions(who)
        ]
        for market in self.exchange.markets():
            sizes = [one.size for one in held if one.market == market.key]
            assert sum(sizes) == 0
            longs = sum(size for size in sizes if size > 0)
            assert longs == market.open_interest

    @invariant()
    def books_are_uncrossed_and_told(self) -> None:
        self.heed()
        for market in self.exchange.markets():
            book = self.exchange.book(market.key)
            if book.bids and book.asks:
                assert book.bids[0].price < book.asks[0].price
            for side, levels in (Side.BUY, book.bids), (Side.SELL, book.asks):
                told = {
                    price: size
                    for (key, of, price), size in self.levels.items()
                    if (key, of) == (market.key, side) and size
                }
                assert dict(levels) == told

    @invariant()
    def the_oracle_has_the_same_orders(self) -> None:
        self.exchange.run_until()
        self.heed()
        for one in self.oracle.resting:
            order = self.exchange.order(one.id)
            assert (order.book_price, order.remaining) == (one.price, one.remaining)
        expected = {one.id for one in self.oracle.resting}
        resting = {
            order.id
            for who in (ANN, BOB, CAT)
            for order in self.exchange.orders(who)
            if order.remaining
        }
        assert resting == expected

    @invariant()
    def a_listener_can_follow(self) -> None:
        for who in (ANN, BOB, CAT):
            for balance in self.exchange.accounts.balances(who):
                assert balance.cash == self.cash[balance.wallet]
            for now in self.exchange.positions(who):
                if told := self.positions.get((now.wallet, now.market)):
                    assert at_rest(told) == at_rest(now)
            for order in self.exchange.orders(who):
                assert self.orders[order.id] == order

    @invariant()
    def records_are_numbered_without_gaps(self) -> None:
        last = self.exchange.sequence
        assert self.numbers == list(range(last - len(self.numbers) + 1, last + 1))


TestConservation = ExchangeMachine.TestCase
TestConservation.settings = settings(max_examples=30, stateful_step_count=40)
