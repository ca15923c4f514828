"""Trades two parties agree on off the book."""

from __future__ import annotations

from predcore.kit import Items, Time, wire

from .markets import OutcomeSide

__all__ = ["BlockTradeProposal", "BlockTradeProposalPage", "ProposedBlockTrade"]


@wire
class BlockTradeProposal:
    """A proposal both sides have to accept."""

    id: str
    proposer_user_id: str | None = None
    buyer_user_id: str | None = None
    """Empty for anybody else, as all ids of the other side."""
    buyer_subtrader_id: str | None = None
    seller_user_id: str | None = None
    seller_subtrader_id: str | None = None
    market_ticker: str | None = None
    price_centi_cents: int | None = None
    """Ten-thousandths of a dollar."""
    centicount: int | None = None
    """Hundredths of a contract."""
    maker_side: OutcomeSide | None = None
    expiration_ts: Time | None = None
    status: str | None = None
    created_ts: Time | None = None
    updated_ts: Time | None = None
    buyer_accepted: bool | None = None
    seller_accepted: bool | None = None
    buyer_accepted_ts: Time | None = None
    seller_accepted_ts: Time | None = None
    executed_ts: Time | None = None
    buyer_order_id: str | None = None
    seller_order_id: str | None = None


@wire
class BlockTradeProposalPage:
    """``GET /communications/block-trade-proposals``."""

    block_trade_proposals: Items[BlockTradeProposal]
    cursor: str | None = None


@wire
class ProposedBlockTrade:
    """``POST /communications/block-trade-proposals``."""

    block_trade_proposal_id: str
