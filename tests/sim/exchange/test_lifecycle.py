"""Markets open, pause, close, are determined and pay."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from predcore import OrderStatus, PriceLadder
from predcore.sim.exchange import (
    PLAIN_STEPS,
    Listing,
    Phase,
    Policy,
    Reason,
    Record,
    Rejection,
    ScheduleChange,
    StatusChange,
)
from sim.exchange.trading import ANN, BOB, CAT, MARKET, START, Desk, open_desk, refusal

DAY = timedelta(days=1)


def phase(desk: Desk) -> Phase:
    return desk.exchange.market(MARKET).phase


def closed(desk: Desk) -> Desk:
    """Ann is short of 10.60 contracts that Bob holds, and the market is closed."""
    desk.sell(ANN, "0.60", "10.60")
    desk.buy(BOB, "0.60", "10.60")
    desk.exchange.lifecycle.close(MARKET)
    return desk


def test_a_market_opens_and_closes_by_the_clock(desk: Desk) -> None:
    snow = Listing(
        key="SNOW",
        ladder=PriceLadder.uniform(Decimal("0.01")),
        open_at=START + DAY,
        close_at=START + 2 * DAY,
    )
    assert desk.exchange.lifecycle.list(snow).phase is Phase.LISTED
    with refusal(Rejection.INACTIVE):
        desk.buy(ANN, "0.40", "1", market="SNOW")
    desk.pass_time(days=1)
    assert desk.exchange.market("SNOW").phase is Phase.OPEN
    desk.pass_time(days=1)
    assert [one.phase for one in desk.exchange.markets()] == [Phase.CLOSED] * 2


def test_a_market_opens_by_hand(desk: Desk) -> None:
    desk.exchange.lifecycle.list(
        Listing(
            key="SNOW",
            ladder=PriceLadder.uniform(Decimal("0.01")),
            open_at=START + DAY,
            close_at=START + 2 * DAY,
        )
    )
    assert desk.exchange.lifecycle.open("SNOW").phase is Phase.OPEN
    with refusal(Rejection.PHASE):
        desk.exchange.lifecycle.open("SNOW")


def test_a_key_is_listed_once(desk: Desk) -> None:
    again = Listing(
        key=MARKET,
        ladder=PriceLadder.uniform(Decimal("0.01")),
        open_at=START,
        close_at=START,
    )
    with pytest.raises(ValueError, match="already"):
        desk.exchange.lifecycle.list(again)


def test_closing_cancels_what_rests(desk: Desk) -> None:
    order = desk.buy(ANN, "0.40", "1").order
    desk.pass_time(days=2)
    found = desk.now(order)
    assert (found.reason, found.updated_at) == (Reason.CLOSED, START + DAY)
    assert (phase(desk), desk.bids()) == (Phase.CLOSED, [])
    with refusal(Rejection.INACTIVE):
        desk.buy(ANN, "0.40", "1")


def test_a_paused_market_takes_cancellations_only(desk: Desk) -> None:
    order = desk.buy(ANN, "0.40", "1").order
    desk.exchange.lifecycle.pause(MARKET)
    with refusal(Rejection.INACTIVE):
        desk.buy(ANN, "0.40", "1")
    with refusal(Rejection.INACTIVE):
        desk.exchange.amend(ANN, order.id, price=Decimal("0.30"))
    assert desk.exchange.cancel(ANN, order.id).reduced_by == 1


def test_a_pause_cancels_the_orders_that_asked_for_it(desk: Desk) -> None:
    stays = desk.buy(ANN, "0.40", "1").order
    goes = desk.buy(ANN, "0.40", "1", cancel_on_pause=True).order
    desk.exchange.lifecycle.pause(MARKET)
    assert desk.now(goes).reason is Reason.PAUSED
    assert desk.status(stays) is OrderStatus.RESTING


@pytest.mark.parametrize("wiped", [True, False])
def test_resuming_wipes_the_book_where_the_venue_does(wiped: bool) -> None:
    desk = open_desk(policy=Policy(resume_cancels=wiped))
    order = desk.buy(ANN, "0.40", "1").order
    desk.exchange.lifecycle.pause(MARKET)
    desk.exchange.lifecycle.resume(MARKET)
    assert phase(desk) is Phase.OPEN
    assert (desk.now(order).reason is Reason.RESUMED) is wiped
    assert (desk.bids() == []) is wiped


def test_a_pause_of_the_whole_exchange_leaves_the_books(desk: Desk) -> None:
    stays = desk.buy(ANN, "0.40", "1").order
    goes = desk.buy(ANN, "0.40", "1", cancel_on_pause=True).order
    desk.exchange.lifecycle.pause_trading()
    with refusal(Rejection.PAUSED):
        desk.buy(ANN, "0.40", "1")
    desk.exchange.lifecycle.resume_trading()
    assert desk.status(goes) is OrderStatus.CANCELLED
    desk.sell(BOB, "0.40", "1")
    assert desk.status(stays) is OrderStatus.FILLED


def test_a_later_close_opens_a_closed_market_again(desk: Desk) -> None:
    desk.pass_time(days=2)
    desk.exchange.run_until()
    records: list[Record] = []
    desk.exchange.subscribe(records.append)
    reopened = desk.exchange.lifecycle.extend(MARKET, START + 3 * DAY)
    assert (reopened.phase, reopened.close_at) == (Phase.OPEN, START + 3 * DAY)
    assert [type(one) for one in records] == [ScheduleChange, StatusChange]
    desk.pass_time(days=1)
    assert phase(desk) is Phase.CLOSED


def test_an_earlier_close_closes(desk: Desk) -> None:
    desk.exchange.lifecycle.extend(MARKET, START + timedelta(hours=1))
    desk.pass_time(hours=1)
    assert phase(desk) is Phase.CLOSED
    assert desk.exchange.lifecycle.extend(MARKET, START).phase is Phase.CLOSED


def test_the_first_outcome_pays_its_holders(desk: Desk) -> None:
    closed(desk)
    desk.exchange.lifecycle.determine(MARKET, Decimal(1))
    desk.pass_time(hours=1)
    assert phase(desk) is Phase.FINALIZED
    assert (desk.cash(ANN), desk.cash(BOB)) == (Decimal("995.76"), Decimal("1004.24"))
    (paid,) = desk.exchange.settlements(BOB)
    assert (paid.revenue, paid.fee, paid.position.size) == (
        Decimal("10.6"),
        Decimal(0),
        Decimal("10.6"),
    )
    (lost,) = desk.exchange.settlements(ANN)
    assert (lost.revenue, lost.position.size) == (Decimal(0), Decimal("-10.6"))
    assert desk.exchange.positions(ANN) == desk.exchange.positions(BOB) == []


def test_a_part_payout_is_rounded_down_and_the_rest_is_a_fee(desk: Desk) -> None:
    closed(desk)
    desk.exchange.lifecycle.determine(MARKET, Decimal("0.5970"))
    desk.exchange.lifecycle.finalize(MARKET)
    (paid,) = desk.exchange.settlements(BOB)
    assert (paid.revenue, paid.fee) == (Decimal("6.32"), Decimal("0.0082"))
    (other,) = desk.exchange.settlements(ANN, subaccount=0)
    assert (other.revenue, other.fee) == (Decimal("4.27"), Decimal("0.0018"))
    assert desk.exchange.totals().fees == Decimal("0.01")


def test_a_part_payout_is_exact_where_the_venue_pays_exactly() -> None:
    desk = closed(open_desk(policy=Policy(payout_step=None)))
    desk.exchange.lifecycle.determine(MARKET, Decimal("0.5970"))
    desk.exchange.lifecycle.finalize(MARKET)
    assert desk.exchange.settlements(BOB)[0].revenue == Decimal("6.3282")


def test_a_position_given_up_before_is_settled_at_nothing(desk: Desk) -> None:
    desk.sell(ANN, "0.60", "1")
    desk.buy(BOB, "0.60", "1")
    desk.buy(CAT, "0.70", "1")
    desk.sell(BOB, "0.70", "1")
    desk.exchange.lifecycle.close(MARKET)
    desk.exchange.lifecycle.determine(MARKET, Decimal(1))
    desk.exchange.lifecycle.finalize(MARKET)
    (paid,) = desk.exchange.settlements(BOB)
    assert (paid.revenue, paid.position.size) == (Decimal(0), Decimal(0))
    assert (paid.position.bought, paid.position.sold) == (Decimal(1), Decimal(1))


def test_a_dispute_stops_the_timer_and_an_amendment_starts_it_anew(desk: Desk) -> None:
    closed(desk)
    lifecycle = desk.exchange.lifecycle
    assert lifecycle.determine(MARKET, Decimal(1)).settles_at is not None
    assert lifecycle.dispute(MARKET).settles_at is None
    desk.pass_time(hours=2)
    assert phase(desk) is Phase.DISPUTED
    amended = lifecycle.amend(MARKET, Decimal(0))
    assert amended.settles_at == desk.exchange.clock.now() + timedelta(hours=1)
    desk.pass_time(hours=1)
    assert phase(desk) is Phase.FINALIZED
    assert desk.exchange.settlements(ANN)[0].revenue == Decimal("10.6")


def test_every_step_is_refused_out_of_turn(desk: Desk) -> None:
    lifecycle = desk.exchange.lifecycle
    for step in (lifecycle.resume, lifecycle.dispute, lifecycle.finalize):
        with refusal(Rejection.PHASE):
            step(MARKET)
    with refusal(Rejection.PHASE):
        lifecycle.determine(MARKET, Decimal(1))
    with refusal(Rejection.MARKET):
        lifecycle.pause("SNOW")
    closed(desk)
    for step in (lifecycle.close, lifecycle.pause):
        with refusal(Rejection.PHASE):
            step(MARKET)
    with refusal(Rejection.PHASE):
        lifecycle.amend(MARKET, Decimal(1))


@pytest.mark.parametrize("payout", ["-0.01", "1.01", "0.1234567", "NaN"])
def test_a_payout_is_from_nothing_to_one(desk: Desk, payout: str) -> None:
    closed(desk)
    with refusal(Rejection.INVALID):
        desk.exchange.lifecycle.determine(MARKET, Decimal(payout))
    assert phase(desk) is Phase.CLOSED


def test_a_finer_ladder_keeps_what_rests(desk: Desk) -> None:
    desk.buy(ANN, "0.40", "1")
    with refusal(Rejection.PRICE):
        desk.buy(ANN, "0.405", "1")
    finer = PriceLadder.uniform(Decimal("0.001"))
    assert desk.exchange.lifecycle.change_ladder(MARKET, finer).ladder == finer
    desk.buy(ANN, "0.405", "1")
    assert [level.price for level in desk.exchange.book(MARKET).bids] == [
        Decimal("0.405"),
        Decimal("0.4"),
    ]


def test_totals_of_a_market_count_its_trades(desk: Desk) -> None:
    desk.sell(ANN, "0.60", "3")
    desk.buy(BOB, "0.60", "2")
    found = desk.exchange.market(MARKET)
    assert (found.volume, found.open_interest) == (Decimal(2), Decimal(2))
    assert found.last_price == Decimal("0.6")


def test_plain_steps_go_by_name(desk: Desk) -> None:
    steps = desk.exchange.lifecycle
    names = ("pause", "resume", "close")
    phases = [PLAIN_STEPS[name](steps, MARKET).phase for name in names]
    assert phases == [Phase.PAUSED, Phase.OPEN, Phase.CLOSED]
    steps.determine(MARKET, Decimal(1))
    assert PLAIN_STEPS["dispute"](steps, MARKET).phase is Phase.DISPUTED
    steps.amend(MARKET, Decimal(0))
    assert PLAIN_STEPS["finalize"](steps, MARKET).phase is Phase.FINALIZED
