"""Whatever the client sends is what the venue's own OpenAPI document describes."""

from __future__ import annotations

import json
from operator import attrgetter
from typing import Any

import anyio
import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kalshi.arguments import arguments
from kalshi.conformity import complaints
from kalshi.scripted import Wire
from kalshi.signed import signed
from kalshi.tree import tree
from predcore import InvalidRequest, NotFound
from predcore.kit import Pages
from shared import needs_specs

pytestmark = needs_specs

METHODS = tree()
ORDER = {
    "ticker": "M",
    "side": "bid",
    "count": "1",
    "price": "0.56",
    "time_in_force": "good_till_canceled",
    "self_trade_prevention_type": "maker",
}


@pytest.mark.parametrize("name", METHODS)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_what_is_sent_is_described(name: str, data: st.DataObject) -> None:
    asked = data.draw(arguments(METHODS[name]))
    for request in anyio.run(sent, name, asked):
        assert complaints(request) == []


async def sent(name: str, asked: dict[str, Any]) -> list[httpx.Request]:
    """What a method sends: nothing, where it refuses an argument, or one request."""
    wire = Wire()
    async with signed(wire) as kalshi:
        try:
            found = attrgetter(name)(kalshi)(**asked)
            await (found.first() if isinstance(found, Pages) else found)
        except InvalidRequest:
            assert wire.sent == []
        except NotFound:
            assert len(wire.sent) == 1
    return wire.sent


@pytest.mark.parametrize(
    "change",
    [
        {"count": 1},
        {"count": "1.001"},
        {"count": "1E+2"},
        {"price": "0.5"},
        {"price": "0.56000"},
        {"side": "buy"},
        {"subaccount": -1},
        {"expiration_time": 2**63},
        {"surprise": True},
        {"post_only": None},
    ],
)
def test_another_body_would_be_noticed(change: dict[str, object]) -> None:
    assert complaints(creation(ORDER)) == []
    assert complaints(creation({**ORDER, **change}))


@pytest.mark.parametrize("missing", ORDER)
def test_a_body_that_lacks_something_would_be_noticed(missing: str) -> None:
    assert complaints(creation({k: v for k, v in ORDER.items() if k != missing}))


@pytest.mark.parametrize(
    "query", ["surprise=1", "limit=1001", "limit=ten", "limit=5&limit=6", "min_ts=1.5"]
)
def test_another_query_would_be_noticed(query: str) -> None:
    url = f"https://kalshi.test/trade-api/v2/portfolio/orders?{query}"
    request = httpx.Request("GET", url, headers={"kalshi-access-signature": "s"})
    assert complaints(request)


def creation(body: dict[str, Any]) -> httpx.Request:
    """A request for an order, written by hand."""
    return httpx.Request(
        "POST",
        "https://kalshi.test/trade-api/v2/portfolio/events/orders",
        content=json.dumps(body),
        headers={"content-type": "application/json", "kalshi-access-signature": "s"},
    )
