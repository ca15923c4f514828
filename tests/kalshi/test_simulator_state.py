"""The simulator saved, and put back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kalshi.signed_wire import BITCOIN, COLLECTION, LEGS, Trader, fresh


@pytest.fixture
def trader() -> Trader:
    return Trader.of(fresh())


async def test_a_saved_state_is_put_back(trader: Trader) -> None:
    combo = await trader.ask("POST", COLLECTION, {"selected_markets": LEGS})
    await trader.place(client_order_id="kept")
    await trader.place(ticker=BITCOIN, price="0.4090", count="1.00")
    await trader.place(ticker=combo["market_ticker"])
    body = {"name": "made", "key_type": "ed25519"}
    made = await trader.ask("POST", "/api_keys/generate", body, status=201)
    await trader.control("/clock", {"advance": 5})
    saved = (await trader.plain("GET", "/_sim/state")).content
    other = Trader(
        simulator=fresh(), key_id=made["api_key_id"], pem=made["private_key"]
    )
    reply = await other.plain("PUT", "/_sim/state", content=saved)
    assert reply.status_code == 200, reply.text
    for path in (
        "/portfolio/orders",
        "/portfolio/fills",
        "/portfolio/positions",
        "/portfolio/balance",
        "/api_keys",
        f"/markets/{BITCOIN}",
        f"/markets/{combo['market_ticker']}/orderbook",
        "/markets/trades?limit=5",
    ):
        assert await other.get(path) == await trader.get(path), path
    answer = await other.place(client_order_id="kept", status=409)
    assert answer["error"]["code"] == "order_already_exists"
    assert await other.place(price="0.5500", count="1.00")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("version", 0),
        ("seed", 1),
        ("exchange", {"clock": {}}),
        ("keys", [{"id": "k"}]),
        ("now", "soon"),
    ],
)
async def test_a_state_that_cannot_be_put_back_changes_nothing(
    trader: Trader, name: str, value: Any
) -> None:
    saved = (await trader.plain("GET", "/_sim/state")).json()
    await trader.place()
    text = json.dumps({**saved, name: value}).encode()
    reply = await trader.plain("PUT", "/_sim/state", content=text)
    assert reply.status_code == 400
    assert len((await trader.get("/portfolio/orders"))["orders"]) == 1


@pytest.mark.parametrize("text", [b"", b"[]", b"{}", b"{"])
async def test_what_is_no_state_is_refused(trader: Trader, text: bytes) -> None:
    reply = await trader.plain("PUT", "/_sim/state", content=text)
    assert reply.status_code == 400
