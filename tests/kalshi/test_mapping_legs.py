"""Orders and fills of either outcome are orders and fills of YES."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalshi.account_bodies import fill
from kalshi.desks import TICKER, YES
from predcore import BadResponse, Liquidity, Side
from predcore.kit import decoder
from predcore_kalshi._mapping.fills import to_fill
from predcore_kalshi._mapping.legs import of_outcome, to_leg
from predcore_kalshi.models import fills

D = Decimal
PRICES = st.decimals(D("0.0001"), D("0.9999"), places=4)
OUTCOMES = st.sampled_from(["yes", "no"])
SIDES = st.sampled_from([*Side])


@pytest.mark.parametrize(
    ("outcome", "side", "price", "leg", "of_yes"),
    [
        ("yes", Side.BUY, "0.40", "bid", "0.40"),
        ("yes", Side.SELL, "0.40", "ask", "0.40"),
        ("no", Side.BUY, "0.40", "ask", "0.60"),
        ("no", Side.SELL, "0.40", "bid", "0.60"),
    ],
)
def test_every_intent_is_one_leg_of_yes(
    outcome: str, side: Side, price: str, leg: str, of_yes: str
) -> None:
    assert to_leg(outcome, side, D(price)) == (leg, D(of_yes))


@given(outcome=OUTCOMES, side=SIDES, price=PRICES)
def test_a_leg_told_in_the_same_outcome_is_what_was_asked(
    outcome: str, side: Side, price: Decimal
) -> None:
    leg, of_yes = to_leg(outcome, side, price)
    assert of_outcome(outcome, leg, of_yes) == (side, price)


@given(side=SIDES, price=PRICES)
def test_buying_one_outcome_is_selling_the_other_at_the_rest_of_1(
    side: Side, price: Decimal
) -> None:
    opposite = Side.SELL if side is Side.BUY else Side.BUY
    assert to_leg("yes", side, price) == to_leg("no", opposite, 1 - price)


@pytest.mark.parametrize("leg", ["yes", "", None])
def test_a_side_that_is_neither_is_refused(leg: str | None) -> None:
    with pytest.raises(BadResponse, match="book_side"):
        of_outcome("yes", leg, D("0.4"))


@pytest.mark.parametrize(("book_side", "side"), [("bid", Side.BUY), ("ask", Side.SELL)])
def test_a_fill_is_told_as_a_trade_of_yes_at_its_own_price(
    book_side: str, side: Side
) -> None:
    body = fill(book_side=book_side, is_taker=False)
    told = to_fill(decoder(fills.Fill)(json.dumps(body).encode()))
    assert (told.instrument, told.side, told.price) == (YES, side, D("0.52"))
    assert (told.fee, told.liquidity) == (D("0.0175"), Liquidity.MAKER)
    assert told.client_id is None


def test_a_fill_without_a_created_time_has_its_seconds() -> None:
    told = to_fill(
        fills.Fill(
            fill_id="f",
            order_id="o",
            ticker=TICKER,
            book_side="bid",
            count_fp=D(1),
            yes_price_dollars=D("0.5"),
            ts=1793836800,
        )
    )
    assert told.at == datetime(2026, 11, 5, tzinfo=UTC)
    assert (told.fee, told.liquidity) == (None, None)
