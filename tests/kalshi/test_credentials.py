"""API keys from files, variables and mappings; what is none says so and no more."""

from __future__ import annotations

import logging
import pickle
import sys
import traceback
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.serialization import PrivateFormat

import predcore
from kalshi.keys import (
    KEY_ID,
    ed25519_pem,
    elliptic_pem,
    encrypted_pem,
    openssh_pem,
    public_pem,
    rsa_pem,
)
from kalshi.private import BALANCE
from kalshi.scripted import Wire
from predcore import AuthenticationFailed, InvalidRequest, PredcoreError
from predcore_kalshi import Credentials, Kalshi, KalshiVenue

PRIVATE_PARTS = [
    line
    for pem in (ed25519_pem(), rsa_pem(), rsa_pem(PrivateFormat.PKCS8))
    for line in pem.splitlines()
    if "-----" not in line
]


def everything_said(error: BaseException) -> str:
    """What any handler could print of an error."""
    chain: list[BaseException] = []
    link: BaseException | None = error
    while link is not None:
        chain.append(link)
        link = link.__cause__ or link.__context__
    said = [f"{one} {one!r} {one.args!r}" for one in chain]
    return "".join([*traceback.format_exception(error), *said])


def shows_nothing(text: str) -> bool:
    return not any(part in text for part in PRIVATE_PARTS)


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever keys the machine has, these tests have none."""
    for prefix in ("KALSHI", "PREDCORE_KALSHI"):
        for name in ("API_KEY_ID", "PRIVATE_KEY", "PRIVATE_KEY_PATH"):
            monkeypatch.delenv(f"{prefix}_{name}", raising=False)


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    """A key on disk."""
    path = tmp_path / "kalshi.pem"
    path.write_text(rsa_pem())
    return path


def test_a_key_is_read_from_a_file(key_file: Path) -> None:
    assert Credentials.from_file(KEY_ID, key_file).kind == "RSA"
    assert Credentials.from_file(KEY_ID, str(key_file)).kind == "RSA"


def test_a_key_is_read_from_a_mapping(key_file: Path) -> None:
    text = {"key_id": KEY_ID, "private_key": ed25519_pem()}
    path = {"key_id": KEY_ID, "private_key_path": str(key_file)}
    assert Credentials.from_mapping(text).kind == "Ed25519"
    assert Credentials.from_mapping(path).kind == "RSA"


def test_a_key_may_be_bytes_and_its_path_a_path(key_file: Path) -> None:
    data = {"key_id": KEY_ID, "private_key": ed25519_pem().encode()}
    path = {"key_id": KEY_ID, "private_key_path": key_file}
    assert Credentials.from_mapping(data).kind == "Ed25519"
    assert Credentials.from_mapping(path).kind == "RSA"
    assert Credentials.of(KEY_ID, ed25519_pem().encode()).kind == "Ed25519"


def test_without_cryptography_the_extra_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "cryptography.exceptions", None)
    with pytest.raises(InvalidRequest, match=r"pip install 'predcore\[kalshi\]'"):
        Credentials.of(KEY_ID, ed25519_pem())


@pytest.mark.parametrize(
    "given",
    [
        {"key_id": 7, "private_key": "x"},
        {"key_id": KEY_ID, "private_key": object()},
        {"key_id": KEY_ID, "private_key_path": 3},
    ],
)
def test_what_is_not_even_text_is_refused(given: Mapping[str, object]) -> None:
    with pytest.raises(InvalidRequest, match="must be text"):
        Credentials.from_mapping(given)


def test_a_key_is_read_from_variables(key_file: Path) -> None:
    text = {"KALSHI_API_KEY_ID": KEY_ID, "KALSHI_PRIVATE_KEY": ed25519_pem()}
    path = {"KALSHI_API_KEY_ID": KEY_ID, "KALSHI_PRIVATE_KEY_PATH": str(key_file)}
    for variables in (text, path):
        found = Credentials.from_environment(variables)
        assert found is not None
        assert found.source == " and ".join(variables)


def test_the_variables_of_predcore_come_first_and_are_not_mixed(
    key_file: Path,
) -> None:
    theirs = {"KALSHI_API_KEY_ID": "theirs", "KALSHI_PRIVATE_KEY": ed25519_pem()}
    ours = {
        "PREDCORE_KALSHI_API_KEY_ID": "ours",
        "PREDCORE_KALSHI_PRIVATE_KEY_PATH": str(key_file),
    }
    found = Credentials.from_environment({**theirs, **ours})
    assert found is not None
    assert found.is_key("ours")
    half = {"PREDCORE_KALSHI_API_KEY_ID": "ours"}
    given = "KALSHI_PRIVATE_KEY_PATH; what is given is PREDCORE_KALSHI_API_KEY_ID$"
    with pytest.raises(InvalidRequest, match=given):
        Credentials.from_environment({**theirs, **half})


def test_without_variables_there_are_no_credentials() -> None:
    assert Credentials.from_environment({}) is None
    assert Credentials.from_environment({"KALSHI_API_KEY_ID": ""}) is None


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "key_id, and private_key or private_key_path"),
        ({"key_id": KEY_ID}, "private_key or private_key_path"),
        ({"private_key": "x"}, "key_id, and"),
        (
            {"key_id": KEY_ID, "private_key": "x", "private_key_path": "y"},
            "private_key or private_key_path",
        ),
        ({"key": KEY_ID}, "key_id, private_key, private_key_path"),
        ({"key_id": KEY_ID, "private_key_path": "/nowhere/at/all"}, "No such file"),
        ({"key_id": KEY_ID, "private_key_path": "/"}, "cannot read that file"),
        ({"key_id": KEY_ID, "private_key_path": "a\0b"}, "cannot read that file"),
    ],
)
def test_what_is_not_one_key_is_refused(given: Mapping[str, str], message: str) -> None:
    with pytest.raises(InvalidRequest, match=message):
        Credentials.from_mapping(given)


def cut_short() -> str:
    lines = rsa_pem().splitlines()
    return "\n".join([*lines[:5], lines[-1]])


def without_header() -> str:
    return "".join(ed25519_pem().splitlines()[1:-1])


@pytest.mark.parametrize(
    ("pem", "message"),
    [
        (cut_short, "copied whole"),
        (without_header, "not in PEM form"),
        (lambda: "hunter2" * 9, "not in PEM form"),
        (lambda: "\udce9" * 30, "not in PEM form"),
        (public_pem, "public one"),
        (encrypted_pem, "encrypted"),
        (partial(encrypted_pem, PrivateFormat.TraditionalOpenSSL), "encrypted"),
        (elliptic_pem, "another kind"),
        (openssh_pem, "OpenSSH"),
    ],
)
def test_a_wrong_key_is_one_clear_error_without_any_of_it(
    pem: Callable[[], str], message: str
) -> None:
    text = pem()
    for make in (
        partial(Credentials.of, KEY_ID, text),
        partial(Credentials.from_mapping, {"key_id": KEY_ID, "private_key": text}),
        partial(Kalshi, credentials={"key_id": KEY_ID, "private_key": text}),
    ):
        with pytest.raises(InvalidRequest, match=message) as caught:
            make()
        said = everything_said(caught.value)
        assert not any(line in said for line in text.split() if len(line) > 20)


def test_a_key_given_as_its_path_is_not_repeated() -> None:
    given = {"key_id": KEY_ID, "private_key_path": rsa_pem()}
    with pytest.raises(InvalidRequest, match="private_key_path") as caught:
        Credentials.from_mapping(given)
    assert shows_nothing(everything_said(caught.value))


@pytest.mark.parametrize("key_id", ["", "  ", "a\nb", "é", "x" * 200])
def test_an_id_that_no_header_can_hold_is_refused(key_id: str) -> None:
    with pytest.raises(InvalidRequest, match="id"):
        Credentials.of(key_id, ed25519_pem())


def test_a_key_given_as_its_id_is_refused_and_not_repeated() -> None:
    pem = ed25519_pem().replace("\n", "")
    with pytest.raises(InvalidRequest, match="swapped") as caught:
        Credentials.of(pem[:120], ed25519_pem())
    assert shows_nothing(everything_said(caught.value))


def test_credentials_show_their_kind_and_origin_and_nothing_else() -> None:
    found = Credentials.of(KEY_ID, rsa_pem())
    for text in (repr(found), str(found), f"{found}", repr([found])):
        assert text.strip("[]") == "Credentials(RSA key from text)"
    with pytest.raises(TypeError):
        pickle.dumps(found)


async def test_a_signed_request_without_credentials_is_not_sent(wire: Wire) -> None:
    async with wire.kalshi() as kalshi:
        with pytest.raises(AuthenticationFailed, match="KALSHI_API_KEY_ID") as caught:
            await kalshi._http.send(BALANCE)
        with pytest.raises(AuthenticationFailed, match="nothing was sent"):
            kalshi.stream_headers()
    assert caught.value.status is None
    assert wire.sent == []


async def test_the_environment_is_looked_at_when_a_signature_is_needed(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire.on("/portfolio/balance", {"ok": True})
    async with wire.kalshi() as kalshi:
        monkeypatch.setenv("KALSHI_API_KEY_ID", KEY_ID)
        monkeypatch.setenv("KALSHI_PRIVATE_KEY", ed25519_pem())
        await kalshi._http.send(BALANCE)
    assert wire.sent[0].headers["kalshi-access-key"] == KEY_ID


async def test_a_broken_key_in_the_environment_does_not_stop_public_reads(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire.on("/series", {"series": []})
    monkeypatch.setenv("KALSHI_API_KEY_ID", KEY_ID)
    monkeypatch.setenv("KALSHI_PRIVATE_KEY", "hunter2")
    async with wire.kalshi() as kalshi:
        assert list(await kalshi.series.list()) == []
        with pytest.raises(InvalidRequest, match=r"KALSHI_PRIVATE_KEY: .* PEM"):
            await kalshi._http.send(BALANCE)


async def test_public_reads_are_not_signed(wire: Wire) -> None:
    wire.on("/series", {"series": []})
    async with wire.kalshi(credentials=Credentials.of(KEY_ID, rsa_pem())) as kalshi:
        await kalshi.series.list()
    assert not [name for name in wire.sent[0].headers if name.startswith("kalshi-")]


async def test_the_adapter_is_opened_with_credentials_by_name(wire: Wire) -> None:
    wire.on("/portfolio/balance", {"ok": True})
    async with predcore.connect(
        "kalshi",
        credentials={"key_id": KEY_ID, "private_key": ed25519_pem()},
        transport=httpx.MockTransport(wire.answer),
    ) as venue:
        assert isinstance(venue, KalshiVenue)
        assert shows_nothing(f"{venue!r} {vars(venue)!r} {vars(venue.native)!r}")
        await venue.native._http.send(BALANCE)
    assert wire.sent[-1].headers["kalshi-access-key"] == KEY_ID


@pytest.mark.parametrize("status", [200, 400, 401, 403, 404, 500])
async def test_nothing_of_a_key_is_in_an_error_the_log_or_the_url(
    wire: Wire, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    caplog.set_level(logging.DEBUG)
    body = {"error": {"code": "authentication_error", "details": "NOT_FOUND"}}
    wire.on(
        "/portfolio/balance",
        httpx.Response(status, json={"ok": True} if status == 200 else body),
    )
    said = ""
    async with wire.kalshi(credentials=Credentials.of(KEY_ID, rsa_pem())) as kalshi:
        try:
            await kalshi._http.send(BALANCE)
        except PredcoreError as error:
            said = everything_said(error)
        said += repr(kalshi) + repr(vars(kalshi)) + repr(vars(kalshi._http))
    [request] = wire.sent
    said += caplog.text + str(request.url)
    assert shows_nothing(said)
    assert KEY_ID not in said
    assert request.headers["kalshi-access-signature"] not in said
