"""Who is let in to the simulator, and with which words the others are turned away."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kalshi.keys import ed25519_pem
from kalshi.signed_wire import Trader, fresh
from predcore_kalshi._simulator import KalshiSimulator

BALANCE = "/portfolio/balance"


@pytest.fixture
def simulator() -> KalshiSimulator:
    return fresh()


@pytest.fixture
def trader(simulator: KalshiSimulator) -> Trader:
    return Trader.of(simulator)


async def refusal(trader: Trader, path: str = BALANCE) -> Any:
    return (await trader.get(path, status=401))["error"]


@pytest.mark.parametrize("name", ["rsa", "ed25519"])
async def test_both_kinds_of_key_sign(simulator: KalshiSimulator, name: str) -> None:
    body = await Trader.of(simulator, name).get(f"{BALANCE}?subaccount=0")
    assert body["balance_dollars"] == "15000.0000"


async def test_the_signature_of_another_key_is_refused(trader: Trader) -> None:
    assert await refusal(replace(trader, pem=ed25519_pem())) == {
        "code": "authentication_error",
        "message": "authentication_error",
        "details": "INCORRECT_API_KEY_SIGNATURE",
    }


@pytest.mark.parametrize("signature", ["", "not base64!", "YWJj"])
async def test_what_is_no_signature_is_refused(trader: Trader, signature: str) -> None:
    changed = {"KALSHI-ACCESS-SIGNATURE": signature}
    reply = await trader.send("GET", BALANCE, **changed)
    assert reply.json()["error"]["details"] == "INCORRECT_API_KEY_SIGNATURE"


async def test_a_signature_of_another_path_or_method_is_refused(
    trader: Trader,
) -> None:
    headers = trader.headers("GET", "/trade-api/v2/portfolio/fills")
    reply = await trader.plain("GET", f"/trade-api/v2{BALANCE}", headers=headers)
    assert reply.status_code == 401
    path = "/trade-api/v2/portfolio/events/orders"
    headers = trader.headers("GET", path)
    assert (await trader.plain("DELETE", path, headers=headers)).status_code == 401


async def test_a_key_nobody_knows_is_refused(trader: Trader) -> None:
    error = await refusal(replace(trader, key_id="nobody"))
    assert error["details"] == "NOT_FOUND"


@pytest.mark.parametrize("off", [-30.0, 30.0, -300.0, 300.0])
async def test_a_timestamp_outside_of_the_window_is_refused(
    trader: Trader, off: float
) -> None:
    assert await refusal(replace(trader, off=off)) == {
        "code": "header_timestamp_expired",
        "message": "header timestamp expired",
    }


@pytest.mark.parametrize("off", [-10.0, 10.0])
async def test_a_timestamp_inside_of_the_window_is_taken(
    trader: Trader, off: float
) -> None:
    assert await replace(trader, off=off).get(BALANCE)


async def test_the_window_is_a_setting() -> None:
    strict = Trader.of(fresh(window=timedelta(seconds=2)))
    error = await refusal(replace(strict, off=-10.0))
    assert error["code"] == "header_timestamp_expired"


@pytest.mark.parametrize("timestamp", ["now", "-1", "1e12", "١٧٠٣١٢٣٤٥٦٧٨٩", "9" * 40])
async def test_a_timestamp_that_is_none_is_refused(
    trader: Trader, timestamp: str
) -> None:
    headers = {
        "KALSHI-ACCESS-KEY": trader.key_id,
        "KALSHI-ACCESS-SIGNATURE": "YWJj",
        "KALSHI-ACCESS-TIMESTAMP": timestamp.encode(),
    }
    reply = await trader.plain("GET", f"/trade-api/v2{BALANCE}", headers=headers)
    assert reply.json()["error"]["code"] == "header_timestamp_expired"


async def test_missing_headers_are_named(trader: Trader) -> None:
    path = f"/trade-api/v2{BALANCE}"
    reply = await trader.plain("GET", path)
    assert reply.json()["error"]["code"] == "token_authentication_failure"
    headers = trader.headers("GET", path)
    del headers["KALSHI-ACCESS-SIGNATURE"]
    reply = await trader.plain("GET", path, headers=headers)
    assert reply.json() == {
        "error": {
            "code": "signature_is_missing_from_headers",
            "message": "signature is missing from headers",
        }
    }


async def made(trader: Trader, **key: Any) -> Trader:
    body = {"name": "made", "key_type": "ed25519", **key}
    answer = await trader.ask("POST", "/api_keys/generate", body, status=201)
    return replace(trader, key_id=answer["api_key_id"], pem=answer["private_key"])


async def test_a_key_that_may_only_read_places_nothing(trader: Trader) -> None:
    reader = await made(trader, scopes=["read"])
    assert (await reader.get("/portfolio/orders"))["orders"] == []
    answer = await reader.place(status=403)
    assert answer["error"]["code"] == "permission_denied"


async def test_a_narrow_scope_opens_nothing_else(trader: Trader) -> None:
    cashier = await made(trader, scopes=["read::portfolio_balance"])
    assert await cashier.get(BALANCE)
    await cashier.get("/portfolio/fills", status=403)


async def test_a_key_grants_no_more_than_it_has(trader: Trader) -> None:
    keeper = await made(trader, scopes=["read", "write::trade"])
    body = {"name": "more", "scopes": ["read", "write"]}
    await keeper.ask("POST", "/api_keys/generate", body, status=403)


async def test_a_key_locked_to_a_subaccount_sees_and_trades_only_that(
    trader: Trader,
) -> None:
    await trader.place()
    await trader.ask("POST", "/portfolio/subaccounts", {}, status=201)
    locked = await made(trader, subaccount=1)
    balance = await locked.get(BALANCE)
    assert balance["balance_dollars"] == "0.0000"
    assert "balance_breakdown" not in balance
    assert (await locked.get("/portfolio/orders"))["orders"] == []
    await locked.get(f"{BALANCE}?subaccount=0", status=403)
    assert (await locked.place(status=400))["error"]["code"] == "insufficient_balance"
    await locked.place(subaccount=0, status=403)
    await locked.ask("POST", "/portfolio/subaccounts", {}, status=403)


async def test_a_deleted_key_is_forgotten(trader: Trader) -> None:
    other = await made(trader)
    assert len((await trader.get("/api_keys"))["api_keys"]) == 3
    await trader.ask("DELETE", f"/api_keys/{other.key_id}", status=204)
    assert (await refusal(other))["details"] == "NOT_FOUND"
    await trader.ask("DELETE", f"/api_keys/{other.key_id}", status=404)


@pytest.mark.parametrize(
    "body",
    [
        {"name": "n", "public_key": "nonsense"},
        {"name": "n"},
        {"name": "n", "public_key": "x", "scopes": ["write"]},
        {"name": "n", "public_key": "x", "scopes": ["everything"]},
        {"name": "n", "public_key": "x", "subaccount": 64},
    ],
)
async def test_a_key_that_cannot_be_is_not_made(
    trader: Trader, body: dict[str, Any]
) -> None:
    await trader.ask("POST", "/api_keys", body, status=400)


async def test_a_foreign_key_is_not_found(trader: Trader) -> None:
    rival = trader.simulator.keys.rival
    await trader.ask("DELETE", f"/api_keys/{rival.id}", status=404)


def test_a_play_key_follows_from_the_seed_and_tells_nothing_by_itself(
    tmp_path: Path,
) -> None:
    first, again = fresh().keys.ed25519, fresh().keys.ed25519
    assert (first.id, first.pem()) == (again.id, again.pem())
    assert "PRIVATE" not in repr(first) + repr(vars(first))
    path = first.write(tmp_path / "key.pem")
    assert path.read_text() == first.pem()
    assert path.stat().st_mode & 0o077 == 0


async def test_the_private_play_keys_are_given_to_this_machine_only(
    trader: Trader,
) -> None:
    reply = await trader.plain("GET", "/_sim/keys/trader-ed25519")
    assert reply.text == trader.pem
    assert (await trader.plain("GET", "/_sim/keys")).json()["trader-ed25519"]
