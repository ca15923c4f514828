"""What fits the venue's rules is sent as asked, and what does not is not sent."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polymarket_desk import MARKET, YES, terms
from predcore import BadResponse, OrderRequest, Side, TimeInForce
from predcore.kit import decoder
from predcore_polymarket._order_rules import Draft, Unfit, to_draft
from predcore_polymarket._signed_orders import _amounts
from predcore_polymarket._signing import Amounts
from predcore_polymarket._terms import to_terms
from predcore_polymarket.models.clob.market_info import MarketInfo

D = Decimal
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MILLION = 1_000_000
_INFO = decoder(MarketInfo)

TICKS = st.sampled_from([D("0.1"), D("0.01"), D("0.005"), D("0.0025"), D("0.001")])
SIZES = st.decimals(5, 100_000, places=2)
SIDES = st.sampled_from(list(Side))


def info(**fields: object) -> MarketInfo:
    return _INFO(json.dumps(terms(**fields)).encode())


def drafted(
    tick: Decimal, steps: int, size: Decimal, side: Side, kind: TimeInForce
) -> Draft:
    request = OrderRequest(
        instrument=YES,
        side=side,
        price=tick * steps,
        size=size,
        time_in_force=kind,
    )
    return to_draft(request, to_terms(MARKET, info(mts=str(tick))), NOW)


@st.composite
def prices(draw: st.DrawFn) -> tuple[Decimal, int]:
    """A tick, and a number of them that is a price."""
    tick = draw(TICKS)
    return tick, draw(st.integers(1, int(1 / tick) - 1))


@given(price=prices(), size=SIZES, side=SIDES)
def test_an_order_that_rests_has_exactly_its_price_and_size(
    price: tuple[Decimal, int], size: Decimal, side: Side
) -> None:
    tick, steps = price
    amounts = _amounts(drafted(tick, steps, size, side, TimeInForce.GTC))
    money, shares = amounts if side is Side.BUY else Amounts(*reversed(amounts))
    assert D(shares) == size * MILLION
    assert D(money) == size * tick * steps * MILLION


@given(price=prices(), size=SIZES)
def test_an_ioc_purchase_gives_at_most_a_cent_less_and_never_more(
    price: tuple[Decimal, int], size: Decimal
) -> None:
    tick, steps = price
    asked = size * tick * steps
    try:
        draft = drafted(tick, steps, size, Side.BUY, TimeInForce.IOC)
    except Unfit:
        assert asked < D("1.01")
        return
    money, shares = _amounts(draft)
    assert money % 10_000 == 0
    assert asked - D("0.01") < D(money) / MILLION <= asked
    assert D(shares) / MILLION <= size
    assert D(money) >= D(shares) * tick * steps


@given(price=prices(), size=SIZES)
def test_a_fok_purchase_is_whole_or_is_not_sent(
    price: tuple[Decimal, int], size: Decimal
) -> None:
    tick, steps = price
    asked = size * tick * steps
    fits = asked >= 1 and asked % D("0.01") == 0
    try:
        draft = drafted(tick, steps, size, Side.BUY, TimeInForce.FOK)
    except Unfit:
        assert not fits
        return
    assert fits
    money, shares = _amounts(draft)
    assert (D(money), D(shares)) == (asked * MILLION, size * MILLION)


@pytest.mark.parametrize(
    "broken",
    [{"mts": None}, {"mts": 0}, {"mts": 1}, {"t": []}, {"t": [{"t": "7"}]}],
)
def test_a_market_without_tick_or_tokens_cannot_be_traded_on(
    broken: dict[str, object],
) -> None:
    with pytest.raises(BadResponse):
        to_terms(MARKET, info(**broken))
