"""The simulator's answers against recorded ones: no key that the venue has not."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping, Sequence
from typing import Any, cast

import pytest

from polymarket_simulated import Wire, open_wire, simulated
from predcore_polymarket._simulator import PolymarketSimulator
from predcore_polymarket._simulator.traders import TRADERS
from shared import PAYLOADS, needs_payloads

pytestmark = needs_payloads

Test = Callable[[dict[str, Any]], bool]
WALLET = TRADERS[1].wallet
KINDS: dict[str, tuple[str, Test]] = {
    "market": ("gamma_*", lambda row: "conditionId" in row and "outcomes" in row),
    "event": ("gamma_*", lambda row: "ticker" in row and "seriesType" not in row),
    "series": ("gamma_*", lambda row: "seriesType" in row),
    "tag": ("gamma_*", lambda row: "label" in row and "slug" in row),
    "book": ("clob_book*", lambda row: "asset_id" in row),
    "level": ("clob_book*", lambda row: "price" in row),
    "clob market": ("clob_market*", lambda row: "condition_id" in row),
    "clob token": ("clob_market*", lambda row: "winner" in row),
    "trade": ("data_trades*", lambda row: "transactionHash" in row),
    "activity": ("data_activity*", lambda row: "transactionHash" in row),
    "position": ("data_positions*", lambda row: "asset" in row),
    "closed position": ("data_closed*", lambda row: "asset" in row),
    "holder": ("data_holders*", lambda row: "asset" in row),
    "midpoint": ("clob_midpoint*", lambda row: True),
    "tick size": ("clob_tick_size*", lambda row: True),
    "fee rate": ("clob_fee_rate*", lambda row: True),
    "history": ("clob_prices_history*", lambda row: True),
    "value": ("data_value*", lambda row: True),
}
DOCUMENTED = {"market": {"tags"}, "series": {"events"}}
"""What the documentation has and no recording happens to show."""


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a JSON value, at any depth."""
    if isinstance(value, list):
        for item in cast("Sequence[Any]", value):
            yield from objects(item)
    elif isinstance(value, dict):
        row = dict(cast("Mapping[str, Any]", value))
        yield row
        yield from objects(list(row.values()))


def recorded(kind: str) -> list[set[str]]:
    """The keys of every recorded object of a kind."""
    pattern, is_one = KINDS[kind]
    files = sorted((PAYLOADS / "polymarket/rest").glob(f"{pattern}.json"))
    values = [json.loads(path.read_bytes()) for path in files]
    return [set(row) for value in values for row in objects(value) if is_one(row)]


@pytest.fixture(scope="module")
def simulator() -> PolymarketSimulator:
    return simulated()


@pytest.fixture
async def wire(simulator: PolymarketSimulator) -> AsyncGenerator[Wire]:
    async with open_wire(simulator) as wire:
        yield wire


async def answers(
    wire: Wire, simulator: PolymarketSimulator, kind: str
) -> list[dict[str, Any]]:
    """Every object of a kind that the simulator serves."""
    market = simulator.listing.markets[0]
    token, condition = market.tokens[0], market.condition
    paths: dict[str, list[str]] = {
        "gamma_*": [
            "/gamma/markets?limit=100&include_tag=true",
            "/gamma/markets?limit=100&closed=true",
            "/gamma/events?limit=100",
            "/gamma/series?limit=50",
        ],
        "clob_book*": [f"/clob/book?token_id={t}" for t in market.tokens],
        "clob_market*": ["/clob/markets", "/clob/markets?next_cursor=MjA="],
        "clob_midpoint*": [f"/clob/midpoint?token_id={token}"],
        "clob_tick_size*": [f"/clob/tick-size?token_id={token}"],
        "clob_fee_rate*": [f"/clob/fee-rate?token_id={token}"],
        "clob_prices_history*": [f"/clob/prices-history?market={token}&interval=1h"],
        "data_trades*": ["/data/trades?limit=500"],
        "data_activity*": [f"/data/activity?user={WALLET}&limit=500"],
        "data_positions*": [f"/data/positions?user={WALLET}&limit=500"],
        "data_closed*": [f"/data/closed-positions?user={WALLET}&limit=50"],
        "data_holders*": [f"/data/holders?market={condition}"],
        "data_value*": [f"/data/value?user={WALLET}"],
    }
    pattern, is_one = KINDS[kind]
    found = [await wire.get(path) for path in paths[pattern]]
    return [row for row in objects(found) if is_one(row)]


@pytest.mark.parametrize("kind", KINDS)
async def test_every_key_is_one_the_venue_has(
    wire: Wire, simulator: PolymarketSimulator, kind: str
) -> None:
    known = set[str]().union(*recorded(kind), DOCUMENTED.get(kind, set()))
    served = set[str]().union(*await answers(wire, simulator, kind))
    assert served
    assert served <= known


@pytest.mark.parametrize("kind", KINDS)
async def test_every_key_the_venue_always_has_is_there(
    wire: Wire, simulator: PolymarketSimulator, kind: str
) -> None:
    """Captures of 2024 lack what has come since; they take nothing away."""
    always = set[str].intersection(*recorded(kind))
    for row in await answers(wire, simulator, kind):
        assert always <= set(row)
