"""What the simulator pays, holds, and moves for an account."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from kalshi.signed_wire import HOLD, MARKET, Trader, fresh

SHARDS = "/portfolio/intra_exchange_instance_transfer"
SUBS = "/portfolio/subaccounts"


@pytest.fixture
def trader() -> Trader:
    return Trader.of(fresh())


async def settle(trader: Trader, payout: str, ticker: str = MARKET) -> None:
    await trader.control(f"/markets/{ticker}/close")
    await trader.control(f"/markets/{ticker}/determine", {"payout": payout})
    await trader.control("/clock", {"advance": 61})


async def dollars(trader: Trader, query: str = "") -> str:
    balance = await trader.get(f"/portfolio/balance{query}")
    return str(balance["balance_dollars"])


async def buy(trader: Trader, count: str = "10.00") -> None:
    await trader.place(price="0.5500", count=count, time_in_force="fill_or_kill")


async def test_a_winning_position_is_paid_a_dollar_each(trader: Trader) -> None:
    await buy(trader)
    before = Decimal(await dollars(trader))
    await settle(trader, "1")
    assert Decimal(await dollars(trader)) == before + 10
    (row,) = (await trader.get("/portfolio/settlements"))["settlements"]
    assert (row["market_result"], row["revenue"], row["value"]) == ("yes", 1000, 100)
    assert (row["yes_count_fp"], row["no_count_fp"]) == ("10.00", "0.00")
    assert row["yes_total_cost_dollars"] == "5.500000"
    fills = (await trader.get("/portfolio/fills"))["fills"]
    assert row["fee_cost"] == fills[0]["fee_cost"]


async def test_a_split_payout_is_cut_to_cents_and_the_rest_is_a_fee(
    trader: Trader,
) -> None:
    await buy(trader, "10.60")
    paid = (await trader.get("/portfolio/positions"))["market_positions"][0]
    await settle(trader, "0.5970")
    (row,) = (await trader.get("/portfolio/settlements"))["settlements"]
    assert (row["market_result"], row["revenue"]) == ("scalar", 632)
    lost = Decimal(row["fee_cost"]) - Decimal(paid["fees_paid_dollars"])
    assert lost == Decimal("0.0082")


async def test_a_settled_position_is_asked_for_by_its_status(trader: Trader) -> None:
    await buy(trader)
    await trader.place(ticker=HOLD, price="0.3700", count="1.00")
    await settle(trader, "0")
    for state, expected in {"": [HOLD], "settled": [MARKET]}.items():
        query = f"?settlement_status={state}" if state else ""
        page = await trader.get(f"/portfolio/positions{query}")
        assert [row["ticker"] for row in page["market_positions"]] == expected
    page = await trader.get("/portfolio/positions?settlement_status=all")
    assert {row["ticker"] for row in page["market_positions"]} == {HOLD, MARKET}


async def test_an_event_adds_up_its_markets(trader: Trader) -> None:
    await buy(trader)
    await trader.place(ticker=HOLD, price="0.3700", count="1.00")
    (event,) = (await trader.get("/portfolio/positions"))["event_positions"]
    assert event["total_cost_shares_fp"] == "11.00"
    assert event["total_cost_dollars"] == "5.870000"


async def test_history_moves_to_the_archive(trader: Trader) -> None:
    await buy(trader)
    await settle(trader, "1")
    await trader.control("/clock", {"advance": 30 * 86_400})
    for live, archived, rows in (
        ("/portfolio/fills", "/historical/fills", "fills"),
        ("/portfolio/orders", "/historical/orders", "orders"),
        (
            "/portfolio/positions?settlement_status=all",
            "/historical/positions",
            "market_positions",
        ),
    ):
        assert (await trader.get(live))[rows] == []
        assert len((await trader.get(archived))[rows]) == 1
    await trader.get(f"/markets/{MARKET}", status=404)
    assert await trader.get(f"/historical/markets/{MARKET}")


def shard_transfer(**changes: Any) -> dict[str, Any]:
    return {
        "source": "event_contract",
        "destination": "event_contract",
        "amount": 10_000,
        "source_exchange_shard": 0,
        "destination_exchange_shard": 2,
        **changes,
    }


async def test_centi_cents_move_between_shards(trader: Trader) -> None:
    body = shard_transfer(amount=123_456, client_transfer_id=str(uuid4()))
    made = await trader.ask("POST", SHARDS, body)
    assert await dollars(trader, "?exchange_index=2") == "2512.3456"
    row = (await trader.get(f"{SHARDS}s/{made['transfer_id']}"))["transfer"]
    assert (row["amount"], row["status"]) == ("12.3456", "complete")
    again = await trader.ask("POST", SHARDS, body, status=409)
    assert again["error"]["code"] == "transfer_already_exists"
    await trader.get(f"{SHARDS}s/nobody's", status=404)


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"amount": 0}, 400),
        ({"amount": "1"}, 400),
        ({"amount": 10**12}, 400),
        ({"destination": "margined"}, 403),
        ({"destination_exchange_shard": 9}, 400),
        ({"destination_exchange_shard": 0}, 400),
        ({"destination_subaccount": 5}, 404),
        ({"client_transfer_id": "x"}, 400),
        ({"source": "bank"}, 400),
    ],
)
async def test_a_transfer_that_cannot_be_moves_nothing(
    trader: Trader, changes: dict[str, Any], status: int
) -> None:
    before = await trader.get("/portfolio/balance")
    await trader.ask("POST", SHARDS, shard_transfer(**changes), status=status)
    assert await trader.get("/portfolio/balance") == before
    assert (await trader.get(f"{SHARDS}s"))["transfers"] == []


async def test_a_subaccount_trades_with_its_own_money(trader: Trader) -> None:
    made = await trader.ask("POST", SUBS, {}, status=201)
    assert made["subaccount_number"] == 1
    answer = await trader.place(subaccount=1, status=400)
    assert answer["error"]["code"] == "insufficient_balance"
    body = {
        "client_transfer_id": str(uuid4()),
        "from_subaccount": 0,
        "to_subaccount": 1,
        "amount_cents": 1_000,
    }
    assert await trader.ask("POST", f"{SUBS}/transfer", body) == {}
    await trader.ask("POST", f"{SUBS}/transfer", body, status=409)
    placed = await trader.place(subaccount=1, price="0.5500", count="1.00")
    fills = (await trader.get("/portfolio/fills?subaccount=1"))["fills"]
    assert [fill["order_id"] for fill in fills] == [placed["order_id"]]
    assert (await trader.get("/portfolio/positions"))["market_positions"] == []
    page = await trader.get("/portfolio/positions?subaccount=1")
    assert page["market_positions"][0]["position_fp"] == "1.00"


async def test_subaccounts_are_for_the_advanced_tier(trader: Trader) -> None:
    trader.simulator.floor.ledgers["trader"].tier = "basic"
    await trader.ask("POST", SUBS, {}, status=403)
    upgrade = "/account/api_usage_level/upgrade"
    await trader.ask("POST", upgrade, {}, status=403)
    await trader.place()
    await trader.ask("POST", upgrade, {}, status=201)
    await trader.ask("POST", SUBS, {}, status=201)


async def test_netting_is_remembered_by_subaccount(trader: Trader) -> None:
    path = f"{SUBS}/netting"
    choice = {"subaccount_number": 0, "enabled": True}
    await trader.ask("PUT", path, choice)
    (config,) = (await trader.get(path))["netting_configs"]
    assert config["enabled"] is True
    await trader.ask("PUT", path, {**choice, "subaccount_number": 7}, status=404)


@pytest.mark.parametrize(
    ("percents", "status"), [([60, 40], 200), ([], 200), ([60, 30], 400)]
)
async def test_a_target_allocation_adds_up_or_is_off(
    trader: Trader, percents: list[int], status: int
) -> None:
    path = "/portfolio/target_balance_allocation"
    rows = [{"exchange_index": n, "percent": p} for n, p in enumerate(percents)]
    await trader.ask("POST", path, {"allocations": rows}, status=status)
    kept = (await trader.get(path))["allocations"]
    assert kept == (rows if status == 200 else [])


async def test_money_from_the_bank_arrives(trader: Trader) -> None:
    await trader.control("/accounts/trader/deposit", {"dollars": "5.00"})
    assert await dollars(trader) == "15005.0000"
    deposit = (await trader.get("/portfolio/deposits?limit=1"))["deposits"][0]
    assert (deposit["amount_cents"], deposit["status"]) == (500, "applied")
