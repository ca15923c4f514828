"""Orders and trades as the CLOB writes them."""

from __future__ import annotations

from ...accounts.members import Member
from ...notation import Row, seconds, text
from ...trading.orders import VenueOrder
from ...trading.trades import Party, Trade

__all__ = ["order_row", "trade_row"]


def order_row(order: VenueOrder) -> Row:
    """An order; sizes are in shares, but that of a purchase at once is its budget."""
    return {
        "id": order.id,
        "status": str(order.status),
        "owner": order.owner,
        "maker_address": order.member.funder,
        "market": order.market.condition,
        "asset_id": order.token,
        "side": order.side.value.upper(),
        "original_size": text(order.budget or order.size),
        "size_matched": text(order.matched),
        "price": text(order.price),
        "outcome": order.market.sim.labels[order.outcome],
        "expiration": str(order.expiration),
        "order_type": str(order.type),
        "associate_trades": list(order.trades),
        "created_at": seconds(order.created_at),
    }


def trade_row(trade: Trade, viewer: Member) -> Row:
    """A trade in the taker's terms, whoever looks."""
    taker = trade.taker
    took = taker.member is viewer
    return {
        "id": trade.id,
        "taker_order_id": taker.order_id,
        "market": trade.market.condition,
        "asset_id": trade.market.tokens[taker.outcome],
        "side": taker.side.value.upper(),
        "size": text(taker.size),
        "fee_rate_bps": "0",
        "price": text(taker.price),
        "status": str(trade.status),
        "match_time": str(seconds(trade.at)),
        "last_update": str(seconds(trade.updated_at)),
        "outcome": trade.market.sim.labels[taker.outcome],
        "bucket_index": trade.bucket,
        "owner": taker.owner,
        "maker_address": taker.address,
        "transaction_hash": trade.transaction,
        "trader_side": "TAKER" if took else "MAKER",
        "err_msg": trade.error,
        "maker_orders": [_maker(trade, maker) for maker in trade.makers],
    }


def _maker(trade: Trade, maker: Party) -> Row:
    return {
        "order_id": maker.order_id,
        "owner": maker.owner,
        "maker_address": maker.address,
        "matched_amount": text(maker.size),
        "price": text(maker.price),
        "fee_rate_bps": "",
        "asset_id": trade.market.tokens[maker.outcome],
        "outcome": trade.market.sim.labels[maker.outcome],
        "side": maker.side.value.upper(),
    }
