"""Placing an order: what is signed and sent, and what is told of it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import httpx
import pytest

from polymarket_desk import MARKET, NO, NOW, TERMS, YES, Trader, request, terms
from polymarket_private import CREDENTIALS, OWNER
from polymarket_wire import NO_TOKEN, YES_TOKEN, Wire
from predcore import (
    Accepted,
    Instrument,
    Order,
    OrderStatus,
    Placement,
    Refused,
    RejectReason,
    Side,
    TimeInForce,
)
from predcore_polymarket._signing import (
    Order as SignedFields,
)
from predcore_polymarket._signing import (
    WalletType,
    exchange_domain,
    verify_order,
)

D = Decimal
BUILDER = "0x" + "b1" * 32


@pytest.fixture
def trader(wire: Wire) -> Trader:
    return Trader(wire)


def accepted(fate: Placement) -> Order:
    assert isinstance(fate, Accepted), fate
    return fate.order


async def test_an_order_is_sent_as_the_venue_wants_it(trader: Trader) -> None:
    await trader.place(request(post_only=True))
    sent = trader.body()
    assert {name: value for name, value in sent.items() if name != "order"} == {
        "deferExec": False,
        "owner": OWNER,
        "orderType": "GTC",
        "postOnly": True,
    }
    order = sent["order"]
    assert (order["maker"], order["signer"]) == (CREDENTIALS["funder"],) * 2
    assert (order["tokenId"], order["side"]) == (YES_TOKEN, "BUY")
    assert (order["makerAmount"], order["takerAmount"]) == ("5200000", "10000000")
    assert order["timestamp"] == str(int(NOW.timestamp() * 1000))
    assert order["expiration"] == "0"


@pytest.mark.parametrize("neg_risk", [False, True])
async def test_the_id_is_the_digest_of_what_was_signed_for_the_markets_exchange(
    trader: Trader, neg_risk: bool
) -> None:
    trader.wire.on(TERMS, terms(nr=neg_risk))
    await trader.place(request())
    sent = trader.body()["order"]
    fields = SignedFields(
        salt=sent["salt"],
        maker=sent["maker"],
        signer=sent["signer"],
        token_id=int(sent["tokenId"]),
        maker_amount=int(sent["makerAmount"]),
        taker_amount=int(sent["takerAmount"]),
        side=Side.BUY,
        signature_type=WalletType(sent["signatureType"]),
        timestamp=int(sent["timestamp"]),
    )
    domain = exchange_domain(137, neg_risk=neg_risk, token_id=int(YES_TOKEN))
    assert fields.id(domain) == trader.order_id
    signature = bytes.fromhex(sent["signature"][2:])
    owner = trader.native.credentials().address
    assert verify_order(fields, signature, domain) == owner


async def test_the_request_is_written_down_with_its_id_before_it_is_sent(
    trader: Trader,
) -> None:
    sent_before: list[int] = []

    async def journal(asked: Any) -> None:
        trader.journal.append(asked)
        sent_before.append(len(trader.writes))

    order = accepted(await trader.venue.place(request(), journal=journal))
    [written] = trader.journal
    assert (written.client_id, written.options) == ("c1", {"order_id": order.id})
    assert sent_before == [0]


async def test_an_order_that_was_written_down_is_resolved_and_not_placed_again(
    trader: Trader,
) -> None:
    await trader.place(request())
    fate = await trader.venue.place(trader.journal[0])
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (RejectReason.INVALID, False)
    assert len(trader.writes) == 1


async def test_two_orders_with_the_same_terms_have_different_ids(
    trader: Trader,
) -> None:
    for number in range(2):
        await trader.place(request(client_id=f"c{number}"))
    first, second = (one.options["order_id"] for one in trader.journal)
    assert first != second


async def test_the_other_outcome_is_its_own_token(trader: Trader) -> None:
    order = accepted(await trader.place(request(instrument=NO)))
    assert trader.body()["order"]["tokenId"] == NO_TOKEN
    assert order.instrument == NO


async def test_a_sale_gives_contracts_and_wants_money(trader: Trader) -> None:
    await trader.place(request(side=Side.SELL))
    sent = trader.body()["order"]
    assert (sent["side"], sent["makerAmount"], sent["takerAmount"]) == (
        "SELL",
        "10000000",
        "5200000",
    )


async def test_a_market_may_be_called_by_its_slug(trader: Trader) -> None:
    slug = Instrument("polymarket", "will-it-rain-1", "yes")
    trader.wire.on("gamma/markets/slug/will-it-rain-1", _gamma())
    order = accepted(await trader.place(request(instrument=slug)))
    assert order.instrument == YES


def _gamma() -> dict[str, Any]:
    from polymarket_wire import market

    return market()


async def test_an_order_that_expires_is_sent_a_minute_later_than_it_ends(
    trader: Trader,
) -> None:
    ends = NOW + timedelta(minutes=5)
    order = accepted(
        await trader.place(request(time_in_force=TimeInForce.GTD, expires_at=ends))
    )
    sent = trader.body()
    assert (sent["orderType"], sent["order"]["expiration"]) == (
        "GTD",
        str(int((ends + timedelta(minutes=1)).timestamp())),
    )
    assert order.expires_at == ends


async def test_an_order_lives_for_two_minutes_or_more(trader: Trader) -> None:
    def asked(seconds: float) -> Any:
        return request(
            time_in_force=TimeInForce.GTD,
            expires_at=NOW + timedelta(seconds=seconds),
            client_id=f"lives {seconds}",
        )

    fate = await trader.place(asked(119.9))
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (RejectReason.EXPIRY, False)
    accepted(await trader.place(asked(120)))


async def test_an_ioc_purchase_gives_whole_cents(trader: Trader) -> None:
    trader.takes(status="matched", makingAmount="5.21", takingAmount="10.0192")
    order = accepted(
        await trader.place(request(time_in_force=TimeInForce.IOC, size=D("10.03")))
    )
    sent = trader.body()
    assert (sent["orderType"], sent["order"]["makerAmount"]) == ("FAK", "5210000")
    assert sent["order"]["takerAmount"] == "10019200"
    assert (order.size, order.filled, order.remaining) == (
        D("10.03"),
        D("10.0192"),
        D(0),
    )
    assert order.status is OrderStatus.CANCELLED


async def test_a_fok_purchase_of_a_fraction_of_a_cent_is_refused(
    trader: Trader,
) -> None:
    fate = await trader.place(request(time_in_force=TimeInForce.FOK, size=D("10.03")))
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (RejectReason.SIZE, False)
    assert "whole cents" in str(fate.error)


async def test_a_purchase_at_once_is_of_a_dollar_or_more(trader: Trader) -> None:
    for kind in (TimeInForce.IOC, TimeInForce.FOK):
        asked = request(time_in_force=kind, size=D(1), client_id=str(kind))
        fate = await trader.place(asked)
        assert isinstance(fate, Refused)
        assert (fate.reason, fate.sent) == (RejectReason.SIZE, False)
    assert trader.writes == []


async def test_money_can_be_given_instead_of_a_size(trader: Trader) -> None:
    trader.takes(status="matched", makingAmount="10", takingAmount="20")
    order = accepted(
        await trader.place(
            request(time_in_force=TimeInForce.FOK, options={"amount": D(10)})
        )
    )
    sent = trader.body()["order"]
    assert (sent["makerAmount"], sent["takerAmount"]) == ("10000000", "19230700")
    assert (order.status, order.filled, order.size) == (
        OrderStatus.FILLED,
        D(20),
        D(20),
    )
    assert order.average_price == D("0.5")


async def test_money_that_is_spent_but_for_a_millionth_fills_the_order(
    trader: Trader,
) -> None:
    trader.takes(status="matched", makingAmount="9.999999", takingAmount="14.925372")
    order = accepted(
        await trader.place(
            request(
                price=D("0.67"),
                time_in_force=TimeInForce.IOC,
                options={"amount": D(10)},
            )
        )
    )
    assert (order.status, order.filled, order.size) == (
        OrderStatus.FILLED,
        D("14.925372"),
        D("14.925372"),
    )


@pytest.mark.parametrize(
    ("kind", "making", "taking", "status"),
    [
        (TimeInForce.IOC, "5.199999", "9.999999", OrderStatus.FILLED),
        (TimeInForce.IOC, "5.1948", "9.99", OrderStatus.CANCELLED),
        (TimeInForce.FOK, "5.2", "9.98", OrderStatus.FILLED),
        (TimeInForce.GTC, "5.199999", "9.999999", OrderStatus.RESTING),
    ],
)
async def test_what_the_chain_rounds_off_is_no_rest_of_an_order_at_once(
    trader: Trader, kind: TimeInForce, making: str, taking: str, status: OrderStatus
) -> None:
    trader.takes(status="matched", makingAmount=making, takingAmount=taking)
    order = accepted(await trader.place(request(time_in_force=kind)))
    assert (order.status, order.filled) == (status, D(taking))
    assert (order.size == order.filled) is (status is OrderStatus.FILLED)


@pytest.mark.parametrize("status", ["live", "delayed"])
async def test_an_order_at_once_that_has_not_traded_yet_is_held_back(
    trader: Trader, status: str
) -> None:
    trader.takes(status=status)
    order = accepted(await trader.place(request(time_in_force=TimeInForce.IOC)))
    assert (order.status, order.remaining) == (OrderStatus.PENDING, D(10))


async def test_money_that_could_not_all_be_spent_leaves_the_order_cancelled(
    trader: Trader,
) -> None:
    trader.takes(status="matched", makingAmount="5.2", takingAmount="10")
    order = accepted(
        await trader.place(
            request(time_in_force=TimeInForce.IOC, options={"amount": D(10)})
        )
    )
    assert (order.status, order.filled, order.remaining) == (
        OrderStatus.CANCELLED,
        D(10),
        D(0),
    )
    assert order.size == D("19.230769")


async def test_more_contracts_than_asked_for_are_told(trader: Trader) -> None:
    trader.takes(status="matched", makingAmount="5.2", takingAmount="10.4")
    order = accepted(await trader.place(request(time_in_force=TimeInForce.IOC)))
    assert (order.status, order.filled, order.size) == (
        OrderStatus.FILLED,
        D("10.4"),
        D("10.4"),
    )


async def test_a_builder_and_metadata_are_signed_with_the_order(
    trader: Trader,
) -> None:
    await trader.place(request(client_id="plain"))
    plain = trader.order_id
    await trader.place(request(options={"builder": BUILDER, "metadata": BUILDER}))
    sent = trader.body()["order"]
    assert (sent["builder"], sent["metadata"]) == (BUILDER, BUILDER)
    assert trader.order_id != plain


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"colour": "red"}, RejectReason.INVALID),
        ({"builder": "me"}, RejectReason.INVALID),
        ({"metadata": 7}, RejectReason.INVALID),
        ({"amount": D(5)}, RejectReason.INVALID),
        ({"amount": 5}, RejectReason.SIZE),
        ({"amount": D(0)}, RejectReason.SIZE),
        ({"amount": D("NaN")}, RejectReason.SIZE),
    ],
)
async def test_an_option_that_means_nothing_is_refused_unsent(
    trader: Trader, options: dict[str, Any], reason: RejectReason
) -> None:
    fate = await trader.place(request(options=options))
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (reason, False)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"price": D("0.525")}, RejectReason.PRICE),
        ({"size": D("10.005")}, RejectReason.SIZE),
        ({"size": D("4.99")}, RejectReason.SIZE),
        ({"reduce_only": True}, RejectReason.INVALID),
        (
            {"post_only": True, "time_in_force": TimeInForce.IOC},
            RejectReason.INVALID,
        ),
        (
            {"instrument": Instrument("polymarket", MARKET, "maybe")},
            RejectReason.INVALID,
        ),
        (
            {"instrument": Instrument("polymarket", "no-such-market", "yes")},
            RejectReason.MARKET,
        ),
        ({"expires_at": NOW + timedelta(days=1)}, RejectReason.EXPIRY),
        ({"time_in_force": TimeInForce.GTD}, RejectReason.EXPIRY),
    ],
)
async def test_an_order_that_does_not_fit_is_refused_unsent(
    trader: Trader, fields: dict[str, Any], reason: RejectReason
) -> None:
    fate = await trader.place(request(**fields))
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (reason, False)
    assert (trader.writes, trader.journal) == ([], [])


async def test_a_sale_may_say_that_it_only_reduces(trader: Trader) -> None:
    accepted(await trader.place(request(side=Side.SELL, reduce_only=True)))


@pytest.mark.parametrize(
    ("answer", "status", "filled", "remaining"),
    [
        ({"status": "live"}, OrderStatus.RESTING, 0, 10),
        ({"status": "delayed"}, OrderStatus.PENDING, 0, 10),
        ({"status": "unmatched"}, OrderStatus.UNMATCHED, 0, 10),
        ({"status": "something"}, OrderStatus.UNKNOWN, 0, 0),
        (
            {"status": "matched", "makingAmount": "5.2", "takingAmount": "10"},
            OrderStatus.FILLED,
            10,
            0,
        ),
        (
            {"status": "matched", "makingAmount": "1.5", "takingAmount": "3"},
            OrderStatus.RESTING,
            3,
            7,
        ),
    ],
)
async def test_the_answer_says_how_the_order_stands(
    trader: Trader,
    answer: dict[str, Any],
    status: OrderStatus,
    filled: int,
    remaining: int,
) -> None:
    left = D(filled), D(remaining)
    trader.takes(**answer)
    order = accepted(await trader.place(request()))
    assert (order.status, (order.filled, order.remaining)) == (status, left)
    assert (order.id, order.client_id) == (trader.order_id, "c1")
    assert order.native.status == answer["status"]


async def test_what_a_sale_made_is_its_average_price(trader: Trader) -> None:
    trader.takes(status="matched", makingAmount="10", takingAmount="5.3")
    order = accepted(await trader.place(request(side=Side.SELL)))
    assert (order.filled, order.average_price) == (D(10), D("0.53"))


async def test_trading_parameters_are_read_once_in_ten_minutes(trader: Trader) -> None:
    await trader.place(request(client_id="first"))
    trader.now += timedelta(minutes=9)
    await trader.place(request(client_id="second"))
    assert len(trader.reads(TERMS)) == 1
    trader.now += timedelta(minutes=2)
    await trader.place(request(client_id="third"))
    assert len(trader.reads(TERMS)) == 2


async def test_a_price_that_does_not_fit_is_believed_after_another_look(
    trader: Trader,
) -> None:
    trader.wire.on(TERMS, terms(), terms(mts=0.001))
    accepted(await trader.place(request(price=D("0.525"), size=D(8))))
    assert trader.body()["order"]["makerAmount"] == "4200000"


async def test_an_announced_tick_holds_from_then_on(trader: Trader) -> None:
    await trader.place(request(client_id="first"))
    trader.desk.tick_changed(MARKET, D("0.001"))
    accepted(await trader.place(request(price=D("0.525"))))
    assert len(trader.reads(TERMS)) == 1


async def test_a_tick_announced_while_the_old_one_is_read_holds(
    trader: Trader,
) -> None:
    def give(_: httpx.Request) -> dict[str, Any]:
        trader.desk.tick_changed(MARKET, D("0.001"))
        return terms()

    trader.wire.ask(TERMS, give)
    accepted(await trader.place(request(price=D("0.525"))))
    assert len(trader.reads(TERMS)) == 1


async def test_a_tick_that_is_read_after_it_was_announced_is_believed(
    trader: Trader,
) -> None:
    trader.desk.tick_changed(MARKET, D("0.001"))
    trader.now += timedelta(seconds=1)
    fate = await trader.place(request(price=D("0.525")))
    assert isinstance(fate, Refused)
    assert fate.reason is RejectReason.PRICE


async def test_a_tick_that_changed_between_build_and_send_is_read_anew(
    trader: Trader,
) -> None:
    trader.refuses(
        400, "order 0x1 is invalid. Price (0.52) breaks minimum tick size rule: 0.1"
    )
    fate = await trader.place(request())
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (RejectReason.PRICE, True)
    trader.wire.on(TERMS, terms(mts=0.1))
    trader.takes()
    fate = await trader.place(request(client_id="c2"))
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (RejectReason.PRICE, False)
    accepted(await trader.place(request(client_id="c3", price=D("0.5"))))


async def test_a_market_that_takes_no_orders_is_asked_twice_and_sent_none(
    trader: Trader,
) -> None:
    trader.wire.on(TERMS, terms(ao=False))
    fate = await trader.place(request())
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (RejectReason.MARKET, False)
    assert (len(trader.reads(TERMS)), trader.writes) == (2, [])


async def test_an_order_of_another_version_is_built_anew_once(trader: Trader) -> None:
    answers: list[Any] = [
        httpx.Response(400, json={"error": "order_version_mismatch"}),
        None,
    ]
    trader.wire.on("clob/version", {"version": 2})
    trader.wire.ask(
        "clob/order", lambda _: answers.pop(0) or trader.taken(trader.order_id)
    )
    order = accepted(await trader.place(request()))
    first, second = (one.options["order_id"] for one in trader.journal)
    assert order.id == second
    assert len(trader.writes) == 2
    assert first != second


async def test_a_version_nobody_here_signs_is_refused(trader: Trader) -> None:
    trader.refuses(400, "order_version_mismatch")
    trader.wire.on("clob/version", {"version": 4})
    fate = await trader.place(request())
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (RejectReason.INVALID, True)
    assert "version 4" in str(fate.error)
    assert len(trader.writes) == 1


async def test_an_account_without_credentials_sends_nothing(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("POLYMARKET_PRIVATE_KEY", "PREDCORE_POLYMARKET_PRIVATE_KEY"):
        monkeypatch.delenv(name, raising=False)
    trader = Trader(wire, credentials=None)
    fate = await trader.place(request())
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (RejectReason.PERMISSION, False)
    assert trader.writes == []
