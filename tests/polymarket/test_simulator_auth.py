"""Who asks: the signature of a wallet's key (L1), and of an API key (L2)."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator
from typing import Any

import pytest

from polymarket_simulated import Day, Desk, open_day

UNAUTHORIZED = {"error": "Unauthorized/Invalid api key"}
NOT_ATTESTED = {"error": "Invalid L1 Request headers"}


@pytest.fixture
async def day() -> AsyncGenerator[Day]:
    async with open_day() as day:
        yield day


async def attested(
    desk: Desk, method: str, path: str, headers: dict[str, str]
) -> tuple[int, Any]:
    response = await desk.wire.client.request(
        method, f"/clob/auth/{path}", headers=headers
    )
    return response.status_code, response.json()


async def test_a_key_is_made_once_and_can_be_derived_again(day: Day) -> None:
    desk, note = day.deposit, day.deposit.note(nonce=7)
    status, made = await attested(desk, "POST", "api-key", note)
    assert status == 200
    assert set(made) == {"apiKey", "secret", "passphrase"}
    assert await attested(desk, "GET", "derive-api-key", note) == (200, made)
    refused = await attested(desk, "POST", "api-key", note)
    assert refused == (400, {"error": "Could not create api key"})


async def test_the_play_wallets_have_the_key_of_nonce_zero(day: Day) -> None:
    for desk in day.desks:
        _, key = await attested(desk, "GET", "derive-api-key", desk.note())
        wallet = desk.wallet
        assert key == {
            "apiKey": wallet.api_key,
            "secret": wallet.api_secret,
            "passphrase": wallet.api_passphrase,
        }


async def test_a_key_that_was_never_made_cannot_be_derived(day: Day) -> None:
    note = day.eoa.note(nonce=3)
    refused = await attested(day.eoa, "GET", "derive-api-key", note)
    assert refused == (400, {"error": "Could not derive api key!"})


@pytest.mark.parametrize(
    "changes",
    [
        {"POLY_ADDRESS": "0x" + "ab" * 20},
        {"POLY_NONCE": "1"},
        {"POLY_SIGNATURE": "0x" + "11" * 65},
        {"POLY_SIGNATURE": "nonsense"},
        {"POLY_TIMESTAMP": "1713398400"},
        {"POLY_TIMESTAMP": ""},
    ],
)
async def test_a_note_that_is_not_what_was_signed_attests_nothing(
    day: Day, changes: dict[str, str]
) -> None:
    note = day.eoa.note() | changes
    refused = await attested(day.eoa, "POST", "api-key", note)
    assert refused == (401, NOT_ATTESTED)


async def test_an_old_note_attests_nothing(day: Day) -> None:
    note = day.eoa.note(timestamp=int(time.time()) - 3600)
    assert await attested(day.eoa, "POST", "api-key", note) == (401, NOT_ATTESTED)


async def test_keys_are_listed_and_one_that_is_deleted_is_worthless(day: Day) -> None:
    desk = day.eoa
    _, made = await attested(desk, "POST", "api-key", desk.note(nonce=1))
    keys = {desk.wallet.api_key, made["apiKey"]}
    assert set((await desk.read("/auth/api-keys"))["apiKeys"]) == keys
    assert await desk.send("DELETE", "/auth/api-key") == (200, "OK")
    assert await desk.send("GET", "/auth/api-keys") == (401, UNAUTHORIZED)


@pytest.mark.parametrize(
    "header",
    [
        "POLY_ADDRESS",
        "POLY_API_KEY",
        "POLY_PASSPHRASE",
        "POLY_SIGNATURE",
        "POLY_TIMESTAMP",
    ],
)
async def test_every_header_of_a_signed_request_is_checked(
    day: Day, header: str
) -> None:
    response = await day.eoa.sent("GET", "/data/orders", headers={header: "1"})
    assert (response.status_code, response.json()) == (401, UNAUTHORIZED)


async def test_an_api_key_is_bound_to_the_address_of_the_key(day: Day) -> None:
    headers = {"POLY_ADDRESS": day.deposit.wallet.funder}
    response = await day.deposit.sent("GET", "/data/orders", headers=headers)
    assert (response.status_code, response.json()) == (401, UNAUTHORIZED)


async def test_the_body_is_signed_and_the_query_is_not(day: Day) -> None:
    desk, path = day.eoa, "/orders-scoring"
    signed = desk.headers("POST", path, b"[]")
    send = desk.wire.client.post
    good = await send(f"/clob{path}?a=1", content=b"[]", headers=signed)
    bad = await send(f"/clob{path}", content=b"[ ]", headers=signed)
    assert (good.status_code, bad.status_code) == (200, 401)


async def test_a_skewed_clock_of_the_venue_refuses_true_timestamps(day: Day) -> None:
    day.floor.gate.window *= 0
    status, _ = await day.eoa.send("GET", "/data/orders")
    assert status == 401


async def test_it_tells_who_may_only_sell(day: Day) -> None:
    path = "/auth/ban-status/closed-only"
    assert await day.deposit.read(path) == {"closed_only": False}
    await day.control("modes", closed_only=[day.deposit.wallet.funder])
    assert await day.deposit.read(path) == {"closed_only": True}
    assert await day.rival.read(path) == {"closed_only": False}
