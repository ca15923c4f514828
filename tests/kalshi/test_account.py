"""An account natively: money, groups, keys and quotes on the wire."""

from __future__ import annotations

import copy
import json
import pickle
import traceback
from collections.abc import AsyncGenerator
from decimal import Decimal
from typing import Any
from uuid import UUID

import httpx
import pytest

from kalshi.scripted import Wire
from kalshi.signed import signed
from predcore import BadResponse, OutcomeUnknown
from predcore.kit import decoder
from predcore_kalshi import Kalshi, models
from predcore_kalshi.models import Secret

D = Decimal
PEM = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1h\n-----END PRIVATE KEY-----"


@pytest.fixture
async def kalshi(wire: Wire) -> AsyncGenerator[Kalshi]:
    """A client with a key."""
    async with signed(wire) as client:
        yield client


def body(wire: Wire) -> Any:
    return json.loads(wire.sent[-1].content)


async def test_events_come_beside_the_markets_of_a_page(
    wire: Wire, kalshi: Kalshi
) -> None:
    events = [{"event_ticker": "E", "total_cost_dollars": "2.500000"}]
    markets = [{"ticker": "M", "position_fp": "-3.00"}]
    wire.on(
        "/portfolio/positions",
        {"market_positions": markets, "event_positions": events, "cursor": "more"},
        {"market_positions": None, "event_positions": None},
    )
    positions = kalshi.portfolio.positions.list(count_filter=["position"])
    assert [held.position_fp async for held in positions] == [D(-3)]
    page = await kalshi.portfolio.positions.list().first()
    assert page.native.event_positions == ()
    assert wire.params(1)["cursor"] == "more"


async def test_a_history_without_its_list_is_refused(
    wire: Wire, kalshi: Kalshi
) -> None:
    wire.on("/portfolio/fills", {"cursor": ""})
    with pytest.raises(BadResponse, match="fills"):
        await kalshi.portfolio.fills.list().collect()


@pytest.mark.parametrize("verb", ["reset", "trigger"])
async def test_a_group_is_told_to_act_with_an_empty_object(
    wire: Wire, kalshi: Kalshi, verb: str
) -> None:
    wire.on(f"/portfolio/order_groups/a%20b/{verb}", {})
    await getattr(kalshi.order_groups, verb)("a b", subaccount=0, exchange_index=2)
    assert wire.sent[0].method == "PUT"
    assert wire.sent[0].content == b"{}"
    assert wire.sent[0].headers["content-type"] == "application/json"
    assert wire.params() == {"subaccount": "0", "exchange_index": "2"}


async def test_no_groups_may_be_left_out(wire: Wire, kalshi: Kalshi) -> None:
    wire.on("/portfolio/order_groups", {})
    assert await kalshi.order_groups.list() == ()


async def test_an_upgrade_is_created_out_of_nothing(wire: Wire, kalshi: Kalshi) -> None:
    wire.on("/account/api_usage_level/upgrade", httpx.Response(201))
    await kalshi.account.upgrade()
    assert wire.sent[0].content == b"{}"


async def test_netting_is_set_without_an_answer(wire: Wire, kalshi: Kalshi) -> None:
    wire.on("/portfolio/subaccounts/netting", httpx.Response(200))
    await kalshi.subaccounts.netting.set(3, enabled=False)
    assert wire.sent[0].method == "PUT"
    assert body(wire) == {"subaccount_number": 3, "enabled": False}


async def test_shares_of_the_balance_may_be_taken_away(
    wire: Wire, kalshi: Kalshi
) -> None:
    wire.on("/portfolio/target_balance_allocation", {})
    await kalshi.portfolio.target_allocation.set({0: 60, 2: 40})
    assert body(wire)["allocations"] == [
        {"exchange_index": 0, "percent": 60},
        {"exchange_index": 2, "percent": 40},
    ]
    await kalshi.portfolio.target_allocation.set({})
    assert body(wire) == {"allocations": []}


async def test_a_transfer_is_known_by_an_id_before_it_is_sent(
    wire: Wire, kalshi: Kalshi
) -> None:
    wire.on("/portfolio/intra_exchange_instance_transfer", httpx.Response(500))
    with pytest.raises(OutcomeUnknown) as caught:
        await kalshi.portfolio.transfers.create(amount=10_000)
    known_as = body(wire)["client_transfer_id"]
    assert caught.value.client_id == known_as == str(UUID(known_as))
    assert len(wire.sent) == 1


async def test_a_transfer_between_numbered_subaccounts_has_no_id(
    wire: Wire, kalshi: Kalshi
) -> None:
    wire.on("/portfolio/intra_exchange_instance_transfer", {"transfer_id": "T"})
    made = await kalshi.portfolio.transfers.create(amount=1, destination_subaccount=1)
    assert made == "T"
    assert "client_transfer_id" not in body(wire)


async def test_a_generated_key_shows_only_when_it_is_revealed(
    wire: Wire, kalshi: Kalshi
) -> None:
    answer = {"api_key_id": "K", "private_key": PEM}
    wire.on("/api_keys/generate", httpx.Response(201, json=answer))
    made = await kalshi.api_keys.generate("bot", scopes=["read"])
    assert made.private_key.reveal() == PEM
    assert made.private_key == Secret(PEM)
    for text in repr(made), str(made.private_key), f"{made.private_key}":
        assert "PRIVATE" not in text
        assert "MC4C" not in text


@pytest.mark.parametrize("away", [pickle.dumps, copy.deepcopy])
def test_a_secret_is_not_carried_off(away: Any) -> None:
    with pytest.raises(TypeError, match="reveal"):
        away(Secret(PEM))


async def test_an_answer_that_cannot_be_read_does_not_tell_its_secret(
    wire: Wire, kalshi: Kalshi
) -> None:
    answer = {"api_key_id": 1, "private_key": PEM}
    wire.on("/api_keys/generate", httpx.Response(201, json=answer))
    with pytest.raises(OutcomeUnknown) as caught:
        await kalshi.api_keys.generate("bot")
    assert "MC4C" not in "".join(traceback.format_exception(caught.value))


async def test_a_key_is_deleted_by_its_id(wire: Wire, kalshi: Kalshi) -> None:
    wire.on("/api_keys/..%2Fk", httpx.Response(204))
    await kalshi.api_keys.delete("../k")
    assert wire.sent[0].method == "DELETE"


async def test_a_quote_is_named_by_its_request_and_itself(
    wire: Wire, kalshi: Kalshi
) -> None:
    path = "/communications/rfqs/r%2F1/quotes/q%3F"
    wire.on(f"{path}/accept", httpx.Response(204))
    wire.on(f"{path}/confirm", httpx.Response(204))
    wire.on(path, httpx.Response(204))
    await kalshi.quotes.accept("r/1", "q?", accepted_side="no")
    assert body(wire) == {"accepted_side": "no"}
    await kalshi.quotes.confirm("r/1", "q?")
    assert body(wire) == {}
    await kalshi.quotes.delete("r/1", "q?")
    assert [request.method for request in wire.sent] == ["PUT", "PUT", "DELETE"]


async def test_a_quote_may_decline_a_side(wire: Wire, kalshi: Kalshi) -> None:
    wire.on("/communications/quotes", httpx.Response(201, json={"id": "Q"}))
    made = await kalshi.quotes.create(
        "R", yes_bid=D("0.3"), no_bid=D(0), rest_remainder=False
    )
    assert made == "Q"
    assert body(wire) == {
        "rfq_id": "R",
        "yes_bid": "0.3000",
        "no_bid": "0.0000",
        "rest_remainder": False,
    }


def test_a_market_that_paid_in_part_has_a_value_in_cents() -> None:
    found = decoder(models.Settlement)(
        b'{"ticker": "M", "market_result": "scalar", "value": 60, "revenue": 632,'
        b' "fee_cost": "0.0082", "yes_count_fp": "10.60"}'
    )
    assert (found.value, found.revenue, found.fee_cost) == (60, 632, D("0.0082"))
