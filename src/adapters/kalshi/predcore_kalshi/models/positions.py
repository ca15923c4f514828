"""What is held."""

from __future__ import annotations

from predcore.kit import Amount, Exact, Items, Time, wire

__all__ = ["EventPosition", "MarketPosition", "PositionPage"]


@wire
class MarketPosition:
    """What is held of one market."""

    ticker: str
    exchange_index: int | None = None
    total_traded_dollars: Exact | None = None
    """Spent on this market."""
    position_fp: Amount | None = None
    """Contracts: of YES where positive, of NO where negative."""
    market_exposure_dollars: Exact | None = None
    """What the position cost."""
    realized_pnl_dollars: Exact | None = None
    """Locked in."""
    fees_paid_dollars: Exact | None = None
    """Dollars, to six decimals, as the other amounts."""
    last_updated_ts: Time | None = None


@wire
class EventPosition:
    """What is held of one event."""

    event_ticker: str
    total_cost_dollars: Exact | None = None
    """Spent on this event."""
    total_cost_shares_fp: Amount | None = None
    """Contracts traded, of YES and of NO."""
    event_exposure_dollars: Exact | None = None
    """What the positions cost."""
    realized_pnl_dollars: Exact | None = None
    fees_paid_dollars: Exact | None = None
    """Dollars, to six decimals, as the other amounts."""


@wire
class PositionPage:
    """``GET /portfolio/positions`` and its likes."""

    cursor: str | None = None
    market_positions: Items[MarketPosition]
    event_positions: Items[EventPosition] = ()
