"""Whatever is done with tokens, in whatever order, none are lost and none appear."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from predcore import Side
from predcore.sim.exchange import (
    AccountId,
    BalanceCause,
    BalanceChange,
    FillRecord,
    Phase,
    Placed,
    Policy,
    Record,
    Rejected,
    SettlementRecord,
    TradeUndone,
    Wallet,
)
from sim.exchange.oracle import Tokens, Trade
from sim.exchange.test_conservation import (
    ASKS,
    PEOPLE,
    SIZES,
    Ask,
    ExchangeMachine,
    Proportional,
)
from sim.exchange.trading import ANN, BOB, CAT

BROUGHT = frozenset(
    {BalanceCause.DEPOSIT, BalanceCause.WITHDRAWAL, BalanceCause.TRANSFER}
)


class GrossMachine(ExchangeMachine):
    """Keeps, beside the rest, naive accounts of who has what."""

    policy = Policy(gross=True, payout_step=None)

    def __init__(self) -> None:
        super().__init__()
        self.tokens = Tokens(Proportional())
        self.done: list[tuple[str, Trade]] = []
        self.owed_cash: dict[Wallet, Decimal] = defaultdict(Decimal)
        self.owed: dict[tuple[Wallet, str, int], Decimal] = defaultdict(Decimal)

    def new_market(self) -> str:
        """A market where everybody has something to sell."""
        key = super().new_market()
        for who in (ANN, BOB, CAT):
            with suppress(Rejected):
                self.exchange.accounts.split(who, key, Decimal(4))
                self.tokens.split(Wallet(who), key, Decimal(4))
        return key

    def hear(self, record: Record) -> None:
        super().hear(record)
        match record:
            case BalanceChange() if record.cause in BROUGHT:
                self.tokens.cash[record.wallet] += record.delta
            case SettlementRecord(wallet=wallet, market=market):
                got = self.tokens.settle(wallet, market, record.payout)
                assert (record.revenue, record.fee) == (got, Decimal(0))
                self.owed_cash[wallet] += max(-got, Decimal(0))
            case TradeUndone(fills=fills):
                for fill in fills:
                    self.owe(fill)
            case _:
                pass

    def owe(self, fill: FillRecord) -> None:
        """The most that a wallet may lack once a fill of it is undone."""
        if fill.side is Side.BUY:
            self.owed[fill.wallet, fill.market, fill.outcome] += fill.size
        else:
            self.owed_cash[fill.wallet] += fill.price * fill.size

    def compare(self, placed: Placed, expected: list[Trade]) -> None:
        super().compare(placed, expected)
        for fill, trade in zip(placed.fills, expected, strict=True):
            self.count(trade, 1)
            self.done.append((fill.trade_id, trade))

    def count(self, trade: Trade, sign: int) -> None:
        taker, maker = map(self.exchange.order, (trade.taker, trade.maker))
        self.tokens.trade(trade, taker, maker, sign)

    @rule(asks=st.lists(ASKS, min_size=8, max_size=20))
    def place_more(self, asks: list[Ask]) -> None:
        self.place(asks, wake=True)

    @rule(asks=st.lists(ASKS, min_size=8, max_size=20), back=st.integers(0, 40))
    def place_and_undo(self, asks: list[Ask], back: int) -> None:
        self.place(asks, wake=True)
        if self.done:
            self.undo(back)

    @rule(who=PEOPLE, size=SIZES, committed=st.booleans())
    def split(self, who: AccountId, size: Decimal, committed: bool) -> None:
        with suppress(Rejected):
            self.exchange.accounts.split(who, self.market, size, committed=committed)
            self.tokens.split(Wallet(who), self.market, size)

    @rule(who=PEOPLE, size=SIZES, committed=st.booleans())
    def merge(self, who: AccountId, size: Decimal, committed: bool) -> None:
        with suppress(Rejected):
            self.exchange.accounts.merge(who, self.market, size, committed=committed)
            self.tokens.split(Wallet(who), self.market, -size)

    @rule(who=PEOPLE, cents=st.integers(1, 800), committed=st.booleans())
    def withdraw(self, who: AccountId, cents: int, committed: bool) -> None:
        with suppress(Rejected):
            self.exchange.accounts.withdraw(
                who, Decimal(cents) / 100, committed=committed
            )

    @precondition(lambda self: bool(self.done))
    @rule(back=st.integers(0, 40))
    def undo(self, back: int) -> None:
        trade_id, trade = self.done.pop(-1 - back % len(self.done))
        self.exchange.run_until()
        market = self.exchange.order(trade.taker).market
        try:
            fills = self.exchange.undo(trade_id)
        except Rejected:
            assert self.exchange.market(market).phase is Phase.FINALIZED
            return
        assert [fill.order_id for fill in fills] == [trade.taker, trade.maker]
        self.count(trade, -1)

    @invariant()
    def the_naive_accounts_agree(self) -> None:
        self.exchange.run_until()
        for who in (ANN, BOB, CAT):
            for balance in self.exchange.accounts.balances(who):
                assert balance.cash == self.tokens.cash[balance.wallet]
            for position in self.exchange.positions(who):
                place = position.wallet, position.market
                assert position.outcomes is not None
                for outcome, one in enumerate(position.outcomes):
                    assert one.held == self.tokens.held[place][outcome]
                    assert one.realized - one.cost == self.tokens.gained[place][outcome]
                    assert one.cost >= 0 if one.held > 0 else one.cost == 0

    @invariant()
    def positions_net_to_zero(self) -> None:
        """Of both outcomes there are as many tokens as there are pairs."""
        held = [
            position
            for who in (ANN, BOB, CAT)
            for position in self.exchange.positions(who)
        ]
        for market in self.exchange.markets():
            here = [one for one in held if one.market == market.key]
            assert sum(one.first for one in here) == market.open_interest
            assert sum(one.second for one in here) == market.open_interest

    @invariant()
    def nobody_is_overdrawn(self) -> None:
        """But by trades that were undone, and then no order counts on it."""
        for who in (ANN, BOB, CAT):
            for balance in self.exchange.accounts.balances(who):
                assert balance.reserved == 0 or balance.available >= 0
                assert balance.cash >= -self.owed_cash[balance.wallet]
            for position in self.exchange.positions(who):
                place = position.wallet, position.market
                assert position.outcomes is not None
                for outcome, one in enumerate(position.outcomes):
                    assert one.reserved == 0 or one.available >= 0
                    assert one.held >= -self.owed[*place, outcome]

    @invariant()
    def nothing_is_left_to_sweep(self) -> None:
        assert self.exchange.sweep_unfunded() == []


TestGrossConservation = GrossMachine.TestCase
TestGrossConservation.settings = settings(max_examples=50, stateful_step_count=40)
