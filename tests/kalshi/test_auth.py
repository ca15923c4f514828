"""Signatures: the venue's golden vectors, and keys told apart by what they are."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from functools import partial

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import PrivateFormat

from kalshi.keys import ED25519, KEY_ID, ed25519_pem, rsa_key, rsa_pem
from predcore_kalshi import Credentials
from predcore_kalshi._auth import STREAM_PATH, parse_key, presign

AT = 1703123456789
ORDERS = "/trade-api/v2/portfolio/orders"

VECTORS = [
    (
        "GET",
        "/trade-api/v2/portfolio/balance",
        "1703123456789GET/trade-api/v2/portfolio/balance",
        (
            "caolQIFa1fF7caKRpD82JbF1w9tsbGMzaRudHdnCIwVEkhfFIlzIy4HeCQTeFteU9o8UTOmEvwbu"
            "tRb9MEJbAA=="
        ),
    ),
    (
        "GET",
        f"{ORDERS}?limit=5&status=resting",
        "1703123456789GET/trade-api/v2/portfolio/orders",
        (
            "URVySOtwUGGN1MMzAC340P0XF/+jdSCr2J3qWiG321RopcUswFcnv5Q6zEJFaVtw76Q5rW2CfTal"
            "BsLWQSmnAg=="
        ),
    ),
    (
        "POST",
        "/trade-api/v2/portfolio/events/orders",
        "1703123456789POST/trade-api/v2/portfolio/events/orders",
        (
            "0QpWibMOICW7GcsR2QVXSLi+4s2EwyYdYP2ypIV/6vEqQPr5hKsX+kHaxO6SOVuIR60F5Lms8Ds0"
            "mnn63IMMBA=="
        ),
    ),
    (
        "GET",
        STREAM_PATH,
        "1703123456789GET/trade-api/ws/v2",
        (
            "UxSfhWWEyZ1QqfOB6kwZsQObor0jGMZVIh+hDqydvkYD4gYeWXPuOB2+jmtHhWtK00AKZNNunN+J"
            "cxddbXtNDA=="
        ),
    ),
]


@pytest.mark.parametrize(("method", "path", "text", "signature"), VECTORS)
def test_an_ed25519_key_signs_the_golden_vectors(
    method: str, path: str, text: str, signature: str
) -> None:
    assert presign(AT, method, path) == text.encode()
    assert Credentials.of(KEY_ID, ed25519_pem()).headers(AT, method, path) == {
        "KALSHI-ACCESS-KEY": KEY_ID,
        "KALSHI-ACCESS-TIMESTAMP": str(AT),
        "KALSHI-ACCESS-SIGNATURE": signature,
    }


@pytest.mark.parametrize(
    "form", [PrivateFormat.TraditionalOpenSSL, PrivateFormat.PKCS8]
)
@pytest.mark.parametrize(("method", "path", "text", "_"), VECTORS)
def test_an_rsa_key_signs_with_pss_and_a_salt_of_the_digests_length(
    form: PrivateFormat, method: str, path: str, text: str, _: str
) -> None:
    headers = Credentials.of(KEY_ID, rsa_pem(form)).headers(AT, method, path)
    rsa_key().public_key().verify(
        b64decode(headers["KALSHI-ACCESS-SIGNATURE"], validate=True),
        text.encode(),
        PSS(mgf=MGF1(SHA256()), salt_length=32),
        SHA256(),
    )


def test_two_rsa_signatures_of_one_text_differ() -> None:
    key = parse_key(rsa_pem())
    assert key.sign(b"text") != key.sign(b"text")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ORDERS),
        ("get", ORDERS),
        ("GET", f"{ORDERS}?limit=5"),
        ("GET", f"{ORDERS}#top"),
        ("GET", f"{ORDERS}?a=1#top?b=2"),
    ],
)
def test_query_and_fragment_are_not_signed_and_the_method_is_upper_case(
    method: str, path: str
) -> None:
    assert presign(AT, method, path) == f"{AT}GET{ORDERS}".encode()


def escaped() -> str:
    return ed25519_pem().replace("\n", "\\n")


def padded() -> str:
    return f"\n  {ed25519_pem()}\n\n"


def from_windows() -> str:
    return ed25519_pem().replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("pem", "kind"),
    [
        (rsa_pem, "RSA"),
        (partial(rsa_pem, PrivateFormat.PKCS8), "RSA"),
        (ed25519_pem, "Ed25519"),
        (escaped, "Ed25519"),
        (padded, "Ed25519"),
        (from_windows, "Ed25519"),
    ],
)
def test_the_parsed_key_decides_its_kind(pem: Callable[[], str], kind: str) -> None:
    assert parse_key(pem()).kind == kind


def test_a_signature_of_another_key_does_not_verify() -> None:
    signature = b64decode(parse_key(ed25519_pem()).sign(b"text"))
    with pytest.raises(InvalidSignature):
        ED25519.public_key().verify(signature, b"another text")
