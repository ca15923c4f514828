"""Money: what orders hold, what fills cost, what pairs bring."""

from __future__ import annotations

from decimal import Decimal

import pytest

from predcore import Charge, FeeSchedule, Liquidity, Side
from predcore.sim.exchange import AccountId, Rejection, Totals, Wallet
from sim.exchange.trading import ANN, BOB, CAT, MARKET, Desk, open_desk, refusal

CENT = Decimal("0.01")


class PerContract(FeeSchedule):
    """A cent a contract for takers, a tenth of it for makers, and a carry that
    counts the fills."""

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
        del price, side
        rate = CENT if liquidity is Liquidity.TAKER else CENT / 10
        return Charge(rate * count, carry + 1)


def test_a_bid_holds_its_price_and_an_offer_the_rest_of_one(desk: Desk) -> None:
    desk.buy(ANN, "0.40", "10")
    desk.sell(BOB, "0.60", "10")
    assert desk.reserved(ANN) == desk.reserved(BOB) == 4
    assert desk.cash(ANN) == desk.cash(BOB) == 1000


def test_both_sides_of_a_trade_pay_one_together(desk: Desk) -> None:
    desk.sell(ANN, "0.60", "10")
    desk.buy(BOB, "0.60", "10")
    assert (desk.cash(ANN), desk.cash(BOB)) == (Decimal(996), Decimal(994))
    assert desk.exchange.totals() == Totals(
        deposited=Decimal(3000), cash=Decimal(2990), pairs=Decimal(10), fees=Decimal(0)
    )
    assert desk.reserved(ANN) == desk.reserved(BOB) == 0


def test_contracts_of_both_outcomes_become_cash_at_once(desk: Desk) -> None:
    desk.sell(ANN, "0.60", "10")
    desk.buy(BOB, "0.60", "10")
    desk.buy(CAT, "0.70", "4")
    desk.sell(BOB, "0.70", "4")
    assert desk.position(BOB) == 6
    assert desk.cash(BOB) == Decimal("996.8")
    (held,) = desk.exchange.positions(BOB)
    assert (held.exposure, held.realized) == (Decimal("3.6"), Decimal("0.4"))


def test_a_position_can_change_sides_in_one_trade(desk: Desk) -> None:
    desk.sell(ANN, "0.60", "10")
    desk.buy(BOB, "0.60", "10")
    desk.buy(CAT, "0.60", "15")
    desk.sell(BOB, "0.60", "15")
    assert desk.position(BOB) == -5
    assert desk.cash(BOB) == 998
    assert desk.exchange.positions(BOB)[0].exposure == 2


def test_an_order_that_closes_a_position_needs_no_money() -> None:
    desk = open_desk(cash="6")
    desk.sell(ANN, "0.60", "10")
    desk.buy(BOB, "0.60", "10")
    desk.sell(BOB, "0.70", "10")
    assert desk.reserved(BOB) == desk.cash(BOB) == 0
    with refusal(Rejection.FUNDS):
        desk.sell(BOB, "0.70", "0.01")


def test_a_position_covers_as_many_contracts_as_it_has(desk: Desk) -> None:
    desk.sell(ANN, "0.60", "10")
    desk.buy(BOB, "0.60", "10")
    desk.sell(BOB, "0.75", "10")
    assert desk.reserved(BOB) == 0
    desk.sell(BOB, "0.75", "10")
    assert desk.reserved(BOB) == Decimal("2.5")
    desk.buy(CAT, "0.75", "20")
    assert (desk.reserved(BOB), desk.cash(BOB)) == (Decimal(0), Decimal("999"))


def test_a_cancelled_order_holds_nothing(desk: Desk) -> None:
    order = desk.buy(ANN, "0.40", "10").order
    desk.exchange.decrease(ANN, order.id, by=Decimal(5))
    assert desk.reserved(ANN) == 2
    desk.exchange.cancel(ANN, order.id)
    assert desk.reserved(ANN) == 0


def test_fees_are_held_and_then_charged() -> None:
    desk = open_desk(fees=PerContract(), cash="4.10")
    order = desk.buy(ANN, "0.40", "10").order
    assert desk.reserved(ANN) == Decimal("4.01")
    desk.sell(BOB, "0.40", "5")
    assert desk.cash(ANN) == Decimal("2.095")
    assert desk.cash(BOB) == Decimal("1.05")
    assert desk.now(order).maker_fees == Decimal("0.005")
    assert desk.exchange.fills(BOB)[0].fee == Decimal("0.05")
    assert desk.exchange.positions(BOB)[0].fees == Decimal("0.05")
    assert desk.exchange.totals().fees == Decimal("0.055")


def test_a_taker_needs_its_fee_too() -> None:
    desk = open_desk(fees=PerContract(), cash="4.09")
    desk.sell(BOB, "0.40", "1")
    with refusal(Rejection.FUNDS):
        desk.buy(ANN, "0.40", "10")


def test_the_rounding_of_an_order_is_carried_from_fill_to_fill() -> None:
    desk = open_desk(fees=_Carried())
    desk.sell(ANN, "0.40", "1")
    desk.sell(BOB, "0.41", "1")
    order, fills = desk.buy(CAT, "0.45", "3")
    assert [fill.fee for fill in fills] == [0, CENT]
    desk.sell(BOB, "0.45", "1")
    assert desk.exchange.fills(CAT)[-1].fee == 2 * CENT
    assert desk.now(order).fees == 3 * CENT


class _Carried(PerContract):
    """As many cents as the order had fills before."""

    def charge(
        self,
        price: Decimal,
        count: Decimal,
        *,
        side: Side = Side.BUY,
        liquidity: Liquidity = Liquidity.TAKER,
        carry: Decimal = Decimal(0),
    ) -> Charge:
        return Charge(carry * CENT, carry + 1)


def test_a_wallet_below_zero_can_still_close_its_position() -> None:
    desk = open_desk(fees=_Carried(), cash="1.80")
    for _ in range(3):
        desk.sell(ANN, "0.40", "1")
    desk.exchange.accounts.withdraw(CAT, Decimal("0.60"))
    desk.buy(CAT, "0.40", "3")
    assert desk.cash(CAT) == -3 * CENT
    with refusal(Rejection.FUNDS):
        desk.buy(CAT, "0.40", "1")
    assert desk.sell(CAT, "0.60", "3").order.remaining == 3


def test_wallets_keep_money_and_positions_apart(desk: Desk) -> None:
    with refusal(Rejection.FUNDS):
        desk.buy(ANN, "0.40", "1", subaccount=3)
    accounts = desk.exchange.accounts
    accounts.transfer(Wallet(ANN), Wallet(ANN, 3), Decimal(100))
    desk.sell(BOB, "0.40", "1")
    desk.buy(ANN, "0.40", "1", subaccount=3)
    assert [held.size for held in desk.exchange.positions(ANN, subaccount=3)] == [1]
    assert desk.exchange.positions(ANN, subaccount=0) == []
    assert [one.cash for one in accounts.balances(ANN)] == [900, Decimal("99.6")]
    assert len(desk.exchange.fills(ANN, subaccount=3, market=MARKET)) == 1
    assert desk.exchange.fills(ANN, subaccount=0) == []


def test_only_free_money_moves(desk: Desk) -> None:
    accounts = desk.exchange.accounts
    desk.buy(ANN, "0.40", "1000")
    assert accounts.balance(Wallet(ANN)).available == 600
    for amount, reason in (
        ("600.01", Rejection.FUNDS),
        ("0", Rejection.INVALID),
        ("-1", Rejection.INVALID),
        ("0.0000000000001", Rejection.INVALID),
        ("NaN", Rejection.INVALID),
    ):
        with refusal(reason):
            accounts.transfer(Wallet(ANN), Wallet(BOB), Decimal(amount))
        with refusal(reason):
            accounts.withdraw(ANN, Decimal(amount))
    accounts.withdraw(ANN, Decimal(600))
    assert accounts.balance(Wallet(ANN)).available == 0
    assert desk.exchange.totals().deposited == 2400


def test_an_unknown_account_has_no_money(desk: Desk) -> None:
    nobody = AccountId("nobody")
    with refusal(Rejection.ACCOUNT):
        desk.exchange.accounts.balance(Wallet(nobody))
    with refusal(Rejection.ACCOUNT):
        desk.exchange.accounts.deposit(nobody, Decimal(1))
    with pytest.raises(ValueError, match="already"):
        desk.exchange.accounts.open("ann")


def test_an_account_of_credit_trades_without_money(desk: Desk) -> None:
    house = desk.exchange.accounts.open("house", credit=True)
    desk.sell(house, "0.60", "1000000")
    desk.buy(ANN, "0.60", "10")
    assert desk.cash(house) == -4
    assert desk.exchange.accounts.names() == [ANN, BOB, CAT, house]
