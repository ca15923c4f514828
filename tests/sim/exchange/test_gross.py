"""Tokens of both outcomes, side by side: what is sold has to be there."""

from __future__ import annotations

from decimal import Decimal

import pytest

from predcore import Charge, FeeSchedule, Liquidity, OrderStatus, Side, TimeInForce
from predcore.sim.exchange import (
    AccountId,
    BookChange,
    Exchange,
    FillRecord,
    Policy,
    Reason,
    Record,
    Rejection,
    SelfTrade,
    Totals,
)
from sim.exchange.trading import ANN, BOB, CAT, MARKET, Desk, open_desk, refusal

GROSS = Policy(gross=True, payout_step=None)
IOC, FOK = TimeInForce.IOC, TimeInForce.FOK


class Curved(FeeSchedule):
    """A tenth of the variance for takers, with more for sales, nothing for makers."""

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
        del carry
        if liquidity is Liquidity.MAKER:
            return Charge(Decimal(0))
        rate = Decimal("0.1" if side is Side.BUY else "0.2")
        return Charge(rate * count * price * price)


@pytest.fixture
def gross() -> Desk:
    return open_desk(policy=GROSS)


@pytest.fixture
def paired(gross: Desk) -> Desk:
    """Ann has ten of the second outcome at 0.40, Bob ten of the first at 0.60."""
    gross.buy(ANN, "0.40", "10", outcome=1)
    gross.buy(BOB, "0.60", "10")
    return gross


def held(desk: Desk, who: AccountId) -> tuple[Decimal, Decimal]:
    first, second = desk.exchange.accounts.tokens(who, MARKET)
    return first.held, second.held


def decimals(*numbers: int | str) -> tuple[Decimal, ...]:
    return tuple(Decimal(number) for number in numbers)


def interest(desk: Desk) -> Decimal:
    return desk.exchange.market(MARKET).open_interest


def test_a_purchase_of_the_second_outcome_rests_as_an_offer(gross: Desk) -> None:
    order = gross.buy(ANN, "0.40", "10", outcome=1).order
    assert (order.outcome, order.side, order.price) == (1, Side.BUY, Decimal("0.40"))
    assert (order.book_side, order.book_price) == (Side.SELL, Decimal("0.60"))
    assert (gross.bids(), gross.asks()) == ([], [("0.60", "10.00")])
    second = gross.exchange.book(MARKET, outcome=1)
    assert [tuple(level) for level in second.bids] == [(Decimal("0.4"), Decimal(10))]
    assert second.asks == ()


def test_two_buyers_of_different_outcomes_share_a_new_pair(paired: Desk) -> None:
    assert (held(paired, ANN), held(paired, BOB)) == (decimals(0, 10), decimals(10, 0))
    assert (paired.cash(ANN), paired.cash(BOB)) == (Decimal(996), Decimal(994))
    assert interest(paired) == 10
    assert paired.exchange.totals() == Totals(
        deposited=Decimal(3000), cash=Decimal(2990), pairs=Decimal(10), fees=Decimal(0)
    )


def test_two_sellers_of_different_outcomes_give_a_pair_back(paired: Desk) -> None:
    paired.sell(ANN, "0.30", "4", outcome=1)
    paired.sell(BOB, "0.70", "4")
    assert (held(paired, ANN), held(paired, BOB)) == (decimals(0, 6), decimals(6, 0))
    assert (paired.cash(ANN), paired.cash(BOB)) == (Decimal("997.2"), Decimal("996.8"))
    assert interest(paired) == 6


@pytest.mark.parametrize("outcome", [0, 1])
def test_a_buyer_and_a_seller_of_one_outcome_pass_tokens_on(
    paired: Desk, outcome: int
) -> None:
    seller, other = (BOB, ANN) if outcome == 0 else (ANN, BOB)
    paired.sell(seller, "0.55", "10", outcome=outcome)
    paired.buy(CAT, "0.55", "10", outcome=outcome)
    assert held(paired, CAT)[outcome] == held(paired, other)[1 - outcome] == 10
    assert held(paired, seller) == decimals(0, 0)
    assert paired.cash(CAT) == Decimal("994.5")
    assert interest(paired) == 10


def test_both_outcomes_are_held_without_netting(paired: Desk) -> None:
    paired.sell(ANN, "0.40", "10", outcome=1)
    paired.buy(BOB, "0.40", "5", outcome=1)
    assert held(paired, BOB) == decimals(10, 5)
    (position,) = paired.exchange.positions(BOB)
    assert (position.first, position.second, position.size) == decimals(10, 5, 5)
    assert position.outcomes is not None
    assert [one.average_cost for one in position.outcomes] == [
        Decimal("0.6"),
        Decimal("0.4"),
    ]
    assert position.exposure == 8
    assert (position.bought, position.sold, position.volume) == decimals(10, 5, 15)
    assert (position.bought_value, position.sold_value) == decimals(6, 3)


def test_a_sale_needs_the_tokens_of_its_outcome(paired: Desk) -> None:
    with refusal(Rejection.POSITION):
        paired.sell(CAT, "0.60", "1")
    with refusal(Rejection.POSITION):
        paired.sell(BOB, "0.60", "1", outcome=1)
    with refusal(Rejection.POSITION):
        paired.sell(BOB, "0.60", "10.01")
    assert paired.sell(BOB, "0.70", "10").order.remaining == 10


def test_open_sales_hold_back_tokens_and_no_cash(paired: Desk) -> None:
    order = paired.sell(BOB, "0.70", "7").order
    first, second = paired.exchange.accounts.tokens(BOB, MARKET)
    assert (first.held, first.reserved, first.available) == decimals(10, 7, 3)
    assert second.held == paired.reserved(BOB) == 0
    with refusal(Rejection.POSITION):
        paired.sell(BOB, "0.80", "3.01")
    paired.exchange.amend(BOB, order.id, size=Decimal(10))
    with refusal(Rejection.POSITION):
        paired.exchange.amend(BOB, order.id, size=Decimal("10.01"))
    paired.exchange.cancel(BOB, order.id)
    assert paired.exchange.accounts.tokens(BOB, MARKET)[0].available == 10


def test_open_purchases_hold_back_cash_for_either_outcome(paired: Desk) -> None:
    paired.buy(BOB, "0.50", "10")
    paired.buy(BOB, "0.30", "10", outcome=1)
    assert paired.reserved(BOB) == 8
    with refusal(Rejection.FUNDS):
        paired.buy(BOB, "0.30", "4000", outcome=1)


def test_credit_is_for_money_and_not_for_tokens(gross: Desk) -> None:
    house = gross.exchange.accounts.open("house", credit=True)
    gross.buy(house, "0.60", "1000000", outcome=1)
    with refusal(Rejection.POSITION):
        gross.sell(house, "0.60", "1")


def test_the_taker_gets_the_better_price_of_its_own_outcome(gross: Desk) -> None:
    gross.buy(ANN, "0.70", "10")
    order, (fill,) = gross.buy(BOB, "0.50", "10", outcome=1)
    assert (fill.outcome, fill.side, fill.price) == (1, Side.BUY, Decimal("0.3"))
    assert (fill.book_side, fill.book_price) == (Side.SELL, Decimal("0.7"))
    assert fill.position == 10
    assert (order.average_price, order.taker_value) == decimals("0.3", 3)
    assert gross.cash(BOB) == 997
    (printed,) = gross.exchange.prints(MARKET)
    assert (printed.outcome, printed.taker, printed.price) == (1, Side.BUY, fill.price)
    assert (printed.book_taker, printed.book_price) == (Side.SELL, Decimal("0.7"))
    assert gross.exchange.market(MARKET).last_price == Decimal("0.7")
    (made,) = gross.exchange.fills(ANN)
    assert (made.outcome, made.side, made.price) == (0, Side.BUY, Decimal("0.7"))


def test_fees_are_of_the_order_s_own_outcome_price_and_side() -> None:
    desk = open_desk(policy=GROSS, fees=Curved())
    desk.buy(ANN, "0.70", "10")
    desk.buy(BOB, "0.30", "10", outcome=1)
    assert desk.exchange.fills(BOB)[0].fee == Decimal("0.09")
    assert desk.cash(BOB) == Decimal("996.91")
    desk.buy(ANN, "0.40", "10", outcome=1)
    desk.sell(BOB, "0.40", "10", outcome=1)
    assert desk.exchange.fills(BOB)[1].fee == Decimal("0.32")
    assert desk.cash(BOB) == Decimal("1000.59")
    assert desk.exchange.totals().fees == Decimal("0.41")


def test_a_purchase_needs_its_fee_on_top() -> None:
    desk = open_desk(policy=GROSS, fees=Curved(), cash="3.08")
    desk.buy(ANN, "0.70", "1")
    with refusal(Rejection.FUNDS):
        desk.buy(BOB, "0.30", "10", outcome=1)


def test_a_sale_needs_no_cash_where_its_proceeds_pay_the_fee() -> None:
    desk = open_desk(policy=GROSS, fees=Curved(), cash="6")
    desk.buy(ANN, "0.40", "10", outcome=1)
    desk.exchange.accounts.deposit(BOB, Decimal("0.36"))
    desk.buy(BOB, "0.60", "10")
    assert desk.cash(BOB) == 0
    desk.buy(CAT, "0.50", "10")
    desk.sell(BOB, "0.50", "10")
    assert desk.cash(BOB) == Decimal("4.5")


class Dear(Curved):
    """A cent a fill."""

    def charge(
        self,
        price: Decimal,
        count: Decimal,
        *,
        side: Side = Side.BUY,
        liquidity: Liquidity = Liquidity.TAKER,
        carry: Decimal = Decimal(0),
    ) -> Charge:
        del price, count, side, liquidity, carry
        return Charge(Decimal("0.01"))


def test_a_sale_needs_what_its_fee_is_above_its_proceeds() -> None:
    desk = open_desk(policy=GROSS, fees=Dear(), cash="1")
    desk.exchange.accounts.split(ANN, MARKET, Decimal(1))
    with refusal(Rejection.FUNDS):
        desk.sell(ANN, "0.90", "0.01")
    desk.exchange.accounts.deposit(ANN, Decimal("0.001"))
    desk.sell(ANN, "0.90", "0.01")
    assert desk.reserved(ANN) == Decimal("0.001")


def test_an_amended_purchase_counts_what_it_holds_back_already(gross: Desk) -> None:
    order = gross.buy(ANN, "0.50", "1600").order
    gross.exchange.amend(ANN, order.id, size=Decimal(2000))
    assert gross.reserved(ANN) == 1000
    with refusal(Rejection.FUNDS):
        gross.exchange.amend(ANN, order.id, size=Decimal("2000.01"))


def test_orders_of_one_account_do_not_meet_across_outcomes(gross: Desk) -> None:
    own = gross.buy(ANN, "0.40", "1", outcome=1).order
    taker = gross.buy(ANN, "0.60", "1").order
    assert (taker.reason, taker.filled) == (Reason.SELF_TRADE, Decimal(0))
    gross.buy(ANN, "0.60", "1", self_trade=SelfTrade.MAKER)
    assert gross.now(own).reason is Reason.SELF_TRADE


def test_a_reduce_only_sale_is_cut_to_the_free_tokens(paired: Desk) -> None:
    paired.buy(CAT, "0.45", "20")
    paired.sell(BOB, "0.70", "4")
    order = paired.sell(BOB, "0.45", "20", reduce_only=True, time_in_force=IOC).order
    assert (order.size, order.filled) == (Decimal(6), Decimal(6))


def test_a_reduce_only_purchase_reduces_nothing(paired: Desk) -> None:
    paired.sell(ANN, "0.40", "10", outcome=1)
    order = paired.buy(
        BOB, "0.40", "1", outcome=1, reduce_only=True, time_in_force=IOC
    ).order
    assert (order.status, order.reason) == (OrderStatus.CANCELLED, Reason.REDUCE_ONLY)


def test_each_token_is_paid_what_its_outcome_is_worth(paired: Desk) -> None:
    paired.sell(ANN, "0.40", "4", outcome=1)
    paired.buy(BOB, "0.40", "4", outcome=1)
    lifecycle = paired.exchange.lifecycle
    lifecycle.close(MARKET)
    lifecycle.determine(MARKET, Decimal("0.7"))
    before = paired.cash(BOB)
    lifecycle.finalize(MARKET)
    assert paired.cash(BOB) - before == Decimal("8.2")
    (settled,) = paired.exchange.settlements(BOB)
    assert (settled.revenue, settled.fee) == (Decimal("8.2"), Decimal(0))
    assert (settled.position.first, settled.position.second) == decimals(10, 4)
    totals = paired.exchange.totals()
    assert (totals.cash, totals.pairs) == decimals(3000, 0)


def test_an_amendment_is_in_the_terms_of_the_order_s_outcome(gross: Desk) -> None:
    order = gross.buy(ANN, "0.40", "10", outcome=1).order
    amended = gross.exchange.amend(ANN, order.id, price=Decimal("0.45")).order
    assert (amended.price, gross.asks()) == (Decimal("0.45"), [("0.55", "10.00")])
    assert gross.reserved(ANN) == Decimal("4.5")


def test_orders_of_one_outcome_are_read_and_cancelled(gross: Desk) -> None:
    first, second = (
        gross.buy(ANN, "0.40", "1").order,
        gross.buy(ANN, "0.40", "1", outcome=1).order,
    )
    assert gross.exchange.orders(ANN, outcome=1) == [second]
    assert gross.exchange.resting(MARKET) == [first, second]
    assert gross.exchange.resting(MARKET, account=ANN, outcome=0) == [first]
    assert gross.exchange.resting(MARKET, account=BOB) == []
    (cancelled,) = gross.exchange.cancel_all(ANN, market=MARKET, outcome=1)
    assert cancelled.order.id == second.id
    assert gross.exchange.resting(MARKET) == [first]


@pytest.mark.parametrize("price", ["0.405", "0", "1", "NaN", f"0.4{'0' * 80}1"])
def test_prices_of_the_second_outcome_are_on_the_ladder(
    gross: Desk, price: str
) -> None:
    with refusal(Rejection.PRICE):
        gross.buy(ANN, price, "1", outcome=1)


@pytest.mark.parametrize("outcome", [-1, 2])
def test_there_are_two_outcomes(gross: Desk, outcome: int) -> None:
    with refusal(Rejection.INVALID):
        gross.buy(ANN, "0.40", "1", outcome=outcome)


def test_the_records_of_the_book_are_of_the_first_outcome(gross: Desk) -> None:
    heard: list[Record] = []
    gross.exchange.subscribe(heard.append)
    gross.buy(ANN, "0.40", "10", outcome=1)
    gross.buy(BOB, "0.60", "10")
    changes = [one for one in heard if isinstance(one, BookChange)]
    assert [(one.side, one.price, one.delta) for one in changes] == [
        (Side.SELL, Decimal("0.6"), Decimal(10)),
        (Side.SELL, Decimal("0.6"), Decimal(-10)),
    ]
    fills = [one for one in heard if isinstance(one, FillRecord)]
    assert [(one.outcome, one.side, one.price) for one in fills] == [
        (0, Side.BUY, Decimal("0.6")),
        (1, Side.BUY, Decimal("0.4")),
    ]


def test_where_positions_net_the_second_outcome_is_the_first_sold(desk: Desk) -> None:
    order = desk.buy(ANN, "0.40", "10", outcome=1).order
    assert (order.side, order.book_side) == (Side.BUY, Side.SELL)
    assert desk.reserved(ANN) == 4
    desk.buy(BOB, "0.60", "10")
    assert (desk.position(ANN), desk.position(BOB)) == decimals(-10, 10)
    (position,) = desk.exchange.positions(ANN)
    assert (position.first, position.second) == decimals(0, 10)
    desk.buy(CAT, "0.70", "10")
    desk.buy(BOB, "0.30", "10", outcome=1)
    assert (desk.position(BOB), desk.cash(BOB)) == decimals(0, 1001)
    with refusal(Rejection.INVALID):
        desk.exchange.accounts.tokens(BOB, MARKET)


def test_an_order_id_given_by_the_caller_is_kept_and_never_taken_again(
    desk: Desk,
) -> None:
    order = desk.buy(ANN, "0.40", "1", order_id="0xabc").order
    assert desk.exchange.order("0xabc") == order
    desk.exchange.cancel(ANN, "0xabc")
    for who in (ANN, BOB):
        with refusal(Rejection.DUPLICATE):
            desk.buy(who, "0.40", "1", order_id="0xabc")
    with refusal(Rejection.INVALID):
        desk.buy(ANN, "0.40", "1", order_id="")
    assert desk.buy(ANN, "0.40", "1").order.id


def test_an_order_id_is_used_up_by_an_unfillable_order(desk: Desk) -> None:
    with refusal(Rejection.UNFILLABLE):
        desk.buy(ANN, "0.40", "1", order_id="0xabc", time_in_force=FOK)
    copy = Desk(Exchange.load(desk.exchange.save()))
    for one in (desk, copy):
        with refusal(Rejection.DUPLICATE):
            one.buy(ANN, "0.40", "1", order_id="0xabc")


def test_an_order_that_was_refused_for_funds_may_come_again(desk: Desk) -> None:
    with refusal(Rejection.FUNDS):
        desk.buy(ANN, "0.50", "5000", order_id="0xabc")
    desk.exchange.accounts.deposit(ANN, Decimal(2000))
    assert desk.buy(ANN, "0.50", "5000", order_id="0xabc").order.remaining == 5000
