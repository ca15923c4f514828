"""Trades of orders that carried a builder's code, as anybody may read them."""

from __future__ import annotations

from ..notation import Row, seconds, text
from ..trading.trades import Party, Trade

__all__ = ["builder_row"]


def builder_row(trade: Trade, party: Party) -> Row:
    """One party's share of a trade, in its own terms."""
    money, fee = party.price * party.size, text(party.fee)
    return {
        "id": trade.id,
        "tradeType": "TAKER" if party is trade.taker else "MAKER",
        "takerOrderHash": trade.taker.order_id,
        "builder": party.builder,
        "market": trade.market.condition,
        "assetId": trade.market.tokens[party.outcome],
        "side": party.side.value.upper(),
        "size": text(party.size),
        "sizeUsdc": text(money),
        "price": text(party.price),
        "status": str(trade.status),
        "outcome": trade.market.sim.labels[party.outcome],
        "outcomeIndex": party.outcome,
        "owner": party.owner,
        "maker": party.address,
        "transactionHash": trade.transaction,
        "matchTime": str(seconds(trade.at)),
        "bucketIndex": trade.bucket,
        "fee": fee,
        "feeUsdc": fee,
        "err_msg": trade.error,
        "createdAt": str(seconds(trade.at)),
        "updatedAt": str(seconds(trade.updated_at)),
    }
