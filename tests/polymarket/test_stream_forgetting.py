"""A stream that follows ever other markets forgets those it has followed."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import anyio
import httpx
import pytest

from held import held
from polymarket_streams import (
    RAIN,
    Made,
    Publisher,
    busy,
    opened,
    run,
    sent,
    watching,
)
from polymarket_wire import Wire, condition, market
from predcore import Instrument, LadderUpdate, StatusUpdate
from predcore.kit import Dial, Drift, Socket
from predcore_polymarket import PolymarketVenue
from predcore_polymarket._stream.market_feed import MarketFeed
from predcore_polymarket._tokens import Listing

ROUNDS = 1000
GONE = "901e5eed901e5eed"
"""In the ids of what comes and goes; too long to be in anybody else's by chance."""


def gone(number: int) -> Made:
    """A market that comes and goes."""
    name = f"{number:04}"
    return Made(f"0x{GONE}{name:0>48}", (f"{GONE}{name}1", f"{GONE}{name}0"))


def come_and_go(feed: MarketFeed, venue: Publisher, made: Made, now: float) -> None:
    """Follow both outcomes of a market, have all kinds of things happen, and leave."""
    both = [made.instrument("yes"), made.instrument("no")]
    run(feed, venue.answer(sent(feed.add(both, now))), now)
    run(feed, [venue.change(made, "BUY", 460, 100)], now)
    assert any(isinstance(s, LadderUpdate) for s in run(feed, [tick_of(made)], now))
    run(feed, venue.answer(sent(feed.doubt(both, now))), now)
    run(feed, [print_of(made, venue.stamp)], now)
    list(feed.verify(both, now))
    list(feed.expired(now))
    list(feed.doubt(both[:1], now))
    assert any(isinstance(s, StatusUpdate) for s in run(feed, [end_of(made)], now))
    list(feed.remove(both, now))
    run(feed, [venue.change(made, "BUY", 460, 200), tick_of(made)], now)


def tick_of(made: Made) -> str:
    return json.dumps(
        {
            "event_type": "tick_size_change",
            "asset_id": made.tokens[0],
            "market": made.condition,
            "old_tick_size": "0.01",
            "new_tick_size": "0.001",
            "timestamp": "1790000000000",
        }
    )


def print_of(made: Made, stamp: int) -> str:
    return json.dumps(
        {
            "event_type": "last_trade_price",
            "asset_id": made.tokens[0],
            "market": made.condition,
            "price": "0.47",
            "size": "5",
            "side": "BUY",
            "timestamp": str(stamp),
            "transaction_hash": f"0x{stamp:x}",
        }
    )


def end_of(made: Made) -> str:
    return json.dumps(
        {
            "event_type": "market_resolved",
            "market": made.condition,
            "assets_ids": list(made.tokens),
            "winning_asset_id": made.tokens[0],
            "winning_outcome": "Yes",
            "timestamp": "1790000000000",
        }
    )


def test_a_feed_forgets_what_is_removed() -> None:
    listings: dict[str, Listing] = {RAIN.condition: RAIN.listing}
    feed = MarketFeed(listings, drift=Drift())
    venue = busy(RAIN)
    feed.add([RAIN.instrument()], 0.0)
    opened(feed, venue)
    for number in range(ROUNDS):
        made = gone(number)
        venue = busy(made)
        listings[made.condition] = made.listing
        come_and_go(feed, venue, made, number / 10)
        del listings[made.condition]
    assert list(feed.books) == [RAIN.instrument()]
    assert held(GONE) == set()


def test_what_is_followed_again_is_told_again() -> None:
    made, venue = gone(0), busy(gone(0))
    feed = MarketFeed({made.condition: made.listing}, drift=Drift())
    opened(feed, venue)
    for now in (0.0, 100.0):
        come_and_go(feed, venue, made, now)


def test_what_is_still_followed_is_told_once() -> None:
    both = [RAIN.instrument("yes"), RAIN.instrument("no")]
    feed, venue = watching(RAIN, outcomes=("yes", "no")), busy(RAIN)
    opened(feed, venue)
    assert len(run(feed, [tick_of(RAIN)])) > 0
    feed.remove(both[1:], 0.0)
    told = run(feed, [tick_of(RAIN)])
    assert not any(isinstance(step, LadderUpdate) for step in told)


class SilentSocket:
    """Says nothing."""

    async def send(self, frame: str | bytes, /) -> None:
        pass

    async def receive(self) -> str | bytes:
        await anyio.sleep_forever()
        raise AssertionError("nobody wakes it")


class SilentVenue(PolymarketVenue):
    """Its markets can be looked up, and its books never come."""

    def dial(self, service: str) -> Dial:
        @asynccontextmanager
        async def opening() -> AsyncGenerator[Socket]:
            yield SilentSocket()

        return opening


@pytest.fixture
def wire() -> Wire:
    def listed(request: httpx.Request) -> dict[str, Any]:
        asked = request.url.params.get_list("condition_ids")
        return {"markets": [market(int(each, 16)) for each in asked]}

    made = Wire()
    made.ask("gamma/markets/keyset", listed)
    return made


def named(number: int, outcome: str = "yes") -> Instrument:
    return Instrument("polymarket", condition(number), outcome)


FIRST = int(f"{GONE}0000", 16)
STAYS, LAST = named(1), named(2)


async def test_a_watch_forgets_what_is_removed(wire: Wire) -> None:
    venue = SilentVenue(wire.polymarket())
    venue.per_connection = 15
    async with venue.watch(STAYS) as updates:
        for turn in range(ROUNDS // 10):
            some = [named(FIRST + turn * 10 + n) for n in range(10)]
            some.append(named(FIRST + turn * 10, "no"))
            await updates.add(*some)
            assert set(updates.books) == {STAYS, *some}
            await updates.remove(*some)
            del some
        await updates.add(LAST)
        await anyio.wait_all_tasks_blocked()
        assert set(updates.books) == {STAYS, LAST}
        assert held(GONE) == {"Directory"}


async def test_what_was_forgotten_is_looked_up_again(wire: Wire) -> None:
    venue = SilentVenue(wire.polymarket())
    async with venue.watch(STAYS) as updates:
        for _ in range(2):
            await updates.add(named(FIRST))
            assert set(updates.books) == {STAYS, named(FIRST)}
            await updates.remove(named(FIRST))
            await updates.add(LAST)
            await updates.remove(LAST)


async def test_what_moves_to_another_connection_is_not_forgotten(wire: Wire) -> None:
    venue = SilentVenue(wire.polymarket())
    venue.per_connection = 1
    async with venue.watch(STAYS, LAST) as updates:
        await updates.remove(STAYS)
        await updates.add(named(FIRST), STAYS)
        assert set(updates.books) == {STAYS, LAST, named(FIRST)}
