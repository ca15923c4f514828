"""Finding out what became of a write, from reads that lag behind."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest

from kalshi.account_bodies import fill, order
from kalshi.desks import CREATE, NO, NOW, TICKER, Trader, refusal, request
from kalshi.scripted import Answer, Wire
from predcore import (
    Accepted,
    AuthenticationFailed,
    InvalidRequest,
    NeverArrived,
    OrderStatus,
    Side,
    TransportError,
    Unknown,
)

LIVE = "/portfolio/orders"
ARCHIVE = "/historical/orders"
FILLS = "/portfolio/fills"
AS_OF = "/exchange/user_data_timestamp"
WINDOW = timedelta(seconds=30)


def rows(*found: dict[str, Any]) -> dict[str, Any]:
    return {"orders": [*found], "cursor": ""}


@pytest.fixture
def trader(wire: Wire) -> Trader:
    """Loses every write; reads are three seconds behind the clock."""
    trader = Trader(wire)

    def as_of(_: httpx.Request) -> Answer:
        return {"as_of_time": (trader.now - timedelta(seconds=3)).isoformat()}

    def lost(_: httpx.Request) -> Answer:
        raise httpx.ReadTimeout("slow")

    wire.ask(AS_OF, as_of)
    wire.ask(CREATE, lost)
    wire.on(LIVE, rows())
    wire.on(ARCHIVE, rows())
    wire.on(FILLS, {"fills": [], "cursor": ""})
    return trader


async def lose(trader: Trader, **fields: Any) -> Unknown:
    fate = await trader.venue.place(request(**fields))
    assert isinstance(fate, Unknown)
    return fate


async def test_an_order_is_found_by_its_client_id(trader: Trader) -> None:
    unknown = await lose(trader)
    trader.wire.on(LIVE, rows(order(2), order(1)))
    found = await trader.venue.resolve(unknown)
    assert isinstance(found, Accepted)
    assert (found.order.id, found.order.client_id) == ("o1", "c1")
    assert found.order.status is OrderStatus.RESTING
    [asked] = trader.reads(LIVE)
    assert asked.url.params["ticker"] == TICKER
    assert asked.url.params["subaccount"] == "0"
    assert int(asked.url.params["min_ts"]) < int(NOW.timestamp())


async def test_an_order_is_told_as_it_was_asked_for(trader: Trader) -> None:
    unknown = await lose(trader, instrument=NO)
    trader.wire.on(LIVE, rows(order(book_side="ask", yes_price_dollars="0.6000")))
    found = await trader.venue.resolve(unknown)
    assert isinstance(found, Accepted)
    assert (found.order.instrument, found.order.side) == (NO, Side.BUY)
    assert str(found.order.price) == "0.4000"


async def test_an_order_that_shows_late_is_waited_for(trader: Trader) -> None:
    unknown = await lose(trader)
    trader.wire.on(LIVE, rows(), rows(), rows(order()))
    assert isinstance(await trader.venue.resolve(unknown), Accepted)
    assert len(trader.reads(LIVE)) == 3
    assert trader.reads(ARCHIVE) == []


async def test_never_is_said_once_the_reads_are_past_every_possible_arrival(
    trader: Trader,
) -> None:
    unknown = await lose(trader)
    found = await trader.venue.resolve(unknown)
    assert found == NeverArrived(client_id="c1")
    assert trader.now - timedelta(seconds=3) > NOW + WINDOW
    assert len(trader.writes) == 1


async def test_how_current_the_reads_are_is_asked_before_each_look(
    trader: Trader,
) -> None:
    unknown = await lose(trader)
    await trader.venue.resolve(unknown)
    looks = [path for path in trader.wire.paths if path in {AS_OF, LIVE}]
    assert looks == [AS_OF, LIVE] * (len(looks) // 2)


async def test_what_was_archived_meanwhile_is_found(trader: Trader) -> None:
    unknown = await lose(trader)
    trader.wire.on(ARCHIVE, rows(order(status="executed")))
    found = await trader.venue.resolve(unknown)
    assert isinstance(found, Accepted)


async def test_an_order_seen_only_by_its_fills_is_found(trader: Trader) -> None:
    unknown = await lose(trader)
    trader.wire.on(
        FILLS,
        {"fills": [fill(order_id="o7"), fill(order_id="o8")], "cursor": ""},
    )
    trader.wire.on(f"{LIVE}/o8", {"order": order(8, client_order_id="c1")})
    found = await trader.venue.resolve(unknown)
    assert isinstance(found, Accepted)
    assert found.order.id == "o8"


async def test_reads_that_stand_still_leave_it_unresolved(trader: Trader) -> None:
    unknown = await lose(trader)
    trader.wire.on(AS_OF, {"as_of_time": NOW.isoformat()})
    with pytest.raises(TransportError, match="resolve it again later"):
        await trader.venue.resolve(unknown)
    assert timedelta(seconds=60) < trader.now - NOW <= timedelta(seconds=90)


@pytest.mark.parametrize("as_of", [None, "0001-01-01T00:00:00Z"])
async def test_reads_of_no_known_time_prove_nothing(
    trader: Trader, as_of: str | None
) -> None:
    unknown = await lose(trader)
    trader.wire.on(AS_OF, {"as_of_time": as_of})
    with pytest.raises(TransportError):
        await trader.venue.resolve(unknown)


async def test_a_read_that_is_refused_is_raised(trader: Trader) -> None:
    unknown = await lose(trader)
    trader.wire.on(LIVE, refusal(401, "authentication_error"))
    with pytest.raises(AuthenticationFailed):
        await trader.venue.resolve(unknown)


async def test_a_client_id_from_an_earlier_run_is_looked_for_everywhere(
    trader: Trader,
) -> None:
    trader.wire.on(ARCHIVE, rows(order()))
    unknown = Unknown(error=TransportError("lost"), client_id="c1")
    assert isinstance(await trader.venue.resolve(unknown), Accepted)
    [asked] = trader.reads(LIVE)
    assert not {"ticker", "min_ts"} & set(asked.url.params)


async def test_the_subaccount_of_the_order_is_looked_in(trader: Trader) -> None:
    unknown = await lose(trader, options={"subaccount": 7})
    trader.wire.on(LIVE, rows(order()))
    await trader.venue.resolve(unknown)
    assert trader.reads(LIVE)[0].url.params["subaccount"] == "7"


async def test_there_must_be_something_to_look_for(trader: Trader) -> None:
    with pytest.raises(InvalidRequest):
        await trader.venue.resolve(Unknown(error=TransportError("lost")))


async def test_every_second_order_lost_on_the_way_is_told_from_those_that_arrived(
    wire: Wire,
) -> None:
    trader = Trader(wire)
    arrived: list[dict[str, Any]] = []

    def take(asked: httpx.Request) -> Answer:
        number = len(trader.writes)
        client_id = trader.body()["client_order_id"]
        if number % 2:
            arrived.insert(0, order(number, client_order_id=client_id))
        raise httpx.ReadTimeout("slow")

    def as_of(_: httpx.Request) -> Answer:
        return {"as_of_time": trader.now.isoformat()}

    wire.ask(CREATE, take)
    wire.ask(AS_OF, as_of)
    wire.ask(LIVE, lambda _: rows(*arrived))
    wire.on(ARCHIVE, rows())
    wire.on(FILLS, {"fills": [], "cursor": ""})
    fates: dict[str, type] = {}
    for number in range(20):
        unknown = await lose(trader, client_id=f"x{number}")
        fates[f"x{number}"] = type(await trader.venue.resolve(unknown))
    assert {name for name, kind in fates.items() if kind is Accepted} == {
        one["client_order_id"] for one in arrived
    }
    assert len(trader.writes) == 20
