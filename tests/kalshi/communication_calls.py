"""Every native operation on requests for quotes, with everything it takes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from predcore.kit import Pages
from predcore_kalshi import Kalshi
from predcore_kalshi.models import (
    BatchAcceptLimit,
    BatchChild,
    BatchQuote,
    SelectedMarket,
)

__all__ = ["COMMUNICATION_CALLS"]

Call = Callable[[Kalshi], Awaitable[Any] | Pages[Any]]

AT = datetime(2026, 11, 1, tzinfo=UTC)
D = Decimal
LEG = SelectedMarket(market_ticker="M", event_ticker="E", side="yes")
BIDS: dict[str, Any] = {"yes_bid": D("0.30"), "no_bid": D(0)}
BLOCK: dict[str, Any] = {
    "buyer_user_id": "B",
    "seller_user_id": "S",
    "price_centi_cents": 5600,
    "centicount": 100,
    "maker_side": "yes",
    "expiration_ts": AT,
}

RFQS: dict[str, tuple[Call, ...]] = {
    "GetCommunicationsID": (lambda k: k.comms.id.get(),),
    "GetRFQs": (
        lambda k: k.rfqs.list(
            limit=5,
            event_ticker="E",
            market_ticker="M",
            subaccount=3,
            status="open",
            user_filter="self",
            creator_user_id="U",
        ),
    ),
    "CreateRFQ": (
        lambda k: k.rfqs.create(
            "M",
            rest_remainder=False,
            contracts_fp=D("2.5"),
            obscure_creator_id=True,
            replace_existing=True,
            subaccount=3,
        ),
        lambda k: k.rfqs.create(
            "M",
            rest_remainder=True,
            target_cost_dollars=D(5),
            target_cost_excludes_fees=True,
            subtrader_id="F",
        ),
        lambda k: k.rfqs.create("M", rest_remainder=True, contracts=2),
        lambda k: k.rfqs.create("M", rest_remainder=True, target_cost_centi_cents=2),
    ),
    "GetRFQ": (lambda k: k.rfqs.get("R"),),
    "DeleteRFQ": (lambda k: k.rfqs.delete("R"),),
    "GetQuotes": (
        lambda k: k.quotes.list(
            limit=5,
            min_ts=AT,
            max_ts=AT,
            status="open",
            user_filter="self",
            rfq_user_filter="self",
            rfq_id="R",
            rfq_creator_subtrader_id="F",
            quote_creator_user_id="U",
            rfq_creator_user_id="V",
        ),
    ),
    "CreateQuote": (
        lambda k: k.quotes.create(
            "R", **BIDS, rest_remainder=False, post_only=True, subaccount=3
        ),
    ),
    "GetRFQQuote": (lambda k: k.quotes.get("R", "Q"),),
    "DeleteRFQQuote": (lambda k: k.quotes.delete("R", "Q"),),
    "AcceptRFQQuote": (lambda k: k.quotes.accept("R", "Q", accepted_side="no"),),
    "ConfirmRFQQuote": (lambda k: k.quotes.confirm("R", "Q"),),
    "GetQuote": (lambda k: k.quotes.get_by_id("Q"),),
    "DeleteQuote": (lambda k: k.quotes.delete_by_id("Q"),),
    "AcceptQuote": (lambda k: k.quotes.accept_by_id("Q", accepted_side="yes"),),
    "ConfirmQuote": (lambda k: k.quotes.confirm_by_id("Q"),),
    "GetBlockTradeProposals": (
        lambda k: k.block_trades.list(market_ticker="M", limit=5, status="open"),
    ),
    "ProposeBlockTrade": (
        lambda k: k.block_trades.propose(
            "M", buyer_subtrader_id="F", seller_subaccount=3, **BLOCK
        ),
        lambda k: k.block_trades.propose(
            "M", buyer_subaccount=3, seller_subtrader_id="F", **BLOCK
        ),
    ),
    "AcceptBlockTradeProposal": (
        lambda k: k.block_trades.accept("P", subtrader_id="F"),
        lambda k: k.block_trades.accept("P", subaccount=3),
    ),
}

BATCHES: dict[str, tuple[Call, ...]] = {
    "GetRFQBatches": (
        lambda k: k.rfq_batches.list(
            limit=5, subaccount=3, status="open", user_filter="self"
        ),
    ),
    "CreateRFQBatch": (
        lambda k: k.rfq_batches.create(
            [
                BatchChild(market_ticker="M", contracts_fp=D("0.5")),
                BatchChild(selected_markets=[LEG], target_cost_dollars=D(5)),
            ],
            mve_collection_ticker="C",
            target_cost_dollars=D("5.5"),
            target_cost_excludes_fees=True,
            replace_existing=True,
            obscure_creator_id=True,
            client_batch_id="mine",
            subaccount=3,
        ),
        lambda k: k.rfq_batches.create(
            [BatchChild(market_ticker="M"), BatchChild(market_ticker="N")],
            contracts_fp=1,
            subtrader_id="F",
        ),
    ),
    "GetRFQBatch": (lambda k: k.rfq_batches.get("B"),),
    "DeleteRFQBatch": (lambda k: k.rfq_batches.delete("B"),),
    "GetRFQBatchBestQuotes": (lambda k: k.rfq_batches.best_quotes.get("B"),),
    "AcceptRFQBatch": (
        lambda k: k.rfq_batches.accept(
            "B",
            accepted_side="yes",
            min_bids=[BatchAcceptLimit(rfq_id="R", bid_dollars=D("0.5"))] * 2,
            client_order_id="mine",
        ),
    ),
    "GetRFQBatchQuotes": (lambda k: k.rfq_batches.quotes.list("B"),),
    "CreateRFQBatchQuote": (
        lambda k: k.rfq_batches.quotes.create(
            "B",
            quotes=[BatchQuote(rfq_id="R", **BIDS)] * 2,
            rest_remainder=True,
            post_only=True,
            subaccount=3,
        ),
    ),
    "DeleteRFQBatchQuote": (lambda k: k.rfq_batches.quotes.delete("B", "Q"),),
    "ConfirmRFQBatchQuote": (lambda k: k.rfq_batches.quotes.confirm("B", "Q"),),
}

COMMUNICATION_CALLS = {**RFQS, **BATCHES}
