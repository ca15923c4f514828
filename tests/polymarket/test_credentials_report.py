"""What ``predcore doctor`` is told of Polymarket's credentials."""

from __future__ import annotations

import time
from email.utils import formatdate

import httpx
import pytest

from polymarket_wire import URLS, Wire
from predcore import AuthenticationFailed, InvalidRequest, PermissionDenied
from predcore.plugins import CredentialReport, Settings
from predcore_polymarket._plugin import predcore_adapter

KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"
FUNDER = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
API = {
    "api_key": "9180014b-33c8-9240-a14b-bdca11c0a465",
    "api_secret": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0IQ==",
    "api_passphrase": "7f4d-passphrase-of-nobody",
}
NAMED = {"private_key": KEY, "wallet_type": "deposit", "funder": FUNDER, **API}


async def report(wire: Wire, **credentials: str) -> CredentialReport:
    look = predcore_adapter().credentials
    assert look is not None
    return await look(
        Settings(
            credentials=credentials,
            transport=httpx.MockTransport(wire.answer),
            urls=URLS,
        )
    )


@pytest.mark.parametrize(
    ("closed_only", "may"), [(False, "trade"), (True, "close positions")]
)
async def test_what_an_account_may_do_is_asked_of_the_venue(
    wire: Wire, closed_only: bool, may: str
) -> None:
    wire.on("clob/auth/ban-status/closed-only", {"closed_only": closed_only})
    found = await report(wire, **NAMED)
    assert found == CredentialReport(
        found="deposit wallet 0x7099…79C8, key from text (0xf39F…2266)",
        permissions=(may,),
        notes=("with the API key given",),
    )


async def test_variables_are_looked_at_where_nothing_is_given(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLYMARKET_PRIVATE_KEY", KEY)
    wire.on("clob/auth/ban-status/closed-only", {"closed_only": False})
    wire.on(
        "clob/auth/derive-api-key",
        {"apiKey": "1", "secret": "AAAA", "passphrase": "x"},
    )
    found = await report(wire)
    key = "key from POLYMARKET_PRIVATE_KEY (0xf39F…2266)"
    assert found.found == f"EOA wallet 0xf39F…2266, {key}"
    assert (found.permissions, found.notes) == (("trade",), ())


async def test_without_credentials_there_is_a_hint(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("POLYMARKET_PRIVATE_KEY", raising=False)
    found = await report(wire)
    assert (found.found, found.error) == (None, None)
    assert "POLYMARKET_PRIVATE_KEY" in found.hint
    assert wire.sent == []


@pytest.mark.parametrize(
    "credentials",
    [
        {"private_key": "0x12"},
        {**NAMED, "funder": FUNDER[:-1] + "9"},
        {**NAMED, "funder": "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"},
    ],
    ids=["no key", "mistyped", "its own address"],
)
async def test_what_cannot_be_used_is_an_error_and_asks_nobody(
    wire: Wire, credentials: dict[str, str]
) -> None:
    found = await report(wire, **credentials)
    assert isinstance(found.error, InvalidRequest)
    assert wire.sent == []


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (httpx.Response(401, json={"error": "nobody"}), AuthenticationFailed),
        (httpx.Response(403, text="<html>"), PermissionDenied),
    ],
    ids=["unknown", "blocked"],
)
async def test_a_refusal_is_told_with_what_was_found(
    wire: Wire, answer: httpx.Response, error: type[Exception]
) -> None:
    wire.on("clob/auth/ban-status/closed-only", answer)
    found = await report(wire, **NAMED)
    assert isinstance(found.error, error)
    assert found.found is not None
    assert found.permissions is None


async def test_a_clock_that_is_off_is_noted(wire: Wire) -> None:
    answer = httpx.Response(200, json={"closed_only": False})
    answer.headers["date"] = formatdate(time.time() + 60, usegmt=True)
    wire.on("clob/auth/ban-status/closed-only", answer)
    found = await report(wire, **NAMED)
    assert any("s behind the venue's" in note for note in found.notes)
