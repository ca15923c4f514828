"""Taking orders back, on the shard they are on."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import httpx
import pytest

from kalshi.account_bodies import created, order
from kalshi.desks import CREATE, TICKER, Trader, refusal, request
from kalshi.scripted import Wire
from predcore import Accepted, Cancelled, Refused, RejectReason, Unknown

D = Decimal
BATCH = f"{CREATE}/batched"
GONE = refusal(404, "not_found")


@pytest.fixture
def trader(wire: Wire) -> Trader:
    """Knows one order, and takes it back."""
    wire.on(CREATE, httpx.Response(201, json=created()))
    wire.on(f"{CREATE}/o1", {"order_id": "o1", "reduced_by": "10.00", "ts_ms": 1})
    wire.on("/portfolio/orders/o1", {"order": order()})
    return Trader(wire)


async def test_an_order_placed_here_is_cancelled_where_it_is(trader: Trader) -> None:
    assert isinstance(await trader.venue.place(request()), Accepted)
    fate = await trader.venue.cancel("o1")
    assert fate == Cancelled(order_id="o1", size=D(10))
    sent = trader.writes[-1]
    assert sent.method == "DELETE"
    assert dict(sent.url.params) == {
        "subaccount": "0",
        "exchange_index": "3",
        "market_ticker": TICKER,
    }
    assert trader.reads("/portfolio/orders/o1") == []


async def test_an_order_placed_elsewhere_is_looked_up_first(trader: Trader) -> None:
    trader.wire.on("/portfolio/orders/o1", {"order": order(subaccount_number=7)})
    assert isinstance(await trader.venue.cancel("o1"), Cancelled)
    params = trader.writes[-1].url.params
    assert (params["exchange_index"], params["subaccount"]) == ("3", "7")


async def test_an_order_that_cannot_be_read_yet_is_still_cancelled(
    trader: Trader,
) -> None:
    trader.wire.on("/portfolio/orders/o1", GONE)
    assert isinstance(await trader.venue.cancel("o1"), Cancelled)
    assert dict(trader.writes[-1].url.params) == {"subaccount": "0"}


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (GONE, RejectReason.NOT_FOUND),
        (refusal(409, "exchange_is_paused"), RejectReason.UNAVAILABLE),
        (refusal(403, "permission_denied"), RejectReason.PERMISSION),
    ],
)
async def test_a_cancel_is_refused_for_a_reason(
    trader: Trader, answer: httpx.Response, reason: RejectReason
) -> None:
    trader.wire.on(f"{CREATE}/o1", answer)
    fate = await trader.venue.cancel("o1")
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (reason, True)


async def test_an_unanswered_cancel_is_unknown_and_not_repeated(
    trader: Trader,
) -> None:
    trader.wire.on(f"{CREATE}/o1", httpx.Response(500))
    fate = await trader.venue.cancel("o1")
    assert isinstance(fate, Unknown)
    assert (fate.order_id, fate.client_id) == ("o1", None)
    assert len(trader.writes) == 1


async def test_a_cancel_whose_order_cannot_be_looked_up_is_not_sent(
    trader: Trader,
) -> None:
    trader.wire.on("/portfolio/orders/o1", httpx.Response(503))
    fate = await trader.venue.cancel("o1")
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (RejectReason.UNAVAILABLE, False)


def cancelled(number: int, **fields: Any) -> dict[str, Any]:
    return {"order_id": f"o{number}", "reduced_by": "10.00", "ts_ms": 1, **fields}


async def test_many_are_looked_up_in_one_listing_and_cancelled_in_batches(
    trader: Trader,
) -> None:
    count = 60
    known = [order(number) for number in range(count)]
    trader.wire.on("/portfolio/orders", {"orders": known, "cursor": ""})
    trader.wire.on(BATCH, {"orders": [cancelled(number) for number in range(count)]})
    ids = [f"o{number}" for number in range(count)]
    fates = await trader.venue.cancel_many(ids)
    assert [fate.order_id for fate in fates if isinstance(fate, Cancelled)] == ids
    assert len(trader.reads("/portfolio/orders")) == 1
    assert [len(trader.body(n)["orders"]) for n in (0, 1)] == [50, 10]
    assert trader.body(0)["orders"][0] == {
        "order_id": "o0",
        "subaccount": 0,
        "exchange_index": 3,
        "market_ticker": TICKER,
    }


async def test_each_of_many_has_its_own_fate(trader: Trader) -> None:
    trader.wire.on("/portfolio/orders", {"orders": [], "cursor": ""})
    no = {"error": {"code": "not_found", "message": "not found"}}
    answers = [cancelled(3), cancelled(2, reduced_by="0.00", **no), cancelled(1)]
    trader.wire.on(BATCH, {"orders": answers})
    fates = await trader.venue.cancel_many(["o1", "o2", "o3", "o4", "o1"])
    assert [type(f) for f in fates] == [
        Cancelled,
        Refused,
        Cancelled,
        Unknown,
        Cancelled,
    ]
    assert isinstance(fates[1], Refused)
    assert (fates[1].reason, fates[1].sent) == (RejectReason.NOT_FOUND, True)
    assert len(trader.body()["orders"]) == 4


async def test_all_orders_of_the_subaccount_are_cancelled_at_once(
    wire: Wire,
) -> None:
    trader = Trader(wire, subaccount=7)
    wire.on(CREATE, httpx.Response(204))
    assert await trader.venue.cancel_all() is None
    [sent] = trader.writes
    assert (sent.method, dict(sent.url.params)) == ("DELETE", {"subaccount": "7"})


@pytest.mark.parametrize(
    ("answer", "kind"),
    [(httpx.Response(500), Unknown), (refusal(403, "permission_denied"), Refused)],
)
async def test_cancelling_all_may_fail_as_one(
    trader: Trader, answer: httpx.Response, kind: type
) -> None:
    trader.wire.on(CREATE, answer)
    assert isinstance(await trader.venue.cancel_all(), kind)
