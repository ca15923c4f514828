"""Combos that callers ask the simulator for."""

from __future__ import annotations

from typing import Any

import pytest

from kalshi.signed_wire import COLLECTION, LEGS, Trader, fresh


@pytest.fixture
def trader() -> Trader:
    return Trader.of(fresh())


async def market(trader: Trader, ticker: str) -> Any:
    return (await trader.get(f"/markets/{ticker}"))["market"]


async def test_a_combo_is_found_again_and_can_be_traded(trader: Trader) -> None:
    first = await trader.ask("POST", COLLECTION, {"selected_markets": LEGS})
    body = {"selected_markets": LEGS[::-1], "with_market_payload": True}
    again = await trader.ask("POST", COLLECTION, body)
    assert again["market_ticker"] == first["market_ticker"]
    assert again["market"]["exchange_index"] == 1
    assert await trader.place(ticker=first["market_ticker"])
    assert (await market(trader, first["market_ticker"]))["mve_selected_legs"]


@pytest.mark.parametrize(
    ("legs", "code"),
    [
        ([LEGS[0], LEGS[0]], "duplicated_legs"),
        ([LEGS[0], {**LEGS[0], "side": "yes"}], "conflicting_leg_outcomes"),
        ([LEGS[0]], "invalid_market_combination"),
    ],
)
async def test_a_combo_that_cannot_be_is_refused(
    trader: Trader, legs: list[dict[str, str]], code: str
) -> None:
    answer = await trader.ask(
        "POST", COLLECTION, {"selected_markets": legs}, status=400
    )
    assert answer["error"]["code"] == code
