"""Credentials from mappings, variables and files; what is none says so and no more."""

from __future__ import annotations

import copy
import logging
import pickle
import subprocess
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

import predcore
from polymarket_wire import Wire
from predcore import AuthenticationFailed, InvalidRequest, PredcoreError
from predcore_polymarket import (
    ApiKey,
    Credentials,
    LocalSigner,
    OfficialSigner,
    Polymarket,
    PolymarketVenue,
    TypedData,
    WalletType,
)

KEY = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"
OWNER = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"
FUNDER = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
API = {
    "api_key": "9180014b-33c8-9240-a14b-bdca11c0a465",
    "api_secret": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0IQ==",
    "api_passphrase": "7f4d-passphrase-of-nobody",
}
SECRETS = (KEY, *API.values())


def shows_nothing(text: str) -> bool:
    """Whether no piece of a secret is in a text."""
    pieces = {secret[at : at + 12] for secret in SECRETS for at in range(0, 24, 6)}
    return not any(piece.lower() in text.lower() for piece in pieces)


def everything_said(error: BaseException) -> str:
    """Message, causes and contexts, as a log would have them."""
    return "".join(traceback.format_exception(error)) + repr(error) + str(error.args)


class Remote:
    """A signer that is somewhere else."""

    address = OWNER

    async def sign(self, data: TypedData, /) -> bytes:
        return await LocalSigner(KEY).sign(data)


# --- what is understood


@pytest.mark.parametrize(
    "key", [KEY, f"0x{KEY}", f"0X{KEY.upper()}", f"  {KEY}\n", bytes.fromhex(KEY)]
)
def test_a_private_key_is_read_in_every_form(key: str | bytes) -> None:
    assert LocalSigner(key).address == OWNER


def test_a_key_alone_is_an_eoa_that_holds_its_own_money() -> None:
    found = Credentials.from_mapping({"private_key": KEY})
    assert found.wallet.type is WalletType.EOA
    assert (found.wallet.maker, found.wallet.signer) == (OWNER, OWNER)
    assert found.api_key is None


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("eoa", WalletType.EOA),
        (0, WalletType.EOA),
        ("proxy", WalletType.PROXY),
        ("POLY_PROXY", WalletType.PROXY),
        ("1", WalletType.PROXY),
        ("safe", WalletType.SAFE),
        ("gnosis-safe", WalletType.SAFE),
        (2, WalletType.SAFE),
        ("Deposit", WalletType.DEPOSIT),
        ("poly_1271", WalletType.DEPOSIT),
        ("3", WalletType.DEPOSIT),
        (WalletType.DEPOSIT, WalletType.DEPOSIT),
    ],
)
def test_a_kind_of_wallet_is_said_by_name_or_number(
    said: object, kind: WalletType
) -> None:
    funder = FUNDER if kind else None
    found = Credentials.from_mapping(
        {"private_key": KEY, "wallet_type": said, "funder": funder}
    )
    assert found.wallet.type is kind
    assert found.wallet.maker == (FUNDER if kind else OWNER)


def test_a_funder_is_written_with_its_capitals() -> None:
    found = Credentials(KEY, wallet_type="deposit", funder=FUNDER.lower())
    assert found.wallet.funder == FUNDER


def test_secrets_may_come_wrapped() -> None:
    named = {name: SecretStr(text) for name, text in API.items()}
    found = Credentials.from_mapping({"private_key": SecretStr(KEY), **named})
    assert found.api_key == ApiKey(*API.values())
    assert found.address == OWNER


def test_a_key_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text(f"0x{KEY}\n")
    for given in (path, str(path)):
        assert Credentials.from_mapping({"private_key_path": given}).address == OWNER


def test_a_signer_of_ones_own_is_taken() -> None:
    found = Credentials.from_mapping({"signer": Remote()})
    assert found.address == OWNER
    assert "Remote from code" in repr(found)


# --- variables


VARIABLES = {
    "POLYMARKET_PRIVATE_KEY": KEY,
    "POLYMARKET_SIGNATURE_TYPE": "3",
    "POLYMARKET_FUNDER": FUNDER,
    "POLYMARKET_API_KEY": API["api_key"],
    "POLYMARKET_API_SECRET": API["api_secret"],
    "POLYMARKET_API_PASSPHRASE": API["api_passphrase"],
}


def test_variables_are_read_under_their_customary_names() -> None:
    others = {
        "POLYMARKET_PK": KEY,
        "POLYMARKET_WALLET_TYPE": "deposit",
        "POLYMARKET_PROXY_ADDRESS": FUNDER,
        "POLYMARKET_API_KEY": API["api_key"],
        "POLYMARKET_SECRET": API["api_secret"],
        "POLYMARKET_PASSPHRASE": API["api_passphrase"],
    }
    for variables in (VARIABLES, others):
        found = Credentials.from_environment(variables)
        assert found is not None
        assert found.wallet.type is WalletType.DEPOSIT
        assert found.wallet.funder == FUNDER
        assert found.api_key == ApiKey(*API.values())


def test_variables_of_predcore_come_first_and_are_not_mixed() -> None:
    other = "59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d"
    found = Credentials.from_environment(
        {**VARIABLES, "PREDCORE_POLYMARKET_PRIVATE_KEY": other}
    )
    assert found is not None
    assert found.address == FUNDER  # that key's own
    assert found.wallet.type is WalletType.EOA
    assert found.api_key is None


def test_half_a_set_of_variables_is_not_filled_up_from_another() -> None:
    variables = {**VARIABLES, "PREDCORE_POLYMARKET_FUNDER": FUNDER}
    with pytest.raises(InvalidRequest, match="PREDCORE_POLYMARKET_"):
        Credentials.from_environment(variables)


def test_without_variables_there_are_no_credentials() -> None:
    empty = {"POLYMARKET_PRIVATE_KEY": "", "PREDCORE_POLYMARKET_CLOB_URL": "http://x"}
    assert Credentials.from_environment(empty) is None


# --- what is refused, and how


PHRASE = "test test test test test test test test test test test junk"
GIVEN: Mapping[str, tuple[Mapping[str, object], str]] = {
    "nothing": ({}, "give one of private_key"),
    "no key": ({"funder": FUNDER}, "give one of private_key"),
    "two keys": ({"private_key": KEY, "signer": Remote()}, "private_key and signer"),
    "an unknown name": ({"private_key": KEY, "colour": "red"}, "has the credentials"),
    "a short key": ({"private_key": KEY[:-1]}, "64 hexadecimal digits"),
    "a long key": ({"private_key": KEY + "00"}, "64 hexadecimal digits"),
    "a key of other letters": ({"private_key": "g" + KEY[1:]}, "64 hexadecimal"),
    "a key with a gap": ({"private_key": f"{KEY[:31]} {KEY[31:63]}"}, "64 hexadecimal"),
    "a zero key": ({"private_key": "0" * 64}, "range"),
    "a key beyond the curve": ({"private_key": "f" * 64}, "range"),
    "an address for a key": ({"private_key": OWNER}, "form of an address"),
    "a recovery phrase": ({"private_key": PHRASE}, "recovery phrase"),
    "a number for a key": ({"private_key": 1.5}, "must be text, not float"),
    "no file": ({"private_key_path": "/nowhere/at/all"}, "cannot read that file"),
    "a key for a path": ({"private_key_path": "0x" + KEY * 9}, "cannot read that file"),
    "a signer that cannot": ({"signer": object()}, "must have an address"),
    "no such wallet": ({"private_key": KEY, "wallet_type": "4"}, r"deposit \(3\)"),
    "a switch for a wallet": ({"private_key": KEY, "wallet_type": True}, "must be"),
    "a deposit wallet without its address": (
        {"private_key": KEY, "wallet_type": "deposit"},
        "a deposit wallet needs funder: .* profile page",
    ),
    "a safe without its address": (
        {"private_key": KEY, "wallet_type": 2},
        "a safe wallet needs funder",
    ),
    "a proxy without its address": (
        {"private_key": KEY, "wallet_type": 1},
        "a proxy wallet needs funder",
    ),
    "an address without its kind": (
        {"private_key": KEY, "funder": FUNDER},
        "say proxy, safe or deposit",
    ),
    "a short funder": (
        {"private_key": KEY, "wallet_type": 3, "funder": FUNDER[:-2]},
        "funder must be 0x and 40",
    ),
    "a funder without 0x": (
        {"private_key": KEY, "wallet_type": 3, "funder": FUNDER[2:]},
        "funder must be 0x and 40",
    ),
    "a mistyped funder": (
        {"private_key": KEY, "wallet_type": 3, "funder": FUNDER[:-1] + "9"},
        "mistyped",
    ),
    "the key's own address as funder": (
        {"private_key": KEY, "wallet_type": 3, "funder": OWNER.lower()},
        "address of the key itself",
    ),
    "another address for an eoa": (
        {"private_key": KEY, "wallet_type": 0, "funder": FUNDER},
        "an EOA wallet holds its own money",
    ),
    "half an API key": (
        {"private_key": KEY, "api_key": API["api_key"]},
        "api_secret and api_passphrase is missing",
    ),
    "a secret that is no base64": (
        {"private_key": KEY, **API, "api_secret": "not base64!"},
        "api_secret must be base64",
    ),
    "a passphrase of two lines": (
        {"private_key": KEY, **API, "api_passphrase": "one\ntwo"},
        "api_passphrase must be one line",
    ),
}


@pytest.mark.parametrize("what", GIVEN)
def test_what_is_none_is_refused_with_what_to_do(what: str) -> None:
    given, said = GIVEN[what]
    with pytest.raises(InvalidRequest, match=said) as refused:
        _ = Credentials.from_mapping(given).wallet
    assert shows_nothing(everything_said(refused.value))
    assert PHRASE not in everything_said(refused.value)


def test_a_variable_is_named_that_holds_no_key() -> None:
    variables = {"POLYMARKET_PRIVATE_KEY": KEY[:-1]}
    with pytest.raises(InvalidRequest, match="POLYMARKET_PRIVATE_KEY: ") as refused:
        Credentials.from_environment(variables)
    assert KEY[:-1] not in everything_said(refused.value)


def test_a_chain_without_an_exchange_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="chain 1; it has 137"):
        Polymarket(chain_id=1)


async def test_the_venue_is_opened_with_a_signer_and_a_chain() -> None:
    async with predcore.connect(
        "polymarket",
        credentials={"wallet_type": "deposit", "funder": FUNDER},
        signer=Remote(),
        chain_id=80002,
    ) as venue:
        assert isinstance(venue, PolymarketVenue)
        native = venue.native
        assert native.chain_id == 80002
        assert native.credentials().wallet.owner == OWNER
        assert native.credentials().wallet.maker == FUNDER


async def test_trading_without_credentials_says_how_to_give_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    async with Polymarket() as polymarket:
        with pytest.raises(AuthenticationFailed, match="POLYMARKET_PRIVATE_KEY"):
            polymarket.credentials()
        with pytest.raises(AuthenticationFailed, match="GET /auth/api-keys: this"):
            await polymarket.clob.auth.api_key.list()
        with pytest.raises(AuthenticationFailed, match="GET /auth/derive-api-key"):
            await polymarket.clob.auth.api_key.derive()


# --- nothing of it in any text


def objects() -> Mapping[str, object]:
    """Everything that holds a secret."""
    credentials = Credentials.from_mapping(
        {"private_key": KEY, "wallet_type": 3, "funder": FUNDER, **API}
    )
    _ = credentials.wallet
    polymarket = Polymarket(credentials=credentials)
    return {
        "signer": credentials.signer,
        "key": credentials.api_key,
        "credentials": credentials,
        "client": polymarket,
        "resource": polymarket.clob.auth.api_key,
    }


def inside(found: object) -> str:
    """What a debugger would show of an object."""
    return repr(getattr(found, "__dict__", None))


@pytest.mark.parametrize("what", objects())
@pytest.mark.parametrize("written", [repr, str, inside])
def test_no_text_of_an_object_shows_a_secret(
    what: str, written: Callable[[object], str]
) -> None:
    assert shows_nothing(written(objects()[what]))


@pytest.mark.parametrize("what", ["signer", "key", "credentials"])
@pytest.mark.parametrize("taken", [pickle.dumps, copy.copy, copy.deepcopy])
def test_what_holds_a_secret_is_not_copied(
    what: str, taken: Callable[[object], object]
) -> None:
    with pytest.raises(TypeError, match="not copied or pickled") as refused:
        taken(objects()[what])
    assert shows_nothing(everything_said(refused.value))


def test_an_official_signer_shows_nothing_either() -> None:
    signer = OfficialSigner(Remote())
    assert repr(signer) == str(signer) == "<OfficialSigner>"
    with pytest.raises(TypeError, match="not copied or pickled"):
        pickle.dumps(signer)


def test_an_official_signer_checks_its_key_itself() -> None:
    with pytest.raises(InvalidRequest, match="64 hexadecimal digits") as refused:
        OfficialSigner(KEY[:-1])
    assert KEY[:-1] not in everything_said(refused.value)


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(401, json={"error": "Unauthorized/Invalid api key"}),
        httpx.Response(500, text="<html>oops</html>"),
        httpx.Response(200, text="not json"),
        httpx.Response(403, text="<html>blocked</html>"),
    ],
    ids=lambda answer: str(answer.status_code),
)
async def test_neither_errors_nor_logs_show_a_secret(
    wire: Wire, answer: httpx.Response, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    wire.on("clob/auth/api-keys", answer)
    wire.on("clob/auth/derive-api-key", answer)
    credentials = {"private_key": KEY, **API}
    async with wire.polymarket(credentials=credentials) as polymarket:
        for call in (
            polymarket.clob.auth.api_key.list,
            polymarket.clob.auth.api_key.derive,
        ):
            with pytest.raises(PredcoreError) as refused:
                await call()
            said = everything_said(refused.value) + caplog.text
            assert shows_nothing(said)
            for request in wire.sent:
                assert request.headers["poly_signature"] not in said
    assert len(wire.sent) == 2
    assert all(shows_nothing(str(request.url)) for request in wire.sent)


async def test_an_answer_with_an_api_key_prints_as_asterisks(wire: Wire) -> None:
    from predcore.kit import decoder
    from predcore_polymarket.models.clob.auth import ApiKeyTriple

    body = b'{"apiKey":"%b","secret":"%b","passphrase":"%b"}' % tuple(
        text.encode() for text in API.values()
    )
    triple = decoder(ApiKeyTriple)(body)
    assert shows_nothing(repr(triple) + str(triple))
    assert triple.secret.get_secret_value() == API["api_secret"]


# --- what it costs


HEAVY = "eth_keys eth_hash eth_utils coincurve Crypto eth_account"


def loaded(script: str) -> set[str]:
    """Which of the signing libraries a fresh interpreter has after a script."""
    listing = (
        f"{script}\nimport sys\n"
        f"print(*(name for name in '{HEAVY}'.split() if sys.modules.get(name)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", listing], check=True, capture_output=True, text=True
    )
    return set(done.stdout.split())


OPENED = f"""
import predcore_polymarket as p
polymarket = p.Polymarket(credentials={{"private_key": "{KEY}"}})
polymarket.clob.order
"""


WITH_A_SIGNER = f"""
import predcore_polymarket as p
signer = p.LocalSigner("{KEY}")
polymarket = p.Polymarket(credentials={{"signer": signer}})
polymarket.clob.order
"""


@pytest.mark.parametrize("script", [OPENED, WITH_A_SIGNER], ids=["key", "signer"])
def test_nothing_that_signs_is_loaded_before_something_is_signed(script: str) -> None:
    assert loaded(script) == set()


def test_the_native_library_signs_where_it_is_installed() -> None:
    script = f"{OPENED}\npolymarket.credentials().address"
    assert loaded(script) == {"eth_hash", "Crypto", "coincurve"}


def test_without_the_native_library_signing_is_done_in_python() -> None:
    script = f"import sys; sys.modules['coincurve'] = None\n{OPENED}\n"
    script += f"assert polymarket.credentials().address == '{OWNER}'"
    assert "eth_keys" in loaded(script)


def test_without_any_library_it_is_said_what_to_install() -> None:
    script = (
        "import sys\nfor name in ('coincurve', 'eth_keys', 'eth_hash'):\n"
        f"    sys.modules[name] = None\n{OPENED}\n"
        "try: polymarket.credentials().address\n"
        "except ValueError as error:\n"
        "    assert \"pip install 'predcore[polymarket]'\" in str(error)\n"
        "else: raise SystemExit('signed')"
    )
    assert loaded(script) == set()
