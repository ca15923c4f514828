"""An exchange is saved as JSON and goes on where it was."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from predcore import OrderStatus, TimeInForce
from predcore.sim.exchange import Exchange, Phase, Policy, Rejection
from sim.exchange.trading import ANN, BOB, MARKET, START, Desk, open_desk, refusal


def reloaded(desk: Desk) -> Desk:
    return Desk(Exchange.load(json.loads(json.dumps(desk.exchange.save()))))


@pytest.fixture
def used(desk: Desk) -> Desk:
    """Trades, a group, an order that expires and a queue."""
    group = desk.exchange.groups.create(ANN, Decimal(5)).id
    desk.buy(ANN, "0.40", "3", client_id="grouped", group=group)
    desk.buy(BOB, "0.40", "3", client_id="behind")
    desk.buy(
        ANN,
        "0.30",
        "3",
        time_in_force=TimeInForce.GTD,
        expires_at=START + timedelta(hours=1),
    )
    desk.sell(BOB, "0.40", "1")
    return desk


def test_a_loaded_exchange_is_the_saved_one(used: Desk) -> None:
    copy = reloaded(used)
    assert copy.exchange.save() == used.exchange.save()
    for who in (ANN, BOB):
        assert copy.exchange.orders(who) == used.exchange.orders(who)
        assert copy.exchange.fills(who) == used.exchange.fills(who)
        assert copy.exchange.positions(who) == used.exchange.positions(who)
    assert copy.exchange.book(MARKET) == used.exchange.book(MARKET)
    assert copy.exchange.prints(MARKET) == used.exchange.prints(MARKET)
    assert copy.exchange.groups.list(ANN) == used.exchange.groups.list(ANN)


def test_both_go_on_alike(used: Desk) -> None:
    copy = reloaded(used)
    for desk in (used, copy):
        desk.sell(BOB, "0.40", "5")
        desk.pass_time(hours=2)
    assert copy.exchange.save() == used.exchange.save()


def test_what_was_planned_still_happens(used: Desk) -> None:
    copy = reloaded(used)
    copy.pass_time(hours=2)
    (expired,) = copy.exchange.orders(ANN, status=OrderStatus.CANCELLED)
    assert expired.updated_at == START + timedelta(hours=1)
    copy.exchange.lifecycle.close(MARKET)
    copy.exchange.lifecycle.determine(MARKET, Decimal(1))
    again = reloaded(copy)
    again.pass_time(hours=1)
    assert again.exchange.market(MARKET).phase is Phase.FINALIZED


def test_client_ids_stay_used(used: Desk) -> None:
    with refusal(Rejection.DUPLICATE):
        reloaded(used).buy(ANN, "0.40", "1", client_id="grouped")


def test_tokens_trades_and_order_ids_are_saved() -> None:
    desk = open_desk(policy=Policy(gross=True, payout_step=None))
    desk.exchange.accounts.split(BOB, MARKET, Decimal(10))
    desk.buy(ANN, "0.40", "9", outcome=1, order_id="0xabc")
    desk.sell(BOB, "0.70", "4")
    first, second = (desk.buy(BOB, "0.60", "3").fills[0] for _ in range(2))
    desk.exchange.undo(first.trade_id)
    copy = reloaded(desk)
    assert copy.exchange.save() == desk.exchange.save()
    with refusal(Rejection.DUPLICATE):
        copy.buy(BOB, "0.10", "1", order_id="0xabc")
    with refusal(Rejection.NOT_FOUND):
        copy.exchange.undo(first.trade_id)
    for one in (desk, copy):
        one.exchange.undo(second.trade_id)
        one.sell(BOB, "0.55", "2")
        one.buy(ANN, "0.55", "2")
        one.exchange.accounts.merge(BOB, MARKET, Decimal(1))
    assert copy.exchange.save() == desk.exchange.save()
    assert copy.exchange.positions(BOB) == desk.exchange.positions(BOB)
    assert copy.exchange.fills(ANN) == desk.exchange.fills(ANN)


NEW = frozenset({"outcome", "undone", "gross", "tokens", "outcomes"})


def before_tokens(document: dict[str, Any]) -> dict[str, Any]:
    """A document as it was when it had fewer fields."""

    def fewer(found: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in found.items() if name not in NEW}

    old = json.loads(json.dumps(document), object_hook=fewer)
    del old["spent"], old["trades"]
    return fewer(old)


def test_a_document_from_before_there_were_tokens_is_loaded(used: Desk) -> None:
    saved = used.exchange.save()
    old = before_tokens(saved)
    assert old != saved
    assert Exchange.load(old).save() == saved


@pytest.mark.parametrize("document", [{}, {"version": 0}, {"version": 1}])
def test_another_document_is_refused(document: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"version|validation"):
        Exchange.load(document)
