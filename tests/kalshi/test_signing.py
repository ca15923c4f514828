"""Signed requests on the wire: every attempt proves itself anew."""

from __future__ import annotations

import dataclasses
from base64 import b64decode

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS
from cryptography.hazmat.primitives.hashes import SHA256

from kalshi.keys import ED25519, KEY_ID, ed25519_pem, rsa_key, rsa_pem
from kalshi.private import BALANCE, ORDER
from kalshi.scripted import Wire
from predcore import AuthenticationFailed, OutcomeUnknown
from predcore.kit import Retry
from predcore_kalshi import Credentials


def verify(request: httpx.Request) -> None:
    """Raise unless the RSA signature covers the request as it was sent."""
    path = request.url.raw_path.decode().partition("?")[0]
    text = f"{request.headers['kalshi-access-timestamp']}{request.method}{path}"
    rsa_key().public_key().verify(
        b64decode(request.headers["kalshi-access-signature"]),
        text.encode(),
        PSS(mgf=MGF1(SHA256()), salt_length=32),
        SHA256(),
    )


async def test_every_attempt_carries_its_own_signature(wire: Wire) -> None:
    wire.on(
        "/portfolio/balance", httpx.Response(503), httpx.Response(503), {"ok": True}
    )
    async with wire.kalshi(
        credentials=Credentials.of(KEY_ID, rsa_pem()), retry=Retry(base=0.02)
    ) as kalshi:
        await kalshi._http.send(BALANCE)
    assert len({r.headers["kalshi-access-signature"] for r in wire.sent}) == 3
    for request in wire.sent:
        verify(request)


async def test_what_is_signed_is_the_path_without_the_query(wire: Wire) -> None:
    wire.on("/portfolio/balance", {"ok": True})
    asked = dataclasses.replace(BALANCE, query="subaccount=3&a=b%20c")
    async with wire.kalshi(credentials=Credentials.of(KEY_ID, rsa_pem())) as kalshi:
        await kalshi._http.send(asked)
    assert wire.sent[0].url.query == b"subaccount=3&a=b%20c"
    verify(wire.sent[0])


async def test_a_write_that_went_unanswered_is_signed_once(wire: Wire) -> None:
    wire.on("/portfolio/events/orders", httpx.Response(502))
    async with wire.kalshi(
        credentials=Credentials.of(KEY_ID, rsa_pem()), retry=Retry(base=0.0)
    ) as kalshi:
        with pytest.raises(OutcomeUnknown):
            await kalshi._http.send(ORDER)
    assert len(wire.sent) == 1


async def test_a_wrong_key_is_refused_by_the_venue_with_its_code(wire: Wire) -> None:
    said = {
        "code": "authentication_error",
        "message": "authentication_error",
        "details": "INCORRECT_API_KEY_SIGNATURE",
    }
    wire.on("/portfolio/balance", httpx.Response(401, json={"error": said}))
    async with wire.kalshi(credentials=Credentials.of(KEY_ID, rsa_pem())) as kalshi:
        with pytest.raises(AuthenticationFailed, match="INCORRECT_API_KEY") as caught:
            await kalshi._http.send(BALANCE)
    assert caught.value.code == "authentication_error"
    assert len(wire.sent) == 1


async def test_a_handshake_is_proved_for_the_path_of_the_stream(wire: Wire) -> None:
    async with wire.kalshi(credentials=Credentials.of(KEY_ID, ed25519_pem())) as kalshi:
        headers = kalshi.stream_headers()
    text = f"{headers['KALSHI-ACCESS-TIMESTAMP']}GET/trade-api/ws/v2"
    signature = b64decode(headers["KALSHI-ACCESS-SIGNATURE"])
    ED25519.public_key().verify(signature, text.encode())
    assert headers["KALSHI-ACCESS-KEY"] == KEY_ID
