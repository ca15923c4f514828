"""Models of an account's orders and trades: every form the venue sends them in."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polymarket_private import ORDER_ID, WALLET, open_order, placed, trade_row
from predcore import BadResponse
from predcore.kit import Drift, decoder
from predcore_polymarket.models.clob.account import BalanceAllowance
from predcore_polymarket.models.clob.instants import instant
from predcore_polymarket.models.clob.notification import Notification
from predcore_polymarket.models.clob.order import CancelAnswer, OpenOrder, PlacedOrder
from predcore_polymarket.models.clob.trade import BuilderTrade, Trade
from shared import PAYLOADS, needs_payloads

AT = datetime(2025, 10, 9, 8, 53, 20, tzinfo=UTC)


def read(shape: type[Any], value: object) -> Any:
    return decoder(shape)(json.dumps(value).encode())


@pytest.mark.parametrize(
    "sent",
    [
        1760000000,
        "1760000000",
        "1760000000000",
        1760000000000,
        "2025-10-09T08:53:20Z",
        "2025-10-09T08:53:20",
        "2025-10-09 10:53:20+02",
    ],
)
def test_an_order_was_created_whatever_form_its_time_has(sent: str | int) -> None:
    assert read(OpenOrder, open_order(created_at=sent)).created == AT


@pytest.mark.parametrize("sent", ["", "0", 0, None, "1970-01-01T00:00:00Z"])
def test_no_time_is_none(sent: str | int | None) -> None:
    assert read(OpenOrder, open_order(created_at=sent)).created is None
    assert read(OpenOrder, open_order(expiration=sent)).expires_at is None


@pytest.mark.parametrize("sent", ["soon", "-1", "1e9", "9" * 30])
def test_what_is_no_time_is_refused(sent: str) -> None:
    with pytest.raises(BadResponse):
        read(OpenOrder, open_order(created_at=sent)).created  # noqa: B018


@given(st.integers(10**9, 4 * 10**9))
def test_seconds_and_milliseconds_tell_the_same_instant(seconds: int) -> None:
    at = datetime.fromtimestamp(seconds, UTC)
    assert instant(str(seconds)) == instant(f"{seconds}000") == at


def test_an_order_is_exact_and_tells_its_state_plainly() -> None:
    found = read(OpenOrder, open_order(price="0.0025", original_size="25.0000"))
    assert (str(found.price), str(found.original_size)) == ("0.0025", "25.0000")
    assert found.plain_status == "LIVE"
    assert read(OpenOrder, open_order(status="LIVE")).plain_status == "LIVE"
    assert read(OpenOrder, open_order(status=None)).plain_status == ""


def test_an_order_bears_what_the_venue_leaves_empty() -> None:
    sent = open_order(size_matched="", associate_trades=None, expiration=None)
    found = read(OpenOrder, sent)
    assert (found.size_matched, found.associate_trades) == (None, ())


@pytest.mark.parametrize(
    "status",
    [
        "LIVE",
        "ORDER_STATUS_CANCELED_MARKET_RESOLVED",
        "INVALID",
        "CANCELED_EXPIRED_ORDER",
    ],
)
def test_states_of_the_documentation_are_no_news(status: str) -> None:
    drift = Drift()
    drift.inspect(OpenOrder, json.dumps(open_order(status=status)).encode())
    assert drift.report() == ()


def test_a_state_that_the_venue_makes_up_is_kept_and_counted() -> None:
    status = "CANCELED_order couldn't be fully filled."
    body = json.dumps(open_order(status=status)).encode()
    drift = Drift()
    drift.inspect(OpenOrder, body)
    assert decoder(OpenOrder)(body).plain_status == status
    assert [entry.field for entry in drift.report()] == ["status"]


@pytest.mark.parametrize(
    ("sent", "amount"),
    [("", None), (None, None), ("5.2", "5.2"), (5.2, "5.2"), ("5200000", "5200000")],
)
def test_an_amount_of_a_placed_order_is_what_was_sent(
    sent: object, amount: str | None
) -> None:
    found = read(PlacedOrder, placed(makingAmount=sent))
    assert found.making_amount == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    ("fields", "accepted", "refused"),
    [
        ({}, True, False),
        ({"status": "matched"}, True, False),
        ({"status": "delayed"}, True, False),
        ({"status": "unmatched"}, False, False),
        ({"status": "tomorrows"}, False, False),
        ({"status": None}, False, False),
        ({"success": None}, False, False),
        ({"success": False}, False, False),
        ({"success": False, "status": ""}, False, True),
        ({"orderID": ""}, False, True),
        ({"orderID": None}, False, True),
        ({"errorMsg": "no", "orderID": ""}, False, False),
        ({"errorMsg": "invalid expiration"}, False, False),
        ({"errorMsg": "invalid expiration", "orderID": ""}, False, True),
        (
            {"success": None, "errorMsg": "invalid expiration", "status": None},
            False,
            True,
        ),
    ],
)
def test_an_order_is_accepted_refused_or_neither(
    fields: dict[str, Any], accepted: bool, refused: bool
) -> None:
    found = read(PlacedOrder, placed(**fields))
    assert (found.accepted, found.refused) == (accepted, refused)
    assert not (found.undecided and (accepted or refused))


def test_a_trade_is_matched_under_either_name_of_its_time() -> None:
    row = trade_row()
    row["matchtime"] = row.pop("match_time")
    assert read(Trade, row).matched_at == read(Trade, trade_row()).matched_at == AT


def test_a_trade_keeps_every_makers_own_terms() -> None:
    found = read(Trade, trade_row())
    (maker,) = found.maker_orders
    assert (maker.side, str(maker.price), maker.outcome) == ("BUY", "0.48", "No")
    assert (found.plain_status, found.fee_rate_bps) == ("MINED", None)
    assert (found.transaction_hash, found.err_msg) == (None, None)
    assert found.updated_at == datetime(2025, 10, 9, 8, 53, 21, tzinfo=UTC)


def test_a_trade_bears_what_the_venue_leaves_empty() -> None:
    found = read(Trade, trade_row(maker_orders=None, transaction_hash=""))
    assert (found.maker_orders, found.transaction_hash) == ((), "")


@pytest.mark.parametrize(
    ("shape", "value", "path"),
    [
        (OpenOrder, open_order(price="much"), "price"),
        (OpenOrder, open_order(price=True), "price"),
        (OpenOrder, open_order(size_matched="NaN"), "size_matched"),
        (OpenOrder, {"id": ORDER_ID}, "market"),
        (Trade, trade_row(size="Infinity"), "size"),
        (Trade, trade_row(maker_orders=[{}]), "maker_orders.0.order_id"),
        (PlacedOrder, placed(success="perhaps"), "success"),
        (PlacedOrder, placed(takingAmount="a lot"), "takingAmount"),
        (CancelAnswer, {"not_canceled": {}}, "canceled"),
        (CancelAnswer, {"canceled": [], "not_canceled": []}, "not_canceled"),
        (BalanceAllowance, {"balance": "1 USDC"}, "balance"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(
    shape: type[Any], value: object, path: str
) -> None:
    with pytest.raises(BadResponse) as refused:
        read(shape, value)
    assert refused.value.path == path


def test_an_allowance_is_found_whatever_the_case_of_its_contract() -> None:
    sent = {"balance": "1", "allowances": {WALLET: str(2**256 - 1)}}
    found = read(BalanceAllowance, sent)
    assert found.allowance_of(WALLET.lower()) == 2**256 - 1
    assert found.allowance_of("0x0") is None


def test_the_one_allowance_of_before_holds_for_every_contract() -> None:
    found = read(BalanceAllowance, {"balance": "", "allowance": "5"})
    assert (found.balance, found.allowance_of(WALLET)) == (None, 5)


NOTES: list[dict[str, Any]] = [
    {
        "type": 2,
        "payload": {
            "order_id": ORDER_ID,
            "asset_id": "7",
            "market": "0x1",
            "side": "BUY",
            "type": "GTC",
            "price": "0.5",
            "original_size": "10",
            "matched_size": "10",
            "remaining_size": "0",
            "outcome": "Yes",
            "outcome_index": 0,
            "transaction_hash": "",
            "eventSlug": "rain",
            "seriesSlug": "",
        },
    },
    {"type": 4, "payload": {"condition_id": "0x1", "tokens": [{"token_id": "7"}]}},
    {
        "type": 5,
        "payload": {"proxyWallet": WALLET, "reward": 1.25, "txnHash": "0x2"},
    },
    {
        "type": 9,
        "payload": {
            "proxyWallet": WALLET,
            "amount": "5",
            "conditionId": "0x1",
            "slug": "rain",
            "marketUrl": "",
            "portfolioUrl": "",
        },
    },
    {"type": 11, "payload": {"previous_tier": 1, "tier": 2, "rebate_bps": 500}},
    {"type": 99, "payload": None},
]


@pytest.mark.parametrize("note", NOTES, ids=lambda note: str(note["type"]))
def test_notifications_of_every_kind_are_known(note: dict[str, Any]) -> None:
    body = json.dumps([{"id": 7, "timestamp": 1760000000, **note}][0]).encode()
    drift = Drift()
    found = decoder(Notification)(body)
    drift.inspect(Notification, body)
    assert (found.id, found.type, found.at) == ("7", note["type"], AT)
    assert drift.report() == ()


def test_a_reward_in_a_notification_is_exact() -> None:
    note = read(Notification, {"id": "1", "type": 5, "payload": {"reward": 0.1}})
    assert note.payload.reward == Decimal("0.1")


def test_a_builders_trade_is_read_under_its_own_spelling() -> None:
    sent = {
        "id": "t1",
        "tradeType": "TAKER",
        "takerOrderHash": ORDER_ID,
        "market": "0x1",
        "assetId": "7",
        "sizeUsdc": "5.2",
        "feeUsdc": "0.01",
        "matchTime": "1760000000",
        "status": "TRADE_STATUS_CONFIRMED",
        "err_msg": "none",
    }
    body = json.dumps(sent).encode()
    drift = Drift()
    drift.inspect(BuilderTrade, body)
    found = decoder(BuilderTrade)(body)
    assert (found.err_msg, found.matched_at) == ("none", AT)
    assert str(found.size_usdc) == "5.2"
    assert drift.report() == ()


@needs_payloads
def test_the_recorded_order_of_the_stream_reads_as_one_of_rest() -> None:
    name = "user_order_placement__byronxlg.json"
    frames = json.loads((PAYLOADS / "polymarket" / "ws" / name).read_text())
    found = [read(OpenOrder, frame) for frame in frames]
    assert [one.plain_status for one in found] == ["LIVE"] * len(found)
    assert all(one.created is not None and one.price > 0 for one in found)
