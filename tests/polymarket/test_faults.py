"""Faults: each gives one typed error, and takes nothing else with it."""

from __future__ import annotations

import httpx
import pytest

from polymarket_wire import Wire, book, condition, keyset, market, page
from predcore import (
    BadResponse,
    Instrument,
    PermissionDenied,
    PredcoreError,
    RateLimited,
    TransportError,
    Unavailable,
)
from predcore.kit import Retry
from predcore_polymarket import Polymarket, PolymarketVenue

YES = Instrument("polymarket", condition(1), "yes")
PAGE = b"<!doctype html><html><body>Sorry, you have been blocked</body></html>"
FAULTS: list[tuple[httpx.Response, type[PredcoreError], str]] = [
    (
        httpx.Response(403, content=PAGE, headers={"content-type": "text/html"}),
        PermissionDenied,
        "refused country or network",
    ),
    (
        httpx.Response(200, content=PAGE, headers={"content-type": "text/html"}),
        BadResponse,
        "text/html instead of JSON",
    ),
    (httpx.Response(200, content=b'{"market":"0x1","asset'), BadResponse, "not JSON"),
    (httpx.Response(200, content=b""), BadResponse, "not JSON"),
    (httpx.Response(200, json=[]), BadResponse, "clob|book"),
    (httpx.Response(429), RateLimited, "HTTP 429"),
    (httpx.Response(425, json={"error": "restarting"}), Unavailable, "restarting"),
    (httpx.Response(503, content=PAGE), Unavailable, "a web page"),
    (httpx.Response(301, headers={"location": "/x"}), PredcoreError, "HTTP 301"),
]


@pytest.mark.parametrize(("answer", "kind", "says"), FAULTS)
async def test_a_fault_is_one_typed_error(
    wire: Wire,
    polymarket: Polymarket,
    answer: httpx.Response,
    kind: type[PredcoreError],
    says: str,
) -> None:
    wire.on("clob/book", answer)
    with pytest.raises(kind, match=says) as refused:
        await polymarket.clob.book.get("1")
    assert "blocked" not in str(refused.value).replace("blocked before", "")


async def test_a_silent_venue_is_a_transport_error(
    wire: Wire, polymarket: Polymarket
) -> None:
    def silent(_: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("slow")

    wire.ask("clob/book", silent)
    with pytest.raises(TransportError):
        await polymarket.clob.book.get("1")


async def test_a_huge_answer_is_refused(wire: Wire, polymarket: Polymarket) -> None:
    wire.on("clob/book", httpx.Response(200, content=b" " * (20 * 1024 * 1024)))
    with pytest.raises(BadResponse, match="larger than"):
        await polymarket.clob.book.get("1")


async def test_a_passing_fault_passes(wire: Wire) -> None:
    wire.on("clob/book", httpx.Response(503), httpx.Response(200, json=book()))
    retry = Retry(attempts=2, base=0.001)
    async with wire.polymarket(retry=retry) as polymarket:
        assert (await polymarket.clob.book.get("1")).bids
    assert len(wire.sent) == 2


async def test_books_that_fail_leave_the_error_with_each_instrument(
    wire: Wire, venue: PolymarketVenue
) -> None:
    no = Instrument("polymarket", condition(1), "no")
    wire.ask("gamma/markets/keyset", keyset(market()))
    wire.on("clob/books", httpx.Response(403, content=PAGE))
    found = await venue.quotes([YES, no])
    assert {type(error) for error in found.errors.values()} == {PermissionDenied}
    assert len(found.errors) == 2


async def test_a_catalogue_that_fails_leaves_the_error_with_each_instrument(
    wire: Wire, venue: PolymarketVenue
) -> None:
    wire.on("gamma/markets/keyset", httpx.Response(200, content=b'{"markets":'))
    found = await venue.orderbooks([YES])
    assert isinstance(found.errors[YES], BadResponse)


async def test_null_lists_are_empty_and_not_an_error(
    wire: Wire, polymarket: Polymarket
) -> None:
    wire.on("gamma/markets/7", market(events=None, tags=None, clobRewards=None))
    found = await polymarket.gamma.markets.get("7")
    assert (found.events, found.tags, found.clob_rewards) == ((), (), ())


@pytest.mark.parametrize("answer", [{}, {"markets": None}, {"markets": {}}, []])
async def test_a_page_without_its_list_is_not_an_empty_page(
    wire: Wire, polymarket: Polymarket, answer: object
) -> None:
    wire.on("gamma/markets/keyset", httpx.Response(200, json=answer))
    with pytest.raises(BadResponse):
        await polymarket.gamma.markets.keyset.list().first()


async def test_rows_without_an_envelope_are_refused(
    wire: Wire, polymarket: Polymarket
) -> None:
    wire.on("data/v2/trades", page()["data"])
    with pytest.raises(BadResponse):
        await polymarket.data.v2.trades.list().first()
