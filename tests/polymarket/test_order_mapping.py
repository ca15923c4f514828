"""The venue's orders and trades in predcore's words."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polymarket_desk import MARKET, NO, NOW, YES, maker_order, open_order, trade
from polymarket_private import OWNER
from polymarket_wire import NO_TOKEN, YES_TOKEN
from predcore import (
    BadResponse,
    Fill,
    Finality,
    Liquidity,
    NoFees,
    OrderStatus,
    Side,
)
from predcore.kit import decoder
from predcore_polymarket._fees import TakerFees
from predcore_polymarket._fill_mapping import finality_of, to_fills
from predcore_polymarket._order_mapping import status_of, to_order
from predcore_polymarket.models.clob.order import OpenOrder
from predcore_polymarket.models.clob.trade import MakerOrder, Trade

D = Decimal
OURS, THEIRS = "0x" + "aa" * 32, "0x" + "bb" * 32
INSTRUMENTS = {YES_TOKEN: YES, NO_TOKEN: NO}
_ORDER, _TRADE = decoder(OpenOrder), decoder(Trade)
"""What the venue sends, read as it is read from the wire."""


def read(row: dict[str, Any], parse: Callable[[bytes], Any]) -> Any:
    return parse(json.dumps(row).encode())


def ours(maker: MakerOrder) -> bool:
    return maker.owner == OWNER


def fills(row: dict[str, Any], fees: Any = None) -> tuple[Fill, ...]:
    native: Trade = read(row, _TRADE)
    return to_fills(native, ours, INSTRUMENTS.__getitem__, fees)


@pytest.mark.parametrize(
    ("word", "matched", "order_type", "status"),
    [
        ("LIVE", "0", "GTC", OrderStatus.RESTING),
        ("ORDER_STATUS_LIVE", "4", "GTC", OrderStatus.RESTING),
        ("LIVE", "10", "GTC", OrderStatus.FILLED),
        ("MATCHED", "10", "GTC", OrderStatus.FILLED),
        ("MATCHED", "4", "GTC", OrderStatus.RESTING),
        ("MATCHED", "4", "GTD", OrderStatus.RESTING),
        ("DELAYED", "0", "GTC", OrderStatus.PENDING),
        ("UNMATCHED", "0", "GTC", OrderStatus.UNMATCHED),
        ("INVALID", "0", "GTC", OrderStatus.CANCELLED),
        ("CANCELED", "4", "GTC", OrderStatus.CANCELLED),
        ("CANCELED_EXPIRED_ORDER", "0", "GTD", OrderStatus.CANCELLED),
        ("CANCELED_order couldn't be fully filled", "0", "FOK", OrderStatus.CANCELLED),
        ("A_WORD_OF_TOMORROW", "0", "GTC", OrderStatus.UNKNOWN),
    ],
)
def test_a_status_is_read_with_what_was_matched(
    word: str, matched: str, order_type: str, status: OrderStatus
) -> None:
    row = open_order(OURS, status=word, size_matched=matched, order_type=order_type)
    order = to_order(read(row, _ORDER), YES)
    assert order.status is status
    waits = status in {
        OrderStatus.RESTING,
        OrderStatus.PENDING,
        OrderStatus.UNMATCHED,
    }
    assert order.remaining == (10 - D(matched) if waits else 0)
    assert order.native.status == word


@pytest.mark.parametrize(
    ("word", "side", "original", "matched", "size", "status"),
    [
        ("LIVE", "SELL", "10", "0", "10", OrderStatus.PENDING),
        ("MATCHED", "SELL", "10", "4", "10", OrderStatus.CANCELLED),
        ("MATCHED", "SELL", "10", "10", "10", OrderStatus.FILLED),
        ("LIVE", "BUY", "5.2", "0", "10", OrderStatus.PENDING),
        ("DELAYED", "BUY", "5.2", "0", "10", OrderStatus.PENDING),
        ("MATCHED", "BUY", "5.2", "10", "10", OrderStatus.FILLED),
        ("MATCHED", "BUY", "5.2", "10.4", "10.4", OrderStatus.FILLED),
        ("MATCHED", "BUY", "5.2", "9.999999", "9.999999", OrderStatus.FILLED),
        ("MATCHED", "BUY", "5.2", "4", "10", OrderStatus.CANCELLED),
        ("MATCHED", "BUY", "10", "4", "19.230769", OrderStatus.CANCELLED),
        ("CANCELED_order couldn't be…", "BUY", "5.2", "", "10", OrderStatus.CANCELLED),
    ],
)
def test_a_purchase_at_once_is_told_by_the_money_it_may_spend(
    word: str,
    side: str,
    original: str,
    matched: str,
    size: str,
    status: OrderStatus,
) -> None:
    row = open_order(
        OURS,
        status=word,
        side=side,
        original_size=original,
        size_matched=matched,
        order_type="FAK",
    )
    order = to_order(read(row, _ORDER), YES)
    assert (order.status, order.size, order.filled) == (
        status,
        D(size),
        D(matched or 0),
    )


@given(
    word=st.text(max_size=30),
    size=st.decimals(1, 1000, places=2),
    filled=st.decimals(0, 1000, places=6),
)
def test_whatever_is_filled_whole_is_filled(
    word: str, size: Decimal, filled: Decimal
) -> None:
    found = status_of(word, size, filled, "GTC")
    assert (found is OrderStatus.FILLED) == (filled >= size)


def test_nothing_matched_may_be_an_empty_text() -> None:
    order = to_order(read(open_order(OURS, size_matched=""), _ORDER), YES)
    assert (order.filled, order.remaining) == (D(0), D(10))


@pytest.mark.parametrize("field", ["side", "price", "original_size"])
def test_an_order_without_its_terms_is_no_order(field: str) -> None:
    with pytest.raises(BadResponse):
        to_order(read(open_order(OURS, **{field: ""}), _ORDER), YES)


def test_the_takers_fill_is_of_the_trade() -> None:
    [fill] = fills(trade(OURS))
    assert (fill.id, fill.order_id) == (f"t1:{OURS}", OURS)
    assert (fill.instrument, fill.side, fill.liquidity) == (
        YES,
        Side.BUY,
        Liquidity.TAKER,
    )
    assert (fill.price, fill.size, fill.at) == (D("0.52"), D(10), NOW)


def test_a_makers_fill_is_in_the_terms_of_its_own_order() -> None:
    mine = maker_order(
        OURS, owner=OWNER, asset_id=NO_TOKEN, side="BUY", price="0.48", outcome="No"
    )
    [fill] = fills(trade(THEIRS, trader_side="MAKER", maker_orders=[mine]))
    assert (fill.id, fill.order_id) == (f"t1:{OURS}", OURS)
    assert (fill.instrument, fill.side, fill.price) == (NO, Side.BUY, D("0.48"))
    assert fill.liquidity is Liquidity.MAKER


def test_a_trade_with_several_of_our_orders_is_as_many_fills() -> None:
    makers = [
        maker_order("0x1", owner=OWNER, matched_amount="3"),
        maker_order("0x2", owner="somebody", matched_amount="3"),
        maker_order("0x3", owner=OWNER, matched_amount="4", price="0.51"),
    ]
    found = fills(trade(THEIRS, trader_side="MAKER", maker_orders=makers))
    assert [(fill.order_id, fill.size, fill.price) for fill in found] == [
        ("0x1", D(3), D("0.52")),
        ("0x3", D(4), D("0.51")),
    ]
    assert len({fill.id for fill in found}) == 2


def test_a_taker_that_met_several_prices_has_a_fill_of_each() -> None:
    makers = [
        maker_order("0x1", matched_amount="3", price="0.50"),
        maker_order("0x2", matched_amount="5", price="0.52"),
        maker_order(
            "0x3", matched_amount="2", price="0.48", asset_id=NO_TOKEN, side="BUY"
        ),
    ]
    found = fills(trade(OURS, price="0.514", maker_orders=makers))
    assert [(fill.price, fill.size) for fill in found] == [
        (D("0.50"), D(3)),
        (D("0.52"), D(7)),
    ]
    assert len({fill.id for fill in found}) == 2
    assert {fill.order_id for fill in found} == {OURS}


def test_a_fill_has_one_id_whatever_zeros_its_price_is_told_with() -> None:
    def ids(*prices: str) -> list[str]:
        makers = [
            maker_order(f"0x{number}", matched_amount="5", price=price)
            for number, price in enumerate(prices)
        ]
        return [fill.id for fill in fills(trade(OURS, maker_orders=makers))]

    assert ids("0.50", "0.5200") == ids("0.5", "0.52")


def test_makers_that_do_not_add_up_leave_the_trades_own_price() -> None:
    [fill] = fills(trade(OURS, maker_orders=[maker_order("0x1", matched_amount="3")]))
    assert (fill.price, fill.size) == (D("0.52"), D(10))


def test_who_trades_with_oneself_has_both_fills() -> None:
    found = fills(trade(OURS, maker_orders=[maker_order("0x1", owner=OWNER)]))
    assert [fill.liquidity for fill in found] == [Liquidity.TAKER, Liquidity.MAKER]


@pytest.mark.parametrize(
    ("word", "finality"),
    [
        ("MATCHED", Finality.MATCHED),
        ("MATCHED_NOT_BROADCASTED", Finality.MATCHED),
        ("TRADE_STATUS_MINED", Finality.SETTLING),
        ("RETRYING", Finality.RETRYING),
        ("CONFIRMED", Finality.FINAL),
        ("TRADE_STATUS_FAILED", Finality.FAILED),
    ],
)
def test_a_fill_says_how_far_its_trade_has_come(word: str, finality: Finality) -> None:
    [fill] = fills(trade(OURS, status=word))
    assert fill.finality is finality
    assert fill.final is (finality is Finality.FINAL)


@given(st.text())
def test_a_word_of_tomorrow_is_not_final(word: str) -> None:
    if word != "CONFIRMED":
        assert finality_of(word) is not Finality.FINAL


def test_the_fee_is_what_the_markets_rule_makes_of_it() -> None:
    rule = TakerFees(D("0.05"))
    [taken] = fills(trade(OURS), rule)
    assert taken.fee == D("0.1248")
    mine = maker_order(OURS, owner=OWNER)
    [made] = fills(trade(THEIRS, trader_side="MAKER", maker_orders=[mine]), rule)
    assert made.fee == 0
    [free] = fills(trade(OURS), NoFees("none"))
    assert free.fee == 0


def test_without_a_rule_the_fee_is_not_known() -> None:
    [fill] = fills(trade(OURS, fee_rate_bps="100"))
    assert fill.fee is None


@pytest.mark.parametrize(
    "broken",
    [
        {"match_time": ""},
        {"side": "HOLD"},
        {"price": ""},
        {"size": ""},
        {"taker_order_id": None},
    ],
)
def test_a_trade_without_its_terms_is_no_fill(broken: dict[str, Any]) -> None:
    with pytest.raises(BadResponse):
        fills(trade(OURS, **broken))


@pytest.mark.parametrize("field", ["asset_id", "side", "price", "matched_amount"])
def test_a_makers_order_without_its_terms_is_no_fill(field: str) -> None:
    mine = maker_order(OURS, owner=OWNER, **{field: ""})
    with pytest.raises(BadResponse):
        fills(trade(THEIRS, trader_side="MAKER", maker_orders=[mine]))


def test_the_market_of_a_fill_is_the_trades() -> None:
    [fill] = fills(trade(OURS))
    assert fill.instrument.market == MARKET
