"""Combos, approvals, an account's books, the relayer and the border."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import httpx
import pytest

from polymarket_private import ORDER_ID, WALLET
from polymarket_wire import Call, Wire, check_call, page
from predcore import (
    AuthenticationFailed,
    BadResponse,
    InvalidRequest,
    NotFound,
    OutcomeUnknown,
)
from predcore_polymarket import BuilderKey, Polymarket, RelayerKey
from predcore_polymarket.models.data.v1_snapshot import AccountingSnapshot
from predcore_polymarket.models.data.v2_approval import Approval
from predcore_polymarket.models.relayer.submission import Submission, WalletCall

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SECRET = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0IQ=="

LEG = {
    "leg_index": 0,
    "leg_position_id": "1",
    "leg_status": "OPEN",
    "leg_current_price": 0.5,
    "market": {"slug": "rain", "event": {"event_id": "7"}, "tags": None},
}
COMBO = {"combo_condition_id": "0x3", "combo_position_id": "3", "legs": [LEG]}

CALLS: list[tuple[Call, str, str, Any]] = [
    (
        lambda p: p.data.v2.positions.combos.list(
            WALLET, status=["OPEN", "PARTIAL"], sort_by="UPDATED", updated_after=NOON
        ),
        "data/v2/positions/combos",
        (
            f"user={WALLET}&status=OPEN%2CPARTIAL&sort_by=UPDATED"
            "&updated_after=1795348800&limit=1000"
        ),
        page({**COMBO, "current_size": 5, "status": "PARTIAL"}),
    ),
    (
        lambda p: p.data.v2.activity.combos.list(WALLET, limit=5),
        "data/v2/activity/combos",
        f"user={WALLET}&limit=5",
        page({"id": "a", "type": "REDEEM", "payout_usdc": 1.5, **COMBO}),
    ),
    (
        lambda p: p.data.v2.approvals.get(WALLET),
        "data/v2/approvals",
        f"user={WALLET}",
        {
            "data": {
                "address": WALLET,
                "chain_id": 137,
                "contracts": [
                    {
                        "token": "0x1",
                        "spender": "0x2",
                        "standard": "ERC20",
                        "approved": True,
                        "amount": "max",
                    }
                ],
            }
        },
    ),
    (
        lambda p: p.clob.builder.trades.list("0x01", market="0x1", after=NOON),
        "clob/builder/trades",
        "builder_code=0x01&market=0x1&after=1795348800",
        {"data": [{"id": "t"}], "next_cursor": "LTE=", "limit": 1, "count": 1},
    ),
    (
        lambda p: p.geoblock.get(),
        "site/api/geoblock",
        "",
        {"blocked": True, "ip": "192.0.2.1", "country": "DE", "region": "BE"},
    ),
    (
        lambda p: p.relayer.nonce.get(WALLET, "WALLET"),
        "relayer/nonce",
        f"address={WALLET}&type=WALLET",
        {"nonce": "60"},
    ),
    (
        lambda p: p.relayer.relay_payload.get(WALLET, "PROXY"),
        "relayer/relay-payload",
        f"address={WALLET}&type=PROXY",
        {"address": "0x2", "nonce": "60"},
    ),
    (
        lambda p: p.relayer.deployed.get(WALLET),
        "relayer/deployed",
        f"address={WALLET}",
        {"deployed": True},
    ),
    (
        lambda p: p.relayer.transaction.get("t1"),
        "relayer/transaction",
        "id=t1",
        [{"transactionID": "t1", "state": "STATE_CONFIRMED", "from": WALLET}],
    ),
]


@pytest.mark.parametrize(
    ("call", "path", "query", "answer"), CALLS, ids=[c[1] for c in CALLS]
)
async def test_each_verb_asks_its_path_and_nothing_else(
    wire: Wire, polymarket: Polymarket, call: Call, path: str, query: str, answer: Any
) -> None:
    await check_call(wire, polymarket, call, path, query, answer)


@pytest.mark.parametrize(
    ("fields", "allowed"),
    [
        ({"approved": True, "amount": "max"}, 2**256 - 1),
        ({"approved": True, "amount": "1000000"}, 1_000_000),
        ({"approved": False, "amount": "max"}, 0),
        ({"approved": True, "amount": None}, None),
        ({"approved": True, "amount": "unlimited"}, None),
        ({"approved": None, "amount": ""}, None),
    ],
)
def test_what_is_not_approved_may_not_be_taken(
    fields: dict[str, Any], allowed: int | None
) -> None:
    assert Approval(token="0x1", spender="0x2", **fields).allowance == allowed


def archive(**tables: str) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as made:
        for name, text in tables.items():
            # With a date of its own, and not the hour of the test.
            made.writestr(ZipInfo(f"{name}.csv"), text, ZIP_DEFLATED)
    return packed.getvalue()


async def test_an_accounts_books_are_read_as_tables_of_texts(
    wire: Wire, polymarket: Polymarket
) -> None:
    body = archive(positions="\ufeffasset,size\n7,0.10\n8,", equity="at,usdc\n1,5.20\n")
    answer = httpx.Response(200, content=body)
    wire.on("data/v1/accounting/snapshot", answer)
    found = await polymarket.data.accounting.snapshot.get(WALLET)
    assert wire.params() == [("user", WALLET)]
    assert found.archive == body
    assert found.positions() == (
        {"asset": "7", "size": "0.10"},
        {"asset": "8", "size": ""},
    )
    assert found.equity() == ({"at": "1", "usdc": "5.20"},)
    assert polymarket.drift.report() == ()


@pytest.mark.parametrize("body", [b"", b"{}", b"<html></html>", b"PK"])
async def test_books_that_are_no_archive_are_refused(
    wire: Wire, polymarket: Polymarket, body: bytes
) -> None:
    wire.on("data/v1/accounting/snapshot", httpx.Response(200, content=body))
    with pytest.raises(BadResponse):
        await polymarket.data.accounting.snapshot.get(WALLET)


@pytest.mark.parametrize(
    "body",
    [
        archive(equity="a\n1"),
        b"PK\x03\x04 and then nothing",
        archive(positions="a\n1")[:-30],
    ],
)
def test_books_without_a_table_are_refused(body: bytes) -> None:
    with pytest.raises(BadResponse, match=r"no positions\.csv"):
        AccountingSnapshot(body).positions()


def test_a_table_that_swells_is_not_unpacked() -> None:
    packed = archive(positions="a\n1")
    at = packed.index(b"PK\x01\x02") + 24  # where the archive says how much it holds
    swollen = packed[:at] + (2**28 + 1).to_bytes(4, "little") + packed[at + 4 :]
    with pytest.raises(BadResponse, match="256 MiB"):
        AccountingSnapshot(swollen).positions()


def submission(**fields: Any) -> Submission:
    given: dict[str, Any] = {
        "type": "WALLET",
        "sender": WALLET,
        "to": "0x2",
        "nonce": "60",
        "signature": "0x1b",
        "deposit_wallet": "0x3",
        "deadline": 1795348800,
        "calls": [WalletCall(target="0x4", data="0xab")],
    }
    return Submission(**{**given, **fields})


async def test_an_operation_is_handed_over_with_the_relayers_key() -> None:
    wire = Wire()
    wire.on("relayer/submit", {"transactionID": "t1", "state": "STATE_NEW"})
    key = RelayerKey("relayer-key", WALLET)
    async with wire.polymarket(relayer_key=key) as polymarket:
        found = await polymarket.relayer.submit.create(submission())
    assert (found.transaction_id, found.state) == ("t1", "STATE_NEW")
    headers = wire.sent[0].headers
    assert headers["relayer_api_key"] == "relayer-key"
    assert headers["relayer_api_key_address"] == WALLET
    assert wire.body() == {
        "type": "WALLET",
        "from": WALLET,
        "to": "0x2",
        "nonce": "60",
        "signature": "0x1b",
        "metadata": "",
        "depositWalletParams": {
            "depositWallet": "0x3",
            "deadline": "1795348800",
            "calls": [{"target": "0x4", "value": "0", "data": "0xab"}],
        },
    }


async def test_a_safes_operation_says_what_else_was_signed() -> None:
    wire = Wire()
    wire.on("relayer/submit", {"transactionID": "t1", "state": "STATE_NEW"})
    one = submission(
        type="SAFE",
        deposit_wallet=None,
        deadline=None,
        calls=(),
        proxy_wallet="0x5",
        data="0x",
        value=3,
        signature_params={"operation": "0"},
    )
    async with wire.polymarket(relayer_key=RelayerKey("k", WALLET)) as polymarket:
        await polymarket.relayer.submit.create(one)
    assert wire.body()["signatureParams"] == {"operation": "0"}
    assert (wire.body()["value"], wire.body()["proxyWallet"]) == ("3", "0x5")
    assert "depositWalletParams" not in wire.body()


async def test_a_builders_key_signs_each_request() -> None:
    wire = Wire()
    wire.on("relayer/transactions", httpx.Response(200, content=b"null"))
    key = BuilderKey("id", SECRET, "pass", clock=lambda: 1713398400.9)
    async with wire.polymarket(relayer_key=key) as polymarket:
        assert await polymarket.relayer.transactions.list() == ()
    headers = wire.sent[0].headers
    assert headers["poly_builder_timestamp"] == "1713398400"
    assert headers["poly_builder_api_key"] == "id"
    assert headers["poly_builder_passphrase"] == "pass"
    assert len(headers["poly_builder_signature"]) == 44


def test_a_builders_signature_is_that_of_the_order_books() -> None:
    key = BuilderKey("id", SECRET, "pass", clock=lambda: 1713398400)
    assert key.headers("POST", "/order", b'{"a":1}')["POLY_BUILDER_SIGNATURE"] == (
        "zPFSAZcf9vIqdx_x8fvYhpesYFc_LFDQVIRSn0D4qnc="
    )


@pytest.mark.parametrize(
    "key", [RelayerKey("hidden-one", WALLET), BuilderKey("hidden-one", SECRET, "two")]
)
def test_a_key_does_not_show(key: object) -> None:
    assert "hidden" not in f"{key!r}{key}"
    assert SECRET not in repr(key)


async def test_without_a_key_nothing_is_handed_over(
    wire: Wire, polymarket: Polymarket
) -> None:
    with pytest.raises(AuthenticationFailed):
        await polymarket.relayer.submit.create(submission())
    with pytest.raises(AuthenticationFailed):
        await polymarket.relayer.transactions.list()
    assert wire.sent == []


async def test_an_operation_without_an_answer_is_of_unknown_fate() -> None:
    wire = Wire()
    wire.on("relayer/submit", httpx.Response(502))
    async with wire.polymarket(relayer_key=RelayerKey("k", WALLET)) as polymarket:
        with pytest.raises(OutcomeUnknown):
            await polymarket.relayer.submit.create(submission())
    assert len(wire.sent) == 1


@pytest.mark.parametrize("answer", [[], {"transactionID": "t1", "from": WALLET}])
async def test_the_relayer_answers_with_one_or_a_list(
    wire: Wire, polymarket: Polymarket, answer: Any
) -> None:
    wire.on("relayer/transaction", httpx.Response(200, json=answer))
    if answer:
        found = await polymarket.relayer.transaction.get("t1")
        assert (found.transaction_id, found.sender) == ("t1", WALLET)
    else:
        with pytest.raises(NotFound):
            await polymarket.relayer.transaction.get("t1")


@pytest.mark.parametrize(
    "fields",
    [
        {"deadline": None},
        {"calls": ()},
        {"deposit_wallet": None},
        {"metadata": "x" * 501},
    ],
)
def test_an_operation_that_cannot_be_is_not_made(fields: dict[str, Any]) -> None:
    with pytest.raises(InvalidRequest):
        submission(**fields)


def test_an_operation_does_not_show_its_signature() -> None:
    assert "0x1b" not in repr(submission())
    assert ORDER_ID not in repr(submission(signature=ORDER_ID))
