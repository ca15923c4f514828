"""Orders the simulated CLOB does not take, and its words for it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from polymarket_simulated import Day, Desk, open_day
from predcore import Side
from predcore_polymarket._signing import AMOY, WalletType
from predcore_polymarket._simulator.listed import ListedMarket

BUY, SELL = Side.BUY, Side.SELL
NOT_THE_KEY = "the order signer address has to be the address of the API KEY"
NOT_ALLOWED = "maker address not allowed, please use the deposit wallet flow"
STANDARD = "0xE111180000d2663C0091e4f400237545B87B996B"
NEG_RISK = "0xe2222d279d744050d28e00520010520000310F59"
ADAPTER = "0xd91E80cF2E7be2e162c6513ceD06f1dD0dA35296"


@pytest.fixture
async def day() -> AsyncGenerator[Day]:
    async with open_day() as day:
        yield day


async def refusal(
    desk: Desk, market: ListedMarket, *args: Any, status: int = 400, **fields: Any
) -> str:
    """The text of a refusal."""
    found, body = await desk.place(market, *args, **fields)
    assert found == status, body
    text: str = body["error"]
    return text


async def posted(desk: Desk, body: Any) -> tuple[int, Any]:
    return await desk.send("POST", "/order", body)


@pytest.mark.parametrize("name", ["order", "owner", "orderType"])
async def test_a_payload_without_a_part_is_invalid(day: Day, name: str) -> None:
    body = day.eoa.envelope(day.eoa.order(day.market, BUY, "0.10", "10"))
    del body[name]
    assert await posted(day.eoa, body) == (400, {"error": "Invalid order payload"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("salt", "12"),
        ("salt", 2**53 + 1),
        ("salt", True),
        ("maker", "0x12"),
        ("makerAmount", 1000000),
        ("makerAmount", "0"),
        ("makerAmount", "-1"),
        ("takerAmount", "1.5"),
        ("side", "buy"),
        ("side", 0),
        ("signatureType", "0"),
        ("signatureType", 4),
        ("timestamp", 1713398400000),
        ("metadata", "0x00"),
        ("signature", ""),
        ("signature", None),
        ("tokenId", "0x12"),
        ("tokenId", str(2**256)),
        ("expiration", "soon"),
    ],
)
async def test_a_field_of_another_form_is_invalid(
    day: Day, name: str, value: object
) -> None:
    body = day.eoa.envelope(day.eoa.order(day.market, BUY, "0.10", "10"))
    body["order"][name] = value
    assert await posted(day.eoa, body) == (400, {"error": "Invalid order payload"})


@pytest.mark.parametrize("body", [[], "order", None, 1])
async def test_what_is_no_object_is_no_order(day: Day, body: object) -> None:
    status, answer = await posted(day.eoa, body)
    assert (status, answer) == (400, {"error": "Invalid order payload"})


async def test_a_batch_has_one_to_fifteen_orders(day: Day) -> None:
    body = day.eoa.envelope(day.eoa.order(day.market, BUY, "0.10", "10"))
    status, answer = await day.eoa.send("POST", "/orders", [body] * 16)
    message = "Too many orders in payload: 16, max allowed: 15"
    assert (status, answer) == (400, {"error": message})
    status, answer = await day.eoa.send("POST", "/orders", [])
    assert (status, answer) == (400, {"error": "Invalid order payload"})


async def test_an_order_names_the_api_key_it_comes_with(day: Day) -> None:
    owner = day.rival.wallet.api_key
    text = await refusal(day.eoa, day.market, BUY, "0.10", "10", owner=owner)
    assert text == "the order owner has to be the owner of the API KEY"


async def test_the_signer_of_an_order_has_the_api_key(day: Day) -> None:
    order = day.proxy.order(day.market, BUY, "0.10", "10", signer=day.safe.wallet.owner)
    status, body = await posted(day.proxy, day.proxy.envelope(order, neg_risk=True))
    assert (status, body["error"]) == (400, NOT_THE_KEY)


async def test_a_deposit_wallet_signs_for_itself_and_for_its_own_key(day: Day) -> None:
    for funder in (day.safe.wallet.funder, day.rival.wallet.funder):
        order = day.deposit.order(
            day.market, BUY, "0.10", "10", maker=funder, signer=funder
        )
        body = day.deposit.envelope(order, neg_risk=True)
        status, answer = await posted(day.deposit, body)
        assert (status, answer["error"]) == (400, NOT_THE_KEY)


async def test_a_wallet_that_is_not_allowed_is_told_the_way(day: Day) -> None:
    stranger = "0x" + "ab" * 20
    for maker in (stranger, day.safe.wallet.funder):
        order = day.proxy.order(day.market, BUY, "0.10", "10", maker=maker)
        body = day.proxy.envelope(order, neg_risk=True)
        status, answer = await posted(day.proxy, body)
        assert (status, answer["error"]) == (400, NOT_ALLOWED)


async def test_a_wallet_is_of_the_kind_it_is(day: Day) -> None:
    order = day.proxy.order(
        day.market, BUY, "0.10", "10", signature_type=WalletType.SAFE
    )
    status, answer = await posted(day.proxy, day.proxy.envelope(order, neg_risk=True))
    assert (status, answer["error"]) == (400, NOT_ALLOWED)


async def test_a_signature_for_another_exchange_is_invalid(day: Day) -> None:
    for desk in day.desks:
        order = desk.order(day.market, BUY, "0.10", "10")
        body = desk.envelope(order, neg_risk=False)
        assert await posted(desk, body) == (400, {"error": "invalid signature"})


async def test_a_signature_for_another_chain_is_invalid(day: Day) -> None:
    for desk in day.desks:
        order = desk.order(day.market, BUY, "0.10", "10")
        signature = desk.signature(order, neg_risk=True, chain=AMOY)
        body = desk.envelope(order, signature=signature)
        assert await posted(desk, body) == (400, {"error": "invalid signature"})


async def test_a_signature_of_another_key_is_invalid(day: Day) -> None:
    for desk in day.desks:
        order = desk.order(day.market, BUY, "0.10", "10")
        signature = day.rival.signature(order, neg_risk=True)
        body = desk.envelope(order, signature=signature)
        assert await posted(desk, body) == (400, {"error": "invalid signature"})


async def test_a_signature_covers_every_field(day: Day) -> None:
    order = day.eoa.order(day.market, BUY, "0.10", "10")
    signature = day.eoa.signature(order, neg_risk=True)
    for changed in (
        replace(order, salt=order.salt ^ 1),
        replace(order, maker_amount=order.maker_amount + 100_000),
        replace(order, timestamp=order.timestamp + 1),
        replace(order, builder="0x" + "01" * 32),
    ):
        body = day.eoa.envelope(changed, signature=signature)
        assert await posted(day.eoa, body) == (400, {"error": "invalid signature"})


async def test_the_signature_of_a_deposit_wallet_is_wrapped(day: Day) -> None:
    order = day.deposit.order(day.market, BUY, "0.10", "10")
    full = day.deposit.signature(order, neg_risk=True)
    assert len(full) == 317
    for signature in (full[:65], full[:-1], full[:100] + b"\0" + full[101:]):
        body = day.deposit.envelope(order, signature=signature)
        assert await posted(day.deposit, body) == (400, {"error": "invalid signature"})


async def test_a_token_without_a_book_is_refused(day: Day) -> None:
    status, answer = await posted(
        day.eoa,
        day.eoa.envelope(day.eoa.order(day.market, BUY, "0.10", "10", token_id=7)),
    )
    assert (status, answer) == (400, {"error": "the orderbook 7 does not exist"})


async def test_a_market_that_is_not_open_takes_no_orders(day: Day) -> None:
    await day.control(f"markets/{day.market.condition}/pause")
    text = await refusal(day.eoa, day.market, BUY, "0.10", "10")
    assert text == "the market is not yet ready to process new orders"
    await day.control(f"markets/{day.market.condition}/close")
    text = await refusal(day.eoa, day.market, BUY, "0.10", "10")
    assert text == f"the orderbook {day.market.tokens[0]} does not exist"


@pytest.mark.parametrize("amounts", [(1_005_000, 10_000_000), (10_000_000, 10_000_000)])
async def test_a_price_is_on_the_tick_and_below_one(
    day: Day, amounts: tuple[int, int]
) -> None:
    text = await refusal(day.eoa, day.market, BUY, "0.10", "10", amounts=amounts)
    price = amounts[0] * 1_000_000 // amounts[1]
    assert text.startswith("order 0x")
    end = f"Price ({price / 10**6:g}) breaks minimum tick size rule: 0.01"
    assert text.endswith(end)


async def test_a_new_tick_holds_at_once(day: Day) -> None:
    fine = 1_005_000, 10_000_000
    await day.control(f"markets/{day.market.condition}/tick", tick="0.0001")
    row = await day.eoa.placed(day.market, BUY, "0.10", "10", amounts=fine)
    assert row["status"] == "live"
    day.floor.change_tick(day.market.condition, day.market.tick * 100)
    text = await refusal(day.eoa, day.market, BUY, "0.10", "10", amounts=fine)
    assert text.endswith("breaks minimum tick size rule: 0.01")


async def test_a_size_has_two_decimals(day: Day) -> None:
    amounts = 1_000_500, 10_005_000
    text = await refusal(day.eoa, day.market, BUY, "0.10", "10", amounts=amounts)
    assert text == (
        "invalid amounts, the buy orders taker amount supports a max accuracy of 2 "
        "decimals"
    )


@pytest.mark.parametrize(
    ("side", "amounts", "word"),
    [
        (BUY, (5_005_000, 10_000_000), "market buy"),
        (BUY, (5_000_000, 10_000_010), "market buy"),
        (SELL, (5_005_000, 1_000_000), "sell"),
        (SELL, (5_000_000, 1_000_010), "sell"),
    ],
)
async def test_a_market_order_gives_two_decimals_and_wants_four(
    day: Day, side: Side, amounts: tuple[int, int], word: str
) -> None:
    text = await refusal(
        day.eoa, day.market, side, "0.10", "10", "FAK", amounts=amounts
    )
    assert text == (
        f"invalid amounts, the {word} orders maker amount supports a max accuracy of 2 "
        "decimals, taker amount a max of 4 decimals"
    )


async def test_an_order_that_would_rest_has_the_least_size(day: Day) -> None:
    text = await refusal(day.eoa, day.market, BUY, "0.10", "4.99")
    assert text.endswith("is invalid. Size (4.99) lower than the minimum: 5")


async def test_a_purchase_at_once_is_worth_a_dollar(day: Day) -> None:
    text = await refusal(day.eoa, day.market, BUY, "0.63", "1.5")
    expected = "invalid amount for a marketable BUY order ($0.945), min size: $1"
    assert text == expected
    amounts = 990_000, 1_500_000
    text = await refusal(day.eoa, day.market, BUY, "0.63", "1", "FAK", amounts=amounts)
    assert text == "invalid amount for a marketable BUY order ($0.99), min size: $1"
    row = await day.eoa.placed(day.market, BUY, "0.63", "2")
    assert row["status"] == "matched"


async def test_the_same_order_again_is_a_duplicate(day: Day) -> None:
    order = day.eoa.order(day.market, BUY, "0.10", "10")
    body = day.eoa.envelope(order, neg_risk=True)
    _, row = await posted(day.eoa, body)
    message = f"order {row['orderID']} is invalid. Duplicated."
    assert await posted(day.eoa, body) == (400, {"error": message})
    await day.eoa.send("DELETE", "/cancel-all")
    assert await posted(day.eoa, body) == (400, {"error": message})


async def test_open_orders_hold_money_back(day: Day) -> None:
    await day.eoa.placed(day.market, BUY, "0.10", "90000")
    text = await refusal(day.eoa, day.market, BUY, "0.10", "20000")
    assert text == (
        "not enough balance / allowance: the balance is not enough -> balance: "
        "10000000000, sum of active orders: 9000000000, sum of matched orders: 0, "
        "order amount (inc. fees): 2000000000"
    )


async def test_a_purchase_at_once_needs_its_fee_too(day: Day) -> None:
    day.floor.withdraw("eoa", Decimal("9936.5"))
    text = await refusal(day.eoa, day.market, BUY, "0.63", "100")
    assert "balance: 63500000" in text
    assert text.endswith("order amount (inc. fees): 64165500")


async def test_a_sale_needs_the_shares(day: Day) -> None:
    text = await refusal(day.eoa, day.market, SELL, "0.90", "10")
    assert text == (
        "not enough balance / allowance: the balance is not enough -> balance: 0, sum "
        "of active orders: 0, sum of matched orders: 0, order amount: 10000000"
    )
    await day.control("wallets/eoa/split", condition=day.market.condition, amount="15")
    await day.eoa.placed(day.market, SELL, "0.90", "10")
    text = await refusal(day.eoa, day.market, SELL, "0.90", "10")
    assert "balance: 15000000, sum of active orders: 10000000" in text


async def test_the_exchange_of_the_market_needs_an_allowance(day: Day) -> None:
    await day.control("wallets/eoa/allow", spender=STANDARD, amount=0)
    text = await refusal(
        day.eoa, day.single, BUY, str(day.single.sim.bids[0].price), "5"
    )
    assert "the allowance is not enough -> spender: " + STANDARD in text
    assert "allowance: 0" in text
    row = await day.eoa.placed(day.market, BUY, "0.10", "10")
    assert row["status"] == "live"


async def test_a_market_of_several_needs_the_old_adapter_too(day: Day) -> None:
    for spender in (NEG_RISK, ADAPTER):
        await day.control("wallets/eoa/allow", spender=spender, amount=0)
        text = await refusal(day.eoa, day.market, BUY, "0.10", "10")
        assert f"the allowance is not enough -> spender: {spender}" in text
        await day.control("wallets/eoa/allow", spender=spender, amount=10**30)


async def test_sales_need_an_approval_of_the_shares(day: Day) -> None:
    await day.control("wallets/eoa/split", condition=day.market.condition, amount="15")
    await day.control("wallets/eoa/approve", spender=NEG_RISK, amount=0)
    text = await refusal(day.eoa, day.market, SELL, "0.90", "10")
    assert f"the allowance is not enough -> spender: {NEG_RISK}" in text


async def test_a_post_only_order_that_would_trade_is_refused(day: Day) -> None:
    text = await refusal(day.eoa, day.market, BUY, "0.63", "10", postOnly=True)
    assert text == "invalid post-only order: order crosses book"
    row = await day.eoa.placed(day.market, BUY, "0.62", "10", postOnly=True)
    assert row["status"] == "live"


async def test_an_order_at_once_cannot_be_post_only(day: Day) -> None:
    amounts = 6_300_000, 10_000_000
    text = await refusal(
        day.eoa, day.market, BUY, "0.63", "10", "FAK", amounts=amounts, postOnly=True
    )
    assert text.startswith("invalid post-only order")


@pytest.mark.parametrize(
    ("kind", "seconds"), [("GTD", 179), ("GTD", None), ("GTC", 600), ("FAK", 600)]
)
async def test_only_orders_until_a_time_have_one_and_it_is_far_enough(
    day: Day, kind: str, seconds: int | None
) -> None:
    expiration = 0 if seconds is None else int(day.floor.now.timestamp()) + seconds
    text = await refusal(
        day.eoa, day.market, BUY, "0.10", "10", kind, expiration=expiration
    )
    assert text == "invalid expiration"


async def test_a_fill_or_kill_order_that_cannot_be_filled_is_killed(day: Day) -> None:
    for side, amounts in ((BUY, (630_000_000, 10**9)), (SELL, (10**9, 620_000_000))):
        await day.control(
            "wallets/eoa/split", condition=day.market.condition, amount="1000"
        )
        text = await refusal(
            day.eoa, day.market, side, "0.10", "10", "FOK", amounts=amounts
        )
        assert text == (
            "order couldn't be fully filled. FOK orders are fully filled or killed."
        )
    assert (await day.eoa.read("/data/trades"))["count"] == 0


async def test_a_fill_and_kill_order_without_a_counterpart_is_killed(day: Day) -> None:
    text = await refusal(
        day.eoa, day.market, BUY, "0.10", "10", "FAK", amounts=(10**6, 10**7)
    )
    assert text == (
        "no orders found to match with FAK order. FAK orders are partially filled or "
        "killed if no match is found."
    )


async def test_an_order_that_was_killed_is_remembered(day: Day) -> None:
    order = day.eoa.order(day.market, BUY, "0.10", "10", amounts=(10**6, 10**7))
    body = day.eoa.envelope(order, "FAK", neg_risk=True)
    await posted(day.eoa, body)
    _, answer = await posted(day.eoa, body)
    assert answer["error"].endswith("is invalid. Duplicated.")
    order_id = answer["error"].split()[1]
    row = await day.eoa.read(f"/data/order/{order_id}")
    assert row["status"].startswith("CANCELED_no orders found to match")
    assert row["size_matched"] == "0"
