"""A purchase at once gives what its contracts cost, for the venue spends all of it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import httpx
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from polymarket_desk import MARKET, NO, YES, Trader, request, terms
from polymarket_wire import NO_TOKEN, YES_TOKEN, Wire
from predcore import (
    Accepted,
    Level,
    OrderRequest,
    OrderStatus,
    Refused,
    RejectReason,
    Side,
    TimeInForce,
)
from predcore.kit import decoder
from predcore_polymarket._order_rules import Draft, Unfit, to_draft
from predcore_polymarket._purchases import at_cost
from predcore_polymarket._signed_orders import _amounts
from predcore_polymarket._terms import to_terms
from predcore_polymarket.models.clob.market_info import MarketInfo

D = Decimal
IOC, FOK = TimeInForce.IOC, TimeInForce.FOK
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MILLION = 1_000_000
CENT = D("0.01")
BOOK = "clob/book"


@pytest.fixture
def trader(wire: Wire) -> Trader:
    return Trader(wire)


def given_and_wanted(trader: Trader) -> tuple[str, str]:
    order = trader.body()["order"]
    return order["makerAmount"], order["takerAmount"]


async def test_contracts_cheaper_than_the_price_are_not_bought_in_their_place(
    trader: Trader,
) -> None:
    trader.offers(("0.99", "500"), ("0.11", "5000"))
    await trader.place(request(time_in_force=IOC, price=D("0.99"), size=D(100)))
    assert given_and_wanted(trader) == ("11000000", "11111100")


async def test_the_cost_goes_through_the_offers_with_the_best_one_first(
    trader: Trader,
) -> None:
    trader.offers(("0.60", "50"), ("0.50", "20"), ("0.55", "40"), ("0.70", "9"))
    await trader.place(request(time_in_force=IOC, price=D("0.65"), size=D(100)))
    assert given_and_wanted(trader)[0] == "56000000"


async def test_what_nobody_offers_yet_is_paid_at_the_worst_price(
    trader: Trader,
) -> None:
    trader.offers(("0.50", "4"), ("0.53", "1000"))
    await trader.place(request(time_in_force=IOC))
    assert given_and_wanted(trader)[0] == str((4 * 50 + 6 * 52) * 10_000)


async def test_the_other_outcome_has_a_book_of_its_own(trader: Trader) -> None:
    await trader.place(request(time_in_force=IOC, instrument=NO, client_id="no"))
    await trader.place(request(time_in_force=IOC, client_id="yes"))
    asked = [sent.url.params["token_id"] for sent in trader.reads(BOOK)]
    assert asked == [NO_TOKEN, YES_TOKEN]


@pytest.mark.parametrize(
    "fields",
    [
        {"time_in_force": IOC, "options": {"amount": D(10)}},
        {"time_in_force": IOC, "side": Side.SELL},
        {},
    ],
)
async def test_other_orders_read_no_book(
    trader: Trader, fields: dict[str, Any]
) -> None:
    assert isinstance(await trader.place(request(**fields)), Accepted)
    assert trader.reads(BOOK) == []


async def test_a_whole_purchase_asks_for_the_price_it_needs(trader: Trader) -> None:
    trader.offers(("0.60", "500"), ("0.55", "6"), ("0.50", "4"))
    fate = await trader.place(request(time_in_force=FOK, price=D("0.90")))
    assert given_and_wanted(trader) == ("5500000", "10000000")
    assert isinstance(fate, Accepted)
    assert (fate.order.price, fate.order.size) == (D("0.55"), D(10))


async def test_a_whole_purchase_that_cannot_be_is_left_to_the_venue(
    trader: Trader,
) -> None:
    trader.offers(("0.50", "4"))
    await trader.place(request(time_in_force=FOK))
    assert given_and_wanted(trader) == ("5200000", "10000000")


async def test_a_whole_purchase_comes_to_whole_cents(trader: Trader) -> None:
    trader.wire.on(f"clob/clob-markets/{MARKET}", terms(mts=0.001))
    trader.offers(("0.501", "100"))
    await trader.place(request(time_in_force=FOK, price=D("0.9"), size=D("7.5")))
    assert given_and_wanted(trader) == ("3780000", "7500000")


async def test_an_offer_between_two_ticks_is_taken_at_the_next(
    trader: Trader,
) -> None:
    trader.offers(("0.525", "100"))
    await trader.place(request(time_in_force=FOK, price=D("0.6")))
    assert given_and_wanted(trader) == ("5300000", "10000000")


@pytest.mark.parametrize("kind", [IOC, FOK])
async def test_a_purchase_that_costs_less_than_a_dollar_is_refused_unsent(
    trader: Trader, kind: TimeInForce
) -> None:
    trader.offers(("0.05", "500"))
    fate = await trader.place(request(time_in_force=kind))
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (RejectReason.SIZE, False)
    assert (trader.writes, trader.journal) == ([], [])


@pytest.mark.parametrize(
    ("status", "reason"),
    [(503, RejectReason.UNAVAILABLE), (404, RejectReason.MARKET)],
)
async def test_a_book_that_cannot_be_read_keeps_the_order_back(
    trader: Trader, status: int, reason: RejectReason
) -> None:
    trader.wire.on(BOOK, httpx.Response(status))
    fate = await trader.place(request(time_in_force=IOC))
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (reason, False)
    assert trader.writes == []


async def test_each_purchase_of_a_batch_gives_what_it_costs(trader: Trader) -> None:
    trader.offers(("0.11", "5000"))
    trader.wire.ask(
        "clob/orders",
        lambda _: [trader.taken(one.options["order_id"]) for one in trader.journal],
    )
    kinds = (TimeInForce.GTC, IOC, FOK)
    asked = [request(time_in_force=kind, client_id=str(kind)) for kind in kinds]
    await trader.venue.place_many(asked, journal=trader.write_down)
    amounts = [one["order"]["makerAmount"] for one in trader.body()]
    assert amounts == ["5200000", "1100000", "1100000"]


async def test_what_it_bought_at_its_cost_fills_it(trader: Trader) -> None:
    trader.offers(("0.11", "5000"))
    trader.takes(status="matched", makingAmount="11", takingAmount="100")
    fate = await trader.place(request(time_in_force=IOC, price=D("0.99"), size=D(100)))
    assert isinstance(fate, Accepted)
    order = fate.order
    assert (order.status, order.filled, order.price) == (
        OrderStatus.FILLED,
        D(100),
        D("0.99"),
    )


# -- arithmetic --------------------------------------------------------------------

_TERMS = to_terms(MARKET, decoder(MarketInfo)(json.dumps(terms()).encode()))
PRICES = st.integers(1, 99).map(lambda ticks: ticks * CENT)
OFFERS = st.dictionaries(PRICES, st.decimals(CENT, 500, places=2), max_size=8).map(
    lambda sizes: [Level(price, sizes[price]) for price in sorted(sizes)]
)
SIZES = st.decimals(5, 1000, places=2)


def spent_on(offers: list[Level], draft: Draft) -> tuple[Decimal, Decimal]:
    """What a venue that spends all it can gives out: contracts, and money left."""
    money, shares = _amounts(draft)
    left, bought = D(money) / MILLION, D(0)
    for price, size in offers:
        if price * shares > money:
            break
        taken = min(size, left / price)
        bought, left = bought + taken, left - taken * price
    return bought, left


def at_cost_of(asked: OrderRequest, offers: list[Level]) -> Draft:
    return at_cost(asked, to_draft(asked, _TERMS, NOW), offers)


def asked_for(price: Decimal, size: Decimal, kind: TimeInForce) -> OrderRequest:
    return OrderRequest(
        instrument=YES, side=Side.BUY, price=price, size=size, time_in_force=kind
    )


@given(price=PRICES, size=SIZES, offers=OFFERS)
def test_no_more_is_bought_than_was_asked_for(
    price: Decimal, size: Decimal, offers: list[Level]
) -> None:
    try:
        draft = at_cost_of(asked_for(price, size, IOC), offers)
    except Unfit:
        return
    bought, _ = spent_on(offers, draft)
    there = sum((one.size for one in offers if one.price <= price), D(0))
    assert bought <= size
    assert bought > min(size, there) - CENT / min(
        (one.price for one in offers), default=price
    )


@given(price=PRICES, size=SIZES, offers=OFFERS)
def test_a_whole_purchase_buys_all_that_was_asked_for_or_nothing(
    price: Decimal, size: Decimal, offers: list[Level]
) -> None:
    there = sum((one.size for one in offers if one.price <= price), D(0))
    assume(there >= size)
    try:
        draft = at_cost_of(asked_for(price, size, FOK), offers)
    except Unfit:
        return
    bought, left = spent_on(offers, draft)
    assert draft.price <= price
    assert left or bought >= size
