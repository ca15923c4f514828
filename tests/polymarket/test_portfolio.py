"""Money, holdings, trades and pay-outs of an account."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx
import pytest

from polymarket_desk import (
    MARKET,
    NO,
    NOW,
    TERMS,
    YES,
    Trader,
    maker_order,
    open_order,
    request,
    terms,
    trade,
)
from polymarket_desk import page as rows
from polymarket_private import CREDENTIALS, OWNER
from polymarket_wire import (
    NO_TOKEN,
    YES_TOKEN,
    Wire,
    condition,
    keyset,
    market,
    page,
)
from predcore import (
    Accepted,
    BadResponse,
    Fill,
    Finality,
    InvalidRequest,
    Liquidity,
    MarketRef,
    Unavailable,
)

D = Decimal
OURS, THEIRS = "0x" + "aa" * 32, "0x" + "bb" * 32
OPEN, TRADES = "clob/data/orders", "clob/data/trades"
BALANCE, POSITIONS = "clob/balance-allowance", "data/v2/positions"
EXCHANGE = "0xE111180000d2663C0091e4f400237545B87B996B"
NEG_RISK = "0xe2222d279d744050d28e00520010520000310F59"
EVERYTHING = str(2**256 - 1)


@pytest.fixture
def trader(wire: Wire) -> Trader:
    wire.on(OPEN, rows())
    return Trader(wire)


def position(**fields: Any) -> dict[str, Any]:
    return {
        "proxy_wallet": CREDENTIALS["funder"],
        "token_id": YES_TOKEN,
        "condition_id": MARKET,
        "current_size": 10.660967,
        "avg_price": 0.42,
        "entry_cost_usdc": 4.477606,
        "entry_fees_usdc": 0.1,
        "current_price": 0.5,
        "realized_pnl": 1.5,
        "status": "OPEN",
        "outcome": "Yes",
        "outcome_index": 0,
        "opposite_outcome": "No",
        "opposite_token_id": NO_TOKEN,
        "last_event_at": int(NOW.timestamp()),
        **fields,
    }


def redeemed(**fields: Any) -> dict[str, Any]:
    return {
        "proxy_wallet": CREDENTIALS["funder"],
        "type": "REDEEM",
        "timestamp": int(NOW.timestamp()),
        "condition_id": MARKET,
        "token_id": YES_TOKEN,
        "size": 10,
        "usdc_size": 10,
        "outcome": "Yes",
        "outcome_index": 0,
        **fields,
    }


def resolved(number: int, *prices: str) -> dict[str, Any]:
    quoted = ", ".join(f'"{price}"' for price in prices)
    return market(
        number,
        closed=True,
        closedTime="2026-11-20 10:00:00+00",
        umaResolutionStatus="resolved",
        outcomePrices=f"[{quoted}]",
    )


# -- money -----------------------------------------------------------------------


async def test_open_purchases_have_a_claim_on_the_money(trader: Trader) -> None:
    trader.wire.on(BALANCE, {"balance": "100500001", "allowances": {}})
    trader.wire.on(
        OPEN,
        rows(
            open_order("0x1", size_matched="4"),
            open_order("0x2", price="0.1"),
            open_order("0x3", side="SELL"),
        ),
    )
    balance = await trader.venue.balance()
    assert (balance.currency, balance.total) == ("pUSD", D("100.500001"))
    assert balance.available == D("100.500001") - 6 * D("0.52") - 10 * D("0.1")
    [asked] = trader.reads(BALANCE)
    assert dict(asked.url.params) == {"asset_type": "COLLATERAL", "signature_type": "3"}


async def test_a_claim_beyond_the_money_leaves_nothing(trader: Trader) -> None:
    trader.wire.on(BALANCE, {"balance": "1000000", "allowances": {}})
    trader.wire.on(OPEN, rows(open_order("0x1")))
    assert (await trader.venue.balance()).available == 0


async def test_a_balance_without_a_number_is_no_balance(trader: Trader) -> None:
    trader.wire.on(BALANCE, {"balance": "", "allowances": {}})
    with pytest.raises(BadResponse):
        await trader.venue.balance()


async def test_contracts_in_the_wallet_are_told_to_the_millionth(
    trader: Trader,
) -> None:
    trader.wire.on(BALANCE, {"balance": "10660967", "allowances": {}})
    assert await trader.venue.held(NO) == D("10.660967")
    [asked] = trader.reads(BALANCE)
    assert dict(asked.url.params) == {
        "asset_type": "CONDITIONAL",
        "token_id": NO_TOKEN,
        "signature_type": "3",
    }


# -- allowances ------------------------------------------------------------------


async def test_what_an_exchange_may_not_take_is_told(trader: Trader) -> None:
    allowed = {EXCHANGE.lower(): EVERYTHING, "0x" + "77" * 20: "0"}
    trader.wire.on(BALANCE, {"balance": "5000000", "allowances": allowed})
    found = await trader.venue.allowances()
    assert (found.asset, found.balance) == ("pUSD", D(5))
    [missing] = found.missing
    assert (missing.address, missing.name) == (NEG_RISK, "Neg Risk CTF Exchange V2")
    assert "Neg Risk CTF Exchange V2" in str(found)
    assert "approve" in str(found)
    assert [one.needed for one in found.spenders] == [True, True, False]
    assert trader.writes == []


@pytest.mark.parametrize(("neg_risk", "needed"), [(False, EXCHANGE), (True, NEG_RISK)])
async def test_a_sale_needs_the_exchange_of_its_market(
    trader: Trader, neg_risk: bool, needed: str
) -> None:
    trader.wire.on(TERMS, terms(nr=neg_risk))
    trader.wire.on(BALANCE, {"balance": "5000000", "allowances": {}})
    found = await trader.venue.allowances(YES)
    assert found.asset == YES_TOKEN
    assert [one.address for one in found.missing] == [needed]


async def test_enough_is_enough(trader: Trader) -> None:
    allowed = {EXCHANGE: EVERYTHING, NEG_RISK: "5000000"}
    trader.wire.on(BALANCE, {"balance": "5000000", "allowances": allowed})
    found = await trader.venue.allowances()
    assert found.missing == ()
    assert "may trade" in str(found)


# -- holdings --------------------------------------------------------------------


async def test_both_outcomes_are_held_side_by_side(trader: Trader) -> None:
    other = position(
        token_id=NO_TOKEN,
        outcome="No",
        outcome_index=1,
        opposite_outcome="Yes",
        current_size=3,
    )
    trader.wire.on(POSITIONS, page(position(), other))
    found = [one async for one in trader.venue.positions()]
    assert [(one.instrument, one.size) for one in found] == [
        (YES, D("10.660967")),
        (NO, D(3)),
    ]
    [first, _] = found
    assert (first.average_price, first.cost, first.fees, first.realized) == (
        D("0.42"),
        D("4.477606"),
        D("0.1"),
        D("1.5"),
    )
    assert first.updated_at == NOW
    assert trader.reads(POSITIONS)[0].url.params["user"] == CREDENTIALS["funder"]


async def test_nothing_and_what_lost_is_not_held(trader: Trader) -> None:
    trader.wire.on(
        POSITIONS,
        page(
            position(current_size=0),
            position(status="REDEEMABLE", current_price=0),
            position(status="REDEEMABLE", current_price=1, token_id=NO_TOKEN),
        ),
    )
    [won] = [one async for one in trader.venue.positions()]
    assert won.native.token_id == NO_TOKEN


async def test_outcomes_of_the_same_name_are_told_apart(trader: Trader) -> None:
    twin = position(outcome="Draw", opposite_outcome="Draw!", outcome_index=1)
    trader.wire.on(POSITIONS, page(twin))
    [found] = [one async for one in trader.venue.positions()]
    assert found.instrument.outcome == "draw-2"


# -- trades ----------------------------------------------------------------------


async def listed(trader: Trader, **filters: Any) -> list[Fill]:
    return [fill async for fill in trader.venue.fills(**filters)]


async def test_fills_are_told_with_fee_and_finality(trader: Trader) -> None:
    trader.wire.on(TRADES, rows(trade(OURS, status="MINED")))
    [fill] = await listed(trader)
    assert (fill.instrument, fill.size, fill.price) == (YES, D(10), D("0.52"))
    assert (fill.liquidity, fill.fee) == (Liquidity.TAKER, D("0.1248"))
    assert fill.finality is Finality.SETTLING


async def test_fills_of_an_order_placed_here_carry_its_client_id(
    trader: Trader,
) -> None:
    placed = await trader.place(request())
    assert isinstance(placed, Accepted)
    met = trade(
        THEIRS,
        trader_side="MAKER",
        maker_orders=[maker_order(placed.order.id, owner=OWNER, side="BUY")],
    )
    trader.wire.on(TRADES, rows(met, trade(OURS, id="t2")))
    [fill] = await listed(trader, order_id=placed.order.id)
    assert (fill.client_id, fill.liquidity) == ("c1", Liquidity.MAKER)
    [asked] = trader.reads(TRADES)
    assert asked.url.params["market"] == MARKET


@pytest.mark.parametrize(
    ("owner", "wallet"),
    [
        ("an earlier API key", CREDENTIALS["funder"]),
        (OWNER, "0x" + "7" * 40),
        (None, str(CREDENTIALS["funder"]).lower()),
    ],
)
async def test_fills_of_the_wallet_and_of_the_key_are_ours(
    trader: Trader, owner: str | None, wallet: str
) -> None:
    mine = maker_order(OURS, owner=owner, maker_address=wallet, side="BUY")
    other = maker_order("0x1", matched_amount="3")
    met = trade(THEIRS, trader_side="MAKER", maker_orders=[other, mine])
    trader.wire.on(TRADES, rows(met))
    assert [fill.order_id for fill in await listed(trader)] == [OURS]


async def test_a_trade_on_two_pages_is_told_once(trader: Trader) -> None:
    first, second = trade(OURS), trade(OURS, id="t2")
    trader.wire.on(TRADES, rows(first, second, cursor="Mg=="), rows(second))
    assert [fill.id for fill in await listed(trader)] == [f"t1:{OURS}", f"t2:{OURS}"]


async def test_fills_keep_to_their_bounds(trader: Trader) -> None:
    at = [int((NOW - timedelta(hours=hours)).timestamp()) for hours in range(4)]
    found = [
        trade(OURS, id=f"t{number}", match_time=str(when))
        for number, when in enumerate(at)
    ]
    trader.wire.on(TRADES, rows(*found))
    since, until = NOW - timedelta(hours=2), NOW - timedelta(hours=1)
    wanted = await listed(trader, since=since, until=until, market=MARKET)
    assert [fill.at for fill in wanted] == [until, since]
    asked = trader.reads(TRADES)[0].url.params
    assert (int(asked["after"]), int(asked["before"])) == (at[2] - 1, at[1] + 2)


async def test_a_bound_without_a_time_zone_is_a_mistake(trader: Trader) -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001 - the mistake
    for ask in (trader.venue.fills, trader.venue.settlements):
        with pytest.raises(InvalidRequest, match="time zone"):
            ask(since=naive)


async def test_fills_of_a_market_that_the_books_forgot_are_told_all_the_same(
    trader: Trader,
) -> None:
    trader.wire.on(TERMS, httpx.Response(404, json={"error": "market not found"}))
    trader.wire.ask("gamma/markets/keyset", keyset(resolved(1, "1", "0")))
    trader.wire.on(TRADES, rows(trade(OURS)))
    [fill] = await listed(trader)
    assert (fill.instrument, fill.fee) == (YES, D("0.1248"))


async def test_fills_that_cannot_be_read_are_no_empty_listing(trader: Trader) -> None:
    trader.wire.on(TRADES, httpx.Response(503))
    with pytest.raises(Unavailable):
        await listed(trader)


# -- pay-outs --------------------------------------------------------------------


async def test_what_was_redeemed_was_paid_once_a_market(trader: Trader) -> None:
    earlier = int((NOW - timedelta(days=1)).timestamp())
    trader.wire.on(
        "data/v2/activity",
        page(redeemed(), redeemed(usdc_size=2.5, timestamp=earlier)),
    )
    trader.wire.on(POSITIONS, page())
    trader.wire.ask("gamma/markets/keyset", keyset(resolved(1, "1", "0")))
    [found] = [one async for one in trader.venue.settlements()]
    assert (found.market, found.outcome) == (MarketRef("polymarket", MARKET), "yes")
    assert (found.payout, found.at, found.fee) == (D("12.5"), NOW, None)


async def test_what_lost_was_paid_nothing(trader: Trader) -> None:
    lost = position(condition_id=condition(2), status="REDEEMABLE", current_price=0)
    trader.wire.on("data/v2/activity", page())
    trader.wire.on(POSITIONS, page(lost))
    trader.wire.ask("gamma/markets/keyset", keyset(resolved(2, "0", "1")))
    [found] = [one async for one in trader.venue.settlements()]
    assert (found.outcome, found.payout) == ("no", D(0))
    assert found.at == datetime.fromisoformat("2026-11-20T10:00:00+00:00")


async def test_a_split_market_has_no_winner(trader: Trader) -> None:
    trader.wire.on("data/v2/activity", page(redeemed(usdc_size=5)))
    trader.wire.on(POSITIONS, page())
    trader.wire.ask("gamma/markets/keyset", keyset(resolved(1, "0.5", "0.5")))
    [found] = [one async for one in trader.venue.settlements()]
    assert (found.outcome, found.payout) == (None, D(5))


async def test_settlements_come_newest_first_and_within_bounds(trader: Trader) -> None:
    days = [NOW - timedelta(days=day) for day in range(3)]
    trader.wire.on(
        "data/v2/activity",
        page(
            *(
                redeemed(condition_id=condition(9 - n), timestamp=int(at.timestamp()))
                for n, at in enumerate(reversed(days))
            )
        ),
    )
    trader.wire.on(POSITIONS, page())
    trader.wire.ask("gamma/markets/keyset", keyset())
    found = [one async for one in trader.venue.settlements()]
    assert [one.at for one in found] == days
    within = trader.venue.settlements(since=days[1], until=days[1])
    assert [one.at async for one in within] == [days[1]]
