"""Order books: bids only, for both outcomes."""

from __future__ import annotations

from predcore.kit import Exact, Items, wire

__all__ = [
    "MarketOrderbook",
    "MarketOrderbooks",
    "Orderbook",
    "OrderbookEnvelope",
]


@wire
class Orderbook:
    """Bids as ``(dollars, contracts)``, worst first: the best bid is the last row.

    A bid for NO at 0.40 is an offer of YES at 0.60. Both sides are always sent, so a
    missing one is an error and not an empty side.
    """

    yes_dollars: Items[tuple[Exact, Exact]]
    no_dollars: Items[tuple[Exact, Exact]]


@wire
class OrderbookEnvelope:
    """``GET /markets/{ticker}/orderbook``."""

    orderbook_fp: Orderbook


@wire
class MarketOrderbook:
    """One book of a bulk answer."""

    ticker: str
    orderbook_fp: Orderbook


@wire
class MarketOrderbooks:
    """``GET /markets/orderbooks``."""

    orderbooks: Items[MarketOrderbook]
