"""Client ids are written down before anything is sent."""

from __future__ import annotations

import httpx
import pytest

from kalshi.account_bodies import created
from kalshi.desks import CREATE, Trader, request
from kalshi.scripted import Wire
from predcore import OrderRequest

BATCH = f"{CREATE}/batched"


@pytest.fixture
def trader(wire: Wire) -> Trader:
    """Answers every order by resting it."""
    wire.on(CREATE, httpx.Response(201, json=created()))
    wire.on(BATCH, httpx.Response(201, json={"orders": [created()]}))
    return Trader(wire)


async def test_an_order_is_written_down_before_it_is_sent(trader: Trader) -> None:
    written: list[tuple[OrderRequest, int]] = []

    async def journal(one: OrderRequest) -> None:
        written.append((one, len(trader.writes)))

    asked = request()
    await trader.venue.place(asked, journal=journal)
    assert written == [(asked, 0)]
    assert len(trader.writes) == 1


async def test_what_cannot_be_written_down_is_not_sent(trader: Trader) -> None:
    async def journal(one: OrderRequest) -> None:
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full"):
        await trader.venue.place(request(), journal=journal)
    assert trader.writes == []


async def test_a_batch_is_written_down_whole_before_any_of_it_is_sent(
    trader: Trader,
) -> None:
    written: list[str] = []

    async def journal(one: OrderRequest) -> None:
        if len(written) == 2:
            raise OSError("the disk is full")
        written.append(one.client_id)

    requests = [request(client_id=f"c{number}") for number in range(3)]
    with pytest.raises(OSError, match="the disk is full"):
        await trader.venue.place_many(requests, journal=journal)
    assert written == ["c0", "c1"]
    assert trader.writes == []
